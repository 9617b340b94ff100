// SPDX-License-Identifier: Apache-2.0

import Domain

typealias ItemAct = CaseAct<ItemDesk>

extension ItemAct {
    /// What says who does what by when (BR-05).
    static let taskFields: [InputField] = [
        InputField("task", "办什么事", .paragraph(limit: 300)),
        InputField("unit", "承办单位", .reference(.units)),
        InputField("officer", "责任人", .reference(.officers)),
        InputField(
            "milestones", "时间节点", .paragraph(limit: 1000), help: "一行一个，先写日期再写做到什么：2026-12-05 完成现场勘察，写2026年12月5日也行"),
    ]

    /// What of that everybody reads.
    static let publicFields = ["task", "milestones"]

    /// What shows how far it is.
    private static let evidence = InputField("evidence", "照片和材料", .files, isRequired: false)

    static let revise = ItemAct(
        .revise, "revision", advice: "签发以前可以改。", publicFields: publicFields, fields: { _ in taskFields },
        decide: { item, input, d in
            try item.revising(try d.desk.task(from: input, in: d.transaction), by: d.actor, at: d.now)
        })

    static let discard = ItemAct(
        .discard, "discarding", advice: "签发以前写错了、写重了，可以作废。作废的不再列出来，原因留在记录里。",
        fields: { _ in [InputField("reason", "为什么作废", .paragraph(limit: 300))] },
        decide: { item, input, d in try item.discarding(reason: input.text("reason"), by: d.actor) })

    static let dispatch = ItemAct(
        .dispatch, "dispatch", advice: "交给承办单位，签收期限从今天算起。", asksBack: true, publicFields: [],
        decide: { item, _, d in try item.dispatching(by: d.actor, at: d.now, practice: d.practice) })

    static let accept = ItemAct(
        .accept, "acceptance", advice: "签收后开始算办理期限。",
        decide: { item, _, d in try item.accepting(by: d.actor, at: d.now, practice: d.practice) })

    static let requestReturn = ItemAct(
        .requestReturn, "return", advice: "只能退一次。改派之前，这件事仍由贵单位负责。",
        fields: { _ in
            [
                InputField("reason", "为什么不该由本单位办", .paragraph(limit: 300)),
                InputField("suggested", "建议由哪个单位办", .line(limit: 60)),
            ]
        },
        decide: { item, input, d in
            try item.requestingReturn(
                reason: input.text("reason"), suggested: input.text("suggested"), by: d.actor, at: d.now,
                practice: d.practice)
        })

    static let reassign = ItemAct(
        .reassign, "reassignment", advice: "同意退回，交给另一个单位，签收期限从今天重新算。",
        fields: { _ in
            [InputField("unit", "承办单位", .reference(.units)), InputField("officer", "责任人", .reference(.officers))]
        },
        decide: { item, input, d in
            let (unit, officer) = try d.desk.responsible(from: input, in: d.transaction)
            try d.desk.requireNoSupervisor(of: item, in: unit, in: d.transaction)
            return try item.reassigning(to: unit, officer: officer, by: d.actor, at: d.now, practice: d.practice)
        })

    static let uphold = ItemAct(
        .uphold, "upholding", advice: "不同意退回，原单位继续办，办理期限从今天算起。",
        fields: { _ in [InputField("reason", "为什么仍由它办", .paragraph(limit: 300))] },
        decide: { item, input, d in
            try item.upholding(reason: input.text("reason"), by: d.actor, at: d.now, practice: d.practice)
        })

    static let handOver = ItemAct(
        .handOver, "handover", advice: "换一位同事负责，期限不变。",
        fields: { _ in [InputField("officer", "交给谁", .reference(.ownOfficers))] },
        decide: { item, input, d in
            let officer: Person.ID = input.id("officer")
            try d.desk.requireOfficer(officer, of: item.task.unit, in: d.transaction)
            return try item.handingOver(to: officer, by: d.actor)
        })

    static let progress = ItemAct(
        .progress, "progress", advice: "写下做到哪一步；到了哪个节点，就选哪个。",
        fields: { _ in
            [
                InputField("text", "进展", .paragraph(limit: 500)),
                InputField(
                    "milestone", "到了哪个节点",
                    .choice(
                        (1...ItemDesk.milestonesMax).map { .init(code: String($0), label: "第\($0)个节点") }),
                    isRequired: false, help: "没有到节点就不选。"),
                evidence,
            ]
        },
        decide: { item, input, d in
            let milestone = input.optional("milestone").flatMap { Int($0) }.map { $0 - 1 }
            let files: [Attachment.ID] = input.ids("evidence")
            let transition = try item.progressing(
                input.text("text"), milestone: milestone, evidence: files, by: d.actor)
            try d.desk.attach(files, to: item, d)
            return transition
        })

    static let askExtension = ItemAct(
        .askExtension, "extension-request", advice: "只能延一次，要在到期以前提出。秘书同意以前，期限不变。",
        fields: { _ in [InputField("reason", "为什么要延期", .paragraph(limit: 300))] },
        decide: { item, input, d in try item.askingExtension(reason: input.text("reason"), by: d.actor, at: d.now) })

    static let grantExtension = ItemAct(
        .grantExtension, "extension", advice: "同意延期，从原来的到期日再给一个办理期限。", asksBack: true,
        decide: { item, _, d in try item.grantingExtension(by: d.actor, at: d.now, practice: d.practice) })

    static let refuseExtension = ItemAct(
        .refuseExtension, "extension-refusal", advice: "不同意延期，期限不变。",
        fields: { _ in [InputField("reason", "为什么不同意", .paragraph(limit: 300))] },
        decide: { item, input, d in try item.refusingExtension(reason: input.text("reason"), by: d.actor) })

    static let report = ItemAct(
        .report, "report", advice: "写明办成什么样。秘书核实后，会请提出的人确认是不是真解决了。", publicFields: ["text"],
        fields: { _ in
            [
                InputField("adoption", "采纳情况", .choice(ItemWording.adoptions)),
                InputField("claimed", "办成什么样", .choice(ItemWording.outcomes)),
                InputField("text", "怎样办的；没有采纳的，说明理由", .paragraph(limit: 2000)), evidence,
            ]
        },
        decide: { item, input, d in
            let files: [Attachment.ID] = input.ids("evidence")
            let transition = try item.reporting(
                .init(
                    adoption: input.choice("adoption"), claimed: input.choice("claimed"),
                    text: .kept(input.text("text")), evidence: files),
                by: d.actor, at: d.now, practice: d.practice)
            try d.desk.attach(files, to: item, d)
            return transition
        })

    static let verify = ItemAct(
        .verify, "verification", advice: "核实属实。接着请提出人、支持的人和到会的群众代表确认。", asksBack: true, publicFields: [],
        decide: { item, _, d in try item.verifying(by: d.actor, at: d.now, practice: d.practice) })

    static let sendBack = ItemAct(
        .sendBack, "return-of-report", advice: "请写明哪里和实际不符，要补什么。",
        fields: { _ in [InputField("reason", "为什么退回", .paragraph(limit: 300))] },
        decide: { item, input, d in
            try item.sendingBack(reason: input.text("reason"), by: d.actor, at: d.now, practice: d.practice)
        })

    static let close = ItemAct(
        .close, "closing", advice: "大家都答了，或者过了确认期限，才能办结。", asksBack: true,
        decide: { item, _, d in
            try item.closing(isAnswered: try d.desk.isAnswered(item, in: d.transaction), by: d.actor, at: d.now)
        })

    static let reopen = ItemAct(
        .reopen, "reopening", advice: "没有真解决，单位继续办，期限从今天算起。",
        fields: { _ in [InputField("reason", "为什么重办", .paragraph(limit: 300))] },
        decide: { item, input, d in
            try item.reopening(reason: input.text("reason"), by: d.actor, at: d.now, practice: d.practice)
        })
}
