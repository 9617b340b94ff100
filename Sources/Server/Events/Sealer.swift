// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Logging
import ServiceLifecycle

/// The clockwork that seals: at most a second behind, and nothing to write when nothing happened.
struct Sealer: Service {
    let services: Services

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await sealAll()
                try? await Task.sleep(for: .milliseconds(900))
            }
        }
        await sealAll()
    }

    private func sealAll() async {
        for site in services.sites.all {
            do {
                try await Sealer.seal(tenant: site.tenant.id, services)
            } catch {
                services.log.error("sealing failed, trying again", metadata: ["error": "\(error)"])
            }
        }
    }

    /// Seals all that waits in one tenant.
    static func seal(tenant: Tenant.ID, _ services: Services) async throws {
        let store = SealStore(keys: services.keys)
        while try await services.engine.read({ try store.isBehind(tenant: tenant, in: $0) }) {
            let now = services.clock.now()
            _ = try await services.engine.write { try store.seal(tenant: tenant, at: now, in: $0) }
        }
    }
}
