// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension ProposalDesk: BulkDesk {
    /// What is answered, and either judged by all or silent until the end, is closed together.
    static let bulkActs: [CaseAct<ProposalDesk>] = [.close]

    func candidates(
        for command: Proposal.Command, _ filter: BulkFilter, actor: Actor, in transaction: Transaction
    ) throws -> [BulkCandidate<Proposal>] {
        guard command == .close else { return [] }
        let today = services.clock.now().day
        return try lists.list(
            .replied, scope: ProposalScope(of: actor), after: nil, limit: Self.bulkLimit, in: transaction
        ).map(\.proposal).filter { $0.state == .replied && filter.matches($0.subject) }.compactMap { listed in
            guard let proposal = try proposal(listed.id, in: transaction),
                proposal.refusal(of: command, by: actor) == nil
            else { return nil }
            let asked = try store.asked(about: proposal, in: transaction)
            let hindrance = proposal.hindrance(
                to: command, on: today, isAnswered: asked.asked == asked.answered,
                practice: site.practice.profile.proposals)
            guard hindrance == nil else { return nil }
            return BulkCandidate(
                record: proposal, id: proposal.id, title: listed.subject ?? TopicWording.erased,
                origin: "\(listed.number?.text ?? "") · \(listed.signerName) · \(asked.answered)/\(asked.asked)位已说意见")
        }
    }

    func keepers(
        for command: Proposal.Command, actor: Actor, in transaction: Transaction
    ) throws -> [InputField.Option] { [] }
}
