// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What a room means to do in a year, how far it has come, and which bodies keep in touch with it (A2-01).
struct RoomPlanStore: Sendable {
    let tenant: Tenant.ID

    /// A room's plan of a year.
    struct Plan: Sendable, Hashable {
        let year: Int
        let sessions: Int
        let topics: String?
        /// How many sessions it has held in that year, those of other rooms that it held with them among them.
        let held: Int
    }

    /// Nil where nothing is planned for that year.
    func plan(of room: Room.ID, in year: Int, in transaction: Transaction) throws -> Plan? {
        try transaction.first(
            """
            SELECT p.sessions, p.topics, (SELECT COUNT(*) FROM consultation_session s
                WHERE s.tenant = p.tenant AND \(SessionTogetherStore.isHeld(in: room)) AND \(SessionListStore.isHeld)
                    AND \(Self.lies("s.starts_on", in: year)))
            FROM room_plan p
            WHERE p.tenant = \(tenant.number) AND p.room = \(room.number) AND p.year = \(String(year))
                AND p.ended_on IS NULL
            """
        ) { row in
            guard let sessions = Int(try row.next(String.self)) else { throw DatabaseError.malformed("room_plan") }
            return Plan(year: year, sessions: sessions, topics: try row.next(), held: try row.next())
        }
    }

    /// That a column's day lies in a year.
    static func lies(_ column: SQL, in year: Int) -> SQL {
        let (first, last) = (Day(year: year, month: 1, day: 1), Day(year: year, month: 12, day: 31))
        return "\(column) >= \(first.description) AND \(column) <= \(last.description)"
    }

    /// The bodies that keep in touch with the room itself, or with the town or village in which it lies, in one order.
    func counterparts(of room: Room, in transaction: Transaction) throws -> [String] {
        let areas = [room.area, room.area.parent].compactMap(\.self).filter { $0.level >= 3 }
        let near = SQL(joining: areas.map { "\($0.text)" }, with: ", ")
        let isNear: SQL = areas.isEmpty ? "1 = 0" : "c.area IN (\(near))"
        return try transaction.rows(
            """
            SELECT DISTINCT o.name FROM counterpart c JOIN organ o ON o.tenant = c.tenant AND o.id = c.organ
            WHERE c.tenant = \(tenant.number) AND c.ended_on IS NULL AND o.ended_on IS NULL
                AND (c.room = \(room.id.number) OR \(isNear))
            """
        ) { try $0.next(String.self) }.sorted()
    }
}
