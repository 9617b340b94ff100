// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("A role and where it counts")
struct RoleTests {
    @Test("a domain covers its rooms: the tenant all, an area those in it, a room itself")
    func covers() {
        let here = (room: Village.room, area: Village.village)
        #expect(Appointment.Domain.tenant.covers(room: here.room, area: here.area))
        #expect(Appointment.Domain.area(Village.county).covers(room: here.room, area: here.area))
        #expect(Appointment.Domain.area(Village.village).covers(room: here.room, area: here.area))
        #expect(!Appointment.Domain.area(Village.otherTown).covers(room: here.room, area: here.area))
        #expect(Appointment.Domain.room(Village.room).covers(room: here.room, area: Village.otherTown))
        #expect(!Appointment.Domain.room(Village.otherRoom).covers(room: here.room, area: here.area))
    }

    @Test("somebody holds a role, and holds it somewhere")
    func holds() {
        let staff = Staff(
            id: Person.ID(1), name: "村民",
            appointments: [Appointment(.convener, .room(Village.room)), Appointment(.leader, .tenant)])
        #expect(staff.holds(.convener) && staff.holds(.leader) && !staff.holds(.roomSecretary))
        #expect(staff.holds(anyOf: [.convener], room: Village.room, area: Village.town))
        #expect(!staff.holds(anyOf: [.convener], room: Village.otherRoom, area: Village.town))
        #expect(!staff.holds(anyOf: [], room: Village.room, area: Village.town))
        #expect(staff.role(among: [.convener, .leader], room: Village.otherRoom, area: Village.town) == .leader)
        #expect(staff.role(among: [.roomSecretary], room: Village.room, area: Village.town) == nil)
    }

    @Test("a handling unit is no place: it covers no room, and its officer answers for it alone")
    func units() {
        #expect(!Appointment.Domain.unit(Village.unit).covers(room: Village.room, area: Village.village))
        let staff = Staff(
            id: Person.ID(1), name: "村民",
            appointments: [
                Appointment(.unitOfficer, .unit(Village.unit)), Appointment(.leader, .unit(Village.otherUnit)),
                Appointment(.unitOfficer, .tenant),
            ])
        #expect(staff.units == [Village.unit])
    }

    @Test("secretary, convener and leader open the desk of rooms; the places that the others cover do not")
    func rooms() {
        #expect(Role.allCases.filter(\.opensRooms) == [.roomSecretary, .convener, .leader])
        let staff = Staff(
            id: Person.ID(1), name: "村民",
            appointments: [
                Appointment(.member, .tenant), Appointment(.leader, .area(Village.town)),
                Appointment(.convener, .room(Village.room)), Appointment(.privacyOfficer, .tenant),
            ])
        #expect(staff.roomDomains == [.area(Village.town), .room(Village.room)])
    }

    @Test("roles have stable names: the database knows them")
    func stableNames() {
        #expect(
            Role.allCases.map(\.rawValue) == [
                "room_secretary", "convener", "leader", "member", "unit_officer", "privacy_officer",
                "proposal_officer", "system_administrator", "security_administrator", "audit_administrator",
            ])
    }
}
