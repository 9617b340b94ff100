// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// Proposals in lists: on the desk, in sums, and for everybody.
struct ProposalListStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    // MARK: - The desk

    /// Which part of the desk's list is looked at.
    enum Part: String, CaseIterable, Sendable {
        case writing, review, filed, handling, replied, over
    }

    /// A proposal in a list.
    struct Listed: Sendable {
        let id: Proposal.ID
        let subject: String?
        let number: ProposalNumber?
        let state: Proposal.State.Name
        let kind: Proposer.Kind
        let signerName: String
        let isKey: Bool
        let outcome: String?
        let dueOn: Day?
    }

    /// By due day, then by number; what is over latest first.
    func list(
        _ part: Part, scope: ProposalScope, after: Place?, limit: Int, in transaction: Transaction
    ) throws -> [(proposal: Listed, place: Place)] {
        let key: SQL = part == .over ? "''" : "COALESCE(p.due_on, '9999-12-31')"
        let beyond: SQL =
            after.map { place in
                part == .over
                    ? "AND p.id < \(place.id.number)"
                    : "AND (\(key) > \(place.key) OR (\(key) = \(place.key) AND p.id > \(place.id.number)))"
            } ?? ""
        let order: SQL = part == .over ? "p.id DESC" : "\(key), p.id"
        return try transaction.rows(
            """
            SELECT \(Self.columns), \(key) FROM \(Self.tables)
            WHERE \(Self.visible(scope, tenant)) AND \(Self.condition(part)) \(beyond) ORDER BY \(order) LIMIT \(limit)
            """
        ) { row in
            let listed = try next(&row)
            return (listed, Place(key: try row.next(), id: listed.id))
        }
    }

    /// Where a page of a list ended.
    struct Place: Sendable, Hashable {
        let key: String
        let id: Proposal.ID
    }

    /// These proposals, as far as the scope sees them, in no order.
    func listed(_ ids: [Proposal.ID], scope: ProposalScope, in transaction: Transaction) throws -> [Listed] {
        guard !ids.isEmpty else { return [] }
        return try transaction.rows(
            """
            SELECT \(Self.columns) FROM \(Self.tables)
            WHERE \(Self.visible(scope, tenant)) AND p.id IN (\(SQL(numbers: ids.map(\.number))))
            """, next)
    }

    /// What others may be merged into: it has its number, and no unit has it.
    func mergeTargets(
        for proposal: Proposal.ID, scope: ProposalScope, in transaction: Transaction
    ) throws -> [Listed] {
        try transaction.rows(
            """
            SELECT \(Self.columns) FROM \(Self.tables)
            WHERE \(Self.visible(scope, tenant)) AND p.state = 'filed' AND p.asks_back = 0 AND p.id <> \(proposal.number)
            ORDER BY p.term DESC, p.session DESC, p.serial LIMIT 500
            """, next)
    }

    /// How many lie in each part.
    func counts(scope: ProposalScope, in transaction: Transaction) throws -> [Part: Int] {
        let sums = Part.allCases.map { part -> SQL in "COUNT(CASE WHEN \(Self.condition(part)) THEN 1 END)" }
        let numbers =
            try transaction.first(
                """
                SELECT \(SQL(joining: sums, with: ", ")) FROM proposal p WHERE \(Self.visible(scope, tenant))
                """
            ) { row in try Part.allCases.map { _ in try row.next(Int.self) } } ?? []
        return Dictionary(uniqueKeysWithValues: zip(Part.allCases, numbers))
    }

    /// What proposals are called in notices, as far as the scope may see them.
    func titles(
        of ids: [Proposal.ID], scope: ProposalScope, in transaction: Transaction
    ) throws -> [Proposal.ID: NoticeTitle] {
        guard !ids.isEmpty else { return [:] }
        let found = try transaction.rows(
            """
            SELECT p.id, p.publication, p.public_title, p.subject, c.words FROM proposal p
            JOIN content c ON c.tenant = p.tenant AND c.id = p.subject
            WHERE \(Self.visible(scope, tenant)) AND p.id IN (\(SQL(numbers: ids.map(\.number))))
            """
        ) { row -> (Proposal.ID, NoticeTitle) in
            let id = Identifier<Proposal>(try row.next())
            let isPublic = try row.next(String.self) == Publication.published.name
            let title = try row.next(String?.self)
            let subject = try contents.next(&row, tenant: tenant)?.words ?? TopicWording.erased
            return (id, NoticeTitle(words: isPublic ? title ?? subject : subject, isPublic: isPublic))
        }
        return Dictionary(uniqueKeysWithValues: found)
    }

    // MARK: - Sums

    /// The sums of a session (BR-15): the parts by where each record stands, the two totals by themselves.
    func reckoning(_ series: ProposalSeries, in transaction: Transaction) throws -> ProposalReckoning {
        let whole: SQL = """
            FROM proposal p WHERE p.tenant = \(tenant.number) AND p.term = \(series.term) AND p.session = \(series.session)
            """
        let totals = try transaction.first("SELECT COUNT(p.submitted_on), COUNT(p.serial) \(whole)") { row in
            (submitted: try row.next(Int.self), filed: try row.next(Int.self))
        }
        let places = try transaction.rows(
            """
            SELECT p.state, CASE WHEN p.serial IS NULL THEN 0 ELSE 1 END, CASE WHEN p.lead IS NULL THEN 0 ELSE 1 END,
                COUNT(*)
            \(whole)
            GROUP BY p.state, CASE WHEN p.serial IS NULL THEN 0 ELSE 1 END, CASE WHEN p.lead IS NULL THEN 0 ELSE 1 END
            """
        ) { row -> (ProposalReckoning.Part?, Int) in
            guard let state = Proposal.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("proposal.state")
            }
            let (isNumbered, isPart) = (try row.next(Bool.self), try row.next(Bool.self))
            return (.init(state, isNumbered: isNumbered, isPartOfOther: isPart), try row.next())
        }
        return ProposalReckoning(
            submitted: totals?.submitted ?? 0, filed: totals?.filed ?? 0,
            parts: places.reduce(into: [:]) { parts, place in
                if let part = place.0 { parts[part, default: 0] += place.1 }
            })
    }

    /// The sessions of which there are proposals, latest first.
    func series(in transaction: Transaction) throws -> [ProposalSeries] {
        try transaction.rows(
            """
            SELECT DISTINCT term, session FROM proposal WHERE tenant = \(tenant.number) AND term IS NOT NULL
            ORDER BY term DESC, session DESC
            """
        ) { ProposalSeries(term: try $0.next(), session: try $0.next()) }
    }

    // MARK: - What is like a text

    /// A filed proposal that may be like what somebody writes.
    struct Likeness: Sendable {
        let id: Proposal.ID
        let number: ProposalNumber
        let subject: String
        let signerName: String
        let state: Proposal.State.Name
        let outcome: String?
    }

    /// The latest filed proposals whose proposers agree that others read of them: subjects alone, and no index; so many are
    /// read quickly, and what is older is seldom the same.
    func likenesses(except own: Proposal.ID?, limit: Int, in transaction: Transaction) throws -> [Likeness] {
        try transaction.rows(
            """
            SELECT p.id, p.term, p.session, p.serial, p.state, p.outcome, s.name, p.subject, c.words FROM \(Self.tables)
            WHERE p.tenant = \(tenant.number) AND p.serial IS NOT NULL AND p.is_open = 1 AND p.state <> 'withdrawn'
                AND p.id <> \(own?.number ?? 0)
            ORDER BY p.term DESC, p.session DESC, p.serial DESC LIMIT \(limit)
            """
        ) { row -> Likeness? in
            let id = Identifier<Proposal>(try row.next())
            let number = ProposalNumber(.init(term: try row.next(), session: try row.next()), try row.next())
            guard let state = Proposal.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("proposal \(id)")
            }
            let outcome = try row.next(String?.self)
            let signer = try row.next(String.self)
            guard let subject = try contents.next(&row, tenant: tenant)?.words else { return nil }
            return Likeness(
                id: id, number: number, subject: subject, signerName: signer, state: state, outcome: outcome)
        }.compactMap(\.self)
    }

    // MARK: - Rows

    private static let tables: SQL = """
        proposal p JOIN person s ON s.tenant = p.tenant AND s.id = p.signer
        JOIN content c ON c.tenant = p.tenant AND c.id = p.subject
        """

    private static let columns: SQL = """
        p.id, p.term, p.session, p.serial, p.state, p.kind, p.is_key, p.outcome, p.due_on, s.name, p.subject, c.words
        """

    private func next(_ row: inout Row) throws -> Listed {
        let id = Identifier<Proposal>(try row.next())
        let (term, session, serial) = (
            try row.next(Int?.self), try row.next(Int?.self), try row.next(Int?.self)
        )
        guard let state = Proposal.State.Name(rawValue: try row.next()),
            let kind = Proposer.Kind(rawValue: try row.next())
        else { throw DatabaseError.malformed("proposal \(id)") }
        let isKey = try row.next(Bool.self)
        let outcome = try row.next(String?.self)
        let dueOn = try row.next(String?.self).flatMap { Day($0) }
        let signer = try row.next(String.self)
        let subject = try contents.next(&row, tenant: tenant)?.words
        var number: ProposalNumber?
        if let term, let session, let serial { number = .init(.init(term: term, session: session), serial) }
        return Listed(
            id: id, subject: subject, number: number, state: state, kind: kind, signerName: signer, isKey: isKey,
            outcome: outcome, dueOn: dueOn)
    }

    /// The one place where a scope becomes a condition on `proposal p`.
    static func visible(_ scope: ProposalScope, _ tenant: Tenant.ID) -> SQL {
        var conditions: [SQL] = []
        if scope.seesSubmitted { conditions.append("p.term IS NOT NULL") }
        if let person = scope.person {
            conditions.append("p.signer = \(person.number)")
            conditions.append(
                """
                EXISTS (SELECT 1 FROM proposal_co_signer k WHERE k.tenant = p.tenant AND k.proposal = p.id
                    AND k.person = \(person.number) AND (k.answer IS NULL OR k.answer = 'signed'))
                """)
        }
        if !scope.units.isEmpty {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM proposal_assignment a WHERE a.tenant = p.tenant AND a.state <> 'recalled'
                    AND (a.proposal = p.id OR a.proposal = p.lead)
                    AND a.unit IN (\(SQL(numbers: scope.units.map(\.number)))))
                """)
        }
        guard !conditions.isEmpty else { return "1 = 0" }
        return "p.tenant = \(tenant.number) AND (\(SQL(joining: conditions, with: " OR ")))"
    }

    private static func condition(_ part: Part) -> SQL {
        switch part {
        case .writing: "p.state IN ('draft', 'awaiting_co_signers', 'returned')"
        case .review: "p.state = 'submitted'"
        case .filed: "p.state IN ('filed', 'forwarded')"
        case .handling: "p.state IN ('handling', 'rehandling', 'merged')"
        case .replied: "p.state IN ('replied', 'follow_up')"
        case .over: "p.state IN ('closed', 'not_filed', 'withdrawn')"
        }
    }
}
