// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What a page costs the database", .serialized)
struct StatementCountTests {
    @Test("a page takes few statements, however much it shows", arguments: EngineKind.allCases)
    func pages(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let story = village.story
            let (visitor, secretary) = (village.visitor(), try await village.browser(of: .secretary))
            let budgets: [(Browser, String, Int)] = [
                (visitor, "/", 1), (visitor, "/topics", 1), (visitor, "/topics?q=%E6%8E%92%E6%B0%B4", 1),
                (visitor, "/topics/\(story.published.id)", 1), (visitor, "/r/\(village.room.token.text)", 2),
                (visitor, "/r/\(village.room.token.text)/raise", 1), (visitor, "/status/\(story.asked.code.text)", 4),
                (visitor, "/api/v1/topics", 1), (visitor, "/api/v1/rooms", 1), (secretary, "/desk/topics", 3),
                (secretary, "/desk/topics/\(story.waiting.id)", 7), (secretary, "/desk/account", 2),
                (secretary, "/desk/notices", 2),
            ]
            for (browser, path, most) in budgets {
                let before = village.services.engine.counters.statements
                let answer = try await browser.get(path)
                let count = village.services.engine.counters.statements - before
                #expect(answer.status == 200, "\(path)")
                #expect(count <= most, "\(path) took \(count) statements")
            }
        }
    }

    @Test("sixty-four submissions at once share their flushes to the disk")
    func groupCommit() async throws {
        try await Village.with(.sqlite, settings: ["intake-limit": "1000000"]) { village in
            let rounds = 4
            let counters = village.services.engine.counters
            let before = (writes: counters.writes, commits: counters.commits)
            let room = village.room.token.text
            let statuses = try await withThrowingTaskGroup(of: [Int].self) { group in
                for sender in 0..<64 {
                    group.addTask {
                        var statuses: [Int] = []
                        for round in 0..<rounds {
                            let fields = ["room": room, "text": "第\(sender)人第\(round)件"]
                            statuses.append(try await village.program().post("/topics", fields).status)
                        }
                        return statuses
                    }
                }
                return try await group.reduce(into: [Int]()) { $0 += $1 }
            }
            #expect(statuses == Array(repeating: 201, count: 64 * rounds))
            let (writes, commits) = (counters.writes - before.writes, counters.commits - before.commits)
            #expect(writes == 64 * rounds)
            #expect(commits <= writes / 5, "\(commits) commits for \(writes) writes")
        }
    }
}
