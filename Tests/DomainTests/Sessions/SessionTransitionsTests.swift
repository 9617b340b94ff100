// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("The commands of a consultation session")
struct SessionTransitionsTests {
    private let secretary = Village.secretary
    private let convener = Village.convener
    private let practice = Village.practice

    @Test("of each category somebody is invited, or it is said why not (BR-04)")
    func circle() throws {
        let session = try announced(inviting: Village.circle.filter { $0.category != .people })
        #expect(session.missingCategories(practice) == [.people])
        #expect(throws: SessionRefusal.circleIncomplete) {
            try session.readying(waiver: nil, by: secretary, at: Village.morning, practice: practice)
        }
        let waived = try session.readying(waiver: "当事人已搬走", by: secretary, at: Village.morning, practice: practice)
        #expect(waived.event == .readied(waiver: .kept("当事人已搬走")))
        #expect(waived.after.state == .ready)
        #expect(
            try announced(inviting: []).missingCategories(practice) == [.member, .department, .grassroots, .people])
        #expect(try announced(inviting: Village.circle).missingCategories(practice) == [])
    }

    @Test("which categories must be there is the county's; experts need not")
    func ownCircle() throws {
        var profile = PracticeProfile.standard
        profile.sessions.requiredCategories = [.expert]
        let own = Practice(profile: profile, calendar: .national)
        let session = try Village.session(.announced)
        #expect(session.missingCategories(own) == [.expert])
        #expect(throws: SessionRefusal.circleIncomplete) {
            try session.readying(waiver: nil, by: secretary, at: Village.morning, practice: own)
        }
    }

    @Test("it is opened on its day or after, not before")
    func day() throws {
        let session = try Village.session(.ready)
        let eve = Instant(Village.day("2026-03-19"), hour: 23, minute: 59)
        #expect(throws: SessionRefusal.notYetTheDay) { try session.starting(by: secretary, at: eve) }
        let midnight = Instant(Village.day("2026-03-20"))
        #expect(try session.starting(by: secretary, at: midnight).after.state == .inProgress)
        let later = Village.morning(of: "2026-03-23")
        #expect(try session.starting(by: convener, at: later).after.state == .inProgress)
    }

    @Test("who is checked in is there; who is not on the list is not checked in")
    func checkIn() throws {
        let session = try Village.session(.inProgress)
        #expect(session.participants.filter(\.isPresent).map(\.id.number) == [81, 84])
        let more = try session.checkingIn([Participant.ID(82), Participant.ID(84)], by: secretary).after
        #expect(more.participants.filter(\.isPresent).map(\.id.number) == [81, 82, 84])
        #expect(throws: SessionRefusal.unknownParticipant) {
            try session.checkingIn([Participant.ID(83), Participant.ID(99)], by: secretary)
        }
    }

    @Test("who is invited before is expected; who comes while it is in progress is there")
    func invited() throws {
        let guest = Participant(
            id: Participant.ID(85), category: .expert, name: .kept("工程师戊"), phone: nil, person: nil, isPresent: true)
        let before = try Village.session(.ready).inviting([guest], by: secretary).after
        #expect(before.participants.last?.id == guest.id && before.participants.last?.isPresent == false)
        let during = try Village.session(.inProgress).inviting([guest], by: secretary).after
        #expect(during.participants.last?.isPresent == true)
        #expect(during.participants.count == 5)
    }

    @Test("an opinion is somebody's of the list")
    func opinions() throws {
        let session = try Village.session(.inProgress)
        let opinion = ConsultationSession.Opinion(
            participant: Participant.ID(84), stance: .suggestion, text: .kept("先修学校门口"))
        let recorded = try session.recordingOpinion(opinion, by: secretary)
        #expect(recorded.event == .opinionRecorded(opinion))
        #expect(recorded.after.opinions == 1)
        let stranger = ConsultationSession.Opinion(
            participant: Participant.ID(99), stance: .objection, text: .kept("不同意"))
        #expect(throws: SessionRefusal.unknownParticipant) { try session.recordingOpinion(stranger, by: secretary) }
        let absent = ConsultationSession.Opinion(
            participant: Participant.ID(82), stance: .objection, text: .kept("不同意"))
        #expect(throws: SessionRefusal.notPresent) { try session.recordingOpinion(absent, by: secretary) }
    }

    @Test("a session to which nobody came is not concluded")
    func nobody() throws {
        let empty = try Village.session(.ready).starting(by: secretary, at: Village.sessionMorning).after
        #expect(empty.refusal(of: .conclude, by: secretary) == .nobodyPresent)
        #expect(throws: SessionRefusal.nobodyPresent) {
            try empty.concluding(
                .noConsensus(reason: .kept("无人到场")), by: secretary, at: Village.sessionMorning, practice: practice)
        }
    }

    @Test("the minutes are due three working days after the end, the outcome seven, however often they are redrafted")
    func terms() throws {
        let concluded = try Village.session(.concluded)
        #expect(concluded.deadline?.day == Village.day("2026-03-25"))
        #expect(concluded.deadline?.from == Village.day("2026-03-20"))
        let drafted = try concluded.draftingMinutes(
            "到会四人", by: secretary, at: Village.sessionMorning, practice: practice
        ).after
        #expect(drafted.deadline?.day == Village.day("2026-03-31"))
        #expect(drafted.deadline?.from == Village.day("2026-03-20"))
        let again = try drafted.draftingMinutes("到会两人", by: secretary, at: Village.sessionMorning, practice: practice)
            .after
        #expect(again.deadline == drafted.deadline)
        #expect(again.minutes == .kept("到会两人") && again.state == .minutesDrafted)
        let confirmed = try again.confirmingMinutes(by: convener).after
        #expect(confirmed.deadline == drafted.deadline)
        #expect(try confirmed.issuingOutcome(by: convener).after.deadline == nil)
    }

    @Test("a session that was held later than planned owes its minutes and outcome from the day on which it ended")
    func heldLater() throws {
        let late = Village.morning(of: "2026-03-23")
        let concluded = try Village.session(.inProgress).concluding(
            .consensus(.kept("修")), by: secretary, at: late, practice: practice
        ).after
        #expect(concluded.deadline?.day == Village.day("2026-03-26"))
        let drafted = try concluded.draftingMinutes(
            "到会四人", by: secretary, at: Village.sessionMorning, practice: practice
        ).after
        #expect(drafted.deadline?.day == Village.day("2026-04-01"))
        #expect(drafted.deadline?.from == Village.day("2026-03-23"))
    }

    @Test("minutes are redrafted after an objection; the objection stays on the record")
    func objected() throws {
        let drafted = try Village.session(.minutesDrafted)
        let objected = try drafted.objecting("漏了我的话", of: nil, by: ActorKind.participant.actor)
        #expect(objected.event == .objected(participant: Participant.ID(81), text: .kept("漏了我的话")))
        #expect(objected.after.state == .minutesDrafted && objected.after.objections == 1)
        let again = try objected.after.draftingMinutes(
            "补上一句", by: secretary, at: Village.sessionMorning, practice: practice
        ).after
        #expect(again.objections == 1 && again.minutes == .kept("补上一句"))
        #expect(try again.confirmingMinutes(by: convener).after.state == .minutesConfirmed)
    }

    @Test("a member objects in the own name; secretary and convener write down what a participant says")
    func objectors() throws {
        let drafted = try Village.session(.minutesDrafted)
        let member = ActorKind.participant.actor
        #expect(try drafted.objecting("不对", of: Participant.ID(81), by: member).after.objections == 1)
        #expect(throws: SessionRefusal.notYours) { try drafted.objecting("不对", of: Participant.ID(84), by: member) }
        #expect(throws: SessionRefusal.unknownParticipant) {
            try drafted.objecting("不对", of: Participant.ID(99), by: member)
        }
        for actor in [secretary, convener] {
            #expect(try drafted.objecting("不对", of: Participant.ID(84), by: actor).after.objections == 1)
            #expect(throws: SessionRefusal.unknownParticipant) { try drafted.objecting("不对", of: nil, by: actor) }
        }
    }

    @Test("whoever takes part objects for oneself alone, by account or by phone, while the draft is open")
    func ownObjections() throws {
        let drafted = try Village.session(.minutesDrafted)
        let own = Actor.participant(Participant.ID(84))
        let said = try drafted.objecting("不对", of: nil, by: own)
        #expect(said.event == .objected(participant: Participant.ID(84), text: .kept("不对")))
        #expect(throws: SessionRefusal.notYours) { try drafted.objecting("不对", of: Participant.ID(81), by: own) }
        #expect(throws: SessionRefusal.notYours) {
            try drafted.objecting("不对", of: nil, by: .participant(Participant.ID(99)))
        }
        let confirmed = try drafted.confirmingMinutes(by: convener).after
        #expect(throws: SessionRefusal.minutesStand) { try confirmed.objecting("不对", of: nil, by: own) }
        let officer = Staff(
            id: Person.ID(31), name: "科长", appointments: [Appointment(.unitOfficer, .unit(Village.unit))])
        let listed = drafted.applying(
            .invited([
                Participant(
                    id: Participant.ID(85), category: .department, name: .kept("科长"), phone: nil, person: officer.id)
            ]))
        #expect(try listed.objecting("不对", of: nil, by: .staff(officer)).after.objections == 1)
        #expect(listed.role(of: .staff(officer), for: .object) == .unitOfficer)
        #expect(throws: SessionRefusal.notYours) { try drafted.objecting("不对", of: nil, by: .staff(officer)) }
    }

    @Test("by the own key one objects to one draft five times; the secretary notes more, and a new draft is open again")
    func objectionsEnd() throws {
        let own = Actor.participant(Participant.ID(84))
        var session = try Village.session(.minutesDrafted)
        for _ in 0..<ConsultationSession.objectionsMax {
            session = try session.objecting("不对", of: nil, by: own).after
        }
        #expect(session.objectionsOf == [Participant.ID(84): 5])
        #expect(throws: SessionRefusal.tooManyObjections) { try session.objecting("不对", of: nil, by: own) }
        #expect(try session.objecting("不对", of: nil, by: ActorKind.participant.actor).after.objections == 6)
        #expect(try session.objecting("不对", of: Participant.ID(84), by: secretary).after.objections == 6)
        let again = try session.draftingMinutes(
            "改过了", by: secretary, at: Village.sessionMorning, practice: practice
        ).after
        #expect(again.objectionsOf == [:] && again.objections == 5)
        #expect(try again.objecting("还是不对", of: nil, by: own).after.objections == 6)
    }

    @Test("each draft is open to objections for the county's working days; confirming before cuts them short")
    func objectionDays() throws {
        // Friday the 20th of March: two working days lead to Tuesday the 24th.
        let drafted = try Village.session(.minutesDrafted)
        #expect(drafted.objectionsUntil == Village.day("2026-03-24"))
        #expect(drafted.cutsObjectionsShort(on: Village.day("2026-03-24")) == Village.day("2026-03-24"))
        #expect(drafted.cutsObjectionsShort(on: Village.day("2026-03-25")) == nil)
        let again = try drafted.draftingMinutes(
            "再改", by: secretary, at: Village.morning(of: "2026-03-25"), practice: practice
        ).after
        #expect(again.objectionsUntil == Village.day("2026-03-27"))
        #expect(try again.confirmingMinutes(by: convener).after.cutsObjectionsShort(on: Village.plan.day) == nil)
    }

    @Test(
        "a consensus needs an item; a stated “no consensus” needs none (BR-05)",
        arguments: [
            (true, 0, SessionRefusal?.some(.noItems)), (true, 1, nil), (true, 7, nil), (false, 0, nil), (false, 2, nil),
        ])
    func items(isConsensus: Bool, items: Int, refusal: SessionRefusal?) throws {
        let conclusion: ConsultationSession.Conclusion =
            isConsensus ? .consensus(.kept("修")) : .noConsensus(reason: .kept("经费没有着落"))
        #expect(conclusion.isConsensus == isConsensus)
        let concluded = try Village.session(.inProgress)
            .concluding(conclusion, by: convener, at: Village.sessionMorning, practice: practice)
            .after
        let drafted = try (0..<items).reduce(concluded) { session, number in
            try session.draftingItem(SuggestionItem.ID(Int64(401 + number)), on: Village.topicID, by: secretary).after
        }
        let confirmed = try drafted.draftingMinutes(
            "到会四人", by: secretary, at: Village.sessionMorning, practice: practice
        )
        .after.confirmingMinutes(by: convener).after
        #expect(confirmed.conclusion == conclusion && confirmed.items.count == items)
        if let refusal {
            #expect(throws: refusal) { try confirmed.issuingOutcome(by: convener) }
        } else {
            #expect(try confirmed.issuingOutcome(by: convener).after.state == .outcomeIssued)
        }
    }

    @Test("each of several topics may end in its own way; the others end as the session does (BR-05)")
    func topicConclusions() throws {
        let (first, second) = (Village.topicID, Topic.ID(2))
        let log: [SessionEvent] = [
            .planned(room: Village.room, area: Village.town, topics: [first, second], plan: Village.plan), .announced,
            .invited(Village.circle), .readied(waiver: nil), .started, .checkedIn([Participant.ID(81)]),
        ]
        let session = try #require(ConsultationSession.replaying(log, as: Village.sessionID))
        let none = ConsultationSession.Conclusion.noConsensus(reason: .kept("经费没有着落"))
        let agreed = ConsultationSession.Conclusion.consensus(.kept("修"))
        #expect(throws: SessionRefusal.topicNotOpen) { try session.concluding(Topic.ID(3), with: none, by: convener) }
        let stated = try session.concluding(first, with: agreed, by: secretary)
            .after.concluding(first, with: none, by: convener).after
        #expect(stated.conclusion(on: first) == none && stated.conclusion(on: second) == nil)
        let opinion = ConsultationSession.Opinion(
            participant: Participant.ID(81), topic: Topic.ID(3), stance: .support, text: .kept("同意"))
        #expect(throws: SessionRefusal.topicNotOpen) { try stated.recordingOpinion(opinion, by: secretary) }
        let ended = try stated.concluding(agreed, by: convener, at: Village.sessionMorning, practice: practice).after
        #expect(ended.conclusion(on: first) == none && ended.conclusion(on: second) == agreed)
        let confirmed = try ended.draftingMinutes("到会一人", by: secretary, at: Village.sessionMorning, practice: practice)
            .after.confirmingMinutes(by: convener).after
        #expect(throws: SessionRefusal.noItems) { try confirmed.issuingOutcome(by: convener) }
    }

    @Test("each topic on which something was agreed needs its own item, and the one without is named (BR-05)")
    func itemsOfTopics() throws {
        let (first, second) = (Village.topicID, Topic.ID(2))
        let minuted = try Village.minuted(on: [first, second])
        let drafted = try minuted.draftingItem(Village.itemID, on: first, by: secretary).after
        #expect(minuted.topicsWithoutItems == [first, second] && drafted.topicsWithoutItems == [second])
        let confirmed = try drafted.confirmingMinutes(by: convener).after
        #expect(confirmed.hindrance(to: .issueOutcome, on: Village.plan.day) == .noItems)
        #expect(throws: SessionRefusal.noItems) { try confirmed.issuingOutcome(by: convener) }
        let both = try confirmed.draftingItem(.init(402), on: second, by: secretary).after
        #expect(try both.issuingOutcome(by: convener).after.state == .outcomeIssued)
        #expect(try both.losingItem(Village.itemID).after.topicsWithoutItems == [first])
        // What was drafted before topics were noted may be on either.
        let before = confirmed.applying(.itemDrafted(.init(403), on: nil))
        #expect(before.topicsWithoutItems == [] && before.hindrance(to: .issueOutcome, on: Village.plan.day) == nil)
    }

    @Test("where nothing was agreed on a topic, no item is asked for, and one may be written all the same (BR-05)")
    func itemWithoutConsensus() throws {
        let (first, second) = (Village.topicID, Topic.ID(2))
        let minuted = try Village.minuted(on: [first, second], without: second)
        let drafted = try minuted.draftingItem(Village.itemID, on: first, by: secretary).after
        #expect(drafted.topicsWithoutItems == [])
        let more = try drafted.draftingItem(.init(402), on: second, by: secretary).after
        #expect(more.itemTopics == [Village.itemID: first, .init(402): second])
    }

    @Test("an item is written down for a topic of the session alone, and kept with it")
    func itemTopic() throws {
        let session = try Village.session(.concluded)
        let next = SuggestionItem.ID(402)
        let drafted = try session.draftingItem(next, on: Village.topicID, by: secretary)
        #expect(drafted.event == .itemDrafted(next, on: Village.topicID))
        #expect(drafted.after.items == [Village.itemID, next] && drafted.after.state == .concluded)
        #expect(drafted.after.deadline == session.deadline)
        #expect(throws: SessionRefusal.topicNotOpen) { try session.draftingItem(next, on: Topic.ID(2), by: secretary) }
        #expect(throws: SessionRefusal.notYours) { try session.draftingItem(next, on: Village.topicID, by: convener) }
    }

    @Test("a draft that was thrown away is the session's no more; once the outcome is issued none is")
    func lostItem() throws {
        let session = try Village.session(.concluded)
        let lost = try session.losingItem(Village.itemID)
        #expect(lost.event == .itemDiscarded(Village.itemID) && lost.after.items == [])
        #expect(throws: SessionRefusal.outcomeIssued) { try Village.session(.outcomeIssued).losingItem(Village.itemID) }
    }

    @Test("putting off and cancelling keep their reason")
    func reasons() throws {
        #expect(try Village.session(.cancelled).state == .cancelled(reason: .kept("已当场解决")))
        let planned = try Village.session(.planned).postponing(reason: "下大雪", by: convener).after
        #expect(planned.state == .postponed(reason: .kept("下大雪")))
        #expect(planned.plan == Village.plan)
        #expect(throws: SessionRefusal.alreadyPostponed) { try planned.postponing(reason: "路不通", by: convener) }
        #expect(
            try planned.cancelling(reason: "已另行解决", by: convener).after.state
                == .cancelled(reason: .kept("已另行解决")))
    }

    private func announced(inviting people: [Participant]) throws -> ConsultationSession {
        try Village.plannedSession(inviting: people).announcing(
            topics: [Village.topic(.ready)], by: convener, at: Village.morning, practice: practice
        ).after
    }
}
