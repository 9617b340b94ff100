// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// How long people wait for the first answer: as a figure, and as the topics behind it.
struct AnswerTimeStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    /// Of the tenant, or of one room; `today` is the last day that counts.
    func times(of room: Room.ID?, on today: Day, in transaction: Transaction) throws -> AnswerTimes {
        var times = AnswerTimes()
        let days: SQL = "\(Self.day("t.first_answered_at")) - \(Self.day("t.received_at"))"
        try transaction.forEach(
            """
            SELECT \(days), COUNT(*) FROM topic t WHERE \(counted(room, today)) GROUP BY 1
            """
        ) { row in
            let days = try row.next(Int?.self)
            times.add(try row.next(), after: days)
        }
        return times
    }

    /// A topic behind the figure.
    struct Line: Sendable {
        let id: Topic.ID
        let title: String
        let receivedOn: Day
        let answeredOn: Day?
        /// Whether the reader opens it on the desk; else it is public.
        let isOnDesk: Bool
    }

    /// The topics behind the figure that somebody may see, latest first, after the one with id `after`.
    func topics(
        of room: Room.ID?, on today: Day, scope: TopicScope, after: Topic.ID?, limit: Int, in transaction: Transaction
    ) throws -> [Line] {
        let isPublic = TopicVisibility.sql(TopicScope(of: .visitor), tenant: tenant)
        let isOwn: SQL = scope.isPublicOnly ? "1 = 0" : TopicVisibility.sql(scope, tenant: tenant)
        return try transaction.rows(
            """
            SELECT t.id, t.public_title, t.received_at, t.first_answered_at, CASE WHEN \(isOwn) THEN 1 ELSE 0 END, t.text,
                c.words
            FROM topic t JOIN content c ON c.tenant = t.tenant AND c.id = t.text
            WHERE \(counted(room, today)) AND ((\(isPublic)) OR (\(isOwn))) AND t.id < \(after?.number ?? .max)
            ORDER BY t.id DESC LIMIT \(limit)
            """
        ) { row in
            let id = Identifier<Topic>(try row.next())
            let title = try row.next(String?.self)
            let received = Instant(milliseconds: try row.next())
            let answered = try row.next(Int64?.self).map { Instant(milliseconds: $0) }
            let isOwn = try row.next(Bool.self)
            let words = try contents.next(&row, tenant: tenant)?.words
            return Line(
                id: id, title: title ?? Excerpt.said(isOwn ? words : nil), receivedOn: received.day,
                answeredOn: answered?.day, isOnDesk: isOwn)
        }
    }

    /// The condition on `topic t`; that of the index stands in it word for word.
    private func counted(_ room: Room.ID?, _ today: Day) -> SQL {
        let since = Instant(today.advanced(by: -AnswerTimes.days)).milliseconds
        let own: SQL = room.map { "AND t.room = \($0.number)" } ?? ""
        return """
            t.tenant = \(tenant.number) \(own) AND t.received_at >= \(since)
            AND t.round = 1 AND t.former_number IS NULL AND t.source <> 'escalation'
            AND (t.state <> 'withdrawn' OR t.first_answered_at IS NOT NULL)
            """
    }

    /// The number of a moment's day in China.
    private static func day(_ column: SQL) -> SQL { "(\(column) + 28800000) / 86400000" }
}
