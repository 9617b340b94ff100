// SPDX-License-Identifier: Apache-2.0

extension Topic: Lifecycle {
    package typealias Event = TopicEvent
    package typealias Refused = TopicRefusal

    /// A new topic as it comes in; above the intake limit it is held for a look, never refused.
    package static func submitting(
        _ draft: TopicDraft, as id: ID, isHeld: Bool, at now: Instant, practice: Practice
    ) -> Transition<Topic> {
        let submission = Submission(draft)
        let blank = Topic(id: id, submission: submission, receivedAt: now)
        return Transition(
            blank,
            isHeld
                ? .submittedAndHeld(submission)
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

    /// Turns the topic down with a ground of the county's list; the right channel goes with it.
    package func rejecting(
        ground: String, explanation: String, by actor: Actor, practice: Practice
    ) throws(TopicRefusal) -> Transition<Topic> {
        try require(.reject, by: actor)
        guard practice.profile.rejectionGround(ground) != nil else { throw .unknownGround }
        return Transition(self, .rejected(.init(ground: ground, explanation: .kept(explanation))))
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

    /// Settled on the spot: the answer is the end of it.
    package func solvingDirectly(_ answer: String, by actor: Actor) throws(TopicRefusal) -> Transition<Topic> {
        try require(.solveDirectly, by: actor)
        return Transition(self, .solvedDirectly(answer: .kept(answer)))
    }

    /// Reviews the wording for the public; the last review needed publishes it (BR-08, BR-41).
    package func reviewing(
        title: String, body: String, by actor: Actor, practice: Practice
    ) throws(TopicRefusal) -> Transition<Topic> {
        try require(.review, by: actor)
        guard case .staff(let reviewer) = actor else { throw .notYours }
        let text = PublicText(title: .kept(title), body: .kept(body))
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

    private func require(_ command: Command, by actor: Actor) throws(TopicRefusal) {
        if let refusal = refusal(of: command, by: actor) { throw refusal }
    }
}

/// What a tenant's rules are at this moment: its profile and its calendar.
package struct Practice: Sendable {
    package let profile: PracticeProfile
    package let calendar: WorkCalendar

    package init(profile: PracticeProfile, calendar: WorkCalendar) {
        self.profile = profile
        self.calendar = calendar
    }

    /// By when a submitter who wrote at `now` gets a first answer.
    package func screeningDeadline(at now: Instant) -> Deadline {
        calendar.deadline(workingDays: profile.screeningDays, after: now.day)
    }
}
