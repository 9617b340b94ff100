// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Tells those who have a program's token that it ends, before it does: a program that stands still on a Sunday tells nobody why.
struct APITokenWatch: Watch {
    let services: Services

    /// One look at all tenants.
    func look() async throws {
        let (services, now) = (services, services.clock.now())
        try await DueRound(services: services, complaint: "whoever has a token cannot be told that it ends").go {
            (site: Site, transaction: Transaction) -> [APIToken.ID] in
            let days = site.practice.profile.tokenWarningDays
            return try APITokenStore(tenant: site.tenant.id).ending(within: days, at: now, in: transaction)
                .filter { $0.isWarningDue(days: days, at: now) }.map(\.id)
        } act: { id, site, transaction in
            try AccountDesk(services: services, site: site).warn(of: id, at: now, in: transaction)
        }
    }
}
