// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import Testing

@Suite("An event of a topic")
struct TopicEventTests {
    private static let deadline = Deadline(
        day: Village.day("2027-01-08"), from: Village.day("2026-12-31"), term: .workingDays(5), isProvisional: true)
    private static let named = Deadline(
        day: Village.day("2026-03-19"), from: Village.day("2026-03-05"), term: .named, isProvisional: false)

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
        ] + laterSamples
    }()

    /// From the pool to the next round.
    private static let laterSamples: [TopicEvent] =
        [
            .roundOpened(
                Topic.Submission(
                    TopicDraft(room: Village.room, area: Village.town, source: .round, text: "机密十一", place: nil)),
                round: 2, previous: Topic.ID(1)),
            .merged(into: Topic.ID(8)),
            .unmerged(deadline: deadline),
            .selected,
            .assigned(researcher: Person.ID(16), deadline: named),
            .researched(
                Topic.ResearchRecord(
                    visit: .kept("机密十二"), findings: .kept("机密十三"), advice: .kept("机密十四"),
                    attachments: [Attachment.ID(4)])),
            .attached([Attachment.ID(5), Attachment.ID(6)]),
            .scheduled(in: ConsultationSession.ID(301)),
            .unscheduled,
            .consulted,
            .handlingBegan,
            .closed(.handled(claimed: .partly)),
            .closed(.noAction(reason: .kept("机密十五"))),
            .reopened,
            .continued(in: Topic.ID(3)),
            .deadlineMoved(deadline),
            .corrected(.kept("机密十六")),
            .erased,
            .reconsidered(reason: .kept("机密十七"), deadline: deadline),
            .redirected(.init(channel: .proposalClue, explanation: .kept("机密十八"))),
            .cameBack(reason: .kept("机密十九"), deadline: deadline),
            .resultTold(.kept("机密二十")),
            .proposedForPlan,
            .planDecided(.init(isApproved: false, reference: .kept("机密二十一"), day: Village.day("2026-03-04"))),
            .scored(.init(scorer: Person.ID(16), needed: 5, hopedFor: 4, feasible: 3)),
            .mediated(
                .init(
                    day: Village.day("2026-03-04"), parties: .kept("机密二十二"), record: .kept("机密二十三"), isSettled: true)),
            .added(.kept("机密二十四")),
            .withdrawalAsked(reason: .kept("机密二十五"), effectiveAt: Instant(milliseconds: 1_772_758_800_000)),
            .withdrawalUndone,
            .withdrawn,
        ] + farSamples

    /// What ties a topic to other rooms and other systems.
    private static let farSamples: [TopicEvent] = [
        .gathered(
            Topic.Submission(
                TopicDraft(room: Village.room, area: Village.town, source: .escalation, text: "机密二十六", place: nil)),
            from: [Topic.ID(1)]),
        .takenOver(
            Topic.Submission(
                TopicDraft(room: Village.room, area: Village.town, source: .former, text: "机密二十七", place: nil)),
            Topic.Former(number: "A-1", receivedOn: Village.day("2024-05-06"), result: .kept("机密二十八"))),
        .escalationAsked(of: Village.otherRoom, area: Village.county, reason: .kept("机密二十九")),
        .escalated(into: Topic.ID(8)),
        .escalationUndone,
        .dissolved,
        .resultReturned(.init(result: .kept("机密三十"), means: .system)),
        .returnAcknowledged,
        .receiptGiven(.init(system: "wg", number: "7")),
        .submitted(
            Topic.Submission(
                TopicDraft(
                    room: Village.room, area: Village.town, source: .meeting, text: "机密三十一", place: nil,
                    occasion: .init(day: Village.day("2026-03-04"), place: .kept("机密三十二"), count: 18),
                    ticket: .init(system: "wg", number: "8"))), deadline: deadline),
        .categorised("roads"),
        .submitted(
            Topic.Submission(
                TopicDraft(
                    room: Village.room, area: Village.town, source: .paper, text: "机密三十三", place: nil,
                    category: "roads")), deadline: deadline),
        .escalationDeclined(reason: .kept("机密三十四")),
        .passedOn(
            .init(from: Village.room, to: Village.otherRoom, area: Village.town, reason: .kept("机密三十五")),
            deadline: deadline),
        .deselected(reason: .kept("机密三十六")),
        .mediated(
            .init(
                day: Village.day("2026-03-04"), parties: .kept("机密三十七"), record: .kept("机密三十八"), isSettled: true,
                answer: .kept("机密三十九"))),
        .solvedDirectly(answer: .kept("机密四十"), askedUntil: Village.day("2026-03-19")),
        .judged(.init(outcome: .unsolved, rating: .dissatisfied, remark: .kept("机密四十一")), deadline: deadline),
        .judged(.init(outcome: .solved, rating: .satisfied, remark: nil)),
        .takenOver(
            Topic.Submission(
                TopicDraft(room: Village.room, area: Village.town, source: .former, text: "机密四十二", place: nil)),
            Topic.Former(
                number: "A-2", receivedOn: Village.day("2024-05-06"), result: .kept("机密四十三"), ending: .turnedDown)),
        .placeCorrected(.kept("机密四十四")),
        .contactReplaced(.kept("机密四十五")),
    ]

    @Test("each kind comes back from JSON as it was written")
    func roundTrip() throws {
        let keeper = KeptTexts()
        for event in Self.samples {
            #expect(try keeper.decode(keeper.encode(event)) == event)
        }
        #expect(keeper.count == 45)
    }

    @Test("a review that itself says how those have agreed whom it shows is read as it was written, and still shown")
    func consentInside() throws {
        let keeper = KeptTexts()
        let consent = keeper.keep("3月5日上门，本人签字同意")
        let (title, body) = (keeper.keep("给独居老人送饭"), keeper.keep("我叫王小满。"))
        let old: TopicEvent = try keeper.decode(
            #"{"reviewed":{"consent":"\#(consent)","isSameText":false,"needed":1,"reviewer":"0000000000007","#
                + #""text":{"body":"\#(body)","title":"\#(title)"}}}"#)
        #expect(old.notedConsent == .kept("3月5日上门，本人签字同意"))
        let now: TopicEvent = try keeper.decode(
            #"{"reviewed":{"isSameText":false,"needed":1,"reviewer":"0000000000007","#
                + #""text":{"body":"\#(body)","title":"\#(title)"}}}"#)
        #expect(now.notedConsent == nil)
        #expect(try !keeper.encode(now).contains("consent"))
        keeper.eraseAll()
        let erased: TopicEvent = try keeper.decode(
            #"{"reviewed":{"consent":"\#(consent)","isSameText":false,"needed":1,"reviewer":"0000000000007","#
                + #""text":{"body":"\#(body)","title":"\#(title)"}}}"#)
        #expect(erased.notedConsent == .erased)
    }

    @Test("the kinds have stable names, each its own")
    func kinds() {
        #expect(
            Self.samples.map(\.kind) == [
                "submitted", "submitted_and_held", "released", "asked", "answered", "pooled", "rejected",
                "solved_directly", "reviewed", "unpublished", "related", "round_opened", "merged", "unmerged",
                "selected",
                "assigned", "researched", "attached", "scheduled", "unscheduled", "consulted", "handling_began",
                "closed", "closed", "reopened", "continued", "deadline_moved", "corrected", "erased",
                "reconsidered", "redirected", "came_back", "result_told", "proposed_for_plan", "plan_decided", "scored",
                "mediated", "added",
                "withdrawal_asked", "withdrawal_undone", "withdrawn",
                "gathered", "taken_over", "escalation_asked", "escalated", "escalation_undone", "dissolved",
                "result_returned", "return_acknowledged", "receipt_given", "submitted", "categorised", "submitted",
                "escalation_declined", "passed_on", "deselected", "mediated",
                "solved_directly", "judged", "judged", "taken_over",
                "place_corrected", "contact_replaced",
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
        let written = try Self.samples.map { try keeper.encode($0) }
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
                #"{"roundOpened":{"_0":{"area":"\#(town)","room":"\#(room)","source":"round","text":"text-10"},"#
                    + #""previous":"0000000000001","round":2}}"#,
                #"{"merged":{"into":"0000000000008"}}"#,
                #"{"unmerged":{\#(due)}}"#,
                #"{"selected":{}}"#,
                #"{"assigned":{"deadline":{"day":"2026-03-19","from":"2026-03-05","isProvisional":false},"#
                    + #""researcher":"000000000000G"}}"#,
                #"{"researched":{"_0":{"advice":"text-13","attachments":["0000000000004"],"findings":"text-12","#
                    + #""visit":"text-11"}}}"#,
                #"{"attached":{"_0":["0000000000005","0000000000006"]}}"#,
                #"{"scheduled":{"in":"000000000009D"}}"#,
                #"{"unscheduled":{}}"#,
                #"{"consulted":{}}"#,
                #"{"handlingBegan":{}}"#,
                #"{"closed":{"_0":{"handled":{"claimed":"partly"}}}}"#,
                #"{"closed":{"_0":{"noAction":{"reason":"text-14"}}}}"#,
                #"{"reopened":{}}"#,
                #"{"continued":{"in":"0000000000003"}}"#,
                #"{"deadlineMoved":{"_0":{"day":"2027-01-08","from":"2026-12-31","isProvisional":true,"workingDays":5}}}"#,
                #"{"corrected":{"_0":"text-15"}}"#,
                #"{"erased":{}}"#,
                #"{"reconsidered":{\#(due),"reason":"text-16"}}"#,
                #"{"redirected":{"_0":{"channel":"proposal_clue","explanation":"text-17"}}}"#,
                #"{"cameBack":{\#(due),"reason":"text-18"}}"#,
                #"{"resultTold":{"_0":"text-19"}}"#,
                #"{"proposedForPlan":{}}"#,
                #"{"planDecided":{"_0":{"day":"2026-03-04","isApproved":false,"reference":"text-20"}}}"#,
                #"{"scored":{"_0":{"feasible":3,"hopedFor":4,"needed":5,"scorer":"000000000000G"}}}"#,
                #"{"mediated":{"_0":{"day":"2026-03-04","isSettled":true,"parties":"text-21","record":"text-22"}}}"#,
                #"{"added":{"_0":"text-23"}}"#,
                #"{"withdrawalAsked":{"effectiveAt":1772758800000,"reason":"text-24"}}"#,
                #"{"withdrawalUndone":{}}"#,
                #"{"withdrawn":{}}"#,
                #"{"gathered":{"_0":{"area":"\#(town)","room":"\#(room)","source":"escalation","text":"text-25"},"#
                    + #""from":["0000000000001"]}}"#,
                #"{"takenOver":{"_0":{"area":"\#(town)","room":"\#(room)","source":"former","text":"text-26"},"#
                    + #""_1":{"number":"A-1","receivedOn":"2024-05-06","result":"text-27"}}}"#,
                #"{"escalationAsked":{"area":"\#(Village.county.text)","of":"\#(Village.otherRoom.text)","reason":"text-28"}}"#,
                #"{"escalated":{"into":"0000000000008"}}"#,
                #"{"escalationUndone":{}}"#,
                #"{"dissolved":{}}"#,
                #"{"resultReturned":{"_0":{"means":"system","result":"text-29"}}}"#,
                #"{"returnAcknowledged":{}}"#,
                #"{"receiptGiven":{"_0":{"number":"7","system":"wg"}}}"#,
                #"{"submitted":{"_0":{"area":"\#(town)","occasion":{"count":18,"day":"2026-03-04","place":"text-31"},"#
                    + #""room":"\#(room)","source":"meeting","text":"text-30","ticket":{"number":"8","system":"wg"}},\#(due)}}"#,
                #"{"categorised":{"_0":"roads"}}"#,
                #"{"submitted":{"_0":{"area":"\#(town)","category":"roads","room":"\#(room)","source":"paper","#
                    + #""text":"text-32"},\#(due)}}"#,
                #"{"escalationDeclined":{"reason":"text-33"}}"#,
                #"{"passedOn":{"_0":{"area":"\#(town)","from":"\#(room)","reason":"text-34","to":"\#(Village.otherRoom.text)"},\#(due)}}"#,
                #"{"deselected":{"reason":"text-35"}}"#,
                #"{"mediated":{"_0":{"answer":"text-38","day":"2026-03-04","isSettled":true,"parties":"text-36","#
                    + #""record":"text-37"}}}"#,
                #"{"solvedDirectly":{"answer":"text-39","askedUntil":"2026-03-19"}}"#,
                #"{"judged":{"_0":{"outcome":"unsolved","rating":"dissatisfied","remark":"text-40"},\#(due)}}"#,
                #"{"judged":{"_0":{"outcome":"solved","rating":"satisfied"}}}"#,
                #"{"takenOver":{"_0":{"area":"\#(town)","room":"\#(room)","source":"former","text":"text-41"},"#
                    + #""_1":{"ending":"turned_down","number":"A-2","receivedOn":"2024-05-06","result":"text-42"}}}"#,
                #"{"placeCorrected":{"_0":"text-43"}}"#,
                #"{"contactReplaced":{"_0":"text-44"}}"#,
            ])
    }

    @Test("after an erasure the event is still read, and says that the words are gone")
    func erased() throws {
        let keeper = KeptTexts()
        let written = try Self.samples.map { try keeper.encode($0) }
        keeper.eraseAll()
        let read = try written.map { try keeper.decode($0, as: TopicEvent.self) }
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
        #expect(throws: EncodingError.self) { try KeptTexts().encode(TopicEvent.asked(question: .erased)) }
        #expect(try JSONEncoder().encode(TopicEvent.pooled) == Data(#"{"pooled":{}}"#.utf8))
    }
}
