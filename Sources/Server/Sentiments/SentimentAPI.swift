// SPDX-License-Identifier: Apache-2.0

import Domain

/// Issues from among the people as the API shows them.
enum SentimentAPI {
    private static let state = Schema.string(values: SentimentIssue.State.Name.allCases.map(\.rawValue))
    private static let channel = Schema.string(values: SentimentIssue.Channel.allCases.map(\.rawValue))

    static let issue = Schema.object([
        ("id", .id), ("version", .integer(minimum: 1)), ("state", state), ("room", .id), ("opener", .id),
        ("keeper", .id),
        ("title", .nullable(.text)), ("person", .nullable(.text)), ("phone", .nullable(.text)),
        (
            "steps",
            .array(.object([("day", .day), ("place", .nullable(.text)), ("words", .nullable(.text))]))
        ), ("topic", .nullable(.id)), ("clue", .nullable(.id)), ("channel", .nullable(channel)),
        ("unit", .nullable(.id)),
        ("result", .nullable(.text)), ("dueOn", .nullable(.day)), ("campaign", .nullable(.id)),
        ("permittedCommands", .array(.string(values: SentimentIssue.Command.allCases.map(\.rawValue)))),
    ])

    static func json(_ issue: SentimentIssue, clue: ProposalClue.ID?, for actor: Actor) -> JSON {
        let names = issue.namesPerson(to: actor)
        let steps = SentimentScope(of: actor).readsWalk(of: issue) ? issue.steps : []
        return [
            "id": .string(issue.id.text), "version": .integer(Int64(issue.version)),
            "state": .string(issue.state.name.rawValue), "room": .string(issue.opening.room.text),
            "opener": .string(issue.opening.opener.text), "keeper": .string(issue.keeper.text),
            "title": .optional(issue.opening.title.words),
            "person": .optional(names ? issue.opening.person?.words : nil),
            "phone": .optional(names ? issue.opening.phone?.words : nil),
            "steps": .array(
                steps.map { step in
                    [
                        "day": .string(step.day.description), "place": .optional(step.place.words),
                        "words": .optional(step.words.words),
                    ]
                }), "topic": .optional(issue.topic?.text), "clue": .optional(clue?.text),
            "channel": .optional(issue.transfer?.channel.rawValue), "unit": .optional(issue.transfer?.unit?.text),
            "result": .optional(issue.result?.words), "dueOn": .optional(issue.deadline?.day.description),
            "campaign": .optional(issue.opening.campaign?.text),
            "permittedCommands": .array(
                issue.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    static let begin = Operation(
        id: "beginSentiment", summary: "Writes down what one met while walking among the people.",
        body: SentimentRoutes.beginFields, isIdempotent: true,
        success: .init(status: 201, meaning: "Begun.", schema: issue))

    static let one = Operation(
        id: "readSentiment", summary: "Reads an issue from among the people, with what one may do now.",
        parameters: [.record], success: .init(status: 200, meaning: "The issue.", schema: issue))

    static let code = Operation(
        id: "readSentimentCode",
        summary:
            "Reads the tracking code for the person concerned of an issue that became a topic, until it is closed.",
        parameters: [.record],
        success: .init(
            status: 200, meaning: "The code, to be handed to the person.",
            schema: .object([("trackingCode", .text), ("page", .text)])))

    static let list = Operation(
        id: "listSentiments", summary: "Lists the issues from among the people on one's desk, by due day.",
        parameters: [
            .init(
                name: "part", place: .query, schema: .string(values: SentimentStore.Part.allCases.map(\.rawValue)),
                meaning: "Which part; `walking` if not said, for units `passed`."), .limit, .cursor,
        ],
        success: .init(
            status: 200, meaning: "A page of issues.",
            schema: .page(
                of: .object([
                    ("id", .id), ("state", state), ("title", .nullable(.text)), ("roomName", .text),
                    ("openerName", .text), ("keeperName", .text), ("dueOn", .nullable(.day)),
                ]))))

    static func json(_ listed: SentimentStore.Listed) -> JSON {
        [
            "id": .string(listed.id.text), "state": .string(listed.state.rawValue), "title": .optional(listed.title),
            "roomName": .string(listed.roomName), "openerName": .string(listed.openerName),
            "keeperName": .string(listed.keeperName), "dueOn": .optional(listed.dueOn?.description),
        ]
    }
}
