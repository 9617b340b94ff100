// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Several people at the same step", .serialized)
struct ConcurrentLoopTests {
    @Test("an act that several do at once is done once", arguments: EngineKind.allCases)
    func acts(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            for (stage, segment, villager) in [
                (Journey.Stage.reported, "verification", Villager.secretary), (.issued, "dispatch", .secretary),
                (.dispatched, "acceptance", .officer),
            ] {
                let item = try #require(try await village.carry(to: stage).item)
                let before = try #require(try await village.item(item)?.version)
                try await expectOnce(village, "/desk/items/\(item)/\(segment)", [:], villager)
                #expect(try await village.item(item)?.version == before + 1)
                if segment == "verification" { #expect(try await village.asked(about: item).count == 2) }
            }
        }
    }

    @Test("a session is announced once, ends once and issues once", arguments: EngineKind.allCases)
    func sessions(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let planned = try #require(try await village.carry(to: .planned).session)
            try await expectOnce(village, "/desk/sessions/\(planned)/announcement", [:], .convener)
            let held = try #require(try await village.carry(to: .inProgress).session)
            let fields = ["reached": "consensus", "text": "改单行"]
            try await expectOnce(village, "/desk/sessions/\(held)/conclusion", fields, .convener)
            let minuted = try await village.carry(to: .minuted)
            let session = try #require(minuted.session)
            try await village.act(.confirmMinutes, on: session, as: .convener)
            try await expectOnce(village, "/desk/sessions/\(session)/outcome", [:], .convener)
            #expect(try await village.topic(minuted.topic.id)?.state == .inHandling)
        }
    }

    @Test("a next round is opened once", arguments: EngineKind.allCases)
    func rounds(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let topic = try await village.carry(to: .closed).topic.id
            let before = try await village.topicCount()
            try await expectOnce(village, "/desk/topics/\(topic)/next-round", ["changes": "送货车"], .convener)
            #expect(try await village.topicCount() == before + 1)
        }
    }

    @Test("the same confirmation sent twice at once counts once", arguments: EngineKind.allCases)
    func confirmations(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .verified)
            let item = try #require(journey.item)
            let asked = try await village.asked(about: item).first { asked in
                if case .participant = asked.voice { return true }
                return false
            }
            let confirmation = try #require(asked?.id)
            let made = try await village.program(of: .secretary).post(
                "/desk/items/\(item)/confirmations/\(confirmation)/link", [:])
            let token = try #require(made["address"]?.split(separator: "/").last)
            let statuses = try await together(6) { index in
                try await village.program().post(
                    "/confirmations/\(token)",
                    ["outcome": OutcomeClass.allCases[index % 3].rawValue, "rating": "satisfied"]
                ).status
            }
            #expect(statuses.count { $0 == 200 } == 1, "\(statuses)")
            #expect(statuses.allSatisfy { [200, 404, 409].contains($0) }, "\(statuses)")
            let tally = try await village.program(of: .secretary).get("/desk/items/\(item)").object["confirmed"]
            #expect((tally as? [String: Int])?["answered"] == 1)
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test("two requests to erase at once are one", arguments: EngineKind.allCases)
    func erasures(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let code = village.story.waiting.code.text
            let statuses = try await together(4) { _ in
                try await village.program().post("/topics/status/\(code)/erasure", [:]).status
            }
            #expect(statuses.sorted() == [201, 409, 409, 409])
        }
    }

    /// Five at once: one is done, the others are told that it was.
    private func expectOnce(
        _ village: Village, _ path: String, _ fields: [String: String], _ villager: Villager
    ) async throws {
        let statuses = try await together(5) { _ in
            try await village.program(of: villager).post(path, fields).status
        }
        #expect(statuses.sorted() == [200, 409, 409, 409, 409], "\(path)")
    }

    private func together(
        _ count: Int, _ body: @escaping @Sendable (Int) async throws -> Int
    ) async throws -> [Int] {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<count { group.addTask { try await body(index) } }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
    }
}
