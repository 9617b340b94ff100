// SPDX-License-Identifier: Apache-2.0

private let groups = """
    desk        = secretary of the room, secretary of the area, convener of the room
    secretaries = secretary of the room, secretary of the area
    elsewhere   = secretary of another room, convener of another room, leader, privacy officer
    officers    = officer of its unit, officer of another unit
    members     = member who researches it, member who takes part, another member
    codes       = holder of its code, holder of another code, holder of its link, holder of another link
    bystanders  = elsewhere, members, codes, visitor, console, system
    """

/// The rule book of a media consultation: command | state | who | outcome.
let liveTable =
    groups + """

        others = bystanders, officers

        revise        | planned, open             | desk   | stays
        revise        | closed                    | desk   | already_closed
        open          | planned                   | desk   | → open
        open          | open                      | desk   | already_open
        open          | closed                    | desk   | already_closed
        close         | planned                   | desk   | not_open
        close         | open                      | desk   | → closed
        close         | closed                    | desk   | already_closed
        count_heads   | planned                   | desk   | not_open
        count_heads   | open, closed              | desk   | stays
        declare_views | planned                   | desk   | not_open
        declare_views | open, closed              | desk   | stays
        report        | planned, open             | desk   | not_closed
        report        | closed                    | desk   | → reported
        cancel        | planned                   | desk   | → cancelled
        cancel        | open                      | desk   | already_open
        cancel        | closed                    | desk   | already_closed
        any           | reported                  | desk   | already_reported
        any           | cancelled                 | desk   | cancelled
        any           | any                       | others | not_yours
        """

/// The rule book of a comment while its consultation allows it: command | state | who | outcome.
let commentTable =
    groups + """

        authors   = whoever wrote it
        strangers = whoever wrote another
        others    = bystanders, officers, authors, strangers
        notUnit   = bystanders, desk, officer of another unit, authors, strangers
        notOwn    = bystanders, officers, desk, strangers
        notKeeper = others, convener of the room
        queue     = cut_in, follow_up, answered
        marked    = suggestion, shortlisted, queue, itemised

        approve | waiting, held, rejected | desk   | → approved
        approve | approved, marked        | desk   | already_decided
        hold    | waiting                 | desk   | → held
        hold    | held, rejected          | desk   | already_decided
        hold    | approved, marked        | desk   | already_decided
        reject  | waiting, held, approved | desk   | → rejected
        reject  | suggestion, shortlisted | desk   | → rejected
        reject  | rejected                | desk   | already_decided
        reject  | queue                   | desk   | already_cut_in
        reject  | itemised                | desk   | already_itemised

        mark | approved                | desk   | → suggestion
        mark | waiting, held, rejected | desk   | not_approved
        mark | marked                  | desk   | already_marked

        shortlist | suggestion                        | desk | → shortlisted
        shortlist | waiting, held, rejected, approved | desk | not_marked
        shortlist | shortlisted                       | desk | already_shortlisted
        shortlist | queue                             | desk | already_cut_in
        shortlist | itemised                          | desk | already_itemised

        step_back | shortlisted                       | desk | → suggestion
        step_back | suggestion                        | desk | → approved
        step_back | waiting, held, rejected, approved | desk | nothing_to_take_back
        step_back | queue, itemised                   | desk | nothing_to_take_back

        cut_in | shortlisted                                   | desk | → cut_in
        cut_in | waiting, held, rejected, approved, suggestion | desk | not_shortlisted
        cut_in | queue                                         | desk | already_cut_in
        cut_in | itemised                                      | desk | already_itemised

        note_answer | cut_in, follow_up                 | desk | → answered
        note_answer | answered                          | desk | already_answered
        note_answer | waiting, held, rejected, approved | desk | not_cut_in
        note_answer | suggestion, shortlisted, itemised | desk | not_cut_in

        redirect | cut_in, follow_up                 | desk | stays
        redirect | answered                          | desk | already_answered
        redirect | waiting, held, rejected, approved | desk | not_cut_in
        redirect | suggestion, shortlisted, itemised | desk | not_cut_in

        answer | cut_in, follow_up                                     | officer of its unit | → answered
        answer | answered                                              | officer of its unit | already_answered
        answer | waiting, held, rejected, approved, suggestion         | officer of its unit | not_yours
        answer | shortlisted, itemised, withdrawn                      | officer of its unit | not_yours
        answer | any                                                   | notUnit             | not_yours

        draft_item | suggestion, shortlisted           | secretaries | → itemised
        draft_item | waiting, held, rejected, approved | secretaries | not_marked
        draft_item | queue                             | secretaries | already_cut_in
        draft_item | itemised                          | secretaries | already_itemised
        draft_item | any                               | notKeeper   | not_yours
        join_item  | suggestion, shortlisted           | secretaries | → itemised
        join_item  | waiting, held, rejected, approved | secretaries | not_marked
        join_item  | queue                             | secretaries | already_cut_in
        join_item  | itemised                          | secretaries | already_itemised
        join_item  | any                               | notKeeper   | not_yours

        withdraw | waiting, held, approved, rejected | authors | → withdrawn
        withdraw | suggestion, shortlisted           | authors | → withdrawn
        withdraw | queue                             | authors | already_cut_in
        withdraw | itemised                          | authors | already_itemised
        withdraw | withdrawn                         | authors | withdrawn
        withdraw | any                               | notOwn  | not_yours

        approve, hold, reject, mark, shortlist, step_back, cut_in, note_answer, redirect | withdrawn | desk        | withdrawn
        draft_item, join_item                                                            | withdrawn | secretaries | withdrawn
        approve, hold, reject, mark, shortlist, step_back, cut_in, note_answer, redirect | any       | others      | not_yours
        """
