// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// What is said of the change into a term, and whom it concerns.
struct TermChangeStore: Sendable {
    let tenant: Tenant.ID

    /// A term that the register has in use, and how the change into it stands.
    struct Listed: Sendable {
        let name: String
        let change: TermChange
    }

    /// All terms in use, the latest first.
    func terms(in transaction: Transaction) throws -> [Listed] {
        try terms("1 = 1", in: transaction)
    }

    /// A term in use; nil for any other.
    func term(_ id: TermChange.ID, in transaction: Transaction) throws -> Listed? {
        try terms("t.id = \(id.number)", in: transaction).first
    }

    /// The planned changes whose term has begun.
    func due(on day: Day, in transaction: Transaction) throws -> [TermChange.ID] {
        try terms("c.state = 'planned' AND t.starts_on <= \(day.description)", in: transaction).map(\.change.id)
    }

    private func terms(_ condition: SQL, in transaction: Transaction) throws -> [Listed] {
        try transaction.rows(
            """
            SELECT t.name, t.id, t.starts_on, c.state, c.version FROM term t
            LEFT JOIN term_change c ON c.tenant = t.tenant AND c.term = t.id
            WHERE t.tenant = \(tenant.number) AND t.ended_on IS NULL AND \(condition)
            ORDER BY t.starts_on DESC, t.id DESC
            """
        ) { row in
            let name = try row.next(String.self)
            let id = TermChange.ID(try row.next())
            let startsOn = try MembershipStore.day(&row, "term.starts_on")
            let state = try row.next(String?.self)
            guard let known = TermChange.State(rawValue: state ?? TermChange.State.open.rawValue) else {
                throw DatabaseError.malformed("term_change.state")
            }
            let version = try row.next(Int?.self)
            return Listed(
                name: name, change: TermChange(id: id, startsOn: startsOn, state: known, version: version ?? 0))
        }
    }

    /// Whether a later term has begun by a day.
    func isOver(_ change: TermChange, on day: Day, in transaction: Transaction) throws -> Bool {
        guard let current = try MembershipStore(tenant: tenant).term(on: day, in: transaction) else { return false }
        return current.id.number != change.id.number && current.startsOn >= change.startsOn
    }

    /// A member from before the term, with what is still open.
    struct Member: Sendable {
        let id: DirectoryEntry.ID
        let person: Person.ID
        let number: String
        let name: String
        /// Whether the change takes the membership along.
        let isCarried: Bool
        /// Proposals that were begun or sent back and are not handed in.
        let drafts: Int
        /// Invitations to sign that wait for an answer.
        let invitations: Int
        /// Bodies and rooms that the person convenes or heads.
        let posts: Int
    }

    /// The members from before a term, in the order of strokes.
    func members(before change: TermChange, in transaction: Transaction) throws -> [Member] {
        let term = CommitteeTerm(id: .init(change.id.number), startsOn: change.startsOn)
        let lines = try transaction.rows(
            """
            SELECT \(MembershipStore.tenure(of: term)), m.id, m.person, p.number, p.name,
                (SELECT COUNT(*) FROM proposal d WHERE d.tenant = m.tenant AND d.signer = m.person
                    AND d.state IN ('draft', 'awaiting_co_signers', 'returned')),
                (SELECT COUNT(*) FROM proposal_co_signer s
                    JOIN proposal d ON d.tenant = s.tenant AND d.id = s.proposal
                    WHERE s.tenant = m.tenant AND s.person = m.person AND s.answer IS NULL
                        AND d.state = 'awaiting_co_signers'),
                (SELECT COUNT(*) FROM organ_post h WHERE h.tenant = m.tenant AND h.person = m.person
                    AND h.post IN ('head', 'convener') AND h.ended_on IS NULL),
                (SELECT COUNT(*) FROM room r WHERE r.tenant = m.tenant AND r.convener = m.person
                    AND r.ended_on IS NULL)
            FROM membership m JOIN person p ON p.tenant = m.tenant AND p.id = m.person
            WHERE m.tenant = \(tenant.number) AND m.level = 'own' AND m.ended_on IS NULL
            ORDER BY p.name, m.id
            """
        ) { row -> (Tenure, Member) in
            let tenure = try MembershipStore.tenure(&row)
            let (id, person) = (DirectoryEntry.ID(try row.next()), Person.ID(try row.next()))
            let (number, name) = (try row.next(String?.self) ?? "", try row.next(String.self))
            let (drafts, invitations) = (try row.next(Int.self), try row.next(Int.self))
            let (bodies, rooms) = (try row.next(Int.self), try row.next(Int.self))
            return (
                tenure,
                Member(
                    id: id, person: person, number: number, name: name, isCarried: tenure.isCarried, drafts: drafts,
                    invitations: invitations, posts: bodies + rooms)
            )
        }
        return StrokeOrder.sorted(lines.filter { !$0.0.began(in: term) }.map(\.1)) { $0.name }
    }

    /// Writes where a change stands. Throws when somebody else moved it meanwhile.
    func save(_ change: TermChange, from version: Int, in transaction: Transaction) throws {
        if version == 0 {
            try transaction.execute(
                """
                INSERT INTO term_change (tenant, term, state, version)
                VALUES (\(tenant.number), \(change.id.number), \(change.state.rawValue), \(change.version))
                """)
            return
        }
        let changed = try transaction.execute(
            """
            UPDATE term_change SET state = \(change.state.rawValue), version = \(change.version)
            WHERE tenant = \(tenant.number) AND term = \(change.id.number) AND version = \(version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    /// Notes which memberships go on into a term, instead of those noted before.
    func carry(_ memberships: [DirectoryEntry.ID], into id: TermChange.ID, in transaction: Transaction) throws {
        try transaction.execute(
            "DELETE FROM membership_term WHERE tenant = \(tenant.number) AND term = \(id.number)")
        for membership in memberships {
            try transaction.execute(
                """
                INSERT INTO membership_term (tenant, term, membership)
                VALUES (\(tenant.number), \(id.number), \(membership.number))
                """)
        }
    }
}
