// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension ProposalDesk: BulkDesk {
    /// What is answered, and either judged by all or silent until the end, is closed together; several are supervised in one
    /// session or on one visit.
    static let bulkActs: [CaseAct<ProposalDesk>] = [.close, .supervise]

    func candidates(
        for command: Proposal.Command, _ filter: BulkFilter, actor: Actor, in transaction: Transaction
    ) throws -> [BulkCandidate<Proposal>] {
        command == .close
            ? try closable(filter, actor, in: transaction) : try supervisable(command, filter, actor, in: transaction)
    }

    private func supervisable(
        _ command: Proposal.Command, _ filter: BulkFilter, _ actor: Actor, in transaction: Transaction
    ) throws -> [BulkCandidate<Proposal>] {
        guard command == .supervise else { return [] }
        return try lists.supervised(scope: ProposalScope(of: actor), limit: Self.bulkLimit, in: transaction)
            .filter { filter.matches($0.subject) }.compactMap { listed in
                guard let proposal = try proposal(listed.id, in: transaction),
                    proposal.refusal(of: command, by: actor) == nil
                else { return nil }
                let words = [
                    listed.number?.text, listed.proposer, ProposalWording.name(listed.state),
                    listed.isKey ? "重点提案" : nil, "已督办\(proposal.supervisions)次",
                ]
                return BulkCandidate(
                    record: proposal, id: proposal.id, title: listed.subject ?? TopicWording.erased,
                    origin: words.compactMap(\.self).joined(separator: " · "))
            }
    }

    private func closable(
        _ filter: BulkFilter, _ actor: Actor, in transaction: Transaction
    ) throws -> [BulkCandidate<Proposal>] {
        let command = Proposal.Command.close
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
                origin: "\(listed.number?.text ?? "") · \(listed.proposer) · \(asked.answered)/\(asked.asked)位已说意见")
        }
    }

    func keepers(
        for command: Proposal.Command, actor: Actor, in transaction: Transaction
    ) throws -> [InputField.Option] { [] }
}
