// SPDX-License-Identifier: Apache-2.0

/// The code of a room (议事码) as something that is looked after: renewed, given out on paper slips, which can be made void, and
/// for a while made to take in nothing. Its id is the room's.
package struct RoomCode: Hashable, Sendable {
    package typealias ID = Identifier<RoomCode>

    package let id: ID
    package let room: Room.ID
    package let area: AreaCode
    package internal(set) var token: Room.Token
    /// Whether the room is in use.
    package let isOpen: Bool
    /// That no topics are taken in by it for a while.
    package internal(set) var pause: Pause?
    package internal(set) var version: Int

    /// Since when nothing is taken in, and why; everybody reads it.
    package struct Pause: Hashable, Sendable {
        package let since: Instant
        package let reason: FreeText

        package init(since: Instant, reason: FreeText) {
            self.since = since
            self.reason = reason
        }
    }

    /// A code as it is stored.
    package init(
        room: Room.ID, area: AreaCode, token: Room.Token, isOpen: Bool, pause: Pause? = nil, version: Int
    ) {
        id = .init(room.number)
        self.room = room
        self.area = area
        self.token = token
        self.isOpen = isOpen
        self.pause = pause
        self.version = version
    }

    /// What can be done with a code.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case renew
        case makeSlips = "make_slips"
        case voidSlips = "void_slips"
        case pauseIntake = "pause_intake"
        case resumeIntake = "resume_intake"

        /// Whose act it is: the switch is the operator's, and the convener's whose room it is.
        package var holders: Set<Role> {
            switch self {
            case .renew, .makeSlips, .voidSlips: [.roomSecretary, .convener]
            case .pauseIntake, .resumeIntake: [.systemAdministrator, .convener]
            }
        }
    }

    /// How many slips are made at once.
    package static let slipsMax = 48
    /// For how many days slips are good at most.
    package static let slipDaysMax = 92

    /// Replaces the token. What was printed leads to a page that says so. `voidsSlips`: whether the slips that are out are void with
    /// it.
    package func renewing(
        to token: Room.Token, reason: String, voidsSlips: Bool, by actor: Actor
    ) throws(RoomCodeRefusal) -> Transition<RoomCode> {
        try require(.renew, by: actor)
        return Transition(
            self,
            .renewed(
                from: self.token.text, to: token.text, reason: .kept(reason), voidsSlips: voidsSlips ? true : nil))
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

    /// Makes the slips of a batch void: those of it that nobody has spent are good for nothing from now on. What was said with the
    /// others stands.
    package func voidingSlips(
        of batch: SlipBatch, reason: String, on today: Day, by actor: Actor
    ) throws(RoomCodeRefusal) -> Transition<RoomCode> {
        try require(.voidSlips, by: actor)
        precondition(batch.room == room, "the form offers the room's own")
        guard batch.voidedAt == nil else { throw .alreadyVoid }
        guard today <= batch.validUntil else { throw .slipsOver }
        return Transition(self, .slipsVoided(batch: batch.id, reason: .kept(reason)))
    }

    /// That what belongs to the room has followed it into the area in which it lies now: nobody's act, the room was moved before.
    package func recordsFollowing(into area: AreaCode, _ count: Int) -> Transition<RoomCode> {
        Transition(self, .recordsFollowed(area: area, count: count))
    }

    /// Takes in no topics by this room's code until it is resumed; what was raised goes on. Everybody reads why.
    package func pausingIntake(
        reason: String, by actor: Actor, at now: Instant
    ) throws(RoomCodeRefusal) -> Transition<RoomCode> {
        try require(.pauseIntake, by: actor)
        return Transition(self, .intakePaused(reason: .kept(reason), at: now))
    }

    /// Takes in topics again.
    package func resumingIntake(by actor: Actor) throws(RoomCodeRefusal) -> Transition<RoomCode> {
        try require(.resumeIntake, by: actor)
        return Transition(self, .intakeResumed)
    }
}

extension RoomCode: Lifecycle {
    package typealias Event = RoomCodeEvent
    package typealias Refused = RoomCodeRefusal

    /// Nil if the actor may do this now; otherwise why not.
    package func refusal(of command: Command, by actor: Actor) -> RoomCodeRefusal? {
        guard role(of: actor, for: command) != nil else { return .notYours }
        guard isOpen else { return .roomClosed }
        switch command {
        case .renew, .makeSlips, .voidSlips: return nil
        case .pauseIntake: return pause == nil ? nil : .alreadyPaused
        case .resumeIntake: return pause == nil ? .notPaused : nil
        }
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
        case .renewed(_, let token, _, _): code.token = Room.Token(token) ?? code.token
        case .slipsMade, .slipsVoided, .recordsFollowed: break
        case .intakePaused(let reason, let moment): code.pause = Pause(since: moment, reason: reason)
        case .intakeResumed: code.pause = nil
        }
        return code
    }
}

/// What can happen to a room's code. Written once, never changed.
package enum RoomCodeEvent: LifecycleEvent {
    /// Tokens are no secret: they hang on walls. `voidsSlips` is nil where the slips that were out stayed good.
    case renewed(from: String, to: String, reason: FreeText, voidsSlips: Bool?)
    case slipsMade(batch: SlipBatch.ID, count: Int, until: Day)
    case slipsVoided(batch: SlipBatch.ID, reason: FreeText)
    case intakePaused(reason: FreeText, at: Instant)
    case intakeResumed
    /// So many records of the room lie in this area now, as the room does since it was moved.
    case recordsFollowed(area: AreaCode, count: Int)

    package static let subject = "room_code"
    package static let version = 1

    package var kind: String {
        switch self {
        case .renewed: "renewed"
        case .slipsMade: "slips_made"
        case .slipsVoided: "slips_voided"
        case .intakePaused: "intake_paused"
        case .intakeResumed: "intake_resumed"
        case .recordsFollowed: "records_followed"
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
    /// These slips are void already.
    case alreadyVoid = "already_void"
    /// These slips are over anyway.
    case slipsOver = "slips_over"
    /// No slip is out that could be spent.
    case noSlipsOut = "no_slips_out"
    /// Nothing is taken in there already.
    case alreadyPaused = "already_paused"
    /// Topics are taken in there.
    case notPaused = "not_paused"

    package var code: String { rawValue }
}
