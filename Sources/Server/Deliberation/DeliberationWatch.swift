// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Ends calls for opinions whose last day is over: what was promised to everybody does not wait until somebody thinks of it.
struct DeliberationWatch: Watch {
    let services: Services
    /// So many at one look; what is left comes with the next.
    private static let batch = 20

    /// One look at all tenants. Each call in a transaction of its own: counting many votes takes its time.
    func look() async throws {
        let (services, now) = (services, services.clock.now())
        try await DueRound(services: services, complaint: "a call for opinions cannot be ended").go {
            site, transaction in
            try DeliberationDesk(services: services, site: site).store.overdue(
                on: now.day, limit: Self.batch, in: transaction)
        } act: { call, site, transaction in
            try DeliberationDesk(services: services, site: site).end(call, at: now, in: transaction)
        }
    }
}

extension DeliberationDesk {
    /// Ends a call by itself. Extended or closed a moment ago, there is nothing to end.
    func end(_ id: Deliberation.ID, at now: Instant, in transaction: Transaction) throws {
        try store.lock(id, in: transaction)
        guard let call = try call(id, in: transaction), call.isOverdue(on: now.day),
            let transition = call.ending(try votes.result(of: id, in: transaction), on: now.day)
        else { return }
        try save(transition, Signature(actor: .system, role: nil, now: now), in: transaction)
    }
}
