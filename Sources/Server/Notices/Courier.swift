// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Logging
import ServiceLifecycle

/// Delivers what lies in the outbox. A letter may be delivered twice (the server died in between); it arrives once.
struct Courier: Service {
    let services: Services
    private static let batch = 100

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(1))
                for site in services.sites.all { await deliver(for: site.tenant.id) }
            }
        }
    }

    /// Delivers all that is due in one tenant.
    func deliver(for tenant: Tenant.ID) async {
        let outbox = OutboxStore(tenant: tenant)
        let now = services.clock.now()
        do {
            while true {
                let letters = try await services.engine.read { try outbox.due(at: now, limit: Self.batch, in: $0) }
                if letters.isEmpty { return }
                try await deliver(letters, outbox, at: now)
            }
        } catch {
            services.log.error("the outbox waits", metadata: ["error": "\(error)"])
        }
    }

    /// Delivers a batch in one transaction; if that fails, each letter alone, so that one bad letter holds up no other.
    private func deliver(_ letters: [OutboxStore.Letter], _ outbox: OutboxStore, at now: Instant) async throws {
        let notices = NoticeStore(tenant: outbox.tenant)
        let ids = services.ids
        do {
            try await services.engine.write { transaction in
                for letter in letters {
                    try notices.deliver(letter, as: ids.next(), at: now, in: transaction)
                    try outbox.markDelivered(letter, at: now, in: transaction)
                }
            }
        } catch {
            guard letters.count == 1, let letter = letters.first else {
                for letter in letters { try await deliver([letter], outbox, at: now) }
                return
            }
            try await services.engine.write { try outbox.postpone(letter, at: now, in: $0) }
        }
    }
}
