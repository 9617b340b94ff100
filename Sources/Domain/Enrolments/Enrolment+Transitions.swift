// SPDX-License-Identifier: Apache-2.0

extension Enrolment {
    /// What can be done to an enrolment.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case admit, decline, withdraw
        case takeContactBack = "take_contact_back"

        /// Whose act it is on the desk, whatever the state; the others are the person's own.
        package var holders: Set<Role> {
            switch self {
            case .admit, .decline: [.roomSecretary]
            case .withdraw, .takeContactBack: []
            }
        }
    }

    /// Somebody wants to take part. `waiting`: how many do already.
    package static func enrolling(
        _ wish: Wish, to session: ConsultationSession, waiting: Int, as id: ID, at now: Instant
    ) throws(EnrolmentRefusal) -> Transition<Enrolment> {
        if let refusal = session.enrolmentRefusal(at: now) { throw refusal }
        guard waiting < waitingMax else { throw .listFull }
        return Transition(Enrolment(wish, to: session, as: id), .enrolled(wish))
    }

    /// The secretary wants this person there, as long as a seat is left. `admitted`: how many have one.
    package func admitting(
        as participant: Participant.ID, admitted: Int, by actor: Actor
    ) throws(EnrolmentRefusal) -> Transition<Enrolment> {
        try require(.admit, by: actor)
        guard admitted < session.plan.seats ?? .max else { throw .noSeatLeft }
        return Transition(self, .admitted(participant))
    }

    /// The room says no, with a reason that the person reads.
    package func declining(reason: String, by actor: Actor) throws(EnrolmentRefusal) -> Transition<Enrolment> {
        try require(.decline, by: actor)
        return Transition(self, .declined(reason: .kept(reason)))
    }

    /// The person thinks better of it: as long as nothing is decided, or until the session begins.
    package func withdrawing(by actor: Actor, at now: Instant) throws(EnrolmentRefusal) -> Transition<Enrolment> {
        try require(.withdraw, by: actor)
        if case .admitted = state, session.enrolmentRefusal(at: now) == .alreadyBegun { throw .alreadyBegun }
        return Transition(self, .withdrawn)
    }

    /// The person takes name and phone back; nobody has to grant it. `isHeld`: whether a hold lies on the session.
    package func takingContactBack(isHeld: Bool, by actor: Actor) throws(EnrolmentRefusal) -> Transition<Enrolment> {
        try require(.takeContactBack, by: actor)
        guard !isHeld else { throw .underHold }
        return Transition(self, .contactTakenBack)
    }

    /// What follows when the session is over or cancelled; nil where something was decided.
    package func lapsing() -> Transition<Enrolment>? {
        state == .waiting ? Transition(self, .lapsed) : nil
    }

    /// Nil if the actor may do this now; otherwise why not.
    package func refusal(of command: Command, by actor: Actor) -> EnrolmentRefusal? {
        guard isAct(command, of: actor) else { return .notYours }
        switch command {
        case .admit, .decline: return decisionRefusal
        case .withdraw: return withdrawalRefusal
        case .takeContactBack:
            guard case .admitted = state else { return .nothingKept }
            return name == nil && phone == nil ? .nothingKept : nil
        }
    }

    package func role(of actor: Actor, for command: Command) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        return staff.role(among: command.holders, room: session.room, area: session.area)
    }

    private func isAct(_ command: Command, of actor: Actor) -> Bool {
        switch actor {
        case .staff: return role(of: actor, for: command) != nil
        case .holder(.enrolment(let own)): return own == id && command.holders.isEmpty
        case .visitor, .holder, .console, .system: return false
        }
    }

    private var decisionRefusal: EnrolmentRefusal? {
        switch state {
        case .waiting: session.isOver ? .sessionOver : nil
        case .admitted: .alreadyAdmitted
        case .declined: .alreadyDeclined
        case .withdrawn: .alreadyWithdrawn
        case .lapsed: .sessionOver
        }
    }

    private var withdrawalRefusal: EnrolmentRefusal? {
        switch state {
        case .waiting: session.isOver ? .sessionOver : nil
        case .admitted: session.hasBegun ? .alreadyBegun : nil
        case .declined: .alreadyDeclined
        case .withdrawn: .alreadyWithdrawn
        case .lapsed: .sessionOver
        }
    }
}

extension ConsultationSession {
    /// Why nobody can enrol at this moment; nil where everybody can.
    package func enrolmentRefusal(at now: Instant) -> EnrolmentRefusal? {
        switch state {
        case .planned: .notAnnounced
        case .announced, .ready: now < plan.startsAt ? nil : .alreadyBegun
        case .inProgress, .concluded, .minutesDrafted, .minutesConfirmed, .outcomeIssued, .archived: .alreadyBegun
        case .postponed: .awaitsNewDay
        case .cancelled: .sessionOver
        }
    }

    /// Whether it was opened, or will never be.
    package var hasBegun: Bool {
        switch state {
        case .planned, .announced, .ready, .postponed: false
        case .inProgress, .concluded, .minutesDrafted, .minutesConfirmed, .outcomeIssued, .archived, .cancelled: true
        }
    }

    /// Whether nobody comes any more.
    package var isOver: Bool { hasBegun && state != .inProgress }
}

/// Why a command on an enrolment was refused.
package enum EnrolmentRefusal: String, Refusal, CaseIterable {
    /// Only the room's secretary decides, only the holder of the code takes it back.
    case notYours = "not_yours"
    /// Nobody knows of the session yet.
    case notAnnounced = "not_announced"
    /// The session has begun, or its hour has come.
    case alreadyBegun = "already_begun"
    /// The session was put off; a new day is not named yet.
    case awaitsNewDay = "awaits_new_day"
    /// The session has ended or was cancelled.
    case sessionOver = "session_over"
    /// So many wait that no more are taken.
    case listFull = "list_full"
    /// This device has enrolled somebody else for this session.
    case deviceUsed = "device_used"
    /// All seats are given away.
    case noSeatLeft = "no_seat_left"
    /// This person is on the list.
    case alreadyAdmitted = "already_admitted"
    /// It was declined.
    case alreadyDeclined = "already_declined"
    /// The person took it back.
    case alreadyWithdrawn = "already_withdrawn"
    /// Nothing is kept, or it is erased.
    case nothingKept = "nothing_kept"
    /// A hold lies on the session.
    case underHold = "under_hold"

    package var code: String { rawValue }
}
