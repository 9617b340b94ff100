// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension BoardStore {
    /// What the reader may see of a period, narrowed by a filter.
    func condition(_ subject: BoardSubject, _ period: BoardPeriod, _ filter: BoardFilter = .init()) -> SQL {
        let visible: SQL =
            switch subject {
            case .topics:
                """
                \(TopicVisibility.sql(TopicScope(of: actor), tenant: tenant))
                AND t.received_at >= \(Instant(period.first).milliseconds)
                AND t.received_at < \(Instant(period.last.advanced(by: 1)).milliseconds)
                """
            case .sessions: "\(SessionListStore.visible(SessionScope(of: actor), tenant)) AND \(days(period))"
            case .items:
                // Figures of the own rooms and units: what one supervises elsewhere is counted there.
                """
                \(ItemListStore.visible(ItemScope(of: actor), tenant, withSupervised: false)) AND \(days(period))
                """
            }
        let narrower = filter.values.sorted { $0.key.rawValue < $1.key.rawValue }.map { facet, values -> SQL in
            values.isEmpty
                ? "1 = 0"
                : """
                \(expression(facet, of: subject, period)) IN (\(SQL(joining: values.map { "\($0)" }, with: ", ")))
                """
        }
        return SQL(joining: [visible] + narrower + (filter.left.map { [left($0, subject)] } ?? []), with: " AND ")
    }

    private func days(_ period: BoardPeriod) -> SQL {
        "s.starts_on >= \(period.first.description) AND s.starts_on <= \(period.last.description)"
    }

    /// The value that a record has of a facet; of those it cannot have, none.
    func expression(_ facet: BoardFacet, of subject: BoardSubject, _ period: BoardPeriod) -> SQL {
        let row = row(subject)
        switch facet {
        case .stage: return Self.stage
        case .state: return "\(row).state"
        case .source: return "t.source"
        case .category: return "COALESCE(t.category, 'none')"
        case .lamp:
            return subject == .items
                // While the room looks at it, or the people are asked, the days are theirs, and no unit owes anything.
                ? "CASE WHEN i.state IN ('return_requested', 'reported', 'verified') THEN 'none' ELSE \(lamp(row, isOver: "i.state = 'closed'")) END"
                : lamp(row, isOver: "t.state = 'closed'")
        case .town: return "substr(\(row).area, 1, 9)"
        case .part: return part(subject, period)
        case .conclusion: return "COALESCE(s.conclusion, 'open')"
        case .form: return "s.form"
        case .level: return Self.level
        case .unit: return "CAST(i.unit AS TEXT)"
        case .adoption: return "CASE WHEN i.state IN ('verified', 'closed') THEN i.adoption ELSE 'open' END"
        case .claimed: return "CASE WHEN i.state IN ('verified', 'closed') THEN i.claimed ELSE 'open' END"
        case .confirmed: return Self.confirmed
        case .commented: return Self.commented
        case .scored: return Self.scored
        case .reopened: return "CASE i.is_reopened WHEN 1 THEN 'reopened' ELSE 'never' END"
        case .unflagged: return Self.said(answered: "i.unflagged", solved: "i.unflagged_solved")
        }
    }

    private static let stage: SQL = """
        CASE WHEN t.state IN ('held', 'screening', 'asked') THEN 'waiting'
            WHEN t.state IN ('rejected', 'redirected', 'withdrawn') THEN 'refused'
            WHEN t.former_ending IS NOT NULL THEN 'former'
            WHEN t.state = 'solved_directly' THEN 'direct'
            WHEN t.state = 'merged' THEN 'merged'
            WHEN t.state IN ('pooled', 'selected', 'researching', 'ready') THEN 'pooled'
            WHEN t.state IN ('scheduled', 'consulted') OR t.closure = 'no_action' THEN 'consulted'
            WHEN t.state <> 'closed' OR t.claimed <> 'solved' THEN 'assigned'
            WHEN \(isConfirmed) THEN 'confirmed'
            ELSE 'reported' END
        """

    /// What people say of an item in its last inquiry.
    static let confirmed = said(answered: "i.answered", solved: "i.answered_solved")

    private static func said(answered: SQL, solved: SQL) -> SQL {
        """
        CASE WHEN i.inquiries = 0 THEN 'not_asked'
            WHEN \(answered) = 0 THEN 'unanswered'
            WHEN \(solved) = \(answered) THEN 'solved'
            ELSE 'not_solved' END
        """
    }

    private func lamp(_ row: SQL, isOver: SQL) -> SQL {
        """
        CASE WHEN \(isOver) THEN 'over' WHEN \(row).due_on IS NULL THEN 'none'
            WHEN \(row).due_on < \(today.description) THEN 'overdue'
            WHEN \(row).due_on <= \(soon.description) THEN 'soon' ELSE 'in_time' END
        """
    }

    /// The part of the period in which a record's day lies.
    private func part(_ subject: BoardSubject, _ period: BoardPeriod) -> SQL {
        let parts = period.parts
        guard let last = parts.last else { return "''" }
        let steps = parts.dropLast().map { part -> SQL in
            let end = part.last.advanced(by: 1)
            let isIn: SQL =
                subject == .topics
                ? "t.received_at < \(Instant(end).milliseconds)" : "s.starts_on < \(end.description)"
            return "WHEN \(isIn) THEN \(part.code)"
        }
        guard !steps.isEmpty else { return "CASE WHEN 1 = 1 THEN \(last.code) END" }
        return "CASE \(SQL(joining: steps, with: " ")) ELSE \(last.code) END"
    }
}
