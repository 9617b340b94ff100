// SPDX-License-Identifier: Apache-2.0

/// The rule book of a request to erase: command | state | who | outcome.
let erasureTable = """
    rooms    = secretary of the room, secretary of another room, secretary of the area, convener of the room
    offices  = rooms, convener of another room, leader, officer of its unit, officer of another unit
    members  = member who researches it, member who takes part, another member
    codes    = holder of its code, holder of another code, holder of its link, holder of another link
    others   = offices, members, codes, visitor, console, system

    grant  | open             | privacy officer | → granted
    grant  | granted, refused | privacy officer | already_decided
    grant  | any              | others          | not_yours

    refuse | open             | privacy officer | → refused
    refuse | granted, refused | privacy officer | already_decided
    refuse | any              | others          | not_yours
    """

/// The rule book of asking for an erasure: what was said | another request | who | outcome.
let requestTable = """
    rooms    = secretary of the room, secretary of another room, secretary of the area, convener of the room
    offices  = rooms, convener of another room, leader, officer of its unit, officer of another unit, privacy officer
    members  = member who researches it, member who takes part, another member
    codes    = holder of another code, holder of its link, holder of another link
    others   = offices, members, codes, visitor, console, system

    kept   | none  | holder of its code | → open
    kept   | waits | holder of its code | already_requested
    erased | any   | holder of its code | already_erased
    any    | any   | others             | not_yours
    """
