// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Which topics went from one room to another: both rooms read it, though one of them no longer sees the topic.
struct TopicPassingStore: Sendable {
    let tenant: Tenant.ID

    /// A topic that was passed, as one of the two rooms reads it.
    struct Line: Sendable {
        let topic: Topic.ID
        /// Whether it came to the room that reads.
        let isArrival: Bool
        let otherRoom: String
        let at: Instant
    }

    func insert(_ passing: Topic.Passing, of topic: Topic, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO topic_passing (tenant, topic, topic_version, from_room, to_room, passed_at)
            VALUES (\(tenant.number), \(topic.id.number), \(topic.version), \(passing.from.number),
                \(passing.to.number), \(now.milliseconds))
            """)
    }

    /// The room that a topic was raised in, where it was passed on from there.
    func firstRoom(of topic: Topic.ID, in transaction: Transaction) throws -> (id: Room.ID, area: AreaCode)? {
        try transaction.first(
            """
            SELECT r.id, r.area FROM topic_passing p JOIN room r ON r.tenant = p.tenant AND r.id = p.from_room
            WHERE p.tenant = \(tenant.number) AND p.topic = \(topic.number) ORDER BY p.topic_version LIMIT 1
            """
        ) { row in
            let id = Identifier<Room>(try row.next())
            guard let area = AreaCode(try row.next(String.self)) else { throw DatabaseError.malformed("room.area") }
            return (id, area)
        }
    }

    /// What went to a room and from it, latest first.
    func lines(of room: Room.ID, limit: Int, in transaction: Transaction) throws -> [Line] {
        try transaction.rows(
            """
            SELECT p.topic, CASE WHEN p.to_room = \(room.number) THEN 1 ELSE 0 END, r.name, p.passed_at
            FROM topic_passing p JOIN room r ON r.tenant = p.tenant
                AND r.id = CASE WHEN p.to_room = \(room.number) THEN p.from_room ELSE p.to_room END
            WHERE p.tenant = \(tenant.number) AND (p.from_room = \(room.number) OR p.to_room = \(room.number))
            ORDER BY p.passed_at DESC, p.topic DESC LIMIT \(limit)
            """
        ) { row in
            Line(
                topic: Identifier(try row.next()), isArrival: try row.next(Int.self) == 1, otherRoom: try row.next(),
                at: Instant(milliseconds: try row.next()))
        }
    }
}
