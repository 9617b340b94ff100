// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension ProposalDesk {
    /// What the office does with what was handed in. A claim keeps others off what is undecided alone (``requireFree(_:for:by:at:in:)``):
    /// afterwards a proposal is nobody's, and each of these is open to the whole office.
    static let reviewActs: [CaseAct<ProposalDesk>] = [
        .file, .enterAnew, .turnDown, .sendBack, .merge, .unmerge, .reconsider, .receiveResult, .enterWithdrawal,
        .consentToWithdrawal, .refuseWithdrawal, .review, .unpublish,
    ]

    /// The next number of a session. Whoever files meanwhile waits; a filing that is undone gives its number back (BR-13).
    func nextNumber(_ series: ProposalSeries, in transaction: Transaction) throws -> ProposalNumber {
        ProposalNumber(
            series,
            try DocumentRegisterStore(tenant: site.tenant.id).next(.proposal, of: series.code, in: transaction))
    }

    /// The proposals that are handled as part of this one now.
    func livingParts(of lead: Proposal, in transaction: Transaction) throws -> [Proposal] {
        try store.parts(of: lead.id, in: transaction).compactMap { try proposal($0, in: transaction) }
            .filter { $0.state == .merged(into: lead.id) }
    }
}

extension CaseAct<ProposalDesk> {
    private static let checks = Proposal.Check.allCases.map { check in
        InputField(
            ProposalWording.field(check), ProposalWording.name(check),
            .choice([.init(code: "yes", label: "是"), .init(code: "no", label: "否")]))
    }

    static let file = CaseAct(
        .file, "filing", advice: "一项一项看过，都是“是”才能立案。立案就给编号，编号不改、不重用。",
        fields: { profile in checks + [TopicCategories.field(profile)] },
        decide: { proposal, input, d in
            // The rule is asked before a number is taken: whoever may not file holds nobody up.
            if let refusal = proposal.refusal(of: .file, by: d.actor) { throw refusal }
            guard let series = proposal.period?.series else { throw ProposalRefusal.noSession }
            let checks = Proposal.Check.allCases.filter { input.text(ProposalWording.field($0)) == "yes" }
            guard checks.count == Proposal.Check.allCases.count else { throw ProposalRefusal.checksOpen }
            return try d.desk.sorted(proposal, input, d).filing(
                as: try d.desk.nextNumber(series, in: d.transaction), checks: Set(checks), by: d.actor)
        })

    static let enterAnew = CaseAct(
        .enterAnew, "entry", advice: "这件是纸上交来的，退回后改好又交来：照改好的原件录入，附上新的原件，重新审查。签名人会知道。",
        fields: { _ in ProposalForm.paperFields },
        decide: { proposal, input, d in
            let files: [Attachment.ID] = input.ids(ProposalForm.files.name)
            let content = try ProposalForm.content(input, attachments: files)
            try d.desk.requireUnits(content.units, field: "units", in: d.transaction)
            let transition = try proposal.enteringAnew(
                content, handedIn: input.day("handedIn"), by: d.actor, at: d.now, practice: d.practice)
            try d.desk.attachments.attach(
                files, to: .proposal(proposal.id), by: d.actor, at: d.now, in: d.transaction)
            return transition
        })

    static let enterWithdrawal = CaseAct(
        .enterWithdrawal, "withdrawal-entry",
        advice: "党派、团体、界别、小组、专委会交来书面撤回的，照原件录入，附上原件；签名人会知道。没立案的，马上撤回；已经立案的，再由提案委员会答复同不同意，承办单位会知道。",
        fields: { _ in
            [
                InputField("handedIn", "哪天交来的", .day), InputField("reason", "为什么撤回", .paragraph(limit: 300)),
                InputField(
                    ProposalForm.files.name, "盖章、签名的原件", .files, help: "拍照或扫描。承办单位也看得到；不向社会公开。"),
            ]
        },
        decide: { proposal, input, d in
            try d.desk.store.lock([proposal.id], in: d.transaction)
            let paper: [Attachment.ID] = input.ids(ProposalForm.files.name)
            let parts = try d.desk.livingParts(of: proposal, in: d.transaction)
            let transition = try proposal.enteringWithdrawal(
                reason: input.text("reason"), paper: paper, handedIn: input.day("handedIn"),
                hasMerged: !parts.isEmpty, by: d.actor, at: d.now)
            try d.desk.attachments.attach(
                paper, to: .proposal(proposal.id), by: d.actor, at: d.now, in: d.transaction)
            return transition
        })

    static let turnDown = CaseAct(
        .turnDown, "turning-down", advice: "写明是哪一条理由、这件事转到哪里；提案人会看到。",
        fields: { profile in
            [
                InputField(
                    "ground", "不予立案的理由",
                    .choice(profile.proposals.grounds.map { .init(code: $0.code, label: $0.name) })),
                InputField("redirect", "这件事转到哪里", .choice(ProposalWording.redirects)),
                InputField("explanation", "给提案人的说明", .paragraph(limit: 500)),
            ]
        },
        decide: { proposal, input, d in
            try proposal.turningDown(
                .init(
                    ground: input.text("ground"), redirect: input.choice("redirect"),
                    explanation: input.text("explanation")),
                by: d.actor, practice: d.practice.profile.proposals)
        })

    static let sendBack = CaseAct(
        .sendBack, "sending-back", advice: "写清楚要补什么、改什么；提案人改好可以再提交。",
        fields: { _ in [InputField("reason", "要怎么改", .paragraph(limit: 500))] },
        decide: { proposal, input, d in try proposal.sendingBack(reason: input.text("reason"), by: d.actor) })

    static let reconsider = CaseAct(
        .reconsider, "reconsideration", advice: "不予立案弄错了，重新审查；期限从今天算起。",
        fields: { _ in [InputField("reason", "为什么重新审查", .paragraph(limit: 300))] },
        decide: { proposal, input, d in
            try proposal.reconsidering(
                reason: input.text("reason"), by: d.actor, at: d.now, practice: d.practice)
        })

    static let merge = CaseAct(
        .merge, "merging", advice: "并进已经立案的一件，一起交办；文字、编号和提案人都不变，每位提案人都会收到答复。并错了可以撤销。",
        fields: { _ in
            [
                InputField("proposal", "并入哪一件", .reference(.mergeTargets)),
                InputField("consent", "怎样和提案人说的，是否同意", .paragraph(limit: 300)),
            ]
        },
        decide: { proposal, input, d in
            // Locked in one order, so that nothing is merged into what is just being merged.
            try d.desk.store.lock([proposal.id, input.id("proposal")], in: d.transaction)
            let lead = try d.desk.other(input.id("proposal"), field: "proposal", d)
            let parts = try d.desk.livingParts(of: proposal, in: d.transaction)
            return try proposal.merging(
                into: lead, isLead: !parts.isEmpty, consent: input.text("consent"), by: d.actor)
        })

    static let unmerge = CaseAct(
        .unmerge, "unmerging", advice: "撤销后回到并案以前：有编号的等着交办，没有编号的重新审查。",
        fields: { _ in [InputField("reason", "为什么撤销", .paragraph(limit: 300))] },
        decide: { proposal, input, d in
            guard let id = proposal.lead, let lead = try d.desk.proposal(id, in: d.transaction) else {
                throw ProposalRefusal.notMerged
            }
            return try proposal.unmerging(
                from: lead, reason: input.text("reason"), by: d.actor, at: d.now, practice: d.practice)
        })

    static let consentToWithdrawal = CaseAct(
        .consentToWithdrawal, "withdrawal-consent", advice: "同意后撤回，编号保留、不再使用；承办单位不用再办。",
        decide: { proposal, _, d in try proposal.consentingToWithdrawal(by: d.actor) })

    static let refuseWithdrawal = CaseAct(
        .refuseWithdrawal, "withdrawal-refusal", advice: "不同意撤回，继续办理；请写明原因。",
        fields: { _ in [InputField("reason", "为什么不同意", .paragraph(limit: 300))] },
        decide: { proposal, input, d in try proposal.refusingWithdrawal(reason: input.text("reason"), by: d.actor) })

    static let forward = CaseAct(
        .forward, "forwarding",
        advice: "报市政协，由市政协立案、编号、答复。还没立案的，不在这里立案；已经立案的，这里照常办理、答复。结果回来再登记，提案者在这件提案里看得到。",
        asksBack: true,
        decide: { proposal, _, d in try proposal.forwarding(by: d.actor) })

    static let receiveResult = CaseAct(
        .receiveResult, "result", advice: "登记市政协怎么办的；提案人会看到。",
        fields: { _ in
            [
                InputField(
                    "filed", "市政协立案了吗", .choice([.init(code: "yes", label: "立案了"), .init(code: "no", label: "没有立案")])),
                InputField("number", "市里的编号", .line(limit: 40), isRequired: false),
                InputField("words", "结果", .paragraph(limit: 1000)),
            ]
        },
        decide: { proposal, input, d in
            try proposal.receiving(
                .init(
                    number: input.optional("number"), isFiled: input.text("filed") == "yes",
                    words: input.text("words")),
                by: d.actor, on: d.now.day)
        })

    static let review = CaseAct(
        .review, "review", advice: "公开前看一遍：不含秘密、不含联系方式和他人隐私。提案人同意公开的才能公开。",
        publicFields: ["title", "body"],
        fields: { _ in
            [
                InputField("title", "公开的标题", .line(limit: 60)),
                InputField(
                    "body", "公开的全文或摘要", .paragraph(limit: ProposalForm.textLimit * 3 + 100), help: "去掉电话、住址等联系方式。"),
            ]
        },
        decide: { proposal, input, d in
            try PersonalDetails.requireNoNumber(in: ["title", "body"], of: input)
            return try proposal.reviewing(
                .init(title: input.text("title"), body: input.text("body")), by: d.actor,
                practice: d.practice.profile.proposals)
        })

    static let unpublish = CaseAct(
        .unpublish, "unpublishing", advice: "从公开页上撤下；记录还在。",
        fields: { _ in [InputField("reason", "为什么撤下", .paragraph(limit: 300))] },
        decide: { proposal, input, d in try proposal.unpublishing(reason: input.text("reason"), by: d.actor) })
}
