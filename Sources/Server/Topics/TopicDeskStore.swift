// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The desk's lists: what waits for somebody, by due date.
struct TopicDeskStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    /// Which part of the desk is looked at.
    enum Part: String, CaseIterable, Sendable {
        case waiting, overdue, asked, held, decided
    }

    /// A topic in the queue.
    struct Waiting: Sendable {
        let id: Topic.ID
        /// The public title, or the first words that were said; nil once they are erased.
        let title: String?
        let state: Topic.State.Name
        let source: Topic.Source
        let receivedAt: Instant
        let dueOn: Day?
        let roomName: String
    }

    /// Where a page of the queue ended: the sort key of its last row.
    struct Place: Sendable, Hashable {
        let key: String
        let id: Topic.ID
    }

    /// The queue of a part, in the order in which it should be worked, with the place of each row.
    func queue(
        _ part: Part, scope: TopicScope, today: Day, after: Place?, limit: Int, in transaction: Transaction
    ) throws -> [(topic: Waiting, place: Place)] {
        let key: SQL = "COALESCE(t.due_on, '9999-12-31')"
        let beyond: SQL =
            after.map { "AND (\(key) > \($0.key) OR (\(key) = \($0.key) AND t.id > \($0.id.number)))" } ?? ""
        return try transaction.rows(
            """
            SELECT t.id, t.public_title, t.text, c.words, t.state, t.source, t.received_at, t.due_on, r.name, \(key)
            FROM topic t
            JOIN room r ON r.tenant = t.tenant AND r.id = t.room
            JOIN content c ON c.tenant = t.tenant AND c.id = t.text
            WHERE \(TopicVisibility.sql(scope, tenant: tenant)) AND \(Self.condition(part, today)) \(beyond)
            ORDER BY \(key), t.id LIMIT \(limit)
            """
        ) { row in
            let id = Identifier<Topic>(try row.next())
            let publicTitle = try row.next(String?.self)
            let words = try contents.next(&row, tenant: tenant)?.words
            guard let state = Topic.State.Name(rawValue: try row.next()),
                let source = Topic.Source(rawValue: try row.next())
            else { throw DatabaseError.malformed("topic \(id)") }
            let waiting = Waiting(
                id: id, title: publicTitle ?? words, state: state, source: source,
                receivedAt: Instant(milliseconds: try row.next()),
                dueOn: try row.next(String?.self).flatMap { Day($0) },
                roomName: try row.next())
            return (waiting, Place(key: try row.next(), id: id))
        }
    }

    /// How many lie in each part, in one statement.
    func counts(scope: TopicScope, today: Day, in transaction: Transaction) throws -> [Part: Int] {
        let sums = Part.allCases.map { part -> SQL in
            "COALESCE(SUM(CASE WHEN \(Self.condition(part, today)) THEN 1 ELSE 0 END), 0)"
        }
        let numbers =
            try transaction.first(
                """
                SELECT \(SQL(joining: sums, with: ", ")) FROM topic t
                WHERE \(TopicVisibility.sql(scope, tenant: tenant))
                """
            ) { row in try Part.allCases.map { _ in try row.next(Int.self) } } ?? []
        return Dictionary(uniqueKeysWithValues: zip(Part.allCases, numbers))
    }

    private static func condition(_ part: Part, _ today: Day) -> SQL {
        switch part {
        case .waiting: "t.state IN ('held', 'screening')"
        case .overdue: "t.state = 'screening' AND t.due_on < \(today.description)"
        case .asked: "t.state = 'asked'"
        case .held: "t.state = 'held'"
        case .decided: "t.state IN ('pooled', 'rejected', 'solved_directly')"
        }
    }
}
