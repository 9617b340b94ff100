// SPDX-License-Identifier: Apache-2.0

/// The rule book of an enrolment for a session that was announced, whose person left a name: command | state | who |
/// outcome.
let enrolmentTable = """
    desk      = secretary of the room, secretary of the area
    rooms     = secretary of another room, convener of the room, convener of another room
    offices   = rooms, leader, officer of its unit, officer of another unit, privacy officer
    members   = member who researches it, member who takes part, another member
    codes     = holder of its code, holder of another code, holder of its link, holder of another link
    others    = offices, members, codes, holder of another enrolment, visitor, console, system
    strangers = others, holder of its enrolment
    outsiders = others, desk

    admit    | waiting   | desk      | → admitted
    admit    | admitted  | desk      | already_admitted
    admit    | declined  | desk      | already_declined
    admit    | withdrawn | desk      | already_withdrawn
    admit    | lapsed    | desk      | session_over
    admit    | any       | strangers | not_yours

    decline  | waiting   | desk      | → declined
    decline  | admitted  | desk      | already_admitted
    decline  | declined  | desk      | already_declined
    decline  | withdrawn | desk      | already_withdrawn
    decline  | lapsed    | desk      | session_over
    decline  | any       | strangers | not_yours

    withdraw | waiting, admitted | holder of its enrolment | → withdrawn
    withdraw | declined          | holder of its enrolment | already_declined
    withdraw | withdrawn         | holder of its enrolment | already_withdrawn
    withdraw | lapsed            | holder of its enrolment | session_over
    withdraw | any               | outsiders               | not_yours

    take_contact_back | admitted                             | holder of its enrolment | → admitted
    take_contact_back | waiting, declined, withdrawn, lapsed | holder of its enrolment | nothing_kept
    take_contact_back | any                                  | outsiders               | not_yours
    """
