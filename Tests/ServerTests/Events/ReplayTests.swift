// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("The log tells the whole story", .serialized)
struct ReplayTests {
    private static let isLong = ProcessInfo.processInfo.environment["SHANGLIANG_LONG"] == "1"

    @Test("after any commands, replaying a topic's log gives the stored topic", arguments: EngineKind.allCases)
    func randomWalk(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            var random = SeededRandom()
            var topics: [(id: Topic.ID, villager: Villager)] = []
            var (done, refused) = (0, 0)
            for _ in 0..<(Self.isLong ? 5_000 : 300) {
                village.clock.move(milliseconds: Int64.random(in: 1...9_000_000, using: &random))
                if topics.isEmpty || Int.random(in: 0..<12, using: &random) == 0 {
                    topics.append(try await submit(village, &random))
                    continue
                }
                let (id, holder) = Bool.random(using: &random) ? topics.any(&random) : topics.suffix(4).any(&random)
                let command = Topic.Command.allCases.any(&random)
                let fields = Self.fields(of: command, other: topics.any(&random).id, &random)
                let actor = Self.actor(village, of: id, holder, command, &random)
                do {
                    try await perform(command, fields, id, actor, village)
                    done += 1
                } catch is TopicRefusal {
                    refused += 1
                } catch is InputProblems {
                    refused += 1
                } catch {
                    // Nothing but the rules may say no: no CHECK, no key, no lost race.
                    Issue.record("\(command) by \(actor): \(error), seed \(SeededRandom.seed)")
                }
            }
            #expect(done > 40 && refused > 20, "\(done) done, \(refused) refused, seed \(SeededRandom.seed)")
            for topic in topics { try await checkReplay(of: topic.id, village) }
            try await village.seal()
            let report = try await village.verify()
            #expect(report.isClean, "\(String(describing: report.firstBad)), seed \(SeededRandom.seed)")
        }
    }

    private func checkReplay(of id: Topic.ID, _ village: Village) async throws {
        let stored = try #require(try await village.topic(id))
        let (events, tenant) = (village.services.eventLog, village.story.county.id)
        let log = try await village.services.engine.read {
            try events.log(of: id.number, tenant: tenant, as: TopicEvent.self, in: $0)
        }
        #expect(log.count == stored.version)
        let replayed = try #require(Topic.replaying(log.map { ($0.event, $0.at) }, as: id))
        #expect(replayed == stored, "seed \(SeededRandom.seed)")
    }

    /// Raises a topic in either room; its id and who is the secretary there.
    private func submit(_ village: Village, _ random: inout SeededRandom) async throws -> (Topic.ID, Villager) {
        let isOther = Bool.random(using: &random)
        let room = isOther ? village.otherRoom : village.room
        let draft = TopicDraft(
            room: room.id, area: room.area, source: Topic.Source.allCases.any(&random), text: Self.words(&random),
            place: Bool.random(using: &random) ? Self.words(&random) : nil)
        let isHeld = Int.random(in: 0..<4, using: &random) == 0
        let (now, county) = (village.clock.now, village.story.county)
        let id = try await Commands.run(on: village.installation) {
            try $0.submit(draft, isHeld: isHeld, at: now, practice: Village.practice, tenant: county).id
        }
        return (id, isOther ? .otherSecretary : .secretary)
    }

    private func perform(
        _ command: Topic.Command, _ fields: [String: String], _ id: Topic.ID, _ actor: Actor, _ village: Village
    ) async throws {
        let (now, county) = (village.clock.now, village.story.county)
        try await Commands.run(on: village.installation) {
            try $0.perform(
                command, fields, on: id, by: actor, at: now, practice: Village.practice, tenant: county)
        }
    }

    /// Mostly whoever may, now and then somebody else.
    private static func actor(
        _ village: Village, of id: Topic.ID, _ holder: Villager, _ command: Topic.Command, _ random: inout SeededRandom
    ) -> Actor {
        guard Int.random(in: 0..<5, using: &random) > 0 else {
            return village.actor([.secretary, .otherSecretary, .convener, .leader].any(&random))
        }
        return command == .answer ? .codeHolder(id) : village.actor(holder)
    }

    private static func fields(
        of command: Topic.Command, other: Topic.ID, _ random: inout SeededRandom
    ) -> [String: String] {
        switch command {
        case .release, .pool: [:]
        case .reject: ["ground": ["no_matter", "emergency", "unheard_of"].any(&random), "explanation": words(&random)]
        case .ask: ["question": words(&random)]
        case .answer, .solveDirectly: ["answer": words(&random)]
        case .review: ["title": words(&random), "body": words(&random)]
        case .unpublish: ["reason": words(&random)]
        case .relate: ["topic": other.text]
        }
    }

    private static func words(_ random: inout SeededRandom) -> String {
        ["桥面有坑", "路灯不亮", "=cmd|' /C calc'!A0", "e\u{301}<b>", "𠮷野家门口"].any(&random)
    }
}
