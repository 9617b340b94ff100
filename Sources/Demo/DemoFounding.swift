// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Domain
import Server

/// Founds a tenant of the demo.
struct DemoFounding {
    let commands: Commands
    let hash: PasswordHash
    let now: Instant

    /// A tenant that was founded, as the story's steps need it.
    struct Founded: Sendable {
        let tenant: Tenant
        let practice: Practice
        let rooms: [Room]
        let units: [HandlingUnit]
        /// By their sign-ins.
        let staff: [String: Staff]
    }

    func found(_ plan: DemoTenant) throws -> Founded {
        let tenant = Tenant(
            id: commands.id(), kind: plan.kind, name: plan.name, shortName: plan.shortName,
            areaCode: try code(plan.areaCode), contact: "政协办公室 0000-0000 0000（工作日 9:00–17:30）",
            isTraining: plan.isTraining)
        try commands.found(
            .init(tenant: tenant, hosts: plan.hosts, isDefault: plan.isDefault, profile: plan.profile),
            areas: plan.areas.map { Area(code: try code($0.code), name: $0.name) }, at: now)
        let people = plan.signIns.map { Person(id: commands.id(), name: $0.name) }
        for person in people { try commands.add(person, tenant: tenant.id, at: now) }
        let rooms = try plan.rooms.indices.map { index in
            func holder(_ role: Role) -> Person? {
                let own = plan.signIns.firstIndex { $0.role == role && $0.place == .room(index) }
                return (own ?? plan.signIns.firstIndex { $0.role == role && $0.place == .everywhere })
                    .map { people[$0] }
            }
            return try open(
                plan.rooms[index], convener: holder(.convener), secretary: holder(.roomSecretary), tenant.id)
        }
        let units = plan.units.map { HandlingUnit(id: commands.id(), name: $0) }
        for unit in units {
            try commands.add(unit, letterMark: DemoTenant.letterMarks[unit.name], tenant: tenant.id, at: now)
        }
        var staff: [String: Staff] = [:]
        for (signIn, person) in zip(plan.signIns, people) {
            let domain: Appointment.Domain =
                switch signIn.place {
                case .everywhere: .tenant
                case .room(let index): .room(rooms[index].id)
                case .unit(let index): .unit(units[index].id)
                }
            let appointment = Appointment(signIn.role, domain)
            try commands.addSignIn(person.id, name: signIn.signInName, hash: hash, tenant: tenant.id)
            try commands.appoint(person.id, to: appointment, tenant: tenant.id)
            staff[signIn.signInName] = Staff(id: person.id, name: person.name, appointments: [appointment])
        }
        return Founded(
            tenant: tenant, practice: Practice(profile: plan.profile, calendar: .national), rooms: rooms, units: units,
            staff: staff)
    }

    private func open(
        _ plan: DemoPeople.RoomPlan, convener: Person?, secretary: Person?, _ tenant: Tenant.ID
    ) throws -> Room {
        guard let token = Room.Token(plan.token) else { throw Unreadable(text: plan.token) }
        let room = Room(
            id: commands.id(), name: plan.name, area: try code(plan.area), level: plan.level, address: plan.address,
            token: token, convener: convener?.name, secretary: secretary?.name)
        try commands.open(room, plan.venue, convener: convener?.id, secretary: secretary?.id, tenant: tenant, at: now)
        return room
    }

    private func code(_ text: String) throws -> AreaCode {
        guard let code = AreaCode(text) else { throw Unreadable(text: text) }
        return code
    }

    /// A slip in the demo's own plan.
    private struct Unreadable: Error {
        let text: String
    }
}
