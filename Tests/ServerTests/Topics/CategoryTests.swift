// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What topics are about", .serialized)
struct CategoryTests {
    private static let words = "放学时校门口两侧停车，行人和车混在一起，很堵，孩子过不去。"

    @Test("a decision notes the category before itself, and it can be changed later", arguments: EngineKind.allCases)
    func screened(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .secretary)
            let id = village.story.waiting.id
            let pooled = try await program.post("/desk/topics/\(id)/pool", ["category": "roads"])
            #expect(pooled.status == 200 && pooled["state"] == "pooled" && pooled["category"] == "roads")
            let kinds = try await village.kinds(of: id)
            #expect(kinds.suffix(2) == ["categorised", "pooled"])
            let changed = try await village.program(of: .convener)
                .post("/desk/topics/\(id)/category", ["category": "safety"])
            #expect(changed.status == 200 && changed["category"] == "safety")
            for bad in [["category": "moods"], ["category": ""], [:]] {
                let answer = try await program.post("/desk/topics/\(id)/category", bad)
                #expect(answer.status == 422 && answer.text.contains("category"), "\(answer.text)")
            }
            #expect(
                try await village.program(of: .otherSecretary)
                    .post("/desk/topics/\(id)/category", ["category": "roads"]).status == 404)
            #expect(
                try await village.program(of: .leader).post("/desk/topics/\(id)/category", ["category": "roads"]).status
                    == 404)
            let page = try await village.browser(of: .secretary).get("/desk/topics/\(id)")
            #expect(page.text.contains("归入“道路交通”") && page.text.contains("归入“安全消防”"))
            try await village.seal()
            #expect(try await village.verify().isClean)
            let differences = try await village.read { transaction in
                try RowReplay(services: village.services, site: village.countySite).differences(in: transaction)
            }
            #expect(differences == [])
        }
    }

    @Test("the same category again is no second event, and none asked leaves it as it was")
    func same() async throws {
        try await Village.with(.sqlite) { village in
            let program = try await village.program(of: .secretary)
            let id = village.story.waiting.id
            #expect(try await program.post("/desk/topics/\(id)/category", ["category": "roads"]).status == 200)
            let solved = try await program.post(
                "/desk/topics/\(id)/solution", ["answer": "设了护学岗", "category": "roads"])
            #expect(solved.status == 200 && solved["category"] == "roads")
            #expect(try await village.kinds(of: id).suffix(2) == ["categorised", "solved_directly"])
        }
    }

    @Test("lists are narrowed by it, and count by it", arguments: EngineKind.allCases)
    func lists(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let roads = try await published(village, "roads")
            let safety = try await published(village, "safety")
            let program = try await village.program(of: .secretary)
            let queue = try await program.get("/desk/topics?part=pool&category=roads")
            #expect(queue.text.contains(roads.text) && !queue.text.contains(safety.text), "\(queue.text)")
            let page = try await village.browser(of: .secretary).get("/desk/topics?part=pool&category=roads")
            #expect(page.text.contains("道路交通 <b>1</b>") && page.text.contains("共1件"))
            let open = try await village.program().get("/topics?category=safety")
            #expect(open.text.contains(safety.text) && !open.text.contains(roads.text), "\(open.text)")
            let reader = try await village.visitor().get("/topics?category=safety")
            #expect(reader.text.contains("安全消防") && reader.text.contains("全部类别"))
            #expect(reader.text.contains("/topics/\(safety)") && !reader.text.contains("/topics/\(roads)\""))
            #expect(!reader.text.contains("农业农村"), "what there is none of is not offered")
            let found = try await village.visitor().get("/topics?category=safety&q=%E5%A0%B5")
            #expect(found.text.contains("/topics/\(safety)") && !found.text.contains("/topics/\(roads)\""))
            let board = try await village.program(of: .leader).get("/desk/board")
            #expect(board.text.contains(#""name":"道路交通""#) && board.text.contains(#""name":"还没有归类""#))
            let records = try await village.program(of: .leader).get("/desk/board/topics?category=roads")
            #expect(records.object["count"] as? Int == 1 && records.text.contains(roads.text))
        }
    }

    @Test("what two of the nearest are about is suggested with the reason, and chosen by nobody")
    func suggested() async throws {
        try await Village.with(.sqlite) { village in
            for _ in 0..<2 { _ = try await published(village, "roads") }
            let id = try await raise(village)
            let list = try await village.program(of: .secretary).get("/desk/topics/\(id)/precedents")
            let suggestion = try #require(list.object["suggestedCategory"] as? [String: Any])
            #expect(suggestion["code"] as? String == "roads" && suggestion["precedents"] as? Int == 2)
            let browser = try await village.browser(of: .secretary)
            #expect(try await browser.get("/desk/topics/\(id)").text.contains("两件相近的，两件归在“道路交通”。"))
            let form = try await browser.get("/desk/topics/\(id)/pool")
            #expect(form.text.contains("道路交通") && !form.text.contains("value=\"roads\" selected"))
            try await village.act(.categorise, ["category": "roads"], on: id, as: .secretary)
            let sorted = try await village.program(of: .secretary).get("/desk/topics/\(id)/precedents")
            #expect(sorted["suggestedCategory"] == nil && !(sorted.object["suggestedCategory"] is [String: Any]))
        }
    }

    @Test("the county's own list is edited in its practice")
    func ownList() throws {
        let read = try TopicCategoryText.read("roads|道路\nriver_bank|河岸", field: "categories")
        #expect(read == [.init(code: "roads", name: "道路"), .init(code: "river_bank", name: "河岸")])
        #expect(try TopicCategoryText.read(TopicCategoryText.lines(read), field: "categories") == read)
        let longName = String(repeating: "长", count: 21)
        for bad in ["", "roads", "Roads|道路", "roads|", "roads|a|b", "roads|\(longName)", "a|同名\nb|同名", "a|一\na|二"] {
            #expect(throws: FieldProblem.self) { try TopicCategoryText.read(bad, field: "categories") }
        }
    }

    private func raise(_ village: Village) async throws -> Topic.ID {
        let answer = try await village.program().post(
            "/topics", ["room": village.room.token.text, "text": Self.words])
        return try #require(answer["id"].flatMap { Topic.ID($0) })
    }

    private func published(_ village: Village, _ category: String) async throws -> Topic.ID {
        let id = try await raise(village)
        try await village.act(.review, ["title": "校门口放学时段拥堵", "body": Self.words], on: id, as: .secretary)
        try await village.act(.pool, ["category": category], on: id, as: .secretary)
        return id
    }
}

extension Village {
    /// The kinds of a topic's events, in order.
    fileprivate func kinds(of topic: Topic.ID) async throws -> [String] {
        try await read { transaction in
            try transaction.rows(
                """
                SELECT kind FROM event WHERE subject_kind = 'topic' AND subject = \(topic.number)
                ORDER BY subject_version
                """
            ) { try $0.next(String.self) }
        }
    }
}
