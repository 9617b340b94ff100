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

    @Test(
        "a batch is made void with a reason: what is not spent is good for nothing, what was said stands",
        arguments: EngineKind.allCases)
    func voiding(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (lost, codes) = try await Self.make(village)
            let (_, others) = try await Self.make(village)
            let secretary = try await village.program(of: .secretary)
            let path = "/desk/rooms/\(village.room.id)"
            #expect(try await village.program().post("/slips/\(codes[0])/topics", ["text": "东门的灯不亮"]).status == 201)
            let unsaid = try await secretary.post("\(path)/voiding", ["batch": lost])
            #expect(unsaid.status == 422, "\(unsaid.text)")
            let strange = try await secretary.post(
                "\(path)/voiding", ["batch": village.room.id.text, "reason": "放在前台的一沓不见了"])
            #expect(strange.status == 422, "\(strange.text)")
            let done = try await secretary.post("\(path)/voiding", ["batch": lost, "reason": "放在前台的一沓不见了"])
            #expect(done.status == 200, "\(done.text)")
            let batches = try #require(done.object["slipBatches"] as? [[String: Any]])
            #expect(batches.map { $0["voidedAt"] is String } == [false, true])
            let again = try await secretary.post("\(path)/voiding", ["batch": lost, "reason": "再来"])
            #expect(again.status == 409 && again["code"] == "already_void")

            let raised = try await village.program().post("/slips/\(codes[1])/topics", ["text": "捡来的"])
            #expect(raised.status == 410 && raised["code"] == "slip_void")
            let supported = try await village.program()
                .post("/slips/\(codes[1])/supports", ["topic": village.story.published.id.text])
            #expect(supported.status == 410 && supported["code"] == "slip_void")
            let read = try await village.program().get("/slips/\(codes[1])")
            #expect(read.object["isGood"] as? Bool == false && read.object["isVoid"] as? Bool == true)
            let page = try await village.visitor().get("/s/\(codes[1])")
            #expect(page.status == 410 && page.text.contains("请向议事室另要一张"))
            #expect(try await village.visitor().get("/s/\(codes[0])").text.contains("用过了"))
            #expect(try await secretary.get("\(path)/slips/\(lost)").status == 410, "it is not printed again")
            #expect(try await village.program().post("/slips/\(others[0])/topics", ["text": "另一批的"]).status == 201)

            let record = try await village.browser(of: .secretary).get(path)
            #expect(record.text.contains("用掉1/12张 · ") && record.text.contains("作废，原来有效到"))
            #expect(record.text.contains("作废一批纸条") && record.text.contains("放在前台的一沓不见了"))
            let audit = try await village.browser(of: .auditAdministrator).get("/desk/audit")
            #expect(audit.text.contains("作废纸条"))
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test("with the code that is renewed, the slips that are out are made void where that is asked for")
    func voidingByRenewal() async throws {
        try await Village.with(.sqlite) { village in
            let (_, codes) = try await Self.make(village)
            let browser = try await village.browser(of: .secretary)
            let path = "/desk/rooms/\(village.room.id)"
            let action = "\(path)/renewal"
            #expect(try await browser.get(action).text.contains("还没用掉的纸条一起作废"))
            let kept = try await browser.fillIn(action, action: action, [("reason", "印错了")])
            #expect(kept.status == 303, "\(kept.text)")
            #expect(try await village.program().get("/slips/\(codes[0])").object["isGood"] as? Bool == true)
            let renewed = try await browser.fillIn(action, action: action, [("reason", "整套都丢了"), ("slips", "void")])
            #expect(renewed.status == 303, "\(renewed.text)")
            #expect(try await village.program().get("/slips/\(codes[0])").object["isVoid"] as? Bool == true)
            #expect(try await browser.get(path).text.contains("没用掉的纸条一起作废"))
            // There is nothing left to make void, and the form says so instead of opening.
            let none = try await browser.get("\(path)/voiding")
            #expect(none.status == 409 && none.text.contains("外面没有还能用的纸条"))
            #expect(try await !browser.get(path).text.contains("href=\"\(path)/voiding\""))
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
