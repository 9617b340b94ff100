// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("A room's figures are counted when something has changed", .serialized)
struct KeptFiguresTests {
    @Test("pages that count all there is do not count it anew for every reader")
    func kept() async throws {
        try await Village.with(.sqlite) { village in
            let visitor = village.visitor()
            let base = "/r/\(village.room.token.text)"
            // Figures and waits of the room; waits of the county; its results.
            for (path, counted) in [(base, 2), ("/rooms", 1), ("/answers", 0), ("\(base)/results", 0)] {
                let (first, second) = (try await cost(path, visitor, village), try await cost(path, visitor, village))
                #expect(first - second == counted, "\(path): \(first), then \(second)")
            }
            try await village.act(
                .solveDirectly, ["answer": "已经疏导了"], on: village.story.waiting.id, as: .secretary)
            let (anew, again) = (try await cost(base, visitor, village), try await cost(base, visitor, village))
            #expect(anew - again == 2, "it was spoiled, and kept once more")
        }
    }

    @Test("a change is on the next page that is read, of topics and of sessions", arguments: EngineKind.allCases)
    func fresh(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let path = "/rooms/\(village.room.id)"
            let program = village.program()
            let before = try await figures(path, program)
            let journey = try await village.carry(to: .announced)
            let announced = try await figures(path, program)
            #expect(announced["publicTopics"] == (before["publicTopics"] ?? 0) + 1, "\(announced)")
            #expect(announced["sessionsComing"] == (before["sessionsComing"] ?? 0) + 1, "\(announced)")
            let closed = try await village.carry(
                session: try #require(journey.session), of: journey, from: .inProgress, to: .closed)
            let after = try await figures(path, program)
            #expect(after["sessionsHeld"] == (before["sessionsHeld"] ?? 0) + 1, "\(after)")
            #expect(after["results"] == (before["results"] ?? 0) + 1 && after["solved"] == after["results"], "\(after)")
            let waited = try await program.get("\(path)/answer-times").object["answered"] as? Int
            try await village.act(
                .reject, ["ground": "no_matter", "explanation": "没有写明"], on: village.story.waiting.id, as: .secretary)
            #expect(try await program.get("\(path)/answer-times").object["answered"] as? Int == waited.map { $0 + 1 })
            #expect(try await village.topic(closed.topic.id)?.state.name == .closed)
        }
    }

    private func figures(_ path: String, _ program: APIClient) async throws -> [String: Int] {
        let answer = try await program.get(path)
        let found = answer.object["figures"] as? [String: Any] ?? answer.object
        return found.compactMapValues { $0 as? Int }
    }

    /// How many statements a page takes.
    private func cost(_ path: String, _ browser: Browser, _ village: Village) async throws -> Int {
        let before = village.services.engine.counters.statements
        #expect(try await browser.get(path).status == 200, "\(path)")
        return village.services.engine.counters.statements - before
    }
}
