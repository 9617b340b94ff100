// SPDX-License-Identifier: Apache-2.0

/// The rule book of a topic's lifecycle: command | state | who | outcome.
///
/// `→ name` is the state that follows, `stays` is permitted and leaves the state as it is, anything else is the code
/// of the refusal.
let topicTable = """
    its secretary  = secretary of the room, secretary of the area
    its convener   = convener of the room
    submitter      = holder of its code
    its researcher = member who researches it
    other rooms    = secretary of another room, convener of another room
    other offices  = other rooms, leader, officer of its unit, officer of another unit, privacy officer
    other members  = member who takes part, another member
    outside        = visitor, holder of another code, holder of its link, holder of another link, console, system
    others         = other offices, other members, outside

    undecided      = screening, asked
    not accepted   = rejected, redirected, solved_directly, merged, withdrawn
    under research = selected, researching
    to be heard    = ready, scheduled
    heard          = consulted, in_handling, reopened
    before a member is asked = held, undecided, pooled, not accepted, selected

    release | held                                                    | its secretary | → screening
    release | undecided, pooled, not accepted, under research         | its secretary | not_held
    release | to be heard, heard, closed                              | its secretary | not_held
    release | any                           | its convener, submitter, its researcher, others | not_yours

    ask     | screening                                               | its secretary | → asked
    ask     | asked                                                   | its secretary | already_asked
    ask     | held                                                    | its secretary | still_held
    ask     | pooled, not accepted, under research                    | its secretary | already_decided
    ask     | to be heard, heard, closed                              | its secretary | already_decided
    ask     | any                           | its convener, submitter, its researcher, others | not_yours

    answer  | asked                                                   | submitter     | → screening
    answer  | held, screening, pooled, not accepted, under research   | submitter     | nothing_asked
    answer  | to be heard, heard, closed                              | submitter     | nothing_asked
    answer  | any                       | its secretary, its convener, its researcher, others | not_yours

    judge   | solved_directly                                         | submitter     | → screening
    judge   | held, undecided, pooled, rejected, redirected, merged, withdrawn | submitter | nothing_asked
    judge   | under research, to be heard, heard, closed              | submitter     | nothing_asked
    judge   | any                       | its secretary, its convener, its researcher, others | not_yours

    pool    | undecided                                               | its secretary | → pooled
    pool    | held                                                    | its secretary | still_held
    pool    | pooled, not accepted, under research                    | its secretary | already_decided
    pool    | to be heard, heard, closed                              | its secretary | already_decided
    pool    | any                           | its convener, submitter, its researcher, others | not_yours

    categorise | any                                  | its convener, its secretary | stays
    categorise | any                                | submitter, its researcher, others | not_yours

    reject  | held, undecided, pooled                                 | its secretary | → rejected
    reject  | under research, ready                                   | its secretary | is_selected
    reject  | not accepted, scheduled, heard, closed                  | its secretary | already_decided
    reject  | any                           | its convener, submitter, its researcher, others | not_yours

    reconsider | rejected, solved_directly                            | its secretary | → screening
    reconsider | held, undecided, pooled, redirected, merged, withdrawn | its secretary | not_rejected
    reconsider | under research, to be heard, heard, closed           | its secretary | not_rejected
    reconsider | any                        | its convener, submitter, its researcher, others | not_yours

    redirect | undecided, pooled                                      | its secretary | → redirected
    redirect | held                                                   | its secretary | still_held
    redirect | under research, ready                                  | its secretary | is_selected
    redirect | not accepted, scheduled, heard, closed                 | its secretary | already_decided
    redirect | any                          | its convener, submitter, its researcher, others | not_yours

    pass_on | screening                                               | its secretary | stays
    pass_on | asked, pooled, under research, ready                    | its secretary | → screening
    pass_on | held                                                    | its secretary | still_held
    pass_on | not accepted, scheduled, heard, closed                  | its secretary | already_decided
    pass_on | any                           | its convener, submitter, its researcher, others | not_yours

    take_back | redirected                                            | its secretary | → screening
    take_back | held, undecided, pooled, rejected, solved_directly, merged, withdrawn | its secretary | not_redirected
    take_back | under research, to be heard, heard, closed            | its secretary | not_redirected
    take_back | any                         | its convener, submitter, its researcher, others | not_yours

    tell_result | redirected                                          | its secretary | stays
    tell_result | held, undecided, pooled, rejected, solved_directly, merged, withdrawn | its secretary | not_redirected
    tell_result | under research, to be heard, heard, closed          | its secretary | not_redirected
    tell_result | any                       | its convener, submitter, its researcher, others | not_yours

    solve_directly | undecided, pooled, under research, ready         | its secretary | → solved_directly
    solve_directly | held                                             | its secretary | still_held
    solve_directly | not accepted, scheduled, heard, closed           | its secretary | already_decided
    solve_directly | any                    | its convener, submitter, its researcher, others | not_yours

    merge   | undecided, pooled                                       | its secretary | → merged
    merge   | held                                                    | its secretary | still_held
    merge   | not accepted, under research, to be heard               | its secretary | already_decided
    merge   | heard, closed                                           | its secretary | already_decided
    merge   | any                           | its convener, submitter, its researcher, others | not_yours

    unmerge | merged                                                  | its secretary | → screening
    unmerge | held, undecided, pooled, rejected, redirected, solved_directly, withdrawn | its secretary | not_merged
    unmerge | under research, to be heard, heard, closed              | its secretary | not_merged
    unmerge | any                           | its convener, submitter, its researcher, others | not_yours

    select  | pooled                                                  | its convener  | → selected
    select  | held, undecided, not accepted, under research           | its convener  | not_pooled
    select  | to be heard, heard, closed                              | its convener  | not_pooled
    select  | any                          | its secretary, submitter, its researcher, others | not_yours

    deselect | under research, ready                                  | its convener  | → pooled
    deselect | held, undecided, pooled, not accepted                  | its convener  | not_selected
    deselect | scheduled, heard, closed                               | its convener  | not_at_this_stage
    deselect | any                         | its secretary, submitter, its researcher, others | not_yours

    assign  | selected                                  | its convener, its secretary | → researching
    assign  | researching                               | its convener, its secretary | stays
    assign  | held, undecided, pooled, not accepted     | its convener, its secretary | not_selected
    assign  | to be heard, heard, closed                | its convener, its secretary | already_researched
    assign  | any                                        | submitter, its researcher, others | not_yours

    research | researching                                            | its researcher | → ready
    research | to be heard                                            | its researcher | stays
    research | heard, closed                                          | its researcher | already_researched
    research | before a member is asked                               | its researcher | not_yours
    research | any                             | its secretary, its convener, submitter, others | not_yours

    attach  | undecided, pooled, under research, to be heard, heard   | its secretary  | stays
    attach  | held                                                    | its secretary  | still_held
    attach  | not accepted, closed                                    | its secretary  | already_decided
    attach  | researching, to be heard, heard                         | its researcher | stays
    attach  | closed                                                  | its researcher | already_decided
    attach  | before a member is asked                                | its researcher | not_yours
    attach  | any                                             | its convener, submitter, others | not_yours

    open_next_round | closed                            | its convener, its secretary | stays
    open_next_round | held, undecided, pooled           | its convener, its secretary | not_ended
    open_next_round | not accepted, under research      | its convener, its secretary | not_ended
    open_next_round | to be heard, heard                | its convener, its secretary | not_ended
    open_next_round | any                                | submitter, its researcher, others | not_yours

    review  | undecided, pooled, redirected, solved_directly          | its secretary | stays
    review  | under research, to be heard, heard, closed              | its secretary | stays
    review  | held                                                    | its secretary | still_held
    review  | rejected                                                | its secretary | rejected_is_not_published
    review  | merged, withdrawn                                       | its secretary | already_decided
    review  | any                           | its convener, submitter, its researcher, others | not_yours

    unpublish | any                                                   | its secretary | not_published
    unpublish | any                         | its convener, submitter, its researcher, others | not_yours

    relate  | any                                                     | its secretary | stays
    relate  | any                           | its convener, submitter, its researcher, others | not_yours

    score   | pooled                                    | its convener, its secretary | stays
    score   | held, undecided, not accepted             | its convener, its secretary | not_pooled
    score   | under research, to be heard, heard, closed | its convener, its secretary | not_pooled
    score   | any                                        | submitter, its researcher, others | not_yours

    mediate | undecided, pooled, under research, ready                | its secretary | → solved_directly
    mediate | scheduled, heard                                        | its secretary | stays
    mediate | held                                                    | its secretary | still_held
    mediate | not accepted, closed                                    | its secretary | already_decided
    mediate | any                           | its convener, submitter, its researcher, others | not_yours

    propose_for_plan | selected                                       | its convener | stays
    propose_for_plan | researching                                    | its convener | already_assigned
    propose_for_plan | held, undecided, pooled, not accepted          | its convener | not_selected
    propose_for_plan | to be heard, heard, closed                     | its convener | not_selected
    propose_for_plan | any                | its secretary, submitter, its researcher, others | not_yours

    record_plan_decision | any                          | its convener, its secretary | not_proposed_for_plan
    record_plan_decision | any                          | submitter, its researcher, others | not_yours

    add     | held, screening, pooled, under research, to be heard    | submitter     | stays
    add     | merged                                                  | submitter     | stays
    add     | asked                                                   | submitter     | answer_first
    add     | heard                                                   | submitter     | not_at_this_stage
    add     | rejected, redirected, solved_directly, withdrawn, closed | submitter    | already_decided
    add     | any                       | its secretary, its convener, its researcher, others | not_yours

    withdraw | held, undecided, pooled, under research, ready         | submitter     | stays
    withdraw | scheduled, heard                                       | submitter     | too_late_to_withdraw
    withdraw | rejected, redirected, solved_directly, withdrawn, closed | submitter   | already_decided
    withdraw | merged                                                 | submitter     | others_joined
    withdraw | any                      | its secretary, its convener, its researcher, others | not_yours

    keep_up | any                                                     | submitter     | not_withdrawing
    keep_up | any                       | its secretary, its convener, its researcher, others | not_yours

    escalate | pooled                                                 | its secretary | stays
    escalate | held, undecided, not accepted, under research          | its secretary | not_pooled
    escalate | to be heard, heard, closed                             | its secretary | not_pooled
    escalate | any                          | its convener, submitter, its researcher, others | not_yours

    keep_here | any                                                   | its secretary | not_escalated
    keep_here | any                         | its convener, submitter, its researcher, others | not_yours

    gather  | any           | its secretary, its convener, submitter, its researcher, others | not_yours

    decline_escalation | any | its secretary, its convener, submitter, its researcher, others | not_yours

    dissolve | any                                                    | its secretary | not_gathered
    dissolve | any                          | its convener, submitter, its researcher, others | not_yours

    return_result | any                                               | its secretary | not_pushed
    return_result | any                     | its convener, submitter, its researcher, others | not_yours

    acknowledge_return | any                                          | its secretary | not_pushed
    acknowledge_return | any                | its convener, submitter, its researcher, others | not_yours

    give_receipt | redirected                                         | its secretary | stays
    give_receipt | held, undecided, pooled, rejected, solved_directly, merged, withdrawn | its secretary | not_sent_out
    give_receipt | under research, to be heard, heard, closed         | its secretary | not_sent_out
    give_receipt | any                      | its convener, submitter, its researcher, others | not_yours
    """

/// What befalls a topic through its session and its items: move | state | outcome. Nobody asks it of the topic itself.
let topicMoveTable = """
    undecided      = screening, asked
    not accepted   = rejected, redirected, solved_directly, merged, withdrawn

    schedule       | ready                                                                 | → scheduled
    schedule       | held, undecided, pooled, not accepted, selected, researching          | not_researched
    schedule       | scheduled, consulted, in_handling, closed, reopened                   | not_at_this_stage

    unschedule     | scheduled                                                             | → ready
    unschedule     | held, undecided, pooled, not accepted, selected, researching, ready   | not_at_this_stage
    unschedule     | consulted, in_handling, closed, reopened                              | not_at_this_stage

    consult        | scheduled                                                             | → consulted
    consult        | held, undecided, pooled, not accepted, selected, researching, ready   | not_at_this_stage
    consult        | consulted, in_handling, closed, reopened                              | not_at_this_stage

    begin handling | consulted, reopened                                                   | → in_handling
    begin handling | held, undecided, pooled, not accepted, selected, researching, ready   | not_at_this_stage
    begin handling | scheduled, in_handling, closed                                        | not_at_this_stage

    close          | consulted, in_handling, reopened                                      | → closed
    close          | held, undecided, pooled, not accepted, selected, researching, ready   | not_at_this_stage
    close          | scheduled, closed                                                     | not_at_this_stage

    reopen         | closed                                                                | → reopened
    reopen         | held, undecided, pooled, not accepted, selected, researching, ready   | not_at_this_stage
    reopen         | scheduled, consulted, in_handling, reopened                           | not_at_this_stage

    erase          | any                                                                   | stays

    expire         | any                                                                   | not_withdrawing

    give back      | any                                                                   | not_escalated
    """

/// The rule book of a topic's publication, for its secretary: command | publication | reviews needed | wording | outcome.
///
/// `same` is the wording that waits or is public, letter for letter; `new` is another one.
let topicPublicationTable = """
    review | hidden              | 1    | any  | → published
    review | hidden              | 2, 3 | any  | → reviewed by me

    review | reviewed by another | 1    | any  | → published
    review | reviewed by another | 2    | same | → published
    review | reviewed by another | 2    | new  | → reviewed by me
    review | reviewed by another | 3    | same | → reviewed by another and me
    review | reviewed by another | 3    | new  | → reviewed by me

    review | reviewed by me      | any  | any  | already_reviewed

    review | published           | 1    | any  | → published
    review | published           | 2, 3 | any  | → reviewed by me

    review | withdrawn           | 1    | any  | → published
    review | withdrawn           | 2, 3 | any  | → reviewed by me

    unpublish | published        | any  | any  | → withdrawn
    unpublish | hidden, reviewed by another, reviewed by me, withdrawn | any | any | not_published
    """
