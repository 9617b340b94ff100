// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Two people at the same topic", .serialized)
struct ConcurrentDecisionTests {
    @Test("of two decisions at the same moment one holds, and the other is told so", arguments: EngineKind.allCases)
    func race(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let id = village.story.waiting.id
            let (one, two) = (try await village.program(of: .secretary), try await village.program(of: .secretary))
            let sending = ["channel": "grid", "explanation": "请网格员先去看"]
            async let sent = one.post("/desk/topics/\(id)/redirection", sending)
            async let solved = two.post("/desk/topics/\(id)/solution", ["answer": "当天已修好"])
            let answers = try await [sent, solved]
            #expect(answers.map(\.status).sorted() == [200, 409])
            let loser = try #require(answers.first { $0.status == 409 })
            let codes = [WebFailure.changedMeanwhile.code, TopicRefusal.alreadyDecided.code]
            #expect(codes.contains(loser["code"] ?? ""))
            let sentences = [WebFailure.changedMeanwhile.sentence, TopicRefusal.alreadyDecided.sentence]
            #expect(sentences.contains(loser["detail"] ?? ""))
            let topic = try #require(try await village.topic(id))
            #expect(topic.version == 2)
            #expect(topic.state.name.rawValue == answers.first { $0.status == 200 }?["state"])
        }
    }

    @Test("ten reviews at once: one is kept for each version, none is lost silently", arguments: EngineKind.allCases)
    func reviews(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let id = village.story.waiting.id
            let program = try await village.program(of: .secretary)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for index in 0..<10 {
                    group.addTask {
                        try await program.post(
                            "/desk/topics/\(id)/review", ["title": "第\(index)稿", "body": "文字"]
                        ).status
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.allSatisfy { $0 == 200 || $0 == 409 })
            let topic = try #require(try await village.topic(id))
            #expect(topic.version == 1 + statuses.filter { $0 == 200 }.count)
        }
    }

    @Test("who looked at an older version is told, and nothing is overwritten", arguments: EngineKind.allCases)
    func version(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let id = village.story.waiting.id
            let program = try await village.program(of: .secretary)
            let asked = try await program.post("/desk/topics/\(id)/question", ["question": "哪一段？", "version": "1"])
            #expect(asked.status == 200)
            let late = try await program.post("/desk/topics/\(id)/pool", ["version": "1"])
            #expect(late.status == 409)
            #expect(late["code"] == "changed_meanwhile")
            #expect(late["detail"] == WebFailure.changedMeanwhile.sentence)
            let unchanged = try #require(try await village.topic(id))
            #expect(unchanged.state.name == .asked)
            let browser = try await village.browser(of: .secretary)
            let token = try await browser.token(on: "/desk/topics/\(id)/pool", for: "/desk/topics/\(id)/pool")
            let page = try await browser.post("/desk/topics/\(id)/pool", [("_token", token), ("version", "1")])
            #expect(page.status == 409)
            #expect(page.text.contains(WebFailure.changedMeanwhile.sentence))
            let now = try await program.post("/desk/topics/\(id)/pool", ["version": "2"])
            #expect(now.status == 200)
        }
    }
}
