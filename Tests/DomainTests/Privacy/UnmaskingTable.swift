// SPDX-License-Identifier: Apache-2.0

/// The rule book of a request to unmask, asked by the convener of the room: command | state | who | outcome.
let unmaskingTable = """
    rooms     = secretary of the room, secretary of another room, secretary of the area, convener of another room
    offices   = rooms, leader, officer of its unit, officer of another unit
    members   = member who researches it, member who takes part, another member
    codes     = holder of its code, holder of another code, holder of its link, holder of another link
    others    = offices, members, codes, visitor, console, system

    grant    | open                     | privacy officer                              | → granted
    grant    | granted, refused, withdrawn | privacy officer                           | already_decided
    grant    | any                      | convener of the room, others                 | not_yours

    refuse   | open                     | privacy officer                              | → refused
    refuse   | granted, refused, withdrawn | privacy officer                           | already_decided
    refuse   | any                      | convener of the room, others                 | not_yours

    withdraw | open                     | convener of the room                         | → withdrawn
    withdraw | granted, refused, withdrawn | convener of the room                      | already_decided
    withdraw | any                      | privacy officer, others                      | not_yours

    look     | granted                  | convener of the room                         | → granted
    look     | open, refused, withdrawn | convener of the room                         | not_granted
    look     | any                      | privacy officer, others                      | not_yours
    """

/// The rule book of asking: what is kept | another request | who | outcome.
let unmaskingAskingTable = """
    rooms     = secretary of the room, secretary of another room, secretary of the area, convener of another room
    offices   = rooms, leader, officer of its unit, officer of another unit, privacy officer
    members   = member who researches it, member who takes part, another member
    codes     = holder of its code, holder of another code, holder of its link, holder of another link
    others    = offices, members, codes, visitor, console, system

    kept   | none  | convener of the room | → open
    kept   | waits | convener of the room | already_requested
    erased | any   | convener of the room | nothing_kept
    any    | any   | others               | not_yours
    """
