// SPDX-License-Identifier: Apache-2.0

extension ReceptionDay {
    /// What can be done to a day.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case enterWalkIn = "enter_walk_in"
        case finish, revise, cancel

        /// Whose act it is, whatever the state.
        package var holders: Set<Role> {
            switch self {
            case .enterWalkIn, .finish, .revise: ReceptionDay.planners
            case .cancel: [.roomSecretary, .convener]
            }
        }
    }

    /// Who plans a day in the own room.
    package static let planners: Set<Role> = [.roomSecretary]
    /// How many days ahead a day is planned at most.
    package static let daysAheadMax = 92
    /// How many members receive at most.
    package static let membersMax = 12

    /// `others`: the hours of the room's other days on that date; `alongside`: whether somebody wants two at the same time.
    package static func planning(
        _ plan: Plan, as id: ID, besides others: [ReceptionHours] = [], alongside: Bool = false, by actor: Actor,
        on today: Day
    ) throws(ReceptionRefusal) -> Transition<ReceptionDay> {
        guard case .staff(let staff) = actor, staff.holds(anyOf: planners, room: plan.room, area: plan.area) else {
            throw .notYours
        }
        guard plan.day >= today else { throw .dayIsPast }
        guard plan.day <= today.advanced(by: daysAheadMax) else { throw .tooFarAhead }
        guard plan.hours.areSound else { throw .noSlots }
        guard (1...membersMax).contains(plan.members.count) else { throw .nobodyReceives }
        guard alongside || !others.contains(where: plan.hours.overlap) else { throw .hoursOverlap }
        return Transition(ReceptionDay(plan, as: id), .planned(plan))
    }

    /// Another place, or other members. Day and hours stay: people have booked them.
    package func revising(
        place: String, members: [Person.ID], by actor: Actor
    ) throws(ReceptionRefusal) -> Transition<ReceptionDay> {
        try require(.revise, by: actor)
        guard (1...Self.membersMax).contains(members.count) else { throw .nobodyReceives }
        return Transition(self, .revised(place: .kept(place), members: members))
    }

    /// Somebody came who had not booked.
    package func enteringWalkIn(
        _ visit: ReceptionVisit.ID, on today: Day, by actor: Actor
    ) throws(ReceptionRefusal) -> Transition<ReceptionDay> {
        try require(.enterWalkIn, by: actor)
        if let hindrance = hindrance(to: .enterWalkIn, on: today) { throw hindrance }
        return Transition(self, .walkedIn(visit))
    }

    /// Ends the day; from then on nobody reads who came. `waiting`: of how many it is not said whether they came.
    package func finishing(
        waiting: Int, on today: Day, by actor: Actor
    ) throws(ReceptionRefusal) -> Transition<ReceptionDay> {
        try require(.finish, by: actor)
        if let hindrance = hindrance(to: .finish, on: today) { throw hindrance }
        guard waiting == 0 else { throw .visitsWaiting }
        return Transition(self, .finished)
    }

    /// The day does not take place; whoever has booked is told.
    package func cancelling(reason: String, by actor: Actor) throws(ReceptionRefusal) -> Transition<ReceptionDay> {
        try require(.cancel, by: actor)
        return Transition(self, .cancelled(reason: .kept(reason)))
    }

    /// What of the day stands in the way of a command that the state permits.
    package func hindrance(to command: Command, on today: Day) -> ReceptionRefusal? {
        switch command {
        case .enterWalkIn, .finish: today < plan.day ? .notYet : nil
        case .revise, .cancel: nil
        }
    }

    /// Nil if the actor may do this now; otherwise why not.
    package func refusal(of command: Command, by actor: Actor) -> ReceptionRefusal? {
        guard role(of: actor, for: command) != nil else { return .notYours }
        switch state {
        case .open: return nil
        case .over: return .alreadyOver
        case .cancelled: return .alreadyCancelled
        }
    }

    /// The role in which the actor does it.
    package func role(of actor: Actor, for command: Command) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        return staff.role(among: command.holders, room: plan.room, area: plan.area)
    }
}
