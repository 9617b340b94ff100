// SPDX-License-Identifier: Apache-2.0

extension ContestEntry: Lifecycle {
    package typealias Event = ContestEntryEvent
    package typealias Refused = ContestEntryRefusal

    /// What can be done to an entry.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case judge, publish, visit, withdraw

        /// Whose act it is, whatever the state; judging and publishing is for whoever looks after the whole county alone.
        package var holders: Set<Role> {
            switch self {
            case .judge, .publish: HandlingAssessment.issuers
            case .visit: ContestEntry.nominators.union(HandlingAssessment.issuers)
            case .withdraw: ContestEntry.nominators
            }
        }
    }

    /// Who puts a topic up: of its room.
    package static let nominators: Set<Role> = [.roomSecretary, .convener]

    /// Puts up a topic that units have handled. `isThere`: whether it is in this year's contest already.
    package static func nominating(
        _ topic: Topic, reason: String, isThere: Bool, as id: ID, by actor: Actor, today: Day
    ) throws(ContestEntryRefusal) -> Transition<ContestEntry> {
        guard case .staff(let staff) = actor, staff.holds(anyOf: nominators, room: topic.room, area: topic.area) else {
            throw .notYours
        }
        guard topic.claimed != nil else { throw .notHandled }
        guard !isThere else { throw .alreadyNominated }
        let nomination = Nomination(
            year: today.year, topic: topic.id, room: topic.room, area: topic.area, reason: .kept(reason))
        return Transition(ContestEntry(nomination, as: id), .nominated(nomination))
    }

    /// Writes down the marks of one judge.
    package func judging(_ mark: Mark, by actor: Actor) throws(ContestEntryRefusal) -> Transition<ContestEntry> {
        try require(.judge, by: actor)
        guard !marks.contains(where: { $0.judge == mark.judge }) else { throw .alreadyJudged }
        return Transition(self, .judged(mark))
    }

    /// Publishes the result. `isPublic`: whether everybody may read of the topic.
    package func publishing(
        _ result: Result, isPublic: Bool, by actor: Actor
    ) throws(ContestEntryRefusal) -> Transition<ContestEntry> {
        try require(.publish, by: actor)
        guard result.award != .model || isPublic else { throw .notPublic }
        return Transition(self, .published(result))
    }

    /// Notes that people came to see it.
    package func noting(
        _ visit: Visit, by actor: Actor, today: Day
    ) throws(ContestEntryRefusal) -> Transition<ContestEntry> {
        try require(.visit, by: actor)
        guard visit.day <= today else { throw .dayNotPossible }
        return Transition(self, .visited(visit))
    }

    /// The room takes its entry out of the contest; the reason is kept.
    package func withdrawing(reason: String, by actor: Actor) throws(ContestEntryRefusal) -> Transition<ContestEntry> {
        try require(.withdraw, by: actor)
        return Transition(self, .withdrawn(reason: .kept(reason)))
    }

    /// Nil if the actor may do this now; otherwise why not.
    package func refusal(of command: Command, by actor: Actor) -> ContestEntryRefusal? {
        guard role(of: actor, for: command) != nil else { return .notYours }
        switch (command, state) {
        case (.judge, .nominated), (.withdraw, .nominated): return nil
        case (.publish, .nominated): return marks.isEmpty ? .notJudged : nil
        case (.visit, .published(let result)): return result.award == .model ? nil : .notModel
        case (.visit, .nominated), (.visit, .withdrawn): return .notModel
        case (.judge, .published), (.judge, .withdrawn), (.publish, .published), (.publish, .withdrawn),
            (.withdraw, .published), (.withdraw, .withdrawn):
            return .ended
        }
    }

    package func role(of actor: Actor, for command: Command) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        let ofRoom = staff.role(among: Self.nominators, room: nomination.room, area: nomination.area)
        return switch command {
        case .judge, .publish: HandlingAssessment.role(of: actor)
        case .visit: ofRoom ?? HandlingAssessment.role(of: actor)
        case .withdraw: ofRoom
        }
    }

    package func applying(_ event: ContestEntryEvent) -> ContestEntry {
        var entry = self
        entry.version += 1
        switch event {
        case .nominated: break
        case .judged(let mark): entry.marks.append(mark)
        case .published(let result): entry.state = .published(result)
        case .visited(let visit): entry.visits.append(visit)
        case .withdrawn(let reason): entry.state = .withdrawn(reason: reason)
        }
        return entry
    }

    /// The entry that a log tells of; nil if its first event does not nominate.
    package static func replaying(_ log: [ContestEntryEvent], as id: ID) -> ContestEntry? {
        guard case .nominated(let nomination)? = log.first else { return nil }
        return log.reduce(ContestEntry(nomination, as: id)) { $0.applying($1) }
    }
}
