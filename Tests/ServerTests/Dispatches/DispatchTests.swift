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
            let nothing = try await program.post("/desk/dispatches/acknowledgements", ticket)
            #expect(nothing.status == 409 && nothing["code"] == "no_result_yet")
            let written = try await program.post(
                "/desk/topics/\(topic)/returned-result", ["result": "换了井盖", "means": "system"])
            #expect(written.status == 200, "\(written.text)")
            let query = "system=\(FormEncoding.encode(Self.system))&number=WG-1"
            let status = try await program.get("/desk/dispatches/pushed?\(query)")
            #expect(status["result"] == "换了井盖" && status.object["isReturned"] as? Bool == false)
            for _ in 0..<2 {
                let fetched = try await program.post("/desk/dispatches/acknowledgements", ticket)
                #expect(fetched.status == 200 && fetched.object["isReturned"] as? Bool == true)
            }
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
