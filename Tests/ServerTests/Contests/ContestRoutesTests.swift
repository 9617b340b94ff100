// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("The contest of outcomes", .serialized)
struct ContestRoutesTests {
    private static let marks = ["judge": "县政协副主席王某", "topic": "5", "research": "4", "effect": "3"]

    @Test(
        "a room puts a topic up, a named judge gives marks, the result is published, and others come to see it",
        arguments: EngineKind.allCases)
    func contest(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let topic = try await village.carry(to: .closed).topic.id
            let browser = try await village.browser(of: .convener)
            let found = try await browser.get("/desk/nomination?words=\(FormEncoding.encode("停车"))").text
            #expect(found.contains("value=\"\(topic)\""), "by what it is about")
            let none = try await browser.get("/desk/nomination?words=\(FormEncoding.encode("没有这样的话"))").text
            #expect(!none.contains("value=\"\(topic)\""))
            let nominated = try await browser.fillIn(
                "/desk/nomination", action: "/desk/nomination", [("topic", topic.text), ("reason", "群众都说好")])
            #expect(nominated.status == 303)
            let address = try #require(nominated.header("Location"))
            let again = try await village.program(of: .secretary)
                .post("/desk/contests", ["topic": topic.text, "reason": "再报"])
            #expect(again.status == 409 && again["code"] == "already_nominated")
            let leader = try await village.program(of: .leader)
            let early = try await leader.post("\(address)/result", ["award": "model", "words": "做得实"])
            #expect(early["code"] == "not_judged")
            #expect(try await village.program(of: .convener).post("\(address)/marks", Self.marks).status == 404)
            #expect(try await leader.post("\(address)/marks", Self.marks).status == 200)
            #expect(try await leader.post("\(address)/marks", Self.marks)["code"] == "already_judged")
            let visitor = village.visitor()
            #expect(try await !visitor.get("/model-cases").text.contains("做得实"))
            let result = try await leader.post("\(address)/result", ["award": "model", "words": "做得实"])
            #expect(result.status == 200 && result["award"] == "model")
            let visited = try await village.program(of: .secretary).post(
                "\(address)/visits", ["day": "2026-03-05", "people": "邻县政协李某等五人", "record": "看了校门口，问了疏导怎样排班。"])
            #expect(visited.status == 200)
            let page = try await visitor.get("/model-cases")
            #expect(page.status == 200 && page.text.contains("做得实") && page.text.contains("/topics/\(topic)"))
            #expect(page.text.contains("来观摩过1次") && !page.text.contains("李某"), "who came stays in the house")
            let listed = try await village.program().get("/model-cases").object["items"] as? [[String: Any]]
            #expect(listed?.count == 1 && listed?.first?["praise"] as? String == "做得实")
            let record = try await browser.get(address).text
            #expect(record.contains("平均12.0/15分（1位评委）") && record.contains("李某"))
            let other = try await village.program(of: .otherSecretary)
            #expect(try await other.get(address).status == 404)
            let site = Site(tenant: village.story.county, practice: Village.practice)
            let differences = try await village.services.engine.read {
                try RowReplay(services: village.services, site: site).differences(in: $0)
            }
            #expect(differences == [])
        }
    }

    @Test(
        "of many who put the same topic up at once one does; taken back, it can be put up anew",
        arguments: EngineKind.allCases)
    func doubles(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let topic = try await village.carry(to: .closed).topic.id
            let secretary = try await village.program(of: .secretary)
            let fields = ["topic": topic.text, "reason": "群众都说好"]
            let answers = try await withThrowingTaskGroup(of: WebAnswer.self) { group in
                for _ in 0..<8 { group.addTask { try await secretary.post("/desk/contests", fields) } }
                return try await group.reduce(into: [WebAnswer]()) { $0.append($1) }
            }
            let won = answers.filter { $0.status == 201 }
            #expect(won.count == 1 && answers.count { $0["code"] == "already_nominated" } == 7)
            let id = try #require(won.first?["id"])
            #expect(try await secretary.post("/desk/contests/\(id)/withdrawal", ["reason": "材料不全"]).status == 200)
            #expect(try await secretary.post("/desk/contests", fields).status == 201)
            let open = try await village.carry(to: .verified).topic.id
            let early = try await secretary.post("/desk/contests", ["topic": open.text, "reason": "早了"])
            #expect(early["code"] == "not_handled")
        }
    }
}
