// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// How many cases are due today, how many are overdue, and how many of those have become so since a day.
struct DeadlineCounts: Sendable, Hashable {
    var dueToday = 0
    var overdue = 0
    var newlyOverdue = 0

    static func + (a: DeadlineCounts, b: DeadlineCounts) -> DeadlineCounts {
        DeadlineCounts(
            dueToday: a.dueToday + b.dueToday, overdue: a.overdue + b.overdue,
            newlyOverdue: a.newlyOverdue + b.newlyOverdue)
    }

    /// Counts the rows of `from` in whose state somebody owes something by the day of the column `due`.
    static func read(
        _ from: SQL, owing: SQL, due: SQL, today: Day, since day: Day, in transaction: Transaction
    ) throws -> DeadlineCounts {
        let overdue: SQL = "\(owing) AND \(due) < \(today.description)"
        return try transaction.first(
            """
            SELECT
                COALESCE(SUM(CASE WHEN \(owing) AND \(due) = \(today.description) THEN 1 ELSE 0 END), 0),
                COALESCE(SUM(CASE WHEN \(overdue) THEN 1 ELSE 0 END), 0),
                COALESCE(SUM(CASE WHEN \(overdue) AND \(due) >= \(day.description) THEN 1 ELSE 0 END), 0)
            FROM \(from)
            """
        ) {
            DeadlineCounts(dueToday: try $0.next(), overdue: try $0.next(), newlyOverdue: try $0.next())
        } ?? DeadlineCounts()
    }
}
