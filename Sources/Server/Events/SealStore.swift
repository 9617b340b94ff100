// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// Gives events their positions and seals them.
struct SealStore: Sendable {
    let keys: Keyring
    private static let batchMax = 2_000

    /// Whether an event waits for its position.
    func isBehind(tenant: Tenant.ID, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            "SELECT 1 FROM event WHERE tenant = \(tenant.number) AND position IS NULL LIMIT 1"
        ) { try $0.next(Int64.self) } != nil
    }

    /// Gives the events that wait the next positions and signs the new head. Returns how many there were.
    func seal(tenant: Tenant.ID, at now: Instant, in transaction: Transaction) throws -> Int {
        if transaction.dialect == .postgres {
            try transaction.forEach("SELECT pg_advisory_xact_lock(7020513, \(tenant.number % 2_147_483_647)::int)") {
                _ in
            }
        }
        var (position, chain) = try head(tenant: tenant, in: transaction)
        let waiting = try transaction.rows(
            """
            SELECT \(EventChain.selection) FROM event
            WHERE tenant = \(tenant.number) AND position IS NULL ORDER BY id LIMIT \(Self.batchMax)
            """
        ) { try EventChain.Entry(&$0) }
        guard !waiting.isEmpty else { return 0 }
        let first = position + 1
        for entry in waiting {
            position += 1
            chain = entry.link(after: chain)
            try transaction.execute(
                """
                UPDATE event SET position = \(position), chain = \(chain)
                WHERE tenant = \(tenant.number) AND id = \(entry.id)
                """)
        }
        let signature = keys.signing.sign(
            EventChain.sealedBytes(tenant: tenant, first: first, last: position, chain: chain))
        try transaction.execute(
            """
            INSERT INTO seal (tenant, last_position, first_position, chain, signature, sealed_at)
            VALUES (\(tenant.number), \(position), \(first), \(chain), \(signature), \(now.milliseconds))
            """)
        return waiting.count
    }

    private func head(tenant: Tenant.ID, in transaction: Transaction) throws -> (position: Int64, chain: [UInt8]) {
        try transaction.first(
            """
            SELECT last_position, chain FROM seal WHERE tenant = \(tenant.number)
            ORDER BY last_position DESC LIMIT 1
            """
        ) { (try $0.next(), try $0.next()) } ?? (0, EventChain.beginning)
    }

    /// The last seal: whoever keeps it elsewhere sees later whether the chain was changed or cut.
    func last(tenant: Tenant.ID, in transaction: Transaction) throws -> Seal? {
        try transaction.first(
            """
            SELECT first_position, last_position, chain, signature FROM seal WHERE tenant = \(tenant.number)
            ORDER BY last_position DESC LIMIT 1
            """
        ) { Seal(first: try $0.next(), last: try $0.next(), chain: try $0.next(), signature: try $0.next()) }
    }

    /// One seal.
    struct Seal: Sendable {
        let first: Int64
        let last: Int64
        let chain: [UInt8]
        let signature: [UInt8]
    }

    func seals(tenant: Tenant.ID, in transaction: Transaction) throws -> [Seal] {
        try transaction.rows(
            """
            SELECT first_position, last_position, chain, signature FROM seal WHERE tenant = \(tenant.number)
            ORDER BY last_position
            """
        ) { Seal(first: try $0.next(), last: try $0.next(), chain: try $0.next(), signature: try $0.next()) }
    }

    /// Every event in the chain's order; those without a position come last.
    func forEachEvent(
        tenant: Tenant.ID, in transaction: Transaction, _ body: (EventChain.Entry) throws -> Void
    ) throws {
        for condition: SQL in ["position IS NOT NULL ORDER BY position", "position IS NULL ORDER BY id"] {
            try transaction.forEach(
                "SELECT \(EventChain.selection) FROM event WHERE tenant = \(tenant.number) AND \(condition)"
            ) { try body(EventChain.Entry(&$0)) }
        }
    }

    /// How many contents were erased.
    func erasedCount(tenant: Tenant.ID, in transaction: Transaction) throws -> Int {
        try transaction.first(
            "SELECT COUNT(*) FROM content WHERE tenant = \(tenant.number) AND words IS NULL"
        ) { try $0.next(Int.self) } ?? 0
    }

    /// The salt and the sealed words of every content that is not erased, one at a time.
    func forEachContent(
        tenant: Tenant.ID, in transaction: Transaction,
        _ body: (Int64, _ salt: [UInt8], _ words: [UInt8]) throws -> Void
    ) throws {
        try transaction.forEach(
            "SELECT id, salt, words FROM content WHERE tenant = \(tenant.number) AND words IS NOT NULL"
        ) { try body(try $0.next(), try $0.next(), try $0.next()) }
    }
}
