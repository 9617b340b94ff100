// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What was decided on topics that everybody may read, and on those of a room for whoever screens there.
struct PrecedentStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore
    /// So many of a room's newest decided topics are unsealed for one that is screened: some tens of milliseconds.
    private static let ownMax = 1_000

    /// What came of a topic, in codes.
    struct Decision: Sendable, Hashable {
        let channel: Topic.Channel?
        /// On what ground it was turned down.
        let ground: String?
        /// What it is about.
        let category: String?
        /// What the units claimed together.
        let claimed: OutcomeClass?
        /// Whether everybody may read it.
        let isPublic: Bool
        /// Who was given what was agreed, each once.
        var units: [HandlingUnit]
    }

    /// The newest topics of a room that were decided, with what was said; without those that were merged or taken back, and of which
    /// nothing is left to read.
    func decided(in room: Room.ID, in transaction: Transaction) throws -> [TopicListStore.PublicTopic] {
        try transaction.rows(
            """
            SELECT t.id, t.state, t.received_at, r.name, t.area, t.category, t.former_ending, t.public_title, t.text, c.words FROM topic t
            JOIN room r ON r.tenant = t.tenant AND r.id = t.room
            JOIN content c ON c.tenant = t.tenant AND c.id = t.text
            WHERE t.tenant = \(tenant.number) AND t.room = \(room.number)
                AND t.state NOT IN ('held', 'screening', 'asked', 'merged', 'withdrawn')
            ORDER BY t.id DESC LIMIT \(Self.ownMax)
            """
        ) { row -> TopicListStore.PublicTopic? in
            let id = Identifier<Topic>(try row.next())
            guard let state = Topic.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("topic \(id)")
            }
            let (receivedAt, roomName) = (Instant(milliseconds: try row.next()), try row.next(String.self))
            guard let area = AreaCode(try row.next(String.self)) else { throw DatabaseError.malformed("topic \(id)") }
            let category = try row.next(String?.self)
            let former = try row.next(String?.self).flatMap { Topic.Former.Ending(rawValue: $0) }
            let title = try row.next(String?.self)
            guard let words = try contents.next(&row, tenant: tenant)?.words else { return nil }
            return TopicListStore.PublicTopic(
                id: id, title: title ?? Excerpt.said(words), body: words, answer: nil, state: state, dueOn: nil,
                receivedAt: receivedAt, room: room, roomName: roomName, area: area, category: category, reopened: 0,
                former: former)
        }.compactMap(\.self)
    }

    /// What was decided on these topics, as far as they are public or of this room.
    func decisions(
        on topics: [Topic.ID], own room: Room.ID?, in transaction: Transaction
    ) throws -> [Topic.ID: Decision] {
        guard !topics.isEmpty else { return [:] }
        let ids = SQL(numbers: topics.map(\.number))
        var decisions: [Topic.ID: Decision] = [:]
        // A unit without a name is none: the topic has no items that were issued.
        try transaction.forEach(
            """
            SELECT DISTINCT t.id, t.redirect_channel, t.rejection_ground, t.category, t.claimed,
                t.publication, u.id, u.name FROM topic t
            LEFT JOIN suggestion_item i ON i.tenant = t.tenant AND i.topic = t.id AND i.state <> 'drafted'
            LEFT JOIN handling_unit u ON u.tenant = i.tenant AND u.id = i.unit
            WHERE t.tenant = \(tenant.number) AND t.id IN (\(ids))
                AND (\(TopicVisibility.sql(TopicScope(of: .visitor), tenant: tenant)) OR t.room = \(room?.number ?? 0))
            ORDER BY t.id, u.id
            """
        ) { row in
            let id = Identifier<Topic>(try row.next())
            let channel = try row.next(String?.self).flatMap(Topic.Channel.init)
            let (ground, category) = (try row.next(String?.self), try row.next(String?.self))
            let claimed = try row.next(String?.self).flatMap(OutcomeClass.init)
            let isPublic = try row.next(String.self) == Publication.published.name
            let unit = try row.next(Int64?.self).map { HandlingUnit.ID($0) }
            let name = try row.next(String?.self)
            var decision =
                decisions[id]
                ?? Decision(
                    channel: channel, ground: ground, category: category, claimed: claimed, isPublic: isPublic,
                    units: [])
            if let unit, let name { decision.units.append(HandlingUnit(id: unit, name: name)) }
            decisions[id] = decision
        }
        return decisions
    }
}
