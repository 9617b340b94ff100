// SPDX-License-Identifier: Apache-2.0

/// The right to make ids as one of 256 nodes. The mark in the table is always above every id made under the lease, so
/// that neither a restart nor a clock that jumps makes an id twice.
package struct NodeLease: Sendable {
    /// Which of the 256, from 0.
    package let node: Int
    package let holder: String
    /// Ids may be made above this millisecond only.
    package let highWater: Int64
    /// And up to this one, until the lease is renewed: what the generator is given with ``IDGenerator/reserve(upTo:)``.
    package var reserved: Int64 { highWater + Self.aheadMilliseconds }

    /// How far ahead of the clock the mark is set; the lease must be renewed well before.
    package static let aheadMilliseconds: Int64 = 60_000

    /// The lease ran out while the database was away, and another server has the node now.
    package struct Lost: Error, Hashable {
        /// The node that is another's now.
        package let node: Int
    }

    /// The table, the first of all migrations.
    package static let migration = Migration(
        name: "0000_node_lease",
        scripts: Dictionary(
            uniqueKeysWithValues: Dialect.allCases.map {
                (
                    $0,
                    """
                    CREATE TABLE node_lease (
                        node        {integer} NOT NULL PRIMARY KEY CHECK (node BETWEEN 0 AND 255),
                        holder      TEXT NOT NULL,
                        expires_at  {integer} NOT NULL,
                        high_water  {integer} NOT NULL
                    ) {strict};
                    """
                )
            }))

    /// Takes the lowest free node. Throws ``DatabaseError/unavailable(_:)`` when all 256 are held.
    package static func take(_ engine: any Engine, holder: String, at now: Int64) async throws -> NodeLease {
        try await engine.write { transaction in
            if transaction.dialect == .postgres {
                try transaction.forEach("SELECT pg_advisory_xact_lock(7020512)") { _ in }
            }
            let rows = try transaction.rows("SELECT node, expires_at, high_water FROM node_lease ORDER BY node") {
                row -> (Int, Int64, Int64) in (try row.next(), try row.next(), try row.next())
            }
            let held = Set(rows.filter { $0.1 > now }.map(\.0))
            guard let node = (0...255).first(where: { !held.contains($0) }) else {
                throw DatabaseError.unavailable("all 256 nodes are held")
            }
            let mark = rows.first { $0.0 == node }?.2 ?? 0
            let lease = NodeLease(node: node, holder: holder, highWater: max(mark, now))
            try transaction.execute(
                """
                INSERT INTO node_lease (node, holder, expires_at, high_water)
                VALUES (\(node), \(holder), \(now + aheadMilliseconds), \(lease.reserved))
                ON CONFLICT (node) DO UPDATE SET
                    holder = excluded.holder, expires_at = excluded.expires_at, high_water = excluded.high_water
                """)
            return lease
        }
    }

    /// Lets no node make ids up to this millisecond any more: for a database whose leases did not come with its rows.
    package static func reserve(upTo millisecond: Int64, in transaction: Transaction) throws {
        for node in 0...255 {
            try transaction.execute(
                """
                INSERT INTO node_lease (node, holder, expires_at, high_water) VALUES (\(node), '', 0, \(millisecond))
                ON CONFLICT (node) DO UPDATE SET high_water = excluded.high_water
                WHERE node_lease.high_water < excluded.high_water
                """)
        }
    }

    /// Keeps the node for another while; `used`: the latest millisecond an id was made of. Returns up to which
    /// millisecond ids may be made now. Throws ``Lost`` when another holds the node.
    @discardableResult
    package func renew(_ engine: any Engine, used: Int64, at now: Int64) async throws -> Int64 {
        let (node, holder, mark) = (node, holder, max(now, used) + Self.aheadMilliseconds)
        let reserved = try await engine.write { transaction in
            try transaction.first(
                """
                UPDATE node_lease
                SET expires_at = \(now + Self.aheadMilliseconds),
                    high_water = CASE WHEN high_water > \(mark) THEN high_water ELSE \(mark) END
                WHERE node = \(node) AND holder = \(holder)
                RETURNING high_water
                """
            ) { try $0.next(Int64.self) }
        }
        guard let reserved else { throw Lost(node: node) }
        return reserved
    }

    /// Gives the node back; `used` as in ``renew(_:used:at:)``.
    package func release(_ engine: any Engine, used: Int64, at now: Int64) async throws {
        let (node, holder) = (node, holder)
        try await engine.write { transaction in
            _ = try transaction.execute(
                """
                UPDATE node_lease SET expires_at = \(now), high_water = \(max(now, used) + 1)
                WHERE node = \(node) AND holder = \(holder)
                """)
        }
    }
}
