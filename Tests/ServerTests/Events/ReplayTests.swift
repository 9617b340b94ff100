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

    @Test("after any commands by anybody, replaying the logs gives every stored row", arguments: EngineKind.allCases)
    func randomWalk(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            // Something stands at each step already, so that the late ones are walked as often as the early ones.
            var journeys: [Journey] = []
            for stage in [
                Journey.Stage.ready, .announced, .announced, .inProgress, .inProgress, .minuted, .dispatched, .reported,
                .closed, .closed,
            ] {
                journeys.append(try await village.carry(to: stage))
            }
            var walk = LoopWalk(village, from: journeys)
            for _ in 0..<(Self.isLong ? 100_000 : 8_000) {
                switch try await walk.step() {
                case .done, .refused: break
                // Nothing but the rules may say no: no CHECK, no key, no lost race.
                case .failed(let what): Issue.record("\(what), seed \(SeededRandom.seed)")
                }
            }
            let (done, refused, missing) = (walk.done, walk.refused, walk.missing)
            #expect(done > 1_500 && refused > 500, "\(walk.figures), seed \(SeededRandom.seed)")
            // These need a room above another, or the number of a system outside: the walks of the rules alone take them.
            let beyond: Set = [
                "topic escalate", "topic keep_here", "topic gather", "topic decline_escalation", "topic dissolve",
                "topic return_result",
                "topic acknowledge_return", "topic give_receipt",
            ]
            let never = missing.filter { !beyond.contains($0) }
            let afterwards = walk.missingAfterwards
            #expect(afterwards == [], "never: \(afterwards); \(walk.figures), seed \(SeededRandom.seed)")
            #expect(never.count < 6, "never: \(never); \(walk.figures), seed \(SeededRandom.seed)")
            try await expectReplay(village, "seed \(SeededRandom.seed)")
        }
    }

    @Test(
        "so it is where topics, sessions and proposals are walked together, with units that reply and proposers who answer",
        arguments: EngineKind.allCases)
    func jointWalk(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            var journeys: [Journey] = []
            for stage in [Journey.Stage.ready, .inProgress, .reported] {
                journeys.append(try await village.carry(to: stage))
            }
            var walk = LoopWalk(village, from: journeys, hasProposals: true)
            for _ in 0..<(Self.isLong ? 60_000 : 4_000) {
                switch try await walk.step() {
                case .done, .refused: break
                case .failed(let what): Issue.record("\(what), seed \(SeededRandom.seed)")
                }
            }
            let (figures, missing) = (walk.figures, walk.missingOfProposals)
            let onward = [
                "propose", "proposal submit", "proposal file", "proposal assign", "assignment sign_for",
                "assignment contact", "assignment draft", "assignment check", "assignment send", "opine",
                "hand on", "clue release", "propose from topic", "propose from clue",
            ]
            #expect(Set(onward).isDisjoint(with: missing), "\(figures), seed \(SeededRandom.seed)")
            #expect(missing.count < 12, "never: \(missing); \(figures), seed \(SeededRandom.seed)")
            try await expectReplay(village, "seed \(SeededRandom.seed)")
        }
    }

    @Test(
        "so it is where notices go out to rooms and units: everybody tries each command in each state of a receipt",
        arguments: EngineKind.allCases)
    func noticesWalk(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            var walk = LoopWalk(village, from: [try await village.carry(to: .announced)], hasNotices: true)
            for _ in 0..<(Self.isLong ? 40_000 : 2_500) {
                switch try await walk.step() {
                case .done, .refused: break
                case .failed(let what): Issue.record("\(what), seed \(SeededRandom.seed)")
                }
            }
            let (figures, missing) = (walk.figures, walk.missingOfNotices)
            #expect(missing == [], "\(figures), seed \(SeededRandom.seed)")
            try await expectReplay(village, "seed \(SeededRandom.seed)")
        }
    }

    @Test("after the whole way, every kind's row is what its log tells", arguments: EngineKind.allCases)
    func wholeWay(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            for stage in Journey.Stage.allCases { _ = try await village.carry(to: stage) }
            try await expectReplay(village, "")
        }
    }

    private func expectReplay(_ village: Village, _ comment: String) async throws {
        let rows = RowReplay(
            services: village.services, site: Site(tenant: village.story.county, practice: Village.practice))
        let (found, differences) = try await village.services.engine.read { transaction in
            (try rows.counts(in: transaction), try rows.differences(in: transaction))
        }
        #expect(found.allSatisfy { $0.value > 0 } && found.count == 4, "\(found) \(comment)")
        #expect(differences == [], "\(differences.prefix(5)) \(comment)")
        try await village.seal()
        let report = try await village.verify()
        #expect(report.isClean, "\(String(describing: report.firstBad)) \(comment)")
    }
}
