// SPDX-License-Identifier: Apache-2.0

extension Topic: DueCase, Claimable, Mergeable {
    package typealias Event = TopicEvent
    package typealias Refused = TopicRefusal

    /// A new topic as it comes in; above the intake limit, and with a watched word, it is held for a look, never refused. The
    /// look has a day of its own.
    package static func submitting(
        _ draft: TopicDraft, as id: ID, isHeld: Bool, at now: Instant, practice: Practice
    ) -> Transition<Topic> {
        let submission = Submission(draft)
        let blank = Topic(id: id, submission: submission, receivedAt: now)
        return Transition(
            blank,
            isHeld
                ? .submittedAndHeld(submission, deadline: practice.lookDeadline(at: now))
                : .submitted(submission, deadline: practice.screeningDeadline(at: now)))
    }

    /// Lets a held topic through to the desk; its clock starts now.
    package func releasing(
        by actor: Actor, at now: Instant, practice: Practice
    ) throws(TopicRefusal) -> Transition<Topic> {
        try require(.release, by: actor)
        return Transition(self, .released(deadline: practice.screeningDeadline(at: now)))
    }

    /// Accepts the topic into the pool.
    package func pooling(by actor: Actor) throws(TopicRefusal) -> Transition<Topic> {
        try require(.pool, by: actor)
        return Transition(self, .pooled)
    }

    /// Says what the topic is about; a later word replaces the earlier one, and both stay in the log.
    package func categorising(
        as category: String, by actor: Actor, practice: Practice
    ) throws(TopicRefusal) -> Transition<Topic> {
        try require(.categorise, by: actor)
        guard practice.profile.topicCategory(category) != nil else { throw .unknownCategory }
        return Transition(self, .categorised(category))
    }

    /// Turns the topic down with a ground of the county's list; the right channel goes with it.
    package func rejecting(
        ground: String, explanation: String, by actor: Actor, practice: Practice
    ) throws(TopicRefusal) -> Transition<Topic> {
        try require(.reject, by: actor)
        guard practice.profile.rejectionGround(ground) != nil else { throw .unknownGround }
        return Transition(self, .rejected(.init(ground: ground, explanation: .kept(explanation))))
    }

    /// Takes back that it was turned down or settled: the topic is screened anew, and its submitter is told why.
    package func reconsidering(
        reason: String, by actor: Actor, at now: Instant, practice: Practice
    ) throws(TopicRefusal) -> Transition<Topic> {
        try require(.reconsider, by: actor)
        return Transition(
            self, .reconsidered(reason: .kept(reason), deadline: practice.screeningDeadline(at: now)))
    }

    /// Sends the matter on to where it belongs; its submitter reads where and why.
    package func redirecting(
        to channel: Channel, explanation: String, answerBy day: Day? = nil, by actor: Actor
    ) throws(TopicRefusal) -> Transition<Topic> {
        try require(.redirect, by: actor)
        return Transition(
            self, .redirected(.init(channel: channel, explanation: .kept(explanation), answerBy: day)))
    }

    /// Screens anew what was sent back.
    package func takingBack(
        reason: String, by actor: Actor, at now: Instant, practice: Practice
    ) throws(TopicRefusal) -> Transition<Topic> {
        try require(.takeBack, by: actor)
        return Transition(self, .cameBack(reason: .kept(reason), deadline: practice.screeningDeadline(at: now)))
    }

    /// Tells the submitter what came of it where it was sent.
    package func tellingResult(_ result: String, by actor: Actor) throws(TopicRefusal) -> Transition<Topic> {
        try require(.tellResult, by: actor)
        return Transition(self, .resultTold(.kept(result)))
    }

    /// The system to which it was sent says what came of it there. That is taken though another that pushed it is still owed its
    /// result: what it reads is this (``returningResultElsewhere(_:)``).
    package func takingResult(_ result: String, by actor: Actor) throws(TopicRefusal) -> Transition<Topic> {
        guard isAct(.tellResult, of: actor) else { throw .notYours }
        if let redirectedRefusal { throw redirectedRefusal }
        return Transition(self, .resultTold(.kept(result)))
    }

    /// Asks the submitter something; the clock waits for the answer.
    package func asking(_ question: String, by actor: Actor) throws(TopicRefusal) -> Transition<Topic> {
        try require(.ask, by: actor)
        return Transition(self, .asked(question: .kept(question)))
    }

    /// The submitter answers; a new screening term opens.
    package func answering(
        _ answer: String, by actor: Actor, at now: Instant, practice: Practice
    ) throws(TopicRefusal) -> Transition<Topic> {
        try require(.answer, by: actor)
        return Transition(self, .answered(answer: .kept(answer), deadline: practice.screeningDeadline(at: now)))
    }

    /// The submitter adds something to what was said.
    package func adding(_ words: String, by actor: Actor) throws(TopicRefusal) -> Transition<Topic> {
        try require(.add, by: actor)
        return Transition(self, .added(.kept(words)))
    }

    /// The submitter takes the topic back, after a while in which that can be undone. `othersJoined`: whether other topics
    /// are handled as part of it or others have said that it is theirs too, so that it is not the submitter's alone.
    package func withdrawing(
        reason: String, othersJoined: Bool, by actor: Actor, at now: Instant, practice: Practice
    ) throws(TopicRefusal) -> Transition<Topic> {
        try require(.withdraw, by: actor)
        guard !othersJoined else { throw .othersJoined }
        let wait = Int64(practice.profile.residents.withdrawalHours) * 3_600_000
        return Transition(
            self, .withdrawalAsked(reason: .kept(reason), effectiveAt: now.advanced(byMilliseconds: wait)))
    }

    /// The submitter has thought better of it.
    package func keepingUp(by actor: Actor) throws(TopicRefusal) -> Transition<Topic> {
        try require(.keepUp, by: actor)
        return Transition(self, .withdrawalUndone)
    }

    /// Whether the while is over in which a withdrawal could be undone.
    package func isWithdrawalDue(at now: Instant) -> Bool { withdrawalAt.map { $0 <= now } ?? false }

    /// The while in which the withdrawal could be undone is over.
    package func takingWithdrawalIntoEffect(at now: Instant) throws(TopicRefusal) -> Transition<Topic> {
        guard isWithdrawalDue(at: now) else { throw .notWithdrawing }
        return Transition(self, .withdrawn)
    }

    /// Judges the topic by the three criteria; a later word of the same person replaces the earlier one.
    package func scoring(
        needed: Int, hopedFor: Int, feasible: Int, by actor: Actor
    ) throws(TopicRefusal) -> Transition<Topic> {
        try require(.score, by: actor)
        guard case .staff(let staff) = actor else { throw .notYours }
        guard [needed, hopedFor, feasible].allSatisfy(Score.range.contains) else { throw .scoreOutOfRange }
        return Transition(
            self, .scored(Score(scorer: staff.id, needed: needed, hopedFor: hopedFor, feasible: feasible)))
    }

    /// Puts a chosen topic up for the annual plan: nobody researches before the Party committee has decided (BR-03).
    package func proposingForPlan(by actor: Actor) throws(TopicRefusal) -> Transition<Topic> {
        try require(.proposeForPlan, by: actor)
        return Transition(self, .proposedForPlan)
    }

    /// Records what the Party committee decided, by which document; what it did not approve, or takes out of the plan again,
    /// goes back into the pool.
    package func recordingPlanDecision(
        _ decision: PlanDecision, by actor: Actor, at now: Instant
    ) throws(TopicRefusal) -> Transition<Topic> {
        try require(.recordPlanDecision, by: actor)
        if decision.isApproved, plan != .proposed { throw .alreadyInPlan }
        guard decision.day <= now.day else { throw .dayIsToCome }
        return Transition(self, .planDecided(decision))
    }

    /// Settled on the spot. Whoever holds its code is asked for the days of the profile whether it is so, as are those whose topics
    /// are handled as part of it (BR-07). `partsHaveSubmitter`: whether there are such.
    package func solvingDirectly(
        _ answer: String, partsHaveSubmitter: Bool = false, by actor: Actor, at now: Instant, practice: Practice
    ) throws(TopicRefusal) -> Transition<Topic> {
        try require(.solveDirectly, by: actor)
        let end = source.hasSubmitter || partsHaveSubmitter ? practice.askingEnd(at: now) : nil
        return Transition(self, .solvedDirectly(answer: .kept(answer), askedUntil: end))
    }

    /// Reviews the wording for the public; the last review needed publishes it (BR-08, BR-41).
    package func reviewing(
        title: String, body: String, answer: String? = nil, by actor: Actor, practice: Practice
    ) throws(TopicRefusal) -> Transition<Topic> {
        try require(.review, by: actor)
        guard case .staff(let reviewer) = actor else { throw .notYours }
        let text = PublicText(title: .kept(title), body: .kept(body), answer: answer.map(FreeText.kept))
        return Transition(
            self,
            .reviewed(
                text: text, isSameText: text == publicText, reviewer: reviewer.id,
                needed: practice.profile.topicReviews))
    }

    /// Takes the public text back; the record stays.
    package func unpublishing(reason: String, by actor: Actor) throws(TopicRefusal) -> Transition<Topic> {
        try require(.unpublish, by: actor)
        return Transition(self, .unpublished(reason: .kept(reason)))
    }

    /// Notes that another topic speaks of the same or a neighbouring matter; the link is kept at both ends.
    package func relating(to other: ID, by actor: Actor) throws(TopicRefusal) -> Transition<Topic> {
        try require(.relate, by: actor)
        guard other != id else { throw .isTheSame }
        return Transition(self, .related(to: other))
    }

    /// Handles the topic as part of another (BR-07). `isTarget`: whether others were merged into this one before.
    package func merging(
        into other: Topic, isTarget: Bool, by actor: Actor
    ) throws(TopicRefusal) -> Transition<Topic> {
        try require(.merge, by: actor)
        guard other.room == room else { throw .otherRoom }
        if let hindrance = mergingHindrance(into: other, isTarget: isTarget) { throw hindrance }  // BR-07
        return Transition(self, .merged(into: other.id))
    }

    /// Undoes a merging: the topic is screened anew.
    package func unmerging(
        by actor: Actor, at now: Instant, practice: Practice
    ) throws(TopicRefusal) -> Transition<Topic> {
        try require(.unmerge, by: actor)
        return Transition(self, .unmerged(deadline: practice.screeningDeadline(at: now)))
    }

    /// Chooses the topic for consultation.
    package func selecting(by actor: Actor) throws(TopicRefusal) -> Transition<Topic> {
        try require(.select, by: actor)
        return Transition(self, .selected)
    }

    /// Asks a member to research the topic by `day`; asked again, another member takes over.
    package func assigning(
        researcher: Person.ID, by day: Day, actor: Actor, at now: Instant, practice: Practice
    ) throws(TopicRefusal) -> Transition<Topic> {
        try require(.assign, by: actor)
        guard day >= now.day else { throw .dayHasPassed }
        guard day <= now.day.advanced(byMonths: Self.researchMonthsMax) else { throw .dayTooFar }
        return Transition(
            self, .assigned(researcher: researcher, deadline: practice.calendar.deadline(named: day, from: now.day)))
    }

    /// Records what the member found out; the first record makes the topic ready for a session.
    package func researching(_ record: ResearchRecord, by actor: Actor) throws(TopicRefusal) -> Transition<Topic> {
        try require(.research, by: actor)
        return Transition(self, .researched(record))
    }

    /// Adds photos and documents.
    package func attaching(_ attachments: [Attachment.ID], by actor: Actor) throws(TopicRefusal) -> Transition<Topic> {
        try require(.attach, by: actor)
        return Transition(self, .attached(attachments))
    }

    /// A session was announced for it. Without research there is none (BR-01).
    package func scheduling(in session: ConsultationSession.ID) throws(TopicRefusal) -> Transition<Topic> {
        guard researchRecords > 0 else { throw .notResearched }  // BR-01
        guard state == .ready else { throw .notAtThisStage }
        return Transition(self, .scheduled(in: session))
    }

    /// Its session was cancelled: another may be announced.
    package func unscheduling() throws(TopicRefusal) -> Transition<Topic> {
        guard state == .scheduled else { throw .notAtThisStage }
        return Transition(self, .unscheduled)
    }

    /// Its session has ended.
    package func beingConsulted() throws(TopicRefusal) -> Transition<Topic> {
        guard state == .scheduled else { throw .notAtThisStage }
        return Transition(self, .consulted)
    }

    /// Units were given what was agreed on it, at first or again.
    package func beginningHandling() throws(TopicRefusal) -> Transition<Topic> {
        guard state == .consulted || state == .reopened else { throw .notAtThisStage }
        return Transition(self, .handlingBegan)
    }

    /// Its session agreed on nothing to be done, or all its items are closed.
    package func closing(_ closure: Closure) throws(TopicRefusal) -> Transition<Topic> {
        switch state {
        case .consulted, .inHandling, .reopened:
            if let owedRefusal { throw owedRefusal }  // BR-09
            return Transition(self, .closed(closure))
        case .held, .screening, .asked, .pooled, .rejected, .redirected, .solvedDirectly, .merged, .selected,
            .researching, .ready, .scheduled, .closed, .withdrawn:
            throw .notAtThisStage
        }
    }

    /// One of its items was reopened after the topic had ended.
    package func reopening() throws(TopicRefusal) -> Transition<Topic> {
        guard state.name == .closed else { throw .notAtThisStage }
        guard nextRound == nil else { throw .hasNextRound }  // BR-06
        return Transition(self, .reopened)
    }

    /// Opens the next round on the same matter; what changed is said, and the chain of rounds has no branches (BR-06).
    /// Nothing that the submitter said goes with it: each round has a public wording of its own, reviewed anew.
    package func openingNextRound(
        _ changes: String, as next: ID, by actor: Actor, at now: Instant
    ) throws(TopicRefusal) -> (ended: Transition<Topic>, opened: Transition<Topic>) {
        try require(.openNextRound, by: actor)
        let submission = Submission(
            TopicDraft(room: room, area: area, source: .round, text: changes, place: nil, category: category))
        let blank = Topic(
            id: next, submission: submission, round: round + 1, previousRound: id, receivedAt: now)
        return (
            Transition(self, .continued(in: next)),
            Transition(blank, .roundOpened(submission, round: round + 1, previous: id))
        )
    }

    /// How it should read, as the privacy officer has granted; the words of before stay as history (BR-40).
    package func correcting(_ text: String) throws(TopicRefusal) -> Transition<Topic> {
        guard self.text != .erased else { throw .alreadyErased }
        return Transition(self, .corrected(.kept(text)))
    }

    /// Where it is, as the privacy officer has granted (BR-40).
    package func correctingPlace(_ place: String) throws(TopicRefusal) -> Transition<Topic> {
        guard text != .erased else { throw .alreadyErased }
        return Transition(self, .placeCorrected(.kept(place)))
    }

    /// The phone that should have been left, as the privacy officer has granted; who knew of news by the former one hears of them
    /// by this one (BR-40).
    package func replacingContact(_ phone: String) throws(TopicRefusal) -> Transition<Topic> {
        guard text != .erased else { throw .alreadyErased }
        return Transition(self, .contactReplaced(.kept(phone)))
    }

    /// What the submitter had said is erased; the public wording goes with it (BR-40).
    package func erasing() throws(TopicRefusal) -> Transition<Topic> {
        guard text != .erased || publicText != nil else { throw .alreadyErased }
        return Transition(self, .erased)
    }
}
