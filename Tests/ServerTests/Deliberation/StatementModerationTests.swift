// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Statements that people offer", .serialized)
struct StatementModerationTests {
    @Test(
        "one is offered, looked at and asked; another is not, on a ground that everybody reads",
        arguments: EngineKind.allCases)
    func whole(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let open = try await village.openCall()
            let (browser, form) = (village.visitor(), "\(open.address)/statement")
            let offered = try await browser.fillIn(form, action: form, [("text", "校门口装一个红绿灯")])
            #expect(
                offered.status == 303 && offered.header("Location") == "\(open.address)?offered=1", "\(offered.text)")
            #expect(try await browser.fillIn(form, action: form, [("text", "老王家的车天天乱停")]).status == 303)
            #expect(try await browser.get("\(open.address)?offered=1").text.contains("交上去了"))
            #expect(try await !browser.get(open.address).text.contains("红绿灯"), "nobody is asked it yet")

            let secretary = try await village.browser(of: .secretary)
            let address = "/desk/deliberations/\(open.call)"
            let record = try await secretary.get(address).text
            #expect(record.contains("待看 2句") && record.contains("校门口装一个红绿灯"))
            let program = try await village.program(of: .secretary)
            let list = try await program.get("\(address)/statements").object["items"] as? [[String: Any]] ?? []
            func id(_ text: String) throws -> String {
                try #require(list.first { $0["text"] as? String == text }?["id"] as? String)
            }
            let light = "/desk/statements/\(try id("校门口装一个红绿灯"))"
            #expect(try await secretary.get(light).text.contains("用这一句"))
            #expect(try await secretary.press(light, action: "\(light)/adoption").status == 303)
            let car = "/desk/statements/\(try id("老王家的车天天乱停"))"
            let rejected = try await secretary.fillIn(
                "\(car)/rejection", action: "\(car)/rejection", [("ground", "personal_detail"), ("words", "写了人")])
            #expect(rejected.status == 303, "\(rejected.text)")
            let page = try await browser.get(open.address).text
            #expect(page.contains("共4条") && page.contains("写到了具体的个人1句") && !page.contains("老王"))
            #expect(try await program.post("\(car)/rejection", ["ground": "attack"])["code"] == "already_decided")
            #expect(try await village.program(of: .otherSecretary).get(light).status == 404)
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "no two are alike, whatever the punctuation, at once too; and nobody offers more than three",
        arguments: EngineKind.allCases)
    func alike(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let open = try await village.openCall()
            let (browser, form) = (village.visitor(), "\(open.address)/statement")
            let same = try await browser.fillIn(form, action: form, [("text", "一二年级，提前十分钟放学！")])
            #expect(same.status == 422 && same.text.contains("“一二年级提前十分钟放学”"), "\(same.text)")
            let long = try await browser.fillIn(form, action: form, [("text", String(repeating: "长", count: 61))])
            #expect(long.status == 422)
            let secretary = try await village.program(of: .secretary)
            let statements = "/desk/deliberations/\(open.call)/statements"
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<6 {
                    group.addTask { try await secretary.post(statements, ["text": "早晚高峰请志愿者疏导"]).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.sorted() == [201, 409, 409, 409, 409, 409])
            for text in ["北门也可以接孩子", "小摊挪到对面空地", "校车多加两班"] {
                #expect(try await browser.fillIn(form, action: form, [("text", text)]).status == 303, "\(text)")
            }
            let fourth = try await browser.fillIn(form, action: form, [("text", "画一条等候线")])
            #expect(fourth.status == 422 && fourth.text.contains("画一条等候线"), "what was typed stays")
        }
    }

    @Test(
        "a call is begun on a public topic alone, by its own room, and opened with three statements",
        arguments: EngineKind.allCases)
    func beginning(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let secretary = try await village.program(of: .secretary)
            func begin(_ topic: Topic.ID, by program: APIClient) async throws -> WebAnswer {
                try await program.post("/desk/deliberations", ["topic": topic.text, "question": "怎么办？"])
            }
            #expect(try await begin(village.story.waiting.id, by: secretary)["code"] == "matter_not_public")
            let other = try await village.program(of: .otherSecretary)
            #expect(try await begin(village.story.published.id, by: other).status == 404)
            let none = try await secretary.post("/desk/deliberations", ["question": "怎么办？"])
            #expect(none.status == 422, "\(none.text)")
            let begun = try await begin(village.story.published.id, by: secretary)
            let id = try #require(begun["id"], "\(begun.text)")
            #expect(try await village.visitor().get("/deliberations/\(id)").status == 404, "not open yet")
            let early = try await secretary.post("/desk/deliberations/\(id)/open", ["until": "2026-03-20"])
            #expect(early["code"] == "too_few_statements")
            let browser = try await village.browser(of: .secretary)
            let topic = "/desk/topics/\(village.story.published.id)"
            #expect(try await browser.get(topic).text.contains("/desk/deliberations/\(id)"))
            for place in ["/desk/deliberations", "/desk/live"] {
                #expect(try await browser.get(topic).text.contains("href=\"\(place)\""), "one press away: \(place)")
            }
            let dropped = try await secretary.post("/desk/deliberations/\(id)/dropping", ["reason": "先不问"])
            #expect(dropped["state"] == "dropped", "\(dropped.text)")
            let form = "/desk/deliberation?topic=\(village.story.published.id)"
            let again = try await browser.press(
                form, action: "/desk/deliberation",
                [("topic", village.story.published.id.text), ("question", "东门口怎么才能不堵？")])
            #expect(again.status == 303, "\(again.text)")
        }
    }

    @Test("beside an announced session people are asked too, and its page says so", arguments: EngineKind.allCases)
    func session(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let session = try #require(try await village.carry(to: .announced).session)
            let secretary = try await village.program(of: .secretary)
            let begun = try await secretary.post(
                "/desk/deliberations", ["session": session.text, "question": "今天的会该先谈什么？"])
            let id = try #require(begun["id"], "\(begun.text)")
            for text in Village.statements {
                #expect(try await secretary.post("/desk/deliberations/\(id)/statements", ["text": text]).status == 201)
            }
            let opened = try await secretary.post("/desk/deliberations/\(id)/open", ["until": "2026-03-20"])
            #expect(opened["state"] == "open", "\(opened.text)")
            let page = try await village.visitor().get("/sessions/\(session)").text
            #expect(page.contains("/deliberations/\(id)") && page.contains("对这件事表个态"))
            #expect(try await village.visitor().get("/deliberations/\(id)").text.contains("今天的会该先谈什么？"))
        }
    }

    @Test(
        "the trace of a topic tells when people were asked, on it and beside its session, and how many answered",
        arguments: EngineKind.allCases)
    func trace(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let secretary = try await village.program(of: .secretary)
            let topic = "/topics/\(village.story.published.id)"
            #expect(try await !village.visitor().get(topic).text.contains("征集看法，到"))
            let open = try await village.openCall()
            #expect(try await village.visitor().get(topic).text.contains("征集看法，到"))
            try await village.castVotes(in: open, people: 6)
            #expect(try await secretary.post("/desk\(open.address)/closing", [:])["state"] == "closed")
            for page in [
                try await village.visitor().get(topic), try await village.browser(of: .secretary).get("/desk\(topic)"),
            ] {
                #expect(page.text.contains("看法征集结束：6人、18次表态") && page.text.contains("\(open.address)/map"))
            }
            let few = try await village.openCall()
            try await village.castVotes(in: few, people: 2)
            #expect(try await secretary.post("/desk\(few.address)/closing", [:])["state"] == "closed")
            let told = try await village.visitor().get(topic).text
            #expect(told.contains("表态的不满5人") && !told.contains("2人、"))
            let journey = try await village.carry(to: .announced)
            let beside = try await village.openCall(beside: journey.session)
            let page = try await village.visitor().get("/topics/\(journey.topic.id)")
            #expect(page.text.contains("征集看法，到") && page.text.contains(beside.address), "though it was read before")
        }
    }

    @Test("the trace of many calls costs as many statements as that of one", arguments: EngineKind.allCases)
    func traceAtOnce(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let desk = DeliberationDesk(
                services: village.services, site: Site(tenant: village.story.county, practice: Village.practice))
            let engine = village.services.engine
            func read() async throws -> (traces: [OpinionTrace], statements: Int) {
                let topic = village.story.published.id
                let calls = try await engine.read { try desk.store.calls(on: .topic(topic), in: $0) }
                let before = engine.counters.statements
                let traces = try await engine.read { try OpinionTrace.read(calls, desk, in: $0) }
                return (traces, engine.counters.statements - before)
            }
            let none = try await read()
            #expect(none.traces.isEmpty)
            _ = try await village.openCall()
            let one = try await read()
            for _ in 0..<4 { _ = try await village.openCall() }
            let many = try await read()
            #expect(many.traces.count == 5 && many.statements == one.statements, "\(many.statements)")
            for trace in many.traces {
                let alone = try await engine.read { try desk.log(of: trace.call.id, in: $0) }
                #expect(trace.log.map(\.id) == alone.map(\.id) && trace.log.map(\.event) == alone.map(\.event))
                #expect(trace.log.allSatisfy { $0.actorName == Villager.secretary.name })
            }
        }
    }
}
