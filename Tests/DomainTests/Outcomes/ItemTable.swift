// SPDX-License-Identifier: Apache-2.0

/// The rule book of a suggestion item: command | state | who | outcome.
///
/// `→ name` is the state that follows, `stays` is permitted and leaves the state as it is, anything else is the code
/// of the refusal.
let itemTable = """
    its secretary  = secretary of the room, secretary of the area
    its unit       = officer of its unit
    other rooms    = secretary of another room, convener of another room
    offices        = convener of the room, other rooms, leader, officer of another unit, privacy officer
    members        = member who researches it, member who takes part, another member
    codes          = holder of its code, holder of another code, holder of its link, holder of another link
    outside        = members, codes, visitor, console, system
    others         = offices, members, codes, visitor, console, system

    not out yet    = drafted, approved
    on the desk    = dispatched, return_requested
    under way      = accepted, in_progress, sent_back, reopened
    told           = reported, verified

    revise | drafted                                    | its secretary | stays
    revise | approved, on the desk, under way, told     | its secretary | not_draft
    revise | closed                                     | its secretary | not_draft
    revise | any                                     | its unit, others | not_yours

    discard | drafted                                   | its secretary | stays
    discard | approved, on the desk, under way, told    | its secretary | not_draft
    discard | closed                                    | its secretary | not_draft
    discard | any                                    | its unit, others | not_yours

    dispatch | approved                                 | its secretary | → dispatched
    dispatch | drafted                                  | its secretary | not_approved
    dispatch | on the desk, under way, told, closed     | its secretary | already_dispatched
    dispatch | any                                   | its unit, others | not_yours

    accept | dispatched                                      | its unit | → accepted
    accept | not out yet, return_requested, under way, told  | its unit | not_dispatched
    accept | closed                                          | its unit | not_dispatched
    accept | any                                | its secretary, others | not_yours

    request_return | dispatched                                     | its unit | → return_requested
    request_return | return_requested                               | its unit | already_returned
    request_return | not out yet, under way, told, closed           | its unit | not_dispatched
    request_return | any                               | its secretary, others | not_yours

    reassign | return_requested                         | its secretary | → dispatched
    reassign | not out yet, dispatched, under way, told | its secretary | no_return_requested
    reassign | closed                                   | its secretary | no_return_requested
    reassign | any                                   | its unit, others | not_yours

    uphold | return_requested                           | its secretary | → accepted
    uphold | not out yet, dispatched, under way, told   | its secretary | no_return_requested
    uphold | closed                                     | its secretary | no_return_requested
    uphold | any                                     | its unit, others | not_yours

    hand_over | on the desk, under way, told                 | its unit | stays
    hand_over | not out yet                                  | its unit | not_dispatched
    hand_over | closed                                       | its unit | already_closed
    hand_over | any                             | its secretary, others | not_yours

    progress | accepted, sent_back, reopened                 | its unit | → in_progress
    progress | in_progress                                   | its unit | stays
    progress | not out yet, on the desk                      | its unit | not_accepted
    progress | told                                          | its unit | already_reported
    progress | closed                                        | its unit | already_closed
    progress | any                              | its secretary, others | not_yours

    ask_extension | under way                                | its unit | stays
    ask_extension | not out yet, on the desk                 | its unit | not_accepted
    ask_extension | told                                     | its unit | already_reported
    ask_extension | closed                                   | its unit | already_closed
    ask_extension | any                         | its secretary, others | not_yours

    grant_extension | any                               | its secretary | no_extension_asked
    grant_extension | any                            | its unit, others | not_yours

    refuse_extension | any                              | its secretary | no_extension_asked
    refuse_extension | any                           | its unit, others | not_yours

    report | under way                                       | its unit | → reported
    report | not out yet, on the desk                        | its unit | not_accepted
    report | told                                            | its unit | already_reported
    report | closed                                          | its unit | already_closed
    report | any                                | its secretary, others | not_yours

    verify | reported                                   | its secretary | → verified
    verify | not out yet, on the desk, under way        | its secretary | not_reported
    verify | verified, closed                           | its secretary | not_reported
    verify | any                                     | its unit, others | not_yours

    send_back | reported                                | its secretary | → sent_back
    send_back | not out yet, on the desk, under way     | its secretary | not_reported
    send_back | verified, closed                        | its secretary | not_reported
    send_back | any                                  | its unit, others | not_yours

    close | verified                                    | its secretary | → closed
    close | not out yet, on the desk, under way         | its secretary | not_verified
    close | reported                                    | its secretary | not_verified
    close | closed                                      | its secretary | already_closed
    close | any                                      | its unit, others | not_yours

    reopen | verified, closed                           | its secretary | → reopened
    reopen | not out yet, on the desk, under way        | its secretary | not_closed
    reopen | reported                                   | its secretary | not_closed
    reopen | any                                     | its unit, others | not_yours

    supervisors    = its secretary, convener of the room
    no supervisors = its unit, other rooms, leader, officer of another unit, privacy officer, outside
    commenters     = its secretary, leader
    no commenters  = its unit, convener of the room, other rooms, officer of another unit, privacy officer, outside

    remind | dispatched, under way                      | supervisors | stays
    remind | not out yet                                | supervisors | not_dispatched
    remind | return_requested, told                     | supervisors | nothing_owed
    remind | closed                                     | supervisors | already_closed
    remind | any                                     | no supervisors | not_yours

    supervise_jointly | approved, on the desk, under way, told | supervisors | stays
    supervise_jointly | drafted                                | supervisors | not_approved
    supervise_jointly | closed                                 | supervisors | already_closed
    supervise_jointly | any                                 | no supervisors | not_yours

    sign            | any | its secretary, its unit, others | not_yours
    decline_to_sign | any | its secretary, its unit, others | not_yours

    sign_for | not out yet, on the desk, under way, told | its secretary | not_supervised
    sign_for | closed                                    | its secretary | already_closed
    sign_for | any                                    | its unit, others | not_yours

    inspect | on the desk, under way, told, closed      | supervisors | not_supervised
    inspect | not out yet                               | supervisors | not_dispatched
    inspect | any                                    | no supervisors | not_yours

    comment | on the desk, under way, told, closed      | commenters | stays
    comment | not out yet                               | commenters | not_dispatched
    comment | any                                    | no commenters | not_yours
    """
