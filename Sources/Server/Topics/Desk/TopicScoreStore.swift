// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// How people judged topics by the three criteria (党政所需、群众所盼、政协所能).
struct TopicScoreStore: Sendable {
    let tenant: Tenant.ID

    /// One person's judgement, with the name it is shown under.
    struct Judgement: Sendable {
        let name: String
        let score: Topic.Score
    }

    /// Keeps somebody's judgement instead of an earlier one.
    func replace(_ score: Topic.Score, of topic: Topic.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO topic_score (tenant, topic, scorer, needed, hoped_for, feasible)
            VALUES (\(tenant.number), \(topic.number), \(score.scorer.number), \(score.needed), \(score.hopedFor),
                \(score.feasible))
            ON CONFLICT (tenant, topic, scorer) DO UPDATE SET
                needed = excluded.needed, hoped_for = excluded.hoped_for, feasible = excluded.feasible
            """)
    }

    /// All judgements of a topic, in the order of the people.
    func judgements(of topic: Topic.ID, in transaction: Transaction) throws -> [Judgement] {
        try transaction.rows(
            """
            SELECT s.scorer, p.name, s.needed, s.hoped_for, s.feasible FROM topic_score s
            JOIN person p ON p.tenant = s.tenant AND p.id = s.scorer
            WHERE s.tenant = \(tenant.number) AND s.topic = \(topic.number) ORDER BY s.scorer
            """
        ) { row in
            let scorer = Person.ID(try row.next())
            let name: String = try row.next()
            return Judgement(
                name: name,
                score: Topic.Score(
                    scorer: scorer, needed: try row.next(), hopedFor: try row.next(), feasible: try row.next()))
        }
    }

    /// How many people judged each of these topics, and the sum of their marks; those that nobody judged are left out.
    func sums(
        of topics: [Topic.ID], in transaction: Transaction
    ) throws -> [(topic: Topic.ID, scorers: Int, marks: Int)] {
        try transaction.rows(
            """
            SELECT topic, COUNT(*), CAST(SUM(needed + hoped_for + feasible) AS BIGINT) FROM topic_score
            WHERE tenant = \(tenant.number) AND topic IN (\(SQL(numbers: topics.map(\.number)))) GROUP BY topic
            """
        ) { (topic: Topic.ID(try $0.next()), scorers: try $0.next(), marks: try $0.next()) }
    }
}
