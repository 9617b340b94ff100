// SPDX-License-Identifier: Apache-2.0

import Domain

extension Village {
    static let receptionID = ReceptionDay.ID(1_101)
    static let visitID = ReceptionVisit.ID(1_102)
    static let hours = ReceptionHours(from: 9 * 60, until: 10 * 60, slotMinutes: 20, places: 2)

    /// A day on which the member who takes part receives, nine to ten in the morning.
    static func receptionPlan(
        on day: Day = morning.day, hours: ReceptionHours = Village.hours, members: [Person.ID] = [memberID]
    ) -> ReceptionDay.Plan {
        .init(room: room, area: village, day: day, hours: hours, place: .kept("一楼"), members: members)
    }

    static func reception(_ state: ReceptionDay.State.Name = .open, on day: Day = morning.day) throws -> ReceptionDay {
        let open = try ReceptionDay.planning(
            receptionPlan(on: day), as: receptionID, by: secretary, on: morning.day
        ).after
        return switch state {
        case .open: open
        case .over: try open.finishing(waiting: 0, on: day, by: secretary).after
        case .cancelled: try open.cancelling(reason: "停电", by: secretary).after
        }
    }

    static func wish(slot: Int? = 9 * 60 + 20, name: String? = "王大姐", phone: String? = nil) -> ReceptionVisit.Wish {
        .init(reception: receptionID, slot: slot, name: name, phone: phone, matter: "路灯")
    }

    static func visit(
        _ state: ReceptionVisit.State.Name = .booked, on reception: ReceptionDay? = nil,
        wish: ReceptionVisit.Wish = Village.wish()
    ) throws -> ReceptionVisit {
        let day = try reception ?? Self.reception()
        let booked = ReceptionVisit.replaying([.booked(wish)], on: day, as: visitID)
        guard let booked else { throw VisitRefusal.notYours }
        let record = ReceptionVisit.Record(said: "路灯不亮", place: "桥头", answer: "去看")
        return switch state {
        case .booked: booked
        case .arrived: booked.applying(.checkedIn)
        case .missed: booked.applying(.missed)
        case .recorded: booked.applying(.checkedIn).applying(.recorded(record))
        case .raised: booked.applying(.checkedIn).applying(.recorded(record)).applying(.raised(topicID))
        case .cancelled: booked.applying(.cancelled(reason: nil))
        }
    }
}
