// SPDX-License-Identifier: Apache-2.0

extension DirectoryEntry: Lifecycle {
    package typealias Event = DirectoryEvent
    package typealias Refused = DirectoryRefusal

    /// Nil if the actor may do this now; otherwise why not. Whether the line lies where the actor's role counts is asked
    /// before, by ``RegisterScope``: an entry does not know where the person, room or body lies that it names.
    package func refusal(of command: Command, by actor: Actor) -> DirectoryRefusal? {
        guard !RegisterScope(of: actor, over: register).isEmpty else { return .notYours }
        switch (state, command) {
        case (.current, .change), (.current, .end), (.ended, .resume): return nil
        case (.current, .resume): return .notEnded
        case (.ended, .change), (.ended, .end): return .alreadyEnded
        }
    }

    /// The role in which the actor keeps the register.
    package func role(of actor: Actor, for command: Command) -> Role? {
        RegisterScope(of: actor, over: register).role
    }

    package func applying(_ event: DirectoryEvent) -> DirectoryEntry {
        var entry = self
        entry.version += 1
        switch event {
        case .entered(_, let values), .changed(let values): entry.values = values
        case .ended(let day): entry.state = .ended(on: day)
        case .resumed: entry.state = .current
        }
        return entry
    }
}

/// What can happen to an entry. Written once, never changed.
package enum DirectoryEvent: LifecycleEvent {
    case entered(Register, DirectoryEntry.Values)
    case changed(DirectoryEntry.Values)
    case ended(on: Day)
    case resumed

    package static let subject = "directory"
    package static let version = 1

    package var kind: String {
        switch self {
        case .entered: "entered"
        case .changed: "changed"
        case .ended: "ended"
        case .resumed: "resumed"
        }
    }
}

/// Why a command on an entry was refused.
package enum DirectoryRefusal: String, Refusal, CaseIterable {
    /// The register is kept by somebody else.
    case notYours = "not_yours"
    /// The values are those it has.
    case nothingChanged = "nothing_changed"
    /// Open work hangs on it.
    case stillUsed = "still_used"
    case alreadyEnded = "already_ended"
    case notEnded = "not_ended"
    /// There is another line with the same key.
    case alreadyThere = "already_there"
    /// Nobody says what came of a day that has not come.
    case dayIsToCome = "day_is_to_come"

    package var code: String { rawValue }
}
