// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Synchronization
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

    @Test("what one watch meets is no matter of those behind it, and stands in the log")
    func failingWatch() async throws {
        try await Village.with(.sqlite) { village in
            await Housekeeping.look([FailingWatch.self, ReadingWatch.self], village.services)
            #expect(ReadingWatch.looks.withLock { $0 } == 1)
            #expect(village.log.lines.contains { $0.contains("FailingWatch") && $0.contains("housekeeping goes on") })
        }
    }
}

/// Meets something at each look.
private struct FailingWatch: Watch {
    let services: Services

    func look() async throws { throw DatabaseError.timedOut }
}

/// Notes that it has looked.
private struct ReadingWatch: Watch {
    static let looks = Mutex(0)
    let services: Services

    func look() async throws { Self.looks.withLock { $0 += 1 } }
}
