// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("Invitations to a consultation session, and checking in by oneself")
struct SessionInvitationTests {
    private let practice = Village.practice
    private let secretary = Village.secretary
    private let member = ActorKind.participant.actor
    private let head = Participant.ID(82)

    private func substitute(of id: Participant.ID, _ category: ParticipantCategory = .department) -> Participant {
        Participant(
            id: Participant.ID(90), category: category, name: .kept("副科长己"), phone: .kept("13900000009"), person: nil,
            standsFor: id)
    }

    @Test("whoever is invited answers alone, by account or by phone; the secretary writes down what was told")
    func whoAnswers() throws {
        let session = try Village.session(.announced)
        #expect(try session.answering(.coming, of: nil, by: member).event == .answered(Participant.ID(81), .coming))
        #expect(throws: SessionRefusal.notYours) { try session.answering(.coming, of: head, by: member) }
        let own = Actor.participant(head)
        let declined = try session.answering(.declined, of: nil, by: own).after
        #expect(declined.participants.first { $0.id == head }?.answer == .declined)
        #expect(throws: SessionRefusal.notYours) {
            try session.answering(.coming, of: Participant.ID(81), by: own)
        }
        #expect(throws: SessionRefusal.notYours) {
            try session.answering(.coming, of: nil, by: .participant(Participant.ID(99)))
        }
        #expect(throws: SessionRefusal.unknownParticipant) { try session.answering(.coming, of: nil, by: secretary) }
        #expect(try session.answering(.coming, of: head, by: secretary).after.version == session.version + 1)
        #expect(session.permittedCommands(for: own) == [.answer])
        #expect(try Village.session(.inProgress).permittedCommands(for: own) == [.arrive])
        #expect(try Village.session(.archived).permittedCommands(for: own) == [])
    }

    @Test("a substitute stands on the list in the same part, and leaves it when the answer changes")
    func substitutes() throws {
        let session = try Village.session(.announced)
        let own = Actor.participant(head)
        let sent = try session.answering(.substituted(substitute(of: head)), of: nil, by: own).after
        let listed = sent.participants.first { $0.id == Participant.ID(90) }
        #expect(sent.participants.count == 5 && listed?.answer == .coming && listed?.standsFor == head)
        #expect(sent.missingCategories(practice) == [] && !sent.uncertainCategories(practice).contains(.department))
        // Who comes instead sends nobody, and takes the own word back alone.
        let other = Participant(
            id: Participant.ID(91), category: .department, name: .kept("庚"), phone: nil, person: nil,
            standsFor: Participant.ID(90))
        #expect(throws: SessionRefusal.isSubstitute) {
            try sent.answering(.substituted(other), of: nil, by: .participant(Participant.ID(90)))
        }
        #expect(throws: SessionRefusal.isSubstitute) {
            try session.answering(.substituted(substitute(of: head, .expert)), of: nil, by: own)
        }
        let back = try sent.answering(.coming, of: nil, by: own).after
        #expect(
            back.participants
                == session.participants.map { person in
                    guard person.id == head else { return person }
                    return Participant(
                        id: person.id, category: person.category, name: person.name, phone: person.phone,
                        person: person.person, answer: .coming)
                })
    }

    @Test(
        "three are sent by phone instead of one person, none by a phone that is on the list; without one as many as come"
    )
    func substitutesByPhone() throws {
        let own = Actor.participant(head)
        func send(_ number: Int64, _ phone: String?) -> ConsultationSession.Reply {
            .substituted(
                Participant(
                    id: Participant.ID(number), category: .department, name: .kept("副科长己"),
                    phone: phone.map(FreeText.kept), person: nil, standsFor: head))
        }
        var session = try Village.session(.announced)
        #expect(throws: SessionRefusal.phoneOnList) {
            try session.answering(send(90, "13900000000"), of: nil, by: own)
        }
        for number in 1...3 {
            session = try session.answering(send(Int64(90 + number), "1390000001\(number)"), of: nil, by: own).after
            session = try session.answering(.coming, of: nil, by: own).after
        }
        let more = send(97, "13900000018")
        #expect(throws: SessionRefusal.tooManySubstitutes) { try session.answering(more, of: nil, by: own) }
        #expect(throws: SessionRefusal.tooManySubstitutes) { try session.answering(more, of: head, by: secretary) }
        #expect(try session.answering(send(98, nil), of: nil, by: own).after.participants.last?.standsFor == head)
    }

    @Test("the circle counts nobody who has declined; who has not answered is told apart (BR-04)")
    func circle() throws {
        let session = try Village.session(.announced)
        #expect(session.missingCategories(practice) == [])
        #expect(session.uncertainCategories(practice) == [.member, .department, .grassroots, .people])
        let declined = try session.answering(.declined, of: head, by: secretary).after
        #expect(declined.missingCategories(practice) == [.department])
        #expect(declined.uncertainCategories(practice) == [.member, .grassroots, .people])
        #expect(throws: SessionRefusal.circleIncomplete) {
            try declined.readying(waiver: nil, by: secretary, at: Village.morning, practice: practice)
        }
        let waived = try declined.readying(
            waiver: "部门另外书面答复", by: secretary, at: Village.morning, practice: practice)
        #expect(waived.after.state == .ready)
    }

    @Test("only where there is a link somebody takes part from afar")
    func online() throws {
        let session = try Village.session(.announced)
        #expect(throws: SessionRefusal.notOnline) { try session.answering(.online, of: nil, by: member) }
        let plan = Village.plan
        let linked = ConsultationSession.Plan(
            title: plan.title, day: plan.day, minuteOfDay: plan.minuteOfDay, place: plan.place, link: .kept("会议号 123"))
        let hybrid = try Village.plannedSession(plan: linked).announcing(
            topics: [Village.topic(.ready)], by: Village.convener, at: Village.morning, practice: practice
        ).after
        #expect(
            try hybrid.answering(.online, of: nil, by: member).after.participant(Village.memberID)?.answer == .online)
    }

    @Test(
        "whoever comes by the link says that it was entered: oneself, while it is in progress, once; others show the code"
    )
    func entering() throws {
        let plan = Village.plan
        let linked = ConsultationSession.Plan(
            title: plan.title, day: plan.day, minuteOfDay: plan.minuteOfDay, place: plan.place, link: .kept("会议号 123"))
        let own = Actor.participant(head)
        let announced = try Village.plannedSession(plan: linked).announcing(
            topics: [Village.topic(.ready)], by: Village.convener, at: Village.morning, practice: practice
        ).after.answering(.online, of: nil, by: own).after.answering(.coming, of: nil, by: member).after
        #expect(throws: SessionRefusal.notInProgress) { try announced.entering(by: own) }
        let open = try announced.readying(waiver: "齐", by: secretary, at: Village.morning, practice: practice)
            .after.starting(by: secretary, at: Village.sessionMorning).after
        #expect(open.mayEnter(own) && !open.mayEnter(member) && !open.mayEnter(secretary))
        let entered = try open.entering(by: own)
        #expect(entered.event == .arrived(head, by: .online))
        let there = entered.after.participants.first { $0.id == head }
        #expect(there?.isPresent == true && there?.arrival == .online && !entered.after.mayEnter(own))
        #expect(throws: SessionRefusal.alreadyPresent) { try entered.after.entering(by: own) }
        #expect(throws: SessionRefusal.notByLink) { try open.entering(by: member) }
        #expect(throws: SessionRefusal.notYours) { try open.entering(by: secretary) }
        #expect(throws: SessionRefusal.notYours) { try open.entering(by: .participant(Participant.ID(99))) }
        // Nobody else is needed to end it.
        #expect(entered.after.refusal(of: .conclude, by: Village.convener) == nil)
    }

    @Test("who has not answered is told the link once it is open, and may enter by it; not before, nor from the room")
    func enteringUnanswered() throws {
        let own = Actor.participant(head)
        let announced = try announced(link: "会议号 123")
        #expect(!announced.tellsLink(to: own) && !announced.mayEnter(own))
        let open = try started(announced)
        #expect(open.tellsLink(to: own) && open.mayEnter(own) && !open.isThere(head))
        let entered = try open.entering(by: own).after
        let there = entered.participants.first { $0.id == head }
        #expect(there?.arrival == .online && there?.isPresent == true && entered.isThere(head))
        #expect(entered.tellsLink(to: own) && !entered.mayEnter(own), "who was cut off enters again")
        // Whoever has declined, is in the room, or is invited where there is no link, has no way in by it.
        let declined = Actor.participant(Participant.ID(83))
        #expect(!open.tellsLink(to: declined) && !open.mayEnter(declined))
        #expect(throws: SessionRefusal.notByLink) { try open.entering(by: declined) }
        let inRoom = try open.arriving(nil, by: .named, hasCode: true, own).after
        #expect(!inRoom.tellsLink(to: own))
        let bare = try started(try self.announced(link: nil))
        #expect(!bare.mayEnter(own))
        #expect(throws: SessionRefusal.notByLink) { try bare.entering(by: own) }
    }

    /// A session that one has declined, and nobody else has answered.
    private func announced(link: String?) throws -> ConsultationSession {
        let plan = Village.plan
        let linked = ConsultationSession.Plan(
            title: plan.title, day: plan.day, minuteOfDay: plan.minuteOfDay, place: plan.place,
            link: link.map(FreeText.kept))
        return try Village.plannedSession(plan: linked).announcing(
            topics: [Village.topic(.ready)], by: Village.convener, at: Village.morning, practice: practice
        ).after.answering(.declined, of: nil, by: .participant(Participant.ID(83))).after
    }

    private func started(_ session: ConsultationSession) throws -> ConsultationSession {
        try session.readying(waiver: "齐", by: secretary, at: Village.morning, practice: practice)
            .after.starting(by: secretary, at: Village.sessionMorning).after
    }

    @Test("those who have not answered are reminded, once a day, until all have")
    func reminders() throws {
        let session = try Village.session(.announced)
        let answered = try session.answering(.coming, of: head, by: secretary).after
        let reminded = try answered.reminding(by: secretary, at: Village.morning)
        #expect(
            reminded.event
                == .reminded([81, 83, 84].map { Participant.ID($0) }, on: Village.morning.day))
        #expect(throws: SessionRefusal.remindedToday) {
            try reminded.after.reminding(by: secretary, at: Village.morning)
        }
        let tomorrow = Village.morning(of: "2026-03-06")
        #expect(try reminded.after.reminding(by: secretary, at: tomorrow).after.remindedOn == tomorrow.day)
        let all = try [81, 83, 84].reduce(answered) { session, number in
            try session.answering(.declined, of: Participant.ID(number), by: secretary).after
        }
        #expect(throws: SessionRefusal.allAnswered) { try all.reminding(by: secretary, at: tomorrow) }
    }

    @Test("for a new day everybody is asked anew; who comes instead of whom stays")
    func askedAnew() throws {
        let session = try Village.session(.announced)
            .answering(.coming, of: nil, by: member).after
            .answering(.substituted(substitute(of: head)), of: head, by: secretary).after
            .postponing(reason: "下大雪", by: Village.convener).after
        #expect(throws: SessionRefusal.notAnnounced) { try session.answering(.coming, of: nil, by: member) }
        let moved = try session.rescheduling(
            to: Village.day("2026-04-10"), minuteOfDay: 540, topics: [Village.topic(.scheduled)], by: Village.convener,
            at: Village.morning, practice: practice
        ).after
        #expect(moved.participants.map(\.answer) == [nil, .substituted, nil, nil, nil])
        #expect(moved.participants.count == 5 && moved.plan.form == session.plan.form)
    }

    @Test("who shows the code is there once; further tries are kept, three of them, and count nobody")
    func arriving() throws {
        let session = try Village.session(.inProgress)
        let own = Actor.participant(head)
        #expect(throws: SessionRefusal.codeExpired) {
            try session.arriving(nil, by: .named, hasCode: false, own)
        }
        var there = try session.arriving(nil, by: .named, hasCode: true, own).after
        #expect(there.participants.first { $0.id == head }?.arrival == .named)
        #expect(there.participants.count(where: \.isPresent) == session.participants.count(where: \.isPresent) + 1)
        for _ in 0..<3 {
            let again = try there.arriving(nil, by: .signedIn, hasCode: true, own)
            #expect(again.event == .doubled(head))
            there = again.after
        }
        #expect(there.doubles == [head, head, head] && there.participants.first { $0.id == head }?.arrival == .named)
        #expect(throws: SessionRefusal.alreadyPresent) { try there.arriving(nil, by: .named, hasCode: true, own) }
        #expect(throws: SessionRefusal.notInProgress) {
            try Village.session(.ready).arriving(nil, by: .named, hasCode: true, own)
        }
    }
}
