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
        .contact, "contact", advice: "办前问清想法，办中当面商量，办后回访，每次记一笔。答复以前至少要有一次；答复以后记的是回访。",
        fields: { _ in
            [
                InputField("means", "怎样联系的", .choice(AssignmentWording.means)), InputField("day", "哪天", .day),
                InputField("words", "和谁谈的、说了什么", .paragraph(limit: 1000)),
                InputField("leader", "单位领导参加了吗", .choice(AssignmentWording.yesOrNo)),
                InputField("agreed", "提案者同意打算怎么办（办后是：办得怎样）吗", .choice(AssignmentWording.consent)),
            ]
        },
        decide: { assignment, input, d in
            try assignment.contacting(
                .init(
                    input.choice("means"), on: input.day("day"), words: input.text("words"),
                    withLeader: input.text("leader") == "yes", isContested: input.text("agreed") == "no"),
                others: try d.desk.others(of: assignment, in: d.transaction), by: d.actor, on: d.now.day)
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
                InputField(
                    "abstract", "公开用的摘要", .paragraph(limit: 1000), isRequired: false,
                    help: "不填就公开全文；写了的，社会上读到的是摘要，提案者读到的还是全文。"),
                InputField("files", "附件", .files, isRequired: false, help: "现场照片、文件。答复发出后提案者也看得到；不向社会公开。"),
            ]
        },
        decide: { assignment, input, d in
            let files: [Attachment.ID] = input.ids("files")
            let transition = try assignment.drafting(
                .init(
                    text: input.text("text"), outcome: input.text("outcome"),
                    disclosure: try AssignmentDesk.disclosure(input), abstract: input.optional("abstract"),
                    attachments: files),
                by: d.actor, practice: d.practice.profile.proposals)
            try d.desk.attachments.attach(
                files, to: .assignment(assignment.id), by: d.actor, at: d.now, in: d.transaction)
            return transition
        })

    static let takeBack = AssignmentAct(
        .takeBack, "draft-withdrawal", advice: "还没有审核的答复可以收回来改。写的内容都留着，改好再交。",
        decide: { assignment, _, d in try assignment.takingBack(by: d.actor) })

    static let send = AssignmentAct(
        .send, "sending", advice: "由单位领导签发；重点提案由主要负责人签发。签发后发给每一位提案者，请他们说意见。",
        fields: { _ in signatureFields },
        decide: { assignment, input, d in
            // Locked first: two units that send at once wait for each other.
            try d.desk.proposals.store.lock([assignment.proposal], in: d.transaction)
            let signature = AssignmentDesk.signature(input)
            let others = try d.desk.others(of: assignment, in: d.transaction)
            // Asked first: what is refused takes no number.
            _ = try assignment.sending(signedBy: signature, others: others, by: d.actor, on: d.now.day)
            return try assignment.sending(
                signedBy: try d.desk.numbered(signature, of: assignment.unit, in: d.transaction), others: others,
                by: d.actor, on: d.now.day)
        })

    static let giveOpinion = AssignmentAct(
        .giveOpinion, "opinion", advice: "会办意见交给主办单位，由它汇总答复。",
        fields: { _ in [InputField("text", "会办意见", .paragraph(limit: 3000))] + signatureFields },
        decide: { assignment, input, d in
            try assignment.givingOpinion(
                input.text("text"), signedBy: AssignmentDesk.signature(input), by: d.actor, on: d.now.day)
        })

    static let handOver = AssignmentAct(
        .handOver, "handover", advice: "换一位同事负责，期限不变。",
        fields: { _ in [InputField("officer", "交给谁", .reference(.ownOfficers))] },
        decide: { assignment, input, d in
            let officer: Person.ID = input.id("officer")
            let isOfUnit = try d.desk.officers(of: [assignment.unit], on: d.now.day, in: d.transaction)
                .contains { $0.id == officer }
            return try assignment.handingOver(to: officer, isOfUnit: isOfUnit, by: d.actor)
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
