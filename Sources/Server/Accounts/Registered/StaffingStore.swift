// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Rooms and units behind which somebody stands, or nobody: not whom the registers name, but who has an account in use and
/// holds the role today.
struct Staffing: Sendable {
    /// A room in use in which nobody near can act as one or the other.
    struct VacantRoom: Sendable {
        let id: Room.ID
        let name: String
        let vacancies: [Room.Vacancy]
    }

    var rooms = 0
    var vacantRooms: [VacantRoom] = []
    var units = 0
    /// Units in use for which nobody can act.
    var vacantUnits: [(id: HandlingUnit.ID, name: String)] = []

    /// How many there are behind which nobody stands.
    var vacant: Int { vacantRooms.count + vacantUnits.count }
    var isWhole: Bool { vacant == 0 }
}

/// Who sees first what is brought to a room.
struct RoomKeeper: Hashable, Sendable {
    /// The secretary whom the register names, if this person can act; nobody is promised who cannot.
    let secretary: String?
    /// Whether somebody near can act as secretary, whoever it is.
    let isNear: Bool
}

/// Reads who can act for rooms and units: three statements for all of them, one for one room.
struct StaffingStore: Sendable {
    let tenant: Tenant.ID
    /// The tenant's own area.
    let home: AreaCode

    init(of tenant: Tenant) {
        (self.tenant, home) = (tenant.id, tenant.areaCode)
    }

    func staffing(on day: Day, in transaction: Transaction) throws -> Staffing {
        let holders = try transaction.rows(
            """
            SELECT a.person, a.role, a.area, a.room, a.unit FROM appointment a
            JOIN account c ON c.tenant = a.tenant AND c.person = a.person AND c.state = 'active'
            WHERE a.tenant = \(tenant.number) AND a.role IN (\(Self.roles)) AND \(AppointmentStore.inForce(on: day))
            """, Self.holder
        ).compactMap(\.self)
        let rooms = try transaction.rows(
            """
            SELECT id, name, area, secretary, convener FROM room
            WHERE tenant = \(tenant.number) AND ended_on IS NULL ORDER BY area, id
            """
        ) { row in
            let (id, name) = (Identifier<Room>(try row.next()), try row.next(String.self))
            guard let area = AreaCode(try row.next(String.self)) else { throw DatabaseError.malformed("room.area") }
            return (id: id, name: name, area: area, named: try Self.named(&row))
        }
        let units = try transaction.rows(
            "SELECT id, name FROM handling_unit WHERE tenant = \(tenant.number) AND ended_on IS NULL ORDER BY name, id"
        ) { row -> (id: HandlingUnit.ID, name: String) in (Identifier(try row.next()), try row.next()) }
        // The room's own by its id, since hundreds of rooms have a secretary each; those of areas are few.
        let own = Dictionary(grouping: holders) { $0.appointment.domain }
        let wide = holders.filter { if case .room = $0.appointment.domain { false } else { true } }
        return Staffing(
            rooms: rooms.count,
            vacantRooms: rooms.compactMap { room in
                let vacancies = Room.vacancies(
                    of: room.id, in: room.area, named: room.named, holders: (own[.room(room.id)] ?? []) + wide,
                    home: home)
                return vacancies.isEmpty ? nil : .init(id: room.id, name: room.name, vacancies: vacancies)
            },
            units: units.count, vacantUnits: units.filter { own[.unit($0.id)] == nil })
    }

    /// The posts of one room in which nobody can act.
    func vacancies(of room: Room, on day: Day, in transaction: Transaction) throws -> [Room.Vacancy] {
        let found = try transaction.rows(
            """
            SELECT a.person, a.role, a.area, a.room, a.unit, r.secretary, r.convener FROM room r
            JOIN appointment a ON a.tenant = r.tenant AND a.role IN (\(Self.roles))
                AND (a.room = r.id OR a.room IS NULL)
            JOIN account c ON c.tenant = a.tenant AND c.person = a.person AND c.state = 'active'
            WHERE r.tenant = \(tenant.number) AND r.id = \(room.id.number) AND \(AppointmentStore.inForce(on: day))
            """
        ) { row -> (holder: Room.Holder?, named: [Room.Vacancy: Person.ID]) in
            (try Self.holder(&row), try Self.named(&row))
        }
        return Room.vacancies(
            of: room.id, in: room.area, named: found.first?.named ?? [:], holders: found.compactMap(\.holder),
            home: home)
    }

    /// Who sees first what is brought to a room.
    func keeper(of room: Room, on day: Day, in transaction: Transaction) throws -> RoomKeeper {
        let held = try transaction.rows(
            """
            SELECT a.person, a.role, a.area, a.room, a.unit, CASE WHEN a.person = r.secretary THEN p.name END
            FROM room r
            JOIN appointment a ON a.tenant = r.tenant AND a.role = \(Role.roomSecretary.rawValue)
                AND (a.room = r.id OR a.room IS NULL)
            JOIN account c ON c.tenant = a.tenant AND c.person = a.person AND c.state = 'active'
            JOIN person p ON p.tenant = a.tenant AND p.id = a.person
            WHERE r.tenant = \(tenant.number) AND r.id = \(room.id.number) AND \(AppointmentStore.inForce(on: day))
            ORDER BY a.id
            """
        ) { row -> (domain: Appointment.Domain?, named: String?) in
            (try Self.holder(&row)?.appointment.domain, try row.next())
        }
        let covering = held.filter { $0.domain?.covers(room: room.id, area: room.area) == true }
        return RoomKeeper(
            secretary: covering.compactMap(\.named).first,
            isNear: covering.contains {
                $0.domain?.isNear(room: room.id, area: room.area, home: home) == true
            })
    }

    /// The same where a topic waits to be seen first; of one that was seen, nobody is asked.
    func keeper(
        of room: Room, before topic: Topic, on day: Day, in transaction: Transaction
    ) throws -> RoomKeeper {
        guard [.held, .screening].contains(topic.state.name) else { return RoomKeeper(secretary: nil, isNear: true) }
        return try keeper(of: room, on: day, in: transaction)
    }

    private static let roles = SQL(
        joining: [Role.roomSecretary, .convener, .unitOfficer].map { "\($0.rawValue)" }, with: ", ")

    private static func holder(_ row: inout Row) throws -> Room.Holder? {
        let person = Identifier<Person>(try row.next())
        let role = Role(rawValue: try row.next())
        let area = try row.next(String?.self).flatMap { AreaCode($0) }
        let room = try row.next(Int64?.self).map { Identifier<Room>($0) }
        let unit = try row.next(Int64?.self).map { Identifier<HandlingUnit>($0) }
        let domain: Appointment.Domain =
            unit.map { .unit($0) } ?? room.map { .room($0) } ?? area.map { .area($0) } ?? .tenant
        return role.map { Room.Holder(person, Appointment($0, domain)) }
    }

    private static func named(_ row: inout Row) throws -> [Room.Vacancy: Person.ID] {
        let (secretary, convener) = (try row.next(Int64?.self), try row.next(Int64?.self))
        return [
            Room.Vacancy.secretary: secretary.map { Person.ID($0) }, .convener: convener.map { Person.ID($0) },
        ].compactMapValues(\.self)
    }
}
