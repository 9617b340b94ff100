// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Who supports a topic.
struct SupportStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    /// Adds a support.
    func insert(
        _ support: Support, phoneHash: [UInt8]?, _ recorded: EventStore.Recorded, at now: Instant,
        in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO topic_support (id, tenant, topic, phone, phone_hash, means, created_at)
            VALUES (\(support.id.number), \(tenant.number), \(support.topic.number),
                \(recorded.content(of: support.phone)), \(phoneHash),
                \(support.means.rawValue), \(now.milliseconds))
            """)
    }

    /// The support that was left with this phone.
    func support(of topic: Topic.ID, phoneHash: [UInt8], in transaction: Transaction) throws -> Support.ID? {
        try transaction.first(
            """
            SELECT id FROM topic_support
            WHERE tenant = \(tenant.number) AND topic = \(topic.number) AND phone_hash = \(phoneHash)
            """
        ) { Identifier(try $0.next()) }
    }

    /// Notes that the phone of a support was shown to be its owner's. False if somebody else was first.
    func verify(_ support: Support.ID, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            """
            UPDATE topic_support SET means = \(Support.Means.phone.rawValue)
            WHERE tenant = \(tenant.number) AND id = \(support.number)
                AND means = \(Support.Means.device.rawValue) AND phone_hash IS NOT NULL
            """) == 1
    }

    func count(of topic: Topic.ID, in transaction: Transaction) throws -> SupportCount {
        var count = SupportCount()
        try transaction.forEach(
            """
            SELECT means, COUNT(*) FROM topic_support
            WHERE tenant = \(tenant.number) AND topic = \(topic.number) GROUP BY means
            """
        ) { row in
            guard let means = Support.Means(rawValue: try row.next()) else {
                throw DatabaseError.malformed("topic_support.means")
            }
            count.add(try row.next(), by: means)
        }
        return count
    }

    /// The same of several topics; those that nobody supports are left out.
    func counts(of topics: [Topic.ID], in transaction: Transaction) throws -> [Topic.ID: SupportCount] {
        var counts: [Topic.ID: SupportCount] = [:]
        try transaction.forEach(
            """
            SELECT topic, means, COUNT(*) FROM topic_support
            WHERE tenant = \(tenant.number) AND topic IN (\(SQL(numbers: topics.map(\.number)))) GROUP BY topic, means
            """
        ) { row in
            let topic = Topic.ID(try row.next())
            guard let means = Support.Means(rawValue: try row.next()) else {
                throw DatabaseError.malformed("topic_support.means")
            }
            counts[topic, default: SupportCount()].add(try row.next(), by: means)
        }
        return counts
    }

    /// All who support a topic, in the order in which they came.
    func all(of topic: Topic.ID, in transaction: Transaction) throws -> [Support.ID] {
        try transaction.rows(
            "SELECT id FROM topic_support WHERE tenant = \(tenant.number) AND topic = \(topic.number) ORDER BY id"
        ) { Identifier(try $0.next()) }
    }

    /// The topic that somebody supports.
    func topic(of support: Support.ID, in transaction: Transaction) throws -> Topic.ID? {
        try transaction.first(
            "SELECT topic FROM topic_support WHERE tenant = \(tenant.number) AND id = \(support.number)"
        ) { Identifier(try $0.next()) }
    }

    /// The supporters of a topic who left a phone that was not erased, each with it.
    func reachable(
        of topic: Topic.ID, in transaction: Transaction
    ) throws -> [(id: Support.ID, phone: String?)] {
        try transaction.rows(
            """
            SELECT s.id, s.phone, c.words FROM topic_support s JOIN content c ON c.tenant = s.tenant AND c.id = s.phone
            WHERE s.tenant = \(tenant.number) AND s.topic = \(topic.number) AND c.words IS NOT NULL ORDER BY s.id
            """
        ) { row in
            let id = Support.ID(try row.next())
            return (id, try contents.next(&row, tenant: tenant)?.words)
        }
    }

    /// Forgets the phone's hash and returns it with the content that is to be erased; nil where none was left.
    func takePhone(
        of support: Support.ID, in transaction: Transaction
    ) throws -> (content: Int64, phoneHash: [UInt8])? {
        let taken = try transaction.first(
            """
            SELECT phone, phone_hash FROM topic_support
            WHERE tenant = \(tenant.number) AND id = \(support.number) AND phone IS NOT NULL
            """
        ) { (content: try $0.next(Int64.self), phoneHash: try $0.next([UInt8].self)) }
        try transaction.execute(
            """
            UPDATE topic_support SET phone = NULL, phone_hash = NULL
            WHERE tenant = \(tenant.number) AND id = \(support.number)
            """)
        return taken
    }

    /// The phone that a supporter left.
    func phone(of support: Support.ID, in transaction: Transaction) throws -> String? {
        try transaction.first(
            """
            SELECT s.phone, c.words FROM topic_support s JOIN content c ON c.tenant = s.tenant AND c.id = s.phone
            WHERE s.tenant = \(tenant.number) AND s.id = \(support.number)
            """
        ) { try contents.next(&$0, tenant: tenant)?.words } ?? nil
    }
}
