// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Logging
import ServiceLifecycle

/// Makes the index of topics that were published before there was one: after an upgrade, and after a restore. The server
/// answers meanwhile; words are then looked for without the index, and similar topics among those that are in it.
struct TopicIndexing: Service {
    let services: Services
    /// Topics of one transaction: writers wait as long as it takes, some tenths of a second.
    static let batch = 200

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await catchUp()
                    return
                } catch is CancellationError {
                    return
                } catch {
                    services.log.error("the index of topics waits", metadata: ["error": "\(error)"])
                    try? await Task.sleep(for: .seconds(10))
                }
            }
        }
        // A service that returns ends the program.
        try? await gracefulShutdown()
    }

    func catchUp() async throws {
        for site in services.sites.all {
            let index = TopicIndexStore(tenant: site.tenant.id)
            guard try await !services.engine.read({ try index.isComplete(in: $0) }) else { continue }
            while try await services.engine.write({ try index.catchUp(limit: Self.batch, in: $0) }) {
                try Task.checkCancellation()
            }
        }
    }
}
