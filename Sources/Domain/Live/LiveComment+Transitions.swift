// SPDX-License-Identifier: Apache-2.0

extension LiveComment: DueCase {
    package typealias Event = CommentEvent
    package typealias Refused = CommentRefusal

    /// Whether one more of this account is taken: straight to the moderators, held, or not at all. `recent`: how many came from
    /// it within ten minutes; `isFlooded`: whether so many come from its device that they are held anyway.
    package static func isHeld(
        recent: Int, isFlooded: Bool, practice: Practice
    ) throws(CommentRefusal) -> Bool {
        let limit = practice.profile.live.commentsPerTenMinutes
        guard recent < limit * 10 else { throw .tooMany }
        return isFlooded || recent >= limit
    }

    /// Takes a comment in, while the window is open.
    package static func sending(
        _ said: Said, to consultation: MediaConsultation, isHeld: Bool, as id: ID, at now: Instant
    ) throws(CommentRefusal) -> Transition<LiveComment> {
        guard consultation.takesComments(at: now) else { throw .notTaken }
        return Transition(LiveComment(said, isHeld: isHeld, as: id), .sent(said, isHeld: isHeld))
    }

    /// Everybody may read it from here on; one that was turned down comes back by it.
    package func approving(
        in consultation: MediaConsultation, by actor: Actor
    ) throws(CommentRefusal) -> Transition<Self> {
        try require(.approve, in: consultation, by: actor)
        return Transition(self, .approved)
    }

    /// Puts it aside; nobody else reads it until it is approved.
    package func holding(in consultation: MediaConsultation, by actor: Actor) throws(CommentRefusal) -> Transition<Self>
    {
        try require(.hold, in: consultation, by: actor)
        return Transition(self, .held)
    }

    /// Turns it down, or takes it down, by a ground of the county's list.
    package func rejecting(
        ground: String, in consultation: MediaConsultation, by actor: Actor, practice: Practice
    ) throws(CommentRefusal) -> Transition<Self> {
        try require(.reject, in: consultation, by: actor)
        guard practice.profile.rejectionGround(ground) != nil else { throw .unknownGround }
        return Transition(self, .rejected(ground: ground))
    }

    /// Marks it as a suggestion (建议).
    package func marking(in consultation: MediaConsultation, by actor: Actor) throws(CommentRefusal) -> Transition<Self>
    {
        try require(.mark, in: consultation, by: actor)
        return Transition(self, .marked)
    }

    /// Puts a suggestion into the queue from which it is cut in.
    package func shortlisting(
        in consultation: MediaConsultation, by actor: Actor
    ) throws(CommentRefusal) -> Transition<Self> {
        try require(.shortlist, in: consultation, by: actor)
        return Transition(self, .shortlisted)
    }

    /// From the queue back to the suggestions, or from those back to the others.
    package func steppingBack(
        in consultation: MediaConsultation, by actor: Actor
    ) throws(CommentRefusal) -> Transition<Self> {
        try require(.stepBack, in: consultation, by: actor)
        return Transition(self, .steppedBack)
    }

    /// Puts it on the room's screen and asks a unit (BR-25).
    package func cuttingIn(
        to unit: HandlingUnit.ID, in consultation: MediaConsultation, by actor: Actor, at now: Instant
    ) throws(CommentRefusal) -> Transition<Self> {
        try require(.cutIn, in: consultation, by: actor)
        return Transition(self, .cutIn(.init(unit: unit, at: now)))
    }

    /// Notes what the unit said aloud, or takes what its officer writes.
    package func answering(
        _ words: String, _ way: Answer.Way, in consultation: MediaConsultation, by actor: Actor
    ) throws(CommentRefusal) -> Transition<Self> {
        let command: Command =
            switch way {
            case .aloud: .noteAnswer
            case .written: .answer
            }
        try require(command, in: consultation, by: actor)
        return Transition(self, .answered(.init(way, words: words)))
    }

    /// Asks another unit for what the first should not have been asked.
    package func redirecting(
        to unit: HandlingUnit.ID, in consultation: MediaConsultation, by actor: Actor
    ) throws(CommentRefusal) -> Transition<Self> {
        try require(.redirect, in: consultation, by: actor)
        return Transition(self, .redirected(unit))
    }

    /// What follows when the window closes: what was cut in and not answered is owed by its unit, in its days (BR-25).
    package func followingUp(at now: Instant, practice: Practice) -> Transition<LiveComment>? {
        guard state == .cutIn else { return nil }
        let days = practice.profile.live.followUpDays
        return Transition(self, .followUpDue(practice.calendar.deadline(workingDays: days, after: now.day)))
    }

    /// Makes it part of an item of the session: of a new one, or of one that says the same already.
    package func itemising(
        as item: SuggestionItem.ID, _ command: Command, in consultation: MediaConsultation, by actor: Actor
    ) throws(CommentRefusal) -> Transition<Self> {
        try require(command, in: consultation, by: actor)
        return Transition(self, .itemised(item))
    }

    /// Whoever wrote it takes it back, until the room has seen it.
    package func withdrawing(
        in consultation: MediaConsultation, by actor: Actor
    ) throws(CommentRefusal) -> Transition<Self> {
        try require(.withdraw, in: consultation, by: actor)
        return Transition(self, .withdrawn)
    }

    private func require(
        _ command: Command, in consultation: MediaConsultation, by actor: Actor
    ) throws(CommentRefusal) {
        try require(command, by: actor)
        if let hindrance = hindrance(to: command, in: consultation) { throw hindrance }
    }

    package func applying(_ event: CommentEvent) -> LiveComment {
        var comment = self
        comment.version += 1
        switch event {
        case .sent: break
        case .approved: comment.state = .approved
        case .held: comment.state = .held
        case .rejected(let ground):
            comment.state = .rejected(ground: ground)
            comment.isSuggestion = false
        case .marked:
            comment.state = .suggestion
            comment.isSuggestion = true
        case .shortlisted: comment.state = .shortlisted
        case .steppedBack:
            comment.isSuggestion = comment.state == .shortlisted
            comment.state = comment.isSuggestion ? .suggestion : .approved
        case .cutIn(let cutIn):
            comment.state = .cutIn
            comment.cutIn = cutIn
        case .redirected(let unit): comment.cutIn = comment.cutIn.map { CutIn(unit: unit, at: $0.at) }
        case .answered(let answer):
            comment.state = .answered(isOnSpot: comment.state == .cutIn)
            comment.answer = answer
            comment.deadline = nil
        case .followUpDue(let deadline):
            comment.state = .followUp
            comment.deadline = deadline
        case .itemised(let item): comment.state = .itemised(item)
        case .withdrawn:
            comment.state = .withdrawn
            comment.isSuggestion = false
        case .deadlineMoved(let deadline): comment.deadline = deadline
        }
        return comment
    }

    /// The comment that a log tells of; nil if its first event does not send one.
    package static func replaying(_ log: [CommentEvent], as id: ID) -> LiveComment? {
        guard case .sent(let said, let isHeld)? = log.first else { return nil }
        return log.reduce(LiveComment(said, isHeld: isHeld, as: id)) { $0.applying($1) }
    }
}
