// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What the places of some appointments are called, and the people whose substitutes they make.
struct GrantPlaces: Sendable {
    private let rooms: [Room.ID: String]
    private let units: [HandlingUnit.ID: String]
    private let areas: [AreaCode: String]
    private let people: [Person.ID: String]

    init(_ grants: [Grant], tenant: Tenant.ID, in transaction: Transaction) throws {
        var (rooms, units, areas): (Set<Room.ID>, Set<HandlingUnit.ID>, Set<AreaCode>) = ([], [], [])
        for grant in grants {
            switch grant.appointment.domain {
            case .tenant: break
            case .area(let code): areas.insert(code)
            case .room(let id): rooms.insert(id)
            case .unit(let id): units.insert(id)
            }
        }
        let store = PlaceStore(tenant: tenant)
        self.rooms = try store.rooms(rooms, in: transaction)
        self.units = try store.units(units, in: transaction)
        self.areas = try store.areas(areas, in: transaction)
        people = try DirectoryStore().names(
            of: Set(grants.compactMap(\.actingFor)), tenant: tenant, in: transaction)
    }

    /// The role, its place and its days, as in 议事室秘书 · 杨柳社区协商议事室 · 代林小禾（3月5日至3月9日）.
    func words(_ grant: Grant, today: Day) -> String {
        var parts = [RoleWording.name(grant.appointment.role)]
        if let place = place(grant.appointment) { parts.append(place) }
        if let person = grant.actingFor { parts.append("代\(people[person] ?? "")") }
        switch (grant.from, grant.until) {
        case (nil, nil): break
        case (let from?, nil): parts.append("\(ChineseTime.date(from, today: today))起")
        case (nil, let until?): parts.append("到\(ChineseTime.date(until, today: today))")
        case (let from?, let until?):
            parts.append("\(ChineseTime.date(from, today: today))至\(ChineseTime.date(until, today: today))")
        }
        if grant.basis == .register { parts.append("按名册") }
        return parts.joined(separator: " · ")
    }

    /// Where a role counts, as people call it; nil where nothing is to be said.
    func place(_ appointment: Appointment) -> String? {
        switch appointment.domain {
        case .tenant: appointment.role.opensRooms ? "全部议事室" : nil
        case .area(let code): areas[code] ?? code.text
        case .room(let id): rooms[id]
        case .unit(let id): units[id]
        }
    }
}
