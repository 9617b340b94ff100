// SPDX-License-Identifier: Apache-2.0

/// The rule book of a reception day: command | state | who | outcome, on the day itself.
let receptionTable = """
    desk      = secretary of the room, secretary of the area
    elsewhere = secretary of another room, convener of another room
    offices   = elsewhere, leader, officer of its unit, officer of another unit, privacy officer
    members   = member who researches it, member who takes part, another member
    codes     = holder of its code, holder of another code, holder of its link, holder of another link
    others    = offices, members, codes, visitor, console, system

    enter_walk_in | open      | desk                         | → open
    enter_walk_in | over      | desk                         | already_over
    enter_walk_in | cancelled | desk                         | already_cancelled
    enter_walk_in | any       | convener of the room, others | not_yours

    finish        | open      | desk                         | → over
    finish        | over      | desk                         | already_over
    finish        | cancelled | desk                         | already_cancelled
    finish        | any       | convener of the room, others | not_yours

    revise        | open      | desk                         | → open
    revise        | over      | desk                         | already_over
    revise        | cancelled | desk                         | already_cancelled
    revise        | any       | convener of the room, others | not_yours

    cancel        | open      | desk, convener of the room   | → cancelled
    cancel        | over      | desk, convener of the room   | already_over
    cancel        | cancelled | desk, convener of the room   | already_cancelled
    cancel        | any       | others                       | not_yours
    """

/// The rule book of a visit, whose member receives and whose visitor left a name: command | state | who | outcome, on
/// the day itself, as long as the day is open.
let visitTable = """
    desk      = secretary of the room, secretary of the area
    working   = desk, member who takes part
    rooms     = secretary of another room, convener of the room, convener of another room
    offices   = rooms, leader, officer of its unit, officer of another unit, privacy officer
    members   = member who researches it, another member
    codes     = holder of its code, holder of another code, holder of its link, holder of another link
    others    = offices, members, codes, holder of another booking, visitor, console, system
    strangers = others, holder of its booking
    outsiders = others, member who takes part

    check_in | booked, missed             | working   | → arrived
    check_in | arrived, recorded, raised  | working   | already_here
    check_in | cancelled                  | working   | already_cancelled
    check_in | any                        | strangers | not_yours

    record   | arrived, recorded          | working   | → recorded
    record   | booked, missed             | working   | not_here
    record   | raised                     | working   | already_raised
    record   | cancelled                  | working   | already_cancelled
    record   | any                        | strangers | not_yours

    raise    | recorded                   | working   | → raised
    raise    | booked, arrived, missed    | working   | not_recorded
    raise    | raised                     | working   | already_raised
    raise    | cancelled                  | working   | already_cancelled
    raise    | any                        | strangers | not_yours

    miss     | booked, arrived            | working   | → missed
    miss     | missed                     | working   | already_missed
    miss     | recorded, raised           | working   | already_here
    miss     | cancelled                  | working   | already_cancelled
    miss     | any                        | strangers | not_yours

    cancel   | booked                                   | desk, holder of its booking | → cancelled
    cancel   | arrived, missed, recorded, raised        | desk, holder of its booking | already_here
    cancel   | cancelled                                | desk, holder of its booking | already_cancelled
    cancel   | any                                      | outsiders                   | not_yours

    take_contact_back | booked    | holder of its booking | → booked
    take_contact_back | arrived   | holder of its booking | → arrived
    take_contact_back | missed    | holder of its booking | → missed
    take_contact_back | recorded  | holder of its booking | → recorded
    take_contact_back | raised    | holder of its booking | → raised
    take_contact_back | cancelled | holder of its booking | → cancelled
    take_contact_back | any       | others, working       | not_yours
    """
