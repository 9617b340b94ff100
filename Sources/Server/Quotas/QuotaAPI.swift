// SPDX-License-Identifier: Apache-2.0

import Domain

/// Quotas and how everybody stands with them, as programs see it.
enum QuotaAPI {
    private static let on = Operation.Parameter(
        name: "on", place: .query, schema: .day, meaning: "A day of the period; today if not said.")

    private static let duties = Schema.string(values: DutyQuota.Duty.allCases.map(\.rawValue))
    private static let periods = Schema.string(values: DutyQuota.Period.allCases.map(\.rawValue))
    private static let states = Schema.string(values: QuotaStanding.State.allCases.map(\.rawValue))

    static let list = Operation(
        id: "listQuotaStandings",
        summary: "Counts how often each did what the county asks; whoever looks after no area reads the own figure.",
        parameters: [
            .init(
                name: "duty", place: .query, schema: duties,
                meaning: "What is asked; the first of the county's list if not said."),
            on,
            .init(
                name: "part", place: .query, schema: .string(values: QuotaPage.Part.allCases.map(\.rawValue)),
                meaning: "Those alone who are behind, or who have done it; all if not said."),
        ],
        success: .init(
            status: 200, meaning: "A row for each member, committee, or the whole; no duty where none is asked.",
            schema: .object([
                ("duty", .nullable(duties)), ("number", .nullable(.integer(minimum: 1))),
                ("period", .nullable(periods)), ("first", .nullable(.day)), ("last", .nullable(.day)),
                (
                    "items",
                    .array(
                        .object([
                            ("id", .id), ("name", .text), ("done", .integer(minimum: 0)),
                            ("missing", .integer(minimum: 0)), ("state", states),
                        ]))
                ),
            ])))

    static let one = Operation(
        id: "readQuotaStandings",
        summary:
            "Reads how one member or body stands, with the records behind each figure and what the registers say of it.",
        parameters: [.record, on],
        success: .init(
            status: 200, meaning: "The figures; of each the latest two hundred records.",
            schema: .object([
                ("id", .id), ("name", .text),
                (
                    "standings",
                    .array(
                        .object([
                            ("duty", duties), ("number", .integer(minimum: 1)), ("period", periods),
                            ("first", .day), ("last", .day), ("done", .integer(minimum: 0)),
                            ("missing", .integer(minimum: 0)), ("state", states),
                            (
                                "records",
                                .array(
                                    .object([
                                        (
                                            "kind",
                                            .string(values: ["session", "sentiment", "reception", "activity"])
                                        ),
                                        ("id", .nullable(.id)), ("day", .day), ("amount", .integer(minimum: 0)),
                                        ("name", .nullable(.text)),
                                    ]))
                            ),
                        ]))
                ), ("file", .nullable(DirectoryFile.schema)),
            ])))

    private static let trainingKinds = Schema.string(values: TrainingKind.allCases.map(\.rawValue))

    static let trainings = Operation(
        id: "listTrainings",
        summary: "Counts the trainings of a year by what they were for, each with those who took part.",
        parameters: [on],
        success: .init(
            status: 200, meaning: "The trainings as far as one may read whose they were.",
            schema: .object([
                ("year", .integer()), ("count", .integer(minimum: 0)), ("attendances", .integer(minimum: 0)),
                (
                    "items",
                    .array(
                        .object([
                            ("kind", trainingKinds), ("name", .text), ("day", .day),
                            ("attendants", .array(.object([("id", .id), ("name", .text)]))),
                        ]))
                ),
            ])))

    static func json(_ page: TrainingPage) -> WebResponse {
        .json([
            "year": .integer(Int64(page.year)), "count": .integer(Int64(page.trainings.count)),
            "attendances": .integer(Int64(TrainingPage.attendances(page.trainings))),
            "items": .array(
                page.trainings.map { training in
                    [
                        "kind": .string(training.kind.rawValue), "name": .string(training.name),
                        "day": .string(training.day.description),
                        "attendants": .array(
                            training.attendants.map {
                                ["id": .string(Person.ID($0.id).text), "name": .string($0.name)]
                            }),
                    ]
                }),
        ])
    }

    static func json(_ look: QuotaRoutes.Look) -> WebResponse {
        let span = look.quota.map { $0.period.span(around: look.day) }
        return .json([
            "duty": .optional(look.quota?.duty.rawValue),
            "number": look.quota.map { .integer(Int64($0.number)) } ?? .null,
            "period": .optional(look.quota?.period.rawValue), "first": .optional(span?.first.description),
            "last": .optional(span?.last.description),
            "items": .array(
                look.chosen.map { line in
                    [
                        "id": .string(Person.ID(line.bearer.id).text), "name": .string(line.bearer.name),
                        "done": .integer(Int64(line.standing.done)),
                        "missing": .integer(Int64(line.standing.missing)),
                        "state": .string(line.standing.state(on: look.today).rawValue),
                    ]
                }),
        ])
    }

    static func json(_ found: QuotaRoutes.Found, today: Day) -> WebResponse {
        .json([
            "id": .string(Person.ID(found.bearer.id).text), "name": .string(found.bearer.name),
            "standings": .array(found.parts.map { json($0, today: today) }), "file": found.file?.json ?? .null,
        ])
    }

    private static func json(_ part: QuotaRecordPage.Part, today: Day) -> JSON {
        let standing = part.standing
        return [
            "duty": .string(standing.quota.duty.rawValue), "number": .integer(Int64(standing.quota.number)),
            "period": .string(standing.quota.period.rawValue), "first": .string(standing.span.first.description),
            "last": .string(standing.span.last.description), "done": .integer(Int64(standing.done)),
            "missing": .integer(Int64(standing.missing)), "state": .string(standing.state(on: today).rawValue),
            "records": .array(
                part.records.map { record in
                    [
                        "kind": .string(record.kind.rawValue),
                        "id": .optional(record.isSeen ? Person.ID(record.id).text : nil),
                        "day": .string(record.day.description), "amount": .integer(Int64(record.amount)),
                        "name": .optional(record.isSeen ? record.name : nil),
                    ]
                }),
        ]
    }
}
