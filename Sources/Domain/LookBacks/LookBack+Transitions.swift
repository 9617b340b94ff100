// SPDX-License-Identifier: Apache-2.0

extension LookBack: DueCase {
    package typealias Event = LookBackEvent
    package typealias Refused = LookBackRefusal

    /// What can be done to a look-back.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case look, ask, conclude, drop

        /// Whose act it is, whatever the state.
        package var holders: Set<Role> {
            switch self {
            case .look, .ask: [.roomSecretary, .convener]
            case .conclude: [.convener]
            case .drop: LookBack.choosers
            }
        }
    }

    /// Chooses a topic that was talked over in the year before and has been handled (BR-23). `others`: the topics that were
    /// chosen for this year and not dropped.
    package static func choosing(
        _ topic: Topic, consultedOn day: Day?, reason: String, others: [Topic.ID], as id: ID, by actor: Actor,
        today: Day
    ) throws(LookBackRefusal) -> Transition<LookBack> {
        guard HandlingAssessment.role(of: actor) != nil else { throw .notYours }
        guard topic.claimed != nil else { throw .notHandled }
        guard day?.year == today.year - 1 else { throw .notLastYear }  // BR-23
        guard !others.contains(topic.id) else { throw .alreadyChosen }
        guard others.count < perYear else { throw .enoughChosen }  // BR-23
        let choice = Choice(
            year: today.year, topic: topic.id, room: topic.room, area: topic.area, reason: .kept(reason))
        return Transition(LookBack(choice, as: id), .chosen(choice))
    }

    /// Whether it is a gap that nothing was chosen for this year (BR-23).
    package static func isOwed(chosen: Int, on today: Day, profile: PracticeProfile) -> Bool {
        chosen == 0 && today.month >= profile.outcomes.lookBackMonth
    }

    /// Notes that somebody has looked.
    package func looking(
        _ step: Step, by actor: Actor, today: Day
    ) throws(LookBackRefusal) -> Transition<LookBack> {
        try require(.look, by: actor)
        guard step.day <= today, step.day.year >= choice.year else { throw .dayNotPossible }
        return Transition(self, .looked(step))
    }

    /// Asks the people concerned once more, about each item that is closed.
    package func asking(
        _ inquiries: [Inquiry], by actor: Actor, at now: Instant, practice: Practice
    ) throws(LookBackRefusal) -> Transition<LookBack> {
        try require(.ask, by: actor)
        let deadline = practice.calendar.deadline(
            workingDays: practice.profile.outcomes.confirmationDays, after: now.day)
        return Transition(self, .asked(inquiries, deadline: deadline))
    }

    /// Says whether it has held, once somebody has looked and the people have had their days.
    package func concluding(
        _ verdict: Verdict, isAnswered: Bool, by actor: Actor, on today: Day
    ) throws(LookBackRefusal) -> Transition<LookBack> {
        try require(.conclude, by: actor)
        if let hindrance = hindrance(to: .conclude, on: today, isAnswered: isAnswered) { throw hindrance }
        return Transition(self, .concluded(verdict))
    }

    /// What was chosen is not looked back at after all; the reason is kept.
    package func dropping(reason: String, by actor: Actor) throws(LookBackRefusal) -> Transition<LookBack> {
        try require(.drop, by: actor)
        return Transition(self, .dropped(reason: .kept(reason)))
    }

    /// What of the day or of other records stands in the way of a command that the state permits.
    package func hindrance(to command: Command, on day: Day, isAnswered: Bool) -> LookBackRefusal? {
        switch command {
        case .conclude: isAnswered || deadline?.isOverdue(on: day) == true ? nil : .stillAsking
        case .look, .ask, .drop: nil
        }
    }

    /// Nil if the actor may do this now; otherwise why not.
    package func refusal(of command: Command, by actor: Actor) -> LookBackRefusal? {
        guard role(of: actor, for: command) != nil else { return .notYours }
        switch state {
        case .concluded, .dropped: return .ended
        case .chosen, .underWay: break
        }
        return switch command {
        case .look, .drop: nil
        case .ask: inquiries == nil ? nil : .alreadyAsked
        case .conclude: steps.isEmpty ? .notLooked : inquiries == nil ? .notAsked : nil
        }
    }

    package func role(of actor: Actor, for command: Command) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        return switch command {
        case .drop: HandlingAssessment.role(of: actor)
        case .look, .ask, .conclude: staff.role(among: command.holders, room: choice.room, area: choice.area)
        }
    }

    package func applying(_ event: LookBackEvent) -> LookBack {
        var record = self
        record.version += 1
        switch event {
        case .chosen: break
        case .looked(let step):
            record.state = .underWay
            record.steps.append(step)
        case .asked(let inquiries, let deadline):
            record.state = .underWay
            record.inquiries = inquiries
            record.deadline = deadline
        case .concluded(let verdict):
            record.state = .concluded(verdict)
            record.deadline = nil
        case .dropped(let reason):
            record.state = .dropped(reason: reason)
            record.deadline = nil
        case .deadlineMoved(let deadline): record.deadline = deadline
        }
        return record
    }

    /// The look-back that a log tells of; nil if its first event does not choose a topic.
    package static func replaying(_ log: [LookBackEvent], as id: ID) -> LookBack? {
        guard case .chosen(let choice)? = log.first else { return nil }
        return log.reduce(LookBack(choice, as: id)) { $0.applying($1) }
    }
}
