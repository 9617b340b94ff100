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

    /// The seals that end after one position and not after another, in order.
    func seals(
        after position: Int64 = 0, upTo last: Int64 = .max, limit: Int = .max, tenant: Tenant.ID,
        in transaction: Transaction
    ) throws -> [Seal] {
        try transaction.rows(
            """
            SELECT first_position, last_position, chain, signature FROM seal
            WHERE tenant = \(tenant.number) AND last_position > \(position) AND last_position <= \(last)
            ORDER BY last_position LIMIT \(limit)
            """
        ) { Seal(first: try $0.next(), last: try $0.next(), chain: try $0.next(), signature: try $0.next()) }
    }

    /// The seal that ends with this event.
    func seal(endingAt position: Int64, tenant: Tenant.ID, in transaction: Transaction) throws -> Seal? {
        try seals(after: position - 1, upTo: position, tenant: tenant, in: transaction).first
    }

    /// The next events of the chain, in its order.
    func events(
        after position: Int64, limit: Int, tenant: Tenant.ID, in transaction: Transaction
    ) throws -> [EventChain.Entry] {
        try transaction.rows(
            """
            SELECT \(EventChain.selection) FROM event WHERE tenant = \(tenant.number) AND position > \(position)
            ORDER BY position LIMIT \(limit)
            """
        ) { try EventChain.Entry(&$0) }
    }

    /// The next events that wait for the sealer, by their ids.
    func unsealed(
        after id: Int64, limit: Int, tenant: Tenant.ID, in transaction: Transaction
    ) throws -> [EventChain.Entry] {
        try transaction.rows(
            """
            SELECT \(EventChain.selection) FROM event
            WHERE tenant = \(tenant.number) AND position IS NULL AND id > \(id) ORDER BY id LIMIT \(limit)
            """
        ) { try EventChain.Entry(&$0) }
    }

    /// The row of a text.
    enum Content: Sendable {
        case kept(salt: [UInt8], words: [UInt8])
        case erased
    }

    /// The rows of texts by their ids; none for one that is not there.
    func contents(_ ids: [Int64], tenant: Tenant.ID, in transaction: Transaction) throws -> [Int64: Content] {
        var found: [Int64: Content] = [:]
        for start in stride(from: 0, to: ids.count, by: 500) {
            let some = Array(ids[start..<min(start + 500, ids.count)])
            try transaction.forEach(
                "SELECT id, salt, words FROM content WHERE tenant = \(tenant.number) AND id IN (\(SQL(numbers: some)))"
            ) { row in
                let id = try row.next(Int64.self)
                let (salt, words) = (try row.next([UInt8]?.self), try row.next([UInt8]?.self))
                found[id] =
                    if let salt, let words { .kept(salt: salt, words: words) } else { .erased }
            }
        }
        return found
    }

    /// How many texts the log holds, erased ones included.
    func contentCount(tenant: Tenant.ID, in transaction: Transaction) throws -> Int {
        try transaction.first("SELECT COUNT(*) FROM content WHERE tenant = \(tenant.number)") {
            try $0.next(Int.self)
        } ?? 0
    }
}
