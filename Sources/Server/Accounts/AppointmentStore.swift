// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// Who holds which role, where, and from when to when.
struct AppointmentStore: Sendable {
    let tenant: Tenant.ID

    /// The condition that an appointment `a` counts on a day: nobody has ended it, the day lies in its period, and the
    /// person's account is not closed. Somebody who was never given an account counts: a post may be held without one.
    static func inForce(on day: Day) -> SQL {
        """
        (a.ended_at IS NULL AND (a.valid_from IS NULL OR a.valid_from <= \(day.description))
            AND (a.valid_until IS NULL OR a.valid_until >= \(day.description))
            AND NOT EXISTS (
                SELECT 1 FROM account closed
                WHERE closed.tenant = a.tenant AND closed.person = a.person AND closed.state = 'closed'))
        """
    }

    func insert(_ grant: Grant, of person: Person.ID, in transaction: Transaction) throws {
        let (area, room, unit): (String?, Int64?, Int64?) =
            switch grant.appointment.domain {
            case .tenant: (nil, nil, nil)
            case .area(let code): (code.text, nil, nil)
            case .room(let room): (nil, room.number, nil)
            case .unit(let unit): (nil, nil, unit.number)
            }
        try transaction.execute(
            """
            INSERT INTO appointment (id, tenant, person, role, area, room, unit, valid_from, valid_until, acting_for,
                basis)
            VALUES (\(grant.id.number), \(tenant.number), \(person.number), \(grant.appointment.role.rawValue),
                \(area), \(room), \(unit), \(grant.from?.description), \(grant.until?.description),
                \(grant.actingFor?.number), \(grant.basis?.rawValue))
            """)
    }

    /// Ends an appointment at once; the row stays.
    func end(_ id: Grant.ID, of person: Person.ID, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE appointment SET ended_at = \(now.milliseconds)
            WHERE tenant = \(tenant.number) AND id = \(id.number) AND person = \(person.number) AND ended_at IS NULL
            """)
    }

    /// The roles that somebody holds or will hold, and that nobody has ended. The person's row is held until the
    /// transaction ends, so that two appointments at once cannot pass each other by.
    func rolesHeld(by person: Person.ID, on day: Day, in transaction: Transaction) throws -> [Role] {
        try transaction.execute(
            "UPDATE person SET name = name WHERE tenant = \(tenant.number) AND id = \(person.number)")
        return try grants(of: person, on: day, in: transaction).map(\.appointment.role)
    }

    /// The appointments of a person that nobody has ended and whose last day has not passed, oldest first.
    func grants(of person: Person.ID, on day: Day, in transaction: Transaction) throws -> [Grant] {
        try transaction.rows(
            """
            SELECT \(Self.columns) FROM appointment a
            WHERE a.tenant = \(tenant.number) AND a.person = \(person.number) AND a.ended_at IS NULL
                AND (a.valid_until IS NULL OR a.valid_until >= \(day.description))
            ORDER BY a.id
            """, Self.grant)
    }

    /// The appointments of everybody that nobody has ended and whose last day has not passed, with their holders, oldest first.
    func grants(on day: Day, in transaction: Transaction) throws -> [(holder: Person, grant: Grant)] {
        try transaction.rows(
            """
            SELECT \(Self.columns), p.id, p.name FROM appointment a
            JOIN person p ON p.tenant = a.tenant AND p.id = a.person
            WHERE a.tenant = \(tenant.number) AND a.ended_at IS NULL
                AND (a.valid_until IS NULL OR a.valid_until >= \(day.description))
            ORDER BY a.id
            """
        ) { row in
            let grant = try Self.grant(&row)
            return (Person(id: Identifier(try row.next()), name: try row.next()), grant)
        }
    }

    /// An appointment of somebody in which another person could act.
    struct Held: Sendable {
        let grant: Grant
        let holder: Person
        /// Whether nobody else holds it in the own right.
        var isSole = false
    }

    /// Whether one person alone, beside this one, holds an appointment to a unit in the own right.
    func isSole(
        _ appointment: Appointment, besides person: Person.ID, on day: Day, in transaction: Transaction
    ) throws -> Bool {
        guard case .unit(let unit) = appointment.domain else { return false }
        return try transaction.first(
            """
            SELECT COUNT(DISTINCT a.person) FROM appointment a
            WHERE a.tenant = \(tenant.number) AND a.role = \(appointment.role.rawValue) AND a.unit = \(unit.number)
                AND a.person <> \(person.number) AND a.acting_for IS NULL AND \(Self.inForce(on: day))
            """
        ) { try $0.next(Int.self) } == 1
    }

    /// The appointments of others in force on a day, substitutes and administrators apart, in the order of their
    /// holders' strokes.
    func held(
        without person: Person.ID, on day: Day, in transaction: Transaction
    ) throws -> [Held] {
        let administrators = SQL(joining: Role.administrators.map { "\($0.rawValue)" }, with: ", ")
        let held = try transaction.rows(
            """
            SELECT \(Self.columns), p.id, p.name FROM appointment a
            JOIN person p ON p.tenant = a.tenant AND p.id = a.person
            WHERE a.tenant = \(tenant.number) AND a.person <> \(person.number) AND \(Self.inForce(on: day))
                AND a.acting_for IS NULL AND a.role NOT IN (\(administrators))
            ORDER BY a.id LIMIT 2000
            """
        ) { row in
            Held(
                grant: try Self.grant(&row),
                holder: Person(id: Identifier(try row.next()), name: try row.next()))
        }
        return StrokeOrder.sorted(held) { $0.holder.name }
    }

    /// Who acts for somebody, by grants that nobody has ended.
    func substitutes(
        of person: Person.ID, in transaction: Transaction
    ) throws -> [(substitute: Person.ID, grant: Grant)] {
        try transaction.rows(
            """
            SELECT \(Self.columns), a.person FROM appointment a
            WHERE a.tenant = \(tenant.number) AND a.acting_for = \(person.number) AND a.ended_at IS NULL ORDER BY a.id
            """
        ) { row in
            let grant = try Self.grant(&row)
            return (Identifier(try row.next()), grant)
        }
    }

    private static let columns: SQL = """
        a.id, a.role, a.area, a.room, a.unit, a.valid_from, a.valid_until, a.acting_for, a.basis
        """

    private static func grant(_ row: inout Row) throws -> Grant {
        let id = Identifier<Grant>(try row.next())
        guard let role = Role(rawValue: try row.next()) else { throw DatabaseError.malformed("appointment \(id)") }
        let area = try row.next(String?.self).flatMap { AreaCode($0) }
        let room = try row.next(Int64?.self)
        let unit = try row.next(Int64?.self)
        let domain: Appointment.Domain =
            unit.map { .unit(Identifier($0)) } ?? room.map { .room(Identifier($0)) } ?? area.map { .area($0) }
            ?? .tenant
        return Grant(
            id: id, appointment: Appointment(role, domain),
            from: try row.next(String?.self).flatMap { Day($0) },
            until: try row.next(String?.self).flatMap { Day($0) },
            actingFor: try row.next(Int64?.self).map { Identifier($0) },
            basis: try row.next(String?.self).flatMap(Grant.Basis.init))
    }

    /// The people who hold a role, on this day, where a record of this room and area lies.
    func holders(
        of role: Role, room: Room.ID, area: AreaCode, on day: Day, in transaction: Transaction
    ) throws -> [Person.ID] {
        let appointments = try transaction.rows(
            """
            SELECT a.person, a.area, a.room FROM appointment a
            WHERE a.tenant = \(tenant.number) AND a.role = \(role.rawValue) AND \(Self.inForce(on: day))
            """
        ) { row -> (Person.ID, Appointment.Domain) in
            let person = Identifier<Person>(try row.next())
            let ownArea = try row.next(String?.self).flatMap { AreaCode($0) }
            let ownRoom = try row.next(Int64?.self)
            return (person, ownRoom.map { .room(Identifier($0)) } ?? ownArea.map { .area($0) } ?? .tenant)
        }
        return Set(appointments.filter { $0.1.covers(room: room, area: area) }.map(\.0)).sorted()
    }

    /// Whoever shall hear of what comes into a room: those who hold the secretary's role there, in the room, its area or the whole
    /// county. Where none of them has an account in use, the conveners who can act hear of it as well, and where there
    /// are none either, the leaders: nothing comes in unheard.
    func takers(room: Room.ID, area: AreaCode, on day: Day, in transaction: Transaction) throws -> [Person.ID] {
        let roles: [Role] = [.roomSecretary, .convener, .leader]
        let list = SQL(joining: roles.map { "\($0.rawValue)" }, with: ", ")
        let held = try transaction.rows(
            """
            SELECT a.role, a.person, a.area, a.room, CASE WHEN EXISTS (
                    SELECT 1 FROM account c WHERE c.tenant = a.tenant AND c.person = a.person AND c.state = 'active')
                THEN 1 ELSE 0 END
            FROM appointment a
            WHERE a.tenant = \(tenant.number) AND a.role IN (\(list)) AND (a.room = \(room.number) OR a.room IS NULL)
                AND \(Self.inForce(on: day))
            """
        ) { row -> (role: Role?, person: Person.ID, domain: Appointment.Domain, canAct: Bool) in
            let (role, person) = (Role(rawValue: try row.next()), Identifier<Person>(try row.next()))
            let ownArea = try row.next(String?.self).flatMap { AreaCode($0) }
            let ownRoom = try row.next(Int64?.self)
            let domain: Appointment.Domain =
                ownRoom.map { .room(Identifier($0)) } ?? ownArea.map { .area($0) } ?? .tenant
            return (role, person, domain, try row.next(Int.self) == 1)
        }.filter { $0.domain.covers(room: room, area: area) }
        var takers = Set(held.filter { $0.role == .roomSecretary }.map(\.person))
        for role in roles {
            let able = held.filter { $0.role == role && $0.canAct }.map(\.person)
            takers.formUnion(able)
            if !able.isEmpty { break }
        }
        return takers.sorted()
    }

    /// Everybody who holds a role somewhere on this day, in the order of strokes.
    func holders(of role: Role, on day: Day, in transaction: Transaction) throws -> [Person] {
        let people = try transaction.rows(
            """
            SELECT DISTINCT p.id, p.name FROM appointment a
            JOIN person p ON p.tenant = a.tenant AND p.id = a.person
            WHERE a.tenant = \(tenant.number) AND a.role = \(role.rawValue) AND \(Self.inForce(on: day))
            ORDER BY p.id
            """
        ) { Person(id: Identifier(try $0.next()), name: try $0.next()) }
        return StrokeOrder.sorted(people) { $0.name }
    }
}
