// SPDX-License-Identifier: Apache-2.0

import Domain

/// Rooms as the API shows them.
enum RoomAPI {
    private static let fields: [(String, Schema)] = [
        ("id", .id), ("name", .text), ("token", .string(pattern: "^[0-9A-Z]{8}$")),
        ("area", .string(pattern: "^[0-9]{12}$")),
        ("areaName", .text), ("level", .string(values: Room.Level.allCases.map(\.rawValue))), ("address", .text),
        ("host", .nullable(.text)), ("hours", .nullable(.text)),
        ("functions", .array(.string(values: Room.Function.allCases.map(\.rawValue)))),
        ("convener", .nullable(.text)), ("secretary", .nullable(.text)),
        ("gaps", .array(.string(values: Room.Gap.allCases.map(\.rawValue)))), ("page", .text),
        ("intakePaused", .nullable(.object([("since", .day), ("reason", .text)]))),
    ]

    private static let figures = Schema.object([
        ("publicTopics", .integer(minimum: 0)), ("sessionsComing", .integer(minimum: 0)),
        ("sessionsHeld", .integer(minimum: 0)), ("results", .integer(minimum: 0)), ("solved", .integer(minimum: 0)),
        ("confirmed", .integer(minimum: 0)),
    ])

    private static let more: [(String, Schema)] = [
        ("figures", figures),
        (
            "plan",
            .nullable(
                .object([
                    ("year", .integer()), ("sessions", .integer(minimum: 1)), ("held", .integer(minimum: 0)),
                    ("topics", .nullable(.text)),
                ]))
        ), ("counterparts", .array(.text)),
        ("parties", .array(.object([("kind", .text), ("name", .text)]))),
    ]

    static let room = Operation.Parameter(
        name: "room", place: .path, schema: .id, meaning: "The room's id.")

    static let list = Operation(
        id: "listRooms", summary: "Lists the consultation rooms by area, and what each lacks to be complete.",
        parameters: [
            .area,
            .init(
                name: "q", place: .query, schema: .string(maxLength: 60),
                meaning: "Words that name, address or host hold."),
            .init(
                name: "level", place: .query, schema: .string(values: Room.Level.allCases.map(\.rawValue) + [""]),
                meaning: "Rooms of this level or kind alone."),
            .init(
                name: "complete", place: .query, schema: .string(values: ["yes", "no", ""]),
                meaning: "Complete rooms alone, or those that are not."),
            .limit, .cursor,
        ],
        success: .init(status: 200, meaning: "A page of rooms.", schema: .page(of: .object(fields))))

    static let one = Operation(
        id: "readRoom", summary: "Reads one consultation room, with what it has done and plans to do this year.",
        parameters: [room],
        success: .init(status: 200, meaning: "The room.", schema: .object(fields + more)))

    private static let session = Schema.object([
        ("id", .id), ("title", .nullable(.text)), ("place", .nullable(.text)), ("day", .day), ("time", .text),
        ("state", .string(values: ConsultationSession.State.Name.allCases.map(\.rawValue))),
    ])

    static let sessions = Operation(
        id: "listRoomSessions", summary: "Lists a room's sessions: those to come, and a page of those that took place.",
        parameters: [
            room,
            .init(
                name: "year", place: .query, schema: .integer(minimum: 2000, maximum: 2099),
                meaning: "Of those that took place, those of this year alone."),
            .limit, .cursor,
        ],
        success: .init(
            status: 200, meaning: "The sessions.",
            schema: .object([
                ("coming", .array(session)), ("items", .array(session)), ("next", .nullable(.string())),
            ])))

    static let results = Operation(
        id: "listRoomResults", summary: "Lists a room's public topics that have a result, newest first.",
        parameters: [
            room,
            .init(
                name: "solved", place: .query, schema: .string(values: ["yes", "no", ""]),
                meaning: "`yes`: those that count as solved alone."), .limit, .cursor,
        ],
        success: .init(
            status: 200, meaning: "A page of topics.",
            schema: .page(
                of: .object([
                    ("id", .id), ("title", .text),
                    ("state", .string(values: Topic.State.Name.allCases.map(\.rawValue))),
                    ("claimed", .nullable(.string(values: OutcomeClass.allCases.map(\.rawValue)))),
                    ("asked", .integer(minimum: 0)), ("answered", .integer(minimum: 0)),
                    ("answeredSolved", .integer(minimum: 0)),
                ]))))

    private static func pairs(_ listed: RoomStore.Listed, on today: Day, _ baseURL: String) -> [(String, JSON)] {
        let room = listed.room
        return [
            ("id", .string(room.id.text)), ("name", .string(room.name)), ("token", .string(room.token.text)),
            ("area", .string(room.area.text)), ("areaName", .string(listed.areaName)),
            ("level", .string(room.level.rawValue)), ("address", .string(room.address)),
            ("host", .optional(listed.host)), ("hours", .optional(listed.hours)),
            (
                "functions",
                .array(Room.Function.allCases.filter(listed.functions.contains).map { .string($0.rawValue) })
            ), ("convener", .optional(room.convener)), ("secretary", .optional(room.secretary)),
            ("gaps", .array(listed.gaps(on: today).map { .string($0.rawValue) })),
            ("page", .string("\(baseURL)/r/\(room.token.text)")),
            (
                "intakePaused",
                listed.pause.map {
                    ["since": .string($0.since.day.description), "reason": .string($0.reason.words ?? "")]
                } ?? .null
            ),
        ]
    }

    static func json(_ listed: RoomStore.Listed, on today: Day, _ baseURL: String) -> JSON {
        .object(pairs(listed, on: today, baseURL))
    }

    /// What a room has done and means to do, and who stands behind it.
    struct Details: Sendable {
        let figures: RoomFigureStore.Figures
        let plan: RoomPlanStore.Plan?
        let counterparts: [String]
        let parties: [(kind: String, name: String)]

        fileprivate var pairs: [(String, JSON)] {
            [
                ("figures", RoomAPI.json(figures)), ("plan", plan.map(RoomAPI.json) ?? .null),
                ("counterparts", .array(counterparts.map(JSON.string))),
                ("parties", .array(parties.map { ["kind": .string($0.kind), "name": .string($0.name)] })),
            ]
        }
    }

    static func json(
        _ listed: RoomStore.Listed, _ details: Details, on today: Day, _ baseURL: String
    ) -> JSON {
        .object(pairs(listed, on: today, baseURL) + details.pairs)
    }

    private static func json(_ figures: RoomFigureStore.Figures) -> JSON {
        [
            "publicTopics": .integer(Int64(figures.publicTopics)),
            "sessionsComing": .integer(Int64(figures.sessionsComing)),
            "sessionsHeld": .integer(Int64(figures.sessionsHeld)), "results": .integer(Int64(figures.results)),
            "solved": .integer(Int64(figures.solved)), "confirmed": .integer(Int64(figures.confirmed)),
        ]
    }

    private static func json(_ plan: RoomPlanStore.Plan) -> JSON {
        [
            "year": .integer(Int64(plan.year)), "sessions": .integer(Int64(plan.sessions)),
            "held": .integer(Int64(plan.held)), "topics": .optional(plan.topics),
        ]
    }

    static func json(_ session: SessionListStore.Listed) -> JSON {
        [
            "id": .string(session.id.text), "title": .optional(session.title), "place": .optional(session.place),
            "day": .string(session.day.description), "time": .string(SessionWording.time(session.minuteOfDay)),
            "state": .string(session.state.rawValue),
        ]
    }

    static func json(_ result: RoomFigureStore.Result) -> JSON {
        let word = result.word ?? ConfirmationTally()
        return [
            "id": .string(result.id.text), "title": .string(result.title), "state": .string(result.state.rawValue),
            "claimed": .optional(result.claimed?.rawValue), "asked": .integer(Int64(word.asked)),
            "answered": .integer(Int64(word.answered)), "answeredSolved": .integer(Int64(word.solved)),
        ]
    }
}
