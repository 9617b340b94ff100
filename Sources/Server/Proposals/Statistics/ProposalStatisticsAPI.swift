// SPDX-License-Identifier: Apache-2.0

import Domain

/// The statistics of proposals as programs see them.
enum ProposalStatisticsAPI {
    private typealias Figure = ProposalStatistics.Figure

    private static let figures = Schema.object(
        ProposalStatistics.Figure.allCases.map { ($0.rawValue, .integer(minimum: 0)) })

    private static let session = Operation.Parameter(
        name: "session", place: .query, schema: .string(), meaning: "Of which plenary session: 15-3.")

    static let read = Operation(
        id: "readProposalStatistics",
        summary:
            "Counts the proposals of a session, the latest if not said: what was filed, replied to in time, closed, and how satisfied proposers are; silence is never counted as satisfaction.",
        parameters: [session],
        success: .init(
            status: 200,
            meaning:
                "All numbers, split by unit, proposer, sector, category and class, the classes of each unit's replies, and the sessions before.",
            schema: .object([
                ("session", .text), ("isBalanced", .boolean), ("figures", figures),
                (
                    "tables",
                    .array(
                        .object([
                            ("by", .string(values: ProposalStatistics.Facet.allCases.map(\.rawValue))),
                            (
                                "rows",
                                .array(.object([("value", .text), ("name", .text), ("figures", figures)]))
                            ),
                        ]))
                ),
                (
                    "unitClasses",
                    .array(
                        .object([
                            ("unit", .text), ("name", .text),
                            (
                                "classes",
                                .array(.object([("class", .text), ("count", .integer(minimum: 1))]))
                            ),
                        ]))
                ),
                ("years", .array(.object([("session", .text), ("figures", figures)]))),
            ])))

    static func json(_ sheet: ProposalStatistics.Sheet) -> JSON {
        [
            "session": .string(sheet.series.name), "isBalanced": .boolean(sheet.reckoning.isBalanced),
            "figures": json(sheet.counts),
            "tables": .array(
                ProposalStatistics.Facet.allCases.map { facet in
                    [
                        "by": .string(facet.rawValue),
                        "rows": .array(
                            (sheet.tables[facet] ?? []).map { row in
                                [
                                    "value": .string(row.value), "name": .string(row.name),
                                    "figures": json(row.counts),
                                ]
                            }),
                    ]
                }),
            "unitClasses": .array((sheet.tables[.unit] ?? []).map { classes($0, sheet.mixes[$0.value] ?? [:]) }),
            "years": .array(
                sheet.years.map { ["session": .string($0.series.name), "figures": json($0.counts)] }),
        ]
    }

    /// To which classes a unit's proposals came; each opens by `unit`, `class` and the figure `answered`.
    private static func classes(_ row: ProposalStatistics.Row, _ mix: [String: Int]) -> JSON {
        [
            "unit": .string(row.value), "name": .string(row.name),
            "classes": .array(
                mix.sorted { $0.key < $1.key }.map { ["class": .string($0.key), "count": .integer(Int64($0.value))] }),
        ]
    }

    private static func json(_ counts: ProposalStatistics.Counts) -> JSON {
        .object(Figure.allCases.map { ($0.rawValue, .integer(Int64(counts[$0] ?? 0))) })
    }

    static func table(_ table: ProposalTable) -> Operation {
        let id =
            switch table {
            case .proposals: "exportProposals"
            case .assignments: "exportAssignments"
            case .contacts: "exportContacts"
            case .extensions: "exportExtensions"
            case .supervisions: "exportSupervisions"
            case .opinions: "exportOpinions"
            case .statistics: "exportProposalStatistics"
            case .nominees: "exportNominees"
            case .evaluations: "exportEvaluations"
            case .clues: "exportClues"
            case .former: "exportFormerProposals"
            }
        let summary =
            switch table {
            case .clues: "Gives all clues that people left, as a table."
            case .former: "Gives the proposals of earlier years that one sees, as a table that can be imported."
            case .contacts:
                "Gives what units and proposers of a session said to each other, as far as one sees it, as a table."
            case .extensions: "Gives how units of a session asked for more time and what was decided, as a table."
            case .supervisions: "Gives how the handling of a session's proposals was supervised, as a table."
            case .proposals, .assignments, .opinions, .statistics, .nominees, .evaluations:
                "Gives the \(table.rawValue) of a session that one sees, as a table."
            }
        return Operation(
            id: id, summary: summary,
            parameters: (table.isOfSession ? [session] : [])
                + (table.isOfEvents ? ProposalHandlingTables.Narrowing.parameters : []) + [
                    .init(
                        name: "format", place: .query, schema: .string(values: ["xlsx", "csv"]),
                        meaning: "XLSX if not said.")
                ],
            success: .init(
                status: 200, meaning: "The table.", schema: nil,
                fileTypes: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv"]))
    }

    static let records = Operation(
        id: "listProposalStatisticsRecords", summary: "Lists the records that a number of the statistics counts.",
        parameters: [
            session,
            .init(
                name: "figure", place: .query,
                schema: .string(values: ProposalStatistics.Figure.allCases.map(\.rawValue)), meaning: "The number."),
            .init(name: "unit", place: .query, schema: .string(), meaning: "The id of a unit that replies."),
            .init(
                name: "kind", place: .query, schema: .string(values: Proposer.Kind.allCases.map(\.rawValue)),
                meaning: "Who proposes."),
            .init(name: "sector", place: .query, schema: .string(), meaning: "The id of a sector."),
            .init(
                name: "category", place: .query, schema: .string(), meaning: "What it is about, by the county's list."),
            .init(name: "class", place: .query, schema: .string(), meaning: "What the last reply came to."), .limit,
            .cursor,
        ],
        success: .init(
            status: 200, meaning: "A page of records, and how many there are.",
            schema: .object([
                ("count", .integer(minimum: 0)),
                (
                    "items",
                    .array(
                        .object([
                            ("id", .id), ("proposal", .id), ("number", .nullable(.text)), ("subject", .nullable(.text)),
                            ("name", .nullable(.text)), ("outcome", .nullable(.text)), ("result", .nullable(.text)),
                        ]))
                ), ("next", .nullable(.string())),
            ])))

    static func json(_ record: ProposalStatisticsStore.Record) -> JSON {
        [
            "id": .string(Identifier<Never>(record.id).text), "proposal": .string(record.proposal.text),
            "number": .optional(record.number?.text), "subject": .optional(record.subject),
            "name": .optional(record.name), "outcome": .optional(record.outcome),
            "result": .optional(record.result?.rawValue),
        ]
    }
}
