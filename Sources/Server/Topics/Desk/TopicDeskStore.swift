// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// Topics as the desk names and finds them; its queues are those of ``TopicQueueStore``.
struct TopicDeskStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    /// Which part of the desk is looked at.
    enum Part: String, CaseIterable, Sendable {
        case waiting, overdue, asked, held, brought, pool, research, session, handling, elsewhere, ended

        /// What the secretary screens; the other parts are on their way or at their end.
        static let screening: [Part] = [.waiting, .overdue, .asked, .held]
        static let onTheWay: [Part] = [.pool, .brought, .research, .session, .handling, .elsewhere, .ended]
    }

    /// A topic in the queue.
    struct Waiting: Sendable {
        let id: Topic.ID
        /// The public title, or the first words that were said; nil once they are erased.
        var title: String?
        let state: Topic.State.Name
        let source: Topic.Source
        let receivedAt: Instant
        let dueOn: Day?
        let roomName: String
        /// What it is about, by the county's list.
        let category: String?
        /// How it ended in a former system, if it did.
        let former: Topic.Former.Ending?
        /// Whether the title was written for the public.
        let hasPublicTitle: Bool
        /// Where it is, as it was said.
        let place: String?
        /// Whether whoever looks reads what was said as it was said.
        let readsWords: Bool
        /// What its submitter has said since, where somebody has still to decide on it.
        var later: [String] = []

        /// The words of the county's list for which somebody is to look: those for which it is held, and those that were said since. A
        /// list names none to whoever does not read what was said.
        func watchedWords(_ profile: PracticeProfile) -> [String] {
            readsWords ? WatchedWords.found(in: (state == .held ? [title, place] : []) + later, profile) : []
        }

        /// As the queue shows it: the first words without what points at one person (BR-38).
        var masked: Waiting {
            guard !hasPublicTitle else { return self }
            var waiting = self
            waiting.title = title.map(TopicReading.masked)
            return waiting
        }
    }

    /// Where a page of the queue ended: the sort key of its last row.
    struct Place: Sendable, Hashable {
        let key: String
        let id: Topic.ID
    }

    /// Topics in these states whose words match, by due date: what was said is sealed, so it is looked at one by one.
    /// `room`: only those of that room. `researcher`: only those that this member was asked to research. `day`: only those that had
    /// come in by its end. `most`: how many are looked at before it is given up; nil for all.
    func searched(
        _ states: [Topic.State.Name], of room: Room.ID? = nil, heldBy researcher: Person.ID?,
        receivedUntil day: Day? = nil, scope: TopicScope,
        matching matches: (String?) -> Bool, limit: Int, lookingThrough most: Int? = nil, in transaction: Transaction
    ) throws -> [Waiting] {
        guard !states.isEmpty else { return [] }
        let names = SQL(joining: states.map { "\($0.rawValue)" }, with: ", ")
        let own: SQL = researcher.map { "AND t.researcher = \($0.number)" } ?? ""
        let there: SQL = room.map { "AND t.room = \($0.number)" } ?? ""
        let came: SQL =
            day.map { "AND t.received_at < \(Instant($0.advanced(by: 1), hour: 0, minute: 0).milliseconds)" } ?? ""
        let end: SQL = most.map { "LIMIT \($0)" } ?? ""
        var found: [Waiting] = []
        try transaction.scan(
            """
            SELECT \(Self.waitingColumns) FROM \(Self.waitingTables)
            WHERE \(TopicVisibility.sql(scope, tenant: tenant)) AND t.state IN (\(names)) \(there) \(own) \(came)
            ORDER BY COALESCE(t.due_on, '9999-12-31'), t.id DESC \(end)
            """
        ) { row in
            let (topic, said) = try self.waiting(&row, scope)
            if matches(topic.title) || matches(said) { found.append(topic) }
            return found.count < limit
        }
        return found
    }

    /// The rooms of the scope that have topics in these states, by name.
    func rooms(
        having states: [Topic.State.Name], scope: TopicScope, in transaction: Transaction
    ) throws -> [(id: Room.ID, name: String)] {
        let names = SQL(joining: states.map { "\($0.rawValue)" }, with: ", ")
        return try transaction.rows(
            """
            SELECT DISTINCT r.id, r.name FROM topic t JOIN room r ON r.tenant = t.tenant AND r.id = t.room
            WHERE \(TopicVisibility.sql(scope, tenant: tenant)) AND t.state IN (\(names)) ORDER BY r.name, r.id
            """
        ) { (Identifier(try $0.next()), try $0.next()) }
    }

    /// Members who have been asked to research a topic of the scope, in the order of strokes.
    func researchers(scope: TopicScope, in transaction: Transaction) throws -> [Person] {
        let members = try transaction.rows(
            """
            SELECT DISTINCT p.id, p.name FROM topic t JOIN person p ON p.tenant = t.tenant AND p.id = t.researcher
            WHERE \(TopicVisibility.sql(scope, tenant: tenant)) AND t.state = 'researching' ORDER BY p.id
            """
        ) { Person(id: Identifier(try $0.next()), name: try $0.next()) }
        return StrokeOrder.sorted(members) { $0.name }
    }

    static let waitingColumns: SQL =
        "t.id, t.public_title, t.text, c.words, t.state, t.source, t.received_at, t.due_on, r.name, t.category, t.place, d.words, t.room, t.area, t.former_ending"
    private static let waitingTables: SQL = """
        topic t
        JOIN room r ON r.tenant = t.tenant AND r.id = t.room
        JOIN content c ON c.tenant = t.tenant AND c.id = t.text
        LEFT JOIN content d ON d.tenant = t.tenant AND d.id = t.place
        """

    func waiting(_ row: inout Row, _ scope: TopicScope) throws -> (topic: Waiting, said: String?) {
        let id = Identifier<Topic>(try row.next())
        let publicTitle = try row.next(String?.self)
        let words = try contents.next(&row, tenant: tenant)?.words
        guard let state = Topic.State.Name(rawValue: try row.next()),
            let source = Topic.Source(rawValue: try row.next())
        else { throw DatabaseError.malformed("topic \(id)") }
        let receivedAt = Instant(milliseconds: try row.next())
        let dueOn = try row.next(String?.self).flatMap { Day($0) }
        let (roomName, category) = (try row.next(String.self), try row.next(String?.self))
        let place = try contents.next(&row, tenant: tenant)?.words
        let room = Identifier<Room>(try row.next())
        guard let area = AreaCode(try row.next(String.self)) else { throw DatabaseError.malformed("topic \(id)") }
        let former = try row.next(String?.self).flatMap { Topic.Former.Ending(rawValue: $0) }
        let waiting = Waiting(
            id: id, title: publicTitle ?? words, state: state, source: source, receivedAt: receivedAt, dueOn: dueOn,
            roomName: roomName, category: category, former: former, hasPublicTitle: publicTitle != nil, place: place,
            readsWords: scope.readsWords(room: room, area: area, researcher: nil))
        return (waiting, words)
    }

    /// What other rooms have brought before the same room above, as that room may know it.
    func brought(
        beside topic: Topic, in transaction: Transaction
    ) throws -> [(id: Topic.ID, title: String, reason: String?)] {
        guard let escalation = topic.escalation else { return [] }
        return try transaction.rows(
            """
            SELECT t.id, r.name, t.public_title, t.text, c.words, t.escalation_reason, e.words
            FROM topic t
            JOIN room r ON r.tenant = t.tenant AND r.id = t.room
            JOIN content c ON c.tenant = t.tenant AND c.id = t.text
            JOIN content e ON e.tenant = t.tenant AND e.id = t.escalation_reason
            WHERE t.tenant = \(tenant.number) AND t.escalation_room = \(escalation.room.number)
                AND t.id <> \(topic.id.number) AND \(Self.isBrought)
            ORDER BY t.id DESC LIMIT 100
            """
        ) { row in
            let id = Identifier<Topic>(try row.next())
            let (room, title) = (try row.next(String.self), try row.next(String?.self))
            let words = try contents.next(&row, tenant: tenant)?.words
            return (id, "\(room)：\(title ?? Excerpt.said(words))", try contents.next(&row, tenant: tenant)?.words)
        }
    }

    /// Brought before a room above, which has not decided.
    static let isBrought: SQL =
        """
        t.escalation_room IS NOT NULL AND t.escalated_into IS NULL AND t.escalation_declined IS NULL AND t.state = 'pooled'
        """

    /// A topic as a choice of a form.
    struct Named: Sendable {
        let id: Topic.ID
        let publicTitle: String?
        /// What was said; only for those whose desk it is.
        let words: String?

        /// What the room's desk calls it.
        var deskTitle: String { publicTitle ?? Excerpt.said(words) }
        /// What everybody else may call it.
        var plainTitle: String { publicTitle ?? "没有公开的议题" }
    }

    /// What the room of a topic has in hand and has not chosen yet, latest first, without the topic itself: at most two thousand,
    /// which are unsealed in some tens of milliseconds.
    func mergePool(for topic: Topic, in transaction: Transaction) throws -> [Named] {
        try named(
            """
            t.room = \(topic.room.number) AND t.id <> \(topic.id.number) AND t.state IN ('screening', 'asked', 'pooled')
            """, limit: 2_000, in: transaction)
    }

    /// Topics of the same room that this one may be merged into: the latest hundred, and those that are `alike` however long
    /// ago they came.
    func mergeTargets(
        for topic: Topic, alike: Set<Topic.ID>, in transaction: Transaction
    ) throws -> [Named] {
        let condition: SQL = """
            t.room = \(topic.room.number) AND t.id <> \(topic.id.number) AND t.state IN ('screening', 'asked', 'pooled',
                'selected', 'researching', 'ready', 'scheduled', 'consulted', 'in_handling', 'reopened')
            """
        let latest = try named(condition, in: transaction)
        let older = alike.subtracting(latest.map(\.id)).map(\.number).sorted()
        guard !older.isEmpty else { return latest }
        return try latest + named("\(condition) AND t.id IN (\(SQL(numbers: older)))", in: transaction)
    }

    /// Topics on their way to a session that the scope sees, latest first.
    func sessionTopics(scope: TopicScope, in transaction: Transaction) throws -> [Named] {
        try named(
            "\(TopicVisibility.sql(scope, tenant: tenant)) AND t.state IN ('selected', 'researching', 'ready')",
            in: transaction)
    }

    /// Topics that are ready and public and that the scope does not see, latest first: rooms that hold a session together bring
    /// them. Each with what its room is called.
    func readyElsewhere(
        scope: TopicScope, in transaction: Transaction
    ) throws -> [(id: Topic.ID, title: String, roomName: String)] {
        try transaction.rows(
            """
            SELECT t.id, t.public_title, r.name FROM topic t JOIN room r ON r.tenant = t.tenant AND r.id = t.room
            WHERE \(TopicVisibility.sql(TopicScope(of: .visitor), tenant: tenant)) AND t.state = 'ready'
                AND NOT (\(TopicVisibility.sql(scope, tenant: tenant)))
            ORDER BY t.id DESC LIMIT 200
            """
        ) { (id: Identifier(try $0.next()), title: try $0.next(), roomName: try $0.next()) }
    }

    /// These topics as the scope may know them: one that it does not see by its public title, if it has one.
    func named(
        _ topics: [Topic.ID], scope: TopicScope, in transaction: Transaction
    ) throws -> [(topic: Named, isOpen: Bool)] {
        guard !topics.isEmpty else { return [] }
        let ids = SQL(joining: topics.map { "\($0.number)" }, with: ", ")
        return try transaction.rows(
            """
            SELECT CASE WHEN \(TopicVisibility.sql(scope, tenant: tenant)) THEN 1 ELSE 0 END, t.publication, t.id,
                t.public_title, t.text, c.words FROM topic t
            JOIN content c ON c.tenant = t.tenant AND c.id = t.text
            WHERE t.tenant = \(tenant.number) AND t.id IN (\(ids)) ORDER BY t.id DESC
            """
        ) { row in
            let isOpen = try row.next(Bool.self)
            let isPublic = try row.next(String.self) == Publication.published.name
            let id = Identifier<Topic>(try row.next())
            let title = try row.next(String?.self)
            let words = try contents.next(&row, tenant: tenant)?.words
            return (Named(id: id, publicTitle: isOpen || isPublic ? title : nil, words: isOpen ? words : nil), isOpen)
        }
    }

    /// These topics.
    func named(_ topics: [Topic.ID], in transaction: Transaction) throws -> [Named] {
        guard !topics.isEmpty else { return [] }
        let ids = SQL(joining: topics.map { "\($0.number)" }, with: ", ")
        return try named("t.id IN (\(ids))", in: transaction)
    }

    private func named(_ condition: SQL, limit: Int = 100, in transaction: Transaction) throws -> [Named] {
        try transaction.rows(
            """
            SELECT t.id, t.public_title, t.text, c.words FROM topic t
            JOIN content c ON c.tenant = t.tenant AND c.id = t.text
            WHERE t.tenant = \(tenant.number) AND \(condition) ORDER BY t.id DESC LIMIT \(limit)
            """
        ) { row in
            let id = Identifier<Topic>(try row.next())
            let title = try row.next(String?.self)
            let words = try contents.next(&row, tenant: tenant)?.words
            return Named(id: id, publicTitle: title, words: words)
        }
    }

    /// What is due of the topics that the scope sees: to be looked at, answered, researched.
    func deadlines(
        scope: TopicScope, today: Day, since day: Day, in transaction: Transaction
    ) throws -> DeadlineCounts {
        try DeadlineCounts.read(
            "topic t WHERE \(TopicVisibility.sql(scope, tenant: tenant))",
            owing: "t.state IN ('held', 'screening', 'researching', 'redirected')",
            due: "t.due_on", today: today, since: day, in: transaction)
    }

    /// What these topics are called, as far as the scope may see them.
    func titles(
        of topics: [Topic.ID], scope: TopicScope, in transaction: Transaction
    ) throws -> [Topic.ID: NoticeTitle] {
        guard !topics.isEmpty else { return [:] }
        let found = try transaction.rows(
            """
            SELECT t.id, t.publication, t.public_title, t.text, c.words
            FROM topic t JOIN content c ON c.tenant = t.tenant AND c.id = t.text
            WHERE \(TopicVisibility.sql(scope, tenant: tenant))
                AND t.id IN (\(SQL(joining: topics.map { "\($0.number)" }, with: ", ")))
            """
        ) { row -> (Topic.ID, NoticeTitle) in
            let id = Identifier<Topic>(try row.next())
            let isPublished = try row.next(String.self) == "published"
            let publicTitle = try row.next(String?.self)
            let words = try contents.next(&row, tenant: tenant)?.words
            return (
                id,
                NoticeTitle(words: publicTitle ?? Excerpt.said(words), isPublic: isPublished && publicTitle != nil)
            )
        }
        return Dictionary(uniqueKeysWithValues: found)
    }
}
