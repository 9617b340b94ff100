// SPDX-License-Identifier: Apache-2.0

extension Proposal: DueCase, Claimable, Mergeable {
    package typealias Event = ProposalEvent
    package typealias Refused = ProposalRefusal

    /// Begins a draft: a member of the current term, or a body of the committee by whoever signs for it (BR-11).
    package static func drafting(
        _ content: Content, of proposer: Proposer, standing: Proposer.Standing, as id: ID, by actor: Actor
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        guard case .staff(let staff) = actor, staff.id == proposer.signer, staff.holds(.member) else {
            throw .notYours
        }
        guard standing.permits(proposer) else { throw .notEligible }  // BR-11
        try requireBounds(of: content)
        return Transition(Proposal(proposer, content, as: id), .drafted(proposer, content))
    }

    /// Saves what was written.
    package func writing(_ content: Content, by actor: Actor) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.write, by: actor)
        try Self.requireBounds(of: content)
        return Transition(self, .written(content.keeping(self.content.attachments)))
    }

    /// Invites others to sign, until the days of the profile are over. `members`: those of them who are members of the term.
    package func inviting(
        _ people: [Person.ID], members: Set<Person.ID>, by actor: Actor, at now: Instant, practice: Practice
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.invite, by: actor)
        guard !people.isEmpty else { throw .nobodyInvited }
        guard people.count <= Self.coSignersMax else { throw .tooManyInvited }
        guard Set(people).count == people.count, !people.contains(proposer.signer) else { throw .invitedTwice }
        guard members.isSuperset(of: people) else { throw .notEligible }  // BR-11
        guard content.isComplete else { throw .incomplete }
        return Transition(self, .invited(people, deadline: practice.coSigningDeadline(at: now)))
    }

    /// Takes the invitations back to change the text; who has signed is asked anew.
    package func recalling(by actor: Actor) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.recall, by: actor)
        return Transition(self, .recalled)
    }

    /// Whoever was invited signs, or does not.
    package func answering(
        _ answer: CoSigner.Answer, by actor: Actor, on day: Day
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(answer == .signed ? .sign : .decline, by: actor)
        guard case .staff(let staff) = actor else { throw .notYours }
        if let hindrance = signingHindrance(on: day) { throw hindrance }
        return Transition(self, .coSignerAnswered(staff.id, answer))
    }

    /// Hands it in. `period`: which session it belongs to today; nil where none is known.
    package func submitting(
        in period: ProposalPeriod?, by actor: Actor, at now: Instant, practice: Practice
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.submit, by: actor)
        if let hindrance = submittingHindrance(on: now.day) { throw hindrance }
        guard let period = self.period ?? period else { throw .noSession }
        guard !proposer.kind.isOfSession || period.kind == .inSession else { throw .onlyInSession }  // BR-12
        return Transition(self, .submitted(period, deadline: practice.proposalReviewDeadline(at: now)))
    }

    /// Takes it back: freely while it has no number, afterwards by consent. `hasMerged`: whether others are handled as part of
    /// it, and would lose their lead.
    package func withdrawing(
        reason: String, hasMerged: Bool, by actor: Actor
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.withdraw, by: actor)
        guard !hasMerged else { throw .hasMerged }
        let words = FreeText.kept(reason)
        return Transition(self, number == nil ? .withdrawn(reason: words) : .withdrawalAsked(reason: words))
    }

    /// Whoever invites, signs or hands in is a member of the term that is on, or signs for the body by the registers of that day: a draft
    /// may be older than the change of term (BR-11).
    package static func requireTerm(
        _ standing: Proposer.Standing, as proposer: Proposer
    ) throws(ProposalRefusal) {
        guard standing.permits(proposer) else { throw .notEligible }
    }

    static func requireBounds(of content: Content) throws(ProposalRefusal) {
        guard Set(content.units).count == content.units.count, content.units.count <= unitsMax else {
            throw .tooManyUnits
        }
    }
}

extension Practice {
    /// By when those who were invited sign.
    func coSigningDeadline(at now: Instant) -> Deadline {
        calendar.deadline(workingDays: profile.proposals.coSignDays, after: now.day)
    }

    /// By when what was submitted is reviewed.
    func proposalReviewDeadline(at now: Instant) -> Deadline {
        calendar.deadline(workingDays: profile.proposals.reviewDays, after: now.day)
    }

    /// Whether everybody reads what was replied on `day`, where the proposal is public and the reply may be.
    package func isPublic(repliedOn day: Day, on today: Day) -> Bool {
        let days = profile.proposals.publicationDays
        return days == 0 || calendar.deadline(workingDays: days, after: day).day <= today
    }

    /// By when each proposer says what to think of a reply.
    func opinionDeadline(at now: Instant) -> Deadline {
        calendar.deadline(workingDays: profile.proposals.opinionDays, after: now.day)
    }
}
