// SPDX-License-Identifier: Apache-2.0

/// The rule book of a proposal: command | state | who | kind of proposer | outcome.
///
/// `→ name` is the state that follows, `stays` is permitted and leaves the state as it is, anything else is the code
/// of the refusal. A member's proposal is a joint one: of two who were invited one has signed.
let proposalTable = """
    bodies     = sector, group, organisation, committee
    co-signers = member who was invited, member who signed
    outside    = leader of an area, officer of its unit, officer of another unit, secretary, visitor, console, system
    not office = proposer, co-signers, another member, leader, outside
    others     = co-signers, another member, proposal officer, leader, outside

    in writing = draft, returned
    decided    = not_filed, forwarded
    numbered   = filed, merged, handling, replied, rehandling, closed, follow_up
    handed in  = submitted, decided, numbered, withdrawn
    not review = draft, awaiting_co_signers, returned, decided, numbered, withdrawn

    write | in writing                                 | proposer | any    | stays
    write | awaiting_co_signers, handed in             | proposer | any    | already_submitted
    write | any                                        | others   | any    | not_yours

    invite | draft                                     | proposer | member | → awaiting_co_signers
    invite | draft                                     | proposer | bodies | signs_alone
    invite | awaiting_co_signers, returned, handed in  | proposer | any    | already_submitted
    invite | any                                       | others   | any    | not_yours

    recall | awaiting_co_signers                       | proposer | any    | → draft
    recall | in writing, handed in                     | proposer | any    | not_awaiting_co_signers
    recall | any                                       | others   | any    | not_yours

    no signers = proposer, another member, proposal officer, leader, outside
    sign | awaiting_co_signers                         | member who was invited | member | stays
    sign | awaiting_co_signers                         | member who signed      | member | already_answered
    sign | returned, handed in                         | co-signers             | member | not_awaiting_co_signers
    sign | draft                                       | co-signers             | member | not_yours
    sign | any                                         | co-signers             | bodies | not_yours
    sign | any                                         | no signers             | any    | not_yours
    decline | awaiting_co_signers                      | member who was invited | member | stays
    decline | awaiting_co_signers                      | member who signed      | member | already_answered
    decline | returned, handed in                      | co-signers             | member | not_awaiting_co_signers
    decline | draft                                    | co-signers             | member | not_yours
    decline | any                                      | co-signers             | bodies | not_yours
    decline | any                                      | no signers             | any    | not_yours

    submit | in writing                                | proposer | any    | → submitted
    submit | awaiting_co_signers                       | proposer | any    | still_signing
    submit | handed in                                 | proposer | any    | already_submitted
    submit | any                                       | others   | any    | not_yours

    withdraw | in writing, awaiting_co_signers         | proposer | any    | → withdrawn
    withdraw | submitted                               | proposer | any    | → withdrawn
    withdraw | filed, handling                         | proposer | any    | stays
    withdraw | decided, merged, replied, rehandling    | proposer | any    | too_late_to_withdraw
    withdraw | closed, follow_up, withdrawn            | proposer | any    | too_late_to_withdraw
    withdraw | any                                     | others   | any    | not_yours

    file | submitted                          | proposal officer | any    | → filed
    file | not review                         | proposal officer | any    | not_in_review
    file | any                                | not office       | any    | not_yours
    turn_down | submitted                     | proposal officer | any    | → not_filed
    turn_down | not review                    | proposal officer | any    | not_in_review
    turn_down | any                           | not office       | any    | not_yours
    send_back | submitted                     | proposal officer | any    | → returned
    send_back | not review                    | proposal officer | any    | not_in_review
    send_back | any                           | not office       | any    | not_yours
    forward | submitted                                  | proposal officer | any | → forwarded
    forward | filed, handling, replied, rehandling       | proposal officer | any | stays
    forward | closed, follow_up                          | proposal officer | any | stays
    forward | in writing, awaiting_co_signers, not_filed | proposal officer | any | not_in_review
    forward | forwarded                                  | proposal officer | any | already_forwarded
    forward | merged, withdrawn                          | proposal officer | any | already_ended
    forward | any                                        | not office       | any | not_yours

    enter_anew | any                          | proposal officer | any    | not_entered
    enter_anew | any                          | not office       | any    | not_yours

    enter_withdrawal | draft, awaiting_co_signers                | proposal officer | bodies | not_handed_in
    enter_withdrawal | returned, submitted                       | proposal officer | bodies | → withdrawn
    enter_withdrawal | filed, handling                           | proposal officer | bodies | stays
    enter_withdrawal | decided, merged, replied, rehandling      | proposal officer | bodies | too_late_to_withdraw
    enter_withdrawal | closed, follow_up, withdrawn              | proposal officer | bodies | too_late_to_withdraw
    enter_withdrawal | any                                       | proposal officer | member | not_of_body
    enter_withdrawal | any                                       | not office       | any    | not_yours

    reconsider | not_filed                                  | proposal officer | any | → submitted
    reconsider | in writing, awaiting_co_signers, submitted | proposal officer | any | not_turned_down
    reconsider | forwarded, numbered, withdrawn             | proposal officer | any | not_turned_down
    reconsider | any                                        | not office       | any | not_yours

    merge | submitted, filed                           | proposal officer | any | → merged
    merge | in writing, awaiting_co_signers, decided   | proposal officer | any | too_late_to_merge
    merge | merged, handling, replied, rehandling      | proposal officer | any | too_late_to_merge
    merge | closed, follow_up, withdrawn               | proposal officer | any | too_late_to_merge
    merge | any                                        | not office       | any | not_yours

    unmerge | merged                                            | proposal officer | any | → filed
    unmerge | in writing, awaiting_co_signers, submitted        | proposal officer | any | not_merged
    unmerge | decided, filed, handling, replied, rehandling     | proposal officer | any | not_merged
    unmerge | closed, follow_up, withdrawn                      | proposal officer | any | not_merged
    unmerge | any                                               | not office       | any | not_yours

    consent_to_withdrawal | any               | proposal officer | any    | no_withdrawal_asked
    consent_to_withdrawal | any               | not office       | any    | not_yours
    refuse_withdrawal | any                   | proposal officer | any    | no_withdrawal_asked
    refuse_withdrawal | any                   | not office       | any    | not_yours

    receive_result | forwarded                                  | proposal officer | any | → closed
    receive_result | in writing, awaiting_co_signers, submitted | proposal officer | any | not_forwarded
    receive_result | not_filed, numbered, withdrawn             | proposal officer | any | not_forwarded
    receive_result | any                                        | not office       | any | not_yours

    review | numbered                                           | proposal officer | any | stays
    review | in writing, awaiting_co_signers, submitted         | proposal officer | any | not_filed
    review | decided, withdrawn                                 | proposal officer | any | not_filed
    review | any                                                | not office       | any | not_yours
    unpublish | any                                             | proposal officer | any | not_published
    unpublish | any                                             | not office       | any | not_yours

    assign | filed                                              | proposal officer | any | → handling
    assign | in writing, awaiting_co_signers, submitted         | proposal officer | any | not_filed
    assign | decided, merged, handling, replied, rehandling     | proposal officer | any | not_filed
    assign | closed, follow_up, withdrawn                       | proposal officer | any | not_filed
    assign | any                                                | not office       | any | not_yours

    choose_as_key | filed, handling, replied, rehandling        | proposal officer | any | stays
    choose_as_key | in writing, awaiting_co_signers, submitted  | proposal officer | any | not_filed
    choose_as_key | decided                                     | proposal officer | any | not_filed
    choose_as_key | merged, closed, follow_up, withdrawn        | proposal officer | any | already_ended
    choose_as_key | any                                         | not office       | any | not_yours

    categorise | returned, submitted, decided, numbered         | proposal officer | any | stays
    categorise | withdrawn                                      | proposal officer | any | stays
    categorise | draft, awaiting_co_signers                     | proposal officer | any | not_handed_in
    categorise | any                                            | not office       | any | not_yours

    hand_over | returned, submitted, forwarded, filed, merged    | proposal officer | any | stays
    hand_over | handling, replied, rehandling, follow_up         | proposal officer | any | stays
    hand_over | not_filed, closed, withdrawn                     | proposal officer | any | already_ended
    hand_over | draft, awaiting_co_signers                       | proposal officer | any | not_handed_in
    hand_over | any                                              | not office       | any | not_yours
    correct | returned, submitted, decided, numbered             | proposal officer | any | stays
    correct | withdrawn                                          | proposal officer | any | already_ended
    correct | draft, awaiting_co_signers                         | proposal officer | any | not_handed_in
    correct | any                                                | not office       | any | not_yours

    overseers     = proposal officer, leader
    not overseers = proposer, co-signers, another member, outside
    supervise | filed, handling, replied, rehandling, follow_up  | overseers        | any | stays
    supervise | in writing, awaiting_co_signers, submitted      | overseers        | any | not_filed
    supervise | decided                                         | overseers        | any | not_filed
    supervise | merged, closed, withdrawn                       | overseers        | any | already_ended
    supervise | any                                             | not overseers    | any | not_yours

    close | replied                                             | proposal officer | any | → closed
    close | in writing, awaiting_co_signers, submitted          | proposal officer | any | not_replied
    close | decided, filed, merged, handling, rehandling        | proposal officer | any | not_replied
    close | closed, follow_up, withdrawn                        | proposal officer | any | not_replied
    close | any                                                 | not office       | any | not_yours

    begin_follow_up | closed                                    | proposal officer | any | → follow_up
    begin_follow_up | in writing, awaiting_co_signers           | proposal officer | any | not_closed
    begin_follow_up | submitted, decided, filed, merged         | proposal officer | any | not_closed
    begin_follow_up | handling, replied, rehandling             | proposal officer | any | not_closed
    begin_follow_up | follow_up, withdrawn                      | proposal officer | any | not_closed
    begin_follow_up | any                                       | not office       | any | not_yours

    follow_up | follow_up                                       | proposal officer | any | → closed
    follow_up | in writing, awaiting_co_signers, submitted      | proposal officer | any | not_in_follow_up
    follow_up | decided, filed, merged, handling, replied       | proposal officer | any | not_in_follow_up
    follow_up | rehandling, closed, withdrawn                   | proposal officer | any | not_in_follow_up
    follow_up | any                                             | not office       | any | not_yours
    """
