// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Logging
import ServiceLifecycle

/// Lets what belongs to a room follow it into another area, a lot in a transaction. How far it is stands in the move's row and is
/// changed with the records: a server that ends in between leaves nothing out.
struct RoomFollower: Service {
    let services: Services

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(1))
                do {
                    try await followLots()
                } catch {
                    services.log.error("the records of a moved room wait", metadata: ["error": "\(error)"])
                }
            }
        }
    }

    /// One lot of each room that was moved.
    func followLots() async throws {
        let (services, now) = (services, services.clock.now())
        try await services.movedRooms.reload(services.engine)
        try await DueRound(services: services, complaint: "the records of a moved room cannot follow").go {
            site, transaction in
            try RoomMoveStore(tenant: site.tenant.id).unfinished(in: transaction)
        } act: { room, site, transaction in
            try RoomMoveDesk(services: services, tenant: site.tenant.id)
                .followNext(room, of: site, at: now, in: transaction)
        }
    }
}
