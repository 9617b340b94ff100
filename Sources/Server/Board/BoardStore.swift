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
    /// What topics are about here.
    var categories: [TopicCategory] = []

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

    /// All counts of a subject in one pass over its records.
    /// `further`: whether by the further facets, too.
    func figures(
        _ subject: BoardSubject, _ period: BoardPeriod, further: Bool = false, in transaction: Transaction
    ) throws -> BoardFigures {
        let facets = subject.facets + (further ? subject.further : [])
        // One text for each record, counted here: where records differ as much as topics do, grouping takes the database
        // twice as long.
        let key = SQL(joining: facets.map { "(\(expression($0, of: subject, period)))" }, with: " || '\u{1F}' || ")
        var counts: [String: Int] = [:]
        try transaction.forEach(
            "SELECT \(key) FROM \(records(subject)) WHERE \(condition(subject, period))"
        ) { row in counts[try row.next(), default: 0] += 1 }
        let cells = try counts.map { key, count in
            let values = key.split(separator: "\u{1F}", omittingEmptySubsequences: false)
            guard values.count == facets.count else { throw DatabaseError.malformed("a facet of \(subject)") }
            return BoardFigures.Cell(
                values: Dictionary(uniqueKeysWithValues: zip(facets, values.map(String.init))), count: count)
        }
        return BoardFigures(cells: cells)
    }

    /// How often somebody of each category was there, in the sessions that a filter leaves.
    func attendance(
        _ period: BoardPeriod, _ filter: BoardFilter = .init(), in transaction: Transaction
    ) throws -> [ParticipantCategory: Int] {
        // A column each: to group them, all would have to be sorted.
        let categories = ParticipantCategory.allCases
        let columns = categories.map { "COUNT(CASE WHEN p.category = \($0.rawValue) THEN 1 END)" as SQL }
        let counts =
            try transaction.first(
                """
                SELECT \(SQL(joining: columns, with: ", ")) FROM consultation_session s
                JOIN session_participant p ON p.tenant = s.tenant AND p.session = s.id
                WHERE \(condition(.sessions, period, filter)) AND p.is_present = 1
                """
            ) { row in try categories.map { _ in try row.next(Int.self) } } ?? []
        return Dictionary(uniqueKeysWithValues: zip(categories, counts).filter { $0.1 > 0 })
    }

    /// How long the records of a subject were in each state that some have left.
    func times(_ subject: BoardSubject, _ period: BoardPeriod, in transaction: Transaction) throws -> [StateTime] {
        // By hours: window functions over the stays themselves take ten times as long.
        let length: SQL = "(y.left_at - y.entered_at + 3599999) / 3600000"
        let condition = condition(subject, period)
        // The stays of a few years are found by their records; where most are wanted, all are read in the order in which they
        // are counted, so that nothing is sorted. The sign keeps SQLite from looking each record up.
        let found: SQL =
            period.isLong
            ? """
            stay y WHERE \(stays(subject)) AND +y.subject IN (
                SELECT \(id(subject)) FROM \(records(subject)) WHERE \(condition))
            """
            : """
            \(records(subject)) JOIN stay y ON \(stays(subject)) AND y.subject = \(id(subject)) WHERE \(condition)
            """
        let hours = try transaction.rows(
            """
            SELECT y.state, \(length), COUNT(*), COUNT(CASE WHEN y.is_first = 1 THEN 1 END)
            FROM \(found) GROUP BY y.state, \(length) ORDER BY y.state, \(length)
            """
        ) { row in
            (
                state: try row.next(String.self),
                StateTime.Hour(length: try row.next(), stays: try row.next(), records: try row.next())
            )
        }
        return Dictionary(grouping: hours) { $0.state }.map { StateTime(state: $0, $1.map(\.1)) }
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

    /// Whether it was ever taken up again, because it was not solved after all.
    static let reopened: SQL = """
        CASE WHEN EXISTS (SELECT 1 FROM stay y WHERE y.tenant = i.tenant AND y.subject_kind = \(ItemEvent.subject)
            AND y.subject = i.id AND y.state = 'reopened') THEN 'reopened' ELSE 'never' END
        """

    /// The records that a filter leaves, the latest day first, after the one with this id.
    func records(
        _ subject: BoardSubject, _ period: BoardPeriod, _ filter: BoardFilter, after: Int64?, limit: Int,
        in transaction: Transaction
    ) throws -> [Record] {
        let (id, day) = (id(subject), subject == .topics ? "t.received_at" : "s.starts_on" as SQL)
        let beyond: SQL = after.map { "AND (\(day), \(id)) < (\(place(of: $0, subject)))" } ?? ""
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

    private func id(_ subject: BoardSubject) -> SQL {
        switch subject {
        case .topics: "t.id"
        case .sessions: "s.id"
        case .items: "i.id"
        }
    }

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
