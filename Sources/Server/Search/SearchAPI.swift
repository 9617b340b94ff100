// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Domain

/// The search of the whole site as programs see it.
enum SearchAPI {
    private static let parameters: [Operation.Parameter] = [
        .init(
            name: "q", place: .query, schema: .string(minLength: 1, maxLength: 100),
            meaning: "Words that a record holds; each of them counts, from one character on."),
        .init(
            name: "kind", place: .query, schema: .string(values: SearchKind.allCases.map(\.rawValue)),
            meaning: "Records of this kind alone, page by page; without it a few of each kind."),
        .init(
            name: "room", place: .query, schema: .id,
            meaning: "What lies in this room's area comes first; on the desk, if not said, what lies in one's own area."
        ),
        TopicAPI.category,
        .area, .limit, .cursor,
    ]

    private static let found = Schema.page(
        of: .object([
            ("kind", .string(values: SearchKind.allCases.map(\.rawValue))), ("id", .id), ("title", .text),
            ("passage", .nullable(.text)), ("note", .text), ("isNear", .boolean),
        ])
    ).adding("isCut", .boolean)

    private static let meaning = """
        What was found. `isCut`: there are records of these kinds that were not looked at; of one kind alone `next` goes on with \
        them, even where a page has no items.
        """

    static let everyone = Operation(
        id: "search",
        summary: """
            Finds public topics with their results, announced sessions and media consultations, calls for opinions, reception days, \
            items, proposals, model cases and rooms by words.
            """,
        parameters: parameters, success: .init(status: 200, meaning: meaning, schema: found))

    static let desk = Operation(
        id: "searchDesk",
        summary: """
            Finds what one may see on the desk: topics, sessions, media consultations, campaigns, reception days, walks, items, \
            outcome documents, notices, clues, proposals, look-backs and contest entries; rooms; and, for those who keep them, lines of \
            the registers of people, units, bodies and rooms.
            """,
        parameters: parameters, success: .init(status: 200, meaning: meaning, schema: found))

    static func json(_ hit: SearchHit, _ query: WordQuery) -> JSON {
        [
            "kind": .string(hit.kind.rawValue), "id": .string(hit.id), "title": .string(hit.title),
            "passage": .optional(hit.passage(query)?.text), "note": .string(hit.note), "isNear": .boolean(hit.isNear),
        ]
    }
}
