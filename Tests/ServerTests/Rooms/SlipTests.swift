// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Paper slips", .serialized)
struct SlipTests {
    /// The codes of slips that the secretary has made.
    private static func make(_ village: Village, until: String = "2026-03-31") async throws -> (
        batch: String, codes: [String]
    ) {
        let program = try await village.program(of: .secretary)
        let room = village.room.id
        let made = try await program.post("/desk/rooms/\(room)/slips", ["count": "12", "until": until])
        #expect(made.status == 200, "\(made.text)")
        let batches = try #require(made.object["slipBatches"] as? [[String: Any]])
        let batch = try #require(batches.first?["id"] as? String)
        let sheet = try await program.get("/desk/rooms/\(room)/slips/\(batch)")
        let slips = try #require(sheet.object["slips"] as? [[String: Any]])
        return (batch, slips.compactMap { $0["code"] as? String })
    }

    @Test("a slip raises one topic, once, and the topic says so", arguments: EngineKind.allCases)
    func once(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (batch, codes) = try await Self.make(village)
            #expect(Set(codes).count == 12)
            let visitor = village.visitor()
            let found = try await visitor.fillIn("/s", action: "/s", [("code", codes[0].lowercased())])
            #expect(found.status == 303 && found.header("Location") == "/s/\(codes[0])")
            let action = "/s/\(codes[0])/topics"
            let empty = try await visitor.fillIn("/s/\(codes[0])", action: action, [("text", ""), ("place", "东门")])
            #expect(empty.status == 422 && empty.text.contains("东门"))
            let done = try await visitor.fillIn("/s/\(codes[0])", action: action, [("text", "东门的灯不亮")])
            #expect(done.status == 303, "\(done.text)")
            let received = try await visitor.get(try #require(done.header("Location")))
            #expect(received.status == 200 && received.text.contains("您的议题已收到"))

            let again = try await visitor.get("/s/\(codes[0])")
            #expect(again.status == 409 && again.text.contains("用过了"))
            let other = try await village.program().post("/slips/\(codes[0])/topics", ["text": "还有一件"])
            #expect(other.status == 409 && other["code"] == "slip_used")
            let second = try await village.program().post("/slips/\(codes[1])/topics", ["text": "西门也不亮"])
            #expect(second.status == 201 && second["trackingCode"] != nil)

            let record = try await village.browser(of: .secretary).get("/desk/rooms/\(village.room.id)")
            #expect(record.text.contains("用掉2/12张") && record.text.contains("<dt>居民 · 纸条</dt><dd>2件</dd>"))
            let topic = try #require(second["id"])
            let desk = try await village.browser(of: .secretary).get("/desk/topics/\(topic)")
            #expect(desk.text.contains("居民 · 纸条"))
            let sheet = try await village.browser(of: .secretary)
                .get("/desk/rooms/\(village.room.id)/slips/\(batch)")
            #expect(sheet.status == 200 && codes.allSatisfy { sheet.text.contains($0) })
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "a slip supports a public topic instead, counted apart; what is not public leaves it good",
        arguments: EngineKind.allCases)
    func supporting(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (_, codes) = try await Self.make(village)
            let topic = village.story.published.id
            let program = village.program()
            let hidden = try await program.post("/slips/\(codes[0])/supports", ["topic": village.story.waiting.id.text])
            #expect(hidden.status == 404 || hidden.status == 409)
            #expect(try await program.post("/slips/\(codes[0])/supports", ["topic": "x"]).status == 422)
            let counted = try await program.post("/slips/\(codes[0])/supports", ["topic": topic.text])
            #expect(counted.status == 201 && counted.object["slipSupporters"] as? Int == 1)
            let again = try await program.post("/slips/\(codes[0])/topics", ["text": "还有一件"])
            #expect(again.status == 409 && again["code"] == "slip_used")

            let visitor = village.visitor()
            let action = "/s/\(codes[1])/supports"
            #expect(try await visitor.get("/s/\(codes[1])").text.contains(action))
            let none = try await visitor.fillIn(action, action: action, [("q", "没有这样的词")])
            #expect(none.status == 422 && none.text.contains("class=\"errors\""), "\(none.text)")
            #expect(none.text.contains("value=\"没有这样的词\""), "what was looked for is still there")
            let done = try await visitor.fillIn(action, action: action, [("topic", topic.text)])
            #expect(done.status == 303 && done.header("Location") == "/topics/\(topic)?supported=1")
            #expect(try await visitor.get("/topics/\(topic)").text.contains("用纸条的2人"))
            #expect(try await visitor.get(action).status == 409)
        }
    }

    @Test("ten at once with one slip raise one topic", arguments: EngineKind.allCases)
    func race(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (_, codes) = try await Self.make(village)
            let before = try await village.topicCount()
            let program = village.program()
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for index in 0..<10 {
                    group.addTask {
                        try await program.post("/slips/\(codes[0])/topics", ["text": "第\(index)次"]).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.filter { $0 == 201 }.count == 1, "\(statuses)")
            #expect(statuses.allSatisfy { $0 == 201 || $0 == 409 })
            #expect(try await village.topicCount() == before + 1)
        }
    }

    @Test("a slip is good until its day, and not in a room that is closed", arguments: EngineKind.allCases)
    func overdue(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (batch, codes) = try await Self.make(village, until: "2026-03-05")
            #expect(try await village.program().get("/slips/\(codes[0])").object["isGood"] as? Bool == true)
            village.clock.move(hours: 24)
            #expect(try await village.program().get("/slips/\(codes[0])").object["isGood"] as? Bool == false)
            let late = try await village.program().post("/slips/\(codes[0])/topics", ["text": "晚了"])
            #expect(late.status == 410 && late["code"] == "slip_overdue")
            #expect(try await village.visitor().get("/s/\(codes[0])").text.contains("过期了"))
            let sheet = try await village.program(of: .secretary)
                .get("/desk/rooms/\(village.room.id)/slips/\(batch)")
            #expect(sheet.status == 410)
        }
    }

    @Test("no table knows a code, and codes cannot be tried out")
    func secrets() async throws {
        try await Village.with(.sqlite) { village in
            let (batch, codes) = try await Self.make(village)
            let hashes = try await village.services.engine.read {
                try $0.rows("SELECT code_hash FROM slip") { try $0.next([UInt8].self) }
            }
            #expect(hashes.count == 12 && hashes.allSatisfy { $0.count == 32 })
            for villager in [Villager.leader, .otherSecretary, .systemAdministrator] {
                let program = try await village.program(of: villager)
                #expect(try await program.get("/desk/rooms/\(village.room.id)/slips/\(batch)").status == 404)
            }
            let elsewhere = try await village.program(of: .otherSecretary)
                .get("/desk/rooms/\(village.otherRoom.id)/slips/\(batch)")
            #expect(elsewhere.status == 404, "a batch belongs to its room")
            var last = 0
            for number in 0..<40 {
                last = try await village.program().get("/slips/\(SlipCode(random: UInt64(number)).text)").status
            }
            #expect(last == 429)
            #expect(try await village.program(host: Village.zoneHost).get("/slips/\(codes[0])").status == 429)
        }
    }

    @Test("the form offers sheets of twelve, and says which days it takes")
    func form() async throws {
        try await Village.with(.sqlite) { village in
            let browser = try await village.browser(of: .secretary)
            let action = "/desk/rooms/\(village.room.id)/slips"
            let past = try await browser.fillIn(
                action, action: action, [("count", "24"), ("until", "2026-03-04"), ("version", "1")])
            #expect(past.status == 422 && past.text.contains("这一天已经过了"))
            let odd = try await browser.fillIn(
                action, action: action, [("count", "13"), ("until", "2026-03-20"), ("version", "1")])
            #expect(odd.status == 422)
            let done = try await browser.fillIn(
                action, action: action, [("count", "24"), ("until", "2026-03-20"), ("version", "1")])
            #expect(done.status == 303)
        }
    }
}
