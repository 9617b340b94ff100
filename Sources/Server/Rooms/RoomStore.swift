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
        /// Whether it is in use.
        let isOpen: Bool
        /// Whose room it is, where it is somebody's.
        let host: String?
        let hours: String?
        let functions: Set<Room.Function>
        /// What somebody has said it has; activities and results are read from the sessions.
        let saidHaves: Set<Room.Have>
        /// The day of its last session that took place, and of the last one of which an outcome was issued.
        let lastSessionOn: Day?
        let lastOutcomeOn: Day?
        /// That no topics are taken in there for a while.
        let pause: RoomCode.Pause?

        /// Why it is not complete; empty when it is.
        func gaps(on today: Day) -> [Room.Gap] {
            let since = today.advanced(byMonths: -12)
            var haves = saidHaves
            if let lastSessionOn, lastSessionOn > since { haves.insert(.activities) }
            if let lastOutcomeOn, lastOutcomeOn > since { haves.insert(.results) }
            return Room.Equipment(
                level: room.level, hasConvener: room.convener != nil, hasSecretary: room.secretary != nil,
                hasHost: host != nil, haves: haves
            ).gaps
        }
    }

    /// Which rooms a list shows.
    struct Query: Sendable, Hashable {
        var area: AreaCode?
        var level: Room.Level?
        /// Part of a name, an address or a host.
        var words: String?
        /// Complete ones only, or only those that are not.
        var isComplete: Bool?
        /// Those of somebody alone who holds a role there; nil for all.
        var domains: [Appointment.Domain]?
    }

    /// Where a page of a list ended.
    struct Place: Sendable, Hashable {
        let area: String
        let id: Room.ID
    }

    func room(_ token: Room.Token, in transaction: Transaction) throws -> Listed? {
        try one("r.token = \(token.text)", in: transaction)
    }

    /// The room that a token leads to, or led to before it was replaced: nobody who scans an old poster is lost.
    func room(answeringTo token: Room.Token, in transaction: Transaction) throws -> Listed? {
        if let room = try room(token, in: transaction) { return room }
        return try one(
            """
            r.id = (SELECT f.room FROM room_former_token f
                WHERE f.tenant = \(tenant.number) AND f.token = \(token.text))
            """, in: transaction)
    }

    func room(_ id: Room.ID, in transaction: Transaction) throws -> Listed? {
        try one("r.id = \(id.number)", in: transaction)
    }

    private func one(_ condition: SQL, in transaction: Transaction) throws -> Listed? {
        try transaction.first(
            """
            SELECT \(Self.columns) FROM \(Self.tables)
            WHERE r.tenant = \(tenant.number) AND \(condition)
            """, Self.listed)
    }

    /// Rooms in use that lie in one of these domains, by name.
    func names(
        in domains: [Appointment.Domain], limit: Int, in transaction: Transaction
    ) throws -> [(id: Room.ID, name: String)] {
        guard !domains.isEmpty else { return [] }
        return try transaction.rows(
            """
            SELECT r.id, r.name FROM room r
            WHERE r.tenant = \(tenant.number) AND r.ended_on IS NULL AND \(Self.condition(domains))
            ORDER BY r.name, r.id LIMIT \(limit)
            """
        ) { (Identifier(try $0.next()), try $0.next()) }
    }

    /// That a room lies in one of these domains.
    private static func condition(_ domains: [Appointment.Domain]) -> SQL {
        let conditions = domains.map { domain -> SQL in
            if case .room(let room) = domain { return "r.id = \(room.number)" }
            return RoomDomainCondition.sql(domain, of: "r")
        }
        return conditions.isEmpty ? "1 = 0" : "(\(SQL(joining: conditions, with: " OR ")))"
    }

    /// The area of a room.
    func area(of id: Room.ID, in transaction: Transaction) throws -> AreaCode? {
        try transaction.first("SELECT area FROM room WHERE tenant = \(tenant.number) AND id = \(id.number)") {
            try $0.next(String.self)
        }.flatMap { AreaCode($0) }
    }

    /// Rooms in use above a room, the nearest level first (BR-10).
    func rooms(above id: Room.ID, by practice: RoomPractice, in transaction: Transaction) throws -> [Room] {
        guard let own = try room(id, in: transaction)?.room else { return [] }
        let begins = [6, 9].map { own.area.text.prefix($0) + Self.zeros.prefix(12 - $0) }.map { String($0) }
        let areas = SQL(joining: (begins + [own.area.text]).map { "\($0)" }, with: ", ")
        return try transaction.rows(
            """
            SELECT \(Self.columns) FROM \(Self.tables)
            WHERE r.tenant = \(tenant.number) AND r.ended_on IS NULL AND r.area IN (\(areas)) ORDER BY r.name, r.id
            """, Self.listed
        ).map(\.room).filter { $0.isAbove(own, in: practice) }
            .sorted { practice.height(of: $0.level) < practice.height(of: $1.level) }
    }

    /// Rooms in use by area and age, after the place where the page before ended.
    func rooms(
        _ query: Query, on today: Day, after: Place?, limit: Int, in transaction: Transaction
    ) throws -> [Listed] {
        let beyond: SQL =
            after.map { "AND (r.area > \($0.area) OR (r.area = \($0.area) AND r.id > \($0.id.number)))" } ?? ""
        return try transaction.rows(
            """
            SELECT \(Self.columns) FROM \(Self.tables)
            WHERE \(condition(query, today)) \(beyond)
            ORDER BY r.area, r.id LIMIT \(limit)
            """, Self.listed)
    }

    /// How many rooms a list has, and how many of them are complete.
    func counts(
        _ query: Query, on today: Day, in transaction: Transaction
    ) throws -> (all: Int, complete: Int) {
        let complete = RoomCompletenessCondition.sql(on: today)
        return try transaction.first(
            """
            SELECT COUNT(*), COALESCE(SUM(CASE WHEN \(complete) THEN 1 ELSE 0 END), 0) FROM room r
            WHERE \(condition(query, today))
            """
        ) { (try $0.next(Int.self), try $0.next(Int.self)) } ?? (0, 0)
    }

    private func condition(_ query: Query, _ today: Day) -> SQL {
        var conditions: [SQL] = ["r.tenant = \(tenant.number)", "r.ended_on IS NULL"]
        if let domains = query.domains { conditions.append(Self.condition(domains)) }
        if let area = query.area { conditions.append(AreaCondition.sql("r.area", area)) }
        if let level = query.level { conditions.append("r.level = \(level.rawValue)") }
        if let words = query.words {
            let pattern = LikePattern.containing(words)
            let places: [SQL] = ["r.name", "r.address", "COALESCE(r.host, '')"]
            let found = places.map { "lower(\($0)) LIKE \(pattern) ESCAPE '\\'" as SQL }
            conditions.append("(\(SQL(joining: found, with: " OR ")))")
        }
        if let isComplete = query.isComplete {
            let complete = RoomCompletenessCondition.sql(on: today)
            conditions.append(isComplete ? complete : "NOT \(complete)")
        }
        return SQL(joining: conditions, with: " AND ")
    }

    /// The areas in which rooms in use lie, and those above them, by code.
    func areas(in transaction: Transaction) throws -> [Area] {
        let used = try transaction.rows(
            "SELECT DISTINCT area FROM room WHERE tenant = \(tenant.number) AND ended_on IS NULL"
        ) { try $0.next(String.self) }
        let beginnings = Set(used.flatMap { code in [6, 9, 12].map { code.prefix($0) + Self.zeros.prefix(12 - $0) } })
        return try transaction.rows(
            "SELECT code, name FROM area WHERE tenant = \(tenant.number) AND ended_on IS NULL ORDER BY code"
        ) { row -> Area? in
            let code = AreaCode(try row.next(String.self))
            let name = try row.next(String.self)
            return code.map { Area(code: $0, name: name) }
        }
        .compactMap(\.self).filter { beginnings.contains($0.code.text[...]) }
    }

    private static let zeros = "000000000000"

    private static let tables: SQL = """
        room r
        JOIN area a ON a.tenant = r.tenant AND a.code = r.area
        LEFT JOIN person c ON c.tenant = r.tenant AND c.id = r.convener
        LEFT JOIN person k ON k.tenant = r.tenant AND k.id = r.secretary
        """

    private static let columns: SQL = """
        r.id, r.name, r.area, r.level, r.address, r.token, c.name, k.name, a.name, r.ended_on, r.host, r.hours,
        r.takes_opinions, r.is_members_home, r.has_library, r.has_place, r.has_sign, r.has_rules, r.has_procedure,
        (SELECT MAX(s.starts_on) FROM consultation_session s
            WHERE s.tenant = r.tenant AND s.room = r.id AND \(SessionListStore.isHeld)),
        (SELECT MAX(s.starts_on) FROM consultation_session s
            WHERE s.tenant = r.tenant AND s.room = r.id AND s.state IN ('outcome_issued', 'archived')),
        r.intake_paused_at, r.intake_pause_reason
        """

    /// Since when a room takes in nothing, and why, as two columns say it.
    static func pause(_ row: inout Row) throws -> RoomCode.Pause? {
        let (since, reason) = (try row.next(Int64?.self), try row.next(String?.self))
        return since.map { .init(since: Instant(milliseconds: $0), reason: .kept(reason ?? "")) }
    }

    func insert(
        _ room: Room, _ venue: Room.Venue = .init(), convener: Person.ID?, secretary: Person.ID?, at now: Instant,
        in transaction: Transaction
    ) throws {
        func said(_ function: Room.Function) -> String? { venue.functions.contains(function) ? "yes" : nil }
        func said(_ have: Room.Have) -> String? { venue.haves.contains(have) ? "yes" : nil }
        try transaction.execute(
            """
            INSERT INTO room (id, tenant, name, area, level, address, token, convener, secretary, host, hours,
                takes_opinions, is_members_home, has_library, has_place, has_sign, has_rules, has_procedure, created_at)
            VALUES (\(room.id.number), \(tenant.number), \(room.name), \(room.area.text), \(room.level.rawValue),
                \(room.address), \(room.token.text), \(convener?.number), \(secretary?.number), \(venue.host),
                \(venue.hours), \(said(.opinions)), \(said(.membersHome)), \(said(.library)), \(said(.place)),
                \(said(.sign)), \(said(.rules)), \(said(.procedure)), \(now.milliseconds))
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
        let areaName = try row.next(String.self)
        let isOpen = try row.next(String?.self) == nil
        let (host, hours) = (try row.next(String?.self), try row.next(String?.self))
        var functions: Set<Room.Function> = [.consultation]
        for function in [Room.Function.opinions, .membersHome, .library] where try row.next(String?.self) == "yes" {
            functions.insert(function)
        }
        var haves: Set<Room.Have> = []
        for have in [Room.Have.place, .sign, .rules, .procedure] where try row.next(String?.self) == "yes" {
            haves.insert(have)
        }
        return Listed(
            room: room, areaName: areaName, isOpen: isOpen, host: host, hours: hours, functions: functions,
            saidHaves: haves, lastSessionOn: try row.next(String?.self).flatMap { Day($0) },
            lastOutcomeOn: try row.next(String?.self).flatMap { Day($0) }, pause: try pause(&row))
    }
}

/// The condition that a code lies in an area: a range over the code's beginning, so that an index serves it.
enum AreaCondition {
    static func sql(_ column: SQL, _ area: AreaCode) -> SQL {
        let beginning = area.significantDigits
        return "\(column) >= \(beginning) AND \(column) < \(beginning + ":")"
    }

    /// The same for a table that has indexes of villages and of towns, each with an order of its own: a range has none, and
    /// what lies in it would have to be sorted.
    static func lookedUp(_ column: SQL, _ area: AreaCode) -> SQL {
        let beginning = area.significantDigits
        return switch beginning.count {
        case 12: "\(column) = \(beginning)"
        // The words of the indexes.
        case 9: "substr(\(column), 1, 9) = \(beginning)"
        // So much of all that it is soon met by the indexes of all; no index has these words.
        case 6: "substr(\(column), 1, 6) = \(beginning)"
        case 4: "substr(\(column), 1, 4) = \(beginning)"
        default: "substr(\(column), 1, 2) = \(beginning)"
        }
    }
}

/// The rule of completeness as a condition on `room r`, for lists and counts; a test holds it against
/// ``Room/Equipment``.
enum RoomCompletenessCondition {
    static func sql(on today: Day) -> SQL {
        let owners = SQL(
            joining: Room.Level.allCases.filter(\.needsHost).map { "\($0.rawValue)" as SQL }, with: ", ")
        // COALESCE, since NOT of an unknown is no yes.
        return """
            (r.convener IS NOT NULL AND r.secretary IS NOT NULL
                AND (r.level NOT IN (\(owners)) OR r.host IS NOT NULL)
                AND COALESCE(r.has_place, 'no') = 'yes' AND COALESCE(r.has_sign, 'no') = 'yes'
                AND COALESCE(r.has_rules, 'no') = 'yes' AND COALESCE(r.has_procedure, 'no') = 'yes'
                AND \(hasActivities(on: today)) AND \(hasResults(on: today)))
            """
    }

    /// A session has taken place in the last twelve months.
    static func hasActivities(on today: Day) -> SQL { session(today, SessionListStore.isHeld) }

    /// An outcome was issued of a session of the last twelve months.
    static func hasResults(on today: Day) -> SQL { session(today, "s.state IN ('outcome_issued', 'archived')") }

    private static func session(_ today: Day, _ condition: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM consultation_session s WHERE s.tenant = r.tenant AND s.room = r.id
            AND s.starts_on > \(today.advanced(byMonths: -12).description) AND \(condition))
        """
    }
}
