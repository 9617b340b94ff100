// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Rooms that were moved into another area, and the areas that their records name.
struct RoomMoveStore: Sendable {
    let tenant: Tenant.ID

    /// How far the records of a moved room have followed.
    struct Move: Sendable {
        let room: Room.ID
        /// Where the room lies now.
        let area: AreaCode
        /// The place in ``followed`` that is under way, and the last record there that was looked at.
        var step: Int
        var after: Int64
        var records: Int

        var isFinished: Bool { step >= RoomMoveStore.followed.count }
    }

    /// Columns that name the area of a room, with the column that names the room and the key by which the table is walked.
    struct Followed: Sendable {
        let table: SQL
        var area: SQL = "area"
        var room: SQL = "room"
        var key: SQL = "id"
    }

    /// All there are. In the order of what is asked for most.
    static let followed: [Followed] = [
        .init(table: "topic"), .init(table: "topic", area: "escalation_area", room: "escalation_room"),
        .init(table: "consultation_session"), .init(table: "session_room", key: "session"),
        .init(table: "suggestion_item"), .init(table: "suggestion_list"), .init(table: "reception_day"),
        .init(table: "sentiment_issue"), .init(table: "deliberation"), .init(table: "media_consultation"),
        .init(table: "live_comment"), .init(table: "look_back"), .init(table: "contest_entry"),
        .init(table: "deployment_receipt"),
    ]

    /// The place of topics in ``followed``.
    private static let topics = 0

    /// Where all rooms lie now that were ever moved.
    static func areas(in transaction: Transaction) throws -> [MovedRooms.Place: AreaCode] {
        let found = try transaction.rows(
            "SELECT m.tenant, m.room, r.area FROM room_move m JOIN room r ON r.tenant = m.tenant AND r.id = m.room"
        ) { row -> (MovedRooms.Place, AreaCode) in
            let place = MovedRooms.Place(tenant: .init(try row.next()), room: .init(try row.next()))
            guard let area = AreaCode(try row.next(String.self)) else { throw DatabaseError.malformed("room.area") }
            return (place, area)
        }
        return Dictionary(uniqueKeysWithValues: found)
    }

    /// Notes that a room was moved; where it was moved before, all begins anew.
    func begin(_ room: Room.ID, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO room_move (tenant, room, moved_at) VALUES (\(tenant.number), \(room.number), \(now.milliseconds))
            ON CONFLICT (tenant, room) DO UPDATE
                SET moved_at = excluded.moved_at, step = 0, after_id = 0, records = 0, finished_at = NULL
            """)
    }

    /// The rooms whose records have not all followed.
    func unfinished(in transaction: Transaction) throws -> [Room.ID] {
        try transaction.rows(
            "SELECT room FROM room_move WHERE tenant = \(tenant.number) AND finished_at IS NULL ORDER BY moved_at, room"
        ) { Identifier(try $0.next()) }
    }

    /// How far a room's records are; nil where all have followed. Another server that asks meanwhile waits.
    func standing(of room: Room.ID, in transaction: Transaction) throws -> Move? {
        let standing = try transaction.first(
            """
            SELECT step, after_id, records FROM room_move
            WHERE tenant = \(tenant.number) AND room = \(room.number) AND finished_at IS NULL
            \(sqlite: "", postgres: "FOR UPDATE")
            """
        ) { row in (step: try row.next(Int.self), after: try row.next(Int64.self), records: try row.next(Int.self)) }
        guard let standing else { return nil }
        // Read once the move is ours: whoever moved the room again meanwhile has done so by now.
        return try transaction.first(
            "SELECT area FROM room WHERE tenant = \(tenant.number) AND id = \(room.number)"
        ) { row in
            guard let area = AreaCode(try row.next(String.self)) else { throw DatabaseError.malformed("room.area") }
            return Move(
                room: room, area: area, step: standing.step, after: standing.after, records: standing.records)
        }
    }

    /// Lets up to `limit` records follow, table by table.
    func follow(_ move: inout Move, limit: Int, in transaction: Transaction) throws {
        var left = limit
        while !move.isFinished, left > 0 {
            let place = Self.followed[move.step]
            let of: SQL = "tenant = \(tenant.number) AND \(place.room) = \(move.room.number)"
            // Locked until they are changed: who passes a topic on meanwhile waits, or its row is not found here.
            let found = try transaction.rows(
                """
                SELECT \(place.key) FROM \(place.table)
                WHERE \(of) AND \(place.area) <> \(move.area.text) AND \(place.key) > \(move.after)
                ORDER BY \(place.key) LIMIT \(left)
                \(sqlite: "", postgres: "FOR UPDATE")
                """
            ) { try $0.next(Int64.self) }
            if !found.isEmpty {
                if move.step == Self.topics { try mark(found, as: move.area, in: transaction) }
                try transaction.execute(
                    """
                    UPDATE \(place.table) SET \(place.area) = \(move.area.text)
                    WHERE \(of) AND \(place.key) IN (\(SQL(numbers: found)))
                    """)
            }
            move.records += found.count
            if found.count < left {
                (move.step, move.after) = (move.step + 1, 0)
            } else {
                move.after = found.last ?? move.after
            }
            left -= found.count
        }
    }

    /// Public topics are looked for by where they lie: their marks in the index follow with their rows.
    private func mark(_ topics: [Int64], as area: AreaCode, in transaction: Transaction) throws {
        let former = try transaction.rows(
            "SELECT area, id FROM topic WHERE tenant = \(tenant.number) AND id IN (\(SQL(numbers: topics)))"
        ) { row -> (area: AreaCode, id: Topic.ID) in
            guard let area = AreaCode(try row.next(String.self)) else { throw DatabaseError.malformed("topic.area") }
            return (area, Identifier(try row.next()))
        }
        for (before, topics) in Dictionary(grouping: former, by: \.area) {
            try TopicIndexStore(tenant: tenant).exchange(
                Set(TopicMark.all(area: before, category: nil)), for: Set(TopicMark.all(area: area, category: nil)),
                of: topics.map(\.id), in: transaction)
        }
    }

    func save(_ move: Move, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE room_move SET step = \(move.step), after_id = \(move.after), records = \(move.records),
                finished_at = \(move.isFinished ? now.milliseconds : nil)
            WHERE tenant = \(tenant.number) AND room = \(move.room.number)
            """)
    }
}
