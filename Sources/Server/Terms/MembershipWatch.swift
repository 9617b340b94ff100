// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Carries out the change into a term on the day it begins, and ends memberships whose last day is over. Who is a member on that
/// day does not wait for it (``Tenure``); what else is read of the register does.
struct MembershipWatch: Watch {
    let services: Services
    /// So many at one look; what is left comes with the next.
    private static let batch = 100

    /// One look at all tenants.
    func look() async throws {
        let (services, now) = (services, services.clock.now())
        try await DueRound(services: services, complaint: "a change of term cannot be carried out").go {
            site, transaction in
            try TermChangeStore(tenant: site.tenant.id).due(on: now.day, in: transaction)
        } act: { id, site, transaction in
            let desk = TermChangeDesk(services: services, site: site)
            let change = try desk.term(id, in: transaction).change
            // Their last day is the one before the term begins, however late this comes.
            try desk.carryOut(change, endingOn: change.startsOn, by: .system, at: now, in: transaction)
        }
        try await DueRound(services: services, complaint: "a membership cannot be ended").go { site, transaction in
            try MembershipStore(tenant: site.tenant.id).expired(on: now.day, limit: Self.batch, in: transaction)
        } act: { id, site, transaction in
            let register = RegisterDesk(services: services, site: site, form: .members)
            guard let entry = try register.store.entry(id, in: transaction), entry.state == .current,
                let last = entry.values["endsOn"].flatMap({ Day($0) }), last < now.day
            else { return }
            try register.end(entry, on: last.advanced(by: 1), by: .system, at: now, in: transaction)
        }
    }
}
