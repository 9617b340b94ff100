// SPDX-License-Identifier: Apache-2.0

import Domain

/// Numbered suggestion lists as the API shows them.
enum SuggestionListAPI {
    private static let state = Schema.string(values: SuggestionList.State.allCases.map(\.rawValue))

    /// How other records name their list.
    static let named = Schema.nullable(.object([("id", .id), ("number", .text)]))

    static func json(_ named: SuggestionListStore.Named?) -> JSON {
        named.map { ["id": .string($0.id.text), "number": .string($0.number)] } ?? .null
    }

    static let list = Schema.object([
        ("id", .id), ("version", .integer(minimum: 1)), ("state", state), ("number", .text), ("document", .text),
        ("year", .integer(minimum: 1)),
        ("serial", .integer(minimum: 1)), ("session", .id), ("items", .array(.id)), ("issuedOn", .day),
        (
            "routings",
            .array(
                .object([
                    ("addressee", .string(values: SuggestionList.Addressee.allCases.map(\.rawValue))), ("day", .day),
                    ("receivedOn", .nullable(.day)), ("receipt", .nullable(.text)),
                    ("instruction", .nullable(.text)),
                ]))
        ),
        ("permittedCommands", .array(.string(values: SuggestionList.Command.allCases.map(\.rawValue)))),
    ])

    static func json(_ list: SuggestionList, for actor: Actor) -> JSON {
        let issue = list.issue
        return [
            "id": .string(list.id.text), "version": .integer(Int64(list.version)),
            "state": .string(list.state.rawValue), "number": .string(issue.number.text),
            "document": .string(issue.name),
            "year": .integer(Int64(issue.number.year)), "serial": .integer(Int64(issue.number.serial)),
            "session": .string(issue.session.text), "items": .array(issue.items.map { .string($0.text) }),
            "issuedOn": .string(issue.day.description),
            "routings": .array(
                list.routings.map { routing in
                    [
                        "addressee": .string(routing.addressee.rawValue), "day": .string(routing.day.description),
                        "receivedOn": .optional(routing.receipt?.day.description),
                        "receipt": .optional(routing.receipt?.words.words),
                        "instruction": .optional(routing.receipt?.instruction?.words),
                    ]
                }),
            "permittedCommands": .array(
                list.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    static let one = Operation(
        id: "readList", summary: "Reads the numbered document of an outcome, with what one may do now.",
        parameters: [.record],
        success: .init(status: 200, meaning: "The list.", schema: list))

    static let lists = Operation(
        id: "listLists", summary: "Lists the numbered documents of outcomes of one's rooms, newest first.",
        parameters: [
            .init(name: "state", place: .query, schema: state, meaning: "In which state; all if not said."), .limit,
            .cursor,
        ],
        success: .init(
            status: 200, meaning: "A page of lists.",
            schema: .page(
                of: .object([
                    ("id", .id), ("number", .text), ("document", .text), ("state", state), ("issuedOn", .day),
                    ("title", .nullable(.text)),
                    ("roomName", .text), ("items", .integer(minimum: 0)),
                ]))))

    static func json(_ listed: SuggestionListStore.Listed) -> JSON {
        [
            "id": .string(listed.id.text), "number": .string(listed.number),
            "document": .string(listed.document), "state": .string(listed.state.rawValue),
            "issuedOn": .string(listed.issuedOn.description), "title": .optional(listed.title),
            "roomName": .string(listed.roomName), "items": .integer(Int64(listed.items)),
        ]
    }
}
