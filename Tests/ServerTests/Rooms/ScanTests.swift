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

    @Test(
        "who comes by a code that was replaced is counted apart, and the room sees that it still hangs",
        arguments: EngineKind.allCases)
    func former(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let old = village.room.token.text
            let program = try await village.program(of: .secretary)
            let path = "/desk/rooms/\(village.room.id)"
            let renewed = try await program.post("\(path)/renewal", ["reason": "换新"])
            let new = try #require(renewed["token"])
            #expect(renewed.object["formerScans"] as? [String] == [], "\(renewed.text)")
            let visitor = village.visitor()
            for rest in ["", "", "/raise"] { _ = try await visitor.get("/r/\(old)\(rest)") }
            _ = try await visitor.get("/r/\(new)", headers: [("Sec-Fetch-Site", "same-origin")])
            let keeper = ScanKeeper(services: village.services)
            await keeper.keep()
            village.clock.move(hours: 24)
            _ = try await visitor.get("/r/\(old)")
            await keeper.keep()
            let read = try await village.program(of: .secretary).get(path)
            let former = try #require((read.object["formerScans"] as? [[String: Any]])?.first)
            #expect(former["token"] as? String == old && former["times"] as? Int == 4)
            #expect(former["lastOn"] as? String == "2026-03-06")
            #expect((read.object["scans"] as? [Any])?.isEmpty == true, "nobody came by the code that counts")
            let page = try await village.browser(of: .secretary).get(path)
            #expect(page.text.contains("还有人在扫旧码：“\(old)”4次") && page.text.contains("最近一次3月6日"))
        }
    }

    @Test("looking up counts once, on its own page or on the room's", arguments: EngineKind.allCases)
    func lookingUp(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (visitor, base) = (village.visitor(), "/r/\(village.room.token.text)")
            let code = village.story.waiting.code.text
            let page = try await visitor.get("\(base)/follow")
            let token = try #require(page.formToken("\(base)/follow"))
            let wrong = try await visitor.post(
                "\(base)/follow",
                [("_token", token), ("counted", try #require(page.hiddenField("counted"))), ("code", "X")])
            #expect(wrong.status == 404 && wrong.hiddenField("counted") == "1")
            let found = try await visitor.post(
                "\(base)/follow", [("_token", token), ("counted", "1"), ("code", code)])
            #expect(found.status == 303)
            #expect(village.services.scans.take().map(\.value) == [1])
            let atOnce = try await visitor.fillIn(base, action: "\(base)/follow", [("code", code)])
            #expect(atOnce.status == 303)
            let counted = village.services.scans.take()
            #expect(counted.filter { $0.key.purpose == .follow }.map(\.value) == [1])
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
