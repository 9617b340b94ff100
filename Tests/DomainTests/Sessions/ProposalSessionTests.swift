// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("A session over the handling of proposals")
struct ProposalSessionTests {
    private let office = ProposalActor.officer.actor
    private let practice = Village.practice

    @Test("it is planned on proposals that are filed and have not ended", arguments: Proposal.State.Name.allCases)
    func states(_ state: Proposal.State.Name) throws {
        let proposal = try Village.proposal(state)
        if [.filed, .handling, .replied, .rehandling, .followUp].contains(state) {
            let session = try planning([proposal]).after
            #expect(session.proposals == [proposal.id] && session.topics.isEmpty && session.room == Village.room)
        } else {
            #expect(throws: SessionRefusal.proposalNotOpen) { try planning([proposal]) }
        }
    }

    @Test("only the office of proposals plans it", arguments: ProposalActor.allCases)
    func planners(_ who: ProposalActor) throws {
        let proposal = try Village.proposal(.handling)
        if who == .officer {
            #expect(try planning([proposal], by: who.actor).after.state == .planned)
        } else {
            #expect(throws: SessionRefusal.notYours) { try planning([proposal], by: who.actor) }
        }
    }

    @Test("each proposal once, of this form, from today on, and at least one")
    func plans() throws {
        let proposal = try Village.proposal(.handling)
        #expect(throws: SessionRefusal.noProposal) { try planning([]) }
        #expect(throws: SessionRefusal.proposalNotOpen) { try planning([proposal, proposal]) }
        #expect(throws: SessionRefusal.formNotYours) { try planning([proposal], form: "thematic") }
        #expect(throws: SessionRefusal.dayHasPassed) { try planning([proposal], on: "2026-03-04") }
    }

    @Test("it is announced, and gets a new day, once each proposal has material of its handling (BR-01)")
    func material() throws {
        let proposal = try Village.proposal(.handling)
        let planned = try planning([proposal]).after
        #expect(throws: SessionRefusal.noHandlingMaterial) {
            try planned.announcing(topics: [], by: Village.convener, at: Village.morning, practice: practice)
        }
        let announced = try announcing(planned, proposal).after
        #expect(announced.state == .announced)
        let postponed = try announced.postponing(reason: "下大雪", by: Village.convener).after
        #expect(throws: SessionRefusal.noHandlingMaterial) {
            try postponed.rescheduling(
                to: Village.day("2026-03-27"), minuteOfDay: 600, topics: [], by: Village.convener, at: Village.morning,
                practice: practice)
        }
        let moved = try postponed.rescheduling(
            to: Village.day("2026-03-27"), minuteOfDay: 600, topics: [], material: [proposal.id],
            by: Village.convener, at: Village.morning, practice: practice
        ).after
        #expect(moved.proposals == [proposal.id] && moved.state == .announced, "another day, the same proposals")
    }

    @Test("held, it is a supervision of each of its proposals, and brings forth no items (BR-22)")
    func holding() throws {
        let key = try Village.proposal(.replied).carryingOut(.chooseAsKey, by: office).after
        let ready = try announcing(planning([key]).after, key).after
            .readying(waiver: "只请三方", by: Village.secretary, at: Village.morning, practice: practice).after
        let held = try ready.starting(by: Village.secretary, at: Village.sessionMorning).after
            .checkingIn([Participant.ID(81)], by: Village.secretary).after
        let conclusion = ConsultationSession.Conclusion.consensus(.kept("先查后修"))
        let over = try held.concluding(
            conclusion, by: Village.convener, at: Village.sessionMorning, practice: practice
        ).after
        #expect(over.refusal(of: .draftItem, by: Village.secretary) == .noTopic)
        let act = over.supervision(conclusion, on: Village.sessionMorning.day)
        #expect(act.session == over.id && act.means == .consultation && act.words.words?.contains("先查后修") == true)
        let supervised = try #require(key.beingTalkedOver(in: act)).after
        #expect(supervised.supervisions == 1 && supervised.refusal(of: .close, by: office) == nil)
        #expect(try Village.proposal(.closed).beingTalkedOver(in: act) == nil)
        let minuted = try over.draftingMinutes(
            "谈成了", by: Village.secretary, at: Village.sessionMorning, practice: practice
        ).after
            .confirmingMinutes(by: Village.convener).after
        #expect(try minuted.issuingOutcome(by: Village.convener).after.state == .outcomeIssued)
    }

    @Test("what a log tells of it is what it was")
    func replay() throws {
        let transition = try planning([Village.proposal(.filed)])
        #expect(ConsultationSession.replaying([transition.event], as: Village.sessionID) == transition.after)
    }

    private func planning(
        _ proposals: [Proposal], form: String = ConsultationForm.proposalHandlingCode, on day: String = "2026-03-20",
        by actor: Actor? = nil
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        let plan = ConsultationSession.Plan(
            title: .kept("提案办理协商会"), day: Village.day(day), minuteOfDay: 570, place: .kept("政协会议室"), form: form,
            proposals: proposals.map(\.id))
        return try ConsultationSession.planning(
            plan, over: proposals, in: Village.room, area: Village.village, as: Village.sessionID,
            by: actor ?? office, at: Village.morning)
    }

    private func announcing(
        _ session: ConsultationSession, _ proposal: Proposal
    ) throws -> Transition<ConsultationSession> {
        try session.inviting([Village.circle[0]], by: Village.secretary).after.announcing(
            topics: [], material: [proposal.id], by: Village.convener, at: Village.morning, practice: practice)
    }
}
