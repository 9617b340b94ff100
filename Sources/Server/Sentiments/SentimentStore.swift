// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The rows of issues from among the people: what lists and CHECKs need. The issue itself is what its log tells.
struct SentimentStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    /// Writes the row after a transition. Throws ``WebFailure/changedMeanwhile`` when somebody else was first.
    func save(
        _ transition: Transition<SentimentIssue>, _ recorded: EventStore.Recorded, on today: Day,
        in transaction: Transaction
    ) throws {
        let (before, after) = (transition.before, transition.after)
        guard before.version > 0 else { return try insert(after, recorded, in: transaction) }
        let closedOn: Day? = after.state.name == .closed ? today : nil
        let closing: SQL = after.state.name == before.state.name ? "" : "closed_on = \(closedOn?.description),"
        let changed = try transaction.execute(
            """
            UPDATE sentiment_issue SET state = \(after.state.name.rawValue), keeper = \(after.keeper.number), topic = \(after.topic?.number),
                channel = \(after.transfer?.channel.rawValue), unit = \(after.transfer?.unit?.number), \(closing)
                \(DeadlineColumns.assignments(after.deadline)), version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    private func insert(
        _ issue: SentimentIssue, _ recorded: EventStore.Recorded, in transaction: Transaction
    ) throws {
        let opening = issue.opening
        try transaction.execute(
            """
            INSERT INTO sentiment_issue (id, tenant, room, area, opener, keeper, state, title, person, phone, campaign,
                \(DeadlineColumns.names), version)
            VALUES (\(issue.id.number), \(tenant.number), \(opening.room.number), \(opening.area.text),
                \(opening.opener.number), \(issue.keeper.number), \(issue.state.name.rawValue), \(recorded.content(of: opening.title)),
                \(recorded.content(of: opening.person)), \(recorded.content(of: opening.phone)),
                \(opening.campaign?.number), \(DeadlineColumns.values(issue.deadline)), \(issue.version))
            """)
    }

    /// Forgets name and phone of an issue and returns the contents that are to be erased.
    func takePerson(of issue: SentimentIssue.ID, in transaction: Transaction) throws -> [Int64] {
        let kept = try transaction.first(
            "SELECT person, phone FROM sentiment_issue WHERE tenant = \(tenant.number) AND id = \(issue.number)"
        ) { row in [try row.next(Int64?.self), try row.next(Int64?.self)].compactMap { $0 } }
        try transaction.execute(
            """
            UPDATE sentiment_issue SET person = NULL, phone = NULL
            WHERE tenant = \(tenant.number) AND id = \(issue.number)
            """)
        return kept ?? []
    }

    /// Makes others who change these issues wait until this transaction has ended. SQLite has one writer anyway.
    func lock(_ issues: [SentimentIssue.ID], in transaction: Transaction) throws {
        guard transaction.dialect == .postgres, !issues.isEmpty else { return }
        let ids = SQL(joining: issues.map { "\($0.number)" }, with: ", ")
        try transaction.forEach(
            "SELECT id FROM sentiment_issue WHERE tenant = \(tenant.number) AND id IN (\(ids)) ORDER BY id FOR UPDATE"
        ) { _ in }
    }

    /// What is being talked over as one of these topics.
    func consulted(as topics: [Topic.ID], in transaction: Transaction) throws -> [SentimentIssue.ID] {
        try transaction.rows(
            """
            SELECT id FROM sentiment_issue WHERE tenant = \(tenant.number) AND state = 'consulted'
                AND topic IN (\(SQL(numbers: topics.map(\.number)))) ORDER BY id
            """
        ) { Identifier(try $0.next()) }
    }

    /// What owes nothing though its topic goes on no more by itself: that has ended, or is told of by another. Few: where that one
    /// ends, or the topic itself, a walk owes something.
    func oweNothing(in transaction: Transaction) throws -> [SentimentIssue.ID] {
        try transaction.rows(
            """
            SELECT i.id FROM sentiment_issue i JOIN topic t ON t.tenant = i.tenant AND t.id = i.topic
            WHERE i.tenant = \(tenant.number) AND i.state = 'consulted' AND i.due_on IS NULL
                AND (t.escalated_into IS NOT NULL OR t.state IN (
                    'solved_directly', 'rejected', 'redirected', 'merged', 'closed', 'withdrawn'))
            ORDER BY i.id
            """
        ) { Identifier(try $0.next()) }
    }

    // MARK: - Lists

    /// Which part of the desk's list is looked at.
    enum Part: String, CaseIterable, Sendable {
        case walking, passed, returned, closed
    }

    /// An issue in a list.
    struct Listed: Sendable {
        let id: SentimentIssue.ID
        let title: String?
        let state: SentimentIssue.State.Name
        let dueOn: Day?
        let roomName: String
        let openerName: String
        let keeperName: String
    }

    /// Where a page of a list ended.
    struct Place: Sendable, Hashable {
        let key: String
        let id: SentimentIssue.ID
    }

    /// By due day; what is closed, latest first.
    func list(
        _ part: Part, scope: SentimentScope, after: Place?, limit: Int, in transaction: Transaction
    ) throws -> [(issue: Listed, place: Place)] {
        let isClosed = part == .closed
        let key: SQL = isClosed ? "i.closed_on" : "COALESCE(i.due_on, '9999-12-31')"
        let beyond: SQL =
            after.map { place in
                isClosed
                    ? "AND (\(key) < \(place.key) OR (\(key) = \(place.key) AND i.id < \(place.id.number)))"
                    : "AND (\(key) > \(place.key) OR (\(key) = \(place.key) AND i.id > \(place.id.number)))"
            } ?? ""
        let order: SQL = isClosed ? "\(key) DESC, i.id DESC" : "\(key), i.id"
        return try transaction.rows(
            """
            SELECT i.id, i.state, i.due_on, r.name, p.name, k.name, i.title, c.words, \(key) FROM sentiment_issue i
            JOIN room r ON r.tenant = i.tenant AND r.id = i.room
            JOIN person p ON p.tenant = i.tenant AND p.id = i.opener
            JOIN person k ON k.tenant = i.tenant AND k.id = i.keeper
            JOIN content c ON c.tenant = i.tenant AND c.id = i.title
            WHERE \(Self.visible(scope, tenant)) AND \(Self.condition(part)) \(beyond)
            ORDER BY \(order) LIMIT \(limit)
            """
        ) { row in
            let id = Identifier<SentimentIssue>(try row.next())
            guard let state = SentimentIssue.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("sentiment_issue \(id)")
            }
            let dueOn = try row.next(String?.self).flatMap { Day($0) }
            let (room, opener) = (try row.next(String.self), try row.next(String.self))
            let keeper = try row.next(String.self)
            let title = try contents.next(&row, tenant: tenant)?.words
            let listed = Listed(
                id: id, title: title, state: state, dueOn: dueOn, roomName: room, openerName: opener,
                keeperName: keeper)
            return (listed, Place(key: try row.next(), id: id))
        }
    }

    /// How many lie in each part.
    func counts(scope: SentimentScope, in transaction: Transaction) throws -> [Part: Int] {
        let sums = Part.allCases.map { part -> SQL in
            "COALESCE(SUM(CASE WHEN \(Self.condition(part)) THEN 1 ELSE 0 END), 0)"
        }
        let numbers =
            try transaction.first(
                """
                SELECT \(SQL(joining: sums, with: ", ")) FROM sentiment_issue i WHERE \(Self.visible(scope, tenant))
                """
            ) { row in try Part.allCases.map { _ in try row.next(Int.self) } } ?? []
        return Dictionary(uniqueKeysWithValues: zip(Part.allCases, numbers))
    }

    /// What is due of the issues that are the scope's to go on with.
    func deadlines(
        scope: SentimentScope, today: Day, since day: Day, in transaction: Transaction
    ) throws -> DeadlineCounts {
        try DeadlineCounts.read(
            "sentiment_issue i WHERE \(Self.owed(scope, tenant))", owing: "i.due_on IS NOT NULL", due: "i.due_on",
            today: today, since: day, in: transaction)
    }

    /// What issues are called in notices, as far as the scope may see them; never outside of the house.
    func titles(
        of issues: [SentimentIssue.ID], scope: SentimentScope, in transaction: Transaction
    ) throws -> [SentimentIssue.ID: NoticeTitle] {
        guard !issues.isEmpty else { return [:] }
        let found = try transaction.rows(
            """
            SELECT i.id, i.title, c.words FROM sentiment_issue i
            JOIN content c ON c.tenant = i.tenant AND c.id = i.title
            WHERE \(Self.visible(scope, tenant))
                AND i.id IN (\(SQL(joining: issues.map { "\($0.number)" }, with: ", ")))
            """
        ) { row -> (SentimentIssue.ID, NoticeTitle) in
            let id = Identifier<SentimentIssue>(try row.next())
            let words = try contents.next(&row, tenant: tenant)?.words ?? TopicWording.erased
            return (id, NoticeTitle(words: words, isPublic: false))
        }
        return Dictionary(uniqueKeysWithValues: found)
    }

    /// The one place where a scope becomes a condition on `sentiment_issue i`.
    static func visible(_ scope: SentimentScope, _ tenant: Tenant.ID) -> SQL {
        condition(scope, tenant, ["i.opener", "i.keeper"], units: "1 = 1")
    }

    /// What somebody is reminded of: who met it sees what becomes of it, but another goes on with it; a unit owes an answer to
    /// what it has.
    static func owed(_ scope: SentimentScope, _ tenant: Tenant.ID) -> SQL {
        condition(scope, tenant, ["i.keeper"], units: "i.state = 'transferred'")
    }

    /// What is in the rooms that somebody looks after, and may be given to another.
    static func managed(_ scope: SentimentScope, _ tenant: Tenant.ID) -> SQL { condition(scope, tenant, []) }

    /// `units`: what a unit sees of what was passed on to it; nil for nothing.
    private static func condition(
        _ scope: SentimentScope, _ tenant: Tenant.ID, _ own: [SQL], units: SQL? = nil
    ) -> SQL {
        var conditions = scope.domains.map { RoomDomainCondition.sql($0, of: "i") }
        if let units {
            conditions += scope.units.map { "(i.unit = \($0.number) AND i.channel = 'department' AND \(units))" }
        }
        if let person = scope.person {
            conditions += own.map { "\($0) = \(person.number)" }
        }
        return conditions.isEmpty
            ? "1 = 0" : "i.tenant = \(tenant.number) AND (\(SQL(joining: conditions, with: " OR ")))"
    }

    private static func condition(_ part: Part) -> SQL {
        switch part {
        case .walking: "i.state IN ('walked', 'listened', 'visited')"
        case .passed: "i.state IN ('consulted', 'transferred')"
        case .returned: "i.state IN ('result_returned', 'told')"
        case .closed: "i.state = 'closed'"
        }
    }
}
