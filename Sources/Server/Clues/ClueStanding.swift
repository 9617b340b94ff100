// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// How far a topic has come with those who write proposals, as its submitter and its room may know it. Drafts are nobody's to know of.
struct ClueStanding: Sendable {
    let clue: ProposalClue
    let stage: Stage
    /// The numbers of the proposals that grew from it; what was filed and then withdrawn has none here.
    let numbers: [ProposalNumber]
    /// Those of them that everybody may read.
    let published: [Proposal.ID]

    /// What came last, of all that grew from it the one that came furthest.
    enum Stage: String, CaseIterable, Sendable {
        case unread
        case withMembers = "with_members"
        /// A member has handed a proposal in.
        case takenUp = "taken_up"
        case filed
        case notFiled = "not_filed"
        case setAside = "set_aside"
        case withdrawn
    }

    /// Nil where the topic was not handed on, or became no clue.
    init?(of topic: Topic, _ desk: ClueDesk, in transaction: Transaction) throws {
        guard topic.isHandedOn, let clue = try desk.clue(of: .topic(topic.id), in: transaction) else { return nil }
        let proposals = ProposalDesk(services: desk.services, site: desk.site)
        // Whoever sees all sees nothing that was not handed in.
        let grown = try proposals.lists.listed(
            try desk.proposals(of: clue.id, in: transaction), scope: ProposalScope(of: .system), in: transaction
        ).sorted { $0.id < $1.id }
        self.clue = clue
        numbers = grown.filter { $0.state != .withdrawn }.compactMap(\.number)
        published = try desk.store.published(clue.id, in: transaction)
        stage = Self.stage(clue, grown.map(\.state), isNumbered: !numbers.isEmpty)
    }

    private static func stage(
        _ clue: ProposalClue, _ states: [Proposal.State.Name], isNumbered: Bool
    ) -> Stage {
        if isNumbered { return .filed }
        if states.contains(where: { $0 != .notFiled && $0 != .withdrawn }) { return .takenUp }
        if states.contains(.notFiled) { return .notFiled }
        return switch clue.state {
        case .left: .unread
        case .released: .withMembers
        case .setAside: .setAside
        case .withdrawn: .withdrawn
        }
    }

    /// Where the proposal is read that grew from it.
    var link: TextLink? {
        published.first.map { TextLink(text: "看这件提案", address: "/proposals/\($0)") }
    }

    static let schema = Schema.object([
        ("stage", .string(values: Stage.allCases.map(\.rawValue))), ("numbers", .array(.text)),
        ("proposals", .array(.id)),
    ])

    var json: JSON {
        [
            "stage": .string(stage.rawValue), "numbers": .array(numbers.map { .string($0.text) }),
            "proposals": .array(published.map { .string($0.text) }),
        ]
    }
}
