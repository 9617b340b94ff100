// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// How far the rooms reach: which areas, sectors and members have one, which rooms have members and plans, and which have not
/// (A2-01, A2-03).
struct RoomCoverageStore: Sendable {
    let tenant: Tenant.ID
    /// The year whose plans are looked at.
    let year: Int

    /// What is covered, or is not.
    enum Subject: String, CaseIterable, Sendable {
        /// Towns with a room of their own.
        case towns
        /// Villages with a room.
        case villages
        /// Sectors with a room.
        case sectors
        /// Members of this committee who are assigned to a room.
        case members
        /// Rooms to which a member is assigned.
        case rooms
        /// Rooms with a plan for the year.
        case plans
        /// Rooms that have held as many sessions as they planned.
        case fulfilled
    }

    /// How many there are, and how many of them are covered.
    struct Figure: Sendable, Hashable {
        let subject: Subject
        let covered: Int
        let all: Int
    }

    /// One of those behind a figure.
    struct Line: Sendable {
        let id: Int64
        let name: String
        /// Where it lies, or what it has come to.
        let note: String?
        /// The room, its area and what its page is found by, where it is one.
        let room: (id: Room.ID, area: AreaCode, token: String)?
    }

    func figures(in transaction: Transaction) throws -> [Figure] {
        try Subject.allCases.map { subject in
            let parts = parts(subject)
            return try transaction.first(
                """
                SELECT COALESCE(SUM(CASE WHEN \(parts.covered) THEN 1 ELSE 0 END), 0), COUNT(*)
                FROM \(parts.tables) WHERE x.tenant = \(tenant.number) AND x.ended_on IS NULL AND \(parts.all)
                """
            ) { Figure(subject: subject, covered: try $0.next(), all: try $0.next()) }
                ?? Figure(subject: subject, covered: 0, all: 0)
        }
    }

    /// Those that are covered, or those that are not, by id after the one with number `after`.
    func lines(
        _ subject: Subject, covered: Bool, after: Int64?, limit: Int, in transaction: Transaction
    ) throws -> [Line] {
        let parts = parts(subject)
        let condition: SQL = covered ? parts.covered : "NOT (\(parts.covered))"
        return try transaction.rows(
            """
            SELECT x.id, \(parts.name), \(parts.note), \(parts.room) FROM \(parts.tables)
            WHERE x.tenant = \(tenant.number) AND x.ended_on IS NULL AND \(parts.all) AND \(condition)
                AND x.id > \(after ?? 0)
            ORDER BY x.id LIMIT \(limit)
            """
        ) { row in
            let (id, name, note) = (try row.next(Int64.self), try row.next(String.self), try row.next(String?.self))
            let (area, token) = (try row.next(String?.self), try row.next(String?.self))
            let room = area.flatMap { AreaCode($0) }.flatMap { area in
                token.map { (id: Room.ID(id), area: area, token: $0) }
            }
            return Line(id: id, name: name, note: note, room: room)
        }
    }

    // MARK: - What each of them is

    /// The parts of the statements about a subject: `x` is what is counted.
    private struct Parts {
        let tables: SQL
        var all: SQL = "1 = 1"
        let covered: SQL
        var name: SQL = "x.name"
        var note: SQL = "NULL"
        /// Area and token of a room.
        var room: SQL = "NULL, NULL"
    }

    private func parts(_ subject: Subject) -> Parts {
        switch subject {
        case .towns:
            Parts(
                tables: "area x", all: "substr(x.code, 10, 3) = '000' AND substr(x.code, 7, 3) <> '000'",
                covered: Self.hasRoom("r.area = x.code"))
        case .villages:
            Parts(
                tables: "area x", all: "substr(x.code, 10, 3) <> '000'", covered: Self.hasRoom("r.area = x.code"),
                note: """
                    (SELECT t.name FROM area t WHERE t.tenant = x.tenant AND t.code = substr(x.code, 1, 9) || '000')
                    """)
        case .sectors:
            Parts(
                tables: "organ x", all: "x.kind = 'sector'",
                covered: Self.hasRoom(
                    """
                    (r.level = 'sector' AND r.host = x.name OR EXISTS (SELECT 1 FROM counterpart c
                        WHERE c.tenant = x.tenant AND c.organ = x.id AND c.room = r.id AND c.ended_on IS NULL))
                    """))
        case .members:
            Parts(
                tables: "membership x JOIN person p ON p.tenant = x.tenant AND p.id = x.person",
                all: "x.level = 'own'", covered: Self.hasRoom("r.id = x.room"), name: "p.name",
                note: """
                    COALESCE((SELECT r.name FROM room r WHERE r.tenant = x.tenant AND r.id = x.room),
                        (SELECT o.name FROM organ o WHERE o.tenant = x.tenant AND o.id = x.sector))
                    """)
        case .rooms:
            Self.ofRooms(
                covered: """
                    EXISTS (SELECT 1 FROM membership m
                        WHERE m.tenant = x.tenant AND m.room = x.id AND m.ended_on IS NULL)
                    """, note: Self.areaName)
        case .plans: Self.ofRooms(covered: hasPlan, note: Self.areaName)
        case .fulfilled:
            Self.ofRooms(
                all: hasPlan,
                covered: "\(held) >= (SELECT CAST(q.sessions AS BIGINT) \(plan))",
                note: "\(held) || '/' || (SELECT q.sessions \(plan))")
        }
    }

    private static func ofRooms(all: SQL = "1 = 1", covered: SQL, note: SQL) -> Parts {
        Parts(tables: "room x", all: all, covered: covered, note: note, room: "x.area, x.token")
    }

    private static let areaName: SQL =
        "(SELECT a.name FROM area a WHERE a.tenant = x.tenant AND a.code = x.area)"

    private static func hasRoom(_ condition: SQL) -> SQL {
        "EXISTS (SELECT 1 FROM room r WHERE r.tenant = x.tenant AND r.ended_on IS NULL AND \(condition))"
    }

    private var plan: SQL {
        """
        FROM room_plan q WHERE q.tenant = x.tenant AND q.room = x.id AND q.year = \(String(year)) AND q.ended_on IS NULL
        """
    }

    private var hasPlan: SQL { "EXISTS (SELECT 1 \(plan))" }

    /// The sessions that a room has held in the year, as the list behind its page counts them.
    private var held: SQL {
        """
        (SELECT COUNT(*) FROM consultation_session s
            WHERE s.tenant = x.tenant AND (s.room = x.id OR EXISTS (SELECT 1 FROM session_room w
                WHERE w.tenant = s.tenant AND w.session = s.id AND w.room = x.id))
                AND \(SessionListStore.isHeld) AND \(RoomPlanStore.lies("s.starts_on", in: year)))
        """
    }
}
