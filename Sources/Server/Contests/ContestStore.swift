// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The rows of contest entries: what lists and public pages need. The entry itself is what its log tells.
struct ContestStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    /// Writes the row after a transition. Throws ``WebFailure/changedMeanwhile`` when somebody else was first.
    func save(
        _ transition: Transition<ContestEntry>, _ recorded: EventStore.Recorded, in transaction: Transaction
    ) throws {
        let (before, after) = (transition.before, transition.after)
        guard before.version > 0 else { return try insert(after, in: transaction) }
        // What was published stays as it was; later events bring no words of it.
        let praise = recorded.content(of: after.result?.words)
        let changed = try transaction.execute(
            """
            UPDATE contest_entry SET state = \(after.state.name.rawValue), award = \(after.result?.award.rawValue),
                praise = COALESCE(praise, \(praise)), visits = \(after.visits.count), version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    /// Of two who put up the same topic at once, one is too late.
    private func insert(_ entry: ContestEntry, in transaction: Transaction) throws {
        let nomination = entry.nomination
        let isNew = try transaction.execute(
            """
            INSERT INTO contest_entry (id, tenant, year, topic, room, area, state, visits, version)
            VALUES (\(entry.id.number), \(tenant.number), \(nomination.year), \(nomination.topic.number),
                \(nomination.room.number), \(nomination.area.text), \(entry.state.name.rawValue), 0, \(entry.version))
            ON CONFLICT (tenant, year, topic) WHERE state <> 'withdrawn' DO NOTHING
            """)
        guard isNew == 1 else { throw ContestEntryRefusal.alreadyNominated }
    }

    /// Whether a topic is in the contest of a year.
    func isThere(_ topic: Topic.ID, in year: Int, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            """
            SELECT 1 FROM contest_entry
            WHERE tenant = \(tenant.number) AND year = \(year) AND topic = \(topic.number) AND state <> 'withdrawn'
            """
        ) { try $0.next(Int.self) } != nil
    }

    /// A topic that could be put up.
    struct Candidate: Sendable {
        let id: Topic.ID
        let title: String?
        let roomName: String
    }

    /// The topics of a scope that units have handled and that are not in the contest of a year, newest first: those that say
    /// these words, and the one that was chosen already. Titles may be sealed, so they are looked at one by one.
    func candidates(
        for year: Int, scope: RoomScope, saying words: String?, chosen: Topic.ID?, limit: Int,
        in transaction: Transaction
    ) throws -> [Candidate] {
        var found: [Candidate] = []
        try transaction.scan(
            """
            SELECT t.id, r.name, t.public_title, t.text, c.words FROM topic t
            JOIN room r ON r.tenant = t.tenant AND r.id = t.room
            JOIN content c ON c.tenant = t.tenant AND c.id = t.text
            WHERE \(Self.visible(scope, "t", tenant)) AND t.state = 'closed' AND t.claimed IS NOT NULL
                AND NOT EXISTS (
                    SELECT 1 FROM contest_entry e WHERE e.tenant = t.tenant AND e.topic = t.id AND e.year = \(year)
                        AND e.state <> 'withdrawn')
            ORDER BY \(Self.first(chosen)), t.id DESC
            """
        ) { row in
            let (id, room) = (Identifier<Topic>(try row.next()), try row.next(String.self))
            let title = try row.next(String?.self)
            let said = try contents.next(&row, tenant: tenant)?.words
            let candidate = Candidate(id: id, title: title ?? Excerpt.said(said), roomName: room)
            let texts = [title, said, room].compactMap { $0?.lowercased() }
            if id == chosen || words.map({ each in texts.contains { $0.contains(each.lowercased()) } }) ?? true {
                found.append(candidate)
            }
            return found.count < limit
        }
        return found
    }

    /// What was chosen stands first, so that it is among those that are offered.
    private static func first(_ chosen: Topic.ID?) -> SQL {
        chosen.map { "CASE WHEN t.id = \($0.number) THEN 0 ELSE 1 END" } ?? "t.tenant"
    }

    // MARK: - Lists

    /// An entry in a list.
    struct Listed: Sendable {
        let id: ContestEntry.ID
        let year: Int
        let state: ContestEntry.State.Name
        let award: ContestEntry.Award?
        let title: String?
        let roomName: String
    }

    /// Newest first. `state`: nil for all.
    func list(
        _ state: ContestEntry.State.Name?, scope: RoomScope, after: ContestEntry.ID?, limit: Int,
        in transaction: Transaction
    ) throws -> [Listed] {
        let beyond: SQL = after.map { "AND e.id < \($0.number)" } ?? ""
        let narrower: SQL = state.map { "AND e.state = \($0.rawValue)" } ?? ""
        return try transaction.rows(
            """
            SELECT e.id, e.year, e.state, e.award, r.name, t.public_title, t.text, c.words FROM contest_entry e
            JOIN topic t ON t.tenant = e.tenant AND t.id = e.topic
            JOIN content c ON c.tenant = t.tenant AND c.id = t.text
            JOIN room r ON r.tenant = e.tenant AND r.id = e.room
            WHERE \(Self.visible(scope, "e", tenant)) \(narrower) \(beyond) ORDER BY e.id DESC LIMIT \(limit)
            """
        ) { row in
            let (id, year) = (Identifier<ContestEntry>(try row.next()), try row.next(Int.self))
            guard let state = ContestEntry.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("contest_entry \(id)")
            }
            let award = try row.next(String?.self).flatMap { ContestEntry.Award(rawValue: $0) }
            let roomName = try row.next(String.self)
            let title = try row.next(String?.self)
            let words = try contents.next(&row, tenant: tenant)?.words
            return Listed(
                id: id, year: year, state: state, award: award, title: title ?? Excerpt.said(words), roomName: roomName)
        }
    }

    /// How many there are in each state.
    func counts(scope: RoomScope, in transaction: Transaction) throws -> [ContestEntry.State.Name: Int] {
        let counted = try transaction.rows(
            "SELECT e.state, COUNT(*) FROM contest_entry e WHERE \(Self.visible(scope, "e", tenant)) GROUP BY e.state"
        ) { row in (ContestEntry.State.Name(rawValue: try row.next()), try row.next(Int.self)) }
        return counted.reduce(into: [:]) { counts, each in
            if let state = each.0 { counts[state] = each.1 }
        }
    }

    /// A model case as everybody reads it.
    struct ModelCase: Sendable {
        let topic: Topic.ID
        let year: Int
        let title: String
        let roomName: String
        let praise: FreeText?
        let visits: Int
    }

    /// The model cases whose topics are published, latest year first.
    func modelCases(limit: Int, in transaction: Transaction) throws -> [ModelCase] {
        try transaction.rows(
            """
            SELECT t.id, e.year, t.public_title, r.name, e.visits, e.praise, c.words FROM contest_entry e
            JOIN topic t ON t.tenant = e.tenant AND t.id = e.topic
            JOIN room r ON r.tenant = e.tenant AND r.id = e.room
            LEFT JOIN content c ON c.tenant = e.tenant AND c.id = e.praise
            WHERE \(Self.isModelCase(tenant)) ORDER BY e.year DESC, e.id DESC LIMIT \(limit)
            """
        ) { row in
            let (topic, year) = (Identifier<Topic>(try row.next()), try row.next(Int.self))
            let (title, room) = (try row.next(String.self), try row.next(String.self))
            let visits = try row.next(Int.self)
            return ModelCase(
                topic: topic, year: year, title: title, roomName: room,
                praise: try contents.next(&row, tenant: tenant), visits: visits)
        }
    }

    /// The condition that everybody may read a `contest_entry e` on its topic `t`: a model case whose topic is published.
    static func isModelCase(_ tenant: Tenant.ID) -> SQL {
        """
        e.tenant = \(tenant.number) AND e.award = 'model'
            AND \(TopicVisibility.sql(TopicScope(of: .visitor), tenant: tenant))
        """
    }

    /// The one place where a scope becomes a condition on a row with room and area.
    static func visible(_ scope: RoomScope, _ row: SQL, _ tenant: Tenant.ID) -> SQL {
        guard !scope.domains.isEmpty else { return "1 = 0" }
        let domains = scope.domains.map { RoomDomainCondition.sql($0, of: row) }
        return "\(row).tenant = \(tenant.number) AND (\(SQL(joining: domains, with: " OR ")))"
    }
}
