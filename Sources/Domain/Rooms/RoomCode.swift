// SPDX-License-Identifier: Apache-2.0

/// The code of a room (议事码) as something that is looked after: renewed, and given out on paper slips. Its id is
/// the room's.
package struct RoomCode: Hashable, Sendable {
    package typealias ID = Identifier<RoomCode>

    package let id: ID
    package let room: Room.ID
    package let area: AreaCode
    package internal(set) var token: Room.Token
    /// Whether the room is in use.
    package let isOpen: Bool
    package internal(set) var version: Int

    /// A code as it is stored.
    package init(room: Room.ID, area: AreaCode, token: Room.Token, isOpen: Bool, version: Int) {
        id = .init(room.number)
        self.room = room
        self.area = area
        self.token = token
        self.isOpen = isOpen
        self.version = version
    }

    /// What can be done with a code.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case renew
        case makeSlips = "make_slips"

        /// Whose act it is.
        package var holders: Set<Role> { [.roomSecretary, .convener] }
    }

    /// How many slips are made at once.
    package static let slipsMax = 48
    /// For how many days slips are good at most.
    package static let slipDaysMax = 92

    /// Replaces the token. What was printed leads to a page that says so.
    package func renewing(
        to token: Room.Token, reason: String, by actor: Actor
    ) throws(RoomCodeRefusal) -> Transition<RoomCode> {
        try require(.renew, by: actor)
        return Transition(self, .renewed(from: self.token.text, to: token.text, reason: .kept(reason)))
    }

    /// Makes slips, each of which raises one topic until that day.
    package func makingSlips(
        _ count: Int, as batch: SlipBatch.ID, until day: Day, on today: Day, by actor: Actor
    ) throws(RoomCodeRefusal) -> Transition<RoomCode> {
        try require(.makeSlips, by: actor)
        precondition((1...Self.slipsMax).contains(count), "the form offers no other number")
        guard day >= today else { throw .dayIsPast }
        guard day <= today.advanced(by: Self.slipDaysMax) else { throw .tooFarAhead }
        return Transition(self, .slipsMade(batch: batch, count: count, until: day))
    }
}

extension RoomCode: Lifecycle {
    package typealias Event = RoomCodeEvent
    package typealias Refused = RoomCodeRefusal

    /// Nil if the actor may do this now; otherwise why not.
    package func refusal(of command: Command, by actor: Actor) -> RoomCodeRefusal? {
        guard role(of: actor, for: command) != nil else { return .notYours }
        return isOpen ? nil : .roomClosed
    }

    /// The role in which the actor looks after the code.
    package func role(of actor: Actor, for command: Command) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        return staff.role(among: command.holders, room: room, area: area)
    }

    package func applying(_ event: RoomCodeEvent) -> RoomCode {
        var code = self
        code.version += 1
        switch event {
        case .renewed(_, let token, _): code.token = Room.Token(token) ?? code.token
        case .slipsMade: break
        }
        return code
    }
}

/// What can happen to a room's code. Written once, never changed.
package enum RoomCodeEvent: LifecycleEvent {
    /// Tokens are no secret: they hang on walls.
    case renewed(from: String, to: String, reason: FreeText)
    case slipsMade(batch: SlipBatch.ID, count: Int, until: Day)

    package static let subject = "room_code"
    package static let version = 1

    package var kind: String {
        switch self {
        case .renewed: "renewed"
        case .slipsMade: "slips_made"
        }
    }
}

/// Why a command on a code was refused.
package enum RoomCodeRefusal: String, Refusal, CaseIterable {
    /// Only the room's secretary and convener look after its code.
    case notYours = "not_yours"
    /// The room is no longer in use.
    case roomClosed = "room_closed"
    /// Slips would have been over before they were printed.
    case dayIsPast = "day_is_past"
    /// Slips are not good for that long.
    case tooFarAhead = "too_far_ahead"

    package var code: String { rawValue }
}
