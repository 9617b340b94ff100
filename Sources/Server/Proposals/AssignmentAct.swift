// SPDX-License-Identifier: Apache-2.0

import Domain

typealias AssignmentAct = CaseAct<AssignmentDesk>

/// What a unit does with a proposal that it was given.
extension AssignmentAct {
    static let signFor = AssignmentAct(
        .signFor, "receipt", advice: "签收后开始算办理期限。",
        decide: { assignment, _, d in try assignment.signingFor(by: d.actor, at: d.now, practice: d.practice) })

    static let requestReturn = AssignmentAct(
        .requestReturn, "return", advice: "只能退一次，在签收期限以内。改派之前，这件提案仍由贵单位负责。",
        fields: { _ in
            [
                InputField("reason", "为什么不该由本单位办", .paragraph(limit: 300)),
                InputField("suggested", "建议由哪个单位办", .line(limit: 60)),
            ]
        },
        decide: { assignment, input, d in
            try assignment.requestingReturn(
                reason: input.text("reason"), suggested: input.text("suggested"), by: d.actor, on: d.now.day)
        })

    static let contact = AssignmentAct(
        .contact, "contact", advice: "先和提案者当面说过、看过，再答复。每谈一次记一笔。",
        fields: { _ in
            [
                InputField("means", "怎样联系的", .choice(AssignmentWording.means)), InputField("day", "哪天", .day),
                InputField("words", "和谁谈的、说了什么", .paragraph(limit: 1000)),
                InputField("leader", "单位领导参加了吗", .choice(AssignmentWording.yesOrNo)),
                InputField("agreed", "提案者同意打算怎么办吗", .choice(AssignmentWording.consent)),
            ]
        },
        decide: { assignment, input, d in
            try assignment.contacting(
                .init(
                    input.choice("means"), on: input.day("day"), words: input.text("words"),
                    withLeader: input.text("leader") == "yes", isContested: input.text("agreed") == "no"),
                by: d.actor, on: d.now.day)
        })

    static let draft = AssignmentAct(
        .draft, "draft", advice: "写好答复，选办理结果的类别，交提案委员会审核。能公开的都公开；不公开的写明原因。",
        fields: { profile in
            [
                InputField(
                    "outcome", "办理结果",
                    .choice(profile.proposals.classes.map { .init(code: $0.code, label: "\($0.code)类 \($0.name)") })),
                InputField("text", "答复", .paragraph(limit: 5000), help: "不要写提案者的电话、住址。"),
                InputField("disclosure", "能不能公开", .choice(AssignmentWording.disclosures)),
                InputField("closedReason", "为什么不公开", .line(limit: 200), isRequired: false),
            ]
        },
        decide: { assignment, input, d in
            try assignment.drafting(
                .init(
                    text: input.text("text"), outcome: input.text("outcome"),
                    disclosure: try AssignmentDesk.disclosure(input)),
                by: d.actor, practice: d.practice.profile.proposals)
        })

    static let send = AssignmentAct(
        .send, "sending", advice: "由单位领导签发；重点提案由主要负责人签发。签发后发给每一位提案者，请他们说意见。",
        fields: { _ in signatureFields },
        decide: { assignment, input, d in
            // Locked first: two units that send at once wait for each other.
            try d.desk.proposals.store.lock([assignment.proposal], in: d.transaction)
            return try assignment.sending(
                signedBy: AssignmentDesk.signature(input),
                others: try d.desk.others(of: assignment, in: d.transaction), by: d.actor, on: d.now.day)
        })

    static let giveOpinion = AssignmentAct(
        .giveOpinion, "opinion", advice: "会办意见交给主办单位，由它汇总答复。",
        fields: { _ in [InputField("text", "会办意见", .paragraph(limit: 3000))] + signatureFields },
        decide: { assignment, input, d in
            try assignment.givingOpinion(
                input.text("text"), signedBy: AssignmentDesk.signature(input), by: d.actor, on: d.now.day)
        })

    static let askExtension = AssignmentAct(
        .askExtension, "extension-request", advice: "只能延一次，要在到期以前提出，写明从签收算起一共要几个月。",
        fields: { profile in
            let months = (1...max(1, profile.proposals.replyMonthsMax)).map {
                InputField.Option(code: String($0), label: "\($0)个月")
            }
            return [
                InputField("months", "从签收算起一共几个月", .choice(months)),
                InputField("reason", "为什么要延期", .paragraph(limit: 300)),
            ]
        },
        decide: { assignment, input, d in
            try assignment.askingExtension(
                .init(months: Int(input.text("months")) ?? 0, reason: input.text("reason")), by: d.actor,
                on: d.now.day, practice: d.practice.profile.proposals)
        })

    /// Who of the unit signs.
    private static let signatureFields: [InputField] = [
        InputField("signer", "签发人", .line(limit: 40), help: "职务和姓名。"),
        InputField("principal", "是不是主要负责人", .choice(AssignmentWording.yesOrNo)),
        InputField("day", "签发日期", .day),
    ]
}

extension AssignmentDesk {
    /// Whether a reply may be read by everybody; a closed one says why.
    static func disclosure(_ input: Input) throws -> Proposal.Disclosure {
        guard input.text("disclosure") == "closed" else { return .open }
        guard let reason = input.optional("closedReason") else {
            throw InputProblems([.init(field: "closedReason", sentence: "不公开的，请写明原因。")])
        }
        return .closed(reason: .kept(reason))
    }

    static func signature(_ input: Input) -> ProposalAssignment.Signature {
        .init(signer: input.text("signer"), isPrincipal: input.text("principal") == "yes", day: input.day("day"))
    }
}
