// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What people say of topics as wholes: what those answered who were asked last about each of their items.
struct TopicWordStore: Sendable {
    let tenant: Tenant.ID

    /// Of these topics, those on which somebody was asked.
    func tallies(of topics: [Topic.ID], in transaction: Transaction) throws -> [Topic.ID: ConfirmationTally] {
        guard !topics.isEmpty else { return [:] }
        var tallies: [Topic.ID: ConfirmationTally] = [:]
        try transaction.forEach(
            """
            SELECT i.topic, k.outcome, COUNT(*), COUNT(k.flag), COUNT(CASE WHEN k.is_by_slip = 1 THEN 1 END) FROM suggestion_item i
            JOIN confirmation k ON k.tenant = i.tenant AND k.item = i.id AND k.inquiry = i.inquiries
            WHERE i.tenant = \(tenant.number) AND i.topic IN (\(SQL(numbers: topics.map(\.number))))
            GROUP BY i.topic, k.outcome
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
