// SPDX-License-Identifier: Apache-2.0

import Domain

/// The contest of outcomes as the API shows it.
enum ContestAPI {
    private static let state = Schema.string(values: ContestEntry.State.Name.allCases.map(\.rawValue))
    private static let award = Schema.nullable(.string(values: ContestEntry.Award.allCases.map(\.rawValue)))
    private static let points = Schema.string(values: HandlingScore.Points.allCases.map(\.rawValue))

    static let entry = Schema.object([
        ("id", .id), ("version", .integer(minimum: 1)), ("state", state), ("year", .integer()), ("topic", .id),
        ("room", .id), ("reason", .nullable(.text)),
        (
            "marks",
            .array(
                .object([
                    ("judge", .nullable(.text)), ("topic", points), ("research", points), ("effect", points),
                ]))
        ), ("award", award), ("praise", .nullable(.text)),
        (
            "visits",
            .array(.object([("day", .day), ("people", .nullable(.text)), ("record", .nullable(.text))]))
        ),
        ("permittedCommands", .array(.string(values: ContestEntry.Command.allCases.map(\.rawValue)))),
    ])

    static func json(_ entry: ContestEntry, for actor: Actor) -> JSON {
        [
            "id": .string(entry.id.text), "version": .integer(Int64(entry.version)),
            "state": .string(entry.state.name.rawValue), "year": .integer(Int64(entry.nomination.year)),
            "topic": .string(entry.nomination.topic.text), "room": .string(entry.nomination.room.text),
            "reason": .optional(entry.nomination.reason.words),
            "marks": .array(
                entry.marks.map { mark in
                    [
                        "judge": .optional(mark.judge.words), "topic": .string(mark.topic.rawValue),
                        "research": .string(mark.research.rawValue), "effect": .string(mark.effect.rawValue),
                    ]
                }), "award": .optional(entry.result?.award.rawValue),
            "praise": .optional(entry.result?.words.words),
            "visits": .array(
                entry.visits.map { visit in
                    [
                        "day": .string(visit.day.description), "people": .optional(visit.people.words),
                        "record": .optional(visit.record.words),
                    ]
                }),
            "permittedCommands": .array(
                entry.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    static let nominate = Operation(
        id: "nominateOutcome", summary: "Puts a topic that units have handled up for this year's contest.",
        body: ContestRoutes.nominationFields, isIdempotent: true,
        success: .init(status: 201, meaning: "Put up.", schema: entry))

    static let one = Operation(
        id: "readContestEntry", summary: "Reads an entry of the contest, with what one may do now.",
        parameters: [.record], success: .init(status: 200, meaning: "The entry.", schema: entry))

    static let list = Operation(
        id: "listContestEntries", summary: "Lists what one's rooms have put up, newest first.",
        parameters: [
            .init(name: "state", place: .query, schema: state, meaning: "In which state; all if not said."), .limit,
            .cursor,
        ],
        success: .init(
            status: 200, meaning: "A page of entries.",
            schema: .page(
                of: .object([
                    ("id", .id), ("year", .integer()), ("state", state), ("award", award),
                    ("title", .nullable(.text)), ("roomName", .text),
                ]))))

    static func json(_ listed: ContestStore.Listed) -> JSON {
        [
            "id": .string(listed.id.text), "year": .integer(Int64(listed.year)),
            "state": .string(listed.state.rawValue), "award": .optional(listed.award?.rawValue),
            "title": .optional(listed.title), "roomName": .string(listed.roomName),
        ]
    }

    static let modelCases = Operation(
        id: "listModelCases", summary: "Lists the model cases of all years; each topic's page tells its way.",
        success: .init(
            status: 200, meaning: "The model cases, latest year first.",
            schema: .object([
                (
                    "items",
                    .array(
                        .object([
                            ("topic", .id), ("year", .integer()), ("title", .text), ("roomName", .text),
                            ("praise", .nullable(.text)), ("visits", .integer(minimum: 0)),
                        ]))
                )
            ])))

    static func json(_ model: ContestStore.ModelCase) -> JSON {
        [
            "topic": .string(model.topic.text), "year": .integer(Int64(model.year)), "title": .string(model.title),
            "roomName": .string(model.roomName), "praise": .optional(model.praise?.words),
            "visits": .integer(Int64(model.visits)),
        ]
    }
}
