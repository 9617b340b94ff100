// SPDX-License-Identifier: Apache-2.0

extension SuggestionItem: UnitCase {
    package typealias Event = ItemEvent
    package typealias Refused = ItemRefusal

    package var asksExtension: Bool { extensionAsked != nil }

    /// Writes down what was agreed on a topic: one unit, one person, at least one dated milestone (BR-05), resting on
    /// research (BR-02). Whether the session lets items be drafted is asked of the session.
    package static func drafting(
        _ task: Task, from session: ConsultationSession, on topic: Topic, as id: ID, at now: Instant
    ) throws(ItemRefusal) -> Transition<SuggestionItem> {
        guard topic.researchRecords > 0 else { throw .notResearched }  // BR-02
        try requireMilestones(of: task, at: now)
        let origin = Origin(session: session.id, topic: topic.id, room: session.room, area: session.area)
        return Transition(SuggestionItem(id: id, origin: origin, task: task), .drafted(origin, task: task))
    }

    /// Changes a draft.
    package func revising(_ task: Task, by actor: Actor, at now: Instant) throws(ItemRefusal) -> Transition<Self> {
        try require(.revise, by: actor)
        try Self.requireMilestones(of: task, at: now)
        return Transition(self, .revised(task))
    }

    /// Throws a draft away. What it means for the session follows.
    package func discarding(reason: String, by actor: Actor) throws(ItemRefusal) -> Transition<SuggestionItem> {
        try require(.discard, by: actor)
        return Transition(self, .discarded(reason: .kept(reason)))
    }

    /// The session's outcome was issued with it.
    package func approving() throws(ItemRefusal) -> Transition<SuggestionItem> {
        guard state == .drafted else { throw .notDraft }
        guard !isDiscarded else { throw .discarded }
        return Transition(self, .approved)
    }

    /// Puts it on the unit's desk; the days for signing or giving back run.
    package func dispatching(
        by actor: Actor, at now: Instant, practice: Practice
    ) throws(ItemRefusal) -> Transition<SuggestionItem> {
        try require(.dispatch, by: actor)
        return Transition(self, .dispatched(deadline: practice.returnDeadline(at: now)))
    }

    /// The unit signs for it; the term of its report runs.
    package func accepting(
        by actor: Actor, at now: Instant, practice: Practice
    ) throws(ItemRefusal) -> Transition<SuggestionItem> {
        try require(.accept, by: actor)
        return Transition(self, .accepted(deadline: practice.reportDeadline(at: now)))
    }

    /// The unit says that it is not the right one: once, in the days it has for that (BR-17). From here on the room's days run.
    package func requestingReturn(
        reason: String, suggested: String, by actor: Actor, at now: Instant, practice: Practice
    ) throws(ItemRefusal) -> Transition<SuggestionItem> {
        try require(.requestReturn, by: actor)
        if let hindrance = returnHindrance(on: now.day) { throw hindrance }  // BR-17
        let deadline = practice.calendar.deadline(
            workingDays: practice.profile.outcomes.arbitrationDays, after: now.day)
        return Transition(
            self, .returnRequested(reason: .kept(reason), suggested: .kept(suggested), deadline: deadline))
    }

    /// Gives it to another unit.
    package func reassigning(
        to unit: HandlingUnit.ID, officer: Person.ID, by actor: Actor, at now: Instant, practice: Practice
    ) throws(ItemRefusal) -> Transition<SuggestionItem> {
        try require(.reassign, by: actor)
        guard unit != task.unit else { throw .sameUnit }
        if let supervision, supervision.people.contains(officer) { throw .ownWork }
        return Transition(
            self, .reassigned(unit: unit, officer: officer, deadline: practice.returnDeadline(at: now)))
    }

    /// The unit stays responsible, and its report is due from now.
    package func upholding(
        reason: String, by actor: Actor, at now: Instant, practice: Practice
    ) throws(ItemRefusal) -> Transition<SuggestionItem> {
        try require(.uphold, by: actor)
        return Transition(self, .upheld(reason: .kept(reason), deadline: practice.reportDeadline(at: now)))
    }

    /// Another person of the unit answers for it.
    package func handingOver(to officer: Person.ID, by actor: Actor) throws(ItemRefusal) -> Transition<SuggestionItem> {
        try require(.handOver, by: actor)
        guard officer != task.officer else { throw .samePerson }
        return Transition(self, .handedOver(to: officer))
    }

    /// Says how far it is, and which milestone was reached; photos and documents may show it.
    package func progressing(
        _ text: String, milestone: Int?, evidence: [Attachment.ID] = [], by actor: Actor
    ) throws(ItemRefusal) -> Transition<SuggestionItem> {
        try require(.progress, by: actor)
        if let milestone, !task.milestones.indices.contains(milestone) || reached.contains(milestone) {
            throw .unknownMilestone
        }
        return Transition(
            self, .progressed(text: .kept(text), milestone: milestone, evidence: evidence.isEmpty ? nil : evidence))
    }

    /// Asks for its term once more, once, before it has passed (BR-18).
    package func askingExtension(reason: String, by actor: Actor, at now: Instant) throws(ItemRefusal) -> Transition<
        Self
    > {
        try require(.askExtension, by: actor)
        if let hindrance = extensionHindrance(on: now.day) { throw hindrance }  // BR-18
        return Transition(self, .extensionAsked(reason: .kept(reason)))
    }

    /// Gives the unit its term once more (BR-18). It was asked for in time; whoever decides late takes nothing away:
    /// the term runs from the day on which it ends, or from that of the answer where it has ended.
    package func grantingExtension(
        by actor: Actor, at now: Instant, practice: Practice
    ) throws(ItemRefusal) -> Transition<SuggestionItem> {
        try require(.grantExtension, by: actor)
        guard let deadline else { throw .noExtensionAsked }
        let extended = practice.calendar.deadline(
            months: practice.profile.outcomes.reportMonths, after: max(deadline.day, now.day))
        return Transition(self, .extended(reason: nil, deadline: extended))
    }

    /// The term stays as it is.
    package func refusingExtension(reason: String, by actor: Actor) throws(ItemRefusal) -> Transition<SuggestionItem> {
        try require(.refuseExtension, by: actor)
        return Transition(self, .extensionRefused(reason: .kept(reason)))
    }

    /// Says what was done. From here on the room's days run, in which it looks at that.
    package func reporting(
        _ report: Report, by actor: Actor, at now: Instant, practice: Practice
    ) throws(ItemRefusal) -> Transition<SuggestionItem> {
        try require(.report, by: actor)
        guard report.adoption != .declined || report.claimed != .solved else { throw .declinedIsNotSolved }
        let deadline = practice.calendar.deadline(
            workingDays: practice.profile.outcomes.verificationDays, after: now.day)
        return Transition(self, .reported(report, deadline: deadline))
    }

    /// The report holds: the people concerned are asked.
    package func verifying(
        by actor: Actor, at now: Instant, practice: Practice
    ) throws(ItemRefusal) -> Transition<SuggestionItem> {
        try require(.verify, by: actor)
        let asking = practice.calendar.deadline(
            workingDays: practice.profile.outcomes.confirmationDays, after: now.day)
        return Transition(self, .verified(deadline: asking))
    }

    /// The report does not hold; the unit gets its term again.
    package func sendingBack(
        reason: String, by actor: Actor, at now: Instant, practice: Practice
    ) throws(ItemRefusal) -> Transition<SuggestionItem> {
        try require(.sendBack, by: actor)
        return Transition(self, .sentBack(reason: .kept(reason), deadline: practice.reportDeadline(at: now)))
    }

    /// Ends it, once the people have had their days or all have answered. `isAnswered`: whether all have.
    package func closing(
        isAnswered: Bool, by actor: Actor, at now: Instant
    ) throws(ItemRefusal) -> Transition<SuggestionItem> {
        try require(.close, by: actor)
        if let hindrance = closingHindrance(on: now.day, isAnswered: isAnswered) { throw hindrance }
        return Transition(self, .closed(on: now.day, signature: nil))
    }

    /// It is not solved after all: the unit goes on.
    package func reopening(
        reason: String, by actor: Actor, at now: Instant, practice: Practice
    ) throws(ItemRefusal) -> Transition<SuggestionItem> {
        try require(.reopen, by: actor)
        if let hindrance = reopeningHindrance(on: now.day, practice: practice) { throw hindrance }
        return Transition(self, .reopened(reason: .kept(reason), deadline: practice.reportDeadline(at: now)))
    }

    /// Reminds the unit of what it owes: once a day (催办).
    package func reminding(
        _ text: String, by actor: Actor, at now: Instant
    ) throws(ItemRefusal) -> Transition<SuggestionItem> {
        try require(.remind, by: actor)
        if let hindrance = remindingHindrance(on: now.day) { throw hindrance }
        return Transition(self, .reminded(text: .kept(text), on: now.day))
    }

    private static func requireMilestones(of task: Task, at now: Instant) throws(ItemRefusal) {
        guard !task.milestones.isEmpty else { throw .noMilestone }  // BR-05
        guard task.milestones.allSatisfy({ $0.day >= now.day }) else { throw .milestoneHasPassed }
    }
}

extension Practice {
    /// By when a unit signs for an item or gives it back.
    fileprivate func returnDeadline(at now: Instant) -> Deadline {
        calendar.deadline(workingDays: profile.outcomes.returnDays, after: now.day)
    }

    /// By when a unit reports.
    func reportDeadline(at now: Instant) -> Deadline {
        calendar.deadline(months: profile.outcomes.reportMonths, after: now.day)
    }
}
