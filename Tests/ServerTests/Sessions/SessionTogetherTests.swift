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

    @Test("of more than a hundred bodies and rooms each can hold a session, too", arguments: EngineKind.allCases)
    func many(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let topic = try await village.carry(to: .ready).topic.id
            let administrator = try await village.program(of: .systemAdministrator)
            // By name they stand behind a hundred others.
            for number in 0..<101 {
                let made = try await administrator.post(
                    "/desk/directory/organs", ["kind": "sector", "name": "A界别\(number)"])
                #expect(made.status == 201, "\(made.text)")
            }
            let last = try await administrator.post("/desk/directory/organs", ["kind": "sector", "name": "Z教育界"])
            let body = try #require(last["id"])
            let form = try await village.browser(of: .secretary).get("/desk/planning")
            #expect(form.text.contains("Z教育界"))
            let planned = try await village.program(of: .secretary).post(
                "/desk/sessions",
                [
                    "title": "一起议", "topics": [topic.text], "day": "2026-03-20", "time": "15:00", "place": "社区会议室",
                    "bodies": [body],
                ])
            #expect(planned.object["bodies"] as? [String] == [body], "\(planned.text)")
        }
    }

    @Test(
        "a ready topic of a room that holds it, too, comes in; its secretary reads what becomes of it",
        arguments: EngineKind.allCases)
    func topicOfCoHost(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let own = try await village.carry(to: .ready)
            let (brought, other) = (village.story.waitingElsewhere.id, village.story.otherRoom)
            try await village.act(
                .review, ["title": "灌溉渠淤堵", "body": "渠淤了两年，下游没有水。"], on: brought, as: .otherSecretary)
            let secretary = try await village.program(of: .secretary)
            let fields: [String: Any] = [
                "title": "两村一起议", "topics": [brought.text, own.topic.id.text],
                "day": village.clock.now.day.description, "time": "15:00", "place": "社区会议室",
                "coHosts": [other.id.text],
            ]
            let early = try await secretary.post("/desk/sessions", fields)
            #expect(early.status == 404, "it is not ready: \(early.text)")
            try await village.ready(brought, in: other)
            let form = try await village.browser(of: .secretary).get("/desk/planning").text
            #expect(form.contains("灌溉渠淤堵（石桥村议事室）"))
            let alone = try await secretary.post("/desk/sessions", fields.filter { $0.key != "coHosts" })
            #expect(alone.status == 422 && alone.text.contains("请在联办的议事室里选上那一间"), "\(alone.text)")
            let planned = try await secretary.post("/desk/sessions", fields)
            let session = try #require(planned["id"].flatMap { ConsultationSession.ID($0) }, "\(planned.text)")
            #expect(planned["room"] == village.story.room.id.text, "whoever plans leads")
            #expect(planned.object["topics"] as? [String] == [own.topic.id.text, brought.text])
            let minuted = try await village.carry(session: session, of: own, from: .announced, to: .minuted)
            #expect(try await village.topic(brought)?.state == .consulted)
            try await village.act(
                .draftItem,
                [
                    "topic": brought.text, "task": "清一遍淤", "unit": village.story.unit.id.text,
                    "officer": village.person(.officer).text,
                    "milestones": "\(village.clock.now.day.advanced(by: 10)) 清完",
                ], on: session, as: .secretary)
            _ = try await village.carry(minuted, from: .issued, to: .issued)
            #expect(try await village.topic(brought)?.state == .inHandling)
            let neighbour = try await village.browser(of: .otherSecretary)
            let page = try await neighbour.get("/desk/topics/\(brought)").text
            #expect(page.contains("清一遍淤") && !page.contains("/desk/items/"))
            #expect(!page.contains(Journey.task), "nothing of the other room's topic")
            #expect(try await village.rowDifferences() == [])
        }
    }
}

extension Village {
    /// Carries a topic of another room than the village's until it is ready for a session, by an office over the whole county.
    fileprivate func ready(_ topic: Topic.ID, in room: Room) async throws {
        let (convener, county) = (person(.convener), story.county.id)
        try await Commands.run(on: installation) {
            try $0.appoint(convener, to: Appointment(.convener, .room(room.id)), tenant: county)
        }
        try await act(.pool, on: topic, as: .otherSecretary)
        let calls: [(Villager, String, [String: String])] = [
            (.convener, "selection", [:]),
            (
                .convener, "assignment",
                ["researcher": person(.member).text, "day": clock.now.day.advanced(by: 7).description]
            ),
            (.member, "research", ["visit": "沿渠走了一遍", "findings": "淤了半米", "advice": "清淤"]),
        ]
        for (villager, segment, fields) in calls {
            let answer = try await self.program(of: villager).post("/desk/topics/\(topic)/\(segment)", fields)
            #expect(answer.status == 200, "\(segment): \(answer.text)")
        }
    }
}
