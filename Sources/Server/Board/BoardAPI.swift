// SPDX-License-Identifier: Apache-2.0

import Domain

/// The board as programs see it.
enum BoardAPI {
    private static let period: [Operation.Parameter] = [
        .init(name: "from", place: .query, schema: .day, meaning: "The first day; the first of the year if not said."),
        .init(name: "to", place: .query, schema: .day, meaning: "The last day; today if not said."),
    ]

    private static let figures = Schema.object([
        ("total", .integer(minimum: 0)),
        (
            "facets",
            .array(
                .object([
                    ("facet", .string(values: BoardFacet.allCases.map(\.rawValue))),
                    (
                        "values",
                        .array(.object([("value", .text), ("name", .text), ("count", .integer(minimum: 0))]))
                    ),
                ]))
        ),
        (
            "times",
            .array(
                .object([
                    ("state", .text), ("records", .integer(minimum: 0)), ("median_hours", .integer(minimum: 0)),
                    ("ninetieth_hours", .integer(minimum: 0)),
                ]))
        ),
    ])

    private static let attendance = Schema.array(
        .object([
            ("category", .string(values: ParticipantCategory.allCases.map(\.rawValue))),
            ("count", .integer(minimum: 0)),
        ]))

    static let board = Operation(
        id: "readBoard",
        summary: "Counts the topics, sessions and items of some days by every facet; only what the reader may see.",
        parameters: period,
        success: .init(
            status: 200, meaning: "The counts; those of a facet add up to the total.",
            schema: .object([
                ("from", .day), ("to", .day), ("isLookBackOwed", .boolean), ("silentUnits", .integer(minimum: 0)),
                ("reopenedItems", .integer(minimum: 0)), ("topics", figures), ("sessions", figures),
                ("items", figures),
                ("attendance", attendance),
            ])))

    static func records(_ subject: BoardSubject) -> Operation {
        let name = subject.rawValue.prefix(1).uppercased() + subject.rawValue.dropFirst()
        return Operation(
            id: "listBoard\(name)",
            summary: "Lists the \(subject.rawValue) that a number of the board counts, newest first.",
            parameters: period
                + (subject.facets + subject.further).map {
                    .init(
                        name: $0.rawValue, place: .query, schema: .string(maxLength: 400),
                        meaning: "Those that have one of these values of this facet, separated by commas.")
                } + [
                    .init(
                        name: "left", place: .query, schema: .string(maxLength: 400),
                        meaning: "Those that have left one of these states, separated by commas."), .limit, .cursor,
                ],
            success: .init(
                status: 200, meaning: "A page of them, and how many they are.",
                schema: .object(
                    [
                        ("count", .integer(minimum: 0)),
                        (
                            "items",
                            .array(
                                .object([
                                    ("id", .id), ("title", .nullable(.text)), ("place", .text), ("day", .day),
                                    ("state", .text),
                                ]))
                        ), ("next", .nullable(.text)),
                    ] + (subject == .sessions ? [("attendance", attendance)] : []))))
    }

    static func json(_ board: Board) -> JSON {
        .object(
            [
                ("from", .string(board.period.first.description)), ("to", .string(board.period.last.description)),
                ("isLookBackOwed", .boolean(board.isLookBackOwed)),
                ("silentUnits", .integer(Int64(board.silentUnits.count))),
                ("reopenedItems", .integer(Int64(board.reopened))),
            ] + BoardSubject.allCases.map { ($0.rawValue, json($0, board)) } + [
                ("attendance", json(board.attendance))
            ])
    }

    private static func json(_ subject: BoardSubject, _ board: Board) -> JSON {
        let figures = board.figures(subject)
        return [
            "total": .integer(Int64(figures.total)),
            "facets": .array(
                subject.facets.map { facet in
                    [
                        "facet": .string(facet.rawValue),
                        "values": .array(
                            figures.counts(facet).sorted { $0.key < $1.key }.map { value, count in
                                [
                                    "value": .string(value),
                                    "name": .string(BoardWording.name(value, of: facet, subject, board.names)),
                                    "count": .integer(Int64(count)),
                                ]
                            }),
                    ]
                }),
            "times": .array(
                (board.times[subject] ?? []).sorted { $0.state < $1.state }.map {
                    [
                        "state": .string($0.state), "records": .integer(Int64($0.records)),
                        "median_hours": .integer(Int64($0.median)),
                        "ninetieth_hours": .integer(Int64($0.ninetieth)),
                    ]
                }),
        ]
    }

    static func json(_ attendance: [ParticipantCategory: Int]) -> JSON {
        .array(
            ParticipantCategory.allCases.map {
                ["category": .string($0.rawValue), "count": .integer(Int64(attendance[$0] ?? 0))]
            })
    }

    static func json(_ record: BoardStore.Record) -> JSON {
        [
            "id": .string(record.id), "title": .optional(record.title), "place": .string(record.place),
            "day": .string(record.day.description), "state": .string(record.state),
        ]
    }
}
