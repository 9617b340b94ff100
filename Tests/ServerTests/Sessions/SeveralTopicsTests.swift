// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("A session on several topics", .serialized)
struct SeveralTopicsTests {
    @Test(
        "opinions are noted by topic, and one topic ends without consensus beside another with one",
        arguments: EngineKind.allCases)
    func apart(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (first, second) = (try await village.carry(to: .ready), try await village.carry(to: .ready))
            let secretary = try await village.program(of: .secretary)
            let planned = try await secretary.post(
                "/desk/sessions",
                [
                    "title": "两件一起议", "topics": [first.topic.id.text, second.topic.id.text],
                    "day": village.clock.now.day.description, "time": "15:00", "place": "社区会议室",
                ])
            let session = try #require(planned["id"].flatMap { ConsultationSession.ID($0) }, "\(planned.text)")
            _ = try await village.carry(session: session, of: first, from: .announced, to: .inProgress)
            let speaker = try #require(try await village.session(session)).participants[3].id.text
            let path = "/desk/sessions/\(session)"
            let said = try await secretary.post(
                "\(path)/opinions",
                ["participant": speaker, "topic": second.topic.id.text, "stance": "objection", "text": "这件没有钱办。"])
            #expect(said.status == 200, "\(said.text)")
            let ended = try await secretary.post(
                "\(path)/topic-conclusion",
                ["topic": second.topic.id.text, "reached": "no_consensus", "text": "经费没有着落。"])
            let stated = ended.object["topicConclusions"] as? [[String: Any]]
            #expect(stated?.map { $0["conclusion"] as? String } == ["no_consensus"], "\(ended.text)")
            let agreed = ["reached": "consensus", "text": "校门口改单行。"]
            #expect(try await secretary.post("\(path)/conclusion", agreed)["conclusion"] == "consensus")
            let desk = try await village.browser(of: .secretary)
            let minutes = try await desk.get("\(path)/minutes").text
            #expect(minutes.contains("的意见") && minutes.contains("没有形成一致意见：经费没有着落。"))
            let own = try await desk.get("/desk/topics/\(second.topic.id)").text
            #expect(own.contains("这件没有钱办。") && own.contains("经费没有着落。"))
            let other = try await desk.get("/desk/topics/\(first.topic.id)").text
            #expect(!other.contains("这件没有钱办。") && !other.contains("经费没有着落。"))
        }
    }
}
