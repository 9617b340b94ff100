// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What was decided on topics that everybody may read.
struct PrecedentStore: Sendable {
    let tenant: Tenant.ID

    /// What came of a topic, in codes.
    struct Decision: Sendable, Hashable {
        let channel: Topic.Channel?
        /// What it is about.
        let category: String?
        /// What the units claimed together.
        let claimed: OutcomeClass?
        /// Who was given what was agreed, each once.
        var units: [HandlingUnit]
    }

    func decisions(on topics: [Topic.ID], in transaction: Transaction) throws -> [Topic.ID: Decision] {
        guard !topics.isEmpty else { return [:] }
        let ids = SQL(numbers: topics.map(\.number))
        var decisions: [Topic.ID: Decision] = [:]
        // A unit without a name is none: the topic has no items that were issued.
        try transaction.forEach(
            """
            SELECT DISTINCT t.id, t.redirect_channel, t.category, t.claimed, u.id, u.name FROM topic t
            LEFT JOIN suggestion_item i ON i.tenant = t.tenant AND i.topic = t.id AND i.state <> 'drafted'
            LEFT JOIN handling_unit u ON u.tenant = i.tenant AND u.id = i.unit
            WHERE \(TopicVisibility.sql(TopicScope(of: .visitor), tenant: tenant)) AND t.id IN (\(ids))
            ORDER BY t.id, u.id
            """
        ) { row in
            let id = Identifier<Topic>(try row.next())
            let channel = try row.next(String?.self).flatMap(Topic.Channel.init)
            let category = try row.next(String?.self)
            let claimed = try row.next(String?.self).flatMap(OutcomeClass.init)
            let unit = try row.next(Int64?.self).map { HandlingUnit.ID($0) }
            let name = try row.next(String?.self)
            var decision = decisions[id] ?? Decision(channel: channel, category: category, claimed: claimed, units: [])
            if let unit, let name { decision.units.append(HandlingUnit(id: unit, name: name)) }
            decisions[id] = decision
        }
        return decisions
    }
}
