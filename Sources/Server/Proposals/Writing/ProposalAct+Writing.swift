// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension ProposalDesk {
    /// What the first proposer does until it is handed in, and whoever is invited to sign.
    static let writingActs: [CaseAct<ProposalDesk>] = [
        .submit, .write, .invite, .sign, .decline, .recall, .withdraw,
    ]

    /// Throws ``InputProblems`` for a unit that is not there.
    func requireUnits(_ units: [HandlingUnit.ID], field: String, in transaction: Transaction) throws {
        let known = Set(try DirectoryStore().units(of: site.tenant.id, in: transaction).map(\.id))
        guard known.isSuperset(of: units) else {
            throw InputProblems([.init(field: field, sentence: "没有这个单位，请从列表里选。")])
        }
    }

    /// The period of what is handed in on a day.
    func period(on day: Day, in transaction: Transaction) throws -> ProposalPeriod? {
        ProposalPeriod(
            on: day, sessions: try store.sessions(in: transaction), practice: site.practice.profile.proposals)
    }
}

extension CaseAct<ProposalDesk> {
    static let write = CaseAct(
        .write, "text", advice: "写一点存一点，存下的别人看不到。先空着的可以以后写；提交审查以前，情况、分析、建议都要有；党派、团体提案还要有盖章的原件，拍照或扫描加在“附件”里。",
        fields: { _ in ProposalForm.fields + [ProposalForm.files] },
        decide: { proposal, input, d in
            let files: [Attachment.ID] = input.ids(ProposalForm.files.name)
            let content = try ProposalForm.content(input, attachments: files)
            try d.desk.requireUnits(content.units, field: "units", in: d.transaction)
            let transition = try proposal.writing(content, by: d.actor)
            try d.desk.attachments.attach(
                files, to: .proposal(proposal.id), by: d.actor, at: d.now, in: d.transaction)
            return transition
        })

    static let invite = CaseAct(
        .invite, "invitation", advice: "请哪几位委员联名。他们签名或婉拒期间，文字不能改；都答复了或期限过了，您再提交。",
        fields: { _ in [InputField("people", "请谁联名", .references(.members))] },
        decide: { proposal, input, d in
            let people: [Person.ID] = input.ids("people")
            let transition = try proposal.inviting(
                people, members: try d.desk.store.members(people, on: d.now.day, in: d.transaction), by: d.actor,
                at: d.now, practice: d.practice)
            try Proposal.requireTerm(
                try d.desk.store.standing(of: proposal.proposer.signer, on: d.now.day, in: d.transaction),
                as: proposal.proposer)
            return transition
        })

    static let recall = CaseAct(
        .recall, "recall", advice: "收回邀请，回去改文字；已经签名的，改好后要重新请。",
        decide: { proposal, _, d in try proposal.recalling(by: d.actor) })

    static let sign = CaseAct(
        .sign, "signature", advice: "签了名，您就是联名提案人，一样会收到答复。",
        decide: { proposal, _, d in
            let transition = try proposal.answering(.signed, by: d.actor, on: d.now.day)
            if case .staff(let staff) = d.actor {
                try Proposal.requireTerm(
                    try d.desk.store.standing(of: staff.id, on: d.now.day, in: d.transaction), as: .member(staff.id))
            }
            return transition
        })

    static let decline = CaseAct(
        .decline, "declining", advice: "不联名没有关系，不用说明理由。",
        decide: { proposal, _, d in try proposal.answering(.declined, by: d.actor, on: d.now.day) })

    static let submit = CaseAct(
        .submit, "submission", advice: "提交后由提案委员会审查；退回来修改前，文字不能再改。",
        decide: { proposal, _, d in
            let transition = try proposal.submitting(
                in: try d.desk.period(on: d.now.day, in: d.transaction), by: d.actor, at: d.now, practice: d.practice)
            try Proposal.requireTerm(
                try d.desk.store.standing(of: proposal.proposer.signer, on: d.now.day, in: d.transaction),
                as: proposal.proposer)
            return transition
        })

    static let withdraw = CaseAct(
        .withdraw, "withdrawal", advice: "没立案的，马上撤回；已经立案的，要提案委员会同意，承办单位会知道。",
        fields: { _ in [InputField("reason", "为什么撤回", .paragraph(limit: 300))] },
        decide: { proposal, input, d in
            try d.desk.store.lock([proposal.id], in: d.transaction)
            let parts = try d.desk.livingParts(of: proposal, in: d.transaction)
            return try proposal.withdrawing(
                reason: input.text("reason"), hasMerged: !parts.isEmpty, by: d.actor)
        })
}
