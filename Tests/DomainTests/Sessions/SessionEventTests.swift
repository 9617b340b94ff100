// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("An event of a consultation session")
struct SessionEventTests {
    private static let due = Deadline(
        day: Village.day("2026-03-25"), from: Village.day("2026-03-20"), term: .workingDays(3), isProvisional: false)

    /// One of each kind, beside the form in which it is kept for ever; every free text of it contains 机密.
    private static let samples: [(event: SessionEvent, json: String)] = {
        let plan = ConsultationSession.Plan(
            title: .kept("机密"), day: Village.day("2026-03-20"), minuteOfDay: 570, place: .kept("机密"))
        let (town, room) = (Village.town.text, Village.room.text)
        let deadline = #"{"day":"2026-03-25","from":"2026-03-20","isProvisional":false,"workingDays":3}"#
        return [
            (
                .planned(
                    room: Village.room, area: Village.town, topics: [Topic.ID(1), Topic.ID(2)], plan: plan),
                #"{"planned":{"area":"\#(town)","plan":{"day":"2026-03-20","minuteOfDay":570,"place":"text-1","#
                    + #""title":"text-0"},"room":"\#(room)","topics":["0000000000001","0000000000002"]}}"#
            ),
            (
                .planned(
                    room: Village.room, area: Village.town, topics: [Topic.ID(1)],
                    plan: .init(
                        title: .kept("机密"), day: Village.day("2026-03-20"), minuteOfDay: 570, place: .kept("机密"),
                        seats: 3, form: "thematic", link: .kept("机密"), campaign: .init(84),
                        coHosts: [.init(room: Village.room, area: Village.town)], bodies: [.init(84)])),
                #"{"planned":{"area":"\#(town)","plan":{"bodies":["000000000002M"],"campaign":"000000000002M","#
                    + #""coHosts":[{"area":"\#(town)","room":"\#(room)"}],"day":"2026-03-20","form":"thematic","link":"text-2","minuteOfDay":570,"place":"text-1","seats":3,"#
                    + #""title":"text-0"},"room":"\#(room)","topics":["0000000000001"]}}"#
            ),
            (.announced, #"{"announced":{}}"#),
            (
                .invited([
                    Participant(
                        id: Participant.ID(81), category: .member, name: .kept("机密"), phone: nil, person: Person.ID(17)),
                    Participant(
                        id: Participant.ID(84), category: .people, name: .kept("机密"), phone: .kept("机密"), person: nil,
                        isPresent: true),
                ]),
                #"{"invited":{"_0":[{"category":"member","id":"000000000002H","isPresent":false,"name":"text-0","#
                    + #""person":"000000000000H"},{"category":"people","id":"000000000002M","isPresent":true,"#
                    + #""name":"text-1","phone":"text-2"}]}}"#
            ),
            (.excused(Participant.ID(84)), #"{"excused":{"_0":"000000000002M"}}"#),
            (.answered(Participant.ID(81), .coming), #"{"answered":{"_0":"000000000002H","_1":{"coming":{}}}}"#),
            (
                .answered(
                    Participant.ID(84),
                    .substituted(
                        Participant(
                            id: Participant.ID(86), category: .people, name: .kept("机密"), phone: .kept("机密"),
                            person: nil, standsFor: Participant.ID(84)))),
                #"{"answered":{"_0":"000000000002M","_1":{"substituted":{"_0":{"category":"people","#
                    + #""id":"000000000002P","isPresent":false,"name":"text-0","phone":"text-1","#
                    + #""standsFor":"000000000002M"}}}}}"#
            ),
            (
                .reminded([Participant.ID(81)], on: Village.day("2026-03-20")),
                #"{"reminded":{"_0":["000000000002H"],"on":"2026-03-20"}}"#
            ),
            (.visited(.kept("机密")), #"{"visited":{"_0":"text-0"}}"#),
            (.arrived(Participant.ID(81), by: .named), #"{"arrived":{"_0":"000000000002H","by":"named"}}"#),
            (.doubled(Participant.ID(81)), #"{"doubled":{"_0":"000000000002H"}}"#),
            (.readied(waiver: nil), #"{"readied":{}}"#),
            (.readied(waiver: .kept("机密")), #"{"readied":{"waiver":"text-0"}}"#),
            (.started, #"{"started":{}}"#),
            (.checkedIn([Participant.ID(81)]), #"{"checkedIn":{"_0":["000000000002H"]}}"#),
            (
                .opinionRecorded(
                    .init(participant: Participant.ID(84), stance: .suggestion, text: .kept("机密"))),
                #"{"opinionRecorded":{"_0":{"participant":"000000000002M","stance":"suggestion","text":"text-0"}}}"#
            ),
            (
                .enlisted([Participant.ID(81)], minutes: 5),
                #"{"enlisted":{"_0":["000000000002H"],"minutes":5}}"#
            ),
            (
                .floorAsked(Participant.ID(81), minutes: 5),
                #"{"floorAsked":{"_0":"000000000002H","minutes":5}}"#
            ),
            (.reordered([Participant.ID(81)]), #"{"reordered":{"_0":["000000000002H"]}}"#),
            (
                .floorGiven(Participant.ID(81), minutes: 5, at: Instant(milliseconds: 1_772_758_800_000)),
                #"{"floorGiven":{"_0":"000000000002H","at":1772758800000,"minutes":5}}"#
            ),
            (
                .turnEnded(Participant.ID(81), seconds: 90, opinion: nil),
                #"{"turnEnded":{"_0":"000000000002H","seconds":90}}"#
            ),
            (
                .turnEnded(
                    Participant.ID(81), seconds: 90,
                    opinion: .init(participant: Participant.ID(81), stance: .support, text: .kept("机密"))),
                #"{"turnEnded":{"_0":"000000000002H","opinion":{"participant":"000000000002H","stance":"support","#
                    + #""text":"text-0"},"seconds":90}}"#
            ),
            (
                .paired(mentor: Participant.ID(81), with: Participant.ID(84)),
                #"{"paired":{"mentor":"000000000002H","with":"000000000002M"}}"#
            ),
            (
                .paperHandedIn(
                    .init(
                        id: .init(88), title: .kept("机密"), file: .init(89), author: Participant.ID(81),
                        handedInBy: Person.ID(17), handedInOn: Village.day("2026-03-10"), isPublic: true)),
                #"{"paperHandedIn":{"_0":{"author":"000000000002H","file":"000000000002S","#
                    + #""handedInBy":"000000000000H","handedInOn":"2026-03-10","id":"000000000002R","isPublic":true,"#
                    + #""title":"text-0"}}}"#
            ),
            (
                .paperChanged(.init(88), isPublic: false),
                #"{"paperChanged":{"_0":"000000000002R","isPublic":false}}"#
            ),
            (.paperWithdrawn(.init(88)), #"{"paperWithdrawn":{"_0":"000000000002R"}}"#),
            (
                .joined(
                    Participant(
                        id: Participant.ID(81), category: .member, name: .kept("机密"), phone: nil, person: Person.ID(19),
                        answer: .coming)),
                #"{"joined":{"_0":{"answer":"coming","category":"member","id":"000000000002H","isPresent":false,"#
                    + #""name":"text-0","person":"000000000000K"}}}"#
            ),
            (
                .leaveApproved(Participant.ID(81), reason: .kept("机密")),
                #"{"leaveApproved":{"_0":"000000000002H","reason":"text-0"}}"#
            ),
            (
                .leaderNoted(
                    .init(
                        number: 1, side: .party, who: .kept("机密"), presence: .present, briefing: .kept("机密二"),
                        response: nil)),
                #"{"leaderNoted":{"_0":{"briefing":"text-1","number":1,"presence":"present","side":"party","#
                    + #""who":"text-0"}}}"#
            ),
            (
                .topicConcluded(Village.topicID, .noConsensus(reason: .kept("机密"))),
                #"{"topicConcluded":{"_0":"0000000000001","_1":{"noConsensus":{"reason":"text-0"}}}}"#
            ),
            (
                .concluded(.consensus(.kept("机密")), deadline: due),
                #"{"concluded":{"_0":{"consensus":{"_0":"text-0"}},"deadline":\#(deadline)}}"#
            ),
            (
                .concluded(.noConsensus(reason: .kept("机密")), deadline: due),
                #"{"concluded":{"_0":{"noConsensus":{"reason":"text-0"}},"deadline":\#(deadline)}}"#
            ),
            (
                .minutesDrafted(.kept("机密"), outcomeDue: due, objectionsUntil: Village.day("2026-03-24")),
                #"{"minutesDrafted":{"_0":"text-0","objectionsUntil":"2026-03-24","outcomeDue":\#(deadline)}}"#
            ),
            (
                .minutesDrafted(.kept("机密"), outcomeDue: due, objectionsUntil: nil),
                #"{"minutesDrafted":{"_0":"text-0","outcomeDue":\#(deadline)}}"#
            ),
            (
                .objected(participant: Participant.ID(81), text: .kept("机密")),
                #"{"objected":{"participant":"000000000002H","text":"text-0"}}"#
            ),
            (
                .itemDrafted(Village.itemID, on: Village.topicID),
                #"{"itemDrafted":{"_0":"00000000000CH","on":"0000000000001"}}"#
            ),
            (.itemDrafted(Village.itemID, on: nil), #"{"itemDrafted":{"_0":"00000000000CH"}}"#),
            (.itemDiscarded(Village.itemID), #"{"itemDiscarded":{"_0":"00000000000CH"}}"#),
            (.minutesConfirmed, #"{"minutesConfirmed":{}}"#),
            (.outcomeIssued, #"{"outcomeIssued":{}}"#),
            (.archived, #"{"archived":{}}"#),
            (.postponed(reason: .kept("机密")), #"{"postponed":{"reason":"text-0"}}"#),
            (
                .rescheduled(plan),
                #"{"rescheduled":{"_0":{"day":"2026-03-20","minuteOfDay":570,"place":"text-1","title":"text-0"}}}"#
            ),
            (.cancelled(reason: .kept("机密")), #"{"cancelled":{"reason":"text-0"}}"#),
            (.deadlineMoved(due), #"{"deadlineMoved":{"_0":\#(deadline)}}"#),
        ]
    }()

    @Test("the written form is stable, holds no word of what people wrote, and is read as it was written")
    func storedForm() throws {
        for (event, json) in Self.samples {
            let keeper = KeptTexts()
            let written = try keeper.encode(event)
            #expect(written == json)
            #expect(try keeper.decode(written) == event)
            keeper.eraseAll()
            #expect(try keeper.decode(written, as: SessionEvent.self).kind == event.kind)
        }
    }

    @Test("the kinds have stable names, each its own")
    func kinds() {
        #expect(
            Self.samples.map(\.event.kind) == [
                "planned", "planned", "announced", "invited", "excused", "answered", "answered", "reminded", "visited",
                "arrived", "doubled", "readied", "readied", "started", "checked_in",
                "opinion_recorded", "enlisted", "floor_asked", "reordered", "floor_given", "turn_ended", "turn_ended",
                "paired", "paper_handed_in", "paper_changed", "paper_withdrawn",
                "joined", "leave_approved", "leader_noted", "topic_concluded", "concluded", "concluded",
                "minutes_drafted", "minutes_drafted", "objected",
                "item_drafted", "item_drafted",
                "item_discarded", "minutes_confirmed",
                "outcome_issued",
                "archived", "postponed", "rescheduled", "cancelled", "deadline_moved",
            ])
        #expect(SessionEvent.subject == "session")
        #expect(SessionEvent.version == 1)
    }
}
