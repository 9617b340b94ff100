// SPDX-License-Identifier: Apache-2.0

import Domain

/// The calendar of a room's venue as programs read it.
enum VenueCalendarAPI {
    private static let month = Operation.Parameter(
        name: "month", place: .query, schema: .string(pattern: "^[0-9]{4}-[0-9]{2}$"),
        meaning: "This month if not said.")

    private static let kinds = Schema.string(values: VenueUse.Kind.allCases.map(\.rawValue))

    private static let fields: [(String, Schema)] = [
        ("kind", kinds), ("id", .id), ("title", .nullable(.text)), ("place", .nullable(.text)),
        ("activity", .nullable(.string(values: VenueActivityKind.allCases.map(\.rawValue)))), ("day", .day),
        ("from", .text), ("until", .nullable(.text)),
    ]

    private static func answer(_ more: [(String, Schema)]) -> Operation.Success {
        .init(
            status: 200, meaning: "The month.",
            schema: .object([("month", .text), ("items", .array(.object(fields + more)))]))
    }

    static let one = Operation(
        id: "readVenueCalendar",
        summary:
            "Reads what takes place in a room's venue in a month: sessions, reception days and activities that are public.",
        parameters: [RoomAPI.room, month], success: answer([]))

    static let desk = Operation(
        id: "readDeskVenueCalendar",
        summary:
            "Reads all that takes place in the venue of a room of one's own in a month, and what is at the same time; a session counts two hours.",
        parameters: [.record, month],
        success: answer([
            ("isPublic", .boolean), ("overlaps", .array(.object([("kind", kinds), ("id", .id)]))),
        ]))

    static func json(_ month: Day, _ entries: [VenueCalendarStore.Entry], isOfDesk: Bool) -> JSON {
        [
            "month": .string(VenueCalendarRoutes.text(month)),
            "items": .array(
                entries.map { entry in
                    .object(pairs(entry) + (isOfDesk ? desk(entry, among: entries) : []))
                }),
        ]
    }

    private static func id(_ use: VenueUse) -> JSON { .string(Identifier<VenueUse>(use.record).text) }

    private static func pairs(_ entry: VenueCalendarStore.Entry) -> [(String, JSON)] {
        let use = entry.use
        return [
            ("kind", .string(use.kind.rawValue)), ("id", id(use)), ("title", .optional(entry.title)),
            ("place", .optional(entry.place)), ("activity", .optional(entry.activity?.rawValue)),
            ("day", .string(use.day.description)), ("from", .string(SessionWording.time(use.from))),
            // A session is announced with its beginning alone.
            ("until", .optional(use.kind == .session ? nil : SessionWording.time(use.until))),
        ]
    }

    private static func desk(
        _ entry: VenueCalendarStore.Entry, among entries: [VenueCalendarStore.Entry]
    ) -> [(String, JSON)] {
        [
            ("isPublic", .boolean(entry.isPublic)),
            (
                "overlaps",
                .array(
                    VenueCalendarPage.clashes(of: entry, among: entries).map {
                        ["kind": .string($0.use.kind.rawValue), "id": id($0.use)]
                    })
            ),
        ]
    }
}
