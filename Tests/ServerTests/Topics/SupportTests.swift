// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Supporting a topic", .serialized)
struct SupportTests {
    @Test("a phone is hashed and sealed, and counts once", arguments: EngineKind.allCases)
    func phone(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let id = village.story.published.id
            let program = village.program()
            let first = try await program.post("/topics/\(id)/supports", ["phone": "138 0000 0002"])
            #expect(first.status == 201 && first.object["supporters"] as? Int == 1)
            let double = try await program.post("/topics/\(id)/supports", ["phone": "13800000002"])
            // Nobody learns from the answer whose phone is there already.
            #expect(double.status == 201 && double.object["supporters"] as? Int == 1)
            let other = try await program.post("/topics/\(id)/supports", ["phone": "13800000003"])
            #expect(other.object["supporters"] as? Int == 2)
            let page = try await village.visitor().get("/topics/\(id)")
            #expect(page.text.contains("2人") && !page.text.contains("1380000000"))
            let rows = try await village.services.engine.read {
                try $0.rows(
                    """
                    SELECT s.phone_hash, c.words FROM topic_support s
                    JOIN content c ON c.tenant = s.tenant AND c.id = s.phone
                    """
                ) { (try $0.next([UInt8].self), try $0.next([UInt8].self)) }
            }
            #expect(rows.count == 2 && rows[0].0 != rows[1].0)
            for (hash, sealed) in rows {
                #expect(!String(decoding: hash + sealed, as: UTF8.self).contains("138"))
            }
        }
    }

    @Test(
        "a double by form is thanked like the first; a wrong number stays in its field", arguments: EngineKind.allCases)
    func form(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let path = "/topics/\(village.story.published.id)/support"
            let browser = village.visitor()
            #expect(try await browser.fillIn(path, action: path, [("phone", "13800000002")]).status == 303)
            let double = try await browser.fillIn(path, action: path, [("phone", "13800000002")])
            #expect(double.status == 303)
            let wrong = try await browser.fillIn(path, action: path, [("phone", "12345")])
            #expect(wrong.status == 422 && wrong.text.contains("value=\"12345\""))
        }
    }

    @Test(
        "without a phone a device counts, once, apart from phones; a program needs one", arguments: EngineKind.allCases)
    func device(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let id = village.story.published.id
            let path = "/topics/\(id)/support"
            let (mine, neighbours) = (village.visitor(), village.visitor())
            for browser in [mine, mine, neighbours] {
                #expect(try await browser.fillIn(path, action: path, [("phone", "")]).status == 303)
            }
            let page = try await village.visitor().get("/topics/\(id)").text
            #expect(page.contains("手机号核实过的0人，其他2人"))
            #expect(try await village.program().post("/topics/\(id)/supports", ["phone": ""]).status == 422)
            let log = try await village.services.engine.read {
                try $0.first("SELECT COUNT(*) FROM event WHERE subject_kind = 'support'") { try $0.next(Int.self) }
            }
            #expect(log == 2)
        }
    }

    @Test("two at once with one phone are one support", arguments: EngineKind.allCases)
    func race(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let id = village.story.published.id
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        try await village.program().post("/topics/\(id)/supports", ["phone": "13800000002"]).status
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses == Array(repeating: 201, count: 6))
            let count = try await village.services.engine.read {
                try $0.first("SELECT COUNT(*) FROM topic_support") { try $0.next(Int.self) }
            }
            #expect(count == 1)
        }
    }

    @Test("what is not public or has ended is not supported", arguments: EngineKind.allCases)
    func closed(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let ended = try await village.carry(to: .closed).topic.id
            let fields = ["phone": "13800000002"]
            #expect(try await village.program().post("/topics/\(ended)/supports", fields)["code"] == "has_ended")
            let hidden = village.story.waiting.id
            #expect(try await village.program().post("/topics/\(hidden)/supports", fields).status == 404)
            let elsewhere = village.story.publishedInZone.id
            #expect(try await village.program().post("/topics/\(elsewhere)/supports", fields).status == 404)
        }
    }
}
