// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Lists of sessions: the desk's by day, and what everybody may know.
struct SessionListStore: Sendable {
    let tenant: Tenant.ID

    /// Which part of the desk's list is looked at.
    enum Part: String, CaseIterable, Sendable {
        case upcoming, today
        /// Whose day has passed without anybody opening them.
        case missed
        case minutes, over
    }

    /// A session in a list.
    struct Listed: Sendable {
        let id: ConsultationSession.ID
        let title: String?
        let place: String?
        let day: Day
        let minuteOfDay: Int
        let state: ConsultationSession.State.Name
        let dueOn: Day?
        let room: Room.ID
        let roomName: String
        /// How many events made it.
        let version: Int
    }

    /// Where a page of a list ended.
    struct Place: Sendable, Hashable {
        let day: String
        let id: ConsultationSession.ID
    }

    func list(
        _ part: Part, scope: SessionScope, today: Day, after: Place?, limit: Int, in transaction: Transaction
    ) throws -> [Listed] {
        // What is over is read from its end.
        let isBackwards = part == .over
        let beyond: SQL =
            after.map { place in
                isBackwards
                    ? "AND (s.starts_on < \(place.day) OR (s.starts_on = \(place.day) AND s.id < \(place.id.number)))"
                    : "AND (s.starts_on > \(place.day) OR (s.starts_on = \(place.day) AND s.id > \(place.id.number)))"
            } ?? ""
        let order: SQL = isBackwards ? "s.starts_on DESC, s.id DESC" : "s.starts_on, s.id"
        return try transaction.rows(
            """
            SELECT \(Self.columns)
            WHERE \(Self.visible(scope, tenant)) AND \(Self.condition(part, today)) \(beyond)
            ORDER BY \(order) LIMIT \(limit)
            """, Self.listed)
    }

    /// How many lie in each part, in one statement.
    func counts(scope: SessionScope, today: Day, in transaction: Transaction) throws -> [Part: Int] {
        let sums = Part.allCases.map { part -> SQL in
            "COALESCE(SUM(CASE WHEN \(Self.condition(part, today)) THEN 1 ELSE 0 END), 0)"
        }
        let numbers =
            try transaction.first(
                """
                SELECT \(SQL(joining: sums, with: ", ")) FROM consultation_session s
                WHERE \(Self.visible(scope, tenant))
                """
            ) { row in try Part.allCases.map { _ in try row.next(Int.self) } } ?? []
        return Dictionary(uniqueKeysWithValues: zip(Part.allCases, numbers))
    }

    /// Announced sessions that are still to come, nearest first; of one room if it is named.
    func announced(room: Room.ID?, today: Day, limit: Int, in transaction: Transaction) throws -> [Listed] {
        let own: SQL = room.map { "AND \(SessionTogetherStore.isHeld(in: $0))" } ?? ""
        return try transaction.rows(
            """
            SELECT \(Self.columns)
            WHERE s.tenant = \(tenant.number) AND \(Self.isComing(today: today)) \(own)
            ORDER BY s.starts_on, s.id LIMIT \(limit)
            """, Self.listed)
    }

    /// Sessions that were announced for today or a day to come, nearest first, for programs that follow them: what was cancelled
    /// or put off stays, so that it is taken out of their calendars and not merely forgotten.
    func calendar(room: Room.ID?, today: Day, limit: Int, in transaction: Transaction) throws -> [Listed] {
        let own: SQL = room.map { "AND \(SessionTogetherStore.isHeld(in: $0))" } ?? ""
        return try rows(
            "\(Self.published(tenant)) AND s.starts_on >= \(today.description) \(own)", limit: limit, in: transaction)
    }

    /// Sessions of a room that took place, latest first; of one year if it is named.
    func held(
        room: Room.ID, in year: Int? = nil, after: Place?, limit: Int, in transaction: Transaction
    ) throws -> [Listed] {
        let ofYear: SQL = year.map { "AND \(RoomPlanStore.lies("s.starts_on", in: $0))" } ?? ""
        let beyond: SQL =
            after.map { "AND (s.starts_on < \($0.day) OR (s.starts_on = \($0.day) AND s.id < \($0.id.number)))" } ?? ""
        return try transaction.rows(
            """
            SELECT \(Self.columns)
            WHERE s.tenant = \(tenant.number) AND \(SessionTogetherStore.isHeld(in: room)) AND \(Self.isHeld)
                \(ofYear) \(beyond)
            ORDER BY s.starts_on DESC, s.id DESC LIMIT \(limit)
            """, Self.listed)
    }

    /// The sessions of which this holds, by day.
    func rows(_ condition: SQL, limit: Int, in transaction: Transaction) throws -> [Listed] {
        try transaction.rows(
            "SELECT \(Self.columns) WHERE \(condition) ORDER BY s.starts_on, s.id LIMIT \(limit)", Self.listed)
    }

    /// The sessions of a campaign, by day.
    func sessions(
        of campaign: DirectoryEntry.ID, scope: SessionScope, limit: Int, in transaction: Transaction
    ) throws -> [Listed] {
        try transaction.rows(
            """
            SELECT \(Self.columns)
            WHERE \(Self.visible(scope, tenant)) AND s.campaign = \(campaign.number) AND s.state <> 'cancelled'
            ORDER BY s.starts_on, s.id LIMIT \(limit)
            """, Self.listed)
    }

    /// What everybody may know is to come.
    static func isComing(today: Day) -> SQL {
        "s.state IN ('announced', 'ready', 'in_progress') AND s.starts_on >= \(today.description)"
    }

    /// What everybody may know took place.
    static let isHeld: SQL = """
        s.state IN ('concluded', 'minutes_drafted', 'minutes_confirmed', 'outcome_issued', 'archived')
        """

    /// What everybody may know: what was announced has its public page from then on.
    static func published(_ tenant: Tenant.ID) -> SQL { "s.tenant = \(tenant.number) AND s.is_announced = 1" }

    /// What is due of the sessions that the scope sees: minutes and outcomes.
    func deadlines(
        scope: SessionScope, today: Day, since day: Day, in transaction: Transaction
    ) throws -> DeadlineCounts {
        try DeadlineCounts.read(
            "consultation_session s WHERE \(Self.visible(scope, tenant))", owing: "s.due_on IS NOT NULL",
            due: "s.due_on",
            today: today, since: day, in: transaction)
    }

    /// What these sessions are called, as far as the scope may see them.
    func titles(
        of sessions: [ConsultationSession.ID], scope: SessionScope, in transaction: Transaction
    ) throws -> [ConsultationSession.ID: NoticeTitle] {
        try titles(of: sessions, Self.visible(scope, tenant), in: transaction)
    }

    /// What those among these sessions are called that everybody may know of; they lead to their public pages.
    func publicTitles(
        of sessions: [ConsultationSession.ID], in transaction: Transaction
    ) throws -> [ConsultationSession.ID: NoticeTitle] {
        let found = try titles(of: sessions, Self.published(tenant), in: transaction)
        return Dictionary(
            uniqueKeysWithValues: found.map { id, title in
                (id, NoticeTitle(words: title.words, isPublic: title.isPublic, address: "/sessions/\(id)"))
            })
    }

    private func titles(
        of sessions: [ConsultationSession.ID], _ condition: SQL, in transaction: Transaction
    ) throws -> [ConsultationSession.ID: NoticeTitle] {
        guard !sessions.isEmpty else { return [:] }
        let found = try transaction.rows(
            """
            SELECT s.id, s.title, s.is_announced FROM consultation_session s
            WHERE \(condition)
                AND s.id IN (\(SQL(joining: sessions.map { "\($0.number)" }, with: ", ")))
            """
        ) { row -> (ConsultationSession.ID, NoticeTitle) in
            let id = Identifier<ConsultationSession>(try row.next())
            let title = try row.next(String?.self) ?? TopicWording.erased
            return (id, NoticeTitle(words: title, isPublic: try row.next()))
        }
        return Dictionary(uniqueKeysWithValues: found)
    }

    private static let columns: SQL = """
        s.id, s.title, s.place, s.starts_on, s.starts_minute, s.state, s.due_on, s.room, r.name, s.version
        FROM consultation_session s JOIN room r ON r.tenant = s.tenant AND r.id = s.room
        """

    private static func listed(_ row: inout Row) throws -> Listed {
        let id = Identifier<ConsultationSession>(try row.next())
        let (title, place) = (try row.next(String?.self), try row.next(String?.self))
        let day = Day(try row.next(String.self))
        let minute = try row.next(Int.self)
        guard let day, let state = ConsultationSession.State.Name(rawValue: try row.next()) else {
            throw DatabaseError.malformed("session \(id)")
        }
        return Listed(
            id: id, title: title, place: place, day: day, minuteOfDay: minute, state: state,
            dueOn: try row.next(String?.self).flatMap { Day($0) }, room: Identifier(try row.next()),
            roomName: try row.next(), version: try row.next())
    }

    /// The one place where a scope becomes a condition on `consultation_session s`.
    static func visible(_ scope: SessionScope, _ tenant: Tenant.ID) -> SQL {
        var conditions = scope.domains.map { RoomDomainCondition.sql($0, of: "s") }
        if let beside = SessionTogetherStore.isHeldBeside(in: scope.domains) { conditions.append(beside) }
        if let person = scope.participant {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM session_participant p
                    WHERE p.tenant = s.tenant AND p.session = s.id AND p.person = \(person.number))
                """)
        }
        return conditions.isEmpty
            ? "1 = 0" : "s.tenant = \(tenant.number) AND (\(SQL(joining: conditions, with: " OR ")))"
    }

    private static func condition(_ part: Part, _ today: Day) -> SQL {
        switch part {
        case .upcoming:
            """
            (s.state = 'postponed'
                OR (s.state IN ('planned', 'announced', 'ready') AND s.starts_on >= \(today.description)))
            """
        case .today:
            // What is under way is today's until somebody ends it.
            """
            (s.state = 'in_progress'
                OR (s.state IN ('announced', 'ready') AND s.starts_on = \(today.description)))
            """
        case .missed:
            """
            s.state IN ('planned', 'announced', 'ready') AND s.starts_on < \(today.description)
            """
        case .minutes: "s.state IN ('concluded', 'minutes_drafted', 'minutes_confirmed')"
        case .over: "s.state IN ('outcome_issued', 'archived', 'cancelled')"
        }
    }
}
