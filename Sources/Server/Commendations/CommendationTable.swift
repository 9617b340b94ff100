// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension CommendationDesk {
    /// What was judged and honoured of a session, and of the term that it belongs to.
    func all(of series: ProposalSeries, in transaction: Transaction) throws -> [Commendation] {
        try store.spans(of: series.term, in: transaction).filter { $0.span.includes(series) }
            .compactMap { try commendation($0.id, in: transaction) }
    }
}

extension ProposalTable {
    /// Each proposal and unit that was nominated, with what the first review says.
    static func nominees(
        _ all: [Commendation], _ desk: CommendationDesk, in transaction: Transaction
    ) throws -> [[String]] {
        try all.flatMap { record in
            let ids = record.nominees.compactMap { nominee -> Proposal.ID? in
                guard case .proposal(let id, _) = nominee.subject else { return nil }
                return id
            }
            let proposals = try desk.proposals.lists.listed(
                ids, scope: ProposalScope(of: .system), in: transaction)
            let units = try AssignmentStore(tenant: desk.site.tenant.id).unitNames(in: transaction)
            return record.nominees.map { nominee in
                let (number, name) =
                    switch nominee.subject {
                    case .proposal(let id, _):
                        proposals.first { $0.id == id }.map {
                            ($0.number?.text ?? "", $0.subject ?? TopicWording.erased)
                        } ?? ("", TopicWording.erased)
                    case .unit(let id): ("", units[id] ?? "")
                    }
                return [
                    CommendationWording.title(record.span), CommendationWording.name(record.state.name),
                    record.announcedOn?.description ?? "", CommendationWording.name(nominee.subject), number, name,
                    CommendationWording.name(nominee.verdict),
                ]
            }
        }
    }

    /// What third parties say of each unit, with the points and what they are out of.
    static func evaluations(
        _ all: [Commendation], _ desk: CommendationDesk, in transaction: Transaction
    ) throws -> [[String]] {
        let units = try AssignmentStore(tenant: desk.site.tenant.id).unitNames(in: transaction)
        let practice = desk.site.practice.profile.proposals.commendation
        return all.flatMap { record in
            record.evaluations.map { evaluation in
                [
                    CommendationWording.title(record.span), units[evaluation.unit] ?? "",
                    CommendationWording.text(evaluation.evaluator), String(evaluation.sum), String(evaluation.most),
                    CommendationWording.marks(evaluation, practice), CommendationWording.text(evaluation.words),
                    CommendationWording.source(evaluation),
                ]
            }
        }
    }
}
