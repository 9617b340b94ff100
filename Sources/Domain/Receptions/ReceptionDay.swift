// SPDX-License-Identifier: Apache-2.0

/// A day on which members receive people in a room (委员接待日): planned by the room's secretary, open to everybody from
/// then on, worked through slot by slot, and ended. Who comes is a ``ReceptionVisit``, a case of its own.
package struct ReceptionDay: Hashable, Sendable {
    package typealias ID = Identifier<ReceptionDay>

    package let id: ID
    package internal(set) var plan: Plan
    package internal(set) var state: State
    package internal(set) var version: Int

    /// What is announced.
    package struct Plan: Hashable, Sendable, Codable {
        package let room: Room.ID
        package internal(set) var area: AreaCode
        package let day: Day
        package let hours: ReceptionHours
        package internal(set) var place: FreeText
        /// The members who receive.
        package internal(set) var members: [Person.ID]

        package init(
            room: Room.ID, area: AreaCode, day: Day, hours: ReceptionHours, place: FreeText, members: [Person.ID]
        ) {
            self.room = room
            self.area = area
            self.day = day
            self.hours = hours
            self.place = place
            self.members = members
        }
    }

    /// Where a day stands. Each case names its successors.
    package enum State: Hashable, Sendable {
        /// Slots can be booked until they begin; on the day they are worked through. → over, cancelled
        case open
        case over
        case cancelled(reason: FreeText)

        package var name: Name {
            switch self {
            case .open: .open
            case .over: .over
            case .cancelled: .cancelled
            }
        }

        /// The name that the database and the API know.
        package enum Name: String, CaseIterable, Hashable, Sendable {
            case open, over, cancelled
        }
    }

    /// Whether this person receives on the day.
    package func receives(_ person: Person.ID) -> Bool { plan.members.contains(person) }

    /// Who reads the names that visitors left: those who call them in, and as long as there is somebody to call (BR-38).
    package func namesVisitors(to actor: Actor) -> Bool {
        guard case .staff(let staff) = actor, state == .open else { return false }
        return receives(staff.id)
            || staff.holds(anyOf: [.roomSecretary, .convener], room: plan.room, area: plan.area)
    }

    /// A day before its first event.
    init(_ plan: Plan, as id: ID) {
        self.id = id
        self.plan = plan
        state = .open
        version = 0
    }
}

extension ReceptionDay: Lifecycle {
    package typealias Event = ReceptionEvent
    package typealias Refused = ReceptionRefusal

    package func applying(_ event: ReceptionEvent) -> ReceptionDay {
        var day = self
        day.version += 1
        switch event {
        case .planned, .walkedIn: break
        case .revised(let place, let members):
            day.plan.place = place
            day.plan.members = members
        case .finished: day.state = .over
        case .cancelled(let reason): day.state = .cancelled(reason: reason)
        }
        return day
    }

    /// The day that a log tells of; nil if its first event does not plan one.
    package static func replaying(_ log: [ReceptionEvent], as id: ID) -> ReceptionDay? {
        guard case .planned(let plan)? = log.first else { return nil }
        return log.reduce(ReceptionDay(plan, as: id)) { $0.applying($1) }
    }
}

/// What can happen to a reception day. Written once, never changed.
package enum ReceptionEvent: LifecycleEvent {
    case planned(ReceptionDay.Plan)
    case revised(place: FreeText, members: [Person.ID])
    /// Somebody came without having booked.
    case walkedIn(ReceptionVisit.ID)
    case finished
    case cancelled(reason: FreeText)

    package static let subject = "reception"
    package static let version = 1

    package var kind: String {
        switch self {
        case .planned: "planned"
        case .revised: "revised"
        case .walkedIn: "walked_in"
        case .finished: "finished"
        case .cancelled: "cancelled"
        }
    }
}

/// Why a command on a reception day was refused.
package enum ReceptionRefusal: String, Refusal, CaseIterable {
    /// Only the room's secretary plans and works a day; the convener may cancel it.
    case notYours = "not_yours"
    /// The day has passed.
    case dayIsPast = "day_is_past"
    /// Nobody knows so far ahead who will be there.
    case tooFarAhead = "too_far_ahead"
    /// The hours hold no slot, or end before they begin.
    case noSlots = "no_slots"
    /// Nobody would receive.
    case nobodyReceives = "nobody_receives"
    /// The room has another day at that time, and nobody said that both are meant.
    case hoursOverlap = "hours_overlap"
    /// The day has not come yet.
    case notYet = "not_yet"
    /// Of somebody who booked it is not said yet whether this person came.
    case visitsWaiting = "visits_waiting"
    /// The day was worked through and ended.
    case alreadyOver = "already_over"
    /// The day was cancelled.
    case alreadyCancelled = "already_cancelled"

    package var code: String { rawValue }
}
