// SPDX-License-Identifier: Apache-2.0

import Domain

extension LifecycleTable<ReceptionDay> {
    static var reception: Self {
        LifecycleTable(
            title: "Reception day (委员接待日)", subject: "reception",
            examples: ReceptionDay.State.Name.allCases.map { ($0.rawValue, example(in: $0)) },
            whose: { Example.names(of: $0.holders) }, actor: { _ in .staff(Example.staff) }, event: event,
            state: { $0.state.name.rawValue })
    }

    fileprivate static func example(in state: ReceptionDay.State.Name) -> ReceptionDay {
        let last: [ReceptionEvent] =
            switch state {
            case .open: []
            case .over: [event(of: .finish)]
            case .cancelled: [event(of: .cancel)]
            }
        let plan = ReceptionDay.Plan(
            room: .init(1), area: Example.area, day: Example.day,
            hours: .init(from: 540, until: 600, slotMinutes: 20, places: 1), place: .erased,
            members: [Example.staff.id])
        guard let day = ReceptionDay.replaying([.planned(plan)] + last, as: .init(1)) else {
            preconditionFailure("the first event plans one")
        }
        return day
    }

    private static func event(of command: ReceptionDay.Command) -> ReceptionEvent {
        switch command {
        case .enterWalkIn: .walkedIn(.init(1))
        case .finish: .finished
        case .revise: .revised(place: .erased, members: [Example.staff.id])
        case .cancel: .cancelled(reason: .erased)
        }
    }
}

extension LifecycleTable<ReceptionVisit> {
    static var visit: Self {
        LifecycleTable(
            title: "Visit on a reception day (接待日来访)", subject: "visit",
            examples: ReceptionVisit.State.Name.allCases.map { ($0.rawValue, example(in: $0)) }, whose: whose,
            actor: { $0.holders.isEmpty ? .bookingHolder(.init(1)) : .staff(Example.staff) }, event: event,
            state: { $0.state.name.rawValue })
    }

    private static func whose(_ command: ReceptionVisit.Command) -> String {
        switch command {
        case .checkIn, .record, .raise, .miss: "room_secretary, the members who receive"
        case .cancel: "room_secretary, holder of the booking"
        case .takeContactBack: "holder of the booking"
        }
    }

    /// The visit of somebody who left a name, on a day that is open.
    private static func example(in state: ReceptionVisit.State.Name) -> ReceptionVisit {
        let last: [VisitEvent] =
            switch state {
            case .booked: []
            case .arrived: [event(of: .checkIn)]
            case .missed: [event(of: .miss)]
            case .recorded: [event(of: .checkIn), event(of: .record)]
            case .raised: [event(of: .checkIn), event(of: .record), event(of: .raise)]
            case .cancelled: [event(of: .cancel)]
            }
        let wish = ReceptionVisit.Wish(reception: .init(1), slot: 540, name: "来访的人", phone: nil, matter: nil)
        let day = LifecycleTable<ReceptionDay>.example(in: .open)
        guard let visit = ReceptionVisit.replaying([.booked(wish)] + last, on: day, as: .init(1)) else {
            preconditionFailure("the first event books one")
        }
        return visit
    }

    private static func event(of command: ReceptionVisit.Command) -> VisitEvent {
        switch command {
        case .checkIn: .checkedIn
        case .record: .recorded(.init(said: "说的话", place: nil, answer: nil))
        case .raise: .raised(.init(1))
        case .miss: .missed
        case .cancel: .cancelled(reason: nil)
        case .takeContactBack: .contactTakenBack
        }
    }
}
