// SPDX-License-Identifier: Apache-2.0

/// The versions of a tenant's practice profile: each is dated and none is overwritten, so that a case of last year can
/// still be read by the rules of last year.
package struct PracticeHistory: Hashable, Sendable {
    package typealias ID = Identifier<PracticeHistory>

    package let id: ID
    package internal(set) var version: Int

    package init(id: ID, version: Int) {
        self.id = id
        self.version = version
    }

    /// What can be done to a profile.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case revise

        /// Whose act it is: configuration (BR-39).
        package var holders: Set<Role> { [.systemAdministrator] }
    }

    /// Writes a new version, from a day on that has not passed. `body`: the whole profile as it is stored. `base`: from when on
    /// the version counts that was read and changed; what counts next month cannot be changed for today.
    package func revising(
        to body: String, from day: Day, over base: Day?, today: Day, by actor: Actor
    ) throws(PracticeRefusal) -> Transition<PracticeHistory> {
        try require(.revise, by: actor)
        guard day >= today else { throw .dayPassed }
        if let base, day < base { throw .beforeBase }
        return Transition(self, .revised(from: day, body: .kept(body)))
    }
}

extension PracticeHistory: Lifecycle {
    package typealias Event = PracticeEvent
    package typealias Refused = PracticeRefusal

    /// Nil if the actor may do this now; otherwise why not.
    package func refusal(of command: Command, by actor: Actor) -> PracticeRefusal? {
        role(of: actor, for: command) == nil ? .notYours : nil
    }

    /// The role in which the actor does it.
    package func role(of actor: Actor, for command: Command) -> Role? { actor.holding(.systemAdministrator) }

    package func applying(_ event: PracticeEvent) -> PracticeHistory {
        switch event {
        case .revised: PracticeHistory(id: id, version: version + 1)
        }
    }
}

/// What can happen to a profile. Written once, never changed.
package enum PracticeEvent: LifecycleEvent {
    case revised(from: Day, body: FreeText)

    package static let subject = "practice"
    package static let version = 1

    package var kind: String {
        switch self {
        case .revised: "revised"
        }
    }
}

/// Why a new version was refused.
package enum PracticeRefusal: String, Refusal, CaseIterable {
    /// Only the system administrator sets the rules' parameters.
    case notYours = "not_yours"
    /// A rule cannot begin yesterday.
    case dayPassed = "day_passed"
    /// What was changed is a version that begins later.
    case beforeBase = "before_base"
    /// The profile is the one that is in force.
    case nothingChanged = "nothing_changed"

    package var code: String { rawValue }
}
