// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("An event of a suggestion item")
struct ItemEventTests {
    private static let due = Deadline(
        day: Village.day("2026-04-23"), from: Village.day("2026-03-23"), term: .months(1), isProvisional: false)

    /// One of each kind, beside the form in which it is kept for ever; every free text of it contains 机密.
    private static let samples: [(event: ItemEvent, json: String)] = {
        let task = SuggestionItem.Task(
            text: .kept("机密"), unit: Village.unit, officer: Village.officerID,
            milestones: [.init(day: Village.day("2026-04-10"), text: .kept("机密"))])
        let origin = SuggestionItem.Origin(
            session: Village.sessionID, topic: Village.topicID, room: Village.room, area: Village.town)
        let day = #"{"day":"2026-04-23","from":"2026-03-23","isProvisional":false,"months":1}"#
        let deadline = #""deadline":\#(day)"#
        let written =
            #"{"milestones":[{"day":"2026-04-10","text":"text-1"}],"officer":"000000000000K","#
            + #""text":"text-0","unit":"00000000000FN"}"#
        return [
            (
                .drafted(origin, task: task),
                #"{"drafted":{"_0":{"area":"\#(Village.town.text)","room":"\#(Village.room.text)","#
                    + #""session":"000000000009D","topic":"0000000000001"},"task":\#(written)}}"#
            ),
            (.revised(task), #"{"revised":{"_0":\#(written)}}"#),
            (.discarded(reason: .kept("机密")), #"{"discarded":{"reason":"text-0"}}"#),
            (.approved, #"{"approved":{}}"#),
            (.dispatched(deadline: due), #"{"dispatched":{\#(deadline)}}"#),
            (.accepted(deadline: due), #"{"accepted":{\#(deadline)}}"#),
            (
                .returnRequested(reason: .kept("机密"), suggested: .kept("机密"), deadline: nil),
                #"{"returnRequested":{"reason":"text-0","suggested":"text-1"}}"#
            ),
            (
                .returnRequested(reason: .kept("机密"), suggested: .kept("机密"), deadline: due),
                #"{"returnRequested":{\#(deadline),"reason":"text-0","suggested":"text-1"}}"#
            ),
            (
                .reassigned(unit: Village.otherUnit, officer: Person.ID(29), deadline: due),
                #"{"reassigned":{\#(deadline),"officer":"000000000000X","unit":"00000000000FP"}}"#
            ),
            (.upheld(reason: .kept("机密"), deadline: due), #"{"upheld":{\#(deadline),"reason":"text-0"}}"#),
            (.handedOver(to: Person.ID(29)), #"{"handedOver":{"to":"000000000000X"}}"#),
            (
                .progressed(text: .kept("机密"), milestone: nil, evidence: nil),
                #"{"progressed":{"text":"text-0"}}"#
            ),
            (
                .progressed(text: .kept("机密"), milestone: 0, evidence: [.init(29)]),
                #"{"progressed":{"evidence":["000000000000X"],"milestone":0,"text":"text-0"}}"#
            ),
            (.extensionAsked(reason: .kept("机密")), #"{"extensionAsked":{"reason":"text-0"}}"#),
            (.extended(reason: nil, deadline: due), #"{"extended":{\#(deadline)}}"#),
            (.extended(reason: .kept("机密"), deadline: due), #"{"extended":{\#(deadline),"reason":"text-0"}}"#),
            (.extensionRefused(reason: .kept("机密")), #"{"extensionRefused":{"reason":"text-0"}}"#),
            (
                .reported(.init(adoption: .declined, claimed: .unsolved, text: .kept("机密")), deadline: nil),
                #"{"reported":{"_0":{"adoption":"declined","claimed":"unsolved","text":"text-0"}}}"#
            ),
            (
                .reported(
                    .init(adoption: .adopted, claimed: .solved, text: .kept("机密"), evidence: [.init(29)]), deadline: due
                ),
                #"{"reported":{"_0":{"adoption":"adopted","claimed":"solved","evidence":["000000000000X"],"#
                    + #""text":"text-0"},\#(deadline)}}"#
            ),
            (.verified(deadline: due), #"{"verified":{\#(deadline)}}"#),
            (.sentBack(reason: .kept("机密"), deadline: due), #"{"sentBack":{\#(deadline),"reason":"text-0"}}"#),
            (.closed(on: Village.day("2026-04-08"), signature: nil), #"{"closed":{"on":"2026-04-08"}}"#),
            (
                .closed(
                    on: Village.day("2026-04-08"),
                    signature: .init(.committee, on: Village.day("2026-04-08"), words: "机密", paper: "机密")),
                #"{"closed":{"on":"2026-04-08","signature":{"day":"2026-04-08","paper":"text-1","side":"committee","#
                    + #""words":"text-0"}}}"#
            ),
            (
                .signed(.init(.party, on: Village.day("2026-04-08"))),
                #"{"signed":{"_0":{"day":"2026-04-08","side":"party"}}}"#
            ),
            (
                .signatureDeclined(.party, reason: .kept("机密"), deadline: due),
                #"{"signatureDeclined":{"_0":"party",\#(deadline),"reason":"text-0"}}"#
            ),
            (.reopened(reason: .kept("机密"), deadline: due), #"{"reopened":{\#(deadline),"reason":"text-0"}}"#),
            (.deadlineMoved(due), #"{"deadlineMoved":{"_0":\#(day)}}"#),
            (
                .reminded(text: .kept("机密"), on: Village.day("2026-04-08")),
                #"{"reminded":{"on":"2026-04-08","text":"text-0"}}"#
            ),
            (
                .supervisionAgreed(.init(party: "机密", committee: "机密")),
                #"{"supervisionAgreed":{"_0":{"committee":"text-1","party":"text-0"}}}"#
            ),
            (
                .supervisionAgreed(.init(party: "机密", committee: "机密", partyPerson: Person.ID(29))),
                #"{"supervisionAgreed":{"_0":{"committee":"text-1","party":"text-0","partyPerson":"000000000000X"}}}"#
            ),
            (
                .inspected(.init(day: Village.day("2026-04-08"), people: "机密", seen: "机密")),
                #"{"inspected":{"_0":{"day":"2026-04-08","people":"text-0","seen":"text-1"}}}"#
            ),
            (
                .commented(.init(day: Village.day("2026-04-08"), speaker: "机密", text: "机密")),
                #"{"commented":{"_0":{"day":"2026-04-08","speaker":"text-0","text":"text-1"}}}"#
            ),
            (.askedAgain, #"{"askedAgain":{}}"#), (.lookBackEnded, #"{"lookBackEnded":{}}"#),
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
            #expect(try keeper.decode(written, as: ItemEvent.self).kind == event.kind)
        }
    }

    @Test("the kinds have stable names, each its own")
    func kinds() {
        #expect(
            Self.samples.map(\.event.kind) == [
                "drafted", "revised", "discarded", "approved", "dispatched", "accepted", "return_requested",
                "return_requested",
                "reassigned", "upheld",
                "handed_over", "progressed", "progressed", "extension_asked", "extended",
                "extended", "extension_refused", "reported", "reported", "verified", "sent_back", "closed", "closed",
                "signed",
                "signature_declined",
                "reopened", "deadline_moved", "reminded", "supervision_agreed", "supervision_agreed",
                "inspected", "commented", "asked_again",
                "look_back_ended",
            ])
        #expect(ItemEvent.subject == "item")
        #expect(ItemEvent.version == 1)
    }
}
