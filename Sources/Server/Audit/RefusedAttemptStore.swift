// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// How often somebody was turned away, by day, account and kind.
struct RefusedAttemptStore: Sendable {
    let tenant: Tenant.ID

    /// For how many days the numbers are kept: longer than the six months that an audit asks for.
    static let keptDays = 366

    /// A day's number.
    struct Line: Sendable {
        let day: Day
        /// Nil for all names of the day that no account has.
        let person: Person.ID?
        let name: String?
        let kind: RefusedAttempts.Kind
        let times: Int
        let lastAt: Instant
    }

    /// Where a page of the list ended.
    struct Place: Sendable {
        let day: Day
        let person: Int64
        let kind: RefusedAttempts.Kind
    }

    /// Adds what was counted, whatever tenants it is of.
    static func add(_ counts: [RefusedAttempts.Key: RefusedAttempts.Count], in transaction: Transaction) throws {
        for (key, count) in counts.sorted(by: { $0.key < $1.key }) {
            try transaction.execute(
                """
                INSERT INTO refused_attempt (tenant, day, person, kind, times, last_at)
                VALUES (\(key.tenant.number), \(key.day.description), \(key.person?.number ?? 0), \(key.kind.rawValue),
                    \(count.times), \(count.lastAt.milliseconds))
                ON CONFLICT (tenant, day, person, kind) DO UPDATE SET times = refused_attempt.times + excluded.times,
                    last_at = CASE WHEN excluded.last_at > refused_attempt.last_at
                        THEN excluded.last_at ELSE refused_attempt.last_at END
                """)
        }
    }

    /// The numbers after a place, latest day first.
    func lines(after place: Place?, limit: Int, in transaction: Transaction) throws -> [Line] {
        let rest: SQL =
            place.map { place in
                """
                AND (r.day < \(place.day.description) OR r.day = \(place.day.description)
                    AND (r.person > \(place.person) OR r.person = \(place.person) AND r.kind > \(place.kind.rawValue)))
                """
            } ?? ""
        return try transaction.rows(
            """
            SELECT r.day, r.person, p.name, r.kind, r.times, r.last_at FROM refused_attempt r
            LEFT JOIN person p ON p.tenant = r.tenant AND p.id = r.person
            WHERE r.tenant = \(tenant.number) \(rest) ORDER BY r.day DESC, r.person, r.kind LIMIT \(limit)
            """
        ) { row in
            guard let day = Day(try row.next(String.self)) else { throw DatabaseError.malformed("refused_attempt.day") }
            let person = try row.next(Int64.self)
            let name = try row.next(String?.self)
            guard let kind = RefusedAttempts.Kind(rawValue: try row.next()) else {
                throw DatabaseError.malformed("refused_attempt.kind")
            }
            return Line(
                day: day, person: person == 0 ? nil : Identifier(person), name: name, kind: kind, times: try row.next(),
                lastAt: Instant(milliseconds: try row.next()))
        }
    }

    /// Forgets the days before this one.
    func forget(before day: Day, in transaction: Transaction) throws {
        try transaction.execute(
            "DELETE FROM refused_attempt WHERE tenant = \(tenant.number) AND day < \(day.description)")
    }
}
