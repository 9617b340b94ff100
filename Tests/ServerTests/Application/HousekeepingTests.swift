// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Housekeeping", .serialized)
struct HousekeepingTests {
    @Test(
        "a server whose node was given away while the database was gone goes on as another",
        arguments: EngineKind.allCases)
    func lostNode(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (engine, lease) = (village.services.engine, village.installation.lease)
            let node = Int(village.services.ids.next() >> 14 & 255)
            let now = Clock.system.now().milliseconds
            // As if the lease had run out and another server had come.
            try await engine.write { try $0.execute("UPDATE node_lease SET expires_at = 0") }
            let other = try await NodeLease.take(engine, holder: "other", at: now)
            #expect(other.node == node)
            let ours = try await Housekeeping(services: village.services, lease: lease).renewed(lease)
            #expect(ours.node != node)
            #expect(Int(village.services.ids.next() >> 14 & 255) == ours.node)
            let again = try await Housekeeping(services: village.services, lease: ours).renewed(ours)
            #expect(again.node == ours.node, "which it keeps")
            #expect(village.log.lines.contains { $0.contains("going on as another") })
        }
    }
}
