// SPDX-License-Identifier: Apache-2.0

import Domain

/// A published topic with all that everybody may know of it.
struct PublicTopicWhole: Sendable {
    let shown: TopicListStore.PublicTopic
    let loop: Loop
    let supporters: SupportCount
    let levels: PublicTopicPages.Levels
    let rounds: PublicTopicPages.Rounds
    /// What it is handled as part of, where everybody may read that.
    let host: TopicListStore.PublicTopic?
}

/// A published topic as the API shows it to everyone: what its page does.
extension TopicAPI {
    private static let further: [(String, Schema)] = [
        ("round", .integer(minimum: 1)), ("previousRound", .nullable(.id)), ("nextRound", .nullable(.id)),
        ("above", .nullable(.object([("topic", .nullable(.id)), ("roomName", .text), ("state", .nullable(state))]))),
        (
            "children",
            .array(
                .object([("topic", .nullable(.id)), ("title", .nullable(.text)), ("roomName", .text), ("state", state)])
            )
        ),
        ("session", .nullable(publicSession)), ("items", .array(publicItem)),
        ("steps", TraceAPI.schema), ("mergedInto", .nullable(.id)),
    ]

    static let one = Operation(
        id: "readTopic",
        summary: "Reads one published topic: who supports it, its levels and rounds, who handles it, and its way.",
        parameters: [topicID],
        success: .init(
            status: 200, meaning: "The topic.", schema: .object(publicFields + supportFields + further)))

    static func json(_ whole: PublicTopicWhole, _ trace: Trace) -> JSON {
        let (loop, rounds) = (whole.loop, whole.rounds)
        // What is brought before a room above and was not taken up there is not told to everybody.
        let above = whole.levels.above.flatMap { $0.state == nil ? nil : $0 }
        let session = loop.session.flatMap { $0.isAnnounced ? $0 : nil }
        return json(whole.shown).adding(whole.supporters.fields).adding([
            ("round", .integer(Int64(loop.topic.round))), ("previousRound", .optional(rounds.previous?.id.text)),
            ("nextRound", .optional(rounds.next?.id.text)), ("above", above.map(json) ?? .null),
            ("children", .array(whole.levels.children.map(json))), ("session", session.map(json) ?? .null),
            ("items", items(loop)), ("steps", TraceAPI.json(trace)),
            ("mergedInto", .optional(whole.host?.id.text)),
        ])
    }

    private static func json(_ above: TopicRecord.Above) -> JSON {
        [
            "topic": .optional(above.publicID?.text), "roomName": .string(above.roomName),
            "state": .optional(above.state?.rawValue),
        ]
    }

    private static func json(_ child: TopicStore.Child) -> JSON {
        [
            "topic": .optional(child.publicTitle == nil ? nil : child.id.text), "title": .optional(child.publicTitle),
            "roomName": .string(child.roomName), "state": .string(child.state.rawValue),
        ]
    }
}
