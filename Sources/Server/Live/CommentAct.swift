// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension CaseAct<CommentDesk> {
    private static let unit = InputField("unit", "请哪个单位回应", .reference(.units))

    static let approve = CaseAct(
        .approve, "approval", advice: "通过后大家都看得到。", publicFields: [],
        decide: { comment, _, d in
            try comment.approving(in: d.desk.consultation(of: comment, in: d.transaction), by: d.actor)
        })

    static let hold = CaseAct(
        .hold, "holding", advice: "先放一放，拿不准的请别人看。",
        decide: { comment, _, d in
            try comment.holding(in: d.desk.consultation(of: comment, in: d.transaction), by: d.actor)
        })

    static let reject = CaseAct(
        .reject, "rejection", advice: "不公开，写留言的人看得到原因和该找谁。",
        fields: { profile in
            [
                InputField(
                    "ground", "为什么不公开",
                    .choice(profile.rejectionGrounds.map { .init(code: $0.code, label: $0.name, help: $0.channel) }))
            ]
        },
        decide: { comment, input, d in
            try comment.rejecting(
                ground: input.text("ground"), in: d.desk.consultation(of: comment, in: d.transaction), by: d.actor,
                practice: d.practice)
        })

    static let mark = CaseAct(
        .mark, "suggestion", advice: "记为建议，会后没轮到的也要有着落。",
        decide: { comment, _, d in
            try comment.marking(in: d.desk.consultation(of: comment, in: d.transaction), by: d.actor)
        })

    static let shortlist = CaseAct(
        .shortlist, "shortlist", advice: "排进备选，等主持人切入。",
        decide: { comment, _, d in
            try comment.shortlisting(in: d.desk.consultation(of: comment, in: d.transaction), by: d.actor)
        })

    static let stepBack = CaseAct(
        .stepBack, "step-back", advice: "退回前一步。",
        decide: { comment, _, d in
            try comment.steppingBack(in: d.desk.consultation(of: comment, in: d.transaction), by: d.actor)
        })

    static let cutIn = CaseAct(
        .cutIn, "cut-in", advice: "马上出现在会场大屏上，请这个单位当场回应。", fields: { _ in [unit] },
        decide: { comment, input, d in
            let unit: HandlingUnit.ID = input.id("unit")
            try d.desk.requireUnit(unit, in: d.transaction)
            return try comment.cuttingIn(
                to: unit, in: d.desk.consultation(of: comment, in: d.transaction), by: d.actor, at: d.now)
        })

    static let noteAnswer = CaseAct(
        .noteAnswer, "noted-answer", advice: "单位当场怎么说的，照意思记，不用记全。大家都看得到。", publicFields: ["words"],
        fields: { _ in [InputField("words", "单位怎么说的", .paragraph(limit: 500))] },
        decide: { comment, input, d in
            try comment.answering(
                input.text("words"), .aloud, in: d.desk.consultation(of: comment, in: d.transaction), by: d.actor)
        })

    static let answer = CaseAct(
        .answer, "answer", advice: "写清楚怎么办、什么时候办。大家都看得到，写留言的人会收到短信。",
        publicFields: ["words"],
        fields: { _ in [InputField("words", "答复", .paragraph(limit: 800))] },
        decide: { comment, input, d in
            try comment.answering(
                input.text("words"), .written, in: d.desk.consultation(of: comment, in: d.transaction), by: d.actor)
        })

    static let redirect = CaseAct(
        .redirect, "redirection", advice: "找错了单位的，换一个单位回应，期限不变。", fields: { _ in [unit] },
        decide: { comment, input, d in
            let unit: HandlingUnit.ID = input.id("unit")
            try d.desk.requireUnit(unit, in: d.transaction)
            return try comment.redirecting(
                to: unit, in: d.desk.consultation(of: comment, in: d.transaction), by: d.actor)
        })

    static let draftItem = CaseAct(
        .draftItem, "items", advice: "没轮到的建议写成会议的事项：一件事一个单位、一个人、有日期的节点。",
        publicFields: ItemAct.publicFields,
        fields: { _ in [InputField("topic", "哪个议题", .reference(.ownTopics))] + ItemAct.taskFields },
        decide: { comment, input, d in try d.desk.draftItem(from: comment, input, d) })

    static let joinItem = CaseAct(
        .joinItem, "joining", advice: "说的是同一件事的，并进会议已经写好的事项。",
        fields: { _ in [InputField("item", "并进哪件事项", .reference(.sessionItems))] },
        decide: { comment, input, d in try d.desk.joinItem(from: comment, input, d) })
}

extension CommentDesk {
    /// Throws for a unit that is not on the county's list.
    func requireUnit(_ unit: HandlingUnit.ID, in transaction: Transaction) throws {
        guard try DirectoryStore().units(of: site.tenant.id, in: transaction).contains(where: { $0.id == unit }) else {
            throw InputProblems([.init(field: "unit", sentence: "没有这个单位，请从列表里选。")])
        }
    }
}
