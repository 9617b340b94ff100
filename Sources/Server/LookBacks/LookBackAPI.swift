// SPDX-License-Identifier: Apache-2.0

import Domain

/// Look-backs as the API shows them.
enum LookBackAPI {
    private static let state = Schema.string(values: LookBack.State.Name.allCases.map(\.rawValue))
    private static let grade = Schema.nullable(.string(values: LookBack.Grade.allCases.map(\.rawValue)))

    static let lookBack = Schema.object([
        ("id", .id), ("version", .integer(minimum: 1)), ("state", state), ("year", .integer()), ("topic", .id),
        ("room", .id), ("reason", .nullable(.text)),
        (
            "steps",
            .array(
                .object([
                    ("means", .string(values: LookBack.Means.allCases.map(\.rawValue))), ("day", .day),
                    ("people", .nullable(.text)), ("found", .nullable(.text)),
                ]))
        ), ("asked", .integer(minimum: 0)), ("answered", .integer(minimum: 0)), ("solved", .integer(minimum: 0)),
        ("partly", .integer(minimum: 0)), ("unsolved", .integer(minimum: 0)), ("dueOn", .nullable(.day)),
        ("grade", grade), ("verdict", .nullable(.text)),
        ("permittedCommands", .array(.string(values: LookBack.Command.allCases.map(\.rawValue)))),
    ])

    static func json(_ record: LookBack, tally: ConfirmationTally, for actor: Actor) -> JSON {
        [
            "id": .string(record.id.text), "version": .integer(Int64(record.version)),
            "state": .string(record.state.name.rawValue), "year": .integer(Int64(record.choice.year)),
            "topic": .string(record.choice.topic.text), "room": .string(record.choice.room.text),
            "reason": .optional(record.choice.reason.words),
            "steps": .array(
                record.steps.map { step in
                    [
                        "means": .string(step.means.rawValue), "day": .string(step.day.description),
                        "people": .optional(step.people.words), "found": .optional(step.found.words),
                    ]
                }), "asked": .integer(Int64(tally.asked)), "answered": .integer(Int64(tally.answered)),
            "solved": .integer(Int64(tally.solved)), "partly": .integer(Int64(tally.partly)),
            "unsolved": .integer(Int64(tally.unsolved)), "dueOn": .optional(record.deadline?.day.description),
            "grade": .optional(record.verdict?.grade.rawValue), "verdict": .optional(record.verdict?.words.words),
            "permittedCommands": .array(
                record.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    static let choose = Operation(
        id: "chooseLookBack", summary: "Chooses a topic of the year before to look back on; two a year at most.",
        body: LookBackRoutes.choiceFields, isIdempotent: true,
        success: .init(status: 201, meaning: "Chosen.", schema: lookBack))

    static let one = Operation(
        id: "readLookBack", summary: "Reads a look-back, with what one may do now.", parameters: [.record],
        success: .init(status: 200, meaning: "The look-back.", schema: lookBack))

    static let list = Operation(
        id: "listLookBacks",
        summary: "Lists the look-backs of one's rooms, newest first, and says whether one is owed.",
        parameters: [
            .init(name: "state", place: .query, schema: state, meaning: "In which state; all if not said."), .limit,
            .cursor,
        ],
        success: .init(
            status: 200, meaning: "A page of look-backs.",
            schema: .object([
                (
                    "items",
                    .array(
                        .object([
                            ("id", .id), ("year", .integer()), ("state", state), ("grade", grade),
                            ("title", .nullable(.text)), ("roomName", .text), ("dueOn", .nullable(.day)),
                        ]))
                ), ("next", .nullable(.string())), ("isOwed", .boolean),
            ])))

    static func json(_ listed: LookBackStore.Listed) -> JSON {
        [
            "id": .string(listed.id.text), "year": .integer(Int64(listed.year)),
            "state": .string(listed.state.rawValue), "grade": .optional(listed.grade?.rawValue),
            "title": .optional(listed.title), "roomName": .string(listed.roomName),
            "dueOn": .optional(listed.dueOn?.description),
        ]
    }
}
