// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What the office does with a proposal from its assignment to its end, and in the year after.
extension CaseAct<ProposalDesk> {
    static let assign = CaseAct(
        .assign, "assignment", advice: "选一个主办，可以加会办；或者不选主办，选两个以上分办。提案者希望的单位已经先选上，可以改。单位收到后在期限内签收。",
        fields: { _ in
            [
                InputField("lead", "主办单位", .reference(.units), isRequired: false),
                InputField("coHandlers", "会办单位", .references(.units), isRequired: false),
                InputField("separate", "分办单位", .references(.units), isRequired: false),
            ]
        },
        decide: { proposal, input, d in
            try proposal.assigning(try d.desk.handlers(from: input, in: d.transaction), by: d.actor)
        })

    static let close = CaseAct(
        .close, "closing", advice: "提案者都说了意见，或者过了期限，才能办结。没有答复的算没有意见，不算满意。并进来的提案一起办结。",
        decide: { proposal, _, d in
            // Locked first: whoever is just answering comes before or after, and not in between.
            try d.desk.store.lock([proposal.id], in: d.transaction)
            let asked = try d.desk.store.asked(about: proposal, in: d.transaction)
            return try proposal.closing(
                isAnswered: asked.answered == asked.asked, by: d.actor, on: d.now.day, practice: d.practice)
        })

    static let beginFollowUp = CaseAct(
        .beginFollowUp, "follow-up", advice: "去年答应以后办的，今年看看办了没有；重点提案也要回头看一次。",
        decide: { proposal, _, d in
            try proposal.beginningFollowUp(
                by: d.actor, on: d.now.day, practice: d.practice.profile.proposals)
        })

    static let followUp = CaseAct(
        .followUp, "follow-up-result", advice: "写明现在办到哪一步，算哪一类。",
        fields: { profile in
            [
                InputField(
                    "outcome", "现在算哪一类",
                    .choice(profile.proposals.classes.map { .init(code: $0.code, label: "\($0.code)类 \($0.name)") })),
                InputField("words", "办到哪一步", .paragraph(limit: 1000)),
            ]
        },
        decide: { proposal, input, d in
            try proposal.followingUp(
                .init(outcome: input.text("outcome"), words: input.text("words")), by: d.actor, on: d.now.day,
                practice: d.practice)
        })
}

extension ProposalDesk {
    private var assignments: AssignmentDesk { AssignmentDesk(services: services, site: site) }
    var opinions: ProposerOpinionDesk { ProposerOpinionDesk(services: services, site: site) }

    /// The units that a form names, each with its part: units of the register that are in use.
    func handlers(from input: Input, in transaction: Transaction) throws -> [Proposal.Handler] {
        let known = Set(try DirectoryStore().units(of: site.tenant.id, in: transaction).map(\.id))
        func chosen(_ field: String, _ ids: [HandlingUnit.ID], _ part: Proposal.Part) throws -> [Proposal.Handler] {
            guard ids.count <= Self.handlersMax, known.isSuperset(of: ids) else {
                throw InputProblems([
                    .init(field: field, sentence: "请从列表里选单位，最多\(Self.handlersMax)个。")
                ])
            }
            return ids.map { Proposal.Handler($0, part) }
        }
        let lead = input.optional("lead").flatMap { HandlingUnit.ID($0) }
        return try chosen("lead", [lead].compactMap(\.self), .lead)
            + chosen("coHandlers", input.ids("coHandlers"), .coHandler)
            + chosen("separate", input.ids("separate"), .separate)
    }

    /// As many as can talk about one matter.
    static let handlersMax = 10

    /// What a step of a proposal means for its units and its proposers.
    func follow(
        _ transition: Transition<Proposal>, _ signature: Signature, in transaction: Transaction
    ) throws {
        let proposal = transition.after
        switch transition.event {
        case .assigned(let handlers):
            try assignments.issue(handlers, of: proposal, signature, in: transaction)
        case .replied:
            try opinions.ask(
                about: proposal, parts: try livingParts(of: proposal, in: transaction), signature, in: transaction)
            // BR-22
            if let asked = proposal.askingForSupervision() { try save(asked, signature, in: transaction) }
        case .rehandlingBegan: try assignments.reopen(proposal, signature, in: transaction)
        case .withdrawn: try assignments.recall(proposal, signature, in: transaction)
        case .supervised(let act): try SupervisionSessions(desk: self).link(act, to: proposal.id, in: transaction)
        case .closed(let day, _):
            guard proposal.lead == nil else { break }
            // BR-16
            for part in try livingParts(of: proposal, in: transaction) {
                try save(try part.closingWithLead(on: day), signature, in: transaction)
            }
        case .drafted, .entered, .enteredAnew, .written, .invited, .recalled, .coSignerAnswered, .submitted,
            .withdrawalAsked, .withdrawalEntered,
            .withdrawalRefused, .filed, .turnedDown, .sentBack, .reconsidered, .merged, .unmerged, .forwarded,
            .resultReceived, .reviewed, .unpublished, .chosenAsKey, .supervisionAsked, .categorised, .commended,
            .handedOver, .corrected,
            .followUpBegan,
            .followedUp,
            .deadlineMoved:
            break
        }
    }
}
