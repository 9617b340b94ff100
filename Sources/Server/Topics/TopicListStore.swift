// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Lists of topics: what strangers read, and what waits on the desk. Both through the one visibility rule.
struct TopicListStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    /// What a list of public topics is narrowed to.
    struct Search: Sendable, Hashable {
        var words: String?
        var area: AreaCode?
        var room: Room.ID?
    }

    /// A published topic as lists show it.
    struct PublicTopic: Sendable {
        let id: Topic.ID
        let title: String
        let body: String
        let state: Topic.State.Name
        let dueOn: Day?
        let receivedAt: Instant
        let room: Room.ID
        let roomName: String
        let area: AreaCode
    }

    /// Published topics, newest first, after the one with id `after`.
    func published(
        _ search: Search, after: Topic.ID?, limit: Int, in transaction: Transaction
    ) throws -> [PublicTopic] {
        try transaction.rows(
            """
            SELECT \(Self.publicColumns)
            WHERE \(TopicVisibility.sql(TopicScope(of: .visitor), tenant: tenant)) \(narrowed(search))
                AND t.id < \(after?.number ?? .max)
            ORDER BY t.id DESC LIMIT \(limit)
            """, Self.publicTopic)
    }

    /// One published topic.
    func published(_ id: Topic.ID, in transaction: Transaction) throws -> PublicTopic? {
        try transaction.first(
            """
            SELECT \(Self.publicColumns)
            WHERE \(TopicVisibility.sql(TopicScope(of: .visitor), tenant: tenant)) AND t.id = \(id.number)
            """, Self.publicTopic)
    }

    private static let publicColumns: SQL = """
        t.id, t.public_title, t.public_body, t.state, t.due_on, t.received_at, t.room, r.name, t.area
        FROM topic t JOIN room r ON r.tenant = t.tenant AND r.id = t.room
        """

    private static func publicTopic(_ row: inout Row) throws -> PublicTopic {
        let id = Identifier<Topic>(try row.next())
        let (title, body) = (try row.next(String.self), try row.next(String.self))
        guard let state = Topic.State.Name(rawValue: try row.next()) else {
            throw DatabaseError.malformed("topic.state")
        }
        let due = try row.next(String?.self).flatMap { Day($0) }
        let receivedAt = Instant(milliseconds: try row.next())
        let room = Identifier<Room>(try row.next())
        let roomName = try row.next(String.self)
        guard let area = AreaCode(try row.next(String.self)) else { throw DatabaseError.malformed("topic.area") }
        return PublicTopic(
            id: id, title: title, body: body, state: state, dueOn: due, receivedAt: receivedAt, room: room,
            roomName: roomName, area: area)
    }

    private func narrowed(_ search: Search) -> SQL {
        var conditions: [SQL] = []
        if let room = search.room { conditions.append("AND t.room = \(room.number)") }
        if let area = search.area { conditions.append("AND \(AreaCondition.sql("t.area", area))") }
        if let words = search.words {
            let pattern =
                "%"
                + words.lowercased().replacing("\\", with: "\\\\").replacing("%", with: "\\%")
                .replacing("_", with: "\\_") + "%"
            conditions.append(
                "AND (lower(t.public_title) LIKE \(pattern) ESCAPE '\\' OR lower(t.public_body) LIKE \(pattern) ESCAPE '\\')"
            )
        }
        return SQL(joining: conditions, with: " ")
    }
}
