// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// How long cases stay in each state, kept as they move (decision 0040).
struct StayStore: Sendable {
    let tenant: Tenant.ID

    /// A case that has just come in begins its first stay.
    func begin(
        _ subject: String, _ id: Int64, in state: String, version: Int, at now: Instant, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO stay (tenant, subject_kind, subject, version, state, is_first, entered_at)
            VALUES (\(tenant.number), \(subject), \(id), \(version), \(state), CASE WHEN EXISTS (
                SELECT 1 FROM stay
                WHERE tenant = \(tenant.number) AND subject_kind = \(subject) AND subject = \(id) AND state = \(state)
            ) THEN 0 ELSE 1 END, \(now.milliseconds))
            """)
    }

    /// Ends the stay in one state and begins the next, if the state is another. A clock that was put back makes a stay of no
    /// length.
    func move(
        _ subject: String, _ id: Int64, from before: String, to state: String, version: Int, at now: Instant,
        in transaction: Transaction
    ) throws {
        guard before != state else { return }
        try transaction.execute(
            """
            UPDATE stay SET left_at = CASE WHEN entered_at > \(now.milliseconds) THEN entered_at ELSE \(now.milliseconds) END
            WHERE tenant = \(tenant.number) AND subject_kind = \(subject) AND subject = \(id) AND left_at IS NULL
            """)
        try begin(subject, id, in: state, version: version, at: now, in: transaction)
    }

    /// What a move adds to the stays that a record's own row tells, as part of its UPDATE and before ``move``: the stay that
    /// ends with it (decision 0069).
    func ending(_ subject: String, _ id: Int64, from before: String, to state: String, at now: Instant) -> SQL {
        guard before != state else { return "" }
        return """
            ended_stays = ended_stays || COALESCE((
                SELECT y.state || ' '
                    || (CASE WHEN y.entered_at > \(now.milliseconds) THEN 0
                        ELSE (\(now.milliseconds) - y.entered_at + 3599999) / 3600000 END)
                    || CASE y.is_first WHEN 1 THEN ';' ELSE '+;' END
                FROM stay y WHERE y.tenant = \(tenant.number) AND y.subject_kind = \(subject) AND y.subject = \(id)
                    AND y.left_at IS NULL), ''),
            """
    }
}
