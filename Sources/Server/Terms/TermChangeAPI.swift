// SPDX-License-Identifier: Apache-2.0

import Domain

/// The change of term as programs see it.
enum TermChangeAPI {
    private static let change = Schema.object([
        ("term", .id), ("startsOn", .day), ("state", .string(values: TermChange.State.allCases.map(\.rawValue))),
        ("version", .integer(minimum: 0)),
    ])
    private static let member = Schema.object([
        ("membership", .id), ("person", .id), ("name", .text), ("drafts", .integer(minimum: 0)),
        ("invitations", .integer(minimum: 0)), ("posts", .integer(minimum: 0)),
    ])

    static let list = Operation(
        id: "listTermChanges", summary: "Lists the terms in use and how the change into each stands, latest first.",
        success: .init(
            status: 200, meaning: "The terms.",
            schema: .object([
                (
                    "items",
                    .array(
                        .object([
                            ("term", .id), ("name", .text), ("startsOn", .day),
                            ("state", .string(values: TermChange.State.allCases.map(\.rawValue))),
                            ("version", .integer(minimum: 0)),
                        ]))
                )
            ])))

    static func previewing(_ fields: [InputField]) -> Operation {
        Operation(
            id: "previewTermChange",
            summary: "Tells who goes on into a term, who ends and what is open with them; changes nothing.",
            body: fields, isIdempotent: true,
            success: .init(
                status: 200, meaning: "What would become of it.",
                schema: .object([
                    ("staying", .array(member)), ("leaving", .array(member)),
                    ("unknownLines", .array(.integer(minimum: 1))), ("version", .integer(minimum: 0)),
                ])))
    }

    static func planning(_ fields: [InputField]) -> Operation {
        Operation(
            id: "planTermChange",
            summary: "Says who goes on into a term; all other members end when it begins, at once where it has begun.",
            body: fields, isIdempotent: true,
            success: .init(status: 200, meaning: "Said, or carried out.", schema: change))
    }

    static func undoing(_ fields: [InputField]) -> Operation {
        Operation(
            id: "undoTermChange", summary: "Takes a change of term back before the term begins.", body: fields,
            isIdempotent: true, success: .init(status: 200, meaning: "Taken back.", schema: change))
    }

    static func json(_ change: TermChange) -> JSON {
        [
            "term": .string(change.id.text), "startsOn": .string(change.startsOn.description),
            "state": .string(change.state.rawValue), "version": .integer(Int64(change.version)),
        ]
    }

    static func json(_ listed: TermChangeStore.Listed) -> JSON {
        let change = listed.change
        return [
            "term": .string(change.id.text), "name": .string(listed.name),
            "startsOn": .string(change.startsOn.description), "state": .string(change.state.rawValue),
            "version": .integer(Int64(change.version)),
        ]
    }

    static func json(_ preview: TermChangeDesk.Preview) -> JSON {
        [
            "staying": .array(preview.staying.map(json)), "leaving": .array(preview.leaving.map(json)),
            "unknownLines": .array(preview.unknownLines.map { .integer(Int64($0)) }),
            "version": .integer(Int64(preview.term.change.version)),
        ]
    }

    private static func json(_ member: TermChangeStore.Member) -> JSON {
        [
            "membership": .string(member.id.text), "person": .string(member.person.text), "name": .string(member.name),
            "drafts": .integer(Int64(member.drafts)), "invitations": .integer(Int64(member.invitations)),
            "posts": .integer(Int64(member.posts)),
        ]
    }
}
