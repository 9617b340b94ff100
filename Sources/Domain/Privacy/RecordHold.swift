// SPDX-License-Identifier: Apache-2.0

/// A hold (依法留存): while it lies on a record, nothing personal of it goes, neither by its period nor at a wish.
package struct RecordHold: Hashable, Sendable {
    package typealias ID = Identifier<RecordHold>

    package let id: ID
    package let record: Record
    package internal(set) var state: State
    package internal(set) var version: Int

    /// What it lies on.
    package enum Record: Hashable, Sendable, Codable {
        /// With the submitter's and the supporters' phones, its files and the requests about it.
        case topic(Topic.ID)
        /// With the names and phones of its residents.
        case session(ConsultationSession.ID)
    }

    /// Whether it lies there. Each case names its successors.
    package enum State: Hashable, Sendable {
        /// → lifted
        case placed(reason: FreeText)
        case lifted(reason: FreeText)

        package var name: Name {
            switch self {
            case .placed: .placed
            case .lifted: .lifted
            }
        }

        /// The name that the database and the API know.
        package enum Name: String, CaseIterable, Hashable, Sendable {
            case placed, lifted
        }
    }

    /// What can be asked of a hold.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case lift

        /// Whose act it is, whatever the state.
        package var holders: Set<Role> { [.privacyOfficer] }
    }

    /// The privacy officer places one, and says by which law; one on a record is enough.
    package static func placing(
        on record: Record, reason: String, isHeld: Bool, as id: ID, by actor: Actor
    ) throws(HoldRefusal) -> Transition<RecordHold> {
        guard case .staff(let staff) = actor, staff.holds(.privacyOfficer) else { throw .notYours }
        guard !isHeld else { throw .alreadyHeld }
        let event = HoldEvent.placed(on: record, reason: .kept(reason))
        return Transition(RecordHold(id: id, record: record, state: .placed(reason: .kept(reason)), version: 0), event)
    }

    package func lifting(reason: String, by actor: Actor) throws(HoldRefusal) -> Transition<RecordHold> {
        try require(.lift, by: actor)
        return Transition(self, .lifted(reason: .kept(reason)))
    }
}

extension RecordHold: Lifecycle {
    package typealias Event = HoldEvent
    package typealias Refused = HoldRefusal

    /// Nil if the actor may do this now; otherwise why not.
    package func refusal(of command: Command, by actor: Actor) -> HoldRefusal? {
        guard role(of: actor, for: command) != nil else { return .notYours }
        switch state {
        case .placed: return nil
        case .lifted: return .alreadyLifted
        }
    }

    /// The role in which the actor lifts it.
    package func role(of actor: Actor, for command: Command) -> Role? { actor.holding(.privacyOfficer) }

    package func applying(_ event: HoldEvent) -> RecordHold {
        var hold = self
        hold.version += 1
        switch event {
        case .placed(_, let reason): hold.state = .placed(reason: reason)
        case .lifted(let reason): hold.state = .lifted(reason: reason)
        }
        return hold
    }

    /// The hold that a log tells of; nil if its first event does not place one.
    package static func replaying(_ log: [HoldEvent], as id: ID) -> RecordHold? {
        guard case .placed(let record, let reason)? = log.first else { return nil }
        let blank = RecordHold(id: id, record: record, state: .placed(reason: reason), version: 0)
        return log.reduce(blank) { $0.applying($1) }
    }
}

/// What can happen to a hold. Written once, never changed.
package enum HoldEvent: LifecycleEvent {
    case placed(on: RecordHold.Record, reason: FreeText)
    case lifted(reason: FreeText)

    package static let subject = "hold"
    package static let version = 1

    package var kind: String {
        switch self {
        case .placed: "placed"
        case .lifted: "lifted"
        }
    }
}

/// Why a command on a hold was refused.
package enum HoldRefusal: String, Refusal, CaseIterable {
    /// Only the privacy officer places and lifts holds.
    case notYours = "not_yours"
    /// One lies on the record already.
    case alreadyHeld = "already_held"
    /// It lies there no more.
    case alreadyLifted = "already_lifted"

    package var code: String { rawValue }
}
