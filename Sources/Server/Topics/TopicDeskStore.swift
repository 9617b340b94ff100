// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The desk's lists: what waits for somebody, by due date.
struct TopicDeskStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    /// Which part of the desk is looked at.
    enum Part: String, CaseIterable, Sendable {
        case waiting, overdue, asked, held, brought, pool, research, session, handling, ended

        /// What the secretary screens; the other parts are on their way or at their end.
        static let screening: [Part] = [.waiting, .overdue, .asked, .held]
        static let onTheWay: [Part] = [.pool, .brought, .research, .session, .handling, .ended]
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
        /// Whether the title was written for the public.
        let hasPublicTitle: Bool

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

    /// The queue of a part, in the order in which it should be worked, with the place of each row.
    func queue(
        _ part: Part, about category: String? = nil, scope: TopicScope, today: Day, after: Place?, limit: Int,
        in transaction: Transaction
    ) throws -> [(topic: Waiting, place: Place)] {
        let key: SQL = "COALESCE(t.due_on, '9999-12-31')"
        let about: SQL = category.map { "AND t.category = \($0)" } ?? ""
        let beyond: SQL =
            after.map { "AND (\(key) > \($0.key) OR (\(key) = \($0.key) AND t.id > \($0.id.number)))" } ?? ""
        return try transaction.rows(
            """
            SELECT \(Self.waitingColumns), \(key) FROM \(Self.waitingTables)
            WHERE \(Self.visible(part, scope, tenant)) AND \(Self.condition(part, today)) \(about) \(beyond)
            ORDER BY \(key), t.id LIMIT \(limit)
            """
        ) { row in
            let waiting = try self.waiting(&row).topic.masked
            return (waiting, Place(key: try row.next(), id: waiting.id))
        }
    }

    /// Topics in these states whose words match, by due date: what was said is sealed, so it is looked at one by one.
    /// `researcher`: only those that this member was asked to research.
    func searched(
        _ states: [Topic.State.Name], heldBy researcher: Person.ID?, scope: TopicScope,
        matching matches: (String?) -> Bool, limit: Int, in transaction: Transaction
    ) throws -> [Waiting] {
        guard !states.isEmpty else { return [] }
        let names = SQL(joining: states.map { "\($0.rawValue)" }, with: ", ")
        let own: SQL = researcher.map { "AND t.researcher = \($0.number)" } ?? ""
        var found: [Waiting] = []
        try transaction.scan(
            """
            SELECT \(Self.waitingColumns) FROM \(Self.waitingTables)
            WHERE \(TopicVisibility.sql(scope, tenant: tenant)) AND t.state IN (\(names)) \(own)
            ORDER BY COALESCE(t.due_on, '9999-12-31'), t.id DESC
            """
        ) { row in
            let (topic, said) = try self.waiting(&row)
            if matches(topic.title) || matches(said) { found.append(topic) }
            return found.count < limit
        }
        return found
    }

    /// Members who have been asked to research a topic of the scope.
    func researchers(scope: TopicScope, in transaction: Transaction) throws -> [Person] {
        try transaction.rows(
            """
            SELECT DISTINCT p.id, p.name FROM topic t JOIN person p ON p.tenant = t.tenant AND p.id = t.researcher
            WHERE \(TopicVisibility.sql(scope, tenant: tenant)) AND t.state = 'researching' ORDER BY p.name, p.id
            """
        ) { Person(id: Identifier(try $0.next()), name: try $0.next()) }
    }

    private static let waitingColumns: SQL =
        "t.id, t.public_title, t.text, c.words, t.state, t.source, t.received_at, t.due_on, r.name, t.category"
    private static let waitingTables: SQL = """
        topic t
        JOIN room r ON r.tenant = t.tenant AND r.id = t.room
        JOIN content c ON c.tenant = t.tenant AND c.id = t.text
        """

    private func waiting(_ row: inout Row) throws -> (topic: Waiting, said: String?) {
        let id = Identifier<Topic>(try row.next())
        let publicTitle = try row.next(String?.self)
        let words = try contents.next(&row, tenant: tenant)?.words
        guard let state = Topic.State.Name(rawValue: try row.next()),
            let source = Topic.Source(rawValue: try row.next())
        else { throw DatabaseError.malformed("topic \(id)") }
        let waiting = Waiting(
            id: id, title: publicTitle ?? words, state: state, source: source,
            receivedAt: Instant(milliseconds: try row.next()), dueOn: try row.next(String?.self).flatMap { Day($0) },
            roomName: try row.next(), category: try row.next(), hasPublicTitle: publicTitle != nil)
        return (waiting, words)
    }

    /// How many lie in each part, in one statement.
    func counts(scope: TopicScope, today: Day, in transaction: Transaction) throws -> [Part: Int] {
        let sums = Part.allCases.map { part -> SQL in
            part == .brought
                ? """
                (SELECT COUNT(*) FROM topic t
                    WHERE \(TopicVisibility.broughtSQL(scope, tenant: tenant)) AND \(Self.condition(part, today)))
                """
                : "COALESCE(SUM(CASE WHEN \(Self.condition(part, today)) THEN 1 ELSE 0 END), 0)"
        }
        let numbers =
            try transaction.first(
                """
                SELECT \(SQL(joining: sums, with: ", ")) FROM topic t
                WHERE \(TopicVisibility.sql(scope, tenant: tenant))
                """
            ) { row in try Part.allCases.map { _ in try row.next(Int.self) } } ?? []
        return Dictionary(uniqueKeysWithValues: zip(Part.allCases, numbers))
    }

    /// How many of a part are about what.
    func categories(
        _ part: Part, scope: TopicScope, today: Day, in transaction: Transaction
    ) throws -> [String: Int] {
        let counted = try transaction.rows(
            """
            SELECT t.category, COUNT(*) FROM topic t
            WHERE \(Self.visible(part, scope, tenant)) AND \(Self.condition(part, today)) AND t.category IS NOT NULL
            GROUP BY t.category
            """
        ) { (try $0.next(String.self), try $0.next(Int.self)) }
        return Dictionary(uniqueKeysWithValues: counted)
    }

    /// Which topics a part is made of: those that the scope sees, or those that were brought before its rooms.
    private static func visible(_ part: Part, _ scope: TopicScope, _ tenant: Tenant.ID) -> SQL {
        part == .brought
            ? TopicVisibility.broughtSQL(scope, tenant: tenant) : TopicVisibility.sql(scope, tenant: tenant)
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
    private static let isBrought: SQL =
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

    /// Topics of the same room that this one may be merged into, latest first.
    func mergeTargets(for topic: Topic, in transaction: Transaction) throws -> [Named] {
        try named(
            """
            t.room = \(topic.room.number) AND t.id <> \(topic.id.number) AND t.state IN ('screening', 'asked', 'pooled',
                'selected', 'researching', 'ready', 'scheduled', 'consulted', 'in_handling', 'reopened')
            """, in: transaction)
    }

    /// Topics on their way to a session that the scope sees, latest first.
    func sessionTopics(scope: TopicScope, in transaction: Transaction) throws -> [Named] {
        try named(
            "\(TopicVisibility.sql(scope, tenant: tenant)) AND t.state IN ('selected', 'researching', 'ready')",
            in: transaction)
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

    private func named(_ condition: SQL, in transaction: Transaction) throws -> [Named] {
        try transaction.rows(
            """
            SELECT t.id, t.public_title, t.text, c.words FROM topic t
            JOIN content c ON c.tenant = t.tenant AND c.id = t.text
            WHERE t.tenant = \(tenant.number) AND \(condition) ORDER BY t.id DESC LIMIT 100
            """
        ) { row in
            let id = Identifier<Topic>(try row.next())
            let title = try row.next(String?.self)
            let words = try contents.next(&row, tenant: tenant)?.words
            return Named(id: id, publicTitle: title, words: words)
        }
    }

    /// What is due of the topics that the scope sees.
    func deadlines(
        scope: TopicScope, today: Day, since day: Day, in transaction: Transaction
    ) throws -> DeadlineCounts {
        try DeadlineCounts.read(
            "topic t WHERE \(TopicVisibility.sql(scope, tenant: tenant))",
            owing: "t.state IN ('screening', 'researching')",
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

    /// What the room above deals with has ended there.
    private static let hasEndedAbove: SQL = """
        EXISTS (SELECT 1 FROM topic p WHERE p.tenant = t.tenant AND p.id = t.escalated_into AND p.state IN (
            'rejected', 'redirected', 'solved_directly', 'merged', 'closed', 'withdrawn'))
        """

    private static func condition(_ part: Part, _ today: Day) -> SQL {
        switch part {
        case .waiting: "t.state IN ('held', 'screening')"
        case .overdue: "t.state IN ('screening', 'researching') AND t.due_on < \(today.description)"
        case .asked: "t.state = 'asked'"
        case .held: "t.state = 'held'"
        case .brought: isBrought
        case .pool: "t.state IN ('pooled', 'selected') AND t.escalated_into IS NULL"
        case .research: "t.state IN ('researching', 'ready')"
        case .session: "t.state IN ('scheduled', 'consulted')"
        case .handling:
            """
            (t.state IN ('in_handling', 'reopened')
                OR t.escalated_into IS NOT NULL AND t.state = 'pooled' AND NOT \(hasEndedAbove))
            """
        case .ended:
            """
            (t.state IN ('rejected', 'redirected', 'solved_directly', 'merged', 'closed', 'withdrawn')
                OR t.escalated_into IS NOT NULL AND t.state = 'pooled' AND \(hasEndedAbove))
            """
        }
    }
}
