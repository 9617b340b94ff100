// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The rows of calls for opinions: what lists, votes and CHECKs need. The call itself is what its log tells.
struct DeliberationStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    /// Writes the row after a transition. Throws ``WebFailure/changedMeanwhile`` when somebody else was first.
    func save(
        _ transition: Transition<Deliberation>, _ recorded: EventStore.Recorded, on today: Day,
        in transaction: Transaction
    ) throws {
        let (before, after) = (transition.before, transition.after)
        guard before.version > 0 else { return try insert(after, recorded, in: transaction) }
        let result = after.result
        let changed = try transaction.execute(
            """
            UPDATE deliberation SET state = \(after.state.name.rawValue), until_on = \(after.lastDay?.description),
                closed_on = \(result.map { _ in today.description }), people = \(result?.people),
                votes = \(result?.votes), digest = \(result?.digest), version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    private func insert(
        _ call: Deliberation, _ recorded: EventStore.Recorded, in transaction: Transaction
    ) throws {
        let opening = call.opening
        var (topic, session): (Int64?, Int64?) = (nil, nil)
        switch opening.matter {
        case .topic(let id): topic = id.number
        case .session(let id): session = id.number
        }
        try transaction.execute(
            """
            INSERT INTO deliberation (id, tenant, topic, session, room, area, question, state, version)
            VALUES (\(call.id.number), \(tenant.number), \(topic), \(session), \(opening.room.number),
                \(opening.area.text), \(recorded.content(of: opening.question)), \(call.state.name.rawValue),
                \(call.version))
            """)
    }

    /// Lets whoever votes and whoever closes wait for each other, so that every vote taken is counted.
    func lock(_ call: Deliberation.ID, in transaction: Transaction) throws {
        _ = try transaction.first(
            """
            SELECT id FROM deliberation WHERE tenant = \(tenant.number) AND id = \(call.number)
            \(sqlite: "", postgres: "FOR UPDATE")
            """
        ) { try $0.next(Int64.self) }
    }

    // MARK: - Lists

    /// A call in a list.
    struct Listed: Sendable {
        let id: Deliberation.ID
        let question: String?
        let state: Deliberation.State.Name
        let lastDay: Day?
        let roomName: String
        /// Offered statements that nobody has decided about.
        let waiting: Int
    }

    /// Newest first. `state`: nil for all.
    func list(
        _ state: Deliberation.State.Name?, scope: RoomScope, after: Deliberation.ID?, limit: Int,
        in transaction: Transaction
    ) throws -> [Listed] {
        let beyond: SQL = after.map { "AND d.id < \($0.number)" } ?? ""
        let narrower: SQL = state.map { "AND d.state = \($0.rawValue)" } ?? ""
        return try listed(
            "\(Self.visible(scope, tenant)) \(narrower) \(beyond) ORDER BY d.id DESC LIMIT \(limit)", in: transaction)
    }

    /// Those on a topic or beside a session, oldest first.
    func calls(on matter: Deliberation.Matter, in transaction: Transaction) throws -> [Listed] {
        let condition: SQL =
            switch matter {
            case .topic(let id): "d.topic = \(id.number)"
            case .session(let id): "d.session = \(id.number)"
            }
        return try listed("d.tenant = \(tenant.number) AND \(condition) ORDER BY d.id LIMIT 50", in: transaction)
    }

    /// Those of a room in which people answer now, newest first.
    func open(in room: Room.ID, on today: Day, in transaction: Transaction) throws -> [Listed] {
        try listed(
            """
            d.tenant = \(tenant.number) AND d.room = \(room.number) AND d.state = 'open'
                AND d.until_on >= \(today.description) ORDER BY d.id DESC LIMIT 50
            """, in: transaction)
    }

    /// Those in which people answer or have answered, oldest first.
    func answered(in transaction: Transaction) throws -> [Listed] {
        try listed(
            "d.tenant = \(tenant.number) AND d.state IN ('open', 'closed') ORDER BY d.id", in: transaction)
    }

    /// What these calls ask, as far as the scope sees them. A call that was opened is on something that everybody may read.
    func titles(
        of calls: [Deliberation.ID], scope: RoomScope, in transaction: Transaction
    ) throws -> [Deliberation.ID: NoticeTitle] {
        guard !calls.isEmpty else { return [:] }
        let ids = SQL(joining: calls.map { "\($0.number)" }, with: ", ")
        let found = try listed("\(Self.visible(scope, tenant)) AND d.id IN (\(ids))", in: transaction)
        return Dictionary(
            found.map { ($0.id, NoticeTitle(words: $0.question ?? TopicWording.erased, isPublic: $0.state.isPublic)) },
            uniquingKeysWith: { first, _ in first })
    }

    private func listed(_ condition: SQL, in transaction: Transaction) throws -> [Listed] {
        try transaction.rows(
            """
            SELECT d.id, d.state, d.until_on, r.name,
                (SELECT COUNT(*) FROM opinion_statement s
                    WHERE s.tenant = d.tenant AND s.deliberation = d.id AND s.state = 'offered'),
                d.question, c.words
            FROM deliberation d JOIN room r ON r.tenant = d.tenant AND r.id = d.room
            JOIN content c ON c.tenant = d.tenant AND c.id = d.question
            WHERE \(condition)
            """
        ) { row in
            let id = Identifier<Deliberation>(try row.next())
            let state = try Self.state(row.next(), of: id)
            let lastDay = try row.next(String?.self).flatMap { Day($0) }
            let (roomName, waiting) = (try row.next(String.self), try row.next(Int.self))
            return Listed(
                id: id, question: try contents.next(&row, tenant: tenant)?.words, state: state, lastDay: lastDay,
                roomName: roomName, waiting: waiting)
        }
    }

    /// How many there are in each state.
    func counts(scope: RoomScope, in transaction: Transaction) throws -> [Deliberation.State.Name: Int] {
        let counted = try transaction.rows(
            "SELECT d.state, COUNT(*) FROM deliberation d WHERE \(Self.visible(scope, tenant)) GROUP BY d.state"
        ) { row in (Deliberation.State.Name(rawValue: try row.next()), try row.next(Int.self)) }
        return counted.reduce(into: [:]) { counts, each in
            if let state = each.0 { counts[state] = each.1 }
        }
    }

    /// The calls in which people answer, or may still.
    func open(in transaction: Transaction) throws -> [Deliberation.ID] {
        try transaction.rows(
            "SELECT id FROM deliberation WHERE tenant = \(tenant.number) AND state = 'open' ORDER BY id"
        ) { Identifier(try $0.next()) }
    }

    /// The calls that are open though their last day is over.
    func overdue(on today: Day, limit: Int, in transaction: Transaction) throws -> [Deliberation.ID] {
        try transaction.rows(
            """
            SELECT id FROM deliberation
            WHERE tenant = \(tenant.number) AND state = 'open' AND until_on < \(today.description)
            ORDER BY id LIMIT \(limit)
            """
        ) { Identifier(try $0.next()) }
    }

    /// Where a call stands; nil where there is none.
    func state(
        of call: Deliberation.ID, in transaction: Transaction
    ) throws -> (name: Deliberation.State.Name, lastDay: Day?)? {
        try transaction.first(
            "SELECT state, until_on FROM deliberation WHERE tenant = \(tenant.number) AND id = \(call.number)"
        ) { row in (try Self.state(row.next(), of: call), try row.next(String?.self).flatMap { Day($0) }) }
    }

    static func state(_ text: String, of call: Deliberation.ID) throws -> Deliberation.State.Name {
        guard let state = Deliberation.State.Name(rawValue: text) else {
            throw DatabaseError.malformed("deliberation \(call)")
        }
        return state
    }

    /// The one place where a scope becomes a condition on `deliberation d`.
    static func visible(_ scope: RoomScope, _ tenant: Tenant.ID) -> SQL {
        guard !scope.domains.isEmpty else { return "1 = 0" }
        let domains = scope.domains.map { RoomDomainCondition.sql($0, of: "d") }
        return "d.tenant = \(tenant.number) AND (\(SQL(joining: domains, with: " OR ")))"
    }

    /// The same for strangers: opened, and on something that they may read. As ``DeliberationDesk/published(_:in:)`` decides.
    static func published(_ tenant: Tenant.ID) -> SQL {
        """
        d.tenant = \(tenant.number) AND d.state IN ('open', 'closed') AND (
            EXISTS (SELECT 1 FROM topic t
                WHERE t.tenant = d.tenant AND t.id = d.topic AND t.publication = 'published')
            OR EXISTS (SELECT 1 FROM consultation_session n
                WHERE n.tenant = d.tenant AND n.id = d.session AND n.is_announced = 1))
        """
    }
}
