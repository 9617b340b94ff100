// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import Testing

@Suite("An event of a topic")
struct TopicEventTests {
    private static let deadline = Deadline(
        day: Village.day("2027-01-08"), from: Village.day("2026-12-31"), workingDays: 5, isProvisional: true)

    /// One of each kind; every free text of it contains 机密.
    private static let samples: [TopicEvent] = {
        let draft = TopicDraft(room: Village.room, area: Village.town, source: .scan, text: "机密一", place: "机密二")
        let placeless = TopicDraft(room: Village.room, area: Village.town, source: .api, text: "机密三", place: nil)
        return [
            .submitted(Topic.Submission(draft), deadline: deadline),
            .submittedAndHeld(Topic.Submission(placeless)),
            .released(deadline: deadline),
            .asked(question: .kept("机密四？")),
            .answered(answer: .kept("机密五"), deadline: deadline),
            .pooled,
            .rejected(Topic.Rejection(ground: "no_matter", explanation: .kept("机密六"))),
            .solvedDirectly(answer: .kept("机密七")),
            .reviewed(
                text: Topic.PublicText(title: .kept("机密八"), body: .kept("机密九")), isSameText: false,
                reviewer: Person.ID(7), needed: 2),
            .unpublished(reason: .kept("机密十")),
            .related(to: Topic.ID(9)),
        ]
    }()

    @Test("each kind comes back from JSON as it was written")
    func roundTrip() throws {
        let keeper = KeptTexts()
        for event in Self.samples {
            #expect(try keeper.decode(keeper.encode(event)) == event)
        }
        #expect(keeper.count == 10)
    }

    @Test("the kinds have stable names, each its own")
    func kinds() {
        #expect(
            Self.samples.map(\.kind) == [
                "submitted", "submitted_and_held", "released", "asked", "answered", "pooled", "rejected",
                "solved_directly", "reviewed", "unpublished", "related",
            ])
        #expect(TopicEvent.subject == "topic")
        #expect(TopicEvent.version == 1)
    }

    @Test("the written form holds no word of what people wrote")
    func noWords() throws {
        let keeper = KeptTexts()
        for event in Self.samples {
            let json = try keeper.encode(event)
            #expect(!json.contains("机密") && !json.contains("\\u673a"), "\(json)")
        }
    }

    @Test("the written form is stable: stored logs are read by it for ever")
    func storedForm() throws {
        let keeper = KeptTexts()
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        encoder.userInfo[.freeTextKeeper] = keeper
        let written = try Self.samples.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
        let due = #""deadline":{"day":"2027-01-08","from":"2026-12-31","isProvisional":true,"workingDays":5}"#
        let (town, room) = (Village.town.text, Village.room.text)
        #expect(
            written == [
                #"{"submitted":{"_0":{"area":"\#(town)","place":"text-1","room":"\#(room)","source":"scan","#
                    + #""text":"text-0"},\#(due)}}"#,
                #"{"submittedAndHeld":{"_0":{"area":"\#(town)","room":"\#(room)","source":"api","#
                    + #""text":"text-2"}}}"#,
                #"{"released":{\#(due)}}"#,
                #"{"asked":{"question":"text-3"}}"#,
                #"{"answered":{"answer":"text-4",\#(due)}}"#,
                #"{"pooled":{}}"#,
                #"{"rejected":{"_0":{"explanation":"text-5","ground":"no_matter"}}}"#,
                #"{"solvedDirectly":{"answer":"text-6"}}"#,
                #"{"reviewed":{"isSameText":false,"needed":2,"reviewer":"0000000000007","#
                    + #""text":{"body":"text-8","title":"text-7"}}}"#,
                #"{"unpublished":{"reason":"text-9"}}"#,
                #"{"related":{"to":"0000000000009"}}"#,
            ])
    }

    @Test("after an erasure the event is still read, and says that the words are gone")
    func erased() throws {
        let keeper = KeptTexts()
        let written = try Self.samples.map { try keeper.encode($0) }
        keeper.eraseAll()
        let read = try written.map { try keeper.decode($0) }
        #expect(read.map(\.kind) == Self.samples.map(\.kind))
        #expect(read[3] == .asked(question: .erased))
        #expect(read[6] == .rejected(Topic.Rejection(ground: "no_matter", explanation: .erased)))
        guard case .submitted(let submission, _) = read[0] else {
            Issue.record("\(read[0]) is no submission")
            return
        }
        #expect(submission.text == .erased && submission.place == .erased)
        #expect(submission.text.words == nil)
        #expect(FreeText.kept("路灯").words == "路灯")
    }

    @Test("a coder that has no keeper refuses, and so does an erased text that should be written again")
    func noKeeper() throws {
        let event = TopicEvent.asked(question: .kept("哪里？"))
        #expect(throws: EncodingError.self) { try JSONEncoder().encode(event) }
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(TopicEvent.self, from: Data(#"{"asked":{"question":"text-0"}}"#.utf8))
        }
        #expect(throws: EncodingError.self) { try KeptTexts().encode(.asked(question: .erased)) }
        #expect(try JSONEncoder().encode(TopicEvent.pooled) == Data(#"{"pooled":{}}"#.utf8))
    }
}
