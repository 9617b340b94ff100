// SPDX-License-Identifier: Apache-2.0

extension MediaConsultation: Lifecycle {
    package typealias Event = MediaEvent
    package typealias Refused = MediaRefusal

    /// What can be done to a media consultation: all of it by whoever convenes or keeps the session.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case revise, open, close
        case countHeads = "count_heads"
        case declareViews = "declare_views"
        case report, cancel
    }

    /// Whose acts they are.
    package static let holders: Set<Role> = [.convener, .roomSecretary]

    /// Puts one beside a session. `others`: how many the session has that were not cancelled.
    package static func planning(
        _ plan: Plan, beside session: ConsultationSession, others: Int, as id: ID, by actor: Actor, at now: Instant
    ) throws(MediaRefusal) -> Transition<MediaConsultation> {
        guard case .staff(let staff) = actor, staff.holds(anyOf: holders, room: session.room, area: session.area) else {
            throw .notYours
        }
        guard session.isAnnounced, !session.isOver else { throw .sessionNotOpen }
        guard others == 0 else { throw .alreadyPlanned }
        guard plan.isPossible, plan.closesAt > now else { throw .windowNotPossible }
        let origin = Origin(session: session.id, room: session.room, area: session.area)
        return Transition(MediaConsultation(origin, plan, as: id), .planned(origin, plan))
    }

    /// Moves the window, or its pictures.
    package func revising(_ plan: Plan, by actor: Actor, at now: Instant) throws(MediaRefusal) -> Transition<Self> {
        try require(.revise, by: actor)
        guard plan.isPossible, plan.closesAt > now else { throw .windowNotPossible }
        return Transition(self, .revised(plan))
    }

    /// From here on people comment.
    package func opening(by actor: Actor, at now: Instant) throws(MediaRefusal) -> Transition<Self> {
        try require(.open, by: actor)
        if let hindrance = hindrance(to: .open, at: now, undecided: 0) { throw hindrance }
        return Transition(self, .opened(at: now))
    }

    /// Nobody comments any more; what was cut in and not answered becomes a task (BR-25).
    package func closing(by actor: Actor, at now: Instant) throws(MediaRefusal) -> Transition<Self> {
        try require(.close, by: actor)
        return Transition(self, .closed(at: now))
    }

    /// What follows when nobody has closed it: it ends by itself when the day is over on which its window ended, so that what
    /// was left open in the room does not lie there (BR-25). Until then the room may go on answering. Nil before, and where it
    /// has ended.
    package func ending(at now: Instant) -> Transition<Self>? {
        guard state == .open, plan.closesAt.day < now.day else { return nil }
        return Transition(self, .closed(at: now))
    }

    /// Notes how many are in the room; each count stands with its moment.
    package func countingHeads(_ count: HeadCount, by actor: Actor) throws(MediaRefusal) -> Transition<Self> {
        try require(.countHeads, by: actor)
        return Transition(self, .headsCounted(count))
    }

    /// Notes what a platform counted; said again of the same platform, the later word stands.
    package func declaring(_ feed: Feed, by actor: Actor, at now: Instant) throws(MediaRefusal) -> Transition<Self> {
        try require(.declareViews, by: actor)
        if let refusal = feed.refusal(at: now) { throw refusal }
        return Transition(self, .viewsDeclared(feed))
    }

    /// Writes the report, once nobody waits for a decision. `undecided`: how many comments do.
    package func reporting(
        _ words: String, undecided: Int, by actor: Actor, at now: Instant
    ) throws(MediaRefusal) -> Transition<Self> {
        try require(.report, by: actor)
        if let hindrance = hindrance(to: .report, at: now, undecided: undecided) { throw hindrance }
        return Transition(self, .reported(.kept(words)))
    }

    /// It does not take place; the reason is kept.
    package func cancelling(reason: String, by actor: Actor) throws(MediaRefusal) -> Transition<Self> {
        try require(.cancel, by: actor)
        return Transition(self, .cancelled(reason: .kept(reason)))
    }

    /// What follows when the session is cancelled; nil where it was opened.
    package func ending(with reason: FreeText) -> Transition<MediaConsultation>? {
        state == .planned ? Transition(self, .cancelled(reason: reason)) : nil
    }

    /// What of the hour or of the comments stands in the way of a command that the state permits.
    package func hindrance(to command: Command, at now: Instant, undecided: Int) -> MediaRefusal? {
        switch command {
        case .open: now < plan.closesAt ? nil : .windowOver
        case .report: undecided == 0 ? nil : .commentsUndecided
        case .revise, .close, .countHeads, .declareViews, .cancel: nil
        }
    }

    /// Nil if the actor may do this now; otherwise why not.
    package func refusal(of command: Command, by actor: Actor) -> MediaRefusal? {
        guard role(of: actor, for: command) != nil else { return .notYours }
        switch state {
        case .planned: return plannedRefusal(of: command)
        case .open: return openRefusal(of: command)
        case .closed: return closedRefusal(of: command)
        case .reported: return .alreadyReported
        case .cancelled: return .cancelled
        }
    }

    package func role(of actor: Actor, for command: Command) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        return staff.role(among: Self.holders, room: origin.room, area: origin.area)
    }

    private func plannedRefusal(of command: Command) -> MediaRefusal? {
        switch command {
        case .revise, .open, .cancel: nil
        case .close, .countHeads, .declareViews: .notOpen
        case .report: .notClosed
        }
    }

    private func openRefusal(of command: Command) -> MediaRefusal? {
        switch command {
        case .revise, .close, .countHeads, .declareViews: nil
        case .open, .cancel: .alreadyOpen
        case .report: .notClosed
        }
    }

    private func closedRefusal(of command: Command) -> MediaRefusal? {
        switch command {
        case .countHeads, .declareViews, .report: nil
        case .revise, .open, .close, .cancel: .alreadyClosed
        }
    }

    package func applying(_ event: MediaEvent) -> MediaConsultation {
        var record = self
        record.version += 1
        switch event {
        case .planned: break
        case .revised(let plan): record.plan = plan
        case .opened(let moment):
            record.state = .open
            record.openedAt = moment
        case .closed(let moment):
            record.state = .closed
            record.closedAt = moment
        case .headsCounted(let count): record.headCount = count
        case .viewsDeclared(let feed):
            record.feeds.removeAll { $0.platform == feed.platform }
            record.feeds.append(feed)
        case .reported(let words): record.state = .reported(words)
        case .cancelled(let reason): record.state = .cancelled(reason: reason)
        }
        return record
    }

    /// The consultation that a log tells of; nil if its first event does not plan one.
    package static func replaying(_ log: [MediaEvent], as id: ID) -> MediaConsultation? {
        guard case .planned(let origin, let plan)? = log.first else { return nil }
        return log.reduce(MediaConsultation(origin, plan, as: id)) { $0.applying($1) }
    }
}
