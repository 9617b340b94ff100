// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("The intake of one room", .serialized)
struct RoomIntakeTests {
    @Test(
        "paused by the operator it takes in nothing and says why; other rooms go on; resumed it takes in again",
        arguments: EngineKind.allCases)
    func paused(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let path = "/desk/rooms/\(village.room.id)"
            let browser = try await village.browser(of: .systemAdministrator)
            let done = try await browser.fillIn(
                "\(path)/pausing", action: "\(path)/pausing", [("reason", "议事室搬迁，4月1日重新开放。")])
            #expect(done.status == 303, "\(done.text)")
            #expect(try await browser.get(path).text.contains("恢复提议题"))

            let fields = ["room": village.room.token.text, "text": "路灯不亮"]
            let refused = try await village.program().post("/topics", fields)
            #expect(refused.status == 503 && refused["code"] == "room_paused")
            let scanned = try await village.visitor().get("/r/\(village.room.token.text)")
            #expect(scanned.status == 200 && scanned.text.contains("3月5日起暂停") && scanned.text.contains("议事室搬迁"))
            #expect(!scanned.text.contains("/r/\(village.room.token.text)/raise"))
            let raise = try await village.visitor().get("/r/\(village.room.token.text)/raise")
            #expect(raise.status == 503 && raise.text.contains("议事室搬迁"))
            #expect(try await village.visitor().get("/status/\(village.story.asked.code.text)").status == 200)
            let other = ["room": village.otherRoom.token.text, "text": "路灯不亮"]
            #expect(try await village.program().post("/topics", other).status == 201)

            let resumed = try await village.program(of: .convener).post("\(path)/resuming", [:])
            #expect(resumed.status == 200, "\(resumed.text)")
            #expect(try await village.program().post("/topics", fields).status == 201)
            #expect(try await village.verify().isClean)
        }
    }

    @Test("neither the room's secretary nor the convener of another room has the switch")
    func whose() async throws {
        try await Village.with(.sqlite) { village in
            for villager in [Villager.secretary, .otherSecretary, .leader, .securityAdministrator] {
                let answer = try await village.program(of: villager).post(
                    "/desk/rooms/\(village.room.id)/pausing", ["reason": "停"])
                #expect(answer.status == 404, "\(villager)")
            }
        }
    }
}
