// SPDX-License-Identifier: Apache-2.0

extension SentimentIssue {
    /// What can be done to an issue.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case listen, visit, consult, transfer
        case takeBack = "take_back"
        case returnResult = "return_result"
        case tell, close
        case handOver = "hand_over"
        case forgetPerson = "forget_person"

        /// Whose act it is, whatever the state; a member's only on what this member goes on with, a unit's only on what it has.
        package var holders: Set<Role> {
            switch self {
            case .listen, .visit, .consult, .transfer, .tell, .forgetPerson: SentimentIssue.openers
            case .takeBack, .returnResult: SentimentIssue.openers.union([.unitOfficer])
            case .close, .handOver: [.roomSecretary]
            }
        }
    }

    /// Who begins an issue: a member anywhere in the own area, the secretary in the own room.
    package static let openers: Set<Role> = [.roomSecretary, .member]
    /// How many days back a step may lie when it is written down.
    package static let daysBackMax = 92
    /// How many days a unit may be given.
    package static let daysAheadMax = 366

    /// Writes down what a member or secretary met, and by when it is to be passed on.
    package static func begin(
        _ opening: Opening, _ step: Step, as id: ID, by actor: Actor, at now: Instant, practice: Practice
    ) throws(SentimentRefusal) -> Transition<SentimentIssue> {
        guard case .staff(let staff) = actor, staff.id == opening.opener,
            staff.holds(anyOf: openers, room: opening.room, area: opening.area)
        else { throw .notYours }
        try check(step, after: nil, on: now.day)
        let deadline = practice.calendar.deadline(
            workingDays: practice.profile.sentiments.passDays, after: now.day)
        return Transition(SentimentIssue(opening, as: id), .opened(opening, step, deadline: deadline))
    }

    /// Adds what was heard (听): no earlier than the step before, and no later than today.
    package func listening(
        _ step: Step, by actor: Actor, on today: Day
    ) throws(SentimentRefusal) -> Transition<SentimentIssue> {
        try require(.listen, by: actor)
        try Self.check(step, after: steps.last?.day, on: today)
        return Transition(self, .listened(step))
    }

    /// Adds what was seen or asked at a visit (访): no earlier than the step before, and no later than today.
    package func visiting(
        _ step: Step, by actor: Actor, on today: Day
    ) throws(SentimentRefusal) -> Transition<SentimentIssue> {
        try require(.visit, by: actor)
        try Self.check(step, after: steps.last?.day, on: today)
        return Transition(self, .visited(step))
    }

    /// It is talked over as a topic of its room; what comes of the topic is the result.
    package func consulting(as topic: Topic.ID, by actor: Actor) throws(SentimentRefusal) -> Transition<SentimentIssue>
    {
        try require(.consult, by: actor)
        return Transition(self, .consulted(topic))
    }

    /// Somebody else deals with it, by a day that is named.
    package func transferring(
        _ transfer: Transfer, by day: Day, by actor: Actor, on today: Day
    ) throws(SentimentRefusal) -> Transition<SentimentIssue> {
        try require(.transfer, by: actor)
        guard transfer.channel != .department || transfer.unit != nil else { throw .unitMissing }
        guard day >= today, day <= today.advanced(by: Self.daysAheadMax) else { throw .dueDayOutOfReach }
        let deadline = Deadline(day: day, from: today, term: .named, isProvisional: false)
        return Transition(self, .transferred(transfer, deadline: deadline))
    }

    /// Whoever it was passed on to cannot deal with it; another way is looked for.
    package func takingBack(
        reason: String, by actor: Actor, at now: Instant, practice: Practice
    ) throws(SentimentRefusal) -> Transition<SentimentIssue> {
        try require(.takeBack, by: actor)
        let deadline = practice.calendar.deadline(
            workingDays: practice.profile.sentiments.passDays, after: now.day)
        return Transition(self, .cameBack(reason: .kept(reason), deadline: deadline))
    }

    /// Something came back. `isTopicOver`: whether the topic has ended; nil where there is none.
    package func returningResult(
        _ result: String, isTopicOver: Bool?, by actor: Actor, at now: Instant, practice: Practice
    ) throws(SentimentRefusal) -> Transition<SentimentIssue> {
        try require(.returnResult, by: actor)
        if isTopicOver == false { throw .topicGoesOn }
        return Transition(
            self, .resultReturned(.kept(result), deadline: tellDeadline(at: now, practice: practice)))
    }

    /// What became of it with those who write proposals: the first word of theirs is the result.
    package func hearing(
        _ result: String, at now: Instant, practice: Practice
    ) throws(SentimentRefusal) -> Transition<SentimentIssue> {
        guard isHandedOn else { throw .notTransferred }
        return Transition(
            self, .resultReturned(.kept(result), deadline: tellDeadline(at: now, practice: practice)))
    }

    /// That its topic, or the last of those that this is dealt with as part of, has ended or goes on again: the person is told
    /// within the days that telling has, counted from the end. Nil where nothing changes.
    package func learning(
        isTopicOver: Bool, at now: Instant, practice: Practice
    ) -> Transition<SentimentIssue>? {
        guard state.name == .consulted, isTopicOver == (deadline == nil) else { return nil }
        return Transition(
            self, isTopicOver ? .topicEnded(deadline: tellDeadline(at: now, practice: practice)) : .topicWentOn)
    }

    /// By when the person has to know the result. A topic that has ended has named the day already: writing the result down gives
    /// no new days.
    private func tellDeadline(at now: Instant, practice: Practice) -> Deadline {
        if state.name == .consulted, let deadline { return deadline }
        return practice.calendar.deadline(workingDays: practice.profile.sentiments.tellDays, after: now.day)
    }

    /// The person was told.
    package func telling(
        _ telling: Telling, by actor: Actor, on today: Day
    ) throws(SentimentRefusal) -> Transition<SentimentIssue> {
        try require(.tell, by: actor)
        guard telling.day <= today, telling.day >= today.advanced(by: -Self.daysBackMax) else { throw .dayOutOfReach }
        return Transition(self, .told(telling))
    }

    /// Nothing follows any more.
    package func closing(by actor: Actor) throws(SentimentRefusal) -> Transition<SentimentIssue> {
        try require(.close, by: actor)
        return Transition(self, .closed)
    }

    /// Somebody else goes on with it; its day stays.
    package func handingOver(to keeper: Person.ID, by actor: Actor) throws(SentimentRefusal) -> Transition<
        SentimentIssue
    > {
        try require(.handOver, by: actor)
        guard keeper != self.keeper else { throw .alreadyTheirs }
        return Transition(self, .handedOver(to: keeper))
    }

    /// The person wants neither name nor phone to be kept; nobody has to grant it.
    package func forgettingPerson(
        isHeld: Bool, by actor: Actor
    ) throws(SentimentRefusal) -> Transition<SentimentIssue> {
        try require(.forgetPerson, by: actor)
        guard !isHeld else { throw .underHold }
        return Transition(self, .personForgotten)
    }

    /// Nil if the actor may do this now; otherwise why not.
    package func refusal(of command: Command, by actor: Actor) -> SentimentRefusal? {
        guard role(of: actor, for: command) != nil else { return .notYours }
        switch command {
        case .listen: return state.name == .walked ? nil : .wrongStep
        case .visit: return state.name == .listened ? nil : .wrongStep
        case .consult, .transfer: return passingRefusal
        case .takeBack: return state.name == .transferred ? nil : .notTransferred
        case .returnResult: return resultRefusal
        case .tell: return tellingRefusal
        case .close: return closingRefusal
        case .handOver: return state.name == .closed ? .alreadyClosed : nil
        case .forgetPerson: return keepsPerson ? nil : .nothingKept
        }
    }

    /// The role in which the actor does it.
    package func role(of actor: Actor, for command: Command) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        // The unit that has it answers, or sends it back.
        if command.holders.contains(.unitOfficer), case .transferred(let transfer) = state,
            let unit = transfer.answeringUnit, staff.units.contains(unit)
        {
            return .unitOfficer
        }
        let holders = staff.id == keeper ? command.holders : command.holders.subtracting([.member])
        return staff.role(among: holders, room: opening.room, area: opening.area)
    }

    private var passingRefusal: SentimentRefusal? {
        switch state {
        case .visited: nil
        case .walked, .listened: .notVisited
        case .consulted, .transferred, .resultReturned, .told, .closed: .alreadyPassedOn
        }
    }

    private var resultRefusal: SentimentRefusal? {
        switch state {
        case .consulted, .transferred: nil
        case .walked, .listened, .visited: .notPassedOn
        case .resultReturned, .told, .closed: .alreadyReturned
        }
    }

    private var tellingRefusal: SentimentRefusal? {
        switch state {
        case .resultReturned: nil
        case .walked, .listened, .visited, .consulted, .transferred: .noResult
        case .told, .closed: .alreadyTold
        }
    }

    private var closingRefusal: SentimentRefusal? {
        switch state {
        case .told: nil
        case .walked, .listened, .visited, .consulted, .transferred, .resultReturned: .notTold
        case .closed: .alreadyClosed
        }
    }

    /// A step lies between the one before and today.
    private static func check(_ step: Step, after earlier: Day?, on today: Day) throws(SentimentRefusal) {
        guard step.day <= today, step.day >= earlier ?? today.advanced(by: -daysBackMax) else { throw .dayOutOfReach }
    }
}

/// Why a command on an issue was refused.
package enum SentimentRefusal: String, Refusal, CaseIterable {
    /// Only whoever has it in hand and the room's secretary go on with it.
    case notYours = "not_yours"
    /// The steps are taken one after the other, each once.
    case wrongStep = "wrong_step"
    /// Nobody has looked into it at the doors yet.
    case notVisited = "not_visited"
    /// It was talked over or passed on already.
    case alreadyPassedOn = "already_passed_on"
    /// It was neither talked over nor passed on.
    case notPassedOn = "not_passed_on"
    /// It is with nobody else.
    case notTransferred = "not_transferred"
    /// A department is named with its unit.
    case unitMissing = "unit_missing"
    /// The day by which somebody answers is past, or too far ahead.
    case dueDayOutOfReach = "due_day_out_of_reach"
    /// The day of a step is in the future, before the step before, or too long ago.
    case dayOutOfReach = "day_out_of_reach"
    /// Its topic has not ended.
    case topicGoesOn = "topic_goes_on"
    /// A result is there.
    case alreadyReturned = "already_returned"
    /// There is nothing to tell.
    case noResult = "no_result"
    /// The person knows it.
    case alreadyTold = "already_told"
    /// The person does not know it.
    case notTold = "not_told"
    /// It has ended.
    case alreadyClosed = "already_closed"
    /// Whoever it is to be handed to has it in hand.
    case alreadyTheirs = "already_theirs"
    /// No name and no phone is kept.
    case nothingKept = "nothing_kept"
    /// A hold lies on it, or on the topic that came of it.
    case underHold = "under_hold"

    package var code: String { rawValue }
}

extension SentimentIssue: UnitHeld {
    /// The unit to which it was passed on.
    package var holdingUnit: HandlingUnit.ID? {
        guard case .transferred(let transfer) = state else { return nil }
        return transfer.answeringUnit
    }
}
