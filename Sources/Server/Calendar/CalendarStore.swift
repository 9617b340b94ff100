// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// A tenant's own days and years, and the deadlines that they may move.
struct CalendarStore: Sendable {
    let tenant: Tenant.ID

    /// The national calendar with what the tenant has entered over it.
    func calendar(in transaction: Transaction) throws -> WorkCalendar {
        WorkCalendar.national.laying(try days(in: transaction), years: try years(in: transaction))
    }

    /// The tenant's own days, in their order.
    func days(in transaction: Transaction) throws -> [CalendarDay] {
        try transaction.rows(
            "SELECT day, kind, name FROM calendar_day WHERE tenant = \(tenant.number) ORDER BY day"
        ) { row in
            guard let day = Day(try row.next(String.self)),
                let kind = CalendarDay.Kind(rawValue: try row.next(String.self))
            else { throw DatabaseError.malformed("calendar_day") }
            return CalendarDay(day: day, kind: kind, name: try row.next(String.self))
        }
    }

    /// The years whose table the tenant has entered.
    func years(in transaction: Transaction) throws -> Set<Int> {
        Set(
            try transaction.rows("SELECT year FROM calendar_year WHERE tenant = \(tenant.number) ORDER BY year") {
                try $0.next(Int.self)
            })
    }

    func set(_ day: CalendarDay, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO calendar_day (tenant, day, kind, name)
            VALUES (\(tenant.number), \(day.day.description), \(day.kind.rawValue), \(day.name))
            ON CONFLICT (tenant, day) DO UPDATE SET kind = excluded.kind, name = excluded.name
            """)
    }

    /// Whether there was such a day.
    func remove(_ day: Day, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            "DELETE FROM calendar_day WHERE tenant = \(tenant.number) AND day = \(day.description)") == 1
    }

    /// Notes that the tenant has entered the table of a year.
    func enter(_ year: Int, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO calendar_year (tenant, year) VALUES (\(tenant.number), \(year))
            ON CONFLICT (tenant, year) DO NOTHING
            """)
    }

    /// The kinds of case that owe something by a day.
    enum DueKind: CaseIterable, Sendable {
        case topic, session, item, comment, sentiment, lookBack, proposal, assignment, erasure, unmasking
    }

    /// A case that owes something by a day that the calendar computes.
    struct Due: Sendable {
        let id: Int64
        let deadline: Deadline
    }

    /// The cases of a kind that owe something by a day that nobody named, by id after `after`.
    func due(_ kind: DueKind, after: Int64, limit: Int, in transaction: Transaction) throws -> [Due] {
        let table: SQL =
            switch kind {
            case .topic: "topic"
            case .session: "consultation_session"
            // A row holds the unit's day or the room's, never both.
            case .item:
                """
                (SELECT tenant, id, COALESCE(due_on, verify_due_on) AS due_on,
                    COALESCE(due_from, verify_due_from) AS due_from, COALESCE(due_term, verify_due_term) AS due_term,
                    COALESCE(due_is_provisional, verify_due_is_provisional) AS due_is_provisional
                FROM suggestion_item) AS item
                """
            case .comment: "live_comment"
            case .sentiment: "sentiment_issue"
            case .lookBack: "look_back"
            case .proposal: "proposal"
            case .assignment: "proposal_assignment"
            case .erasure: "personal_data_request"
            case .unmasking: "unmasking_request"
            }
        return try transaction.rows(
            """
            SELECT id, \(DeadlineColumns.names) FROM \(table)
            WHERE tenant = \(tenant.number) AND due_on IS NOT NULL AND due_term <> 'named' AND id > \(after)
            ORDER BY id LIMIT \(limit)
            """
        ) { row -> Due? in
            let id = try row.next(Int64.self)
            return try DeadlineColumns.next(&row).map { Due(id: id, deadline: $0) }
        }.compactMap { $0 }
    }
}
