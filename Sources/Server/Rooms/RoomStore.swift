// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The rooms of a tenant.
struct RoomStore: Sendable {
    let tenant: Tenant.ID

    /// A room with the name of its area, as lists show it.
    struct Listed: Sendable {
        let room: Room
        let areaName: String
    }

    private static let columns: SQL = """
        r.id, r.name, r.area, r.level, r.address, r.token, c.name, s.name, a.name
        """

    private static let tables: SQL = """
        room r
        JOIN area a ON a.tenant = r.tenant AND a.code = r.area
        LEFT JOIN person c ON c.tenant = r.tenant AND c.id = r.convener
        LEFT JOIN person s ON s.tenant = r.tenant AND s.id = r.secretary
        """

    func room(_ token: Room.Token, in transaction: Transaction) throws -> Listed? {
        try transaction.first(
            "SELECT \(Self.columns) FROM \(Self.tables) WHERE r.tenant = \(tenant.number) AND r.token = \(token.text)",
            Self.listed)
    }

    func room(_ id: Room.ID, in transaction: Transaction) throws -> Listed? {
        try transaction.first(
            "SELECT \(Self.columns) FROM \(Self.tables) WHERE r.tenant = \(tenant.number) AND r.id = \(id.number)",
            Self.listed)
    }

    /// Rooms in an area, oldest first, after the one with id `after`.
    func rooms(in area: AreaCode?, after: Room.ID?, limit: Int, in transaction: Transaction) throws -> [Listed] {
        let within: SQL = area.map { "AND \(AreaCondition.sql("r.area", $0))" } ?? ""
        return try transaction.rows(
            """
            SELECT \(Self.columns) FROM \(Self.tables)
            WHERE r.tenant = \(tenant.number) AND r.id > \(after?.number ?? 0) \(within)
            ORDER BY r.id LIMIT \(limit)
            """, Self.listed)
    }

    func insert(
        _ room: Room, convener: Person.ID?, secretary: Person.ID?, at now: Instant, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO room (id, tenant, name, area, level, address, token, convener, secretary, created_at)
            VALUES (\(room.id.number), \(tenant.number), \(room.name), \(room.area.text), \(room.level.rawValue),
                \(room.address), \(room.token.text), \(convener?.number), \(secretary?.number), \(now.milliseconds))
            """)
    }

    private static func listed(_ row: inout Row) throws -> Listed {
        let id = Identifier<Room>(try row.next())
        let name = try row.next(String.self)
        guard let area = AreaCode(try row.next(String.self)) else { throw DatabaseError.malformed("room.area") }
        guard let level = Room.Level(rawValue: try row.next()) else { throw DatabaseError.malformed("room.level") }
        let address = try row.next(String.self)
        guard let token = Room.Token(try row.next(String.self)) else { throw DatabaseError.malformed("room.token") }
        let room = Room(
            id: id, name: name, area: area, level: level, address: address, token: token, convener: try row.next(),
            secretary: try row.next())
        return Listed(room: room, areaName: try row.next())
    }
}

/// The condition that a code lies in an area: a range over the code's beginning, so that an index serves it.
enum AreaCondition {
    static func sql(_ column: SQL, _ area: AreaCode) -> SQL {
        let beginning = area.significantDigits
        return "\(column) >= \(beginning) AND \(column) < \(beginning + ":")"
    }
}
