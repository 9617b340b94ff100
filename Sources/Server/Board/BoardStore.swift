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
    }

    /// All counts of a subject in one pass over its records.
    /// `further`: whether by the further facets, too.
    func figures(
        _ subject: BoardSubject, _ period: BoardPeriod, further: Bool = false, in transaction: Transaction
    ) throws -> BoardFigures {
        let facets = subject.facets + (further ? subject.further : [])
        let columns = SQL(joining: facets.map { expression($0, of: subject, period) }, with: ", ")
        let numbers = SQL(joining: facets.indices.map { Self.ordinals[$0] }, with: ", ")
        let cells = try transaction.rows(
            """
            SELECT \(columns), COUNT(*) FROM \(tables(subject)) WHERE \(condition(subject, period)) GROUP BY \(numbers)
            """
        ) { row in
            var values: [BoardFacet: String] = [:]
            for facet in facets { values[facet] = try row.next(String.self) }
            return BoardFigures.Cell(values: values, count: try row.next())
        }
        return BoardFigures(cells: cells)
    }

    private static let ordinals: [SQL] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]

    /// How often somebody of each category was there, in the sessions that a filter leaves.
    func attendance(
        _ period: BoardPeriod, _ filter: BoardFilter = .init(), in transaction: Transaction
    ) throws -> [ParticipantCategory: Int] {
        let counted = try transaction.rows(
            """
            SELECT p.category, COUNT(*) FROM consultation_session s
            JOIN session_participant p ON p.tenant = s.tenant AND p.session = s.id
            WHERE \(condition(.sessions, period, filter)) AND p.is_present = 1 GROUP BY p.category
            """
        ) { row -> (ParticipantCategory?, Int) in (ParticipantCategory(rawValue: try row.next()), try row.next()) }
        return counted.reduce(into: [:]) { counts, each in
            if let category = each.0 { counts[category] = each.1 }
        }
    }

    /// How long the records of a subject were in each state that some have left.
    func times(_ subject: BoardSubject, _ period: BoardPeriod, in transaction: Transaction) throws -> [StateTime] {
        // By hours: window functions over the stays themselves take ten times as long.
        let hours = try transaction.rows(
            """
            SELECT y.state, (y.left_at - y.entered_at + 3599999) / 3600000, COUNT(*),
                COUNT(CASE WHEN y.is_first = 1 THEN 1 END)
            FROM \(records(subject)) JOIN stay y ON \(stays(subject))
            WHERE \(condition(subject, period)) GROUP BY 1, 2 ORDER BY 1, 2
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
            EXISTS (SELECT 1 FROM stay y WHERE \(stays(subject))
                AND y.state IN (\(SQL(joining: states.map { "\($0)" }, with: ", "))))
            """
    }

    /// The stays of a record that have ended.
    private func stays(_ subject: BoardSubject) -> SQL {
        let (kind, id): (String, SQL) =
            switch subject {
            case .topics: (TopicEvent.subject, "t.id")
            case .sessions: (SessionEvent.subject, "s.id")
            case .items: (ItemEvent.subject, "i.id")
            }
        return """
            y.tenant = \(tenant.number) AND y.subject_kind = \(kind) AND y.subject = \(id) AND y.left_at IS NOT NULL
            """
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
            SELECT \(expression(.unit, of: .items, period)), h.points, COUNT(*) FROM \(Self.itemsAlone)
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
            "SELECT COUNT(*) FROM \(tables(subject, filter)) WHERE \(condition(subject, period, filter))"
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

    /// The records that a filter leaves, newest first, after the one with this id.
    func records(
        _ subject: BoardSubject, _ period: BoardPeriod, _ filter: BoardFilter, after: Int64?, limit: Int,
        in transaction: Transaction
    ) throws -> [Record] {
        let id: SQL =
            switch subject {
            case .topics: "t.id"
            case .sessions: "s.id"
            case .items: "i.id"
            }
        let condition = condition(subject, period, filter)
        return try transaction.rows(
            """
            SELECT \(id), \(columns(subject)) FROM \(tables(subject, filter)) \(joins(subject))
            WHERE \(condition) AND \(id) < \(after ?? .max) ORDER BY \(id) DESC LIMIT \(limit)
            """
        ) { row in
            let id = Identifier<Never>(try row.next()).text
            let title = try title(subject, &row)
            let place = try row.next(String.self)
            let day: Day? =
                subject == .topics
                ? Instant(milliseconds: try row.next()).day : Day(try row.next(String.self))
            guard let day else { throw DatabaseError.malformed("consultation_session.starts_on") }
            return Record(id: id, title: title, place: place, day: day, state: try row.next())
        }
    }

    /// What a filter looks at: what people have said is counted only where it asks for that.
    private func tables(_ subject: BoardSubject, _ filter: BoardFilter) -> SQL {
        filter.values.keys.contains { [.stage, .confirmed, .unflagged].contains($0) }
            ? tables(subject) : records(subject)
    }

    /// What is counted, with what people have said of it: of an item in its last inquiry, of a topic in those of all its
    /// items.
    private func tables(_ subject: BoardSubject) -> SQL {
        switch subject {
        case .topics:
            "topic t LEFT JOIN (SELECT j.topic AS topic, \(Self.said(tenant)) GROUP BY j.topic) a ON a.topic = t.id"
        case .sessions: records(subject)
        case .items: Self.items(tenant)
        }
    }

    /// What is counted, with what its period is told by.
    private func records(_ subject: BoardSubject) -> SQL {
        switch subject {
        case .topics: "topic t"
        case .sessions: "consultation_session s"
        case .items: Self.itemsAlone
        }
    }

    private static let itemsAlone: SQL = """
        suggestion_item i JOIN consultation_session s ON s.tenant = i.tenant AND s.id = i.session
        """

    /// The items with their sessions `s` and with what was said of each in its last inquiry, `a`.
    static func items(_ tenant: Tenant.ID) -> SQL {
        """
        \(itemsAlone)
        LEFT JOIN (SELECT k.item AS item, \(said(tenant)) GROUP BY k.item) a ON a.item = i.id
        """
    }

    /// The level of the room that holds a session.
    static let level: SQL = "(SELECT r.level FROM room r WHERE r.tenant = s.tenant AND r.id = s.room)"

    private static func said(_ tenant: Tenant.ID) -> SQL {
        """
        COUNT(k.outcome) AS answered, COUNT(CASE WHEN k.outcome = 'solved' THEN 1 END) AS solved,
        COUNT(CASE WHEN k.flag IS NULL THEN k.outcome END) AS unflagged,
        COUNT(CASE WHEN k.outcome = 'solved' AND k.flag IS NULL THEN 1 END) AS unflagged_solved
        FROM confirmation k JOIN suggestion_item j
            ON j.tenant = k.tenant AND j.id = k.item AND j.inquiries = k.inquiry
        WHERE k.tenant = \(tenant.number)
        """
    }

    private func columns(_ subject: BoardSubject) -> SQL {
        switch subject {
        case .topics: "t.public_title, t.text, c.words, r.name, t.received_at, t.state"
        case .sessions: "s.title, r.name, s.starts_on, s.state"
        case .items: "i.task, c.words, u.name, s.starts_on, i.state"
        }
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
            """
        }
    }

    private func title(_ subject: BoardSubject, _ row: inout Row) throws -> String? {
        switch subject {
        case .topics:
            let title = try row.next(String?.self)
            let words = try contents.next(&row, tenant: tenant)?.words
            return title ?? Excerpt.of(words)
        case .sessions: return try row.next(String?.self)
        case .items: return try contents.next(&row, tenant: tenant)?.words
        }
    }
}
