// SPDX-License-Identifier: Apache-2.0

extension Proposal {
    /// Enters what a body hands in on sealed paper: the office writes down what stands there, with a copy of the paper, and names
    /// who signs for the body, to whom everything goes from then on. It is handed in with that; its period counts by the day on which
    /// the paper came. `standing`: as what whoever signs may propose on that day; `registered`: as what the body may by the registers, nil
    /// where it is not there.
    package static func entering(
        _ content: Content, of proposer: Proposer, registered: Proposer.Kind?, standing: Proposer.Standing,
        handedIn day: Day, in period: ProposalPeriod?, as id: ID, by actor: Actor, at now: Instant,
        practice: Practice
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        guard case .staff(let staff) = actor, staff.holdsEverywhere(.proposalOfficer) else { throw .notYours }
        guard proposer.kind.isCollective else { throw .notOfBody }
        // Whose kind is wrong has nobody who could sign for it: that is said first, and not of whoever signs.
        guard proposer.body == nil || registered == proposer.kind else { throw .bodyOfOtherKind }  // BR-11
        guard standing.permits(proposer) else { throw .notEligible }  // BR-11
        try requireWhole(content, handedIn: day, on: now.day)
        guard let period else { throw .noSession }
        guard !proposer.kind.isOfSession || period.kind == .inSession else { throw .onlyInSession }  // BR-12
        return Transition(
            Proposal(proposer, content, as: id),
            .entered(
                proposer, content, Entry(by: staff.id, handedIn: day), period,
                deadline: practice.proposalReviewDeadline(at: now)))
    }

    /// Enters what the body has improved and handed in on paper once more, after it had been sent back; the period stays.
    package func enteringAnew(
        _ content: Content, handedIn day: Day, by actor: Actor, at now: Instant, practice: Practice
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.enterAnew, by: actor)
        guard case .staff(let staff) = actor else { throw .notYours }
        try Self.requireWhole(content, handedIn: day, on: now.day)
        return Transition(
            self,
            .enteredAnew(
                content.keeping(self.content.attachments), Entry(by: staff.id, handedIn: day),
                deadline: practice.proposalReviewDeadline(at: now)))
    }

    /// Enters the paper by which a body takes its proposal back, with a copy of it. Until it has its number that takes it back, and
    /// afterwards it waits for consent, as when whoever signs asks. `hasMerged`: whether others are handled as part of it.
    package func enteringWithdrawal(
        reason: String, paper: [Attachment.ID], handedIn day: Day, hasMerged: Bool, by actor: Actor, at now: Instant
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try require(.enterWithdrawal, by: actor)
        guard case .staff(let staff) = actor else { throw .notYours }
        guard day <= now.day else { throw .dayIsToCome }
        guard !paper.isEmpty else { throw .sealMissing }
        guard !hasMerged else { throw .hasMerged }
        return Transition(
            self, .withdrawalEntered(reason: .kept(reason), Entry(by: staff.id, handedIn: day), paper: paper))
    }

    /// Paper is whole as it comes: all parts, one matter, and the paper itself beside what was written down from it.
    private static func requireWhole(
        _ content: Content, handedIn day: Day, on today: Day
    ) throws(ProposalRefusal) {
        guard day <= today else { throw .dayIsToCome }
        try requireBounds(of: content)
        guard content.isComplete else { throw .incomplete }
        guard content.isOneMatter else { throw .severalMatters }
        guard !content.attachments.isEmpty else { throw .sealMissing }  // BR-11
    }
}
