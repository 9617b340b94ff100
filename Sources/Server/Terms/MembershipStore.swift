// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Who is a member of this committee on a day: the registers' lines, by the rule of ``Tenure`` (BR-11).
struct MembershipStore: Sendable {
    let tenant: Tenant.ID

    /// The term that is on, on a day: the one that began last; nil where the register knows none.
    func term(on day: Day, in transaction: Transaction) throws -> CommitteeTerm? {
        try transaction.first(
            """
            SELECT id, starts_on FROM term
            WHERE tenant = \(tenant.number) AND ended_on IS NULL AND starts_on <= \(day.description)
            ORDER BY starts_on DESC, id DESC LIMIT 1
            """
        ) { CommitteeTerm(id: Identifier(try $0.next()), startsOn: try Self.day(&$0, "term.starts_on")) }
    }

    /// Those of these people who are members on a day.
    func members(_ people: [Person.ID], on day: Day, in transaction: Transaction) throws -> Set<Person.ID> {
        guard !people.isEmpty else { return [] }
        let ids = SQL(joining: people.map { "\($0.number)" }, with: ", ")
        let term = try term(on: day, in: transaction)
        let lines = try transaction.rows(
            """
            SELECT m.person, \(Self.tenure(of: term)) FROM membership m
            WHERE m.tenant = \(tenant.number) AND m.level = 'own' AND m.person IN (\(ids))
            """
        ) { row -> (Person.ID, Tenure) in (Identifier(try row.next()), try Self.tenure(&row)) }
        return Set(lines.filter { $0.1.stands(on: day, in: term) }.map(\.0))
    }

    /// Those who hold the role of a member on a day, without former members, in the order of strokes. Whom the register does not
    /// know stays: a county may begin before its register is filled in.
    func acting(on day: Day, in transaction: Transaction) throws -> [Person] {
        let holders = try AppointmentStore(tenant: tenant).holders(of: .member, on: day, in: transaction)
        let known = Set(
            try transaction.rows(
                "SELECT DISTINCT person FROM membership WHERE tenant = \(tenant.number) AND level = 'own'"
            ) { Identifier<Person>(try $0.next()) })
        let standing = try members(holders.map(\.id), on: day, in: transaction)
        return holders.filter { !known.contains($0.id) || standing.contains($0.id) }
    }

    /// All members on a day who can sign in.
    func colleagues(on day: Day, in transaction: Transaction) throws -> [Person] {
        let term = try term(on: day, in: transaction)
        let lines = try transaction.rows(
            """
            SELECT p.id, p.name, \(Self.tenure(of: term))
            FROM membership m JOIN person p ON p.tenant = m.tenant AND p.id = m.person
            WHERE m.tenant = \(tenant.number) AND m.level = 'own' AND m.ended_on IS NULL AND EXISTS (
                SELECT 1 FROM appointment a WHERE a.tenant = m.tenant AND a.person = m.person AND a.role = 'member'
                    AND \(AppointmentStore.inForce(on: day)))
            ORDER BY p.name, p.id LIMIT 1000
            """
        ) { row -> (Person, Tenure) in
            (Person(id: Identifier(try row.next()), name: try row.next()), try Self.tenure(&row))
        }
        return lines.filter { $0.1.stands(on: day, in: term) }.map(\.0)
    }

    /// Takes all present members along into a term that has begun, where the register had none until now: the committee did not
    /// change, only its register got to know the term.
    func takeAlong(intoFirst term: DirectoryEntry.ID, on day: Day, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO membership_term (tenant, term, membership)
            SELECT m.tenant, t.id, m.id FROM membership m JOIN term t ON t.tenant = m.tenant AND t.id = \(term.number)
            WHERE m.tenant = \(tenant.number) AND m.level = 'own' AND m.ended_on IS NULL
                AND (m.starts_on IS NULL OR m.starts_on <= \(day.description))
                AND t.ended_on IS NULL AND t.starts_on <= \(day.description)
                AND NOT EXISTS (
                    SELECT 1 FROM term o WHERE o.tenant = t.tenant AND o.id <> t.id AND o.starts_on <= \(day.description))
                AND NOT EXISTS (
                    SELECT 1 FROM membership_term c
                    WHERE c.tenant = m.tenant AND c.term = t.id AND c.membership = m.id)
            """)
    }

    /// Takes a new membership along into every term whose change is planned: whoever is entered after the list was said is not on
    /// it, and is of the new term.
    func takeAlong(_ membership: DirectoryEntry.ID, intoPlannedAfter day: Day, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO membership_term (tenant, term, membership)
            SELECT m.tenant, c.term, m.id FROM membership m
            JOIN term_change c ON c.tenant = m.tenant AND c.state = 'planned'
            JOIN term t ON t.tenant = c.tenant AND t.id = c.term
            WHERE m.tenant = \(tenant.number) AND m.id = \(membership.number) AND m.level = 'own'
                AND m.starts_on IS NULL AND t.ended_on IS NULL AND t.starts_on > \(day.description)
            """)
    }

    /// The lines in use whose last day is over.
    func expired(on day: Day, limit: Int, in transaction: Transaction) throws -> [DirectoryEntry.ID] {
        try transaction.rows(
            """
            SELECT id FROM membership
            WHERE tenant = \(tenant.number) AND ended_on IS NULL AND ends_on < \(day.description)
            ORDER BY id LIMIT \(limit)
            """
        ) { Identifier(try $0.next()) }
    }

    /// The columns of `membership m` that a ``Tenure`` is read from.
    static func tenure(of term: CommitteeTerm?) -> SQL {
        """
        m.starts_on, m.created_at, m.ends_on, m.ended_on, CASE WHEN EXISTS (
            SELECT 1 FROM membership_term c
            WHERE c.tenant = m.tenant AND c.membership = m.id AND c.term = \(term?.id.number ?? 0)) THEN 1 ELSE 0 END
        """
    }

    static func tenure(_ row: inout Row) throws -> Tenure {
        Tenure(
            startsOn: try optionalDay(&row, "membership.starts_on"),
            enteredOn: Instant(milliseconds: try row.next()).day,
            lastDay: try optionalDay(&row, "membership.ends_on"),
            endedOn: try optionalDay(&row, "membership.ended_on"), isCarried: try row.next())
    }

    static func day(_ row: inout Row, _ column: String) throws -> Day {
        guard let day = try optionalDay(&row, column) else { throw DatabaseError.malformed(column) }
        return day
    }

    private static func optionalDay(_ row: inout Row, _ column: String) throws -> Day? {
        guard let text = try row.next(String?.self) else { return nil }
        guard let day = Day(text) else { throw DatabaseError.malformed(column) }
        return day
    }
}
