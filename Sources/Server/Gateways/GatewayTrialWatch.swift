// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Ends trials of gateways whose answer nobody waits for any more, so that whoever tried is told so.
struct GatewayTrialWatch: Watch {
    let services: Services

    /// One look at all tenants.
    func look() async throws {
        let (services, now) = (services, services.clock.now())
        try await DueRound(services: services, complaint: "a trial of a gateway cannot be ended").go {
            site, transaction in
            try GatewayTrialStore(tenant: site.tenant.id).unanswered(at: now, in: transaction)
        } act: { trial, site, transaction in
            try GatewayTrialDesk(services: services, site: site)
                .end(trial, as: .unanswered, reason: nil, by: .system, at: now, in: transaction)
        }
    }
}
