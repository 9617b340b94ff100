// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Looks for words in proposals, in those of earlier sessions, and in clues.
extension SearchStore {
    /// A proposal: for strangers what is public of it, on the desk its subject.
    struct FoundProposal: Sendable {
        let id: Proposal.ID
        let number: ProposalNumber?
        let title: String
        let body: String?
        /// The body, or who signs first.
        let proposer: String
        let state: Proposal.State.Name
        /// What units replied, and what co-handlers thought of it.
        let replies: [String]
    }

    /// Proposals by number, title and proposer, on the desk by what units replied, too; nil as scope: those that everybody may know. They lie in no area.
    func proposals(
        _ scope: ProposalScope?, _ narrowing: Narrowing, in transaction: Transaction
    ) throws -> Found<FoundProposal> {
        guard narrowing.area == nil else { return Found() }
        let visible =
            scope.map { ProposalListStore.visible($0, tenant) }
            ?? "p.tenant = \(tenant.number) AND p.publication = 'published'"
        let replies = try scope.map { try self.replies($0, narrowing, in: transaction) } ?? Beside()
        let all: Found<FoundProposal> = try look(
            """
            SELECT p.id, p.term, p.session, p.serial, p.state, s.name, p.public_title, p.public_body, p.subject, c.words,
                \(ProposerNameStore.columns)
            FROM proposal p JOIN person s ON s.tenant = p.tenant AND s.id = p.signer
            JOIN content c ON c.tenant = p.tenant AND c.id = p.subject
            \(ProposerNameStore.tables)
            WHERE \(visible) AND \(Self.between("p", narrowing)) ORDER BY p.id DESC
            """, replies.left(of: narrowing), in: transaction
        ) { row in
            let id = Proposal.ID(try row.next())
            let (term, session) = (try row.next(Int?.self), try row.next(Int?.self))
            let serial = try row.next(Int?.self)
            guard let state = Proposal.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("proposal \(id)")
            }
            let signer = try row.next(String.self)
            let (title, body) = (try row.next(String?.self), try row.next(String?.self))
            let subject = try contents.next(&row, tenant: tenant)?.words
            let proposer = try ProposerNameStore(tenant: tenant, contents: contents).body(&row) ?? signer
            // What was erased is found by nothing.
            guard let shown = scope == nil ? title : subject else { return nil }
            var number: ProposalNumber?
            if let term, let session, let serial { number = .init(.init(term: term, session: session), serial) }
            let found = FoundProposal(
                id: id, number: number, title: shown, body: scope == nil ? body : nil, proposer: proposer, state: state,
                replies: replies.texts[id.number] ?? [])
            // Who signs for a body is known on the desk alone.
            let known = scope == nil ? proposer : "\(proposer) \(signer)"
            return (found, [shown, found.body, number?.text, number?.official, known] + found.replies)
        }
        return replies.cutting(all)
    }

    /// What units wrote on what they have of proposals, as far as somebody reads it: the office and leaders all, a unit its own, and
    /// as the lead what its co-handlers have given.
    private func replies(
        _ scope: ProposalScope, _ narrowing: Narrowing, in transaction: Transaction
    ) throws -> Beside {
        try said(
            in: """
                e.subject_kind = 'assignment'
                    AND (e.kind = 'opinion_given' OR q.is_own = 1 AND e.kind IN ('drafted', 'corrected'))
                """,
            of: """
                SELECT a.tenant AS tenant, a.id AS id, a.proposal AS record,
                    CASE WHEN \(AssignmentListStore.visible(scope, tenant)) THEN 1 ELSE 0 END AS is_own
                FROM proposal_assignment a
                WHERE \(AssignmentListStore.readable(scope, tenant)) AND a.proposal < \(narrowing.after ?? .max)
                ORDER BY a.proposal DESC
                """, narrowing, in: transaction)
    }

    /// A proposal of an earlier session.
    struct FoundFormer: Sendable {
        let id: FormerProposal.ID
        let number: ProposalNumber
        let subject: String
        let proposer: String?
        let unit: String?
    }

    /// Proposals of earlier sessions by number, subject, proposer and unit. They lie in no area.
    func formerProposals(
        _ scope: ProposalScope, _ narrowing: Narrowing, in transaction: Transaction
    ) throws -> Found<FoundFormer> {
        guard narrowing.area == nil else { return Found() }
        return try look(
            """
            SELECT f.id, f.term, f.session, f.serial, f.subject, c.words, f.proposer, q.words, f.unit, u.words
            FROM former_proposal f JOIN content c ON c.tenant = f.tenant AND c.id = f.subject
            JOIN content q ON q.tenant = f.tenant AND q.id = f.proposer
            LEFT JOIN content u ON u.tenant = f.tenant AND u.id = f.unit
            WHERE \(FormerProposalStore.visible(scope, tenant)) AND \(Self.between("f", narrowing))
            ORDER BY f.id DESC
            """, narrowing, words: 3, in: transaction
        ) { row in
            let id = FormerProposal.ID(try row.next())
            let number = ProposalNumber(.init(term: try row.next(), session: try row.next()), try row.next())
            let subject = try contents.next(&row, tenant: tenant)?.words
            let proposer = try contents.next(&row, tenant: tenant)?.words
            let unit = try contents.next(&row, tenant: tenant)?.words
            // What was erased is found by nothing.
            guard let subject else { return nil }
            let found = FoundFormer(id: id, number: number, subject: subject, proposer: proposer, unit: unit)
            return (found, [subject, number.text, number.official, proposer, unit])
        }
    }

    /// A clue for those who write proposals.
    struct FoundClue: Sendable {
        let id: ProposalClue.ID
        let words: String
        let state: ProposalClue.State
        let leftOn: Day
    }

    /// Clues by what was left. They lie in no area. `seesAll`: those that members do not read, too.
    func clues(
        seesAll: Bool, _ narrowing: Narrowing, in transaction: Transaction
    ) throws -> Found<FoundClue> {
        guard narrowing.area == nil else { return Found() }
        return try look(
            """
            SELECT u.id, u.state, u.left_on, u.text, c.words FROM proposal_clue u
            JOIN content c ON c.tenant = u.tenant AND c.id = u.text
            WHERE \(ClueStore.visible(seesAll, tenant)) AND \(Self.between("u", narrowing)) ORDER BY u.id DESC
            """, narrowing, in: transaction
        ) { row in
            let id = ProposalClue.ID(try row.next())
            guard let state = ProposalClue.State(rawValue: try row.next()), let day = Day(try row.next(String.self))
            else { throw DatabaseError.malformed("proposal_clue \(id)") }
            // What was erased is found by nothing.
            guard let words = try contents.next(&row, tenant: tenant)?.words else { return nil }
            return (FoundClue(id: id, words: words, state: state, leftOn: day), [words])
        }
    }
}
