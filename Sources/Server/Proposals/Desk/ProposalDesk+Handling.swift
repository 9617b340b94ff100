// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension ProposalDesk {
    /// What the office and a leader do once it has its number.
    static let handlingActs: [CaseAct<ProposalDesk>] = [
        .assign, .close, .followUp, .beginFollowUp, .chooseAsKey, .supervise, .categorise, .handOver, .correct,
        .forward,
    ]
}

extension CaseAct<ProposalDesk> {
    static let chooseAsKey = CaseAct(
        .chooseAsKey, "key", advice: "列为重点提案，选由哪位领导领衔督办、为什么选这件。选了的领导会收到通知，自己能记督办。督办至少一次，才能办结；第二年回头看。",
        fields: { _ in
            [
                InputField(
                    "person", "领衔督办的领导（从名单里选）", .reference(.leaders), isRequired: false,
                    help: "名单里没有的，只写职务和姓名。"),
                InputField(
                    "leader", "职务和姓名", .line(limit: 40), isRequired: false, help: "如：县委书记 张明远。从名单里选了的，可以不写。"),
                InputField("reason", "为什么选这件", .paragraph(limit: 500), help: "如群众关切、涉及几个单位、县里正在抓的事。"),
            ]
        },
        decide: { proposal, input, d in
            let person = try d.desk.leader(input, on: d.now.day, in: d.transaction)
            guard let name = input.optional("leader") ?? person?.name else {
                throw InputProblems([.init(field: "leader", sentence: "请从名单里选领导，或者写职务和姓名。")])
            }
            return try proposal.choosingAsKey(
                leader: name, person: person?.id, reason: input.text("reason"), by: d.actor)
        })

    static let handOver = CaseAct(
        .handOver, "handover", advice: "第一提案人不再担任委员，或者请另一位来办：从联名的人里选；界别、小组、专委会的，选现在签名的人。",
        fields: { _ in [InputField("person", "交给谁", .reference(.members))] },
        decide: { proposal, input, d in
            let person: Person.ID = input.id("person")
            return try proposal.handingOver(
                to: person, standing: try d.desk.store.standing(of: person, on: d.now.day, in: d.transaction),
                by: d.actor)
        })

    static let correct = CaseAct(
        .correct, "correction", advice: "改笔误：写错的字、数字、名称。意思不能变；改前的文字留在记录里，提案者会知道。",
        fields: { _ in
            [
                InputField("field", "改哪一段", .choice(ProposalWording.parts)),
                InputField("text", "改后的这一段全文", .paragraph(limit: ProposalForm.textLimit)),
                InputField("reason", "为什么改", .paragraph(limit: 300)),
            ]
        },
        decide: { proposal, input, d in
            let field: Proposal.Field = input.choice("field")
            let text = input.text("text")
            // A subject is one line, as it was written.
            if field == .subject { _ = try Input(["subject": text], fields: [ProposalForm.fields[0]]) }
            return try proposal.correcting(field, to: text, reason: input.text("reason"), by: d.actor)
        })

    static let categorise = CaseAct(
        .categorise, "category", advice: "记下说的是哪类事，统计按它分。",
        fields: { profile in [TopicCategories.field(profile, isRequired: true)] },
        decide: { proposal, input, d in
            try proposal.categorising(as: input.text(TopicCategories.fieldName), by: d.actor, practice: d.practice)
        })

    static let supervise = CaseAct(
        .supervise, "supervision", advice: "座谈、实地察看、专题调研、走访承办单位、办理协商、批示，每次记一笔；提案者和承办单位会知道。领导自己记，提案委员会也可以替他记。",
        fields: { _ in
            [
                InputField("means", "怎样督办", .choice(ProposalWording.means)), InputField("day", "哪天", .day),
                InputField("people", "哪些人", .line(limit: 100)),
                InputField("words", "说了什么、定了什么（批示写批示的话）", .paragraph(limit: 1000)),
                InputField(
                    "session", "在哪场提案办理协商会上", .reference(.supervisionSessions), isRequired: false,
                    help: "几件提案一起协商的，选那场会；会上的记录和这件提案连起来。"),
            ]
        },
        decide: { proposal, input, d in
            let session = input.optional("session").flatMap { ConsultationSession.ID($0) }
            if let session { try SupervisionSessions(desk: d.desk).require(session, in: d.transaction) }
            return try proposal.supervising(
                .init(
                    input.choice("means"), on: input.day("day"), people: input.text("people"),
                    words: input.text("words"), session: session),
                by: d.actor, on: d.now.day)
        })
}

extension ProposalDesk {
    /// The leader whom a form names: somebody who leads the county today; nil where none was chosen.
    func leader(_ input: Input, on day: Day, in transaction: Transaction) throws -> Person? {
        guard let chosen = input.optional("person") else { return nil }
        let leaders = try store.leaders(on: day, in: transaction)
        guard let leader = leaders.first(where: { $0.id == Person.ID(chosen) }) else {
            throw InputProblems([.init(field: "person", sentence: "没有这位领导，请从名单里选。")])
        }
        return leader
    }

    /// The proposal as filing finds it once its category is noted. What is new is an event of its own, before that of the filing
    /// and in the same transaction.
    func sorted(_ proposal: Proposal, _ input: Input, _ decision: Decision<ProposalDesk>) throws -> Proposal {
        guard let category = input.optional(TopicCategories.fieldName), category != proposal.category else {
            return proposal
        }
        let noted = try proposal.categorising(as: category, by: decision.actor, practice: decision.practice)
        try save(
            noted, decision.signature(as: proposal.role(of: decision.actor, for: .categorise)),
            in: decision.transaction)
        return noted.after
    }
}
