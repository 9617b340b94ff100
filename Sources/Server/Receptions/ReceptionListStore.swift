// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Lists of reception days, and what came of each in numbers.
struct ReceptionListStore: Sendable {
    let tenant: Tenant.ID

    /// Which part of the desk's list is looked at.
    enum Part: String, CaseIterable, Sendable {
        case coming, over
    }

    /// How many came, and what came of it.
    struct Figures: Sendable, Hashable {
        var booked = 0
        var came = 0
        var missed = 0
        var walkIns = 0
        var topics = 0
        /// Of the booked ones, those of whom it is not said yet whether they came.
        var waiting = 0
    }

    /// A day in a list.
    struct Listed: Sendable {
        let id: ReceptionDay.ID
        let day: Day
        let hours: ReceptionHours
        let place: String?
        let state: ReceptionDay.State.Name
        let room: Room.ID
        let roomName: String
        /// Of all slots together.
        let free: Int
        let figures: Figures
    }

    /// Where a page of a list ended.
    struct Place: Sendable, Hashable {
        let day: String
        let id: ReceptionDay.ID
    }

    func list(
        _ part: Part, scope: ReceptionScope, after: Place?, limit: Int, in transaction: Transaction
    ) throws -> [Listed] {
        try transaction.rows(
            """
            \(Self.columns) WHERE \(Self.visible(scope, tenant)) AND \(Self.condition(part)) \(Self.beyond(part, after))
            \(Self.order(part)) LIMIT \(limit)
            """, Self.listed)
    }

    /// How many lie in each part.
    func counts(scope: ReceptionScope, in transaction: Transaction) throws -> [Part: Int] {
        let sums = Part.allCases.map { part -> SQL in
            "COALESCE(SUM(CASE WHEN \(Self.condition(part)) THEN 1 ELSE 0 END), 0)"
        }
        let numbers =
            try transaction.first(
                """
                SELECT \(SQL(joining: sums, with: ", ")) FROM reception_day d WHERE \(Self.visible(scope, tenant))
                """
            ) { row in try Part.allCases.map { _ in try row.next(Int.self) } } ?? []
        return Dictionary(uniqueKeysWithValues: zip(Part.allCases, numbers))
    }

    /// What everybody may know of a room: days to come, nearest first, or those that are over, latest first.
    func announced(
        _ part: Part, room: Room.ID, today: Day, after: Place? = nil, limit: Int, in transaction: Transaction
    ) throws -> [Listed] {
        return try transaction.rows(
            """
            \(Self.columns) WHERE d.tenant = \(tenant.number) AND d.room = \(room.number) AND \(Self.announced(part, today))
                \(Self.beyond(part, after)) \(Self.order(part)) LIMIT \(limit)
            """, Self.listed)
    }

    private static func announced(_ part: Part, _ today: Day) -> SQL {
        part == .coming ? "d.state = 'open' AND d.held_on >= \(today.description)" : "d.state = 'over'"
    }

    /// The condition for what everybody may know of `reception_day d` in `room r`.
    static func announced(today: Day, _ tenant: Tenant.ID) -> SQL {
        let parts = Part.allCases.map { part -> SQL in "(\(announced(part, today)))" }
        return "d.tenant = \(tenant.number) AND r.ended_on IS NULL AND (\(SQL(joining: parts, with: " OR ")))"
    }

    func one(_ id: ReceptionDay.ID, in transaction: Transaction) throws -> Listed? {
        try transaction.first(
            "\(Self.columns) WHERE d.tenant = \(tenant.number) AND d.id = \(id.number)", Self.listed)
    }

    /// What days are called in notices, as far as the scope may see them.
    func titles(
        of days: [ReceptionDay.ID], scope: ReceptionScope, in transaction: Transaction
    ) throws -> [ReceptionDay.ID: NoticeTitle] {
        guard !days.isEmpty else { return [:] }
        let found = try transaction.rows(
            """
            SELECT d.id, d.held_on, r.name FROM reception_day d
            JOIN room r ON r.tenant = d.tenant AND r.id = d.room
            WHERE \(Self.visible(scope, tenant))
                AND d.id IN (\(SQL(joining: days.map { "\($0.number)" }, with: ", ")))
            """
        ) { row -> (ReceptionDay.ID, NoticeTitle) in
            let id = Identifier<ReceptionDay>(try row.next())
            guard let day = Day(try row.next(String.self)) else { throw DatabaseError.malformed("reception_day \(id)") }
            let room = try row.next(String.self)
            return (id, NoticeTitle(words: ReceptionWording.title(day, room, today: day), isPublic: true))
        }
        return Dictionary(uniqueKeysWithValues: found)
    }

    private static func order(_ part: Part) -> SQL {
        // What is over is read from its end.
        part == .over ? "ORDER BY d.held_on DESC, d.id DESC" : "ORDER BY d.held_on, d.id"
    }

    private static func beyond(_ part: Part, _ after: Place?) -> SQL {
        guard let after else { return "" }
        return part == .over
            ? "AND (d.held_on < \(after.day) OR (d.held_on = \(after.day) AND d.id < \(after.id.number)))"
            : "AND (d.held_on > \(after.day) OR (d.held_on = \(after.day) AND d.id > \(after.id.number)))"
    }

    private static func condition(_ part: Part) -> SQL {
        switch part {
        case .coming: "d.state = 'open'"
        case .over: "d.state IN ('over', 'cancelled')"
        }
    }

    /// The one place where a scope becomes a condition on `reception_day d`.
    static func visible(_ scope: ReceptionScope, _ tenant: Tenant.ID) -> SQL {
        var conditions = scope.domains.map { RoomDomainCondition.sql($0, of: "d") }
        if let person = scope.member {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM reception_member m
                    WHERE m.tenant = d.tenant AND m.reception = d.id AND m.person = \(person.number))
                """)
        }
        return conditions.isEmpty
            ? "1 = 0" : "d.tenant = \(tenant.number) AND (\(SQL(joining: conditions, with: " OR ")))"
    }

    private static let columns: SQL = """
        SELECT d.id, d.held_on, d.from_minute, d.until_minute, d.slot_minutes, d.places, d.place, d.state, d.room, r.name,
            (SELECT COALESCE(SUM(s.places - s.taken), 0) FROM reception_slot s
                WHERE s.tenant = d.tenant AND s.reception = d.id),
            \(count("v.minute IS NOT NULL AND v.state <> 'cancelled'")),
            \(count("v.state IN ('arrived', 'recorded', 'raised')")), \(count("v.state = 'missed'")),
            \(count("v.minute IS NULL")), \(count("v.state = 'raised'")), \(count("v.state = 'booked'"))
        FROM reception_day d JOIN room r ON r.tenant = d.tenant AND r.id = d.room
        """

    private static func count(_ condition: SQL) -> SQL {
        """
        (SELECT COUNT(*) FROM reception_visit v
            WHERE v.tenant = d.tenant AND v.reception = d.id AND \(condition))
        """
    }

    private static func listed(_ row: inout Row) throws -> Listed {
        let id = Identifier<ReceptionDay>(try row.next())
        let day = Day(try row.next(String.self))
        let hours = ReceptionHours(
            from: try row.next(), until: try row.next(), slotMinutes: try row.next(), places: try row.next())
        let place = try row.next(String?.self)
        guard let day, let state = ReceptionDay.State.Name(rawValue: try row.next()) else {
            throw DatabaseError.malformed("reception_day \(id)")
        }
        return Listed(
            id: id, day: day, hours: hours, place: place, state: state, room: Identifier(try row.next()),
            roomName: try row.next(), free: try row.next(),
            figures: Figures(
                booked: try row.next(), came: try row.next(), missed: try row.next(), walkIns: try row.next(),
                topics: try row.next(), waiting: try row.next()))
    }
}
