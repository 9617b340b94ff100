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
            // Two keep the room, and two work for the unit.
            let (other, room) = (village.person(.otherSecretary), village.room.id)
            let county = village.story.county.id
            try await Commands.run(on: village.installation) {
                try $0.appoint(other, to: Appointment(.roomSecretary, .room(room)), tenant: county)
            }
            for (stage, segment, villagers) in [
                (Journey.Stage.reported, "verification", [Villager.secretary, .otherSecretary]),
                (.issued, "dispatch", [.secretary, .otherSecretary]),
                (.dispatched, "acceptance", [.officer, .colleague]),
            ] {
                let item = try #require(try await village.carry(to: stage).item)
                let before = try #require(try await village.item(item)?.version)
                try await expectOnce(village, "/desk/items/\(item)/\(segment)", [:], villagers)
                #expect(try await village.item(item)?.version == before + 1)
                if segment == "verification" { #expect(try await village.asked(about: item).count == 2) }
            }
        }
    }

    @Test("a session is announced once, ends once and issues once", arguments: EngineKind.allCases)
    func sessions(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let planned = try #require(try await village.carry(to: .planned).session)
            try await expectOnce(village, "/desk/sessions/\(planned)/announcement", [:], [.convener])
            let held = try #require(try await village.carry(to: .inProgress).session)
            let fields = ["reached": "consensus", "text": "改单行"]
            try await expectOnce(village, "/desk/sessions/\(held)/conclusion", fields, [.convener])
            let minuted = try await village.carry(to: .minuted)
            let session = try #require(minuted.session)
            try await village.act(.confirmMinutes, on: session, as: .convener)
            try await expectOnce(village, "/desk/sessions/\(session)/outcome", [:], [.convener])
            #expect(try await village.topic(minuted.topic.id)?.state == .inHandling)
        }
    }

    @Test("a next round is opened once", arguments: EngineKind.allCases)
    func rounds(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let topic = try await village.carry(to: .closed).topic.id
            let before = try await village.topicCount()
            try await expectOnce(village, "/desk/topics/\(topic)/next-round", ["changes": "送货车"], [.convener])
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

    @Test("no word is taken after the closing, however close the two come", arguments: EngineKind.allCases)
    func wordsAndClosing(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            for _ in 0..<5 {
                let journey = try await village.carry(to: .verified)
                let item = try #require(journey.item)
                // The people have had their days: who closes it waits for nobody.
                village.clock.move(hours: 24 * 30)
                let word = "/topics/status/\(journey.topic.code.text)/confirmations/\(item)"
                let statuses = try await together(6) { index in
                    index == 3
                        ? try await village.program(of: .secretary).post("/desk/items/\(item)/closing", [:]).status
                        : try await village.program().post(
                            word, ["outcome": OutcomeClass.allCases[index % 3].rawValue, "rating": "satisfied"]
                        ).status
                }
                #expect(statuses.allSatisfy { [200, 409].contains($0) }, "\(statuses)")
                #expect(try await village.item(item)?.state == .closed)
                let late = try await village.services.engine.read {
                    try $0.first(
                        """
                        SELECT COUNT(*) FROM event c
                        JOIN confirmation f ON f.tenant = c.tenant AND f.item = c.subject
                        JOIN event w ON w.tenant = f.tenant AND w.subject_kind = 'confirmation' AND w.subject = f.id
                        WHERE c.subject_kind = 'item' AND c.subject = \(item.number) AND c.kind = 'closed'
                            AND w.kind = 'answered' AND w.id > c.id
                        """
                    ) { try $0.next(Int.self) }
                }
                #expect(late == 0, "what was counted at the closing stays what was said")
            }
            #expect(try await village.rowDifferences() == [])
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

    /// Five at once, of as many people as are named: one is done, the others are told in one kind sentence that it was.
    private func expectOnce(
        _ village: Village, _ path: String, _ fields: [String: String], _ villagers: [Villager]
    ) async throws {
        let answers = try await together(5) { index in
            try await village.program(of: villagers[index % villagers.count]).post(path, fields)
        }
        #expect(answers.map(\.status).sorted() == [200, 409, 409, 409, 409], "\(path)")
        for late in answers where late.status == 409 {
            let detail = try #require(late["detail"], "\(path)")
            #expect(detail.hasSuffix("。") && detail.count { $0 == "。" } == 1, "\(path): \(detail)")
            #expect(!detail.contains { $0.isASCII && $0.isLetter }, "\(path): \(detail)")
        }
    }

    private func together<Answer: Sendable>(
        _ count: Int, _ body: @escaping @Sendable (Int) async throws -> Answer
    ) async throws -> [Answer] {
        try await withThrowingTaskGroup(of: Answer.self) { group in
            for index in 0..<count { group.addTask { try await body(index) } }
            return try await group.reduce(into: [Answer]()) { $0.append($1) }
        }
    }
}
