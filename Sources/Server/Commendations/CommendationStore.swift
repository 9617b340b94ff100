// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The rows of commendations: what lists need. The commendation itself is what its log tells.
struct CommendationStore: Sendable {
    let tenant: Tenant.ID

    /// Writes the row after a transition. Throws ``WebFailure/changedMeanwhile`` when somebody else was first.
    func save(_ transition: Transition<Commendation>, in transaction: Transaction) throws {
        let (before, after) = (transition.before, transition.after)
        guard before.version > 0 else { return try insert(after, in: transaction) }
        let changed = try transaction.execute(
            """
            UPDATE commendation SET state = \(after.state.name.rawValue), evaluations = \(after.evaluations.count),
                nominees = \(after.nominees.count), listed = \(after.listed),
                announced_on = \(after.announcedOn?.description), version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    /// Of two who begin one for the same session at once, one is too late.
    private func insert(_ record: Commendation, in transaction: Transaction) throws {
        let isNew = try transaction.execute(
            """
            INSERT INTO commendation (id, tenant, term, session, state, evaluations, nominees, listed, version)
            VALUES (\(record.id.number), \(tenant.number), \(record.span.term), \(record.span.session ?? 0),
                \(record.state.name.rawValue), 0, 0, 0, \(record.version))
            ON CONFLICT (tenant, term, session) WHERE state <> 'dropped' DO NOTHING
            """)
        guard isNew == 1 else { throw CommendationRefusal.alreadyBegun }
    }

    /// Whether one for a span is under way or announced.
    func isThere(_ span: Commendation.Span, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            """
            SELECT 1 FROM commendation WHERE tenant = \(tenant.number) AND term = \(span.term)
                AND session = \(span.session ?? 0) AND state <> 'dropped'
            """
        ) { try $0.next(Int.self) } != nil
    }

    /// How many proposals of a span were filed.
    func filed(_ span: Commendation.Span, in transaction: Transaction) throws -> Int {
        let session: SQL = span.session.map { "AND session = \($0)" } ?? ""
        return try transaction.first(
            """
            SELECT COUNT(*) FROM proposal
            WHERE tenant = \(tenant.number) AND term = \(span.term) \(session) AND serial IS NOT NULL
            """
        ) { try $0.next(Int.self) } ?? 0
    }

    /// The proposal with this number.
    func proposal(_ number: ProposalNumber, in transaction: Transaction) throws -> Proposal.ID? {
        try transaction.first(
            """
            SELECT id FROM proposal WHERE tenant = \(tenant.number) AND term = \(number.series.term)
                AND session = \(number.series.session) AND serial = \(number.serial)
            """
        ) { Identifier(try $0.next()) }
    }

    // MARK: - Lists

    /// A commendation in a list.
    struct Listed: Sendable {
        let id: Commendation.ID
        let span: Commendation.Span
        let state: Commendation.State.Name
        let nominees: Int
        let listed: Int
        let announcedOn: Day?
    }

    /// Newest first. `state`: nil for all.
    func list(
        _ state: Commendation.State.Name?, after: Commendation.ID?, limit: Int, in transaction: Transaction
    ) throws -> [Listed] {
        let beyond: SQL = after.map { "AND id < \($0.number)" } ?? ""
        let narrower: SQL = state.map { "AND state = \($0.rawValue)" } ?? ""
        return try transaction.rows(
            """
            SELECT id, term, session, state, nominees, listed, announced_on FROM commendation
            WHERE tenant = \(tenant.number) \(narrower) \(beyond) ORDER BY id DESC LIMIT \(limit)
            """
        ) { row in
            let id = Identifier<Commendation>(try row.next())
            let (term, session) = (try row.next(Int.self), try row.next(Int.self))
            guard let state = Commendation.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("commendation \(id)")
            }
            return Listed(
                id: id, span: .init(term: term, session: session == 0 ? nil : session), state: state,
                nominees: try row.next(), listed: try row.next(),
                announcedOn: try row.next(String?.self).flatMap { Day($0) })
        }
    }

    /// All of a term, of its sessions and of the whole, the first begun first.
    func spans(
        of term: Int, in transaction: Transaction
    ) throws -> [(id: Commendation.ID, span: Commendation.Span)] {
        try transaction.rows(
            """
            SELECT id, session FROM commendation
            WHERE tenant = \(tenant.number) AND term = \(term) ORDER BY id LIMIT 200
            """
        ) { row in
            let id = Identifier<Commendation>(try row.next())
            let session: Int = try row.next()
            return (id: id, span: .init(term: term, session: session == 0 ? nil : session))
        }
    }

    /// How many there are in each state.
    func counts(in transaction: Transaction) throws -> [Commendation.State.Name: Int] {
        let counted = try transaction.rows(
            "SELECT state, COUNT(*) FROM commendation WHERE tenant = \(tenant.number) GROUP BY state"
        ) { row in (Commendation.State.Name(rawValue: try row.next()), try row.next(Int.self)) }
        return counted.reduce(into: [:]) { counts, each in
            if let state = each.0 { counts[state] = each.1 }
        }
    }
}

extension Commendation {
    /// How many nominees stand on the list.
    var listed: Int { nominees.count { $0.verdict == .listed } }

    /// The day on which it was announced.
    var announcedOn: Day? {
        guard case .announced(let day, _) = state else { return nil }
        return day
    }
}
