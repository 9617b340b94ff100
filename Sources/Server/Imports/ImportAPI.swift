// SPDX-License-Identifier: Apache-2.0

import Domain

/// Imports as the API shows them.
enum ImportAPI {
    private static let state = Schema.string(values: RegisterImport.State.Name.allCases.map(\.rawValue))
    private static let register = Schema.string(values: RegisterImport.Target.allCases.map(\.rawValue))
    private static let registerParameter = Operation.Parameter(
        name: "register", place: .query, schema: register,
        meaning:
            "Which register the lines go into; `former_topics` for topics of a former system, `former_proposals` for proposals of earlier sessions."
    )

    static let run = Schema.object([
        ("id", .id), ("version", .integer(minimum: 1)), ("register", register), ("state", state),
        ("new", .integer(minimum: 0)), ("changed", .integer(minimum: 0)), ("same", .integer(minimum: 0)),
        ("problemCount", .integer(minimum: 0)), ("stoppedAt", .nullable(.integer(minimum: 1))),
        ("done", .integer(minimum: 0)),
        (
            "problems",
            .array(
                .object([("row", .nullable(.integer(minimum: 1))), ("column", .nullable(.text)), ("sentence", .text)]))
        ),
        (
            "columns",
            .array(.object([("id", .id), ("column", .text), ("title", .text), ("example", .text)]))
        ),
        ("permittedCommands", .array(.string(values: RegisterImport.Command.allCases.map(\.rawValue)))),
    ])

    static func json(
        _ run: RegisterImport, done: Int, problems: [ImportProblem], columns: [ImportColumn], for actor: Actor
    ) -> JSON {
        [
            "id": .string(run.id.text), "version": .integer(Int64(run.version)),
            "register": .string(run.target.rawValue), "state": .string(run.state.name.rawValue),
            "new": .integer(Int64(run.tally.new)), "changed": .integer(Int64(run.tally.changed)),
            "same": .integer(Int64(run.tally.same)), "problemCount": .integer(Int64(run.problemCount)),
            "stoppedAt": run.stoppedAt.map { .integer(Int64($0)) } ?? .null, "done": .integer(Int64(done)),
            "problems": .array(
                problems.map { problem in
                    [
                        "row": problem.row.map { .integer(Int64($0)) } ?? .null, "column": .optional(problem.column),
                        "sentence": .string(problem.sentence),
                    ]
                }),
            "columns": .array(
                columns.map { column in
                    [
                        "id": .string(column.code), "column": .string(ImportWording.letters(column)),
                        "title": .string(column.title), "example": .string(column.example),
                    ]
                }),
            "permittedCommands": .array(
                run.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    static let list = Operation(
        id: "listImports", summary: "Lists imports, latest first.", parameters: [.limit, .cursor],
        success: .init(
            status: 200, meaning: "A page of imports.",
            schema: .page(
                of: .object([
                    ("id", .id), ("register", register), ("state", state), ("done", .integer()), ("total", .integer()),
                    ("createdAt", .moment),
                ]))))

    static func json(_ listed: ImportStore.Listed) -> JSON {
        [
            "id": .string(listed.id.text), "register": .string(listed.target.rawValue),
            "state": .string(listed.state.rawValue), "done": .integer(Int64(listed.done)),
            "total": .integer(Int64(listed.total)), "createdAt": .string(ChineseTime.rfc3339(listed.createdAt)),
        ]
    }

    static let one = Operation(
        id: "readImport", summary: "Reads an import: how far it is, and what is wrong with the file.",
        parameters: [.record], success: .init(status: 200, meaning: "The import.", schema: run))

    static let send = Operation(
        id: "sendImport",
        summary: "Sends a table (XLSX or CSV) to be looked at; nothing is taken before it is confirmed.",
        parameters: [registerParameter], takesFile: true, isIdempotent: true,
        success: .init(status: 201, meaning: "Sent; it is looked at a moment later.", schema: run))

    private static let path = Operation.Parameter(
        name: "register", place: .path, schema: .string(values: Register.allCases.map(\.rawValue)),
        meaning: "Which register.")
    private static let format = Operation.Parameter(
        name: "format", place: .query, schema: .string(values: ["xlsx", "csv"]), meaning: "XLSX if not said.")
    private static let fileTypes = ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv"]

    static let export = Operation(
        id: "exportDirectory", summary: "Gives the entries of a register that are in use, as a table for an import.",
        parameters: [path, format],
        success: .init(status: 200, meaning: "The table.", schema: nil, fileTypes: fileTypes))

    static let problems = Operation(
        id: "readImportProblems",
        summary:
            "Gives what is wrong with a table, by row, column and reason, the first twenty thousand; the import itself tells the first 500.",
        parameters: [.record, format],
        success: .init(status: 200, meaning: "The table.", schema: nil, fileTypes: fileTypes))

    static let formerTopicsTemplate = Operation(
        id: "readFormerTopicsTemplate", summary: "Gives an empty table with the columns of topics of a former system.",
        parameters: [format],
        success: .init(status: 200, meaning: "The table.", schema: nil, fileTypes: fileTypes))

    static let formerProposalsTemplate = Operation(
        id: "readFormerProposalsTemplate",
        summary: "Gives an empty table with the columns of proposals of earlier sessions.", parameters: [format],
        success: .init(status: 200, meaning: "The table.", schema: nil, fileTypes: fileTypes))

    static let template = Operation(
        id: "readImportTemplate", summary: "Gives an empty table with the register's columns.",
        parameters: [path, format],
        success: .init(status: 200, meaning: "The table.", schema: nil, fileTypes: fileTypes))
}
