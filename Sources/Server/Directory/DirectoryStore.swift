// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// Tenants, their areas, people and units.
struct DirectoryStore: Sendable {
    /// Every tenant by the host names it is reached under, with the rules that count on a day.
    func sites(on day: Day, in transaction: Transaction) throws -> Sites {
        let tenants = try transaction.rows(
            "SELECT id, kind, name, short_name, area, contact, is_training, is_default FROM tenant ORDER BY id"
        ) { row -> (Tenant, isDefault: Bool) in (try Self.tenant(&row), try row.next()) }
        var sites: [Tenant.ID: Site] = [:]
        for (tenant, _) in tenants {
            let practice = Practice(
                profile: try PracticeStore(tenant: tenant.id).profile(on: day, in: transaction),
                calendar: try CalendarStore(tenant: tenant.id).calendar(in: transaction))
            sites[tenant.id] = Site(tenant: tenant, practice: practice)
        }
        let hosts = try transaction.rows(
            "SELECT host, tenant FROM tenant_host ORDER BY tenant, position, host"
        ) { row -> (String, Tenant.ID) in (try row.next(), Identifier(try row.next())) }
        let fallback = tenants.count == 1 ? tenants.first?.0 : tenants.first { $0.isDefault }?.0
        return Sites(
            hosts: hosts.compactMap { host, id in sites[id].map { (host, $0) } },
            fallback: fallback.flatMap { sites[$0.id] })
    }

    /// Whether there is any tenant; asks nothing of the schema but its first table.
    func hasTenant(in transaction: Transaction) throws -> Bool {
        try transaction.first("SELECT 1 FROM tenant LIMIT 1") { try $0.next(Int64.self) } != nil
    }

    private static func tenant(_ row: inout Row) throws -> Tenant {
        let id = Identifier<Tenant>(try row.next())
        guard let kind = Tenant.Kind(rawValue: try row.next()) else { throw DatabaseError.malformed("tenant.kind") }
        let name = try row.next(String.self)
        let shortName = try row.next(String.self)
        guard let area = AreaCode(try row.next(String.self)) else { throw DatabaseError.malformed("tenant.area") }
        return Tenant(
            id: id, kind: kind, name: name, shortName: shortName, areaCode: area, contact: try row.next(),
            isTraining: try row.next())
    }

    /// Writes a committee as it is founded, its hosts the first first. Throws ``CommitteeRefusal/hostTaken``.
    func insert(
        _ tenant: Tenant, hosts: [String], isDefault: Bool, profile: PracticeProfile, at now: Instant,
        in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO tenant (id, kind, name, short_name, area, contact, is_training, is_default, created_at)
            VALUES (\(tenant.id.number), \(tenant.kind.rawValue), \(tenant.name), \(tenant.shortName),
                \(tenant.areaCode.text), \(tenant.contact), \(tenant.isTraining), \(isDefault), \(now.milliseconds))
            """)
        try CommitteeStore(tenant: tenant.id).insert(hosts: hosts, in: transaction)
        try PracticeStore(tenant: tenant.id)
            .insert(1, from: now.day, body: try PracticeStore.body(profile), in: transaction)
    }

    /// The tenant that a host name leads to.
    func tenant(ofHost host: String, in transaction: Transaction) throws -> Tenant? {
        try transaction.first(
            """
            SELECT t.id, t.kind, t.name, t.short_name, t.area, t.contact, t.is_training
            FROM tenant_host h JOIN tenant t ON t.id = h.tenant WHERE h.host = \(host)
            """
        ) { try Self.tenant(&$0) }
    }

    /// Takes its host names from a tenant: nobody reaches it any more.
    func deleteHosts(of tenant: Tenant.ID, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM tenant_host WHERE tenant = \(tenant.number)")
    }

    func insert(_ area: Area, tenant: Tenant.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO area (tenant, code, name, id)
            VALUES (\(tenant.number), \(area.code.text), \(area.name), \(area.code.number))
            """)
    }

    func insert(_ person: Person, tenant: Tenant.ID, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO person (id, tenant, number, name, created_at)
            VALUES (\(person.id.number), \(tenant.number), \(String(person.id.number)), \(person.name),
                \(now.milliseconds))
            """)
    }

    func insert(
        _ unit: HandlingUnit, letterMark: String? = nil, tenant: Tenant.ID, at now: Instant, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO handling_unit (id, tenant, name, letter_mark, created_at)
            VALUES (\(unit.id.number), \(tenant.number), \(unit.name), \(letterMark), \(now.milliseconds))
            """)
    }

    /// Every handling unit, by name.
    func units(of tenant: Tenant.ID, in transaction: Transaction) throws -> [HandlingUnit] {
        try transaction.rows(
            """
            SELECT id, name FROM handling_unit
            WHERE tenant = \(tenant.number) AND ended_on IS NULL ORDER BY name, id
            """
        ) { HandlingUnit(id: Identifier(try $0.next()), name: try $0.next()) }
    }

    /// Somebody who answers for a unit.
    struct Officer: Sendable {
        let person: Person
        let unit: HandlingUnit
    }

    /// Everybody who answers for a unit on this day, unit by unit, those of one unit in the order of strokes.
    func officers(of tenant: Tenant.ID, on day: Day, in transaction: Transaction) throws -> [Officer] {
        let officers = try transaction.rows(
            """
            SELECT p.id, p.name, u.id, u.name FROM appointment a
            JOIN person p ON p.tenant = a.tenant AND p.id = a.person
            JOIN handling_unit u ON u.tenant = a.tenant AND u.id = a.unit
            WHERE a.tenant = \(tenant.number) AND a.role = 'unit_officer' AND u.ended_on IS NULL
                AND \(AppointmentStore.inForce(on: day))
            ORDER BY u.name, u.id, p.id
            """
        ) {
            Officer(
                person: Person(id: Identifier(try $0.next()), name: try $0.next()),
                unit: HandlingUnit(id: Identifier(try $0.next()), name: try $0.next()))
        }
        let ofUnits = Dictionary(grouping: officers) { $0.unit.id }
        return officers.indices.filter { $0 == 0 || officers[$0 - 1].unit.id != officers[$0].unit.id }
            .flatMap { first in StrokeOrder.sorted(ofUnits[officers[first].unit.id] ?? []) { $0.person.name } }
    }

    /// The names of people.
    func names(of people: Set<Person.ID>, tenant: Tenant.ID, in transaction: Transaction) throws -> [Person.ID: String]
    {
        guard !people.isEmpty else { return [:] }
        let ids = SQL(joining: people.sorted().map { "\($0.number)" }, with: ", ")
        let found = try transaction.rows(
            "SELECT id, name FROM person WHERE tenant = \(tenant.number) AND id IN (\(ids))"
        ) { row -> (Person.ID, String) in (Identifier(try row.next()), try row.next()) }
        return Dictionary(found, uniquingKeysWith: { a, _ in a })
    }

    /// The person of this number in the register; where it is nobody's, of this id of the record.
    func person(numbered text: String, tenant: Tenant.ID, in transaction: Transaction) throws -> Person? {
        let id = Identifier<Person>(text)
        return try transaction.first(
            """
            SELECT id, name FROM person WHERE tenant = \(tenant.number) AND (number = \(text) OR id = \(id?.number ?? 0))
            ORDER BY CASE WHEN number = \(text) THEN 0 ELSE 1 END LIMIT 1
            """
        ) { Person(id: Identifier(try $0.next()), name: try $0.next()) }
    }

    /// The number of a person in the register; nil where there is none.
    func number(of person: Person.ID, tenant: Tenant.ID, in transaction: Transaction) throws -> String? {
        try transaction.first(
            "SELECT number FROM person WHERE tenant = \(tenant.number) AND id = \(person.number)"
        ) { try $0.next(String?.self) } ?? nil
    }
}
