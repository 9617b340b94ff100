// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Logging

/// One round through all tenants for what is due without anybody asking for it. Each record has a transaction of its own: one that
/// cannot be dealt with is told to the log and keeps no other from its turn.
struct DueRound: Sendable {
    let services: Services
    /// What the log says of a record that could not be dealt with.
    let complaint: String

    /// Reads what is due at a tenant, and deals with one after the other. What is due may have changed since it was read:
    /// `act` looks again.
    func go<Record>(
        due: @escaping @Sendable (Site, Transaction) throws -> [Identifier<Record>],
        act: @escaping @Sendable (Identifier<Record>, Site, Transaction) throws -> Void
    ) async throws {
        for site in services.sites.all {
            let waiting = try await services.engine.read { try due(site, $0) }
            for id in waiting {
                do {
                    try await services.engine.write { try act(id, site, $0) }
                } catch {
                    services.log.error("\(complaint)", metadata: ["id": "\(id)", "error": "\(error)"])
                }
            }
        }
    }
}
