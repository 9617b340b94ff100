// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Domain

@Suite("What belongs to a room that was moved")
struct RoomBoundTests {
    private static let (moved, other) = (Room.ID(7), Room.ID(8))

    private static func area(_ text: String) throws -> AreaCode { try #require(AreaCode(text)) }

    @Test("whoever has the room's area now has its record; whoever had the area before has it no more")
    func scope() throws {
        let (before, now) = (try Self.area("990101001001"), try Self.area("990101100201"))
        let hours = ReceptionHours(from: 600, until: 660, slotMinutes: 20, places: 1)
        let planned = ReceptionDay(
            .init(
                room: Self.moved, area: before, day: Day(year: 2026, month: 3, day: 12), hours: hours,
                place: .kept("一楼"), members: []), as: .init(1))
        let day = planned.lying { $0 == Self.moved ? now : nil }
        #expect(day.plan.area == now && day.plan.room == Self.moved && day.plan.day == planned.plan.day)
        for (area, isTheirs) in [(now, true), (before, false)] {
            let staff = Staff(id: .init(1), name: "甲", appointments: [Appointment(.roomSecretary, .area(area))])
            #expect((day.role(of: .staff(staff), for: .cancel) != nil) == isTheirs)
        }
        #expect(planned.lying { _ in nil } == planned, "a room that was never moved lies where the log says")
    }

    @Test("a room that was asked as well follows by itself, and a unit lies nowhere")
    func others() throws {
        let (before, now) = (try Self.area("990101001001"), try Self.area("990101100201"))
        let moved = Deployment.Addressee.room(Self.moved, before).lying { $0 == Self.moved ? now : nil }
        #expect(moved == .room(Self.moved, now))
        let stays = Deployment.Addressee.room(Self.other, before).lying { $0 == Self.moved ? now : nil }
        #expect(stays == .room(Self.other, before))
        #expect(Deployment.Addressee.unit(.init(3)).lying { _ in now } == .unit(.init(3)))
    }
}
