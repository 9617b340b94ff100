// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// How often a committee has tried its gateways of late: read of the log, so that servers side by side count together.
struct GatewayTrialStore: Sendable {
    let tenant: Tenant.ID

    /// So many trials in so long.
    static let (limit, milliseconds): (Int, Int64) = (5, 600_000)

    /// Whether so many were made just now that the next has to wait.
    func isOver(at now: Instant, in transaction: Transaction) throws -> Bool {
        let since = now.advanced(byMilliseconds: -Self.milliseconds).milliseconds
        let count = try transaction.first(
            """
            SELECT COUNT(*) FROM event WHERE tenant = \(tenant.number) AND subject_kind = \(GatewayTrial.subject)
                AND kind = 'tried' AND recorded_at > \(since)
            """
        ) { try $0.next(Int.self) }
        return (count ?? 0) >= Self.limit
    }

    /// After so long nobody waits for a gateway's answer any more: each gives up within a minute.
    static let patience: Int64 = 5 * 60_000
    /// For so long the last trial is shown to whoever comes back.
    static let shownMilliseconds: Int64 = 86_400_000

    /// Trials that were begun longer ago and have not ended, oldest first.
    func unanswered(at now: Instant, in transaction: Transaction) throws -> [Identifier<GatewayTrial>] {
        try transaction.rows(
            """
            SELECT e.subject FROM event e
            WHERE e.tenant = \(tenant.number) AND e.subject_kind = \(GatewayTrial.subject) AND e.kind = 'tried'
                AND e.recorded_at <= \(now.advanced(byMilliseconds: -Self.patience).milliseconds)
                AND NOT EXISTS (SELECT 1 FROM event x WHERE x.tenant = e.tenant AND x.subject_kind = e.subject_kind
                    AND x.subject = e.subject AND x.kind = 'ended')
            ORDER BY e.subject LIMIT 100
            """
        ) { Identifier(try $0.next()) }
    }

    /// The committee's last trial, where it was made within a day.
    func latest(at now: Instant, in transaction: Transaction) throws -> Identifier<GatewayTrial>? {
        try transaction.first(
            """
            SELECT e.subject FROM event e
            WHERE e.tenant = \(tenant.number) AND e.subject_kind = \(GatewayTrial.subject) AND e.kind = 'tried'
                AND e.recorded_at > \(now.advanced(byMilliseconds: -Self.shownMilliseconds).milliseconds)
            ORDER BY e.recorded_at DESC, e.subject DESC LIMIT 1
            """
        ) { Identifier(try $0.next()) }
    }
}
