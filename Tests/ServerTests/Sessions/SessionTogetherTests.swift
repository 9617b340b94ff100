// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Sessions that several rooms and bodies hold together", .serialized)
struct SessionTogetherTests {
    @Test("both rooms' people see it and both pages show it; the board counts it once", arguments: EngineKind.allCases)
    func rooms(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let topic = try await village.carry(to: .ready).topic.id
            let other = village.story.otherRoom
            let organ = try await village.program(of: .systemAdministrator).post(
                "/desk/directory/organs", ["kind": "sector", "name": "教育界"])
            let fields: [String: Any] = [
                "title": "两村一起议", "topics": [topic.text], "day": "2026-03-20", "time": "15:00", "place": "社区会议室",
                "coHosts": [other.id.text], "bodies": [try #require(organ["id"])],
            ]
            let secretary = try await village.program(of: .secretary)
            for (name, wrong) in [
                ("coHosts", [topic.text]), ("coHosts", [village.story.zoneRoom.id.text]),
                ("coHosts", [village.story.room.id.text]), ("bodies", [topic.text]),
            ] {
                let refused = try await secretary.post("/desk/sessions", fields.merging([name: wrong]) { $1 })
                #expect(refused.status == 422, "\(refused.text)")
            }
            let neighbour = try await village.program(of: .otherSecretary)
            let planned = try await secretary.post("/desk/sessions", fields)
            let session = try #require(planned["id"].flatMap { ConsultationSession.ID($0) }, "\(planned.text)")
            #expect(planned.object["coHosts"] as? [String] == [other.id.text])
            let seen = try await neighbour.get("/desk/sessions/\(session)")
            #expect(seen.status == 200 && seen.object["permittedCommands"] as? [String] == [])
            #expect(try await neighbour.get("/desk/sessions").text.contains(session.text))
            #expect(try await neighbour.post("/desk/sessions/\(session)/cancellation", ["reason": "不"]).status == 404)
            try await village.act(.announce, on: session, as: .convener)
            await village.deliverLetters()
            #expect(
                try await village.browser(of: .otherSecretary).get("/desk/notices").text.contains("有一场协商会公告了"))
            let visitor = village.visitor()
            for room in [village.story.room, other] {
                #expect(try await visitor.get("/r/\(room.token.text)").text.contains("两村一起议"), "\(room.name)")
            }
            let page = try await visitor.get("/sessions/\(session)")
            #expect(page.text.contains("石桥村议事室、教育界"))
            #expect(try await village.browser(of: .secretary).get("/desk/sessions/\(session)").text.contains("联办的议事室"))
            try await village.act(.postpone, ["reason": "下雪"], on: session, as: .convener)
            #expect(!(try await visitor.get("/r/\(other.token.text)").text.contains("两村一起议")))
            try await village.act(.reschedule, ["day": "2026-03-20", "time": "09:00"], on: session, as: .convener)
            #expect(try await visitor.get("/r/\(other.token.text)").text.contains("两村一起议"))
            #expect(try await village.rowDifferences() == [])
            let board = try await village.program(of: .leader).get("/desk/board/sessions?from=2026-03-01&to=2026-03-31")
            #expect(board.object["count"] as? Int == 1, "\(board.text)")
        }
    }
}
