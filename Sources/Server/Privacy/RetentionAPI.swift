// SPDX-License-Identifier: Apache-2.0

import Domain

/// Periods, runs and holds as the API shows them.
enum RetentionAPI {
    private static let category = Schema.string(values: RetentionPractice.Category.allCases.map(\.rawValue))

    static let hold = Schema.object([
        ("id", .id), ("version", .integer(minimum: 1)),
        ("recordKind", .string(values: RecordHold.Record.kinds.map(\.subject))), ("record", .id),
        ("state", .string(values: RecordHold.State.Name.allCases.map(\.rawValue))), ("reason", .text),
        ("permittedCommands", .array(.string(values: RecordHold.Command.allCases.map(\.rawValue)))),
    ])

    static func json(_ hold: RecordHold, for actor: Actor) -> JSON {
        let (kind, number) = hold.record.reference
        return [
            "id": .string(hold.id.text), "version": .integer(Int64(hold.version)), "recordKind": .string(kind),
            "record": .string(Identifier<Never>(number).text), "state": .string(hold.state.name.rawValue),
            "reason": .string(RetentionWording.reason(hold)),
            "permittedCommands": .array(
                hold.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    static let place = Operation(
        id: "placeHold",
        summary: "Places a hold on a case: nothing personal of it goes while it lies there.",
        body: HoldDesk.fields, isIdempotent: true,
        success: .init(status: 201, meaning: "Placed.", schema: hold))

    static let readHold = Operation(
        id: "readHold", summary: "Reads a hold.", parameters: [.record],
        success: .init(status: 200, meaning: "The hold.", schema: hold))

    static let overview = Operation(
        id: "readRetention", summary: "Reads the periods, what will go in the next 30 days, what went, and the holds.",
        success: .init(
            status: 200, meaning: "The periods by kind; 0 months keeps for ever.",
            schema: .object([
                (
                    "periods",
                    .array(
                        .object([
                            ("category", category), ("months", .integer(minimum: 0)),
                            ("dueSoon", .integer(minimum: 0)),
                        ]))
                ),
                (
                    "runs",
                    .array(
                        .object([
                            ("id", .id), ("day", .day), ("isFinished", .boolean),
                            (
                                "swept",
                                .array(
                                    .object([
                                        ("category", category), ("records", .integer(minimum: 0)),
                                        ("parts", .integer(minimum: 0)),
                                    ]))
                            ),
                        ]))
                ), ("holds", .array(hold)),
            ])))

    static func json(_ run: RetentionRun) -> JSON {
        let swept = RetentionPractice.Category.allCases.compactMap { category -> JSON? in
            run.swept[category].map { amount in
                [
                    "category": .string(category.rawValue), "records": .integer(Int64(amount.records)),
                    "parts": .integer(Int64(amount.parts)),
                ]
            }
        }
        return [
            "id": .string(run.id.text), "day": .string(run.day.description), "isFinished": .boolean(run.isFinished),
            "swept": .array(swept),
        ]
    }

    static let run = Operation(
        id: "listSwept", summary: "Lists the records from which a run has taken something.", parameters: [.record],
        success: .init(
            status: 200, meaning: "The records, at most 1000.",
            schema: .object([
                ("items", .array(.object([("category", category), ("recordKind", .text), ("record", .id)])))
            ])))

    static func json(_ swept: RetentionStore.Swept) -> JSON {
        [
            "category": .string(swept.category.rawValue), "recordKind": .string(swept.kind),
            "record": .string(Identifier<Never>(swept.number).text),
        ]
    }
}
