// SPDX-License-Identifier: Apache-2.0

/// The change into a new term (换届): who goes on is said beforehand, and on the day the term begins all other memberships of
/// the old one end. Proposals, opinions and accounts of former members stay as they are.
package struct TermChange: Hashable, Sendable {
    package typealias ID = Identifier<TermChange>

    /// That of the term in the register.
    package let id: ID
    package let startsOn: Day
    package internal(set) var state: State
    package internal(set) var version: Int

    /// A change as it is stored.
    package init(id: ID, startsOn: Day, state: State, version: Int) {
        self.id = id
        self.startsOn = startsOn
        self.state = state
        self.version = version
    }

    /// Where the change of a term stands. Each case names its successors.
    package enum State: String, CaseIterable, Hashable, Sendable {
        /// Nothing is said yet, or what was said was taken back. → planned, carriedOut
        case open
        /// Who goes on is said; the term has not begun. → open, carriedOut
        case planned
        /// The others have ended.
        case carriedOut = "carried_out"
    }

    /// What somebody can do to it.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case plan, undo

        /// Whose act it is: the registers are configuration, not business (BR-39).
        package var holders: Set<Role> { [.systemAdministrator] }
    }

    /// What a change meets: who is a member of the old term, and whether a later term has begun already.
    package struct Circumstances: Sendable {
        package let members: Set<DirectoryEntry.ID>
        package let isOver: Bool

        package init(members: Set<DirectoryEntry.ID>, isOver: Bool) {
            self.members = members
            self.isOver = isOver
        }
    }

    /// Says who goes on into the term; all others of the old one end when it begins.
    package func planning(
        _ carried: Set<DirectoryEntry.ID>, in circumstances: Circumstances, by actor: Actor
    ) throws(TermChangeRefusal) -> Transition<TermChange> {
        try require(.plan, by: actor)
        guard !circumstances.isOver else { throw .termIsOver }
        guard !circumstances.members.isEmpty else { throw .nobody }
        guard carried.isSubset(of: circumstances.members) else { throw .notOfOldTerm }
        return Transition(
            self, .planned(carried: carried.sorted(), ending: circumstances.members.count - carried.count))
    }

    /// Takes it back while the term has not begun.
    package func undoing(on today: Day, by actor: Actor) throws(TermChangeRefusal) -> Transition<TermChange> {
        try require(.undo, by: actor)
        guard today < startsOn else { throw .alreadyBegun }
        return Transition(self, .undone)
    }

    /// Ends so many memberships, once the term has begun; nil while there is nothing to carry out.
    package func carryingOut(ending count: Int, on today: Day) -> Transition<TermChange>? {
        guard isDue(on: today) else { return nil }
        return Transition(self, .carriedOut(ended: count))
    }

    /// Whether it is to be carried out.
    package func isDue(on today: Day) -> Bool { state == .planned && startsOn <= today }
}

extension TermChange: Lifecycle {
    package typealias Event = TermChangeEvent
    package typealias Refused = TermChangeRefusal

    /// Nil if the actor may do this now; otherwise why not.
    package func refusal(of command: Command, by actor: Actor) -> TermChangeRefusal? {
        guard role(of: actor, for: command) != nil else { return .notYours }
        switch (command, state) {
        case (.plan, .open), (.undo, .planned): return nil
        case (.plan, .planned), (.plan, .carriedOut): return .alreadyPlanned
        case (.undo, .open): return .notPlanned
        case (.undo, .carriedOut): return .alreadyBegun
        }
    }

    /// The role in which the actor does it.
    package func role(of actor: Actor, for command: Command) -> Role? { actor.holding(.systemAdministrator) }

    package func applying(_ event: TermChangeEvent) -> TermChange {
        var change = self
        change.version += 1
        switch event {
        case .planned: change.state = .planned
        case .undone: change.state = .open
        case .carriedOut: change.state = .carriedOut
        }
        return change
    }
}

/// What can happen to a change of term. Written once, never changed.
package enum TermChangeEvent: LifecycleEvent {
    /// `carried`: the memberships that go on; `ending`: how many do not.
    case planned(carried: [DirectoryEntry.ID], ending: Int)
    case undone
    case carriedOut(ended: Int)

    package static let subject = "term_change"
    package static let version = 1

    package var kind: String {
        switch self {
        case .planned: "planned"
        case .undone: "undone"
        case .carriedOut: "carried_out"
        }
    }
}

/// Why a command on a change of term was refused.
package enum TermChangeRefusal: String, Refusal, CaseIterable {
    /// Only the system administrator changes the term.
    case notYours = "not_yours"
    /// Who goes on is said already.
    case alreadyPlanned = "already_planned"
    case notPlanned = "not_planned"
    /// The term has begun: what ended is taken back line by line.
    case alreadyBegun = "already_begun"
    /// A later term has begun.
    case termIsOver = "term_is_over"
    /// There is nobody from before the term.
    case nobody
    /// Somebody named is no member of the old term.
    case notOfOldTerm = "not_of_old_term"

    package var code: String { rawValue }
}
