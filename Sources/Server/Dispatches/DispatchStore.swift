// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// What topics are called in systems outside, in both directions.
struct DispatchStore: Sendable {
    let tenant: Tenant.ID
    let keys: Keyring
    let contents: ContentStore

    enum Direction: String, CaseIterable, Sendable {
        case incoming = "in"
        case outgoing = "out"
    }

    /// Writes what an event changed. Throws a conflict where the number is another topic's.
    func keep(
        _ transition: Transition<Topic>, _ recorded: EventStore.Recorded, in transaction: Transaction
    ) throws {
        let (before, after) = (transition.before, transition.after)
        if before.version == 0 {
            guard let dispatch = after.dispatch, let submission = transition.event.submission else { return }
            try insert(
                dispatch.ticket, after.id, .incoming, after.source == .hotline ? .hotline : .grid,
                bodyHash: hash(submission), in: transaction)
            return
        }
        if before.dispatch != after.dispatch, let dispatch = after.dispatch {
            try save(
                dispatch, of: after.id, isNew: before.dispatch?.result != dispatch.result, recorded, in: transaction)
        }
        let (earlier, receipt) = (before.state.receipt, after.state.receipt)
        guard earlier != receipt else { return }
        if earlier != nil {
            try transaction.execute(
                """
                DELETE FROM topic_dispatch
                WHERE tenant = \(tenant.number) AND topic = \(after.id.number) AND direction = 'out'
                """)
        }
        guard let receipt, case .redirected(let redirection) = after.state else { return }
        try insert(receipt, after.id, .outgoing, redirection.channel, bodyHash: nil, in: transaction)
    }

    private func insert(
        _ ticket: Topic.Ticket, _ topic: Topic.ID, _ direction: Direction, _ channel: Topic.Channel, bodyHash: [UInt8]?,
        in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO topic_dispatch (tenant, topic, direction, channel, system, number, body_hash, is_returned)
            VALUES (\(tenant.number), \(topic.number), \(direction.rawValue), \(channel.rawValue), \(ticket.system),
                \(ticket.number), \(bodyHash), 0)
            """)
    }

    private func save(
        _ dispatch: Topic.Dispatch, of topic: Topic.ID, isNew: Bool, _ recorded: EventStore.Recorded,
        in transaction: Transaction
    ) throws {
        let result: SQL = isNew ? "result = \(recorded.content(of: dispatch.result))," : ""
        try transaction.execute(
            """
            UPDATE topic_dispatch SET \(result) is_returned = \(dispatch.isReturned)
            WHERE tenant = \(tenant.number) AND topic = \(topic.number) AND direction = 'in'
            """)
    }

    /// A topic by what it is called outside, with the hash of the words that it came with.
    func find(
        _ ticket: Topic.Ticket, _ direction: Direction, in transaction: Transaction
    ) throws -> (topic: Topic.ID, bodyHash: [UInt8]?)? {
        try transaction.first(
            """
            SELECT topic, body_hash FROM topic_dispatch
            WHERE tenant = \(tenant.number) AND direction = \(direction.rawValue) AND system = \(ticket.system)
                AND number = \(ticket.number)
            """
        ) { (Identifier(try $0.next()), try $0.next()) }
    }

    /// What tells the same words from others, under a key: a phone alone could be tried out.
    func hash(_ submission: Topic.Submission) -> [UInt8] {
        let parts = [
            submission.room.text, submission.source.rawValue, submission.text.words, submission.place?.words,
            submission.phone?.words,
        ]
        return keys.lookup.digest(
            Array("topic_dispatch/\(tenant)/".utf8) + LengthPrefixed.join(parts.map { Array(($0 ?? "").utf8) }))
    }

    /// What tells one result of a pushed topic from another, under a key: short results could be tried out. Said again in the
    /// same words it is the same. Nil while there is none.
    func version(of topic: Topic) -> String? {
        guard let result = topic.dispatch?.result else { return nil }
        let digest = keys.lookup.digest(
            Array("topic_result/\(tenant)/\(topic.id)/".utf8) + Array((result.words ?? "").utf8))
        return Base64URL.encode(Array(digest.prefix(12)))
    }

    /// What was sent on to the grid or the hotline and has not been taken in there, oldest first.
    func waiting(
        _ channel: Topic.Channel, scope: TopicScope, after: Topic.ID?, limit: Int, in transaction: Transaction
    ) throws -> [Topic.ID] {
        try transaction.rows(
            """
            SELECT t.id FROM topic t
            WHERE \(TopicVisibility.sql(scope, tenant: tenant)) AND t.redirect_channel IN ('hotline', 'grid')
                AND t.redirect_channel = \(channel.rawValue) AND t.redirect_result IS NULL AND t.id > \(after?.number ?? 0)
                AND NOT EXISTS (
                    SELECT 1 FROM topic_dispatch d
                    WHERE d.tenant = t.tenant AND d.topic = t.id AND d.direction = 'out')
            ORDER BY t.id LIMIT \(limit)
            """
        ) { Identifier(try $0.next()) }
    }

    /// How many topics came in from a system and went out to it, and of how many the result has come back.
    struct Count: Sendable, Hashable {
        let direction: Direction
        let channel: Topic.Channel
        let system: String
        let all: Int
        let returned: Int
    }

    /// Counts in both directions; what no system outside has taken in stands under none.
    func counts(scope: TopicScope, in transaction: Transaction) throws -> [Count] {
        let visible = TopicVisibility.sql(scope, tenant: tenant)
        return try transaction.rows(
            """
            SELECT d.direction, d.channel, d.system, COUNT(*),
                SUM(CASE WHEN d.is_returned = 1 OR t.redirect_result IS NOT NULL AND d.direction = 'out' THEN 1 ELSE 0 END)
            FROM topic_dispatch d JOIN topic t ON t.tenant = d.tenant AND t.id = d.topic
            WHERE \(visible) GROUP BY d.direction, d.channel, d.system
            UNION ALL
            SELECT 'out', t.redirect_channel, '', COUNT(*),
                SUM(CASE WHEN t.redirect_result IS NOT NULL THEN 1 ELSE 0 END)
            FROM topic t
            WHERE \(visible) AND t.redirect_channel IN ('hotline', 'grid') AND NOT EXISTS (
                SELECT 1 FROM topic_dispatch d WHERE d.tenant = t.tenant AND d.topic = t.id AND d.direction = 'out')
            GROUP BY t.redirect_channel
            ORDER BY 1, 2, 3
            """
        ) { row in
            guard let direction = Direction(rawValue: try row.next()),
                let channel = Topic.Channel(rawValue: try row.next())
            else { throw DatabaseError.malformed("topic_dispatch") }
            return Count(
                direction: direction, channel: channel, system: try row.next(), all: try row.next(),
                returned: try row.next())
        }
    }
}

extension Topic.State {
    /// What the topic is called where it was sent on.
    fileprivate var receipt: Topic.Ticket? {
        guard case .redirected(let redirection) = self else { return nil }
        return redirection.receipt
    }
}
