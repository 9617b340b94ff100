// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Which special committees keep in touch with what a matter is about, and who keeps those committees (A1-05).
struct CounterpartStore: Sendable {
    let tenant: Tenant.ID

    /// What a matter is about.
    struct Matter: Sendable {
        /// Where it is talked over. A committee of the room itself is meant, and, of a room of a sector, one of the sector.
        let rooms: [Room.ID]
        /// Where it happens. A committee of the village is meant, and one of the town.
        let areas: [AreaCode]
        /// Bodies that have to do with it: sectors by themselves, work committees by their towns.
        var bodies: [DirectoryEntry.ID] = []
        /// People who were asked; of those who work for a unit, the unit is meant.
        var people: [Person.ID] = []
        /// Names under which units were asked.
        var units: [String] = []
    }

    /// A special committee that keeps in touch with some of it.
    struct Committee: Sendable, Hashable {
        let id: DirectoryEntry.ID
        let name: String
        /// With what, by name.
        var partners: [String]
        /// Who keeps it.
        var people: [Person]
    }

    private static let limit = 100

    /// The committees of a matter, by name.
    func committees(of matter: Matter, on today: Day, in transaction: Transaction) throws -> [Committee] {
        let links = try transaction.rows(
            """
            SELECT c.organ, o.name, COALESCE(u.name, a.name, s.name, r.name, '') FROM counterpart c
            JOIN organ o ON o.tenant = c.tenant AND o.id = c.organ
            LEFT JOIN handling_unit u ON u.tenant = c.tenant AND u.id = c.unit
            LEFT JOIN area a ON a.tenant = c.tenant AND a.code = c.area
            LEFT JOIN organ s ON s.tenant = c.tenant AND s.id = c.sector
            LEFT JOIN room r ON r.tenant = c.tenant AND r.id = c.room
            WHERE c.tenant = \(tenant.number) AND c.ended_on IS NULL AND o.ended_on IS NULL
                AND o.kind = 'special_committee' AND (\(SQL(joining: conditions(matter, today), with: " OR ")))
            ORDER BY o.name, c.id LIMIT \(Self.limit)
            """
        ) { row -> (DirectoryEntry.ID, String, String) in
            (Identifier(try row.next()), try row.next(), try row.next())
        }
        var committees: [Committee] = []
        for (id, name, partner) in links {
            if committees.last?.id == id {
                committees[committees.count - 1].partners.append(partner)
            } else {
                committees.append(Committee(id: id, name: name, partners: [partner], people: []))
            }
        }
        guard !committees.isEmpty else { return [] }
        let keepers = try transaction.rows(
            """
            SELECT p.organ, n.id, n.name FROM organ_post p JOIN person n ON n.tenant = p.tenant AND n.id = p.person
            WHERE p.tenant = \(tenant.number) AND p.organ IN (\(SQL(numbers: committees.map(\.id.number))))
                AND n.ended_on IS NULL AND \(SessionTogetherStore.keeps(on: today))
            ORDER BY p.id
            """
        ) { row -> (DirectoryEntry.ID, Person) in
            (Identifier(try row.next()), Person(id: Identifier(try row.next()), name: try row.next()))
        }
        return committees.map { committee in
            var committee = committee
            for (organ, person) in keepers where organ == committee.id && !committee.people.contains(person) {
                committee.people.append(person)
            }
            return committee
        }
    }

    private func conditions(_ matter: Matter, _ today: Day) -> [SQL] {
        var conditions: [SQL] = ["1 = 0"]
        if !matter.rooms.isEmpty {
            let rooms = SQL(numbers: matter.rooms.map(\.number))
            conditions += [
                "c.room IN (\(rooms))",
                """
                c.sector IN (SELECT x.id FROM organ x JOIN room h ON h.tenant = x.tenant AND h.host = x.name
                    WHERE x.tenant = \(tenant.number) AND x.kind = 'sector' AND h.level = 'sector' AND h.id IN (\(rooms)))
                """,
            ]
        }
        let areas = matter.areas.flatMap { [$0, $0.parent].compactMap(\.self) }.filter { $0.level >= Self.town }
        if !areas.isEmpty {
            conditions.append("c.area IN (\(SQL(joining: areas.map { "\($0.text)" }, with: ", ")))")
        }
        if !matter.bodies.isEmpty {
            let bodies = SQL(numbers: matter.bodies.map(\.number))
            conditions += [
                "c.sector IN (\(bodies))",
                "c.area IN (SELECT x.area FROM organ x WHERE x.tenant = \(tenant.number) AND x.id IN (\(bodies)))",
            ]
        }
        if !matter.people.isEmpty {
            conditions.append(
                """
                c.unit IN (SELECT a.unit FROM appointment a WHERE a.tenant = \(tenant.number)
                    AND a.person IN (\(SQL(numbers: matter.people.map(\.number)))) AND \(AppointmentStore.inForce(on: today)))
                """)
        }
        if !matter.units.isEmpty {
            conditions.append("u.name IN (\(SQL(joining: matter.units.map { "\($0)" }, with: ", ")))")
        }
        return conditions
    }

    /// How deep a town lies.
    private static let town = 3
}

extension CounterpartStore.Matter {
    /// Where a topic was raised.
    init(of topic: Topic) { self.init(rooms: [topic.room], areas: [topic.area]) }

    /// Of whom a session is, and who was asked to it.
    init(of session: ConsultationSession) {
        let hosts = session.plan.coHosts ?? []
        self.init(
            rooms: [session.room] + hosts.map(\.room), areas: [session.area] + hosts.map(\.area),
            bodies: session.plan.bodies ?? [],
            people: session.participants.filter { $0.category == .department }.compactMap(\.person),
            units: session.participants.filter { $0.category == .department }.compactMap(\.name.words))
    }
}
