// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("Planning and announcing a consultation session")
struct SessionPlanningTests {
    private let practice = Village.practice

    @Test("a plan takes room and area from its topics and waits for its announcement")
    func planned() throws {
        let session = try planning(on: [Village.topic(.selected)]).after
        #expect(session.room == Village.room && session.area == Village.village)
        #expect(session.topics == [Village.topicID])
        #expect(session.plan == Village.plan)
        #expect(session.plan.startsAt == Instant(Village.day("2026-03-20"), hour: 9, minute: 30))
        #expect(session.state == .planned && session.version == 1 && session.deadline == nil)
        #expect(session.participants == [] && session.opinions == 0 && session.objections == 0)
    }

    @Test("a session is planned on topics that are on their way to one", arguments: Topic.State.Name.allCases)
    func openTopics(_ state: Topic.State.Name) throws {
        let topic = try Village.topic(state)
        if [.selected, .researching, .ready].contains(state) {
            #expect(try planning(on: [topic]).after.topics == [topic.id])
        } else {
            #expect(throws: SessionRefusal.topicNotOpen) { try planning(on: [topic]) }
        }
    }

    @Test("there is no session without a topic, nor on topics of two rooms")
    func topics() throws {
        #expect(throws: SessionRefusal.noTopic) { try planning(on: []) }
        let here = try Village.topic(.ready)
        let elsewhere = readyTopic(5, room: Village.otherRoom)
        #expect(throws: SessionRefusal.topicNotOpen) { try planning(on: [here, elsewhere]) }
    }

    @Test("a session has each of its topics once")
    func sameTopicTwice() throws {
        let (one, other) = (try Village.topic(.ready), readyTopic(5))
        #expect(try planning(on: [one, other]).after.topics == [one.id, other.id])
        #expect(throws: SessionRefusal.topicNotOpen) { try planning(on: [one, one]) }
        #expect(throws: SessionRefusal.topicNotOpen) { try planning(on: [one, other, one]) }
    }

    @Test("a session is announced, and gets a new day, with its own topics: all of them, and no other one")
    func ownTopics() throws {
        let (one, other, foreign) = (try Village.topic(.ready), readyTopic(5), readyTopic(6))
        let session = try planning(on: [one, other]).after
        let postponed = try session.postponing(reason: "下大雪", by: Village.convener).after
        for topics in [[one, other], [other, one]] {
            #expect(announcing(session, topics: topics, at: Village.morning) == nil)
            #expect(rescheduling(postponed, topics: topics) == nil)
        }
        for topics in [[], [one], [one, foreign], [one, other, foreign]] {
            #expect(announcing(session, topics: topics, at: Village.morning) == .topicNotOpen)
            #expect(rescheduling(postponed, topics: topics) == .topicNotOpen)
        }
    }

    @Test("who may plan: the room's convener and its secretaries, nobody else", arguments: ActorKind.allCases)
    func planners(_ who: ActorKind) throws {
        let topic = try Village.topic(.ready)
        if [.roomSecretary, .areaSecretary, .convener].contains(who) {
            #expect(try planning(on: [topic], by: who.actor).after.state == .planned)
        } else {
            #expect(throws: SessionRefusal.notYours) { try planning(on: [topic], by: who.actor) }
        }
    }

    @Test("a session is planned for today at the earliest")
    func today() throws {
        let topic = try Village.topic(.ready)
        let today = Village.plan.moved(to: Village.day("2026-03-05"), minuteOfDay: 540)
        let yesterday = Village.plan.moved(to: Village.day("2026-03-04"), minuteOfDay: 540)
        #expect(try planning(today, on: [topic]).after.plan == today)
        #expect(throws: SessionRefusal.dayHasPassed) { try planning(yesterday, on: [topic]) }
    }

    @Test(
        "a topic without a research record is not announced (BR-01)",
        arguments: [Topic.State.Name.selected, .researching])
    func research(_ state: Topic.State.Name) throws {
        let session = try Village.plannedSession()
        let topics = try [Village.topic(.ready), Village.topic(state)]
        #expect(throws: SessionRefusal.notResearched) {
            try session.announcing(topics: topics, by: Village.convener, at: Village.morning, practice: practice)
        }
    }

    @Test("a topic that another session has, or that is past its session, is not announced")
    func taken() throws {
        let session = try Village.plannedSession()
        for state in [Topic.State.Name.scheduled, .consulted, .inHandling, .closed, .reopened] {
            #expect(throws: SessionRefusal.topicNotOpen) {
                try session.announcing(
                    topics: [Village.topic(state)], by: Village.convener, at: Village.morning, practice: practice)
            }
        }
    }

    @Test(
        "people have ten working days' notice: the tenth is enough, the ninth is not (BR-37)",
        arguments: [
            ("2026-03-19", SessionRefusal?.none), ("2026-03-18", .noticeTooShort), ("2026-03-05", .noticeTooShort),
            ("2026-03-21", nil),
        ])
    func notice(day: String, refusal: SessionRefusal?) throws {
        let plan = Village.plan.moved(to: Village.day(day), minuteOfDay: 570)
        let session = try Village.plannedSession(plan: plan)
        #expect(announcing(session, at: Village.morning) == refusal)
    }

    @Test("a day that has passed since it was planned is not announced")
    func passed() throws {
        #expect(announcing(try Village.plannedSession(), at: Village.morning(of: "2026-03-21")) == .dayHasPassed)
    }

    @Test("notice is the county's number of days, over a holiday too (BR-37)")
    func ownNotice() throws {
        var profile = PracticeProfile.standard
        profile.sessions.noticeDays = 0
        let atOnce = Practice(profile: profile, calendar: .national)
        let session = try Village.plannedSession()
        #expect(announcing(session, at: Village.sessionMorning, practice: atOnce) == nil)
        profile.sessions.noticeDays = 3
        let short = Practice(profile: profile, calendar: .national)
        let afterHoliday = try Village.plannedSession(
            plan: Village.plan.moved(to: Village.day("2026-04-08"), minuteOfDay: 570))
        #expect(announcing(afterHoliday, at: Village.morning(of: "2026-04-02"), practice: short) == nil)
        #expect(announcing(afterHoliday, at: Village.morning(of: "2026-04-03"), practice: short) == .noticeTooShort)
    }

    @Test("put off without a new day, it keeps its topics; announced again, people have their notice again (BR-37)")
    func rescheduled() throws {
        let postponed = try Village.session(.postponed)
        #expect(postponed.state == .postponed(reason: .kept("下大雪")))
        let later = Village.morning(of: "2026-03-18")
        #expect(rescheduling(postponed, to: "2026-03-31", at: later) == .noticeTooShort)
        #expect(rescheduling(postponed, to: "2026-03-17", at: later) == .dayHasPassed)
        #expect(rescheduling(postponed, to: "2026-04-01", at: later) == nil)
        let moved = try postponed.rescheduling(
            to: Village.day("2026-04-01"), minuteOfDay: 840, topics: [Village.topic(.scheduled)],
            by: Village.convener, at: later, practice: practice
        ).after
        #expect(moved.state == .announced && moved.isAnnounced)
        #expect(moved.plan == Village.plan.moved(to: Village.day("2026-04-01"), minuteOfDay: 840))
        #expect(moved.plan.title == Village.plan.title && moved.plan.place == Village.plan.place)
        #expect(moved.participants == postponed.participants)
    }

    @Test("who was told of a session once knows of it: put off or cancelled, it stays announced")
    func isAnnounced() throws {
        let planned = try Village.session(.planned)
        #expect(!planned.isAnnounced)
        #expect(try !planned.postponing(reason: "下大雪", by: Village.convener).after.isAnnounced)
        #expect(try !planned.cancelling(reason: "已解决", by: Village.convener).after.isAnnounced)
        let moved = try planned.postponing(reason: "下大雪", by: Village.convener).after.rescheduling(
            to: Village.day("2026-04-10"), minuteOfDay: 570, topics: [Village.topic(.ready)], by: Village.convener,
            at: Village.morning, practice: practice)
        #expect(moved.after.isAnnounced)
        for state in ConsultationSession.State.Name.allCases where state != .planned {
            #expect(try Village.session(state).isAnnounced, "\(state)")
        }
    }

    @Test("a new day needs topics that wait for a session or have this one, and are researched (BR-01)")
    func rescheduledTopics() throws {
        let postponed = try Village.session(.postponed)
        let others = try Village.topic(.ready).scheduling(in: ConsultationSession.ID(302)).after
        #expect(try rescheduling(postponed, topics: [Village.topic(.ready)]) == nil)
        #expect(rescheduling(postponed, topics: [others]) == .topicNotOpen)
        #expect(try rescheduling(postponed, topics: [Village.topic(.consulted)]) == .topicNotOpen)
        #expect(try rescheduling(postponed, topics: [Village.topic(.researching)]) == .notResearched)
    }

    @Test(
        "a form is planned by whoever acts for the body that convenes it, and by nobody else",
        arguments: SessionPractice().allForms)
    func convening(_ form: ConsultationForm) throws {
        let plan = ConsultationSession.Plan(
            title: Village.plan.title, day: Village.plan.day, minuteOfDay: 570, place: Village.plan.place,
            form: form.code)
        for body in ConveningBody.allCases {
            let refused = refusal { () throws(SessionRefusal) in
                try planning(plan, on: [readyTopic(1)], for: [body])
            }
            #expect(refused == (body == form.convener ? nil : .formNotYours), "\(form.code) \(body)")
        }
    }

    @Test("rooms that hold it together bring their topics; each room is named once")
    func coHosts() throws {
        let other = Room.ID(77)
        let host = ConsultationSession.CoHost(room: other, area: Village.town)
        let plan = Village.plan.held(by: [host], with: [.init(5)])
        let session = try planning(plan, on: [readyTopic(1), readyTopic(2, room: other)]).after
        #expect(session.room == Village.room && session.plan.coHosts == [host] && session.topics.count == 2)
        #expect(session.plan.moved(to: Village.day("2026-04-10"), minuteOfDay: 600).coHosts == [host])
        for twice in [[host, host], [.init(room: Village.room, area: Village.village)]] {
            let refused = refusal { () throws(SessionRefusal) in
                try planning(Village.plan.held(by: twice, with: []), on: [readyTopic(1)])
            }
            #expect(refused == .coHostTwice)
        }
        let scope = SessionScope(
            of: .staff(
                Staff(
                    id: Person.ID(70), name: "秘书", appointments: [Appointment(.roomSecretary, .room(other))])))
        #expect(scope.includes(session) && !scope.opensRoom(of: session))
        #expect(try !scope.includes(Village.plannedSession()))
    }

    /// Another topic that waits for a session.
    private func readyTopic(_ number: Int64, room: Room.ID = Village.room) -> Topic {
        Topic(
            id: Topic.ID(number), room: room, area: Village.village, source: .scan, receivedAt: Village.morning,
            text: .kept("河边没有护栏"), place: nil, state: .ready, publication: .hidden, publicText: nil, deadline: nil,
            researchRecords: 1, version: 7)
    }

    private func planning(
        _ plan: ConsultationSession.Plan = Village.plan, on topics: [Topic], by actor: Actor = Village.convener,
        for bodies: Set<ConveningBody> = [.room]
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try ConsultationSession.planning(
            plan, on: topics, as: Village.sessionID, by: actor, for: bodies, at: Village.morning,
            practice: Village.practice)
    }

    private func announcing(
        _ session: ConsultationSession, topics: [Topic]? = nil, at now: Instant, practice: Practice = Village.practice
    ) -> SessionRefusal? {
        refusal { () throws(SessionRefusal) in
            try session.carryingOut(
                .announce, by: Village.convener, with: SessionInput(topics: topics, now: now, practice: practice))
        }
    }

    private func rescheduling(
        _ session: ConsultationSession, to day: String = "2026-04-10", topics: [Topic]? = nil,
        at now: Instant = Village.morning
    ) -> SessionRefusal? {
        refusal { () throws(SessionRefusal) in
            try session.carryingOut(
                .reschedule, by: Village.convener, with: SessionInput(topics: topics, day: Village.day(day), now: now))
        }
    }

    private func refusal(
        of act: () throws(SessionRefusal) -> Transition<ConsultationSession>
    ) -> SessionRefusal? {
        do {
            _ = try act()
            return nil
        } catch {
            return error
        }
    }
}
