// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What takes place in the venue of a room: its sessions, its reception days and its activities (A2-04).
struct VenueCalendarStore: Sendable {
    let tenant: Tenant.ID

    /// Something that takes place.
    struct Entry: Sendable {
        let use: VenueUse
        /// What it is called; nil for a reception day, and for a session that the reader may not know of yet.
        let title: String?
        let place: String?
        /// What kind of activity it is; nil for what is none.
        let activity: VenueActivityKind?
        /// Whether everybody may know of it.
        let isPublic: Bool
        /// Whether its record on the desk is open to the reader.
        let isOpen: Bool
    }

    /// For whom it is read.
    enum Reader: Sendable {
        case everybody
        case desk(Actor)

        fileprivate var actor: Actor {
            switch self {
            case .everybody: .visitor
            case .desk(let actor): actor
            }
        }

        fileprivate var seesAll: Bool {
            switch self {
            case .everybody: false
            case .desk: true
            }
        }
    }

    /// How much is read at once: some days have a dozen entries, no month has so many.
    static let limit = 500

    /// What takes place from the first of these days to the last, in order. A session that is held by a link alone takes up no
    /// venue, nor does one that has no day.
    func entries(
        of room: Room.ID, from first: Day, until last: Day, for reader: Reader, limit: Int = Self.limit,
        in transaction: Transaction
    ) throws -> [Entry] {
        let branches = [sessions(room, first, last, reader), receptions(room, first, last, reader)]
        return try transaction.rows(
            """
            \(SQL(joining: branches + [activities(room, first, last, reader)], with: " UNION ALL "))
            ORDER BY 5, 6, 1, 2 LIMIT \(limit)
            """, Self.entry)
    }

    /// The activities to come that everybody may know of, nearest first.
    func announcedActivities(
        of room: Room.ID, since today: Day, limit: Int, in transaction: Transaction
    ) throws -> [Entry] {
        try transaction.rows(
            "\(activities(room, today, today.advanced(by: Self.daysAhead), .everybody)) ORDER BY 5, 6, 2 LIMIT \(limit)",
            Self.entry)
    }

    /// How far ahead a room's page tells of its activities.
    private static let daysAhead = 92

    /// What else takes place in the venue while something does.
    func others(
        beside use: VenueUse, in room: Room.ID, for actor: Actor, in transaction: Transaction
    ) throws -> [Entry] {
        try entries(of: room, from: use.day, until: use.day, for: .desk(actor), in: transaction)
            .filter { $0.use.overlaps(use) }
    }

    private func sessions(_ room: Room.ID, _ first: Day, _ last: Day, _ reader: Reader) -> SQL {
        let isSeen = SessionListStore.visible(SessionScope(of: reader.actor), tenant)
        let shown: SQL = reader.seesAll ? "" : "AND s.is_announced = 1"
        return """
            SELECT 'session', s.id, CASE WHEN s.is_announced = 1 OR (\(isSeen)) THEN s.title END, s.place, s.starts_on,
                s.starts_minute, s.starts_minute + \(VenueUse.sessionMinutes), '', s.is_announced,
                CASE WHEN \(isSeen) THEN 1 ELSE 0 END
            FROM consultation_session s
            WHERE s.tenant = \(tenant.number) AND s.room = \(room.number) AND s.starts_on >= \(first.description)
                AND s.starts_on <= \(last.description) AND s.state NOT IN ('cancelled', 'postponed')
                AND COALESCE(s.place, '') <> \(SessionWording.online) \(shown)
            """
    }

    private func receptions(_ room: Room.ID, _ first: Day, _ last: Day, _ reader: Reader) -> SQL {
        """
        SELECT 'reception', d.id, NULL, d.place, d.held_on, d.from_minute, d.until_minute, '', 1,
            CASE WHEN \(ReceptionListStore.visible(ReceptionScope(of: reader.actor), tenant)) THEN 1 ELSE 0 END
        FROM reception_day d
        WHERE d.tenant = \(tenant.number) AND d.room = \(room.number) AND d.held_on >= \(first.description)
            AND d.held_on <= \(last.description) AND d.state <> 'cancelled'
        """
    }

    private func activities(_ room: Room.ID, _ first: Day, _ last: Day, _ reader: Reader) -> SQL {
        let shown: SQL = reader.seesAll ? "" : "AND v.is_public = 'yes'"
        return """
            SELECT 'activity', v.id, v.name, v.place, v.held_on, \(Self.minutes("v.from_time")),
                \(Self.minutes("v.until_time")), v.kind, CASE WHEN v.is_public = 'yes' THEN 1 ELSE 0 END, 0
            FROM venue_activity v
            WHERE v.tenant = \(tenant.number) AND v.room = \(room.number) AND v.held_on >= \(first.description)
                AND v.held_on <= \(last.description) AND v.ended_on IS NULL \(shown)
            """
    }

    /// A time of day, as in 14:30, in minutes after midnight.
    private static func minutes(_ column: SQL) -> SQL {
        "CAST(substr(\(column), 1, 2) AS BIGINT) * 60 + CAST(substr(\(column), 4, 2) AS BIGINT)"
    }

    private static func entry(_ row: inout Row) throws -> Entry {
        guard let kind = VenueUse.Kind(rawValue: try row.next()) else { throw DatabaseError.malformed("venue use") }
        let record = try row.next(Int64.self)
        let (title, place) = (try row.next(String?.self), try row.next(String?.self))
        guard let day = Day(try row.next(String.self)) else { throw DatabaseError.malformed("venue use \(record)") }
        let use = VenueUse(kind: kind, record: record, day: day, from: try row.next(), until: try row.next())
        let activity = VenueActivityKind(rawValue: try row.next())
        return Entry(
            use: use, title: title, place: place, activity: activity, isPublic: try row.next(Int.self) == 1,
            isOpen: try row.next(Int.self) == 1)
    }
}
