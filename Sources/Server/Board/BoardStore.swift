// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Counts and the records behind them, by the same conditions, so that a number is the length of its list (BR-47). Both
/// through the one visibility rule.
struct BoardStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore
    let actor: Actor
    let today: Day
    /// The last day of which a lamp is no longer green.
    let soon: Day
    /// What topics are about here.
    let categories: [TopicCategory]

    init(_ site: Site, _ contents: ContentStore, actor: Actor, today: Day) {
        tenant = site.tenant.id
        self.contents = contents
        self.actor = actor
        self.today = today
        soon = DeadlineWording.soon(after: today, calendar: site.practice.calendar)
        categories = site.practice.profile.topicCategories
    }

    /// A record behind a number.
    struct Record: Sendable {
        let id: String
        let title: String?
        /// Its room, or the unit that has it.
        let place: String
        let day: Day
        /// As its kind names it.
        let state: String
        /// Who answers for it, and by when; of items alone.
        var officer: String?
        var dueOn: String?
        /// What a table tells beside, as the facets know it.
        var values: [BoardFacet: String] = [:]
    }

    /// What a board tells of a subject.
    struct Counted: Sendable {
        let figures: BoardFigures
        let times: [StateTime]
        /// Of sessions alone: how often somebody of each category was there.
        let attendance: [ParticipantCategory: Int]
    }

    /// All of it in one pass over the subject's records (decision 0069).
    func counted(_ subject: BoardSubject, _ period: BoardPeriod, in transaction: Transaction) throws -> Counted {
        let categories = subject == .sessions ? SessionStore.presence : []
        var stays = StayTally()
        var present = Array(repeating: 0, count: categories.count)
        let figures = try figures(
            by: subject.facets, subject, period,
            with: ["\(row(subject)).ended_stays"] + categories.map { "s.\($0.column)" },
            in: transaction
        ) { row in
            stays.add(try row.next())
            for index in present.indices { present[index] += try row.next(Int.self) }
        }
        return Counted(
            figures: figures, times: try stays.times(),
            attendance: Dictionary(uniqueKeysWithValues: zip(categories.map(\.category), present).filter { $0.1 > 0 }))
    }

    /// All counts of a subject, by the further facets, too.
    func figures(
        _ subject: BoardSubject, _ period: BoardPeriod, in transaction: Transaction
    ) throws -> BoardFigures {
        try figures(by: subject.facets + subject.further, subject, period, with: [], in: transaction) { _ in }
    }

    private func figures(
        by facets: [BoardFacet], _ subject: BoardSubject, _ period: BoardPeriod, with columns: [SQL],
        in transaction: Transaction, _ more: (inout Row) throws -> Void
    ) throws -> BoardFigures {
        // One text for each record, counted here: where records differ as much as topics do, grouping takes the database
        // twice as long.
        let key = SQL(
            joining: facets.map { "(\(expression($0, of: subject, period)))" },
            with: " || '\u{1F}' || ")
        var counter = BoardFigures.Counter(by: facets)
        try transaction.forEach(
            """
            SELECT \(SQL(joining: [key] + columns, with: ", ")) FROM \(records(subject))
            WHERE \(condition(subject, period))
            """
        ) { row in
            try counter.add(row.next())
            try more(&row)
        }
        return counter.figures
    }

    /// How often somebody of each category was there, in the sessions that a filter leaves.
    func attendance(
        _ period: BoardPeriod, _ filter: BoardFilter, in transaction: Transaction
    ) throws -> [ParticipantCategory: Int] {
        let sums = SessionStore.presence.map { "COALESCE(CAST(SUM(s.\($0.column)) AS BIGINT), 0)" as SQL }
        let counts =
            try transaction.first(
                """
                SELECT \(SQL(joining: sums, with: ", ")) FROM consultation_session s
                WHERE \(condition(.sessions, period, filter))
                """
            ) { row in try sums.map { _ in try row.next(Int.self) } } ?? []
        return Dictionary(uniqueKeysWithValues: zip(SessionStore.presence.map(\.category), counts).filter { $0.1 > 0 })
    }

    /// Whether a record has left one of these states.
    func left(_ states: [String], _ subject: BoardSubject) -> SQL {
        guard !states.isEmpty else { return "1 = 0" }
        return """
            EXISTS (SELECT 1 FROM stay y WHERE \(stays(subject)) AND y.subject = \(id(subject))
                AND y.state IN (\(SQL(joining: states.map { "\($0)" }, with: ", "))))
            """
    }

    /// The stays of a subject's records that have ended.
    private func stays(_ subject: BoardSubject) -> SQL {
        let kind =
            switch subject {
            case .topics: TopicEvent.subject
            case .sessions: SessionEvent.subject
            case .items: ItemEvent.subject
            }
        return "y.tenant = \(tenant.number) AND y.subject_kind = \(kind) AND y.left_at IS NOT NULL"
    }

    /// What towns, units and the county's forms of consultation are called.
    func names(_ practice: SessionPractice, in transaction: Transaction) throws -> BoardNames {
        let towns = try transaction.rows(
            """
            SELECT substr(code, 1, 9), name FROM area WHERE tenant = \(tenant.number) AND substr(code, 10, 3) = '000'
            """
        ) { (try $0.next(String.self), try $0.next(String.self)) }
        let units = try transaction.rows("SELECT id, name FROM handling_unit WHERE tenant = \(tenant.number)") {
            (String(try $0.next(Int64.self)), try $0.next(String.self))
        }
        return BoardNames(
            towns: Dictionary(towns, uniquingKeysWith: { first, _ in first }),
            units: Dictionary(units, uniquingKeysWith: { first, _ in first }),
            categories: Dictionary(categories.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first }),
            forms: Dictionary(
                (practice.allForms + ConsultationForm.catalogue).map { ($0.code, $0.name) },
                uniquingKeysWith: { own, _ in own }))
    }

    /// By unit, how often members gave so many points for the closed items of a period.
    func points(_ period: BoardPeriod, in transaction: Transaction) throws -> [String: [Int: Int]] {
        let counted = try transaction.rows(
            """
            SELECT \(expression(.unit, of: .items, period)), h.points, COUNT(*) FROM \(Self.items)
            JOIN handling_score h ON h.tenant = i.tenant AND h.item = i.id
            WHERE \(condition(.items, period)) AND i.state = 'closed' GROUP BY 1, 2
            """
        ) { row in (unit: try row.next(String.self), points: try row.next(Int.self), count: try row.next(Int.self)) }
        return counted.reduce(into: [:]) { $0[$1.unit, default: [:]][$1.points] = $1.count }
    }

    /// How many records a filter leaves.
    func count(
        _ subject: BoardSubject, _ period: BoardPeriod, _ filter: BoardFilter, in transaction: Transaction
    ) throws -> Int {
        try transaction.first(
            "SELECT COUNT(*) FROM \(records(subject)) WHERE \(condition(subject, period, filter))"
        ) { try $0.next(Int.self) } ?? 0
    }

    /// Whether a leader commented on an item.
    static let commented: SQL = """
        CASE WHEN EXISTS (SELECT 1 FROM event e WHERE e.tenant = i.tenant AND e.subject_kind = \(ItemEvent.subject)
            AND e.subject = i.id AND e.kind = 'commented') THEN 'commented' ELSE 'none' END
        """

    /// Whether a member scored it.
    static let scored: SQL = """
        CASE WHEN EXISTS (SELECT 1 FROM handling_score h WHERE h.tenant = i.tenant AND h.item = i.id)
            THEN 'scored' ELSE 'none' END
        """

    /// The records that a filter leaves, the latest day first, after the one with this id.
    func records(
        _ subject: BoardSubject, _ period: BoardPeriod, _ filter: BoardFilter, after: Int64?, limit: Int,
        in transaction: Transaction
    ) throws -> [Record] {
        let (id, day) = (id(subject), subject == .topics ? "t.received_at" : "s.starts_on" as SQL)
        let beyond: SQL =
            after.map { "AND \(bound(by: $0, subject)) (\(day), \(id)) < (\(place(of: $0, subject)))" } ?? ""
        return try transaction.rows(
            """
            SELECT \(id), \(columns(subject)), \(more(subject, period)) FROM \(records(subject)) \(joins(subject))
            WHERE \(condition(subject, period, filter)) \(beyond) ORDER BY \(day) DESC, \(id) DESC LIMIT \(limit)
            """
        ) { row in
            let id = Identifier<Never>(try row.next()).text
            let title = try title(subject, &row)
            let place = try row.next(String.self)
            let day: Day? =
                subject == .topics
                ? Instant(milliseconds: try row.next()).day : Day(try row.next(String.self))
            guard let day else { throw DatabaseError.malformed("consultation_session.starts_on") }
            var record = Record(id: id, title: title, place: place, day: day, state: try row.next())
            if subject == .items { (record.officer, record.dueOn) = (try row.next(), try row.next()) }
            for facet in subject.columns { record.values[facet] = try row.next(String.self) }
            return record
        }
    }

    /// How a subject's row is called here.
    func row(_ subject: BoardSubject) -> SQL {
        switch subject {
        case .topics: "t"
        case .sessions: "s"
        case .items: "i"
        }
    }

    private func id(_ subject: BoardSubject) -> SQL { "\(row(subject)).id" }

    /// Where a record stands in the order of its list.
    private func place(of record: Int64, _ subject: BoardSubject) -> SQL {
        switch subject {
        case .topics: "SELECT x.received_at, x.id FROM topic x WHERE x.tenant = \(tenant.number) AND x.id = \(record)"
        case .sessions:
            "SELECT x.starts_on, x.id FROM consultation_session x WHERE x.tenant = \(tenant.number) AND x.id = \(record)"
        case .items:
            """
            SELECT x.starts_on, j.id FROM suggestion_item j
            JOIN consultation_session x ON x.tenant = j.tenant AND x.id = j.session
            WHERE j.tenant = \(tenant.number) AND j.id = \(record)
            """
        }
    }

    /// Of items, whose day is their session's: no day after this record's. No index holds day and item together, and without
    /// the day alone each batch of a long table would begin at the first.
    private func bound(by record: Int64, _ subject: BoardSubject) -> SQL {
        guard subject == .items else { return "" }
        return """
            s.starts_on <= (SELECT x.starts_on FROM suggestion_item j
                JOIN consultation_session x ON x.tenant = j.tenant AND x.id = j.session
                WHERE j.tenant = \(tenant.number) AND j.id = \(record)) AND
            """
    }

    /// What is counted, with what its period is told by.
    private func records(_ subject: BoardSubject) -> SQL {
        switch subject {
        case .topics: "topic t"
        case .sessions: "consultation_session s"
        case .items: Self.items
        }
    }

    /// The items with their sessions `s`.
    static let items: SQL = """
        suggestion_item i JOIN consultation_session s ON s.tenant = i.tenant AND s.id = i.session
        """

    /// Whether all who answered say of each item of a topic that it is solved, and somebody did.
    static let isConfirmed: SQL = """
        EXISTS (SELECT 1 FROM suggestion_item j WHERE j.tenant = t.tenant AND j.topic = t.id AND j.answered > 0)
        AND NOT EXISTS (SELECT 1 FROM suggestion_item j
            WHERE j.tenant = t.tenant AND j.topic = t.id AND j.answered_solved < j.answered)
        """

    /// The level of the room that holds a session.
    static let level: SQL = "(SELECT r.level FROM room r WHERE r.tenant = s.tenant AND r.id = s.room)"

    private func columns(_ subject: BoardSubject) -> SQL {
        switch subject {
        case .topics: "t.public_title, t.text, c.words, r.name, t.received_at, t.state"
        case .sessions: "s.title, r.name, s.starts_on, s.state"
        case .items: "i.task, c.words, u.name, s.starts_on, i.state"
        }
    }

    /// What a table tells beside.
    private func more(_ subject: BoardSubject, _ period: BoardPeriod) -> SQL {
        let values = subject.columns.map { expression($0, of: subject, period) }
        return SQL(joining: (subject == .items ? ["p.name, i.due_on"] : []) + values, with: ", ")
    }

    private func joins(_ subject: BoardSubject) -> SQL {
        switch subject {
        case .topics:
            """
            JOIN room r ON r.tenant = t.tenant AND r.id = t.room
            JOIN content c ON c.tenant = t.tenant AND c.id = t.text
            """
        case .sessions: "JOIN room r ON r.tenant = s.tenant AND r.id = s.room"
        case .items:
            """
            JOIN handling_unit u ON u.tenant = i.tenant AND u.id = i.unit
            JOIN content c ON c.tenant = i.tenant AND c.id = i.task
            JOIN person p ON p.tenant = i.tenant AND p.id = i.officer
            """
        }
    }

    private func title(_ subject: BoardSubject, _ row: inout Row) throws -> String? {
        switch subject {
        case .topics:
            let title = try row.next(String?.self)
            let words = try contents.next(&row, tenant: tenant)?.words
            return title ?? Excerpt.said(words)
        case .sessions: return try row.next(String?.self)
        case .items: return try contents.next(&row, tenant: tenant)?.words
        }
    }
}
