// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What is public and changes, newest first.
struct FeedStore: Sendable {
    let tenant: Tenant.ID

    /// A public topic that has a result.
    struct Result: Sendable {
        let id: Topic.ID
        let title: String
        let body: String
        let answer: String?
        let state: Topic.State.Name
        let roomName: String
        /// When something last happened to it.
        let changedAt: Instant
    }

    func results(limit: Int, in transaction: Transaction) throws -> [Result] {
        try transaction.rows(
            """
            SELECT t.id, t.public_title, t.public_body, t.public_answer, t.state, r.name, (
                SELECT MAX(e.recorded_at) FROM event e
                WHERE e.tenant = t.tenant AND e.subject_kind = \(TopicEvent.subject) AND e.subject = t.id)
            FROM topic t JOIN room r ON r.tenant = t.tenant AND r.id = t.room
            WHERE \(TopicVisibility.sql(TopicScope(of: .visitor), tenant: tenant))
                AND \(RoomFigureStore.hasResult)
            ORDER BY t.id DESC LIMIT \(limit)
            """
        ) { row in
            let id = Identifier<Topic>(try row.next())
            let (title, body) = (try row.next(String.self), try row.next(String.self))
            let answer = try row.next(String?.self)
            guard let state = Topic.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("topic.state")
            }
            return Result(
                id: id, title: title, body: body, answer: answer, state: state, roomName: try row.next(),
                changedAt: Instant(milliseconds: try row.next()))
        }
    }
}
