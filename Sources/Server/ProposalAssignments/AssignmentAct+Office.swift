// SPDX-License-Identifier: Apache-2.0

import Domain

/// What the office does with assignments: it decides on returns and extensions, checks drafts, and reminds.
extension AssignmentAct {
    static let reassign = AssignmentAct(
        .reassign, "reassignment", advice: "同意退回，交给另一个单位，签收期限从今天重新算。",
        fields: { _ in [InputField("unit", "承办单位", .reference(.units))] },
        decide: { assignment, input, d in
            let unit: HandlingUnit.ID = input.id("unit")
            guard
                try DirectoryStore().units(of: d.desk.site.tenant.id, in: d.transaction).contains(where: {
                    $0.id == unit
                })
            else { throw InputProblems([.init(field: "unit", sentence: "没有这个单位，请从列表里选。")]) }
            return try assignment.reassigning(
                to: unit, others: try d.desk.store.units(of: assignment.proposal, in: d.transaction), by: d.actor,
                at: d.now, practice: d.practice)
        })

    static let uphold = AssignmentAct(
        .uphold, "upholding", advice: "不同意退回，原单位继续办，办理期限从今天算起。",
        fields: { _ in [InputField("reason", "为什么仍由它办", .paragraph(limit: 300))] },
        decide: { assignment, input, d in
            try assignment.upholding(
                reason: input.text("reason"), by: d.actor, at: d.now, practice: d.practice)
        })

    static let check = AssignmentAct(
        .check, "checking", advice: "答复的内容和格式都可以，请单位领导签发。没有联系过提案者，或者还有不同意见的，要退回。",
        decide: { assignment, _, d in try assignment.checking(by: d.actor) })

    static let sendBack = AssignmentAct(
        .sendBack, "return-of-draft", advice: "写清楚要补什么、改什么。",
        fields: { _ in [InputField("reason", "为什么退回", .paragraph(limit: 300))] },
        decide: { assignment, input, d in
            try assignment.sendingBack(reason: input.text("reason"), by: d.actor)
        })

    static let grantExtension = AssignmentAct(
        .grantExtension, "extension", advice: "同意延期，期限从签收那天重新算。",
        decide: { assignment, _, d in try assignment.grantingExtension(by: d.actor, practice: d.practice) })

    static let refuseExtension = AssignmentAct(
        .refuseExtension, "extension-refusal", advice: "不同意延期，期限不变。",
        fields: { _ in [InputField("reason", "为什么不同意", .paragraph(limit: 300))] },
        decide: { assignment, input, d in
            try assignment.refusingExtension(reason: input.text("reason"), by: d.actor)
        })

    static let correct = AssignmentAct(
        .correct, "correction", advice: "改答复里的笔误。意思不能变；改前的文字留在记录里。",
        fields: { _ in
            [
                InputField("text", "改后的答复全文", .paragraph(limit: 5000)),
                InputField("reason", "为什么改", .paragraph(limit: 300)),
            ]
        },
        decide: { assignment, input, d in
            try assignment.correcting(input.text("text"), reason: input.text("reason"), by: d.actor)
        })

    static let remind = AssignmentAct(
        .remind, "reminder", advice: "发给承办单位的每一位经办人，一天只催一次。",
        fields: { _ in [InputField("text", "催办的话", .paragraph(limit: 300))] },
        decide: { assignment, input, d in
            try assignment.reminding(input.text("text"), by: d.actor, on: d.now.day)
        })
}
