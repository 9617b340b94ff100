// SPDX-License-Identifier: Apache-2.0

extension OpinionStatement: Lifecycle {
    package typealias Event = OpinionStatementEvent
    package typealias Refused = OpinionStatementRefusal

    /// What can be done to a statement.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case adopt, reject
        case takeDown = "take_down"
        case erase

        /// Whose act it is, whatever the state.
        package var holders: Set<Role> { Deliberation.keepers }
    }

    /// Staff begin with a sentence, or add one: people are asked it at once.
    package static func seeding(
        _ text: String, in call: Deliberation, as id: ID, by actor: Actor
    ) throws(OpinionStatementRefusal) -> Transition<OpinionStatement> {
        guard case .staff(let staff) = actor,
            staff.holds(anyOf: Deliberation.keepers, room: call.opening.room, area: call.opening.area)
        else { throw .notYours }
        guard call.state.name.takesStatements else { throw .callClosed }
        let content = Content(text, in: call, isSeed: true)
        return Transition(OpinionStatement(content, as: id), .said(content))
    }

    /// Somebody who answers offers a sentence; staff look at it first. `offered`: how many this person has offered.
    package static func offering(
        _ text: String, in call: Deliberation, offered: Int, as id: ID, on today: Day, practice: Practice
    ) throws(OpinionStatementRefusal) -> Transition<OpinionStatement> {
        guard OpinionVote.refusal(in: call, on: today) == nil else { throw .callClosed }
        guard offered < practice.profile.deliberation.statementsPerPerson else { throw .enoughOffered }
        let content = Content(text, in: call, isSeed: false)
        return Transition(OpinionStatement(content, as: id), .said(content))
    }

    /// People are asked it from here on, as long as its call asks anybody.
    package func adopting(
        in call: Deliberation, by actor: Actor
    ) throws(OpinionStatementRefusal) -> Transition<OpinionStatement> {
        try require(.adopt, by: actor)
        if let hindrance = hindrance(to: .adopt, in: call.state.name) { throw hindrance }
        return Transition(self, .adopted)
    }

    /// It is not asked; who offered it reads the ground.
    package func rejecting(
        _ rejection: Rejection, in call: Deliberation, by actor: Actor
    ) throws(OpinionStatementRefusal) -> Transition<OpinionStatement> {
        try require(.reject, by: actor)
        if let hindrance = hindrance(to: .reject, in: call.state.name) { throw hindrance }
        return Transition(self, .rejected(rejection))
    }

    /// What breaks the law is taken down even after the end; what was answered stays.
    package func takingDown(
        _ rejection: Rejection, by actor: Actor
    ) throws(OpinionStatementRefusal) -> Transition<OpinionStatement> {
        try require(.takeDown, by: actor)
        return Transition(self, .takenDown(rejection))
    }

    /// Takes its words away for good, where whoever is named in it or offered it asks for that. Why it was not asked stays.
    package func erasing(by actor: Actor) throws(OpinionStatementRefusal) -> Transition<OpinionStatement> {
        try require(.erase, by: actor)
        return Transition(self, .erased)
    }

    /// The same by whoever offered it; that it is theirs, the caller has to know.
    package func erasingOwn() throws(OpinionStatementRefusal) -> Transition<OpinionStatement> {
        if let refusal = erasingRefusal { throw refusal }
        return Transition(self, .erased)
    }

    /// What people are asked, and what waits to be looked at, keeps its words.
    private var erasingRefusal: OpinionStatementRefusal? {
        switch state {
        case .rejected, .takenDown: isErased ? .alreadyErased : nil
        case .offered, .adopted: .notRejected
        }
    }

    /// What of its call stands in the way of a command that the state permits.
    package func hindrance(to command: Command, in call: Deliberation.State.Name) -> OpinionStatementRefusal? {
        switch command {
        case .adopt, .reject: call.takesStatements ? nil : .callClosed
        case .takeDown, .erase: nil
        }
    }

    /// Nil if the actor may do this now; otherwise why not.
    package func refusal(of command: Command, by actor: Actor) -> OpinionStatementRefusal? {
        guard role(of: actor, for: command) != nil else { return .notYours }
        switch (state, command) {
        case (.offered, .adopt), (.offered, .reject), (.adopted, .takeDown): return nil
        case (.rejected, .adopt), (.takenDown, .adopt): return isErased ? .alreadyErased : nil
        case (_, .erase): return erasingRefusal
        case (.adopted, .adopt): return .alreadyAdopted
        case (.offered, .takeDown), (.rejected, .takeDown), (.takenDown, .takeDown): return .notAdopted
        case (.adopted, .reject), (.rejected, .reject), (.takenDown, .reject): return .alreadyDecided
        }
    }

    package func role(of actor: Actor, for command: Command) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        return staff.role(among: command.holders, room: content.room, area: content.area)
    }

    package func applying(_ event: OpinionStatementEvent) -> OpinionStatement {
        var statement = self
        statement.version += 1
        switch event {
        case .said: break
        case .adopted: statement.state = .adopted
        case .rejected(let rejection): statement.state = .rejected(rejection)
        case .takenDown(let rejection): statement.state = .takenDown(rejection)
        case .erased: statement.isErased = true
        }
        return statement
    }

    /// The statement that a log tells of; nil if its first event says none.
    package static func replaying(_ log: [OpinionStatementEvent], as id: ID) -> OpinionStatement? {
        guard case .said(let content)? = log.first else { return nil }
        return log.reduce(OpinionStatement(content, as: id)) { $0.applying($1) }
    }
}
