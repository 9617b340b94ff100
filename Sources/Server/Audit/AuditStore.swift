// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Reads the event log line by line: who did what to which record, and never what was said.
struct AuditStore: Sendable {
    let tenant: Tenant.ID

    /// A line of the log.
    struct Line: Sendable {
        let id: Int64
        /// Nil while the event waits for the sealer.
        let position: Int64?
        let at: Instant
        let subject: String
        let record: Int64
        /// Whose account it is, where the record is one.
        let holder: String?
        let kind: String
        let actor: String
        let person: Person.ID?
        let name: String?
        let role: Role?
        /// Whose substitute the person was in that role, at that moment.
        fileprivate(set) var actingFor: String?
        /// Whether it notes how those have agreed whom its public words show.
        let notesConsent: Bool
    }

    /// Where a page of the log ended.
    struct Place: Sendable {
        let at: Int64
        let id: Int64
    }

    /// Lines, latest first, older than `before`.
    func lines(
        _ filter: AuditFilter, before place: Place?, limit: Int, in transaction: Transaction
    ) throws -> [Line] {
        let conditions = SQL(joining: Self.conditions(filter, before: place), with: " AND ")
        let found = try transaction.rows(
            """
            SELECT e.id, e.position, e.recorded_at, e.subject_kind, e.subject, s.name, e.kind, e.actor_kind, e.actor,
                p.name, e.role, (
                    SELECT h.name FROM appointment a JOIN person h ON h.tenant = a.tenant AND h.id = a.acting_for
                    WHERE a.tenant = e.tenant AND a.person = e.actor AND a.role = e.role
                        AND a.valid_from <= e.occurred_on AND a.valid_until >= e.occurred_on
                        AND (a.ended_at IS NULL OR a.ended_at > e.recorded_at) AND \(Self.isToldByRole)
                    ORDER BY a.id LIMIT 1),
                CASE WHEN \(Self.notesConsent) THEN 1 ELSE 0 END,
                CASE WHEN e.facts LIKE '%"_acting_for":%' THEN e.facts END
            FROM event e
            LEFT JOIN person p ON p.tenant = e.tenant AND p.id = e.actor
            LEFT JOIN person s ON s.tenant = e.tenant AND s.id = e.subject AND e.subject_kind = 'account'
            WHERE e.tenant = \(tenant.number) AND \(conditions)
            ORDER BY e.recorded_at DESC, e.id DESC LIMIT \(limit)
            """
        ) { row in
            let line = Line(
                id: try row.next(), position: try row.next(), at: Instant(milliseconds: try row.next()),
                subject: try row.next(), record: try row.next(), holder: try row.next(), kind: try row.next(),
                actor: try row.next(), person: try row.next(Int64?.self).map { Identifier($0) },
                name: try row.next(), role: try row.next(String?.self).flatMap(Role.init),
                actingFor: try row.next(), notesConsent: try row.next(Int.self) == 1)
            let noted = try row.next(String?.self).flatMap { try NotedSubstitution(facts: $0).holder }
            return (line: line, noted: noted)
        }
        let names = try DirectoryStore().names(of: Set(found.compactMap(\.noted)), tenant: tenant, in: transaction)
        return found.map { each in
            var line = each.line
            if let noted = each.noted { line.actingFor = names[noted] ?? line.actingFor }
            return line
        }
    }

    /// Whether the appointment `a` of a substitute is known by the role in which somebody acted: at any place but a unit, and in the
    /// unit of a colleague. Who stands in at another unit is noted with each act.
    private static let isToldByRole: SQL = """
        (a.unit IS NULL OR EXISTS (
            SELECT 1 FROM appointment own
            WHERE own.tenant = a.tenant AND own.person = a.person AND own.role = a.role AND own.unit = a.unit
                AND own.acting_for IS NULL))
        """

    /// Whether a line's event notes how those have agreed whom its words show: beside it, or, as topics once did, in it.
    private static let notesConsent: SQL = """
        \(EventStore.notesConsent)
            OR (e.subject_kind = \(TopicEvent.subject) AND e.kind = 'reviewed' AND facts LIKE '%"consent":%')
        """

    private static func conditions(_ filter: AuditFilter, before place: Place?) -> [SQL] {
        var conditions: [SQL] = ["1 = 1"]
        if let from = filter.from { conditions.append("e.recorded_at >= \(Instant(from).milliseconds)") }
        if let until = filter.until {
            conditions.append("e.recorded_at < \(Instant(until.advanced(by: 1)).milliseconds)")
        }
        if let person = filter.person { conditions.append("e.actor = \(person.number)") }
        if let subject = filter.subject { conditions.append("e.subject_kind = \(subject)") }
        if let record = filter.record { conditions.append("e.subject = \(record)") }
        if let actor = filter.actor { conditions.append("e.actor_kind = \(actor)") }
        if let role = filter.role { conditions.append("e.role = \(role.rawValue)") }
        if let place {
            conditions.append(
                "(e.recorded_at < \(place.at) OR (e.recorded_at = \(place.at) AND e.id < \(place.id)))")
        }
        return conditions
    }
}
