// SPDX-License-Identifier: Apache-2.0

extension Proposal {
    /// Gives it to units: one that leads, alone or with co-handlers, or several that each reply (rules.md C.2).
    package func assigning(_ handlers: [Handler], by actor: Actor) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.assign, by: actor)
        guard Set(handlers.map(\.unit)).count == handlers.count else { throw .unitTwice }
        let leads = handlers.count { $0.part == .lead }
        let separate = handlers.count { $0.part == .separate }
        let isLed = leads == 1 && separate == 0
        let isDivided = leads == 0 && separate == handlers.count && separate > 1
        guard isLed || isDivided else { throw .notOneLead }
        return Transition(self, .assigned(handlers))
    }

    /// All who owe a reply have sent it: the proposers are asked (BR-20).
    package func beingReplied(
        outcome: String, at now: Instant, practice: Practice
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        guard state.name.isInHandling else { throw .notInHandling }
        return Transition(self, .replied(outcome: outcome, deadline: practice.opinionDeadline(at: now)))
    }

    /// A proposer of this proposal, or of one merged into it, is not satisfied: the units reply once more, and the first reply
    /// stays on record (BR-20). After the second reply it is for the committee to supervise.
    package func beingHandledAgain() throws(ProposalRefusal) -> Transition<Proposal> {
        guard state == .replied else { throw .notReplied }
        guard replies < Self.repliesMax else { throw .repliedTwice }  // BR-20
        return Transition(self, .rehandlingBegan)
    }

    /// Makes it a key proposal under the leader who is named; named anew, another leads.
    package func choosingAsKey(leader: String, by actor: Actor) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.chooseAsKey, by: actor)
        return Transition(self, .chosenAsKey(leader: .kept(leader)))
    }

    /// Notes how its handling was supervised.
    package func supervising(
        _ act: SupervisionAct, by actor: Actor, on today: Day
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.supervise, by: actor)
        guard act.day <= today else { throw .dayIsToCome }
        return Transition(self, .supervised(act))
    }

    /// Ends it, once every proposer has answered or the days for that are over. Silence is no opinion (BR-21).
    package func closing(
        isAnswered: Bool, by actor: Actor, on today: Day
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.close, by: actor)
        if let hindrance = closingHindrance(on: today, isAnswered: isAnswered) { throw hindrance }
        return Transition(self, .closed(on: today))
    }

    /// The one that it is part of has ended, and it with it (BR-16).
    package func closingWithLead(on today: Day) throws(ProposalRefusal) -> Transition<Proposal> {
        guard state.name == .merged else { throw .notMerged }
        return Transition(self, .closed(on: today))  // BR-16
    }

    /// Looks in the year after at what was promised.
    package func beginningFollowUp(
        by actor: Actor, on today: Day, practice: ProposalPractice
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.beginFollowUp, by: actor)
        if let hindrance = followUpHindrance(on: today, practice: practice) { throw hindrance }
        return Transition(self, .followUpBegan)
    }

    /// Says what became of it.
    package func followingUp(
        _ result: FollowUp, by actor: Actor, on today: Day, practice: ProposalPractice
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.followUp, by: actor)
        guard practice.replyClass(result.outcome) != nil else { throw .unknownClass }
        return Transition(self, .followedUp(result, on: today))
    }
}
