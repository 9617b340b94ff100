// SPDX-License-Identifier: Apache-2.0

import Domain

/// Clues for proposals as the API shows them.
enum ClueAPI {
    private static let state = Schema.string(values: ProposalClue.State.allCases.map(\.rawValue))

    static let clue = Schema.object([
        ("id", .id), ("version", .integer(minimum: 1)), ("state", state), ("text", .nullable(.text)),
        ("topic", .nullable(.id)), ("walk", .nullable(.id)), ("proposals", .array(.id)),
        ("permittedCommands", .array(.string(values: ProposalClue.Command.allCases.map(\.rawValue)))),
    ])

    static func json(_ clue: ProposalClue, proposals: [Proposal.ID], for actor: Actor) -> JSON {
        [
            "id": .string(clue.id.text), "version": .integer(Int64(clue.version)),
            "state": .string(clue.state.rawValue), "text": .optional(clue.text.words),
            "topic": .optional(clue.topic?.text), "walk": .optional(clue.walk?.text),
            "proposals": .array(proposals.map { .string($0.text) }),
            "permittedCommands": .array(
                clue.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    static let leave = Operation(
        id: "leaveClue", summary: "Leaves a clue for those who write proposals, while the county takes clues in.",
        body: ClueRoutes.fields, isIdempotent: true,
        success: .init(status: 201, meaning: "Left.", schema: .object([("state", state)])))

    static let one = Operation(
        id: "readClue", summary: "Reads a clue, with what one may do now.", parameters: [.record],
        success: .init(status: 200, meaning: "The clue.", schema: clue))

    static let list = Operation(
        id: "listClues",
        summary:
            "Lists clues, newest first; members see those that were released, the office and the privacy officer all.",
        parameters: [
            .init(name: "state", place: .query, schema: state, meaning: "In which state; all if not said."), .limit,
            .cursor,
        ],
        success: .init(
            status: 200, meaning: "A page of clues.",
            schema: .page(
                of: .object([
                    ("id", .id), ("text", .nullable(.text)), ("state", state), ("leftOn", .day),
                    ("topic", .nullable(.id)), ("walk", .nullable(.id)), ("proposals", .integer(minimum: 0)),
                    ("watchedWords", .array(.text)),
                ]))))

    static func json(_ listed: ClueStore.Listed, _ profile: PracticeProfile) -> JSON {
        [
            "id": .string(listed.id.text), "text": .optional(listed.text), "state": .string(listed.state.rawValue),
            "leftOn": .string(listed.leftOn), "topic": .optional(listed.origin.topic?.text),
            "walk": .optional(listed.origin.walk?.text),
            "proposals": .integer(Int64(listed.proposals)),
            "watchedWords": .array(WatchedWords.found(in: [listed.text], profile).map(JSON.string)),
        ]
    }
}
