// SPDX-License-Identifier: Apache-2.0

extension ProposalAssignment: UnitCase {
    package typealias Event = AssignmentEvent
    package typealias Refused = AssignmentRefusal

    package var asksExtension: Bool { extensionAsked != nil }

    /// Puts the proposal on the unit's desk; the days for signing or giving back run. Who assigns is asked of the proposal.
    package static func issuing(
        _ brief: Brief, as id: ID, at now: Instant, practice: Practice
    ) -> Transition<ProposalAssignment> {
        Transition(
            ProposalAssignment(brief, as: id), .issued(brief, deadline: practice.proposalReturnDeadline(at: now)))
    }

    /// The unit signs for it; the term of its reply runs from receipt. Who signs late has received it on the last day for that:
    /// nobody gains time by letting it lie.
    package func signingFor(
        by actor: Actor, at now: Instant, practice: Practice
    ) throws(AssignmentRefusal) -> Transition<Self> {
        try require(.signFor, by: actor)
        let received = deadline.map { min(now.day, $0.day) } ?? now.day
        return Transition(self, .signedFor(received, deadline: replyDeadline(from: received, practice: practice)))
    }

    /// The unit says that it is not the right one: once, in the days it has for that (BR-17).
    package func requestingReturn(
        reason: String, suggested: String, by actor: Actor, on day: Day
    ) throws(AssignmentRefusal) -> Transition<Self> {
        try require(.requestReturn, by: actor)
        if let hindrance = returnHindrance(on: day) { throw hindrance }  // BR-17
        return Transition(self, .returnRequested(reason: .kept(reason), suggested: .kept(suggested)))
    }

    /// Gives it to another unit. `others`: the units that have a part in the proposal already.
    package func reassigning(
        to unit: HandlingUnit.ID, others: Set<HandlingUnit.ID>, by actor: Actor, at now: Instant, practice: Practice
    ) throws(AssignmentRefusal) -> Transition<Self> {
        try require(.reassign, by: actor)
        guard unit != self.unit, !others.contains(unit) else { throw .sameUnit }
        return Transition(self, .reassigned(unit, deadline: practice.proposalReturnDeadline(at: now)))
    }

    /// The unit stays responsible, and has it from now.
    package func upholding(
        reason: String, by actor: Actor, at now: Instant, practice: Practice
    ) throws(AssignmentRefusal) -> Transition<Self> {
        try require(.uphold, by: actor)
        return Transition(
            self,
            .upheld(
                reason: .kept(reason), received: now.day, deadline: replyDeadline(from: now.day, practice: practice)))
    }

    /// Notes that unit and proposers spoke with each other: before the handling, during it, or after the reply (A4-08).
    package func contacting(
        _ contact: Contact, others: Others, by actor: Actor, on today: Day
    ) throws(AssignmentRefusal) -> Transition<Self> {
        try require(.contact, by: actor)
        if let hindrance = hindrance(to: .contact, on: today, others: others) { throw hindrance }
        guard contact.day <= today else { throw .dayIsToCome }
        var noted = contact
        noted.stage = stage(on: contact.day)
        return Transition(self, .contacted(noted))
    }

    /// When in the handling something was that happened on this day and is noted now. What was before the last reply is not
    /// after it, however late it is noted.
    func stage(on day: Day) -> Contact.Stage {
        if state == .sent, let sent = replies.last?.signature?.day, day >= sent { return .after }
        guard let receivedOn else { return .before }
        return day < receivedOn ? .before : .during
    }

    /// Drafts the reply, for the office to check.
    package func drafting(
        _ reply: Reply, by actor: Actor, practice: ProposalPractice
    ) throws(AssignmentRefusal) -> Transition<Self> {
        try require(.draft, by: actor)
        guard let outcome = reply.outcome, practice.replyClass(outcome) != nil else { throw .unknownClass }
        return Transition(self, .drafted(reply.keeping((draft ?? setAside)?.attachments ?? [])))
    }

    /// The unit takes its draft back, to write it anew, before the office has checked it.
    package func takingBack(by actor: Actor) throws(AssignmentRefusal) -> Transition<Self> {
        try require(.takeBack, by: actor)
        return Transition(self, .takenBack)
    }

    /// The draft does not hold.
    package func sendingBack(reason: String, by actor: Actor) throws(AssignmentRefusal) -> Transition<Self> {
        try require(.sendBack, by: actor)
        return Transition(self, .sentBack(reason: .kept(reason)))
    }

    /// The draft holds in content and form. Without contact, or while a proposer does not agree, it is sent back (BR-19).
    package func checking(by actor: Actor) throws(AssignmentRefusal) -> Transition<Self> {
        try require(.check, by: actor)
        if let contactHindrance { throw contactHindrance }  // BR-19
        return Transition(self, .checked)
    }

    /// Signed by the unit's leader, it goes to the proposers; of a key proposal the principal leader signs.
    package func sending(
        signedBy signature: Signature, others: Others, by actor: Actor, on today: Day
    ) throws(AssignmentRefusal) -> Transition<Self> {
        try require(.send, by: actor)
        if let hindrance = hindrance(to: .send, on: today, others: others) { throw hindrance }  // BR-19
        guard signature.day <= today else { throw .dayIsToCome }
        guard signature.isPrincipal || !others.isKey else { throw .notPrincipal }
        return Transition(self, .sent(signature))
    }

    /// A co-handler gives its opinion to the lead.
    package func givingOpinion(
        _ text: String, signedBy signature: Signature, by actor: Actor, on today: Day
    ) throws(AssignmentRefusal) -> Transition<Self> {
        try require(.giveOpinion, by: actor)
        guard signature.day <= today else { throw .dayIsToCome }
        return Transition(
            self, .opinionGiven(Reply(text: text, outcome: nil, disclosure: .open), signature))
    }

    /// Asks for more time before the term has passed, once, up to the limit of the profile (BR-18).
    package func askingExtension(
        _ wish: Extension, by actor: Actor, on day: Day, practice: ProposalPractice
    ) throws(AssignmentRefusal) -> Transition<Self> {
        try require(.askExtension, by: actor)
        if let hindrance = extensionHindrance(on: day) { throw hindrance }  // BR-18
        guard wish.months > months(practice), wish.months <= practice.replyMonthsMax else { throw .tooLong }  // BR-18
        return Transition(self, .extensionAsked(wish))
    }

    /// Grants it; the term is counted anew from receipt.
    package func grantingExtension(by actor: Actor, practice: Practice) throws(AssignmentRefusal) -> Transition<Self> {
        try require(.grantExtension, by: actor)
        guard let extensionAsked, let receivedOn else { throw .noExtensionAsked }
        return Transition(
            self,
            .extended(deadline: practice.calendar.deadline(months: extensionAsked.months, after: receivedOn)))
    }

    /// The term stays as it is.
    package func refusingExtension(reason: String, by actor: Actor) throws(AssignmentRefusal) -> Transition<Self> {
        try require(.refuseExtension, by: actor)
        return Transition(self, .extensionRefused(reason: .kept(reason)))
    }

    /// Reminds the unit of what it owes: once a day (催办).
    package func reminding(_ text: String, by actor: Actor, on day: Day) throws(AssignmentRefusal) -> Transition<Self> {
        try require(.remind, by: actor)
        if let hindrance = remindingHindrance(on: day) { throw hindrance }
        return Transition(self, .reminded(text: .kept(text), on: day))
    }

    /// Somebody else of the unit looks after it. `isOfUnit`: whether that person answers for the unit.
    package func handingOver(
        to officer: Person.ID, isOfUnit: Bool, by actor: Actor
    ) throws(AssignmentRefusal) -> Transition<Self> {
        try require(.handOver, by: actor)
        guard isOfUnit else { throw .notOfUnit }
        guard officer != self.officer else { throw .sameOfficer }
        return Transition(self, .handedOver(to: officer))
    }

    /// Puts a slip in the reply that was sent right, and says why.
    package func correcting(
        _ text: String, reason: String, by actor: Actor
    ) throws(AssignmentRefusal) -> Transition<Self> {
        try require(.correct, by: actor)
        return Transition(self, .corrected(text: .kept(text), reason: .kept(reason)))
    }

    /// A proposer was not satisfied: this unit replies once more, within its month (BR-20). Nobody's command: it follows.
    package func beingReopened(at now: Instant, practice: Practice) throws(AssignmentRefusal) -> Transition<Self> {
        guard state == .sent else { throw .notSent }
        let deadline = practice.calendar.deadline(
            months: practice.profile.proposals.rehandlingMonths, after: now.day)
        return Transition(self, .reopened(received: now.day, deadline: deadline))
    }

    /// Its proposal was taken back. Nobody's command: it follows.
    package func beingRecalled() throws(AssignmentRefusal) -> Transition<Self> {
        guard isOwed else { throw .alreadySent }
        return Transition(self, .recalled)
    }

    private func replyDeadline(from day: Day, practice: Practice) -> Deadline {
        practice.calendar.deadline(months: months(practice.profile.proposals), after: day)
    }

    /// The months that this part has.
    private func months(_ practice: ProposalPractice) -> Int {
        switch part {
        case .lead, .separate: practice.replyMonths
        case .coHandler: practice.coHandlerMonths
        }
    }
}

extension Practice {
    /// By when a unit signs for a proposal or gives it back.
    fileprivate func proposalReturnDeadline(at now: Instant) -> Deadline {
        calendar.deadline(workingDays: profile.proposals.returnDays, after: now.day)
    }
}
