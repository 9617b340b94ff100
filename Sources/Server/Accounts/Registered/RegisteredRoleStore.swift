// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Reads what the registers say about roles: five statements, however many people there are.
struct RegisteredRoleStore: Sendable {
    let tenant: Tenant.ID

    /// What they say on a day, and what the people are called.
    func roles(on day: Day, in transaction: Transaction) throws -> (RegisteredRoles, names: [Person.ID: String]) {
        let (members, known) = try members(on: day, in: transaction)
        let rows =
            try members + rooms(in: transaction) + units(in: transaction) + posts(on: day, in: transaction)
        // Two lines may say the same: a head of two bodies.
        var seen: Set<[AnyHashable]> = []
        let roles = rows.map(\.role).filter { seen.insert([$0.kind, $0.person, $0.appointment]).inserted }
        return (
            RegisteredRoles(roles, knownMembers: known),
            Dictionary(rows.map { ($0.role.person, $0.name) }, uniquingKeysWith: { first, _ in first })
        )
    }

    private typealias Said = (role: RegisteredRole, name: String)

    /// Members of this committee who stand on the day (BR-11); guests of higher ones get no role by being here.
    private func members(
        on day: Day, in transaction: Transaction
    ) throws -> (rows: [Said], known: Set<Person.ID>) {
        let term = try MembershipStore(tenant: tenant).term(on: day, in: transaction)
        let lines = try transaction.rows(
            """
            SELECT m.person, p.name, m.area, p.ended_on, t.ends_on, \(MembershipStore.tenure(of: term))
            FROM membership m JOIN person p ON p.tenant = m.tenant AND p.id = m.person
            LEFT JOIN term t ON t.tenant = m.tenant AND t.id = \(term?.id.number ?? 0)
            WHERE m.tenant = \(tenant.number) AND m.level = 'own' ORDER BY m.id
            """
        ) { row in
            let person = Identifier<Person>(try row.next())
            let name = try row.next(String.self)
            let area = try row.next(String?.self).flatMap { AreaCode($0) }
            let isHere = try row.next(String?.self) == nil
            let termEnds = try row.next(String?.self).flatMap { Day($0) }
            return (
                person: person, name: name, area: area, isHere: isHere, termEnds: termEnds,
                tenure: try MembershipStore.tenure(&row)
            )
        }
        let standing = lines.filter { $0.isHere && $0.tenure.stands(on: day, in: term) }
        let rows = standing.map { line -> Said in
            // A term that is over goes on until the next one begins; whoever is in it has no last day yet.
            let until = line.tenure.lastDay ?? line.termEnds.flatMap { $0 >= day ? $0 : nil }
            return (
                RegisteredRole(
                    kind: .members, person: line.person, appointment: Appointment(.member, .tenant), area: line.area,
                    from: line.tenure.startsOn, until: until), line.name
            )
        }
        return (rows, Set(lines.map(\.person)))
    }

    private func rooms(in transaction: Transaction) throws -> [Said] {
        let lines = try transaction.rows(
            """
            SELECT r.id, r.area, k.id, k.name, c.id, c.name FROM room r
            LEFT JOIN person k ON k.tenant = r.tenant AND k.id = r.secretary AND k.ended_on IS NULL
            LEFT JOIN person c ON c.tenant = r.tenant AND c.id = r.convener AND c.ended_on IS NULL
            WHERE r.tenant = \(tenant.number) AND r.ended_on IS NULL ORDER BY r.area, r.id
            """
        ) { row in
            (
                room: Identifier<Room>(try row.next()), area: AreaCode(try row.next(String.self)),
                secretary: try Self.person(&row), convener: try Self.person(&row)
            )
        }
        return lines.flatMap { line -> [Said] in
            func said(_ kind: RegisteredRole.Kind, _ role: Role, _ person: Person?) -> Said? {
                person.map {
                    (
                        RegisteredRole(
                            kind: kind, person: $0.id, appointment: Appointment(role, .room(line.room)), area: line.area
                        ),
                        $0.name
                    )
                }
            }
            return [
                said(.secretaries, .roomSecretary, line.secretary), said(.conveners, .convener, line.convener),
            ].compactMap(\.self)
        }
    }

    private func units(in transaction: Transaction) throws -> [Said] {
        let lines = try transaction.rows(
            """
            SELECT u.id, f.id, f.name, s.id, s.name FROM handling_unit u
            LEFT JOIN person f ON f.tenant = u.tenant AND f.id = u.officer AND f.ended_on IS NULL
            LEFT JOIN person s ON s.tenant = u.tenant AND s.id = u.second_officer AND s.ended_on IS NULL
            WHERE u.tenant = \(tenant.number) AND u.ended_on IS NULL ORDER BY u.name, u.id
            """
        ) { row in
            (
                unit: Identifier<HandlingUnit>(try row.next()), first: try Self.person(&row),
                second: try Self.person(&row)
            )
        }
        return lines.flatMap { line in
            [line.first, line.second].compactMap(\.self).map { person -> Said in
                (
                    RegisteredRole(
                        kind: .officers, person: person.id, appointment: Appointment(.unitOfficer, .unit(line.unit))),
                    person.name
                )
            }
        }
    }

    /// Posts in bodies in use. Which body keeps proposals, no column says: its name does (提案委员会, 提案办公室).
    private func posts(on day: Day, in transaction: Transaction) throws -> [Said] {
        let lines = try transaction.rows(
            """
            SELECT e.person, p.name, e.post, e.starts_on, o.kind, o.name, o.area FROM organ_post e
            JOIN organ o ON o.tenant = e.tenant AND o.id = e.organ AND o.ended_on IS NULL
            JOIN person p ON p.tenant = e.tenant AND p.id = e.person AND p.ended_on IS NULL
            WHERE e.tenant = \(tenant.number) AND e.ended_on IS NULL ORDER BY o.id, e.id
            """
        ) { row -> Said? in
            let person = Person(id: Identifier(try row.next()), name: try row.next())
            let post = Organ.Post(rawValue: try row.next())
            let from = try row.next(String?.self).flatMap { Day($0) }
            let kind = Organ.Kind(rawValue: try row.next())
            let keepsProposals = try row.next(String.self).contains("提案")
            let area = try row.next(String?.self).flatMap { AreaCode($0) }
            guard let post, let kind,
                let role = Organ.role(of: post, in: kind, area: area, keepsProposals: keepsProposals)
            else { return nil }
            return (
                RegisteredRole(
                    kind: role.kind, person: person.id, appointment: role.appointment, area: area, from: from),
                person.name
            )
        }
        return lines.compactMap(\.self)
    }

    private static func person(_ row: inout Row) throws -> Person? {
        let (id, name) = (try row.next(Int64?.self), try row.next(String?.self))
        return id.map { Person(id: Identifier($0), name: name ?? "") }
    }
}
