// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Where lines of registers lie, and the people, rooms and bodies that they name: what ``RegisterScope`` decides by.
struct RegisterPlaceStore: Sendable {
    let tenant: Tenant.ID

    /// The registers whose entries lie somewhere.
    static let placed: Set<Register> = [.rooms, .people, .organs]

    /// The places in which an entry of one of these registers lies. A member belongs to an area, and perhaps to a room of it;
    /// whoever convenes a room or is its secretary belongs to that as well. Those who have left do so for what they did.
    func places(
        of id: DirectoryEntry.ID, in register: Register, in transaction: Transaction
    ) throws -> [RegisterScope.Place] {
        let own: SQL = "tenant = \(tenant.number)"
        let found: SQL
        switch register {
        case .rooms: found = "SELECT id, area FROM room WHERE \(own) AND id = \(id.number)"
        case .organs:
            found = "SELECT CAST(NULL AS BIGINT), area FROM organ WHERE \(own) AND id = \(id.number)"
        case .people:
            found = """
                SELECT room, area FROM membership WHERE \(own) AND person = \(id.number)
                UNION ALL SELECT id, area FROM room
                WHERE \(own) AND (convener = \(id.number) OR secretary = \(id.number))
                """
        case .areas, .units, .members, .posts, .counterparts, .terms, .plenaries, .campaigns, .experts, .contributions,
            .observations,
            .appraisals, .leaders, .parties, .activities, .trainings, .venueActivities, .roomPlans:
            return []
        }
        return try transaction.rows(found) { row in
            RegisterScope.Place(
                room: try row.next(Int64?.self).map { Room.ID($0) },
                area: try row.next(String?.self).flatMap { AreaCode($0) })
        }
    }

    /// The same as a condition: whether the entry of a register with this id lies in one of the domains.
    func lies(_ id: SQL, of register: Register, in domains: [Appointment.Domain]) -> SQL {
        switch register {
        case .rooms:
            """
            EXISTS (SELECT 1 FROM room q WHERE q.tenant = \(tenant.number) AND q.id = \(id)
                AND \(Self.condition(domains, room: "q.id", area: "q.area")))
            """
        case .organs:
            """
            EXISTS (SELECT 1 FROM organ q WHERE q.tenant = \(tenant.number) AND q.id = \(id)
                AND \(Self.condition(domains, room: nil, area: "q.area")))
            """
        case .people:
            """
            (EXISTS (SELECT 1 FROM membership q WHERE q.tenant = \(tenant.number) AND q.person = \(id)
                AND \(Self.condition(domains, room: "q.room", area: "q.area")))
            OR EXISTS (SELECT 1 FROM room q WHERE q.tenant = \(tenant.number)
                AND (q.convener = \(id) OR q.secretary = \(id))
                AND \(Self.condition(domains, room: "q.id", area: "q.area"))))
            """
        case .areas, .units, .members, .posts, .counterparts, .terms, .plenaries, .campaigns, .experts, .contributions,
            .observations,
            .appraisals, .leaders, .parties, .activities, .trainings, .venueActivities, .roomPlans:
            "1 = 0"
        }
    }

    /// The condition on a line `e` of a form for what the scope covers.
    func covered(_ form: RegisterForm, by scope: RegisterScope) -> SQL {
        guard !scope.isWhole else { return "1 = 1" }
        let ways = form.placing.map { lies("e.\($0.column.sql)", of: $0.register, in: scope.domains) }
        return ways.isEmpty ? "1 = 0" : "(\(SQL(joining: ways, with: " OR ")))"
    }

    private static func condition(_ domains: [Appointment.Domain], room: SQL?, area: SQL) -> SQL {
        let each = domains.map { domain -> SQL in
            switch domain {
            case .tenant: "1 = 1"
            case .area(let own): "(\(AreaCondition.sql(area, own)))"
            case .room(let own): room.map { "\($0) = \(own.number)" } ?? "1 = 0"
            case .unit: "1 = 0"
            }
        }
        return each.isEmpty ? "1 = 0" : "(\(SQL(joining: each, with: " OR ")))"
    }
}

extension RegisterForm {
    /// The columns that say where a line lies, and of which register each is.
    var placing: [(column: RegisterColumn, register: Register)] {
        places.filter { register.placedBy.contains($0.register) }
    }

    /// The columns that name somebody or something that lies somewhere.
    var places: [(column: RegisterColumn, register: Register)] {
        columns.compactMap { column in
            guard case .entry(let named) = column.content, RegisterPlaceStore.placed.contains(named) else { return nil }
            return (column, named)
        }
    }
}
