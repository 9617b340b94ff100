// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What people say of topics as wholes: what those answered who were asked last about each of their items; or, of what the room has
/// settled by itself, what those say who raised it.
struct TopicWordStore: Sendable {
    let tenant: Tenant.ID

    /// What somebody holds the code of, and is asked about.
    private static let sources = Topic.Source.allCases.filter(\.hasSubmitter)

    /// Of these topics, those on which somebody was asked.
    func tallies(of topics: [Topic.ID], in transaction: Transaction) throws -> [Topic.ID: ConfirmationTally] {
        guard !topics.isEmpty else { return [:] }
        let ids = SQL(numbers: topics.map(\.number))
        let sources = SQL(joining: Self.sources.map { "\($0.rawValue)" }, with: ", ")
        var tallies: [Topic.ID: ConfirmationTally] = [:]
        try transaction.forEach(
            """
            SELECT i.topic, k.outcome, COUNT(*), COUNT(k.flag), COUNT(CASE WHEN k.is_by_slip = 1 THEN 1 END) FROM suggestion_item i
            JOIN confirmation k ON k.tenant = i.tenant AND k.item = i.id AND k.inquiry = i.inquiries
            WHERE i.tenant = \(tenant.number) AND i.topic IN (\(ids))
            GROUP BY i.topic, k.outcome
            UNION ALL SELECT t.id, t.word, COUNT(*), 0, 0 FROM topic t
            WHERE t.tenant = \(tenant.number) AND t.id IN (\(ids)) AND t.asked_until IS NOT NULL AND t.source IN (\(sources))
            GROUP BY t.id, t.word
            UNION ALL SELECT p.merged_into, p.word, COUNT(*), 0, 0 FROM topic p
            JOIN topic t ON t.tenant = p.tenant AND t.id = p.merged_into AND t.asked_until IS NOT NULL
            WHERE p.tenant = \(tenant.number) AND p.merged_into IN (\(ids)) AND p.source IN (\(sources))
            GROUP BY p.merged_into, p.word
            """
        ) { row in
            let topic = Identifier<Topic>(try row.next())
            let outcome = try row.next(String?.self).flatMap { OutcomeClass(rawValue: $0) }
            let (count, flagged, bySlip) = (try row.next(Int.self), try row.next(Int.self), try row.next(Int.self))
            tallies[topic, default: ConfirmationTally()].add(count, flagged: flagged, bySlip: bySlip, of: outcome)
        }
        return tallies
    }
}
