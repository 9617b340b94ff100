// SPDX-License-Identifier: Apache-2.0

extension ConsultationSession: DueCase {
    package typealias Event = SessionEvent
    package typealias Refused = SessionRefusal

    /// Who may plan a session of a room.
    package static let planners: Set<Role> = [.convener, .roomSecretary]

    /// Puts a session on topics of a room, or of those that hold it together, on the calendar. `bodies`: for which bodies
    /// whoever plans it may convene (A3-01).
    package static func planning(
        _ plan: Plan, on topics: [Topic], as id: ID, by actor: Actor, for bodies: Set<ConveningBody>, at now: Instant,
        practice: Practice
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        guard let first = topics.first else { throw .noTopic }
        guard case .staff(let staff) = actor, staff.holds(anyOf: planners, room: first.room, area: first.area) else {
            throw .notYours
        }
        guard bodies.contains(practice.profile.sessions.form(plan.form).convener) else { throw .formNotYours }
        let rooms = [first.room] + (plan.coHosts ?? []).map(\.room)
        guard Set(rooms).count == rooms.count else { throw .coHostTwice }
        for topic in topics {
            guard rooms.contains(topic.room), topic.isOnItsWayToSession else { throw .topicNotOpen }
        }
        guard plan.day >= now.day else { throw .dayHasPassed }
        let ids = topics.map(\.id)
        guard Set(ids).count == ids.count else { throw .topicNotOpen }
        let blank = ConsultationSession(id: id, room: first.room, area: first.area, topics: ids, plan: plan)
        return Transition(blank, .planned(room: first.room, area: first.area, topics: ids, plan: plan))
    }

    /// Announces it: the topics are researched, the proposals have material (BR-01), and people have their notice (BR-37).
    package func announcing(
        topics: [Topic], material: Set<Proposal.ID> = [], by actor: Actor, at now: Instant, practice: Practice
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.announce, by: actor)
        guard Set(topics.map(\.id)) == Set(self.topics) else { throw .topicNotOpen }
        // One that was passed on since is another room's to talk over.
        let rooms = [room] + (plan.coHosts ?? []).map(\.room)
        guard topics.allSatisfy({ rooms.contains($0.room) }) else { throw .topicNotOpen }
        guard topics.allSatisfy({ $0.researchRecords > 0 }) else { throw .notResearched }  // BR-01
        try requireMaterial(material)  // BR-01
        guard topics.allSatisfy({ $0.state == .ready }) else { throw .topicNotOpen }
        try requireNotice(of: plan, at: now, practice)
        return Transition(self, .announced)
    }

    /// Adds people to the list; those who come while it is in progress are present.
    package func inviting(_ people: [Participant], by actor: Actor) throws(SessionRefusal) -> Transition<Self> {
        try require(.invite, by: actor)
        let isPresent = state == .inProgress
        let added = people.map { person in
            var person = person
            person.isPresent = isPresent
            return person
        }
        return Transition(self, .invited(added))
    }

    /// Takes somebody of the people from the list who took the own enrolment back; nobody on the desk does it.
    package func excusing(_ participant: Participant.ID) throws(SessionRefusal) -> Transition<ConsultationSession> {
        guard !hasBegun else { throw state.name == .cancelled ? .cancelled : .alreadyBegun }
        guard participants.contains(where: { $0.id == participant && $0.category == .people }) else {
            throw .unknownParticipant
        }
        return Transition(self, .excused(participant))
    }

    /// Papers are sent in time and the circle is complete, or it is said why not (BR-04).
    package func readying(
        waiver: String?, by actor: Actor, at now: Instant, practice: Practice
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.ready, by: actor)
        if waiver == nil {
            guard missingCategories(practice).isEmpty else { throw .circleIncomplete }  // BR-04
            let paperDays = form(practice).paperDays
            let sent = practice.calendar.deadline(workingDays: paperDays, after: now.day)
            guard paperDays == 0 || plan.day >= sent.day else { throw .papersLate }
        }
        return Transition(self, .readied(waiver: waiver.map(FreeText.kept)))
    }

    /// Opens the session, on its day or after.
    package func starting(by actor: Actor, at now: Instant) throws(SessionRefusal) -> Transition<Self> {
        try require(.start, by: actor)
        if let hindrance = startingHindrance(on: now.day) { throw hindrance }
        return Transition(self, .started)
    }

    /// Notes who of the list is there.
    package func checkingIn(_ present: [Participant.ID], by actor: Actor) throws(SessionRefusal) -> Transition<Self> {
        try require(.checkIn, by: actor)
        for id in present { try requireParticipant(id) }
        return Transition(self, .checkedIn(present))
    }

    /// Notes what somebody said who is there; its topic, if it names one, is the session's.
    package func recordingOpinion(_ opinion: Opinion, by actor: Actor) throws(SessionRefusal) -> Transition<Self> {
        try require(.recordOpinion, by: actor)
        try requireParticipant(opinion.participant)
        guard isThere(opinion.participant) else { throw .notPresent }
        if let topic = opinion.topic { try requireTopic(topic) }
        return Transition(self, .opinionRecorded(opinion))
    }

    /// States what was agreed on one of several topics, or that nothing was (BR-05); what is stated again counts.
    package func concluding(
        _ topic: Topic.ID, with conclusion: Conclusion, by actor: Actor
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.concludeTopic, by: actor)
        try requireTopic(topic)
        return Transition(self, .topicConcluded(topic, conclusion))
    }

    /// Ends the session with what was agreed, or that nothing was (BR-05); the minutes are owed from here.
    package func concluding(
        _ conclusion: Conclusion, by actor: Actor, at now: Instant, practice: Practice
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.conclude, by: actor)
        guard visits > 0 || !form(practice).hasVisit else { throw .noVisit }
        return Transition(
            self,
            .concluded(
                conclusion,
                deadline: practice.calendar.deadline(
                    workingDays: practice.profile.sessions.minutesDays, after: now.day)))
    }

    /// Lays the minutes open to objections, for the county's days after each draft. The outcome's term runs from the session's
    /// day.
    package func draftingMinutes(
        _ text: String, by actor: Actor, at now: Instant, practice: Practice
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.draftMinutes, by: actor)
        let due = practice.calendar.deadline(
            workingDays: practice.profile.sessions.outcomeDays, after: deadline?.from ?? plan.day)
        let until = practice.calendar.deadline(
            workingDays: practice.profile.sessions.objectionDays, after: now.day)
        return Transition(self, .minutesDrafted(.kept(text), outcomeDue: due, objectionsUntil: until.day))
    }

    /// Objects to the draft: whoever takes part for oneself alone, by account or by the phone on the list; the secretary or the
    /// convener for whoever said so. By the own key nobody objects to one draft without end.
    package func objecting(
        _ text: String, of participant: Participant.ID?, by actor: Actor
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.object, by: actor)
        guard let id = participant ?? own(actor) else { throw .unknownParticipant }
        try requireParticipant(id)
        guard isKept(by: actor) || id == own(actor) else { throw .notYours }
        guard isKept(by: actor) || objectionsOf[id, default: 0] < Self.objectionsMax else { throw .tooManyObjections }
        return Transition(self, .objected(participant: id, text: .kept(text)))
    }

    /// How often one may object to one draft by the own key.
    package static let objectionsMax = 5

    /// The minutes stand as they are; objections are over.
    package func confirmingMinutes(by actor: Actor) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.confirmMinutes, by: actor)
        return Transition(self, .minutesConfirmed)
    }

    /// Writes down an item for what was agreed on one of the session's topics, or for what somebody does although nothing was.
    package func draftingItem(
        _ item: SuggestionItem.ID, on topic: Topic.ID, by actor: Actor
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.draftItem, by: actor)
        try requireTopic(topic)
        return Transition(self, .itemDrafted(item, on: topic))
    }

    /// The draft of an item was thrown away. Nobody's command: it follows from what is done to the item.
    package func losingItem(_ item: SuggestionItem.ID) throws(SessionRefusal) -> Transition<ConsultationSession> {
        if let refusal = draftingItemRefusal { throw refusal }
        return Transition(self, .itemDiscarded(item))
    }

    /// Issues the outcome; each topic with a consensus needs at least one item (BR-05).
    package func issuingOutcome(by actor: Actor) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.issueOutcome, by: actor)
        if let hindrance = issuingHindrance { throw hindrance }  // BR-05
        return Transition(self, .outcomeIssued)
    }

    /// Nothing follows any more.
    package func archiving(by actor: Actor) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.archive, by: actor)
        return Transition(self, .archived)
    }

    /// Puts the session off without a new day yet; the reason is told to who was invited.
    package func postponing(reason: String, by actor: Actor) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.postpone, by: actor)
        return Transition(self, .postponed(reason: .kept(reason)))
    }

    /// Announces a new day for a session that was put off; people have their notice again (BR-37).
    package func rescheduling(
        to day: Day, minuteOfDay: Int, place: FreeText? = nil, topics: [Topic], material: Set<Proposal.ID> = [],
        by actor: Actor, at now: Instant, practice: Practice
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.reschedule, by: actor)
        guard Set(topics.map(\.id)) == Set(self.topics) else { throw .topicNotOpen }
        guard topics.allSatisfy({ $0.researchRecords > 0 }) else { throw .notResearched }  // BR-01
        try requireMaterial(material)  // BR-01
        for topic in topics {
            guard topic.state == .ready || topic.session == id && topic.state == .scheduled else {
                throw .topicNotOpen
            }
        }
        let moved = plan.moved(to: day, minuteOfDay: minuteOfDay, place: place)
        try requireNotice(of: moved, at: now, practice)
        return Transition(self, .rescheduled(moved))
    }

    /// The session does not take place; another may be announced on its topics.
    package func cancelling(reason: String, by actor: Actor) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.cancel, by: actor)
        return Transition(self, .cancelled(reason: .kept(reason)))
    }

    /// Whether its day is nearer than the notice that people must have: then it cannot be announced any more.
    package func isTooSoon(at now: Instant, practice: Practice) -> Bool {
        guard state == .planned else { return false }
        do {
            try requireNotice(of: plan, at: now, practice)
            return false
        } catch {
            return error == .noticeTooShort
        }
    }

    private func requireNotice(of plan: Plan, at now: Instant, _ practice: Practice) throws(SessionRefusal) {
        guard plan.day >= now.day else { throw .dayHasPassed }
        let notice = practice.calendar.deadline(
            workingDays: practice.profile.sessions.form(plan.form).noticeDays, after: now.day)
        guard plan.day >= notice.day else { throw .noticeTooShort }  // BR-37
    }

    func requireTopic(_ id: Topic.ID) throws(SessionRefusal) {
        guard topics.contains(id) else { throw .topicNotOpen }
    }

    private func requireParticipant(_ id: Participant.ID) throws(SessionRefusal) {
        guard participants.contains(where: { $0.id == id }) else { throw .unknownParticipant }
    }
}

extension Topic {
    /// Whether a session may be planned for it: it was selected, and no session has it yet.
    package var isOnItsWayToSession: Bool {
        switch state {
        case .selected, .researching, .ready: true
        case .held, .screening, .asked, .pooled, .rejected, .redirected, .solvedDirectly, .merged, .scheduled,
            .consulted,
            .inHandling, .closed, .reopened, .withdrawn:
            false
        }
    }
}
