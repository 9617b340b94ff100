// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The links by which third parties judge units; of each only the hash is kept.
struct EvaluatorLinkStore: Sendable {
    let tenant: Tenant.ID

    /// Makes this the link of a third party; one that was made before works no more.
    func set(
        _ hash: [UInt8], of number: Int, in commendation: Commendation.ID, until end: Instant,
        in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO evaluator_link (tenant, commendation, evaluator, token_hash, expires_at)
            VALUES (\(tenant.number), \(commendation.number), \(number), \(hash), \(end.milliseconds))
            ON CONFLICT (tenant, commendation, evaluator) DO UPDATE
                SET token_hash = excluded.token_hash, expires_at = excluded.expires_at
            """)
    }

    /// Which third party of which commendation a link is of, while it works.
    func evaluator(
        linkHash: [UInt8], at now: Instant, in transaction: Transaction
    ) throws -> (commendation: Commendation.ID, number: Int)? {
        try transaction.first(
            """
            SELECT commendation, evaluator FROM evaluator_link
            WHERE tenant = \(tenant.number) AND token_hash = \(linkHash) AND expires_at > \(now.milliseconds)
            """
        ) { (commendation: Identifier(try $0.next()), number: try $0.next()) }
    }

    /// Ends the link of one third party, or of all; those that there are none of end as well.
    func end(of number: Int?, in commendation: Commendation.ID, in transaction: Transaction) throws {
        let one: SQL = number.map { "AND evaluator = \($0)" } ?? ""
        try transaction.execute(
            "DELETE FROM evaluator_link WHERE tenant = \(tenant.number) AND commendation = \(commendation.number) \(one)"
        )
    }

    /// Holds the commendation until the transaction ends, so that several judge one after the other. On SQLite there is one writer.
    func lock(_ commendation: Commendation.ID, in transaction: Transaction) throws {
        guard transaction.dialect == .postgres else { return }
        try transaction.forEach(
            """
            SELECT id FROM commendation WHERE tenant = \(tenant.number) AND id = \(commendation.number) FOR UPDATE
            """
        ) { _ in }
    }
}
