// SPDX-License-Identifier: Apache-2.0

/// The rule book of a confirmation: in what part somebody is asked | where the item stands | who | outcome.
///
/// `verified` is the item whose people are being asked, `verified anew` the same item after another inquiry was begun:
/// an earlier one is not answered any more.
let confirmationTable = """
    its secretary  = secretary of the room, secretary of the area
    rooms          = its secretary, secretary of another room, convener of the room, convener of another room
    offices        = rooms, leader, officer of its unit, officer of another unit, privacy officer
    members        = member who researches it, member who takes part, another member
    never          = offices, members, visitor, console, system
    codes          = holder of its code, holder of another code
    links          = holder of its link, holder of another link

    not out yet    = drafted, approved
    with its unit  = dispatched, return_requested, accepted, in_progress, reported, sent_back, reopened
    by link        = supporter, participant

    submitter | verified                                           | holder of its code           | answered
    submitter | not out yet, with its unit, closed, verified anew  | holder of its code           | not_asking
    submitter | any                                 | holder of another code, links, never | not_yours

    by link   | verified                                           | holder of its link           | answered
    by link   | not out yet, with its unit, closed, verified anew  | holder of its link           | not_asking
    by link   | any                                 | holder of another link, codes, never | not_yours
    """
