// SPDX-License-Identifier: Apache-2.0

import Domain

/// A topic as the API shows it to whoever holds its code, and what such a person does with it.
extension TopicAPI {
    private static let trackingCode = Operation.Parameter(
        name: "trackingCode", place: .path, schema: .string(pattern: "^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$"),
        meaning: "The code that the submitter was given.")

    static let status = Operation(
        id: "readTopicStatus", summary: "Reads where a topic stands, by its tracking code; no sign-in.",
        parameters: [trackingCode],
        success: .init(
            status: 200, meaning: "Where it stands.",
            schema: .object([
                ("id", .id), ("state", state), ("text", .nullable(.text)), ("room", .id), ("roomName", .text),
                ("receivedAt", .moment), ("dueOn", .nullable(.day)),
                ("lookBy", .nullable(.day)), ("question", .nullable(.text)),
                ("answer", .nullable(.text)), ("rejection", .nullable(rejection)),
                ("redirection", .nullable(redirection)),
                ("judgement", .nullable(judgement)), ("formerEnding", .nullable(formerEnding)),
                ("isPublic", .boolean), ("withdrawalAt", .nullable(.moment)),
                ("mergedInto", .nullable(.id)), ("escalatedInto", .nullable(.id)), ("aboveState", .nullable(state)),
                ("session", .nullable(publicSession)), ("items", .array(publicItem)),
                ("asked", .array(ItemAPI.question)),
                ("steps", .array(.object([("kind", .text), ("at", .moment), ("by", .nullable(.text))]))),
                ("asksPhoneEnding", .boolean),
                ("looks", .array(.object([("at", .moment), ("reason", .nullable(.text))]))),
            ])))

    static let publicSession = Schema.object([
        ("title", .nullable(.text)), ("day", .day), ("time", .text), ("place", .nullable(.text)), ("state", .text),
    ])

    static let publicItem = Schema.object([
        ("id", .id), ("task", .nullable(.text)), ("unitName", .text), ("state", .text), ("dueOn", .nullable(.day)),
        ("claimed", .nullable(.text)), ("asked", .integer(minimum: 0)), ("solved", .integer(minimum: 0)),
    ])

    static func json(_ session: ConsultationSession) -> JSON {
        [
            "title": .optional(session.plan.title.words), "day": .string(session.plan.day.description),
            "time": .string(SessionWording.time(session.plan.minuteOfDay)),
            "place": .optional(session.plan.place.words), "state": .string(session.state.name.rawValue),
        ]
    }

    /// Items as everybody may know them: from their dispatch on.
    static func items(_ loop: Loop) -> JSON {
        .array(
            loop.items.filter(\.item.hasReachedUnit).map { each in
                let item = each.item
                return [
                    "id": .string(item.id.text), "task": .optional(item.task.text.words),
                    "unitName": .string(loop.names.unit(item.task.unit)), "state": .string(item.state.name.rawValue),
                    "dueOn": .optional(item.deadline?.day.description),
                    "claimed": .optional(item.hasVerifiedReport ? item.report?.claimed.rawValue : nil),
                    "asked": .integer(Int64(each.tally.asked)),
                    "solved": .integer(Int64(each.tally.solved)),
                ]
            })
    }

    static let rejection = Schema.object([
        ("ground", .text), ("name", .nullable(.text)), ("channel", .nullable(.text)), ("explanation", .nullable(.text)),
    ])

    /// How a topic ended in a former system, as it was declared there.
    static let formerEnding = Schema.string(values: Topic.Former.Ending.allCases.map(\.rawValue))

    /// What a submitter is asked about what the room has settled by itself.
    static let judgement = Schema.object([
        ("until", .day), ("outcome", .nullable(.string(values: OutcomeClass.allCases.map(\.rawValue)))),
    ])

    private static let redirection = Schema.object([
        ("channel", .string(values: Topic.Channel.allCases.map(\.rawValue))), ("explanation", .nullable(.text)),
        ("result", .nullable(.text)), ("answerBy", .nullable(.day)), ("clue", .nullable(ClueStanding.schema)),
    ])

    /// `host`: the loop of the topic that this one is handled as part of, in its own room or above.
    static func statusJSON(
        _ own: Loop, host: Loop?, room: Room, clue: ClueStanding?, asked: [JSON],
        looks: [(at: Instant, reason: String?)], asksEnding: Bool, practice: Practice, today: Day
    ) -> JSON {
        let topic = own.topic
        let shared = host ?? own
        let (question, told) = (question(topic.state), told(topic, host?.topic, clue, practice))
        return [
            "id": .string(topic.id.text), "state": .string(topic.state.name.rawValue),
            "text": .optional(topic.text.words),
            "room": .string(room.id.text), "roomName": .string(room.name),
            "receivedAt": .string(ChineseTime.rfc3339(topic.receivedAt)),
            "dueOn": .optional(topic.promised?.day.description), "lookBy": .optional(topic.look?.day.description),
            "question": question, "answer": told.answer, "rejection": told.rejection, "redirection": told.redirection,
            "judgement": judgement(topic, topic.asking(with: host?.topic, on: today)),
            "formerEnding": .optional(topic.formerEnding?.rawValue),
            "isPublic": .boolean(topic.publication.isPublic),
            "withdrawalAt": .optional(topic.withdrawalAt.map { ChineseTime.rfc3339($0) }),
            "mergedInto": .optional(topic.mergedInto?.text), "escalatedInto": .optional(topic.escalatedInto?.text),
            "aboveState": topic.isDealtWithAbove ? .optional(host?.topic.state.name.rawValue) : .null,
            "session": shared.session.map(json) ?? .null, "items": items(shared), "asked": .array(asked),
            "steps": .array(own.log.map(step)), "asksPhoneEnding": .boolean(asksEnding),
            "looks": .array(
                looks.map { ["at": .string(ChineseTime.rfc3339($0.at)), "reason": .optional($0.reason)] }),
        ]
    }

    private static func question(_ state: Topic.State) -> JSON {
        guard case .asked(let text) = state else { return .null }
        return .optional(text.words)
    }

    /// How it was ended: the topic itself, or what it is handled as part of, here or above; of that without what was explained to
    /// somebody else.
    private static func told(
        _ topic: Topic, _ host: Topic?, _ clue: ClueStanding?, _ practice: Practice
    ) -> (answer: JSON, rejection: JSON, redirection: JSON) {
        let isPart = topic.mergedInto != nil || topic.state == .pooled && topic.isDealtWithAbove
        let ended = isPart ? host : nil
        let (isOwn, state) = (ended == nil, ended?.state ?? topic.state)
        var (answer, rejection, redirection): (JSON, JSON, JSON) = (.null, .null, .null)
        switch state {
        case .held, .screening, .pooled, .asked, .merged, .selected, .researching, .ready, .scheduled, .consulted,
            .inHandling, .reopened, .closed(.handled), .withdrawn:
            break
        case .closed(.noAction(let text)), .solvedDirectly(let text): answer = .optional(text.words)
        case .redirected(let said):
            redirection = [
                "channel": .string(said.channel.rawValue),
                "explanation": isOwn ? .optional(said.explanation.words) : .null,
                "result": .optional(said.result?.words), "answerBy": .optional(said.answerBy?.description),
                "clue": isOwn ? clue?.json ?? .null : .null,
            ]
        case .rejected(let said):
            let ground = practice.profile.rejectionGround(said.ground)
            rejection = [
                "ground": .string(said.ground), "name": .optional(ground?.name), "channel": .optional(ground?.channel),
                "explanation": isOwn ? .optional(said.explanation.words) : .null,
            ]
        }
        return (answer, rejection, redirection)
    }

    static func judgement(_ topic: Topic, _ asking: Topic?) -> JSON {
        guard let end = asking?.askedUntil else { return .null }
        return ["until": .string(end.description), "outcome": .optional(topic.word?.rawValue)]
    }

    private static func step(_ entry: EventStore.Entry<TopicEvent>) -> JSON {
        [
            "kind": .string(entry.event.kind), "at": .string(ChineseTime.rfc3339(entry.at)),
            "by": .optional(entry.actorName),
        ]
    }

    static let answer = Operation(
        id: "answerQuestion", summary: "Answers what the room asked the submitter.", parameters: [trackingCode],
        body: TopicAct.answer.fields(.standard) + [OwnTopicKey.ending], isIdempotent: true,
        success: .init(status: 200, meaning: "Taken in.", schema: .object([("state", state)])))

    static let add = byCode("addToTopic", "Adds something to what was said.", .add)
    static let withdraw = byCode(
        "withdrawTopic", "Takes the topic back; until that takes effect it can be undone.", .withdraw)
    static let judge = byCode(
        "judgeTopic", "Says whether what the room has settled by itself is really solved.", .judge)
    static let keepUp = byCode("keepTopicUp", "Undoes a withdrawal that has not taken effect.", .keepUp)

    private static func byCode(_ id: String, _ summary: String, _ act: TopicAct) -> Operation {
        Operation(
            id: id, summary: summary, parameters: [trackingCode], body: act.fields(.standard) + [OwnTopicKey.ending],
            isIdempotent: true,
            success: .init(
                status: 200, meaning: "Taken in.",
                schema: .object([("state", state), ("withdrawalAt", .nullable(.moment))])))
    }
}
