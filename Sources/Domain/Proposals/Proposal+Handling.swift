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

    /// Makes it a key proposal under the leader who is named, and says why this one; named anew, another leads. `person`: who
    /// that is, where the leader is somebody of the directory.
    package func choosingAsKey(
        leader: String, person: Person.ID? = nil, reason: String, by actor: Actor
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.chooseAsKey, by: actor)
        return Transition(self, .chosenAsKey(leader: .kept(leader), reason: .kept(reason), person: person))
    }

    /// It has a reply, and nobody has supervised its handling: whoever leads it is asked to (BR-22). Nobody's command: it follows.
    package func askingForSupervision() -> Transition<Proposal>? {
        guard state == .replied, ledBy != nil, supervisions == 0 else { return nil }
        return Transition(self, .supervisionAsked)
    }

    /// Makes another the first proposer: one of those who signed, or who signs for the body by the registers of today (BR-11).
    /// `standing`: what that person may propose as.
    package func handingOver(
        to person: Person.ID, standing: Proposer.Standing, by actor: Actor
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.handOver, by: actor)
        guard person != proposer.signer else { throw .sameProposer }
        guard proposer.kind != .member || proposers.contains(person), standing.permits(proposer.signed(by: person))
        else { throw .notEligible }  // BR-11
        return Transition(self, .handedOver(to: person))
    }

    /// Puts a slip in the text right, and says why; the public wording is reviewed by itself.
    package func correcting(
        _ field: Field, to text: String, reason: String, by actor: Actor
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.correct, by: actor)
        return Transition(self, .corrected(field, to: .kept(text), reason: .kept(reason)))
    }

    /// Notes what it is about, by the county's list.
    package func categorising(
        as category: String, by actor: Actor, practice: Practice
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.categorise, by: actor)
        guard practice.profile.topicCategory(category) != nil else { throw .unknownCategory }
        return Transition(self, .categorised(category))
    }

    /// Notes how its handling was supervised: each by itself, or several in one session of consultation.
    package func supervising(
        _ act: SupervisionAct, by actor: Actor, on today: Day
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.supervise, by: actor)
        guard act.day <= today else { throw .dayIsToCome }
        guard act.session == nil || act.means == .consultation else { throw .notConsultation }
        return Transition(self, .supervised(act))
    }

    /// A session that was planned over it was held: that is a supervision (BR-22). Nobody's command: it follows. Nil where it
    /// ended or was taken back meanwhile.
    package func beingTalkedOver(in act: SupervisionAct) -> Transition<Proposal>? {
        takesSupervision ? Transition(self, .supervised(act)) : nil
    }

    /// Ends it, once every proposer has answered or the days for that are over. Silence is no opinion (BR-21).
    package func closing(
        isAnswered: Bool, by actor: Actor, on today: Day, practice: Practice
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.close, by: actor)
        if let hindrance = closingHindrance(on: today, isAnswered: isAnswered) { throw hindrance }
        let deadline = isFollowedUp(practice.profile.proposals) ? practice.followUpDeadline(from: today) : nil
        return Transition(self, .closed(on: today, deadline: deadline))
    }

    /// The one that it is part of has ended, and it with it (BR-16).
    package func closingWithLead(on today: Day) throws(ProposalRefusal) -> Transition<Proposal> {
        guard state.name == .merged else { throw .notMerged }
        return Transition(self, .closed(on: today, deadline: nil))  // BR-16
    }

    /// Looks in the year after at what was promised, and at each key proposal once (回头看).
    package func beginningFollowUp(
        by actor: Actor, on today: Day, practice: ProposalPractice
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.beginFollowUp, by: actor)
        if let hindrance = followUpHindrance(on: today, practice: practice) { throw hindrance }
        return Transition(self, .followUpBegan)
    }

    /// Says what became of it.
    package func followingUp(
        _ result: FollowUp, by actor: Actor, on today: Day, practice: Practice
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.followUp, by: actor)
        guard let outcome = practice.profile.proposals.replyClass(result.outcome) else { throw .unknownClass }
        let deadline = outcome.isPromised ? practice.followUpDeadline(from: today) : nil
        return Transition(self, .followedUp(result, on: today, deadline: deadline))
    }

    /// It was announced as a good one. Nobody's command: it follows.
    package func beingCommended(in commendation: Commendation.ID) -> Transition<Proposal> {
        Transition(self, .commended(commendation))
    }

    /// Whether the year after asks what became of it: something was promised, or it is a key proposal that nobody has looked
    /// back on. What is part of another is looked at with that.
    func isFollowedUp(_ practice: ProposalPractice) -> Bool {
        guard lead == nil else { return false }
        return outcome.flatMap(practice.replyClass)?.isPromised == true || (isKey && followUps == 0)
    }
}

extension Proposal {
    /// The last day on which a unit may note that it spoke with the proposers (回访): as long as one looks at what became of a
    /// closed proposal; nil while it is not closed.
    package func contactEnds(_ practice: Practice) -> Day? {
        guard state.name == .closed, let closedOn else { return nil }
        let usual = practice.followUpDeadline(from: closedOn).day
        return deadline.map { max($0.day, usual) } ?? usual
    }
}

extension Practice {
    /// By when it is looked at what became of what was promised.
    fileprivate func followUpDeadline(from day: Day) -> Deadline {
        calendar.deadline(months: profile.proposals.followUpMonths, after: day)
    }
}
