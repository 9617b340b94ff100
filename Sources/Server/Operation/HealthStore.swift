// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What the health page counts in the database: by indexes that hold only what waits, never over a whole table.
struct HealthStore: Sendable {
    let tenant: Tenant.ID
    /// Counting ends here.
    static let countMax = 10_000

    /// What waits in one tenant.
    struct Waiting: Hashable, Sendable {
        var letters = 0
        var oldestLetterAt: Instant?
        var messages = 0
        var givenUp = 0
        var unsealed = 0
        var oldestUnsealedAt: Instant?
        var lastSealedAt: Instant?
    }

    func waiting(in transaction: Transaction) throws -> Waiting {
        let tenant = tenant.number
        let letters = try transaction.first(
            """
            SELECT COUNT(*), MIN(next_try_at) FROM (
                SELECT next_try_at FROM outbox WHERE tenant = \(tenant) AND delivered_at IS NULL
                ORDER BY next_try_at LIMIT \(Self.countMax)) letter
            """
        ) { row -> (Int, Int64?) in (try row.next(), try row.next()) }
        let messages = try transaction.first(
            """
            SELECT COUNT(*) FROM (
                SELECT 1 FROM message WHERE tenant = \(tenant) AND address IS NOT NULL LIMIT \(Self.countMax)) waiting
            """
        ) { try $0.next(Int.self) }
        let givenUp = try transaction.first(
            """
            SELECT COUNT(*) FROM (
                SELECT 1 FROM message WHERE given_up_at IS NOT NULL AND tenant = \(tenant) LIMIT \(Self.countMax)) given
            """
        ) { try $0.next(Int.self) }
        let unsealed = try transaction.first(
            """
            SELECT COUNT(*), MIN(recorded_at) FROM (
                SELECT recorded_at FROM event WHERE tenant = \(tenant) AND position IS NULL
                ORDER BY id LIMIT \(Self.countMax)) unsealed
            """
        ) { row -> (Int, Int64?) in (try row.next(), try row.next()) }
        let sealed = try transaction.first(
            "SELECT sealed_at FROM seal WHERE tenant = \(tenant) ORDER BY last_position DESC LIMIT 1"
        ) { try $0.next(Int64.self) }
        return Waiting(
            letters: letters?.0 ?? 0, oldestLetterAt: letters?.1.map { Instant(milliseconds: $0) },
            messages: messages ?? 0, givenUp: givenUp ?? 0, unsealed: unsealed?.0 ?? 0,
            oldestUnsealedAt: unsealed?.1.map { Instant(milliseconds: $0) },
            lastSealedAt: sealed.map { Instant(milliseconds: $0) })
    }

    /// How large PostgreSQL says the database is; nil on SQLite, whose files are measured.
    static func bytes(in transaction: Transaction) throws -> Int64? {
        guard transaction.dialect == .postgres else { return nil }
        return try transaction.first("SELECT pg_database_size(current_database())") { try $0.next(Int64.self) }
    }
}
