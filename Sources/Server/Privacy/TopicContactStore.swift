// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// The phones that submitters left with their topics: sealed among the contents, found again by a keyed hash.
struct TopicContactStore: Sendable {
    let tenant: Tenant.ID
    let keys: Keyring
    private var contents: ContentStore { ContentStore(keys: keys) }

    func insert(_ phone: String, of topic: Topic.ID, content: Int64, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO topic_contact (tenant, topic, phone, phone_hash)
            VALUES (\(tenant.number), \(topic.number), \(content), \(keys.hash(ofPhone: phone, in: tenant)))
            """)
    }

    /// The phone that the submitter of a topic left and that is not erased.
    func phone(of topic: Topic.ID, in transaction: Transaction) throws -> String? {
        try transaction.first(
            """
            SELECT t.phone, c.words FROM topic_contact t JOIN content c ON c.tenant = t.tenant AND c.id = t.phone
            WHERE t.tenant = \(tenant.number) AND t.topic = \(topic.number)
            """
        ) { try contents.next(&$0, tenant: tenant)?.words } ?? nil
    }

    /// The phones that the submitters of these topics left and that are not erased, in one statement for every hundred.
    func phones(of topics: [Topic.ID], in transaction: Transaction) throws -> [(topic: Topic.ID, phone: String)] {
        var phones: [(topic: Topic.ID, phone: String)] = []
        for start in stride(from: 0, to: topics.count, by: 100) {
            let some = topics[start..<min(start + 100, topics.count)].map(\.number)
            phones += try transaction.rows(
                """
                SELECT t.topic, t.phone, c.words FROM topic_contact t
                JOIN content c ON c.tenant = t.tenant AND c.id = t.phone
                WHERE t.tenant = \(tenant.number) AND t.topic IN (\(SQL(numbers: some))) AND c.words IS NOT NULL
                ORDER BY t.topic
                """
            ) { row in
                let topic = Topic.ID(try row.next())
                return (topic, try contents.next(&row, tenant: tenant)?.words ?? "")
            }
        }
        return phones
    }

    /// Whether the submitter or a supporter of a topic left a phone.
    func hasIdentities(_ topic: Topic.ID, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            """
            SELECT 1 FROM topic_contact WHERE tenant = \(tenant.number) AND topic = \(topic.number)
            UNION ALL SELECT 1 FROM topic_support
            WHERE tenant = \(tenant.number) AND topic = \(topic.number) AND phone_hash IS NOT NULL LIMIT 1
            """
        ) { try $0.next(Int64.self) } != nil
    }

    /// Whether the submitter of a topic left this phone.
    func isLeft(_ phoneHash: [UInt8], with topic: Topic.ID, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            """
            SELECT 1 FROM topic_contact
            WHERE tenant = \(tenant.number) AND topic = \(topic.number) AND phone_hash = \(phoneHash)
            """
        ) { try $0.next(Int64.self) } != nil
    }

    /// Forgets the phone's hash and returns it with the content that is to be erased; nil where none was left.
    func take(
        of topic: Topic.ID, in transaction: Transaction
    ) throws -> (content: Int64, phoneHash: [UInt8])? {
        try transaction.first(
            """
            DELETE FROM topic_contact WHERE tenant = \(tenant.number) AND topic = \(topic.number)
            RETURNING phone, phone_hash
            """
        ) { (try $0.next(), try $0.next()) }
    }
}
