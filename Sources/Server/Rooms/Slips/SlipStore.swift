// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Paper slips: of each a hash, and whether it has raised or supported its topic.
struct SlipStore: Sendable {
    let tenant: Tenant.ID

    /// A batch with how many of its slips were used.
    struct Counted: Sendable {
        let batch: SlipBatch
        let used: Int
    }

    /// A slip that somebody holds.
    struct Held: Sendable {
        let batch: SlipBatch
        let isUsed: Bool
    }

    private static let columns: SQL = "b.id, b.room, b.slips, b.valid_until, b.made_at, b.voided_at"

    func insert(_ batch: SlipBatch, hashes: [[UInt8]], in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO slip_batch (id, tenant, room, slips, valid_until, made_at)
            VALUES (\(batch.id.number), \(tenant.number), \(batch.room.number), \(batch.count),
                \(batch.validUntil.description), \(batch.madeAt.milliseconds))
            """)
        for hash in hashes {
            try transaction.execute(
                "INSERT INTO slip (tenant, code_hash, batch) VALUES (\(tenant.number), \(hash), \(batch.id.number))")
        }
    }

    func batch(_ id: SlipBatch.ID, in transaction: Transaction) throws -> SlipBatch? {
        try transaction.first(
            """
            SELECT \(Self.columns) FROM slip_batch b WHERE b.tenant = \(tenant.number) AND b.id = \(id.number)
            """, Self.batch)
    }

    /// The batches of a room, latest first.
    func batches(of room: Room.ID, in transaction: Transaction) throws -> [Counted] {
        try transaction.rows(
            """
            SELECT \(Self.columns), (SELECT COUNT(*) FROM slip s
                WHERE s.tenant = b.tenant AND s.batch = b.id AND s.used_at IS NOT NULL)
            FROM slip_batch b
            WHERE b.tenant = \(tenant.number) AND b.room = \(room.number) ORDER BY b.id DESC LIMIT 50
            """
        ) { row in Counted(batch: try Self.batch(&row), used: try row.next()) }
    }

    /// The batches of a room of which slips can be spent today, latest first.
    func good(in room: Room.ID, on today: Day, in transaction: Transaction) throws -> [Counted] {
        try batches(of: room, in: transaction)
            .filter { $0.batch.refusal(isUsed: false, on: today) == nil && $0.used < $0.batch.count }
    }

    /// Makes a batch of a room void, or all of them that are not yet. What was spent stays spent.
    func void(
        _ batch: SlipBatch.ID?, of room: Room.ID, at now: Instant, in transaction: Transaction
    ) throws {
        let which: SQL = batch.map { "AND id = \($0.number)" } ?? ""
        try transaction.execute(
            """
            UPDATE slip_batch SET voided_at = \(now.milliseconds)
            WHERE tenant = \(tenant.number) AND room = \(room.number) AND voided_at IS NULL \(which)
            """)
    }

    func slip(_ hash: [UInt8], in transaction: Transaction) throws -> Held? {
        try transaction.first(
            """
            SELECT \(Self.columns), s.used_at FROM slip s JOIN slip_batch b ON b.tenant = s.tenant AND b.id = s.batch
            WHERE s.tenant = \(tenant.number) AND s.code_hash = \(hash)
            """
        ) { row in Held(batch: try Self.batch(&row), isUsed: try row.next(Int64?.self) != nil) }
    }

    /// Spends a slip for a topic; false when somebody else has just spent it.
    func spend(_ hash: [UInt8], for topic: Topic.ID, at now: Instant, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            """
            UPDATE slip SET used_at = \(now.milliseconds), topic = \(topic.number)
            WHERE tenant = \(tenant.number) AND code_hash = \(hash) AND used_at IS NULL
            """) == 1
    }

    /// Spends a slip for a voice in a call for opinions; false when somebody else has just spent it.
    func spend(_ hash: [UInt8], for call: Deliberation.ID, at now: Instant, in transaction: Transaction) throws -> Bool
    {
        try transaction.execute(
            """
            UPDATE slip SET used_at = \(now.milliseconds), deliberation = \(call.number)
            WHERE tenant = \(tenant.number) AND code_hash = \(hash) AND used_at IS NULL
            """) == 1
    }

    private static func batch(_ row: inout Row) throws -> SlipBatch {
        let (id, room) = (Identifier<SlipBatch>(try row.next()), Identifier<Room>(try row.next()))
        let count = try row.next(Int.self)
        guard let day = Day(try row.next(String.self)) else { throw DatabaseError.malformed("slip_batch.valid_until") }
        return SlipBatch(
            id: id, room: room, count: count, validUntil: day, madeAt: Instant(milliseconds: try row.next()),
            voidedAt: try row.next(Int64?.self).map { Instant(milliseconds: $0) })
    }
}
