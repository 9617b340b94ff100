// SPDX-License-Identifier: Apache-2.0

import Domain

/// Topics as the API shows them.
enum TopicAPI {
    private static let state = Schema.string(values: Topic.State.Name.allCases.map(\.rawValue))
    private static let topicID = Operation.Parameter(
        name: "topic", place: .path, schema: .id, meaning: "The topic's id.")
    private static let trackingCode = Operation.Parameter(
        name: "trackingCode", place: .path, schema: .string(pattern: "^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$"),
        meaning: "The code that the submitter was given.")

    // MARK: - For everyone

    private static let publicTopic = Schema.object([
        ("id", .id), ("title", .text), ("text", .text), ("state", state), ("room", .id), ("roomName", .text),
        ("area", .string(pattern: "^[0-9]{12}$")), ("receivedAt", .moment), ("dueOn", .nullable(.day)),
    ])

    static let list = Operation(
        id: "listTopics", summary: "Lists the published topics, newest first; only their reviewed public text.",
        parameters: [
            .init(name: "q", place: .query, schema: .string(maxLength: 100), meaning: "Words that the text holds."),
            .area, .limit, .cursor,
        ], success: .init(status: 200, meaning: "A page of topics.", schema: .page(of: publicTopic)))

    static let one = Operation(
        id: "readTopic", summary: "Reads one published topic.", parameters: [topicID],
        success: .init(status: 200, meaning: "The topic.", schema: publicTopic))

    static func json(_ topic: TopicListStore.PublicTopic) -> JSON {
        [
            "id": .string(topic.id.text), "title": .string(topic.title), "text": .string(topic.body),
            "state": .string(topic.state.rawValue), "room": .string(topic.room.text),
            "roomName": .string(topic.roomName),
            "area": .string(topic.area.text), "receivedAt": .string(ChineseTime.rfc3339(topic.receivedAt)),
            "dueOn": .optional(topic.dueOn?.description),
        ]
    }

    static let submit = Operation(
        id: "submitTopic", summary: "Raises a topic in a room; no sign-in. The tracking code is given once.",
        body: RaiseRoutes.apiFields(.standard), isIdempotent: true,
        success: .init(
            status: 201, meaning: "Taken in.",
            schema: .object([("id", .id), ("trackingCode", .text), ("dueOn", .nullable(.day))])))

    static func json(_ receipt: TopicDesk.Receipt) -> JSON {
        [
            "id": .string(receipt.id.text), "trackingCode": .string(receipt.trackingCode.text),
            "dueOn": .optional(receipt.deadline?.day.description),
        ]
    }

    // MARK: - For the holder of the code

    static let status = Operation(
        id: "readTopicStatus", summary: "Reads where a topic stands, by its tracking code; no sign-in.",
        parameters: [trackingCode],
        success: .init(
            status: 200, meaning: "Where it stands.",
            schema: .object([
                ("id", .id), ("state", state), ("text", .nullable(.text)), ("room", .id), ("roomName", .text),
                ("receivedAt", .moment), ("dueOn", .nullable(.day)), ("question", .nullable(.text)),
                ("answer", .nullable(.text)), ("rejection", .nullable(rejection)), ("isPublic", .boolean),
                ("steps", .array(.object([("kind", .text), ("at", .moment), ("by", .nullable(.text))]))),
            ])))

    private static let rejection = Schema.object([
        ("ground", .text), ("name", .nullable(.text)), ("channel", .nullable(.text)), ("explanation", .nullable(.text)),
    ])

    static func statusJSON(
        _ topic: Topic, room: Room, log: [EventStore.Entry<TopicEvent>], practice: Practice
    ) -> JSON {
        var (question, answer, rejection): (JSON, JSON, JSON) = (.null, .null, .null)
        switch topic.state {
        case .held, .screening, .pooled: break
        case .asked(let text): question = .optional(text.words)
        case .solvedDirectly(let text): answer = .optional(text.words)
        case .rejected(let said):
            let ground = practice.profile.rejectionGround(said.ground)
            rejection = [
                "ground": .string(said.ground), "name": .optional(ground?.name), "channel": .optional(ground?.channel),
                "explanation": .optional(said.explanation.words),
            ]
        }
        return [
            "id": .string(topic.id.text), "state": .string(topic.state.name.rawValue),
            "text": .optional(topic.text.words),
            "room": .string(room.id.text), "roomName": .string(room.name),
            "receivedAt": .string(ChineseTime.rfc3339(topic.receivedAt)),
            "dueOn": .optional(topic.deadline?.day.description),
            "question": question, "answer": answer, "rejection": rejection,
            "isPublic": .boolean(topic.publication.isPublic),
            "steps": .array(log.map(step)),
        ]
    }

    private static func step(_ entry: EventStore.Entry<TopicEvent>) -> JSON {
        [
            "kind": .string(entry.event.kind), "at": .string(ChineseTime.rfc3339(entry.at)),
            "by": .optional(entry.actorName),
        ]
    }

    static let answer = Operation(
        id: "answerQuestion", summary: "Answers what the room asked the submitter.", parameters: [trackingCode],
        body: TopicAct.answer.fields(.standard), isIdempotent: true,
        success: .init(status: 200, meaning: "Taken in.", schema: .object([("state", state)])))

    // MARK: - For the desk

    static let queue = Operation(
        id: "listDeskTopics", summary: "Lists the topics on one's desk, by due date.",
        parameters: [
            .init(
                name: "part", place: .query, schema: .string(values: TopicDeskStore.Part.allCases.map(\.rawValue)),
                meaning: "Which part of the desk; `waiting` if not said."), .limit, .cursor,
        ],
        success: .init(
            status: 200, meaning: "A page of the queue.",
            schema: .page(
                of: .object([
                    ("id", .id), ("title", .nullable(.text)), ("state", state), ("roomName", .text),
                    ("receivedAt", .moment), ("dueOn", .nullable(.day)),
                ]))))

    static func json(_ waiting: TopicDeskStore.Waiting) -> JSON {
        [
            "id": .string(waiting.id.text), "title": .optional(waiting.title), "state": .string(waiting.state.rawValue),
            "roomName": .string(waiting.roomName), "receivedAt": .string(ChineseTime.rfc3339(waiting.receivedAt)),
            "dueOn": .optional(waiting.dueOn?.description),
        ]
    }

    private static let deskTopic = Schema.object([
        ("id", .id), ("version", .integer(minimum: 1)), ("state", state), ("text", .nullable(.text)),
        ("place", .nullable(.text)), ("room", .id), ("receivedAt", .moment), ("dueOn", .nullable(.day)),
        ("publication", .string(values: ["hidden", "reviewed", "published", "withdrawn"])),
        ("publicTitle", .nullable(.text)), ("publicText", .nullable(.text)),
        ("related", .array(.id)),
        ("permittedCommands", .array(.string(values: Topic.Command.allCases.map(\.rawValue)))),
    ])

    static let deskOne = Operation(
        id: "readDeskTopic", summary: "Reads a topic on one's desk, with what one may do now.", parameters: [topicID],
        success: .init(status: 200, meaning: "The topic.", schema: deskTopic))

    static func json(_ topic: Topic, related: [Topic.ID], for actor: Actor) -> JSON {
        [
            "id": .string(topic.id.text), "version": .integer(Int64(topic.version)),
            "state": .string(topic.state.name.rawValue), "text": .optional(topic.text.words),
            "place": .optional(topic.place?.words), "room": .string(topic.room.text),
            "receivedAt": .string(ChineseTime.rfc3339(topic.receivedAt)),
            "dueOn": .optional(topic.deadline?.day.description),
            "publication": .string(topic.publication.name), "publicTitle": .optional(topic.publicText?.title.words),
            "publicText": .optional(topic.publicText?.body.words),
            "related": .array(related.map { .string($0.text) }),
            "permittedCommands": .array(
                topic.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    /// The operation of one act; `version` is the topic's as it was read.
    static func operation(_ act: TopicAct) -> Operation {
        Operation(
            id: act.command.operationID, summary: "Does `\(act.command.rawValue)` to a topic.", parameters: [topicID],
            body: act.fields(.standard) + [TopicDeskRoutes.versionField], isIdempotent: true,
            success: .init(status: 200, meaning: "Done; the topic as it is now.", schema: deskTopic))
    }
}

extension Topic.Command {
    fileprivate var operationID: String {
        switch self {
        case .release: "releaseTopic"
        case .pool: "poolTopic"
        case .reject: "rejectTopic"
        case .ask: "askSubmitter"
        case .answer: "answerQuestion"
        case .solveDirectly: "solveTopicDirectly"
        case .review: "reviewTopicText"
        case .unpublish: "unpublishTopic"
        case .relate: "relateTopic"
        }
    }
}
