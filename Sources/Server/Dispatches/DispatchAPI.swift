// SPDX-License-Identifier: Apache-2.0

import Domain

/// Topics as systems outside see them: by their own numbers, without the people behind.
enum DispatchAPI {
    private static let state = Schema.string(values: Topic.State.Name.allCases.map(\.rawValue))
    private static let channel = Schema.string(values: Topic.Channel.allCases.filter(\.isSystem).map(\.rawValue))

    static let channelField = InputField(
        "channel", "从哪里来",
        .choice(
            [Topic.Channel.grid, .hotline].map { .init(code: $0.rawValue, label: TopicWording.name($0)) }))
    static let ticketFields = TopicEntry.ticket(isRequired: true)

    /// What is pushed.
    static func pushFields(_ profile: PracticeProfile) -> [InputField] {
        [
            channelField, InputField("room", "议事室", .line(limit: 13)),
            InputField("text", "什么事，希望怎么办", .paragraph(limit: profile.topicTextLimit)),
            InputField("place", "在哪里", .line(limit: 60), isRequired: false),
            InputField("phone", "提出人的手机号", .phone, isRequired: false),
        ] + ticketFields
    }

    static let acknowledgementFields = ticketFields + [InputField("resultVersion", "结果的版本", .line(limit: 16))]
    static let receiptFields = [InputField("topic", "议题编号", .line(limit: 13))] + ticketFields
    /// What is said without a word on that is what came of it.
    static let resultFields =
        ticketFields + [
            InputField("result", "结果，或者为什么退回", .paragraph(limit: 500)),
            InputField(
                "outcome", "办了还是退回",
                .choice([.init(code: "handled", label: "办了"), .init(code: returned, label: "不归这里办，退回")]),
                isRequired: false),
        ]
    static let returned = "returned"

    private static let named: [Operation.Parameter] = [
        .init(
            name: "system", place: .query, schema: .string(maxLength: 40), meaning: "The system, as it names itself."),
        .init(name: "number", place: .query, schema: .string(maxLength: 40), meaning: "The system's own number."),
    ]

    private static let receipt = Schema.object([
        ("topic", .id), ("system", .text), ("number", .text), ("receivedAt", .moment),
    ])

    static let push = Operation(
        id: "pushTopic",
        summary:
            "Pushes a topic from the grid or the hotline into a room. The same number with the same words is answered with the same receipt.",
        body: pushFields(.standard), isIdempotent: true,
        success: .init(status: 201, meaning: "Taken in; its receipt.", schema: receipt))

    static func receiptJSON(_ topic: Topic, _ ticket: Topic.Ticket) -> JSON {
        [
            "topic": .string(topic.id.text), "system": .string(ticket.system), "number": .string(ticket.number),
            "receivedAt": .string(ChineseTime.rfc3339(topic.receivedAt)),
        ]
    }

    private static let pushed = Schema.object([
        ("topic", .id), ("system", .text), ("number", .text), ("state", state), ("dueOn", .nullable(.day)),
        ("lookBy", .nullable(.day)),
        ("result", .nullable(.text)), ("resultVersion", .nullable(.text)), ("isReturned", .boolean),
    ])

    static let status = Operation(
        id: "readPushedTopic", summary: "Reads how a pushed topic stands, and its result, by the system's own number.",
        parameters: named, success: .init(status: 200, meaning: "How it stands.", schema: pushed))

    static let acknowledge = Operation(
        id: "acknowledgeReturn",
        summary:
            "Says that the result of a pushed topic has come back, in the version that was read; before that it does not close.",
        body: acknowledgementFields, isIdempotent: true,
        success: .init(status: 200, meaning: "Noted.", schema: pushed))

    /// `version`: of its result.
    static func json(_ topic: Topic, version: String?) -> JSON {
        [
            "topic": .string(topic.id.text), "system": .optional(topic.dispatch?.ticket.system),
            "number": .optional(topic.dispatch?.ticket.number), "state": .string(topic.state.name.rawValue),
            "dueOn": .optional(topic.promised?.day.description), "lookBy": .optional(topic.look?.day.description),
            "result": .optional(topic.dispatch?.result?.words),
            "resultVersion": .optional(version), "isReturned": .boolean(topic.dispatch?.isReturned ?? false),
        ]
    }

    private static let sent = Schema.object([
        ("topic", .id), ("channel", .nullable(channel)), ("room", .id), ("area", .string(pattern: "^[0-9]{12}$")),
        ("text", .nullable(.text)), ("place", .nullable(.text)), ("explanation", .nullable(.text)),
        ("system", .nullable(.text)), ("number", .nullable(.text)), ("result", .nullable(.text)),
    ])

    static let waiting = Operation(
        id: "listSentTopics",
        summary: "Lists what was sent on to the grid or the hotline and waits to be taken in there.",
        parameters: [
            .init(name: "channel", place: .query, schema: channel, meaning: "Where it was sent."), .limit, .cursor,
        ], success: .init(status: 200, meaning: "A page of topics, oldest first.", schema: .page(of: sent)))

    static let takeIn = Operation(
        id: "giveReceipt", summary: "Says that what was sent on was taken in, under the system's own number.",
        body: receiptFields, isIdempotent: true, success: .init(status: 200, meaning: "Noted.", schema: sent))

    static let result = Operation(
        id: "sendResult",
        summary:
            "Sends the result of what was sent on, or sends it back (`outcome` is `returned`, `result` says why) to be screened anew; its submitter reads it.",
        body: resultFields, isIdempotent: true,
        success: .init(status: 200, meaning: "Noted, and told.", schema: sent))

    static func sentJSON(_ topic: Topic) -> JSON {
        var redirection: Topic.Redirection?
        if case .redirected(let value) = topic.state { redirection = value }
        return [
            "topic": .string(topic.id.text), "channel": .optional(redirection?.channel.rawValue),
            "room": .string(topic.room.text), "area": .string(topic.area.text), "text": .optional(topic.text.words),
            "place": .optional(topic.place?.words), "explanation": .optional(redirection?.explanation.words),
            "system": .optional(redirection?.receipt?.system), "number": .optional(redirection?.receipt?.number),
            "result": .optional(redirection?.result?.words),
        ]
    }

    static let counts = Operation(
        id: "countDispatches",
        summary: "Counts topics that came from systems outside and went to them, and those whose result has come back.",
        success: .init(
            status: 200, meaning: "The counts.",
            schema: .object([
                (
                    "items",
                    .array(
                        .object([
                            ("direction", .string(values: DispatchStore.Direction.allCases.map(\.rawValue))),
                            ("channel", channel), ("system", .text), ("topics", .integer(minimum: 0)),
                            ("returned", .integer(minimum: 0)),
                        ]))
                )
            ])))

    static func json(_ count: DispatchStore.Count) -> JSON {
        [
            "direction": .string(count.direction.rawValue), "channel": .string(count.channel.rawValue),
            "system": .string(count.system), "topics": .integer(Int64(count.all)),
            "returned": .integer(Int64(count.returned)),
        ]
    }
}
