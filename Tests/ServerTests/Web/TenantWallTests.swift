// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Two tenants of one installation", .serialized)
struct TenantWallTests {
    @Test("a visitor finds nothing of the zone under the county's name", arguments: EngineKind.allCases)
    func visitors(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let story = village.story
            let paths = [
                "/r/\(story.zoneRoom.token.text)", "/r/\(story.zoneRoom.token.text)/raise",
                "/r/\(story.zoneRoom.token.text)/poster", "/r/\(story.zoneRoom.token.text)/card",
                "/topics/\(story.publishedInZone.id)", "/status/\(story.waitingInZone.code.text)",
                "/status/\(story.waitingInZone.code.text)/received", "/api/v1/rooms/\(story.zoneRoom.id)",
                "/api/v1/topics/\(story.publishedInZone.id)",
                "/api/v1/topics/status/\(story.waitingInZone.code.text)",
            ]
            for path in paths {
                let own = try await village.visitor(host: Village.zoneHost).get(path)
                #expect(own.status == 200, "\(path) is there under its own name")
                let foreign = try await village.visitor().get(path)
                #expect(foreign.status == 404, "\(path)")
            }
            for path in ["/", "/topics", "/topics?room=\(story.zoneRoom.id)", "/api/v1/rooms", "/api/v1/topics"] {
                let text = try await village.visitor().get(path).text
                #expect(!text.contains("开发区企业"), "\(path)")
                #expect(!text.contains(story.publishedInZone.id.text), "\(path)")
                #expect(path.contains("room=") || !text.contains(story.zoneRoom.id.text), "\(path)")
            }
            let raised = try await village.program().post("/topics", ["room": story.zoneRoom.id.text, "text": "路灯坏了"])
            #expect(raised.status == 422)
        }
    }

    @Test(
        "a sign-in of the zone is none in the county, and its people see none of the county's topics",
        arguments: EngineKind.allCases)
    func staff(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let token = try await village.signIn(.zoneSecretary)
            let paths = [
                "/desk/topics", "/desk/topics/\(village.story.waiting.id)",
                "/desk/topics/\(village.story.waitingInZone.id)",
            ]
            for path in paths {
                #expect(try await APIClient(village.client, bearer: token).get(path).status == 401, "\(path)")
                let page = try await Browser(village.client, signIn: token).get(path)
                #expect(page.header("Location")?.hasPrefix("/sign-in") == true, "\(path)")
            }
            let own = APIClient(village.client, host: Village.zoneHost, bearer: token)
            #expect(try await own.get("/desk/topics/\(village.story.waitingInZone.id)").status == 200)
            #expect(try await own.get("/desk/topics/\(village.story.waiting.id)").status == 404)
            #expect(try await own.post("/desk/topics/\(village.story.waiting.id)/pool", [:]).status == 404)
            let list = try await own.get("/desk/topics")
            #expect(list.text.contains(village.story.waitingInZone.id.text))
            #expect(!list.text.contains(village.story.waiting.id.text))
        }
    }

    @Test("the county's password does not open the zone under the same name")
    func passwords() async throws {
        try await Village.with(.sqlite) { village in
            let fields = ["name": Villager.leader.signInName, "password": Villager.password]
            let own = try await village.program().post("/sign-ins", fields)
            #expect(own.status == 201)
            let foreign = try await village.program(host: Village.zoneHost).post("/sign-ins", fields)
            #expect(foreign.status == 401)
        }
    }
}
