// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What is public and changes, the latest first.
struct FeedStore: Sendable {
    let tenant: Tenant.ID

    /// A public topic that has a result.
    struct Result: Sendable {
        let id: Topic.ID
        let title: String
        let body: String
        let answer: String?
        let state: Topic.State.Name
        /// What the units claim; nil where the room settled it on the spot.
        let claimed: OutcomeClass?
        let roomName: String
        /// When something last happened to it.
        let changedAt: Instant
    }

    /// By the moment at which the result came; of what a former system closed, that at which the topic came in.
    func results(limit: Int, in transaction: Transaction) throws -> [Result] {
        try transaction.rows(
            """
            SELECT t.id, t.public_title, t.public_body, t.public_answer, t.state, t.claimed, r.name, (
                SELECT MAX(e.recorded_at) FROM event e
                WHERE e.tenant = t.tenant AND e.subject_kind = \(TopicEvent.subject) AND e.subject = t.id)
            FROM topic t JOIN room r ON r.tenant = t.tenant AND r.id = t.room
            LEFT JOIN stay y ON y.tenant = t.tenant AND y.subject_kind = \(TopicEvent.subject) AND y.subject = t.id
                AND y.left_at IS NULL
            WHERE \(TopicVisibility.sql(TopicScope(of: .visitor), tenant: tenant))
                AND \(RoomFigureStore.hasResult)
            ORDER BY COALESCE(y.entered_at, t.received_at) DESC, t.id DESC LIMIT \(limit)
            """
        ) { row in
            let id = Identifier<Topic>(try row.next())
            let (title, body) = (try row.next(String.self), try row.next(String.self))
            let answer = try row.next(String?.self)
            guard let state = Topic.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("topic.state")
            }
            return Result(
                id: id, title: title, body: body, answer: answer, state: state,
                claimed: try row.next(String?.self).flatMap(OutcomeClass.init), roomName: try row.next(),
                changedAt: Instant(milliseconds: try row.next()))
        }
    }
}
