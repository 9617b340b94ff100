// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("The ways of topics, sessions and items, as programs read them", .serialized)
struct StepsTests {
    private struct Step: Hashable {
        let act: String
        let said: String?
        let stage: String?
    }

    private static func steps(_ answer: WebAnswer) throws -> [Step] {
        let steps = try #require(answer.object["steps"] as? [[String: Any]], "\(answer.text)")
        return steps.map {
            Step(act: $0["act"] as? String ?? "", said: $0["said"] as? String, stage: $0["stage"] as? String)
        }
    }

    @Test("a session's steps tell opinions, visits and objections, each under the name its page has for the reader")
    func session() async throws {
        try await Village.with(.sqlite) { village in
            let journey = try await village.carry(to: .announced)
            let session = try #require(journey.session)
            try await village.act(.recordVisit, ["text": "门口停了六十辆车"], on: session, as: .secretary)
            try await village.act(.ready, ["waiver": "专家请不到"], on: session, as: .secretary)
            try await village.act(.start, on: session, as: .secretary)
            let people = try #require(try await village.session(session)).participants
            let present = Dictionary(uniqueKeysWithValues: people.map { ("present.\($0.id)", "on") })
            try await village.act(.checkIn, present, on: session, as: .secretary)
            _ = try await village.carry(journey, from: .concluded, to: .minuted)
            let member = try await village.program(of: .member)
            let path = "/desk/sessions/\(session)"
            #expect(try await member.post("\(path)/objections", ["text": "时段没有写全"]).status == 200)
            let own = try await member.get(path)
            let seen = try Self.steps(own)
            #expect(seen.contains(.init(act: "看了现场", said: "门口停了六十辆车", stage: "done")))
            #expect(seen.contains(.init(act: "材料已发", said: "专家请不到", stage: "done")))
            #expect(seen.contains(.init(act: "群众代表1：建议", said: "改成单行就不堵了。", stage: "done")))
            #expect(seen.contains { $0.act.hasSuffix("对纪要提出异议") && $0.said == "时段没有写全" })
            #expect(seen.last?.stage == "now" && !own.text.contains("赵春梅"))
            #expect(own["waiver"] == "专家请不到")
            let kept = try await village.program(of: .secretary).get(path)
            #expect(try Self.steps(kept).contains { $0.act == "群众代表1 家长赵春梅：建议" })
            let page = try await village.browser(of: .member).get(path).text
            for step in seen { #expect(page.contains(step.act), "\(step.act)") }
        }
    }

    @Test("who tried to check in again is told by person")
    func doubles() async throws {
        try await Village.with(.sqlite) { village in
            let session = try #require(try await village.carry(to: .inProgress).session)
            let member = try await village.program(of: .member)
            let path = "/desk/sessions/\(session)"
            let code = village.checkInCode(of: session).shown(at: village.clock.now)
            #expect(try await member.post("\(path)/arrival", ["code": code]).status == 200)
            let people = try await member.get(path).object["participants"] as? [[String: Any]]
            #expect(people?.map { $0["doubles"] as? Int } == [1, 0, 0, 0, 0])
        }
    }

    @Test("a topic's and an item's steps are those of their pages, masked as there", arguments: EngineKind.allCases)
    func topicAndItem(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .reported)
            let (topic, item) = (journey.topic.id, try #require(journey.item))
            for (villager, path) in [
                (Villager.secretary, "/desk/topics/\(topic)"), (.leader, "/desk/topics/\(topic)"),
                (.secretary, "/desk/items/\(item)"), (.officer, "/desk/items/\(item)"),
            ] {
                let program = try await village.program(of: villager)
                let steps = try Self.steps(try await program.get(path))
                let whole = path.hasPrefix("/desk/topics") ? "\(path)?trace=whole" : path
                let page = try await village.browser(of: villager).get(whole).text
                #expect(steps.count > 3, "\(villager) \(path)")
                for step in steps { #expect(page.contains(step.act), "\(villager) \(path): \(step.act)") }
            }
            let leader = try await village.program(of: .leader).get("/desk/topics/\(topic)").text
            #expect(!leader.contains("13900001111") && !leader.contains("王小雨"))
            let officer = try await village.program(of: .officer).get("/desk/items/\(item)")
            #expect(try Self.steps(officer).contains { $0.said?.contains(Journey.report) == true })
            #expect(try await village.program(of: .otherOfficer).get("/desk/items/\(item)").status == 404)
        }
    }
}
