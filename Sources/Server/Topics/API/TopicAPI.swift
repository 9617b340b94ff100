// SPDX-License-Identifier: Apache-2.0

import Domain

/// Topics as the API shows them.
enum TopicAPI {
    static let state = Schema.string(values: Topic.State.Name.allCases.map(\.rawValue))
    static let topicID = Operation.Parameter(
        name: "topic", place: .path, schema: .id, meaning: "The topic's id.")

    // MARK: - For everyone

    static let publicFields: [(String, Schema)] = [
        ("id", .id), ("title", .text), ("text", .text), ("answer", .nullable(.text)), ("state", state), ("room", .id),
        ("roomName", .text),
        ("area", .string(pattern: "^[0-9]{12}$")), ("receivedAt", .moment), ("dueOn", .nullable(.day)),
        ("category", .nullable(.text)), ("reopened", .integer(minimum: 0)), ("formerEnding", .nullable(formerEnding)),
    ]
    private static let publicTopic = Schema.object(publicFields)

    /// How many say that it is their matter too, and by what each kind of them is known.
    static let supportFields: [(String, Schema)] = [
        ("supporters", .integer(minimum: 0)), ("verifiedSupporters", .integer(minimum: 0)),
        ("slipSupporters", .integer(minimum: 0)), ("deviceSupporters", .integer(minimum: 0)),
    ]

    static let category = Operation.Parameter(
        name: "category", place: .query, schema: .string(maxLength: 40),
        meaning: "A code of the county's list of what topics are about.")

    static let list = Operation(
        id: "listTopics", summary: "Lists the published topics, newest first; only their reviewed public text.",
        parameters: [
            .init(name: "q", place: .query, schema: .string(maxLength: 100), meaning: "Words that the text holds."),
            .area,
            .init(
                name: "room", place: .query, schema: .string(pattern: "^([0-9A-HJKMNP-TV-Z]{13})?$"),
                meaning: "Topics of this room alone."), category, .limit, .cursor,
        ], success: .init(status: 200, meaning: "A page of topics.", schema: .page(of: publicTopic)))

    /// More does not fit into an address everywhere.
    static let similarTextLimit = 500

    static let similar = Operation(
        id: "listSimilarTopics",
        summary: "Lists the published topics most like a text: those of the area first, the most like first.",
        parameters: [
            .init(
                name: "text", place: .query, schema: .string(maxLength: similarTextLimit),
                meaning: "What somebody is about to say."), .area,
        ],
        success: .init(
            status: 200, meaning: "The topics, with the sentence of each that says the same.",
            schema: .object([
                (
                    "items",
                    .array(
                        .object([
                            ("topic", publicTopic), ("percent", .integer(minimum: 0, maximum: 100)), ("passage", .text),
                            ("result", .nullable(.text)),
                        ]))
                )
            ])))

    /// `result`: what units have reported of it, where nobody has written an answer for strangers.
    static func json(_ found: SimilarTopics.Found, result: String?) -> JSON {
        [
            "topic": json(found.topic), "percent": .integer(Int64((found.likeness * 100).rounded())),
            "passage": .string(found.passage.text), "result": .optional(found.topic.answer ?? result),
        ]
    }

    static func json(_ topic: TopicListStore.PublicTopic) -> JSON {
        [
            "id": .string(topic.id.text), "title": .string(topic.title), "text": .string(topic.body),
            "answer": .optional(topic.answer), "state": .string(topic.state.rawValue), "room": .string(topic.room.text),
            "roomName": .string(topic.roomName),
            "area": .string(topic.area.text), "receivedAt": .string(ChineseTime.rfc3339(topic.receivedAt)),
            "dueOn": .optional(topic.dueOn?.description), "category": .optional(topic.category),
            "reopened": .integer(Int64(topic.reopened)), "formerEnding": .optional(topic.former?.rawValue),
        ]
    }

    static let submit = Operation(
        id: "submitTopic", summary: "Raises a topic in a room; no sign-in. The tracking code is given once.",
        body: RaiseRoutes.apiFields(.standard), isIdempotent: true,
        success: .init(
            status: 201, meaning: "Taken in.",
            schema: .object([("id", .id), ("trackingCode", .text), ("dueOn", .nullable(.day))])))

    static let enter = Operation(
        id: "enterTopic",
        summary:
            "Enters a topic on the desk: a member recommends, a leader names, the secretary writes down. What else is needed, the source says.",
        body: TopicEntry.apiFields(.standard), isIdempotent: true,
        success: .init(
            status: 201, meaning: "Taken in; the tracking code is given once.",
            schema: .object([("id", .id), ("trackingCode", .text), ("dueOn", .nullable(.day))])))

    static func json(_ receipt: TopicDesk.Receipt) -> JSON {
        [
            "id": .string(receipt.id.text), "trackingCode": .string(receipt.trackingCode.text),
            "dueOn": .optional(receipt.deadline?.day.description),
        ]
    }

    // MARK: - For the desk

    static let queue = Operation(
        id: "listDeskTopics", summary: "Lists the topics on one's desk, by due date.",
        parameters: [
            .init(
                name: "part", place: .query, schema: .string(values: TopicDeskStore.Part.allCases.map(\.rawValue)),
                meaning: "Which part of the desk; `waiting` if not said."), category, .limit, .cursor,
        ],
        success: .init(
            status: 200, meaning: "A page of the queue.",
            schema: .page(
                of: .object(
                    [
                        ("id", .id), ("title", .nullable(.text)), ("state", state), ("roomName", .text),
                        ("receivedAt", .moment), ("dueOn", .nullable(.day)), ("category", .nullable(.text)),
                        ("watchedWords", .array(.text)), ("scorers", .integer(minimum: 0)),
                        ("scoreSum", .integer(minimum: 0)), ("source", source), ("claim", .nullable(claim)),
                    ] + supportFields))))

    private static let source = Schema.string(values: Topic.Source.allCases.map(\.rawValue))

    static func json(
        _ waiting: TopicDeskStore.Waiting, _ weight: TopicWeight, _ claim: NamedClaim?, _ profile: PracticeProfile
    ) -> JSON {
        let json: JSON = [
            "id": .string(waiting.id.text), "title": .optional(waiting.title), "state": .string(waiting.state.rawValue),
            "roomName": .string(waiting.roomName), "receivedAt": .string(ChineseTime.rfc3339(waiting.receivedAt)),
            "dueOn": .optional(waiting.dueOn?.description), "category": .optional(waiting.category),
            "watchedWords": .array(waiting.watchedWords(profile).map(JSON.string)),
            "scorers": .integer(Int64(weight.scorers)), "scoreSum": .integer(Int64(weight.scoreSum)),
            "source": .string(waiting.source.rawValue), "claim": claim.map(json) ?? .null,
        ]
        return json.adding(weight.supporters.fields)
    }

    private static let grade = Schema.integer(
        minimum: Topic.Score.range.lowerBound, maximum: Topic.Score.range.upperBound)

    static let deskTopic = Schema.object(
        [
            ("id", .id), ("version", .integer(minimum: 1)), ("state", state), ("text", .nullable(.text)),
            ("place", .nullable(.text)), ("room", .id), ("receivedAt", .moment), ("dueOn", .nullable(.day)),
            ("category", .nullable(.text)),
            ("publication", .string(values: ["hidden", "reviewed", "published", "withdrawn"])),
            ("publicTitle", .nullable(.text)), ("publicText", .nullable(.text)), ("publicAnswer", .nullable(.text)),
            ("related", .array(.id)), ("advises", .nullable(.id)), ("advice", .array(.id)), ("clue", .nullable(.id)),
            ("round", .integer(minimum: 1)),
            ("previousRound", .nullable(.id)),
            ("nextRound", .nullable(.id)), ("mergedInto", .nullable(.id)), ("merged", .array(.id)),
            ("researcher", .nullable(.id)),
            ("researchRecords", .integer(minimum: 0)), ("session", .nullable(.id)),
            ("claimed", .nullable(.string(values: OutcomeClass.allCases.map(\.rawValue)))),
            ("judgement", .nullable(judgement)), ("denials", .integer(minimum: 0)),
            ("formerEnding", .nullable(formerEnding)),
            ("withdrawalAt", .nullable(.moment)), ("plan", .nullable(.string(values: ["proposed", "approved"]))),
            ("planReference", .nullable(.text)), ("planDay", .nullable(.day)),
            (
                "scores",
                .array(
                    .object([
                        ("scorer", .id), ("name", .text), ("needed", grade), ("hopedFor", grade), ("feasible", grade),
                    ]))
            ),
            ("source", source), ("occasion", .nullable(occasion)),
            (
                "escalation",
                .nullable(
                    .object([
                        ("room", .id), ("reason", .nullable(.text)), ("into", .nullable(.id)), ("isDeclined", .boolean),
                        ("declined", .nullable(.text)),
                    ]))
            ),
            (
                "children",
                .array(.object([("id", .id), ("room", .id), ("roomName", .text), ("state", state)]))
            ), ("dispatch", .nullable(dispatch)),
            ("permittedCommands", .array(.string(values: Topic.Command.allCases.map(\.rawValue)))),
        ] + way + supportFields)

    private static let occasion = Schema.object([
        ("name", .nullable(.text)), ("day", .nullable(.day)), ("place", .nullable(.text)),
        ("count", .nullable(.integer(minimum: 1))),
    ])

    private static let dispatch = Schema.object([
        ("system", .text), ("number", .text), ("result", .nullable(.text)), ("isReturned", .boolean),
    ])

    static let deskOne = Operation(
        id: "readDeskTopic", summary: "Reads a topic on one's desk: all that its page shows, with what one may do now.",
        parameters: [.record],
        success: .init(status: 200, meaning: "The topic.", schema: deskTopic))

    static func json(_ whole: DeskTopicWhole, for actor: Actor) -> JSON {
        let (topic, ties) = (whole.loop.topic, whole.ties)
        let reading = TopicReading(topic, by: actor)
        var (plan, reference, day): (JSON, JSON, JSON) = (.null, .null, .null)
        switch topic.plan {
        case .proposed: plan = "proposed"
        case .approved(let document, let decidedOn):
            (plan, reference, day) = ("approved", .optional(document.words), .string(decidedOn.description))
        case nil: break
        }
        let json: JSON = [
            "id": .string(topic.id.text), "version": .integer(Int64(topic.version)),
            "state": .string(topic.state.name.rawValue), "text": .optional(reading.text),
            "place": .optional(topic.place?.words.map(reading.shown)), "room": .string(topic.room.text),
            "receivedAt": .string(ChineseTime.rfc3339(topic.receivedAt)),
            "dueOn": .optional(topic.deadline?.day.description), "category": .optional(topic.category),
            "publication": .string(topic.publication.name), "publicTitle": .optional(topic.publicText?.title.words),
            "publicText": .optional(topic.publicText?.body.words),
            "publicAnswer": .optional(topic.publicText?.answer?.words),
            "related": .array(ties.related.map { .string($0.text) }), "advises": .optional(ties.advised?.text),
            "advice": .array(ties.advice.map { .string($0.text) }), "clue": .optional(ties.clue?.text),
            "round": .integer(Int64(topic.round)),
            "previousRound": .optional(topic.previousRound?.text), "nextRound": .optional(topic.nextRound?.text),
            "mergedInto": .optional(topic.mergedInto?.text),
            "merged": .array(whole.merged.map { .string($0.text) }), "researcher": .optional(topic.researcher?.text),
            "judgement": judgement(topic, topic), "denials": .integer(Int64(topic.denials)),
            "formerEnding": .optional(topic.formerEnding?.rawValue),
            "researchRecords": .integer(Int64(topic.researchRecords)), "session": .optional(topic.session?.text),
            "claimed": .optional(topic.claimed?.rawValue),
            "withdrawalAt": .optional(topic.withdrawalAt.map { ChineseTime.rfc3339($0) }),
            "plan": plan, "planReference": reference, "planDay": day,
            "scores": .array(
                whole.scores.map {
                    [
                        "scorer": .string($0.score.scorer.text), "name": .string($0.name),
                        "needed": .integer(Int64($0.score.needed)), "hopedFor": .integer(Int64($0.score.hopedFor)),
                        "feasible": .integer(Int64($0.score.feasible)),
                    ]
                }),
            "source": .string(topic.source.rawValue),
            "occasion": whole.loop.log.first?.event.occasion.map(json) ?? .null,
            "escalation": topic.escalation.map(json) ?? .null,
            "children": .array(
                whole.children.map {
                    [
                        "id": .string($0.id.text), "room": .string($0.room.text), "roomName": .string($0.roomName),
                        "state": .string($0.state.rawValue),
                    ]
                }),
            "dispatch": topic.dispatch.map(json) ?? .null,
            "permittedCommands": .array(
                topic.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
        return json.adding(way(whole, for: actor)).adding(whole.supporters.fields)
    }

    private static func json(_ escalation: Topic.Escalation) -> JSON {
        [
            "room": .string(escalation.room.text), "reason": .optional(escalation.reason.words),
            "into": .optional(escalation.parent?.text), "isDeclined": .boolean(escalation.declined != nil),
            "declined": .optional(escalation.declined?.words),
        ]
    }

    private static func json(_ dispatch: Topic.Dispatch) -> JSON {
        [
            "system": .string(dispatch.ticket.system), "number": .string(dispatch.ticket.number),
            "result": .optional(dispatch.result?.words), "isReturned": .boolean(dispatch.isReturned),
        ]
    }

    private static func json(_ occasion: Topic.Occasion) -> JSON {
        [
            "name": .optional(occasion.name?.words), "day": .optional(occasion.day?.description),
            "place": .optional(occasion.place?.words), "count": occasion.count.map { .integer(Int64($0)) } ?? .null,
        ]
    }
}
