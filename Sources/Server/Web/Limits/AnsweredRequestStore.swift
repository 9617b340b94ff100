// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// The answers given to writes, for seven days.
struct AnsweredRequestStore: Sendable {
    let tenant: Tenant.ID

    struct Answered: Sendable {
        let bodyHash: [UInt8]
        let answer: [UInt8]
    }

    func answered(_ keyHash: [UInt8], in transaction: Transaction) throws -> Answered? {
        try transaction.first(
            """
            SELECT body_hash, answer FROM answered_request
            WHERE tenant = \(tenant.number) AND key_hash = \(keyHash)
            """
        ) { Answered(bodyHash: try $0.next(), answer: try $0.next()) }
    }

    func insert(_ keyHash: [UInt8], _ answered: Answered, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO answered_request (tenant, key_hash, body_hash, answer, created_at)
            VALUES (\(tenant.number), \(keyHash), \(answered.bodyHash), \(answered.answer), \(now.milliseconds))
            """)
    }

    /// Forgets this tenant's answers older than `limit`.
    func forget(before limit: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            "DELETE FROM answered_request WHERE tenant = \(tenant.number) AND created_at < \(limit.milliseconds)")
    }

    /// Forgets answers older than `limit`; returns how many.
    static func forget(before limit: Instant, in transaction: Transaction) throws -> Int {
        try transaction.execute("DELETE FROM answered_request WHERE created_at < \(limit.milliseconds)")
    }
}
