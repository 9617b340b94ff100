// SPDX-License-Identifier: Apache-2.0

/// The rule book of a suggestion item: command | state | who | outcome.
///
/// `→ name` is the state that follows, `stays` is permitted and leaves the state as it is, anything else is the code
/// of the refusal.
let itemTable = """
    its secretary  = secretary of the room, secretary of the area
    both           = secretary who is of its unit
    its secretaries = its secretary, both
    its unit       = officer of its unit
    its units      = its unit, both
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

    revise | drafted                                |  its secretaries | stays
    revise | approved, on the desk, under way, told |  its secretaries | not_draft
    revise | closed                                 |  its secretaries | not_draft
    revise | any                                    | its unit, others | not_yours

    discard | drafted                                |  its secretaries | stays
    discard | approved, on the desk, under way, told |  its secretaries | not_draft
    discard | closed                                 |  its secretaries | not_draft
    discard | any                                    | its unit, others | not_yours

    dispatch | approved                             |  its secretaries | → dispatched
    dispatch | drafted                              |  its secretaries | not_approved
    dispatch | on the desk, under way, told, closed |  its secretaries | already_dispatched
    dispatch | any                                  | its unit, others | not_yours

    accept | dispatched                                     |             its units | → accepted
    accept | not out yet, return_requested, under way, told |             its units | not_dispatched
    accept | closed                                         |             its units | not_dispatched
    accept | any                                            | its secretary, others | not_yours

    request_return | dispatched                           |             its units | → return_requested
    request_return | return_requested                     |             its units | already_returned
    request_return | not out yet, under way, told, closed |             its units | not_dispatched
    request_return | any                                  | its secretary, others | not_yours

    reassign | return_requested                         |    its secretary | → dispatched
    reassign | return_requested                         |             both | own_work
    reassign | not out yet, dispatched, under way, told |  its secretaries | no_return_requested
    reassign | closed                                   |  its secretaries | no_return_requested
    reassign | any                                      | its unit, others | not_yours

    uphold | return_requested                         |    its secretary | → accepted
    uphold | return_requested                         |             both | own_work
    uphold | not out yet, dispatched, under way, told |  its secretaries | no_return_requested
    uphold | closed                                   |  its secretaries | no_return_requested
    uphold | any                                      | its unit, others | not_yours

    hand_over | on the desk, under way, told |             its units | stays
    hand_over | not out yet                  |             its units | not_dispatched
    hand_over | closed                       |             its units | already_closed
    hand_over | any                          | its secretary, others | not_yours

    progress | accepted, sent_back, reopened |             its units | → in_progress
    progress | in_progress                   |             its units | stays
    progress | not out yet, on the desk      |             its units | not_accepted
    progress | told                          |             its units | already_reported
    progress | closed                        |             its units | already_closed
    progress | any                           | its secretary, others | not_yours

    ask_extension | under way                |             its units | stays
    ask_extension | not out yet, on the desk |             its units | not_accepted
    ask_extension | told                     |             its units | already_reported
    ask_extension | closed                   |             its units | already_closed
    ask_extension | any                      | its secretary, others | not_yours

    grant_extension | any |  its secretaries | no_extension_asked
    grant_extension | any | its unit, others | not_yours

    refuse_extension | any |  its secretaries | no_extension_asked
    refuse_extension | any | its unit, others | not_yours

    report | under way                |             its units | → reported
    report | not out yet, on the desk |             its units | not_accepted
    report | told                     |             its units | already_reported
    report | closed                   |             its units | already_closed
    report | any                      | its secretary, others | not_yours

    verify | reported                            |    its secretary | → verified
    verify | reported                            |             both | own_work
    verify | not out yet, on the desk, under way |  its secretaries | not_reported
    verify | verified, closed                    |  its secretaries | not_reported
    verify | any                                 | its unit, others | not_yours

    send_back | reported                            |    its secretary | → sent_back
    send_back | reported                            |             both | own_work
    send_back | not out yet, on the desk, under way |  its secretaries | not_reported
    send_back | verified, closed                    |  its secretaries | not_reported
    send_back | any                                 | its unit, others | not_yours

    close | verified                            |    its secretary | → closed
    close | verified                            |             both | own_work
    close | not out yet, on the desk, under way |  its secretaries | not_verified
    close | reported                            |  its secretaries | not_verified
    close | closed                              |  its secretaries | already_closed
    close | any                                 | its unit, others | not_yours

    reopen | verified, closed                    |    its secretary | → reopened
    reopen | verified, closed                    |             both | own_work
    reopen | not out yet, on the desk, under way |  its secretaries | not_closed
    reopen | reported                            |  its secretaries | not_closed
    reopen | any                                 | its unit, others | not_yours

    supervisors    = its secretaries, convener of the room
    no supervisors = its unit, other rooms, leader, officer of another unit, privacy officer, outside
    commenters     = its secretaries, leader
    no commenters  = its unit, convener of the room, other rooms, officer of another unit, privacy officer, outside

    remind | dispatched, under way  |    supervisors | stays
    remind | not out yet            |    supervisors | not_dispatched
    remind | return_requested, told |    supervisors | nothing_owed
    remind | closed                 |    supervisors | already_closed
    remind | any                    | no supervisors | not_yours

    supervise_jointly | approved, on the desk, under way, told |  its secretary | stays
    supervise_jointly | approved, on the desk, under way, told | convener of the room | stays
    supervise_jointly | approved, on the desk, under way, told |           both | own_work
    supervise_jointly | drafted                                |    supervisors | not_approved
    supervise_jointly | closed                                 |    supervisors | already_closed
    supervise_jointly | any                                    | no supervisors | not_yours

    sign            | any | its secretaries, its unit, others | not_yours
    decline_to_sign | any | its secretaries, its unit, others | not_yours

    sign_for | not out yet, on the desk, under way, told |  its secretaries | not_supervised
    sign_for | closed                                    |  its secretaries | already_closed
    sign_for | any                                       | its unit, others | not_yours

    inspect | on the desk, under way, told, closed |    supervisors | not_supervised
    inspect | not out yet                          |    supervisors | not_dispatched
    inspect | any                                  | no supervisors | not_yours

    comment | on the desk, under way, told, closed |    commenters | stays
    comment | not out yet                          |    commenters | not_dispatched
    comment | any                                  | no commenters | not_yours
    """
