// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("What a proposer thinks of a reply")
struct ProposerOpinionTests {
    private func opinion(number: Int = 1) -> ProposerOpinion {
        ProposerOpinion.asking(
            .init(
                proposal: Village.proposalID, lead: Village.proposalID, number: number, proposer: Village.proposerID),
            as: Village.opinionID
        ).after
    }

    private let word = ProposerOpinion.Answer(manner: .satisfied, result: .dissatisfied, remark: "没有解决")

    @Test("the proposer alone answers, never the unit and never the office (BR-20)")
    func whose() throws {
        let replied = try Village.proposal(.replied)
        for who in ProposalActor.allCases where who != .proposer {
            #expect(throws: OpinionRefusal.notYours) {
                try opinion().answering(word, about: replied, by: who.actor)
            }
        }
        let answered = try opinion().answering(word, about: replied, by: Village.proposer).after
        #expect(answered.answer == word && answered.isDissatisfied)
        // The own link speaks for the proposer, and no other link does.
        let byLink = try opinion().answering(word, about: replied, by: .opinionHolder(Village.opinionID)).after
        #expect(byLink.answer == word)
        for actor in [Actor.opinionHolder(.init(1)), .linkHolder(.init(Village.opinionID.number))] {
            #expect(throws: OpinionRefusal.notYours) { try opinion().answering(word, about: replied, by: actor) }
        }
        // A word can be changed while the proposers are asked.
        #expect(try answered.answering(word, about: replied, by: Village.proposer).after.version == 3)
    }

    @Test("about the reply that stands, while the proposers are asked", arguments: Proposal.State.Name.allCases)
    func when(_ state: Proposal.State.Name) throws {
        let proposal = try Village.proposal(state)
        if state == .replied {
            #expect(throws: OpinionRefusal.notAsking) {
                try opinion(number: 2).answering(word, about: proposal, by: Village.proposer)
            }
        } else {
            #expect(throws: OpinionRefusal.notAsking) {
                try opinion().answering(word, about: proposal, by: Village.proposer)
            }
        }
    }

    @Test(
        "the office makes a link by hand, never who is of a unit that handles it, and the word that comes by it says so"
    )
    func links() throws {
        let replied = try Village.proposal(.replied)
        let units = [Village.unit]
        let made = try opinion().makingLink(about: replied, handledBy: units, by: Village.proposalOfficer)
        #expect(made.event == .linkMade && made.after.slips == 1 && made.after.version == 2)
        for who in ProposalActor.allCases where who != .officer {
            #expect(throws: OpinionRefusal.notYours) {
                try opinion().makingLink(about: replied, handledBy: units, by: who.actor)
            }
        }
        let both = Actor.staff(
            Staff(
                id: Person.ID(24), name: "村民",
                appointments: [Appointment(.proposalOfficer, .tenant), Appointment(.unitOfficer, .unit(Village.unit))]))
        #expect(throws: OpinionRefusal.ownWork) {
            try opinion().makingLink(about: replied, handledBy: units, by: both)
        }
        #expect(try opinion().makingLink(about: replied, handledBy: [Village.otherUnit], by: both).after.slips == 1)
        let answered = try made.after.answering(word.bySlip, about: replied, by: Village.proposer).after
        #expect(answered.answer?.isBySlip == true && !word.isBySlip)
        #expect(throws: OpinionRefusal.notAsking) {
            try answered.makingLink(about: replied, handledBy: units, by: Village.proposalOfficer)
        }
        #expect(throws: OpinionRefusal.notAsking) {
            try opinion().makingLink(
                about: Village.proposal(.closed), handledBy: units, by: Village.proposalOfficer)
        }
        let keeper = KeptTexts()
        #expect(try keeper.encode(OpinionEvent.linkMade) == #"{"linkMade":{}}"#)
        #expect(try keeper.decode(#"{"linkMade":{}}"#) == OpinionEvent.linkMade)
        let stored = try keeper.encode(
            OpinionEvent.answered(.init(manner: .satisfied, result: .basically, remark: nil).bySlip))
        #expect(stored == #"{"answered":{"_0":{"manner":"satisfied","result":"basically","slip":true}}}"#)
    }

    @Test("whoever says nothing is reminded once, while the proposers are asked")
    func reminded() throws {
        let replied = try Village.proposal(.replied)
        let day = Day(number: 20_000)
        let reminded = try opinion().beingReminded(about: replied, on: day).after
        #expect(reminded.remindedOn == day && reminded.answer == nil)
        #expect(throws: OpinionRefusal.alreadyReminded) { try reminded.beingReminded(about: replied, on: day) }
        let answered = try opinion().answering(word, about: replied, by: Village.proposer).after
        #expect(throws: OpinionRefusal.alreadyReminded) { try answered.beingReminded(about: replied, on: day) }
        let closed = try Village.proposal(.closed)
        #expect(throws: OpinionRefusal.notAsking) { try opinion().beingReminded(about: closed, on: day) }
    }

    @Test("silence is no opinion, and never satisfaction (BR-21)")
    func counted() throws {
        let replied = try Village.proposal(.replied)
        let answered = try opinion().answering(word, about: replied, by: Village.proposer).after
        let content = try opinion().answering(
            .init(manner: .satisfied, result: .basically, remark: nil), about: replied, by: Village.proposer
        ).after
        let count = OpinionCount([opinion(), answered, content])
        #expect((count.asked, count.returned, count.content, count.isAnswered) == (3, 2, 1, false))
        #expect(OpinionCount([content]).isAnswered && OpinionCount([]).returned == 0)
    }

    @Test("the log tells of it, and holds no word")
    func storedForm() throws {
        let keeper = KeptTexts()
        let asked = OpinionEvent.asked(opinion().inquiry)
        #expect(
            try keeper.encode(asked)
                == #"{"asked":{"_0":{"lead":"00000000001YH","number":1,"proposal":"00000000001YH","proposer":"0000000000019"}}}"#
        )
        let stored = try keeper.encode(OpinionEvent.answered(word))
        #expect(
            stored == #"{"answered":{"_0":{"manner":"satisfied","remark":"text-0","result":"dissatisfied"}}}"#)
        #expect(try keeper.decode(stored) == OpinionEvent.answered(word))
        #expect(ProposerOpinion.replaying([asked, .answered(word)], as: Village.opinionID)?.answer == word)
        #expect(ProposerOpinion.replaying([.answered(word)], as: Village.opinionID) == nil)
    }
}
