// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Logging
import ServiceLifecycle

/// Makes the indexes of topics and proposals that were published before there was one: after an upgrade, and after a restore.
/// The server answers meanwhile; words are then looked for in the newest topics and in those that are numbered, similar topics
/// in these, and in the texts of all proposals.
struct TextIndexing: Service {
    let services: Services
    /// Records of one transaction: writers wait as long as it takes, some tenths of a second.
    var batch = 200

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await catchUp()
                    return
                } catch is CancellationError {
                    return
                } catch {
                    services.log.error("the index of texts waits", metadata: ["error": "\(error)"])
                    try? await Task.sleep(for: .seconds(10))
                }
            }
        }
        // A service that returns ends the program.
        try? await gracefulShutdown()
    }

    func catchUp() async throws {
        for site in services.sites.all {
            try await catchUp(TopicIndexStore(tenant: site.tenant.id))
            try await catchUp(ProposalIndexStore(tenant: site.tenant.id))
        }
    }

    private func catchUp<Record: TextIndexed>(_ index: TextIndexStore<Record>) async throws {
        guard try await !services.engine.read({ try index.isComplete(in: $0) }) else { return }
        var place: Identifier<Record>?
        repeat {
            let start = place
            place = try await services.engine.write {
                try index.catchUp(from: start, limit: batch, in: $0)
            }
            try Task.checkCancellation()
        } while place != nil
    }
}
