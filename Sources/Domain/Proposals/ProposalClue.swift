// SPDX-License-Identifier: Apache-2.0

/// What somebody leaves, without an account, for those who write proposals (提案线索): read by the office first, then by members, who
/// may take it up.
package struct ProposalClue: Hashable, Sendable {
    package typealias ID = Identifier<ProposalClue>

    package let id: ID
    package let text: FreeText
    package internal(set) var state: State
    package internal(set) var version: Int

    /// How long it may be, in characters as people count them.
    package static let textMax = 500

    /// Where it stands. Each case names its successors.
    package enum State: String, CaseIterable, Hashable, Sendable, Codable {
        /// The office has not read it. → released, setAside
        case left
        /// Members read it. → setAside
        case released
        /// It is nothing to write a proposal from. → released
        case setAside = "set_aside"
    }

    /// What can be done with a clue.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case release
        case setAside = "set_aside"

        /// Whose act it is, whatever the state.
        package var holders: Set<Role> { [.proposalOfficer] }
    }

    /// Who reads those that were released.
    package static let readers: Set<Role> = [.member, .proposalOfficer]

    /// Somebody leaves one, while the county takes clues in.
    package static func leaving(
        _ text: String, as id: ID, on day: Day, practice: ProposalPractice
    ) throws(ClueRefusal) -> Transition<ProposalClue> {
        guard practice.takesClues(on: day) else { throw .notOpen }
        let words = FreeText.kept(text)
        return Transition(ProposalClue(id: id, text: words, state: .left, version: 0), .left(words))
    }

    /// Lets members read it: it names nobody, and is about something that a proposal may be about.
    package func releasing(by actor: Actor) throws(ClueRefusal) -> Transition<ProposalClue> {
        try require(.release, by: actor)
        return Transition(self, .released)
    }

    package func settingAside(reason: String, by actor: Actor) throws(ClueRefusal) -> Transition<ProposalClue> {
        try require(.setAside, by: actor)
        return Transition(self, .setAside(reason: .kept(reason)))
    }
}

extension ProposalClue: Lifecycle {
    package typealias Event = ClueEvent
    package typealias Refused = ClueRefusal

    package func refusal(of command: Command, by actor: Actor) -> ClueRefusal? {
        guard role(of: actor, for: command) != nil else { return .notYours }
        return switch command {
        case .release: state == .released ? .alreadyReleased : nil
        case .setAside: state == .setAside ? .alreadySetAside : nil
        }
    }

    package func role(of actor: Actor, for command: Command) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        return command.holders.first { staff.holdsEverywhere($0) }
    }

    /// Whether this person may read it: the office all, members what was released.
    package func isOpen(to actor: Actor) -> Bool {
        guard case .staff(let staff) = actor else { return false }
        return staff.holdsEverywhere(.proposalOfficer) || (staff.holds(.member) && state == .released)
    }

    package func applying(_ event: ClueEvent) -> ProposalClue {
        var clue = self
        clue.version += 1
        switch event {
        case .left: break
        case .released: clue.state = .released
        case .setAside: clue.state = .setAside
        }
        return clue
    }

    /// The clue that a log tells of; nil if its first event does not leave one.
    package static func replaying(_ log: [ClueEvent], as id: ID) -> ProposalClue? {
        guard case .left(let text)? = log.first else { return nil }
        return log.reduce(ProposalClue(id: id, text: text, state: .left, version: 0)) { $0.applying($1) }
    }
}

/// What can happen to a clue. Written once, never changed.
package enum ClueEvent: LifecycleEvent {
    case left(FreeText)
    case released
    case setAside(reason: FreeText)

    package static let subject = "clue"
    package static let version = 1

    package var kind: String {
        switch self {
        case .left: "left"
        case .released: "released"
        case .setAside: "set_aside"
        }
    }
}

/// Why something was not done with a clue.
package enum ClueRefusal: String, Refusal, CaseIterable {
    /// The actor has no part in it.
    case notYours = "not_yours"
    /// It is not the month in which the county takes clues in.
    case notOpen = "not_open"
    case alreadyReleased = "already_released"
    case alreadySetAside = "already_set_aside"

    package var code: String { rawValue }
}

extension ProposalPractice {
    /// Whether clues are taken in: in the proposal month (提案月), or always where none is named.
    package func takesClues(on day: Day) -> Bool { clueMonth == 0 || day.month == clueMonth }
}
