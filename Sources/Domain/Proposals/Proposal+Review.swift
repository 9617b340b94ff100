// SPDX-License-Identifier: Apache-2.0

extension Proposal {
    /// Files it under the next number of its session (BR-13). `checks`: what the review has gone through.
    package func filing(
        as number: ProposalNumber, checks: Set<Check>, by actor: Actor
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.file, by: actor)
        guard checks == Set(Check.allCases) else { throw .checksOpen }
        guard number.series == period?.series else { throw .otherSession }  // BR-13
        return Transition(self, .filed(number))
    }

    /// Does not file it: with a ground of the county's list, and where the matter goes (BR-14).
    package func turningDown(
        _ rejection: Rejection, by actor: Actor, practice: ProposalPractice
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.turnDown, by: actor)
        guard practice.ground(rejection.ground) != nil else { throw .unknownGround }  // BR-14
        return Transition(self, .turnedDown(rejection))
    }

    /// Gives it back to be improved.
    package func sendingBack(reason: String, by actor: Actor) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.sendBack, by: actor)
        return Transition(self, .sentBack(reason: .kept(reason)))
    }

    /// It was turned down by mistake: reviewed anew.
    package func reconsidering(
        reason: String, by actor: Actor, at now: Instant, practice: Practice
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.reconsider, by: actor)
        return Transition(
            self, .reconsidered(reason: .kept(reason), deadline: practice.proposalReviewDeadline(at: now)))
    }

    /// Handles it as part of another: nothing of it is lost (BR-16). `isLead`: whether others were merged into this one.
    /// `consent`: how its proposers were told, and what they said.
    package func merging(
        into lead: Proposal, isLead: Bool, consent: String, by actor: Actor
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.merge, by: actor)
        if let hindrance = mergingHindrance(into: lead, isTarget: isLead) { throw hindrance }
        return Transition(self, .merged(into: lead.id, consent: .kept(consent)))
    }

    /// Takes it out of the other again: it stands where it stood. `lead`: the one it is part of, which is not answered yet.
    package func unmerging(
        from lead: Proposal, reason: String, by actor: Actor, at now: Instant, practice: Practice
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.unmerge, by: actor)
        guard lead.state == .filed || lead.state == .handling else { throw .alreadyReplied }
        let deadline = number == nil ? practice.proposalReviewDeadline(at: now) : nil
        return Transition(self, .unmerged(reason: .kept(reason), deadline: deadline))
    }

    /// The first proposer may have it back; those who handle it are told.
    package func consentingToWithdrawal(by actor: Actor) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.consentToWithdrawal, by: actor)
        guard let withdrawal else { throw .noWithdrawalAsked }
        return Transition(self, .withdrawn(reason: withdrawal))
    }

    /// It goes on.
    package func refusingWithdrawal(reason: String, by actor: Actor) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.refuseWithdrawal, by: actor)
        return Transition(self, .withdrawalRefused(reason: .kept(reason)))
    }

    /// Sends it up to the committee above, which files and answers it there (A4-04): instead of filing it here, or beside its
    /// handling where it has its number.
    package func forwarding(by actor: Actor) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.forward, by: actor)
        return Transition(self, .forwarded)
    }

    /// What the committee above did with it. What was not filed here ends by it, anything else goes on.
    package func receiving(
        _ result: Result, by actor: Actor, on today: Day
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.receiveResult, by: actor)
        return Transition(self, .resultReceived(result, on: today))
    }

    /// Reviews the wording for the public; the last review needed publishes it (BR-41).
    package func reviewing(
        _ text: PublicText, by actor: Actor, practice: ProposalPractice
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.review, by: actor)
        guard case .staff(let reviewer) = actor else { throw .notYours }
        return Transition(
            self,
            .reviewed(text, isSameText: text == publicText, reviewer: reviewer.id, needed: practice.reviews))
    }

    /// Takes the public text back; the record stays.
    package func unpublishing(reason: String, by actor: Actor) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.unpublish, by: actor)
        return Transition(self, .unpublished(reason: .kept(reason)))
    }
}
