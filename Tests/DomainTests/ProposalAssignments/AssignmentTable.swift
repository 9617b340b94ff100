// SPDX-License-Identifier: Apache-2.0

/// The rule book of an assignment: command | state | who | part | outcome. The office's and the unit's days are not over.
let assignmentTable = """
    co-signers = member who was invited, member who signed
    elsewhere  = proposer, co-signers, another member, leader, leader of an area, officer of another unit, secretary
    nobody     = visitor, console, system
    not unit   = proposal officer, elsewhere, nobody
    not office = officer of its unit, elsewhere, nobody

    replying   = lead, separate
    waiting    = issued, return_requested
    at work    = signed_for, drafted, sent_back, checked
    over       = sent, recalled

    sign_for | issued                                | officer of its unit | any | → signed_for
    sign_for | return_requested, at work, over       | officer of its unit | any | not_issued
    sign_for | any                                   | not unit            | any | not_yours

    request_return | issued                          | officer of its unit | any | → return_requested
    request_return | return_requested                | officer of its unit | any | already_returned
    request_return | at work, over                   | officer of its unit | any | not_issued
    request_return | any                             | not unit            | any | not_yours

    reassign | return_requested                      | proposal officer    | any | → issued
    reassign | issued, at work, over                 | proposal officer    | any | no_return_requested
    reassign | any                                   | not office          | any | not_yours
    uphold | return_requested                        | proposal officer    | any | → signed_for
    uphold | issued, at work, over                   | proposal officer    | any | no_return_requested
    uphold | any                                     | not office          | any | not_yours

    contact | waiting, at work, sent                 | officer of its unit | any | stays
    contact | recalled                               | officer of its unit | any | recalled
    contact | any                                    | not unit            | any | not_yours

    draft | signed_for, sent_back                    | officer of its unit | replying   | → drafted
    draft | drafted, checked                         | officer of its unit | replying   | already_drafted
    draft | waiting                                  | officer of its unit | replying   | not_signed_for
    draft | sent                                     | officer of its unit | replying   | already_sent
    draft | recalled                                 | officer of its unit | replying   | recalled
    draft | any                                      | officer of its unit | co_handler | gives_opinion
    draft | any                                      | not unit            | any        | not_yours

    take_back | drafted                              | officer of its unit | replying   | → signed_for
    take_back | drafted                              | officer of its unit | co_handler | out of reach
    take_back | waiting, signed_for, sent_back       | officer of its unit | any        | not_drafted
    take_back | checked, over                        | officer of its unit | any        | not_drafted
    take_back | any                                  | not unit            | any        | not_yours

    give_opinion | signed_for                        | officer of its unit | co_handler | → sent
    give_opinion | waiting                           | officer of its unit | co_handler | not_signed_for
    give_opinion | sent                              | officer of its unit | co_handler | already_sent
    give_opinion | recalled                          | officer of its unit | co_handler | recalled
    give_opinion | drafted, sent_back, checked       | officer of its unit | co_handler | out of reach
    give_opinion | any                               | officer of its unit | replying   | replies
    give_opinion | any                               | not unit            | any        | not_yours

    send_back | drafted                              | proposal officer    | any | → sent_back
    send_back | waiting, signed_for, sent_back       | proposal officer    | any | not_drafted
    send_back | checked, over                        | proposal officer    | any | not_drafted
    send_back | any                                  | not office          | any | not_yours
    check | drafted                                  | proposal officer    | any | → checked
    check | waiting, signed_for, sent_back           | proposal officer    | any | not_drafted
    check | checked, over                            | proposal officer    | any | not_drafted
    check | any                                      | not office          | any | not_yours
    send | checked                                   | officer of its unit | any | → sent
    send | waiting, signed_for, drafted, sent_back   | officer of its unit | any | not_checked
    send | over                                      | officer of its unit | any | not_checked
    send | any                                       | not unit            | any | not_yours

    ask_extension | at work                          | officer of its unit | any | stays
    ask_extension | waiting                          | officer of its unit | any | not_signed_for
    ask_extension | sent                             | officer of its unit | any | already_sent
    ask_extension | recalled                         | officer of its unit | any | recalled
    ask_extension | any                              | not unit            | any | not_yours
    grant_extension | any                            | proposal officer    | any | no_extension_asked
    grant_extension | any                            | not office          | any | not_yours
    refuse_extension | any                           | proposal officer    | any | no_extension_asked
    refuse_extension | any                           | not office          | any | not_yours

    remind | issued, signed_for, sent_back, checked  | proposal officer    | any | stays
    remind | return_requested, drafted               | proposal officer    | any | nothing_owed
    remind | sent                                    | proposal officer    | any | already_sent
    remind | recalled                                | proposal officer    | any | recalled
    remind | any                                     | not office          | any | not_yours

    hand_over | issued, return_requested, at work    | officer of its unit | any | stays
    hand_over | sent                                 | officer of its unit | any | already_sent
    hand_over | recalled                             | officer of its unit | any | recalled
    hand_over | any                                  | not unit            | any | not_yours
    correct | sent                                   | proposal officer    | any | stays
    correct | waiting, at work, recalled             | proposal officer    | any | not_sent
    correct | any                                    | not office          | any | not_yours
    """
