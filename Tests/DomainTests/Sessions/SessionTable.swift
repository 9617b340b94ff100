// SPDX-License-Identifier: Apache-2.0

/// The rule book of a consultation session: command | state | who | outcome.
///
/// `→ name` is the state that follows, `stays` is permitted and leaves the state as it is, anything else is the code
/// of the refusal.
let sessionTable = """
    its secretary  = secretary of the room, secretary of the area
    its convener   = convener of the room
    its member     = member who takes part
    other rooms    = secretary of another room, convener of another room
    other offices  = other rooms, leader, officer of its unit, officer of another unit, privacy officer
    other members  = member who researches it, another member
    codes          = holder of its code, holder of another code, holder of its link, holder of another link
    others         = other offices, other members, codes, visitor, console, system

    before    = planned, announced, ready
    afterwards = concluded, minutes_drafted, minutes_confirmed, outcome_issued, archived

    announce | planned                                     | its convener  | → announced
    announce | announced, ready, in_progress, afterwards   | its convener  | already_announced
    announce | postponed                                   | its convener  | already_announced
    announce | cancelled                                   | its convener  | cancelled
    announce | any                             | its secretary, its member, others | not_yours

    invite | before, in_progress, postponed                | its secretary | stays
    invite | afterwards                                    | its secretary | already_begun
    invite | cancelled                                     | its secretary | cancelled
    invite | any                                | its convener, its member, others | not_yours

    answer | announced, ready                          | its secretary, its member | stays
    answer | planned, postponed                        | its secretary, its member | not_announced
    answer | in_progress, afterwards                   | its secretary, its member | already_begun
    answer | cancelled                                 | its secretary, its member | cancelled
    answer | any                                           | its convener, others | not_yours

    remind | announced, ready                              | its secretary | stays
    remind | planned, postponed                            | its secretary | not_announced
    remind | in_progress, afterwards                       | its secretary | already_begun
    remind | cancelled                                     | its secretary | cancelled
    remind | any                                | its convener, its member, others | not_yours

    approve_leave | announced, ready, in_progress | its secretary, its convener | stays
    approve_leave | planned, postponed            | its secretary, its convener | not_announced
    approve_leave | afterwards                    | its secretary, its convener | already_begun
    approve_leave | cancelled                     | its secretary, its convener | cancelled
    approve_leave | any                                        | its member, others | not_yours

    record_visit | announced, ready, in_progress | its secretary, its convener | stays
    record_visit | planned, postponed            | its secretary, its convener | not_announced
    record_visit | afterwards                    | its secretary, its convener | already_begun
    record_visit | cancelled                     | its secretary, its convener | cancelled
    record_visit | any                                       | its member, others | not_yours

    note_leader | announced, ready, in_progress, concluded | its secretary, its convener | stays
    note_leader | minutes_drafted, minutes_confirmed, outcome_issued | its secretary, its convener | stays
    note_leader | planned, postponed | its secretary, its convener | not_announced
    note_leader | archived | its secretary, its convener | archived
    note_leader | cancelled | its secretary, its convener | cancelled
    note_leader | any | its member, others | not_yours

    ready | announced                                      | its secretary | → ready
    ready | planned, postponed                             | its secretary | not_announced
    ready | ready, in_progress, afterwards                 | its secretary | already_begun
    ready | cancelled                                      | its secretary | cancelled
    ready | any                                 | its convener, its member, others | not_yours

    start | ready                            | its secretary, its convener | → in_progress
    start | planned, announced, postponed    | its secretary, its convener | not_ready
    start | in_progress, afterwards          | its secretary, its convener | already_begun
    start | cancelled                        | its secretary, its convener | cancelled
    start | any                                               | its member, others | not_yours

    check_in | in_progress                                 | its secretary | stays
    check_in | before, afterwards, postponed, cancelled    | its secretary | not_in_progress
    check_in | any                              | its convener, its member, others | not_yours

    arrive | in_progress                                   | its member | stays
    arrive | before, afterwards, postponed, cancelled      | its member | not_in_progress
    arrive | any                             | its secretary, its convener, others | not_yours

    record_opinion | in_progress                              | its secretary | stays
    record_opinion | before, afterwards, postponed, cancelled | its secretary | not_in_progress
    record_opinion | any                        | its convener, its member, others | not_yours

    enlist | announced, ready, in_progress | its secretary, its convener | stays
    enlist | planned, postponed | its secretary, its convener | not_announced
    enlist | afterwards | its secretary, its convener | already_begun
    enlist | cancelled | its secretary, its convener | cancelled
    enlist | any | its member, others | not_yours

    pair | announced, ready, in_progress | its secretary, its convener | no_pair
    pair | planned, postponed | its secretary, its convener | not_announced
    pair | afterwards | its secretary, its convener | already_begun
    pair | cancelled | its secretary, its convener | cancelled
    pair | any | its member, others | not_yours

    hand_in_paper | announced, ready, in_progress | its secretary, its convener, its member | stays
    hand_in_paper | planned, postponed | its secretary, its convener, its member | not_announced
    hand_in_paper | afterwards | its secretary, its convener, its member | already_begun
    hand_in_paper | cancelled | its secretary, its convener, its member | cancelled
    hand_in_paper | any | others | not_yours

    change_paper | announced, ready, in_progress | its secretary, its convener | no_paper
    change_paper | planned, postponed | its secretary, its convener | not_announced
    change_paper | afterwards | its secretary, its convener | already_begun
    change_paper | cancelled | its secretary, its convener | cancelled
    change_paper | any | its member, others | not_yours

    reorder | announced, ready, in_progress | its secretary, its convener | nobody_waits
    reorder | planned, postponed | its secretary, its convener | not_announced
    reorder | afterwards | its secretary, its convener | already_begun
    reorder | cancelled | its secretary, its convener | cancelled
    reorder | any | its member, others | not_yours

    ask_floor | in_progress                                | its member | stays
    ask_floor | before, afterwards, postponed, cancelled   | its member | not_in_progress
    ask_floor | any                          | its secretary, its convener, others | not_yours

    give_floor | in_progress                              | its secretary, its convener | nobody_waits
    give_floor | before, afterwards, postponed, cancelled | its secretary, its convener | not_in_progress
    give_floor | any                                      | its member, others | not_yours

    end_turn | in_progress                              | its secretary, its convener | nobody_speaks
    end_turn | before, afterwards, postponed, cancelled | its secretary, its convener | not_in_progress
    end_turn | any                                      | its member, others | not_yours

    conclude_topic | in_progress                              | its secretary, its convener | one_topic
    conclude_topic | before, afterwards, postponed, cancelled | its secretary, its convener | not_in_progress
    conclude_topic | any                                                    | its member, others | not_yours

    conclude | in_progress                              | its secretary, its convener | → concluded
    conclude | before, afterwards, postponed, cancelled | its secretary, its convener | not_in_progress
    conclude | any                                                    | its member, others | not_yours

    draft_minutes | concluded                              | its secretary | → minutes_drafted
    draft_minutes | minutes_drafted                        | its secretary | stays
    draft_minutes | before, in_progress, postponed         | its secretary | not_concluded
    draft_minutes | minutes_confirmed, outcome_issued      | its secretary | minutes_stand
    draft_minutes | archived                               | its secretary | archived
    draft_minutes | cancelled                              | its secretary | cancelled
    draft_minutes | any                         | its convener, its member, others | not_yours

    object | minutes_drafted                   | its secretary, its convener, its member | stays
    object | before, in_progress, postponed    | its secretary, its convener, its member | no_minutes
    object | concluded                         | its secretary, its convener, its member | no_minutes
    object | minutes_confirmed, outcome_issued | its secretary, its convener, its member | minutes_stand
    object | archived                          | its secretary, its convener, its member | archived
    object | cancelled                         | its secretary, its convener, its member | cancelled
    object | any                                                                | others | not_yours

    draft_item | concluded, minutes_drafted, minutes_confirmed | its secretary | stays
    draft_item | before, in_progress, postponed                | its secretary | not_concluded
    draft_item | outcome_issued                                | its secretary | outcome_issued
    draft_item | archived                                      | its secretary | archived
    draft_item | cancelled                                     | its secretary | cancelled
    draft_item | any                            | its convener, its member, others | not_yours

    confirm_minutes | minutes_drafted                   | its convener | → minutes_confirmed
    confirm_minutes | before, in_progress, postponed    | its convener | no_minutes
    confirm_minutes | concluded                         | its convener | no_minutes
    confirm_minutes | minutes_confirmed, outcome_issued | its convener | minutes_stand
    confirm_minutes | archived                          | its convener | archived
    confirm_minutes | cancelled                         | its convener | cancelled
    confirm_minutes | any                      | its secretary, its member, others | not_yours

    issue_outcome | minutes_confirmed                   | its convener | → outcome_issued
    issue_outcome | before, in_progress, postponed      | its convener | minutes_not_confirmed
    issue_outcome | concluded, minutes_drafted          | its convener | minutes_not_confirmed
    issue_outcome | outcome_issued                      | its convener | outcome_issued
    issue_outcome | archived                            | its convener | archived
    issue_outcome | cancelled                           | its convener | cancelled
    issue_outcome | any                        | its secretary, its member, others | not_yours

    archive | outcome_issued                                 | its secretary | → archived
    archive | before, in_progress, postponed                 | its secretary | outcome_not_issued
    archive | concluded, minutes_drafted, minutes_confirmed  | its secretary | outcome_not_issued
    archive | archived                                       | its secretary | archived
    archive | cancelled                                      | its secretary | cancelled
    archive | any                               | its convener, its member, others | not_yours

    postpone | before                                        | its convener | → postponed
    postpone | postponed                                     | its convener | already_postponed
    postpone | in_progress, afterwards                       | its convener | already_begun
    postpone | cancelled                                     | its convener | cancelled
    postpone | any                             | its secretary, its member, others | not_yours

    reschedule | postponed                                   | its convener | → announced
    reschedule | before, in_progress, afterwards             | its convener | not_postponed
    reschedule | cancelled                                   | its convener | cancelled
    reschedule | any                           | its secretary, its member, others | not_yours

    cancel | before, postponed                               | its convener | → cancelled
    cancel | in_progress, afterwards                         | its convener | already_begun
    cancel | cancelled                                       | its convener | cancelled
    cancel | any                               | its secretary, its member, others | not_yours
    """
