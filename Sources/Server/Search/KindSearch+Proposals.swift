// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Proposals, those of earlier sessions, and the clues that they grow from.
extension KindSearch {
    func proposals(
        _ asked: SiteSearch.Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
    ) throws -> SearchPart {
        let found = try store.proposals(
            isStaff ? ProposalScope(of: reader) : nil, narrowing(asked, after, limit), in: transaction)
        return SearchPart(
            hits: found.records.map { proposal in
                SearchHit(
                    kind: .proposals, id: proposal.id.text, title: proposal.title,
                    others: [proposal.body].compactMap(\.self) + proposal.replies,
                    chip: ProposalWording.chip(proposal.state),
                    note: [proposal.number?.official, proposal.proposer].compactMap(\.self).joined(separator: " · "),
                    address: isStaff ? "/desk/proposals/\(proposal.id)" : "/proposals/\(proposal.id)",
                    place: proposal.id.text)
            }, isCut: found.isCut, goesOn: goesOn(found))
    }

    /// Of earlier sessions: whoever works with proposals reads them on the desk, everybody else what their proposers agree to.
    func formerProposals(
        _ asked: SiteSearch.Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
    ) throws -> SearchPart {
        var scope = ProposalScope(of: .visitor)
        var address = FormerProposalRoutes.publicAddress
        if case .staff(let staff) = reader, FormerProposalRoutes.readers.contains(where: staff.holds) {
            (scope, address) = (ProposalScope(of: reader), FormerProposalRoutes.address)
        }
        let found = try store.formerProposals(scope, narrowing(asked, after, limit), in: transaction)
        return SearchPart(
            hits: found.records.map { proposal in
                SearchHit(
                    kind: .formerProposals, id: proposal.id.text, title: proposal.subject,
                    chip: Chip(word: "往年登记", icon: .document, tone: nil),
                    note: [proposal.number.official, proposal.proposer, proposal.unit].compactMap(\.self)
                        .joined(separator: " · "),
                    address: "\(address)/\(proposal.id)", place: proposal.id.text)
            }, isCut: found.isCut, goesOn: goesOn(found))
    }

    /// Clues: those who deal them out read all, those who write proposals what was released to them.
    func clues(
        _ asked: SiteSearch.Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
    ) throws -> SearchPart {
        guard case .staff(let staff) = reader else { return SearchPart() }
        let found = try store.clues(
            seesAll: ProposalClue.readsAll(staff), narrowing(asked, after, limit), in: transaction)
        return SearchPart(
            hits: found.records.map { clue in
                SearchHit(
                    kind: .clues, id: clue.id.text, title: Excerpt.of(clue.words), others: [clue.words],
                    chip: ClueWording.chip(clue.state), note: ChineseTime.date(clue.leftOn, today: today),
                    address: "\(ClueRoutes.address)/\(clue.id)", place: clue.id.text)
            }, isCut: found.isCut, goesOn: goesOn(found))
    }
}
