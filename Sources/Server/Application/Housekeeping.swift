// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Logging
import ServiceLifecycle

/// The clockwork that keeps the house: renews the lease of ids, forgets answers older than seven days.
struct Housekeeping: Service {
    let services: Services
    let lease: NodeLease

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var round = 0
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(10))
                do {
                    services.ids.reserve(
                        upTo: try await lease.renew(
                            services.engine, used: services.ids.highWater, at: Clock.system.now().milliseconds))
                    if round % 360 == 0 { try await forget() }
                } catch {
                    services.log.error("housekeeping failed, trying again", metadata: ["error": "\(error)"])
                }
                round += 1
            }
        }
    }

    private func forget() async throws {
        let limit = services.clock.now().advanced(byMilliseconds: -AnsweredRequests.keptMilliseconds)
        _ = try await services.engine.write { try AnsweredRequestStore.forget(before: limit, in: $0) }
    }
}
