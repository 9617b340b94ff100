// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Logging
import ServiceLifecycle

/// Sends on what goes to very many, a lot of receipts in a transaction, until each addressee has its own. How many are left stands
/// in the notice's row and is changed with them: a server that ends in between loses nothing and sends nothing twice.
struct DeploymentSender: Service {
    let services: Services

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(1))
                do {
                    try await sendLots()
                } catch {
                    services.log.error("notices wait to be sent on", metadata: ["error": "\(error)"])
                }
            }
        }
    }

    /// One lot of each notice that is on its way.
    func sendLots() async throws {
        let (services, now) = (services, services.clock.now())
        try await DueRound(services: services, complaint: "a notice cannot be sent on").go { site, transaction in
            try DeploymentDesk(services: services, site: site).store.onTheirWay(in: transaction)
        } act: { id, site, transaction in
            try DeploymentDesk(services: services, site: site).sendNext(id, at: now, in: transaction)
        }
    }
}
