// SPDX-License-Identifier: Apache-2.0

/// The rule book of a topic's lifecycle: command | state | who | outcome.
///
/// `→ name` is the state that follows, `stays` is permitted and leaves the state as it is, anything else is the code
/// of the refusal.
let topicTable = """
    its secretary  = secretary of the room, secretary of the area
    submitter      = holder of its code
    others         = visitor, holder of another code, secretary of another room, convener, leader, console, system

    release | held                                               | its secretary         | → screening
    release | screening, asked, pooled, rejected, solved_directly | its secretary         | not_held
    release | any                                                | submitter, others     | not_yours

    ask     | screening                                          | its secretary         | → asked
    ask     | asked                                              | its secretary         | already_asked
    ask     | held                                               | its secretary         | still_held
    ask     | pooled, rejected, solved_directly                  | its secretary         | already_decided
    ask     | any                                                | submitter, others     | not_yours

    answer  | asked                                              | submitter             | → screening
    answer  | held, screening, pooled, rejected, solved_directly | submitter             | nothing_asked
    answer  | any                                                | its secretary, others | not_yours

    pool    | screening, asked                                   | its secretary         | → pooled
    pool    | held                                               | its secretary         | still_held
    pool    | pooled, rejected, solved_directly                  | its secretary         | already_decided
    pool    | any                                                | submitter, others     | not_yours

    reject  | screening, asked                                   | its secretary         | → rejected
    reject  | held                                               | its secretary         | still_held
    reject  | pooled, rejected, solved_directly                  | its secretary         | already_decided
    reject  | any                                                | submitter, others     | not_yours

    solve_directly | screening, asked                            | its secretary         | → solved_directly
    solve_directly | held                                        | its secretary         | still_held
    solve_directly | pooled, rejected, solved_directly           | its secretary         | already_decided
    solve_directly | any                                         | submitter, others     | not_yours

    review  | screening, asked, pooled, solved_directly          | its secretary         | stays
    review  | held                                               | its secretary         | still_held
    review  | rejected                                           | its secretary         | rejected_is_not_published
    review  | any                                                | submitter, others     | not_yours

    unpublish | any                                              | its secretary         | not_published
    unpublish | any                                              | submitter, others     | not_yours

    relate  | any                                                | its secretary         | stays
    relate  | any                                                | submitter, others     | not_yours
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
