// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Foundation

/// Tenants, their areas, people and appointments.
struct DirectoryStore: Sendable {
    /// Every tenant by the host names it is reached under.
    func sites(in transaction: Transaction) throws -> Sites {
        let tenants = try transaction.rows(
            "SELECT id, kind, name, short_name, area, contact, is_default FROM tenant ORDER BY id"
        ) { row -> (Tenant, isDefault: Bool) in (try Self.tenant(&row), try row.next()) }
        var sites: [Tenant.ID: Site] = [:]
        for (tenant, _) in tenants {
            let practice = Practice(profile: try profile(of: tenant.id, in: transaction), calendar: .national)
            sites[tenant.id] = Site(tenant: tenant, practice: practice)
        }
        let hosts = try transaction.rows("SELECT host, tenant FROM tenant_host") { row -> (String, Tenant.ID) in
            (try row.next(), Identifier(try row.next()))
        }
        let fallback = tenants.count == 1 ? tenants.first?.0 : tenants.first { $0.isDefault }?.0
        return Sites(
            byHost: Dictionary(
                hosts.compactMap { host, id in sites[id].map { (host, $0) } }, uniquingKeysWith: { a, _ in a }),
            fallback: fallback.flatMap { sites[$0.id] })
    }

    private static func tenant(_ row: inout Row) throws -> Tenant {
        let id = Identifier<Tenant>(try row.next())
        guard let kind = Tenant.Kind(rawValue: try row.next()) else { throw DatabaseError.malformed("tenant.kind") }
        let name = try row.next(String.self)
        let shortName = try row.next(String.self)
        guard let area = AreaCode(try row.next(String.self)) else { throw DatabaseError.malformed("tenant.area") }
        return Tenant(
            id: id, kind: kind, name: name, shortName: shortName, areaCode: area, contact: try row.next())
    }

    private func profile(of tenant: Tenant.ID, in transaction: Transaction) throws -> PracticeProfile {
        let body = try transaction.first(
            "SELECT body FROM practice_profile WHERE tenant = \(tenant.number) ORDER BY version DESC LIMIT 1"
        ) { try $0.next(String.self) }
        guard let body else { return .standard }
        return try JSONDecoder().decode(PracticeProfile.self, from: Data(body.utf8))
    }

    func insert(
        _ tenant: Tenant, hosts: [String], isDefault: Bool, profile: PracticeProfile, at now: Instant,
        in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO tenant (id, kind, name, short_name, area, contact, is_default, created_at)
            VALUES (\(tenant.id.number), \(tenant.kind.rawValue), \(tenant.name), \(tenant.shortName),
                \(tenant.areaCode.text), \(tenant.contact), \(isDefault), \(now.milliseconds))
            """)
        for host in hosts {
            try transaction.execute("INSERT INTO tenant_host (host, tenant) VALUES (\(host), \(tenant.id.number))")
        }
        let body = String(decoding: try JSONEncoder().encode(profile), as: UTF8.self)
        try transaction.execute(
            """
            INSERT INTO practice_profile (tenant, version, valid_from, body)
            VALUES (\(tenant.id.number), 1, \(now.day.description), \(body))
            """)
    }

    func insert(_ area: Area, tenant: Tenant.ID, in transaction: Transaction) throws {
        try transaction.execute(
            "INSERT INTO area (tenant, code, name) VALUES (\(tenant.number), \(area.code.text), \(area.name))")
    }

    func insert(_ person: Person, tenant: Tenant.ID, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO person (id, tenant, name, created_at)
            VALUES (\(person.id.number), \(tenant.number), \(person.name), \(now.milliseconds))
            """)
    }

    func appoint(
        _ person: Person.ID, to appointment: Appointment, as id: Int64, tenant: Tenant.ID, in transaction: Transaction
    ) throws {
        let (area, room): (String?, Int64?) =
            switch appointment.domain {
            case .tenant: (nil, nil)
            case .area(let code): (code.text, nil)
            case .room(let room): (nil, room.number)
            }
        try transaction.execute(
            """
            INSERT INTO appointment (id, tenant, person, role, area, room)
            VALUES (\(id), \(tenant.number), \(person.number), \(appointment.role.rawValue), \(area), \(room))
            """)
    }

    /// The people who hold a role where a record of this room and area lies.
    func holders(
        of role: Role, room: Room.ID, area: AreaCode, tenant: Tenant.ID, in transaction: Transaction
    ) throws -> [Person.ID] {
        let appointments = try transaction.rows(
            "SELECT person, area, room FROM appointment WHERE tenant = \(tenant.number) AND role = \(role.rawValue)"
        ) { row -> (Person.ID, Appointment.Domain) in
            let person = Identifier<Person>(try row.next())
            let ownArea = try row.next(String?.self).flatMap { AreaCode($0) }
            let ownRoom = try row.next(Int64?.self)
            return (person, ownRoom.map { .room(Identifier($0)) } ?? ownArea.map { .area($0) } ?? .tenant)
        }
        return Set(appointments.filter { $0.1.covers(room: room, area: area) }.map(\.0)).sorted()
    }
}
