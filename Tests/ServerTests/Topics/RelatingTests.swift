// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Topics that have to do with each other", .serialized)
struct RelatingTests {
    @Test("a link leads to what one may see, and nowhere else", arguments: EngineKind.allCases)
    func targets(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let story = village.story
            let program = try await village.program(of: .secretary)
            let path = "/desk/topics/\(story.waiting.id)/relation"
            for target in [story.waitingElsewhere.id, story.waitingInZone.id, .init(77)] {
                let answer = try await program.post(path, ["topic": target.text])
                #expect(answer.status == 422 && answer["code"] == "invalid_input", "\(answer.text)")
                #expect(!answer.text.contains("灌溉渠") && !answer.text.contains("宿舍楼"))
            }
            #expect(try await program.post(path, ["topic": story.published.id.text]).status == 200)
            for (one, other) in [(story.waiting, story.published), (story.published, story.waiting)] {
                let related = try await program.get("/desk/topics/\(one.id)").object["related"] as? [String]
                #expect(related == [other.id.text], "kept once, read from both ends: \(related ?? [])")
            }
        }
    }
}
