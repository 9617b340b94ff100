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
}
