// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// Who could be invited to a session, by what the registers know: counterparts of its bodies, and experts.
struct SessionSuggestionStore: Sendable {
    let tenant: Tenant.ID

    /// What a body keeps in touch with.
    struct Counterpart: Sendable, Hashable {
        let organ: String
        let kind: Kind
        let name: String

        enum Kind: String, Sendable { case unit, area, sector, room }
    }

    /// An expert whose term runs.
    struct Expert: Sendable, Hashable {
        let person: Person.ID
        let name: String
        let position: String?
        let pool: String
        let fields: [String]
    }

    private static let limit = 100

    /// What these bodies keep in touch with (A1-05), by body and name.
    func counterparts(of bodies: [DirectoryEntry.ID], in transaction: Transaction) throws -> [Counterpart] {
        guard !bodies.isEmpty else { return [] }
        let organs = SQL(joining: bodies.map { "\($0.number)" }, with: ", ")
        return try transaction.rows(
            """
            SELECT o.name, u.name, a.name, s.name, r.name FROM counterpart c
            JOIN organ o ON o.tenant = c.tenant AND o.id = c.organ
            LEFT JOIN handling_unit u ON u.tenant = c.tenant AND u.id = c.unit
            LEFT JOIN area a ON a.tenant = c.tenant AND a.code = c.area
            LEFT JOIN organ s ON s.tenant = c.tenant AND s.id = c.sector
            LEFT JOIN room r ON r.tenant = c.tenant AND r.id = c.room
            WHERE c.tenant = \(tenant.number) AND c.organ IN (\(organs)) AND c.ended_on IS NULL
            ORDER BY o.name, c.id LIMIT \(Self.limit)
            """
        ) { row -> Counterpart? in
            let organ = try row.next(String.self)
            let names = [
                (Counterpart.Kind.unit, try row.next(String?.self)), (.area, try row.next()), (.sector, try row.next()),
                (.room, try row.next()),
            ]
            return names.compactMap { kind, name in name.map { Counterpart(organ: organ, kind: kind, name: $0) } }.first
        }.compactMap(\.self)
    }

    /// Experts whose term runs on a day, in the order of strokes.
    func experts(on day: Day, in transaction: Transaction) throws -> [Expert] {
        let experts = try transaction.rows(
            """
            SELECT p.id, p.name, p.position, o.name, e.fields FROM expert e
            JOIN person p ON p.tenant = e.tenant AND p.id = e.person
            JOIN organ o ON o.tenant = e.tenant AND o.id = e.pool
            WHERE e.tenant = \(tenant.number) AND e.ended_on IS NULL AND e.starts_on <= \(day.description)
                AND (e.ends_on IS NULL OR e.ends_on >= \(day.description))
            ORDER BY e.id
            """
        ) { row in
            let (person, name, position, pool) = (
                Person.ID(try row.next()), try row.next(String.self), try row.next(String?.self),
                try row.next(String.self)
            )
            let fields = try row.next(String.self).split { "、，,；; ".contains($0) }.map(String.init)
            return Expert(person: person, name: name, position: position, pool: pool, fields: fields)
        }
        return StrokeOrder.sorted(experts) { $0.name }
    }

    /// Who leads, supports, hosts, takes part in and benefits from what a room does (A1-06), in that order. `named`: what the
    /// county calls the five.
    func parties(of room: Room.ID, named: [String], in transaction: Transaction) throws -> [(
        kind: String, name: String
    )] {
        let found = try transaction.rows(
            """
            SELECT party, name FROM room_party
            WHERE tenant = \(tenant.number) AND room = \(room.number) AND ended_on IS NULL ORDER BY id
            """
        ) { (try $0.next(String.self), try $0.next(String.self)) }
        return zip(DirectoryWording.partyKinds, named).flatMap { option, kind in
            found.filter { $0.0 == option.code }.map { (kind: kind, name: $0.1) }
        }
    }
}
