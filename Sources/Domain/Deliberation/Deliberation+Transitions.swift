// SPDX-License-Identifier: Apache-2.0

extension Deliberation: Lifecycle {
    package typealias Event = DeliberationEvent
    package typealias Refused = DeliberationRefusal

    /// What can be done to a call for opinions.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case open, extend, close, drop

        /// Whose act it is, whatever the state.
        package var holders: Set<Role> { Deliberation.keepers }
    }

    /// Who begins calls for opinions, looks after their statements and ends them.
    package static let keepers: Set<Role> = [.roomSecretary, .convener]
    /// With fewer statements nobody stands apart from anybody.
    package static let statementsMin = 3
    /// How many days ahead the last day may lie.
    package static let daysMax = 92

    /// Begins a call on a topic that people may still say something about.
    package static func beginning(
        on topic: Topic, question: String, as id: ID, by actor: Actor
    ) throws(DeliberationRefusal) -> Transition<Deliberation> {
        let opening = Opening(.topic(topic.id), room: topic.room, area: topic.area, question: .kept(question))
        return try beginning(
            opening, isPublic: topic.publication.isPublic, isOver: !topic.takesMerged, as: id, by: actor)
    }

    /// Begins a call beside a session that was announced and has not ended.
    package static func beginning(
        beside session: ConsultationSession, question: String, as id: ID, by actor: Actor
    ) throws(DeliberationRefusal) -> Transition<Deliberation> {
        let opening = Opening(.session(session.id), room: session.room, area: session.area, question: .kept(question))
        return try beginning(
            opening, isPublic: session.isAnnounced, isOver: session.takesNoOpinions, as: id, by: actor)
    }

    private static func beginning(
        _ opening: Opening, isPublic: Bool, isOver: Bool, as id: ID, by actor: Actor
    ) throws(DeliberationRefusal) -> Transition<Deliberation> {
        guard case .staff(let staff) = actor, staff.holds(anyOf: keepers, room: opening.room, area: opening.area)
        else { throw .notYours }
        guard isPublic else { throw .matterNotPublic }
        guard !isOver else { throw .matterHasEnded }
        return Transition(Deliberation(opening, as: id), .begun(opening))
    }

    /// Lets people answer, up to and with a day. `statements`: how many were adopted.
    package func opening(
        until day: Day, statements: Int, by actor: Actor, on today: Day
    ) throws(DeliberationRefusal) -> Transition<Deliberation> {
        try require(.open, by: actor)
        if let hindrance = hindrance(to: .open, statements: statements) { throw hindrance }
        try Self.check(day, on: today)
        return Transition(self, .opened(until: day))
    }

    /// Gives people other days than were said.
    package func extending(
        until day: Day, by actor: Actor, on today: Day
    ) throws(DeliberationRefusal) -> Transition<Deliberation> {
        try require(.extend, by: actor)
        try Self.check(day, on: today)
        return Transition(self, .extended(until: day))
    }

    /// Ends it with what was counted.
    package func closing(_ result: Result, by actor: Actor) throws(DeliberationRefusal) -> Transition<Deliberation> {
        try require(.close, by: actor)
        return Transition(self, .closed(result))
    }

    /// What follows when its last day is over: it ends by itself with what was counted. Nil while people may answer, and where
    /// it has ended.
    package func ending(_ result: Result, on today: Day) -> Transition<Deliberation>? {
        guard isOverdue(on: today) else { return nil }
        return Transition(self, .closed(result))
    }

    /// Whether its last day is over and nobody has ended it.
    package func isOverdue(on today: Day) -> Bool { lastDay.map { $0 < today } ?? false }

    /// Gives a call up that nobody was asked yet; the reason is kept.
    package func dropping(reason: String, by actor: Actor) throws(DeliberationRefusal) -> Transition<Deliberation> {
        try require(.drop, by: actor)
        return Transition(self, .dropped(reason: .kept(reason)))
    }

    /// What of its statements stands in the way of a command that the state permits.
    package func hindrance(to command: Command, statements: Int) -> DeliberationRefusal? {
        switch command {
        case .open: statements < Self.statementsMin ? .tooFewStatements : nil
        case .extend, .close, .drop: nil
        }
    }

    /// Nil if the actor may do this now; otherwise why not.
    package func refusal(of command: Command, by actor: Actor) -> DeliberationRefusal? {
        guard role(of: actor, for: command) != nil else { return .notYours }
        switch (state, command) {
        case (.draft, .open), (.draft, .drop), (.open, .extend), (.open, .close): return nil
        case (.draft, .extend), (.draft, .close): return .notOpen
        case (.open, .open), (.open, .drop): return .alreadyOpened
        case (.closed, _), (.dropped, _): return .ended
        }
    }

    package func role(of actor: Actor, for command: Command) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        return staff.role(among: command.holders, room: opening.room, area: opening.area)
    }

    package func applying(_ event: DeliberationEvent) -> Deliberation {
        var call = self
        call.version += 1
        switch event {
        case .begun: break
        case .opened(let day), .extended(let day): call.state = .open(until: day)
        case .closed(let result): call.state = .closed(result)
        case .dropped(let reason): call.state = .dropped(reason: reason)
        }
        return call
    }

    /// The call that a log tells of; nil if its first event does not begin one.
    package static func replaying(_ log: [DeliberationEvent], as id: ID) -> Deliberation? {
        guard case .begun(let opening)? = log.first else { return nil }
        return log.reduce(Deliberation(opening, as: id)) { $0.applying($1) }
    }

    private static func check(_ day: Day, on today: Day) throws(DeliberationRefusal) {
        guard day >= today, day <= today.advanced(by: daysMax) else { throw .dayOutOfReach }
    }
}

extension ConsultationSession {
    /// Whether it is too late to ask people anything beside this session.
    fileprivate var takesNoOpinions: Bool {
        switch state {
        case .planned, .announced, .ready, .inProgress, .concluded, .minutesDrafted, .minutesConfirmed, .outcomeIssued,
            .postponed:
            false
        case .archived, .cancelled: true
        }
    }
}
