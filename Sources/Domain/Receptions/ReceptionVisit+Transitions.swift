// SPDX-License-Identifier: Apache-2.0

extension ReceptionVisit {
    /// What can be done to a visit.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case checkIn = "check_in"
        case record, raise, miss, cancel
        case takeContactBack = "take_contact_back"

        /// Whose act it is on the desk, whatever the state. The holder of the booking cancels it too, and alone takes the
        /// own contact back.
        package var holders: Set<Role> {
            switch self {
            case .checkIn, .record, .raise, .miss: [.roomSecretary, .member]
            case .cancel: [.roomSecretary]
            case .takeContactBack: []
            }
        }
    }

    /// Books a slot. Whether a place is left there only the database knows.
    package static func booking(
        _ wish: Wish, on reception: ReceptionDay, as id: ID, at now: Instant
    ) throws(VisitRefusal) -> Transition<ReceptionVisit> {
        guard reception.state == .open else { throw .receptionOver }
        guard let slot = wish.slot, reception.plan.hours.slots.contains(slot) else { throw .noSuchSlot }
        guard now < reception.plan.beginning(of: slot) else { throw .slotPassed }
        return Transition(ReceptionVisit(wish, on: reception, as: id), .booked(wish))
    }

    /// How many places of a day one device books: for oneself, and for somebody else.
    package static let placesPerDevice = 2

    /// Nil if one more place of the day may be booked by somebody of whom only device and address are known; otherwise why not.
    /// `byDevice`, `byAddress`: how many such places are booked from there; `byDevice` is nil where there is no device.
    package static func refusal(
        booking hours: ReceptionHours, byDevice: Int?, byAddress: Int
    ) -> VisitRefusal? {
        if let byDevice, byDevice >= placesPerDevice { return .deviceHasEnough }
        return byAddress >= hours.placesPerAddress ? .addressHasEnough : nil
    }

    /// Somebody who came without booking is here at once; the day's own act has let this person in.
    package static func walkingIn(_ wish: Wish, on reception: ReceptionDay, as id: ID) -> Transition<ReceptionVisit> {
        Transition(ReceptionVisit(wish, on: reception, as: id), .walkedIn(wish))
    }

    /// Whoever booked is there, on the day itself.
    package func checkingIn(by actor: Actor, on today: Day) throws(VisitRefusal) -> Transition<ReceptionVisit> {
        try require(.checkIn, by: actor)
        if let hindrance = hindrance(to: .checkIn, on: today) { throw hindrance }
        return Transition(self, .checkedIn)
    }

    /// Whoever booked did not come; who comes late is checked in after all.
    package func missing(by actor: Actor, on today: Day) throws(VisitRefusal) -> Transition<ReceptionVisit> {
        try require(.miss, by: actor)
        if let hindrance = hindrance(to: .miss, on: today) { throw hindrance }
        return Transition(self, .missed)
    }

    /// What was said; until it has become a topic it can be written anew.
    package func recording(_ record: Record, by actor: Actor) throws(VisitRefusal) -> Transition<ReceptionVisit> {
        try require(.record, by: actor)
        return Transition(self, .recorded(record))
    }

    /// What was said becomes a topic.
    package func raising(_ topic: Topic.ID, by actor: Actor) throws(VisitRefusal) -> Transition<ReceptionVisit> {
        try require(.raise, by: actor)
        return Transition(self, .raised(topic))
    }

    /// The holder of the booking gives the place back, up to the last minute; or the secretary does, and says why.
    package func cancelling(
        reason: String?, by actor: Actor, at now: Instant
    ) throws(VisitRefusal) -> Transition<ReceptionVisit> {
        try require(.cancel, by: actor)
        if case .holder(.booking) = actor, let slot = wish.slot, now >= reception.plan.beginning(of: slot) {
            throw .slotPassed
        }
        return Transition(self, .cancelled(reason: reason.map(FreeText.kept)))
    }

    /// What follows for a booking when its day is cancelled; nil where nothing was booked any more.
    package func cancellingWithDay(reason: FreeText) -> Transition<ReceptionVisit>? {
        state == .booked ? Transition(self, .cancelled(reason: reason)) : nil
    }

    /// The person takes name and phone back; nobody has to grant it. `isHeld`: whether a hold lies on it.
    package func takingContactBack(isHeld: Bool, by actor: Actor) throws(VisitRefusal) -> Transition<ReceptionVisit> {
        try require(.takeContactBack, by: actor)
        guard !isHeld else { throw .underHold }
        return Transition(self, .contactTakenBack)
    }

    /// What of the day stands in the way of a command that the state permits.
    package func hindrance(to command: Command, on today: Day) -> VisitRefusal? {
        switch command {
        case .checkIn, .miss: today < reception.plan.day ? .notYet : nil
        case .record, .raise, .cancel, .takeContactBack: nil
        }
    }

    /// Nil if the actor may do this now; otherwise why not.
    package func refusal(of command: Command, by actor: Actor) -> VisitRefusal? {
        guard isAct(command, of: actor) else { return .notYours }
        switch command {
        case .checkIn: return workRefusal ?? checkInRefusal
        case .miss: return workRefusal ?? missRefusal
        case .record: return workRefusal ?? recordRefusal
        case .raise: return raiseRefusal
        case .cancel: return cancelRefusal
        case .takeContactBack: return keepsContact ? nil : .nothingKept
        }
    }

    /// The role in which the actor does it. A member acts only where this member receives.
    package func role(of actor: Actor, for command: Command) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        let holders = reception.receives(staff.id) ? command.holders : command.holders.subtracting([.member])
        return staff.role(among: holders, room: reception.plan.room, area: reception.plan.area)
    }

    private func isAct(_ command: Command, of actor: Actor) -> Bool {
        switch actor {
        case .staff: return role(of: actor, for: command) != nil
        case .holder(.booking(let own)): return own == id && [.cancel, .takeContactBack].contains(command)
        case .visitor, .holder, .console, .system: return false
        }
    }

    /// Once the day has ended, nobody writes into its list any more.
    private var workRefusal: VisitRefusal? {
        switch reception.state {
        case .open: nil
        case .over, .cancelled: .receptionOver
        }
    }

    private var checkInRefusal: VisitRefusal? {
        switch state {
        case .booked, .missed: nil
        case .arrived, .recorded, .raised: .alreadyHere
        case .cancelled: .alreadyCancelled
        }
    }

    private var missRefusal: VisitRefusal? {
        switch state {
        case .booked, .arrived: nil
        case .missed: .alreadyMissed
        case .recorded, .raised: .alreadyHere
        case .cancelled: .alreadyCancelled
        }
    }

    private var recordRefusal: VisitRefusal? {
        switch state {
        case .arrived, .recorded: nil
        case .booked, .missed: .notHere
        case .raised: .alreadyRaised
        case .cancelled: .alreadyCancelled
        }
    }

    private var raiseRefusal: VisitRefusal? {
        switch state {
        case .recorded(let record): record.said == .erased ? .nothingKept : nil
        case .booked, .arrived, .missed: .notRecorded
        case .raised: .alreadyRaised
        case .cancelled: .alreadyCancelled
        }
    }

    private var cancelRefusal: VisitRefusal? {
        switch state {
        case .booked: nil
        case .arrived, .missed, .recorded, .raised: .alreadyHere
        case .cancelled: .alreadyCancelled
        }
    }
}

extension ReceptionDay.Plan {
    /// The moment at which a slot begins.
    package func beginning(of slot: Int) -> Instant { Instant(day, hour: slot / 60, minute: slot % 60) }
}

/// Why a command on a visit was refused.
package enum VisitRefusal: String, Refusal, CaseIterable {
    /// Only the room's secretary and those who receive work a visit, only the holder of the booking takes it back.
    case notYours = "not_yours"
    /// The day has ended or was cancelled.
    case receptionOver = "reception_over"
    /// The day has no slot at this time.
    case noSuchSlot = "no_such_slot"
    /// The slot has begun.
    case slotPassed = "slot_passed"
    /// All places of the slot are taken.
    case slotFull = "slot_full"
    /// This phone has a place on this day already.
    case alreadyBooked = "already_booked"
    /// As many places of the day as one device books are booked from this one.
    case deviceHasEnough = "device_has_enough"
    /// As many places of the day as one address books are booked from this one.
    case addressHasEnough = "address_has_enough"
    /// The day has not come yet.
    case notYet = "not_yet"
    /// This person has not come.
    case notHere = "not_here"
    /// This person has come.
    case alreadyHere = "already_here"
    /// It is noted already that this person did not come.
    case alreadyMissed = "already_missed"
    /// Nothing was recorded that could become a topic.
    case notRecorded = "not_recorded"
    /// It has become a topic.
    case alreadyRaised = "already_raised"
    /// The place was given back.
    case alreadyCancelled = "already_cancelled"
    /// Nothing is kept, or it is erased.
    case nothingKept = "nothing_kept"
    /// A hold lies on it, or on the topic that came of it.
    case underHold = "under_hold"

    package var code: String { rawValue }
}
