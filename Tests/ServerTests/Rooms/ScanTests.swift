// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Scans are counted, people are not", .serialized)
struct ScanTests {
    @Test(
        "by room, day and purpose, over all servers, and shown to those whose room it is",
        arguments: EngineKind.allCases)
    func counted(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (visitor, base) = (village.visitor(), "/r/\(village.room.token.text)")
            let keeper = ScanKeeper(services: village.services)
            for _ in 0..<3 { _ = try await visitor.get(base) }
            await keeper.keep()
            _ = try await visitor.get(base, headers: [("Sec-Fetch-Site", "none")])
            _ = try await visitor.get(base, headers: [("Sec-Fetch-Site", "same-origin")])
            _ = try await visitor.get(base, headers: [("Sec-Purpose", "prefetch")])
            for rest in ["raise", "advise", "join", "follow", "follow"] { _ = try await visitor.get("\(base)/\(rest)") }
            _ = try await visitor.get("/r/\(village.otherRoom.token.text)")
            _ = try await visitor.get("/r/00000000")
            await keeper.keep()
            village.clock.move(hours: 24)
            _ = try await visitor.get(base)
            await keeper.keep()
            await keeper.keep()

            let read = try await village.program(of: .secretary).get("/desk/rooms/\(village.room.id)")
            let lines = (read.object["scans"] as? [[String: Any]] ?? []).map {
                "\($0["day"] ?? "") \($0["purpose"] ?? "") \($0["times"] ?? "")"
            }
            #expect(
                lines == [
                    "2026-03-05 advise 1", "2026-03-05 arrive 4", "2026-03-05 follow 2", "2026-03-05 join 1",
                    "2026-03-05 raise 1", "2026-03-06 arrive 1",
                ])
            let page = try await village.browser(of: .secretary).get("/desk/rooms/\(village.room.id)")
            #expect(page.text.contains("共5次，最多的一天4次") && page.text.contains("<rect "))
            #expect(page.text.contains("<td class=\"num\">1</td><td class=\"num\">5</td><td class=\"num\">5</td>"))
        }
    }

    @Test("what could not be written waits and is not lost, and nothing is counted twice")
    func waiting() {
        let counts = ScanCounts()
        let key = ScanCounts.Key(tenant: .init(1), room: .init(2), day: Village.morning.day, purpose: .arrive)
        counts.giveBack([key: 2])
        counts.giveBack([key: 3])
        #expect(counts.take() == [key: 5])
        #expect(counts.take().isEmpty)
    }
}
