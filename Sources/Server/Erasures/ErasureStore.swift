// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Erases words and remembers whose.
struct ErasureStore: Sendable {
    private static let batchMax = 500

    /// Clears salt and words of these contents; the events keep their commitments. What is erased already stays as it is,
    /// and what does not exist is passed over. `isFollowed`: whether what goes with them goes in this transaction too.
    /// Returns how many were erased now.
    func erase(
        _ contents: [Int64], tenant: Tenant.ID, at now: Instant, isFollowed: Bool = true, in transaction: Transaction
    ) throws -> Int {
        var count = 0
        for start in stride(from: 0, to: contents.count, by: Self.batchMax) {
            let ids = SQL(
                joining: contents[start..<min(start + Self.batchMax, contents.count)].map { "\($0)" }, with: ", ")
            count += try transaction.execute(
                """
                UPDATE content SET salt = NULL, words = NULL, erased_at = \(now.milliseconds)
                WHERE tenant = \(tenant.number) AND id IN (\(ids)) AND words IS NOT NULL
                """)
            try transaction.execute(
                """
                INSERT INTO erasure (tenant, content, erased_at, is_followed)
                SELECT tenant, id, erased_at, \(isFollowed ? 1 : 0) FROM content WHERE tenant = \(tenant.number) AND id IN (\(ids))
                ON CONFLICT (tenant, content) DO NOTHING
                """)
        }
        return count
    }

    /// Whether of some contents only the words are erased so far, and not what goes with them.
    func hasUnfollowed(tenant: Tenant.ID, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            "SELECT 1 FROM erasure WHERE tenant = \(tenant.number) AND is_followed = 0 LIMIT 1"
        ) { try $0.next(Int.self) } != nil
    }

    /// Notes that all that goes with them is gone.
    func follow(tenant: Tenant.ID, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE erasure SET is_followed = 1 WHERE tenant = \(tenant.number) AND is_followed = 0")
    }

    /// Every erasure that the database knows.
    func all(in transaction: Transaction) throws -> [Erasure] {
        try transaction.rows("SELECT tenant, content, erased_at FROM erasure") { row in
            Erasure(
                tenant: .init(try row.next()), content: try row.next(),
                day: Instant(milliseconds: try row.next()).day)
        }
    }
}
