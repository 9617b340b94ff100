// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Who looks after which topic just now.
struct TopicClaimStore: Sendable {
    let tenant: Tenant.ID

    /// A claim with the name that it is shown under.
    struct Named: Sendable {
        let claim: Claim
        let name: String
    }

    func claim(of topic: Topic.ID, in transaction: Transaction) throws -> Claim? {
        try transaction.first(
            "SELECT person, until FROM topic_claim WHERE tenant = \(tenant.number) AND topic = \(topic.number)"
        ) { Claim(person: Identifier(try $0.next()), until: Instant(milliseconds: try $0.next())) }
    }

    /// Those of these topics that somebody looks after.
    func live(_ topics: [Topic.ID], at now: Instant, in transaction: Transaction) throws -> [Topic.ID: Named] {
        guard !topics.isEmpty else { return [:] }
        let ids = SQL(joining: topics.map { "\($0.number)" }, with: ", ")
        let found = try transaction.rows(
            """
            SELECT k.topic, k.person, k.until, p.name FROM topic_claim k
            JOIN person p ON p.tenant = k.tenant AND p.id = k.person
            WHERE k.tenant = \(tenant.number) AND k.topic IN (\(ids)) AND k.until > \(now.milliseconds)
            """
        ) { row in
            let topic = Topic.ID(try row.next())
            let claim = Claim(person: Identifier(try row.next()), until: Instant(milliseconds: try row.next()))
            return (topic, Named(claim: claim, name: try row.next()))
        }
        return Dictionary(uniqueKeysWithValues: found)
    }

    func replace(_ claim: Claim, of topic: Topic.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO topic_claim (tenant, topic, person, until)
            VALUES (\(tenant.number), \(topic.number), \(claim.person.number), \(claim.until.milliseconds))
            ON CONFLICT (tenant, topic) DO UPDATE SET person = excluded.person, until = excluded.until
            """)
    }

    func delete(of topic: Topic.ID, in transaction: Transaction) throws {
        try transaction.execute(
            "DELETE FROM topic_claim WHERE tenant = \(tenant.number) AND topic = \(topic.number)")
    }

    /// Forgets what ended before that moment.
    static func forget(before limit: Instant, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM topic_claim WHERE until < \(limit.milliseconds)")
    }
}
