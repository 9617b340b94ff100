// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Systems outside", .serialized)
struct DispatchTests {
    private static let system = "县网格化平台"

    private func pushed(_ village: Village, _ more: [String: String] = [:]) -> [String: String] {
        [
            "channel": "grid", "room": village.story.room.id.text, "text": "井盖松了", "place": "清河街",
            "system": Self.system, "number": "WG-1",
        ].merging(more) { $1 }
    }

    @Test("a push has one receipt; other words under its number are refused (BR-09)", arguments: EngineKind.allCases)
    func push(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .secretary)
            let first = try await program.post("/desk/dispatches", pushed(village))
            #expect(first.status == 201 && first["number"] == "WG-1", "\(first.text)")
            let again = try await program.post("/desk/dispatches", pushed(village))
            #expect(again.status == 201 && again.text == first.text)
            let other = try await program.post("/desk/dispatches", pushed(village, ["text": "井盖丢了"]))
            #expect(other.status == 422 && other.text.contains("内容不一样"))
            for (bad, field) in [
                (["number": "一号"], "number"), (["number": ""], "number"), (["system": ""], "system"),
                (["channel": "letter"], "channel"), (["room": "0000000000007"], "room"), (["text": ""], "text"),
            ] {
                let answer = try await program.post("/desk/dispatches", pushed(village, bad))
                #expect(answer.status == 422 && answer.text.contains(field), "\(bad): \(answer.text)")
            }
            let count = try await village.read {
                try $0.first("SELECT COUNT(*) FROM topic WHERE source = 'grid'") { try $0.next(Int.self) }
            }
            #expect(count == 1)
            let elsewhere = try await village.program(of: .otherSecretary)
            #expect(try await elsewhere.post("/desk/dispatches", pushed(village, ["number": "WG-2"])).status == 404)
            #expect(try await village.program(of: .leader).post("/desk/dispatches", pushed(village)).status == 404)
        }
    }

    @Test("eight machines push the same at once, and one topic comes of it", arguments: EngineKind.allCases)
    func race(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .secretary)
            let body = pushed(village)
            let answers = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<8 { group.addTask { try await program.post("/desk/dispatches", body)["topic"] ?? "" } }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(answers.count == 1 && answers.first != "", "\(answers)")
        }
    }

    @Test("the result goes back before the topic ends: fetched, or brought by hand", arguments: EngineKind.allCases)
    func result(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .secretary)
            let topic = try await program.post("/desk/dispatches", pushed(village))["topic"] ?? ""
            let early = try await program.post("/desk/topics/\(topic)/solution", ["answer": "换好了"])
            #expect(early.status == 409 && early["code"] == "result_is_owed")
            let ticket = ["system": Self.system, "number": "WG-1"]
            let nothing = try await program.post(
                "/desk/dispatches/acknowledgements", ticket.merging(["resultVersion": "x"]) { $1 })
            #expect(nothing.status == 409 && nothing["code"] == "no_result_yet")
            let written = try await program.post(
                "/desk/topics/\(topic)/returned-result", ["result": "换了井盖", "means": "system"])
            #expect(written.status == 200, "\(written.text)")
            let query = "system=\(FormEncoding.encode(Self.system))&number=WG-1"
            let status = try await program.get("/desk/dispatches/pushed?\(query)")
            #expect(status["result"] == "换了井盖" && status.object["isReturned"] as? Bool == false)
            let read = ticket.merging(["resultVersion": try #require(status["resultVersion"])]) { $1 }
            for _ in 0..<2 {
                let fetched = try await program.post("/desk/dispatches/acknowledgements", read)
                #expect(fetched.status == 200 && fetched.object["isReturned"] as? Bool == true)
            }
            // What came back may have been erased since, and has another version then.
            let repeated = try await program.post(
                "/desk/dispatches/acknowledgements", ticket.merging(["resultVersion": "x"]) { $1 })
            #expect(repeated.status == 200 && repeated.object["isReturned"] as? Bool == true, "\(repeated.text)")
            #expect(try await program.post("/desk/topics/\(topic)/solution", ["answer": "换好了"]).status == 200)
            let unknown = try await program.get("/desk/dispatches/pushed?system=x&number=1")
            #expect(unknown.status == 422)
            let counts = try await program.get("/desk/dispatches")
            #expect(counts.text.contains(Self.system) && counts.text.contains("\"returned\":1"), "\(counts.text)")
            try await village.seal()
            #expect(try await village.verify().isClean)
            let differences = try await village.read { transaction in
                try RowReplay(services: village.services, site: village.countySite).differences(in: transaction)
            }
            #expect(differences == [])
        }
    }

    @Test(
        "what its room passes on is told to the system that pushed it there all the same",
        arguments: EngineKind.allCases)
    func passedOn(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .secretary)
            let topic = try await program.post("/desk/dispatches", pushed(village))["topic"] ?? ""
            let passed = try await program.post(
                "/desk/topics/\(topic)/passing", ["room": village.otherRoom.id.text, "reason": "井盖在那边的路口"])
            #expect(passed.status == 200, "\(passed.text)")
            #expect(try await program.get("/desk/topics/\(topic)").status == 404, "it is another room's now")
            let again = try await program.post("/desk/dispatches", pushed(village))
            #expect(again.status == 201 && again["topic"] == topic, "\(again.text)")
            let there = try await village.program(of: .otherSecretary)
            #expect(try await say("换了井盖", of: topic, there).status == 200)
            let query = "/desk/dispatches/pushed?system=\(FormEncoding.encode(Self.system))&number=WG-1"
            let status = try await program.get(query)
            #expect(status["result"] == "换了井盖", "\(status.text)")
            for _ in 0..<2 {
                let fetched = try await acknowledge(try #require(status["resultVersion"]), program)
                #expect(fetched.status == 200 && fetched.object["isReturned"] as? Bool == true, "\(fetched.text)")
            }
            #expect(try await there.post("/desk/topics/\(topic)/solution", ["answer": "换好了"]).status == 200)
            #expect(try await village.program(of: .leader).get(query).status == 404)
        }
    }

    @Test("a result that was said anew after it was read is not noted as fetched", arguments: EngineKind.allCases)
    func changedResult(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .secretary)
            let topic = try await program.post("/desk/dispatches", pushed(village))["topic"] ?? ""
            let query = "/desk/dispatches/pushed?system=\(FormEncoding.encode(Self.system))&number=WG-1"
            #expect(try await program.get(query)["resultVersion"] == nil)
            #expect(try await say("明天去换", of: topic, program).status == 200)
            let first = try #require(try await program.get(query)["resultVersion"])
            #expect(try await say("换了井盖", of: topic, program).status == 200)
            let late = try await acknowledge(first, program)
            #expect(late.status == 409 && late["code"] == "changed_meanwhile", "\(late.text)")
            let current = try await program.get(query)
            #expect(current.object["isReturned"] as? Bool == false && current["result"] == "换了井盖")
            let second = try #require(current["resultVersion"])
            #expect(second != first && !second.contains("井盖"))
            #expect(try await acknowledge("", program).status == 422)
            #expect(try await acknowledge(second, program).object["isReturned"] as? Bool == true)
        }
    }

    @Test(
        "what was pushed ends nowhere without a result: sent on, it is owed; taken back, that is the result (BR-09)",
        arguments: EngineKind.allCases)
    func ends(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            let program = try await village.program(of: .secretary)
            let topic = try await program.post("/desk/dispatches", pushed(village))["topic"] ?? ""
            let sent = try await program.post(
                "/desk/topics/\(topic)/redirection", ["channel": "hotline", "explanation": "热线能马上派"])
            #expect(sent.status == 200, "\(sent.text)")
            let early = try await program.post("/desk/topics/\(topic)/result", ["result": "修好了"])
            #expect(early.status == 409 && early["code"] == "result_is_owed", "\(early.text)")

            let own = try await program.post(
                "/desk/dispatches", pushed(village, ["number": "WG-2", "text": "树挡了路灯", "phone": Village.phone]))
            let withdrawn = try #require(own["topic"])
            let resident = try await village.resident(Village.phone)
            let asked = try await resident.post("/resident/topics/\(withdrawn)/withdrawal", ["reason": "修好了"])
            #expect(asked.status == 200, "\(asked.text)")
            village.clock.move(hours: 25)
            try await WithdrawalWatch(services: village.services).look()
            let query = "/desk/dispatches/pushed?system=\(FormEncoding.encode(Self.system))&number=WG-2"
            // Nobody stays signed in so long.
            let later = try await village.program(of: .secretary)
            let status = try await later.get(query)
            #expect(status["state"] == "withdrawn" && status["result"] == "提出人撤回", "\(status.text)")
            #expect(status.object["isReturned"] as? Bool == false)
            let fetched = try await later.post(
                "/desk/dispatches/acknowledgements",
                ["system": Self.system, "number": "WG-2", "resultVersion": try #require(status["resultVersion"])])
            #expect(fetched.object["isReturned"] as? Bool == true, "\(fetched.text)")
            let differences = try await village.read { transaction in
                try RowReplay(services: village.services, site: village.countySite).differences(in: transaction)
            }
            #expect(differences == [])
        }
    }

    @Test(
        "what the system says to which it was sent on is taken, and fetched by those that pushed it and its parts (BR-09)",
        arguments: EngineKind.allCases)
    func elsewhere(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .secretary)
            let topic = try await program.post("/desk/dispatches", pushed(village))["topic"] ?? ""
            let part =
                try await program.post(
                    "/desk/dispatches", pushed(village, ["number": "WG-2", "text": "井盖响"]))["topic"] ?? ""
            #expect(try await program.post("/desk/topics/\(part)/merging", ["topic": topic])["state"] == "merged")
            let sent = try await program.post(
                "/desk/topics/\(topic)/redirection", ["channel": "hotline", "explanation": "热线能马上派"])
            #expect(sent.status == 200, "\(sent.text)")
            let other = ["system": "12345平台", "number": "RX-1"]
            let taken = try await program.post("/desk/dispatches/receipts", other.merging(["topic": topic]) { $1 })
            #expect(taken.status == 200, "\(taken.text)")
            for _ in 0..<2 {
                let told = try await program.post(
                    "/desk/dispatches/results", other.merging(["result": "换了井盖"]) { $1 })
                #expect(told.status == 200 && told["result"] == "换了井盖", "\(told.text)")
            }
            for number in ["WG-1", "WG-2"] {
                let query = "system=\(FormEncoding.encode(Self.system))&number=\(number)"
                let status = try await program.get("/desk/dispatches/pushed?\(query)")
                #expect(status["result"] == "换了井盖" && status.object["isReturned"] as? Bool == false, "\(status.text)")
                let fetched = try await program.post(
                    "/desk/dispatches/acknowledgements",
                    [
                        "system": Self.system, "number": number,
                        "resultVersion": try #require(status["resultVersion"]),
                    ])
                #expect(fetched.object["isReturned"] as? Bool == true, "\(fetched.text)")
            }
            // Taken back after all, neither result holds.
            let back = try await program.post("/desk/topics/\(topic)/taking-back", ["reason": "热线说没有换"])
            #expect(back.status == 200 && back["state"] == "screening", "\(back.text)")
            for (number, state) in [("WG-1", "screening"), ("WG-2", "merged")] {
                let query = "system=\(FormEncoding.encode(Self.system))&number=\(number)"
                let status = try await program.get("/desk/dispatches/pushed?\(query)")
                #expect(status["state"] == state && status["result"] == nil, "\(status.text)")
                #expect(status.object["isReturned"] as? Bool == false)
            }
            let differences = try await village.read { transaction in
                try RowReplay(services: village.services, site: village.countySite).differences(in: transaction)
            }
            #expect(differences == [])
        }
    }

    @Test(
        "a result that came back does not hold once it is denied: a new one is owed (BR-09)",
        arguments: EngineKind.allCases)
    func denied(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            let program = try await village.program(of: .secretary)
            let topic =
                try await program.post("/desk/dispatches", pushed(village, ["phone": Village.phone]))["topic"] ?? ""
            let (query, solution) = (
                "/desk/dispatches/pushed?system=\(FormEncoding.encode(Self.system))&number=WG-1",
                "/desk/topics/\(topic)/solution"
            )
            #expect(try await say("换了井盖", of: topic, program).status == 200)
            let first = try #require(try await program.get(query)["resultVersion"])
            #expect(try await acknowledge(first, program).status == 200)
            #expect(try await program.post(solution, ["answer": "换好了"]).status == 200)
            let denied = try await village.resident(Village.phone).post(
                "/resident/topics/\(topic)/judgement", ["outcome": "unsolved", "rating": "dissatisfied"])
            #expect(denied.status == 200 && denied["state"] == "screening", "\(denied.text)")
            let open = try await program.get(query)
            #expect(open["result"] == nil && open["resultVersion"] == nil, "\(open.text)")
            #expect(open.object["isReturned"] as? Bool == false)
            let late = try await acknowledge(first, program)
            #expect(late.status == 409 && late["code"] == "no_result_yet", "\(late.text)")
            let early = try await program.post(solution, ["answer": "又换了"])
            #expect(early.status == 409 && early["code"] == "result_is_owed", "\(early.text)")
            #expect(try await say("加了垫圈", of: topic, program).status == 200)
            let second = try #require(try await program.get(query)["resultVersion"])
            let fetched = try await acknowledge(second, program)
            #expect(second != first && fetched.status == 200, "\(fetched.text)")
            #expect(try await program.post(solution, ["answer": "又换了"]).status == 200)
            let differences = try await village.read { transaction in
                try RowReplay(services: village.services, site: village.countySite).differences(in: transaction)
            }
            #expect(differences == [])
        }
    }

    @Test("nor does a topic end into which one was merged whose result is owed (BR-09)", arguments: EngineKind.allCases)
    func merged(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .secretary)
            let topic = try await program.post("/desk/dispatches", pushed(village))["topic"] ?? ""
            let lead = village.story.waiting.id
            let merged = try await program.post("/desk/topics/\(topic)/merging", ["topic": lead.text])
            #expect(merged["state"] == "merged", "\(merged.text)")
            for (act, fields) in [
                ("solution", ["answer": "换好了"]), ("rejection", ["ground": "no_matter", "explanation": "没有写明"]),
            ] {
                let early = try await program.post("/desk/topics/\(lead)/\(act)", fields)
                #expect(early.status == 409 && early["code"] == "result_is_owed", "\(act): \(early.text)")
            }
            #expect(try await say("换了井盖", of: topic, program).status == 200)
            let query = "/desk/dispatches/pushed?system=\(FormEncoding.encode(Self.system))&number=WG-1"
            let version = try #require(try await program.get(query)["resultVersion"])
            #expect(try await acknowledge(version, program).status == 200)
            #expect(try await program.post("/desk/topics/\(lead)/solution", ["answer": "换好了"]).status == 200)
        }
    }

    @Test("what waits outside is read in as many statements however much it is", arguments: EngineKind.allCases)
    func statements(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .secretary)
            try await send(1, village)
            _ = try await cost(village, program)
            let one = try await cost(village, program)
            try await send(6, village)
            #expect(try await cost(village, program) == one)
        }
    }

    private func say(_ result: String, of topic: String, _ program: APIClient) async throws -> WebAnswer {
        try await program.post("/desk/topics/\(topic)/returned-result", ["result": result, "means": "system"])
    }

    private func acknowledge(_ version: String, _ program: APIClient) async throws -> WebAnswer {
        try await program.post(
            "/desk/dispatches/acknowledgements",
            ["system": Self.system, "number": "WG-1", "resultVersion": version])
    }

    /// Sends so many topics on to the grid.
    private func send(_ count: Int, _ village: Village) async throws {
        for _ in 0..<count {
            let raised = try await village.program().post(
                "/topics", ["room": village.room.token.text, "text": "路口的灯不亮"])
            let id = try #require(raised["id"].flatMap { Topic.ID($0) })
            try await village.act(.redirect, ["channel": "grid", "explanation": "请网格员看"], on: id, as: .secretary)
        }
    }

    /// How many statements the list of what waits outside takes.
    private func cost(_ village: Village, _ program: APIClient) async throws -> Int {
        let before = village.services.engine.counters.statements
        let answer = try await program.get("/desk/dispatches/sent?channel=grid")
        #expect(answer.status == 200 && answer.text.contains("路口的灯不亮"))
        return village.services.engine.counters.statements - before
    }

    @Test("what was sent on is fetched, taken in under one number, and its result told", arguments: EngineKind.allCases)
    func sent(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .secretary)
            let own = village.story.waiting
            try await village.act(
                .redirect, ["channel": "hotline", "explanation": "热线能马上派"], on: own.id, as: .secretary)
            let waiting = try await program.get("/desk/dispatches/sent?channel=hotline")
            #expect(waiting.text.contains(own.id.text) && waiting.text.contains(own.words))
            #expect(!(try await program.get("/desk/dispatches/sent?channel=grid").text.contains(own.id.text)))
            let receipt = ["topic": own.id.text, "system": "12345平台", "number": "RX-1"]
            for _ in 0..<2 {
                let taken = try await program.post("/desk/dispatches/receipts", receipt)
                #expect(taken.status == 200 && taken["number"] == "RX-1", "\(taken.text)")
            }
            let second = try await program.post(
                "/desk/dispatches/receipts", receipt.merging(["number": "RX-2"]) { $1 })
            #expect(second.status == 409 && second["code"] == "has_receipt")
            #expect(!(try await program.get("/desk/dispatches/sent?channel=hotline").text.contains(own.id.text)))
            let result = ["system": "12345平台", "number": "RX-1", "result": "已派人疏导"]
            for _ in 0..<2 {
                let told = try await program.post("/desk/dispatches/results", result)
                #expect(told.status == 200 && told["result"] == "已派人疏导", "\(told.text)")
            }
            let other = try await program.post("/desk/dispatches/results", result.merging(["result": "没有"]) { $1 })
            #expect(other.status == 409 && other["code"] == "result_is_told")
            #expect(try await village.visitor().get("/status/\(own.code.text)").text.contains("已派人疏导"))
            let browser = try await village.browser(of: .secretary)
            let page = try await browser.get("/desk/dispatches")
            #expect(page.status == 200 && page.text.contains("12345平台") && page.text.contains("有结果的1件"))
            let differences = try await village.read { transaction in
                try RowReplay(services: village.services, site: village.countySite).differences(in: transaction)
            }
            #expect(differences == [])
        }
    }

    @Test(
        "what is not theirs is sent back: it is screened anew by a day of its own, and may be sent on again",
        arguments: EngineKind.allCases)
    func sentBack(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let own = village.story.waiting
            let ticket = ["system": "12345平台", "number": "RX-1"]
            let receipt = ticket.merging(["topic": own.id.text]) { $1 }
            let sending = ["channel": "hotline", "explanation": "热线能马上派", "answerBy": "2026-03-20"]
            try await village.act(.redirect, sending, on: own.id, as: .secretary)
            let first = try await village.program(of: .secretary)
            #expect(try await first.post("/desk/dispatches/receipts", receipt).status == 200)
            village.clock.move(hours: 24)
            let program = try await village.program(of: .secretary)
            let back = ticket.merging(["outcome": "returned", "result": "不属于我们受理范围"]) { $1 }
            let unknown = try await program.post(
                "/desk/dispatches/results", back.merging(["outcome": "lost"]) { $1 })
            #expect(unknown.status == 422 && unknown.text.contains("outcome"))
            let sent = try await program.post("/desk/dispatches/results", back, key: "sent-back-000000000001")
            #expect(sent.status == 200 && sent["result"] == nil, "\(sent.text)")
            let again = try await program.post("/desk/dispatches/results", back, key: "sent-back-000000000001")
            #expect(again.text == sent.text)
            let topic = try #require(try await village.topic(own.id))
            #expect(topic.state == .screening && topic.deadline?.from == village.clock.now.day)
            let page = try await village.visitor().get("/status/\(own.code.text)")
            #expect(page.text.contains("不属于我们受理范围") && page.text.contains("退了回来"))
            let free = try await program.post("/desk/dispatches/results", back)
            #expect(free["code"] == "invalid_input", "nothing is under that number")
            try await village.act(.redirect, sending, on: own.id, as: .secretary)
            #expect(try await program.post("/desk/dispatches/receipts", receipt).status == 200)
            // Told as a result by somebody who does not know better, it is the desk that goes on with it.
            let told = try await program.post(
                "/desk/dispatches/results", ticket.merging(["result": "不属于我们受理范围，退回"]) { $1 })
            #expect(told.status == 200)
            let taken = try await program.post(
                "/desk/topics/\(own.id)/taking-back", ["reason": "热线说不归他们"])
            #expect(taken.status == 200 && taken["state"] == "screening", "\(taken.text)")
            let differences = try await village.read { transaction in
                try RowReplay(services: village.services, site: village.countySite).differences(in: transaction)
            }
            #expect(differences == [])
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test("a token of this scope opens these operations and nothing else", arguments: EngineKind.allCases)
    func scope(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .secretary)
            let made = try await program.post(
                "/desk/me/tokens", ["name": "网格平台", "access": "write", "context": "dispatches", "days": "365"])
            let grid = APIClient(village.client, bearer: made["token"])
            #expect(try await grid.post("/desk/dispatches", pushed(village)).status == 201)
            #expect(try await grid.get("/desk/dispatches").status == 200)
            for path in ["/desk/topics", "/desk/topics/\(village.story.waiting.id)", "/desk/sessions"] {
                #expect(try await grid.get(path).status == 403, "\(path)")
            }
        }
    }
}
