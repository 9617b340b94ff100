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
            for (segment, fields) in [
                ("speakers", ["speakers": [speaker]]), ("floor", ["speaker": speaker]),
                (
                    "turn-end",
                    ["text": "说完再说一句：先修桥。", "stance": "suggestion", "topic": second.topic.id.text]
                ),
            ] as [(String, [String: Any])] {
                let answer = try await secretary.post("\(path)/\(segment)", fields)
                #expect(answer.status == 200, "\(segment): \(answer.text)")
            }
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
            #expect(own.contains("这件没有钱办。") && own.contains("经费没有着落。") && own.contains("先修桥"))
            let other = try await desk.get("/desk/topics/\(first.topic.id)").text
            #expect(!other.contains("这件没有钱办。") && !other.contains("经费没有着落。"))
            #expect(other.contains("发言完了") && !other.contains("先修桥"), "that somebody spoke is the session's")
        }
    }

    @Test(
        "a topic that was agreed and has no item stops the outcome and is named; it does not end unseen (BR-05)",
        arguments: EngineKind.allCases)
    func itemless(_ kind: EngineKind) async throws {
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
            _ = try await village.carry(session: session, of: first, from: .announced, to: .minuted)
            let path = "/desk/sessions/\(session)"
            let page = try await village.browser(of: .secretary).get(path).text
            #expect(page.contains("谈成了，还没有事项") && page.contains("还没有事项的议题：“校门口放学时段拥堵”。"))
            let missing = try await secretary.get(path).object["topicsWithoutItems"] as? [String]
            #expect(missing == [second.topic.id.text])
            try await village.act(.confirmMinutes, on: session, as: .convener)
            let convener = try await village.program(of: .convener)
            let refused = try await convener.post("\(path)/outcome", [:])
            #expect(refused.status == 409 && refused["code"] == "no_items", "\(refused.text)")
            #expect(refused.text.contains("还没有事项的议题：“校门口放学时段拥堵”。"))
            #expect(try await village.topic(second.topic.id)?.state.name == .consulted)
            try await village.act(
                .draftItem,
                [
                    "topic": second.topic.id.text, "task": "修好路灯", "unit": village.story.unit.id.text,
                    "officer": village.person(.officer).text,
                    "milestones": "\(village.clock.now.day.advanced(by: 10)) 修好",
                ], on: session, as: .secretary)
            let issued = try await convener.post("\(path)/outcome", [:])
            #expect(issued["state"] == "outcome_issued", "\(issued.text)")
            for topic in [first, second] {
                #expect(try await village.topic(topic.topic.id)?.state.name == .inHandling)
            }
        }
    }
}
