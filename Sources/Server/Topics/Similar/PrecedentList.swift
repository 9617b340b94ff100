// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The precedents of a topic on its record: what was decided on the nearest, and what that speaks for, with its reason.
struct PrecedentList {
    let precedents: TopicPrecedents
    /// The topic that is screened.
    let topic: Topic
    let profile: PracticeProfile

    var html: HTML {
        guard !precedents.isEmpty else { return HTML() }
        return PageSection(
            id: "precedents", title: "相近的，以前怎么办的",
            content: """
                \(each: hints, { Note(text: $0, icon: .info).html })\
                \(LinkList(rows: precedents.precedents.map(row)).html)\
                <p class="small mute">只找公开了的和这间议事室自己的，按文字找。怎么办由您定，不会替您选。</p>
                """
        ).html
    }

    private func row(_ precedent: TopicPrecedents.Precedent) -> LinkList.Row {
        let topic = precedent.found.topic
        return LinkList.Row(
            content: """
                <span class="row">\(TextLink(text: topic.title, address: "\(precedent.decision.isPublic ? "" : "/desk")/topics/\(topic.id)").html)\
                \(TopicWording.chip(topic.state, former: topic.former).html)</span>\
                <p class="small mute">\(PrecedentWording.decided(precedent, profile))</p>\
                <p class="small said">\(precedent.found.passage.html)</p>
                """)
    }

    private var hints: [String] { PrecedentWording.hints(precedents, of: topic, profile) }
}

/// How precedents sound.
enum PrecedentWording {
    /// Room, where it was sent on, to which units it went, and what they claim.
    static func decided(_ precedent: TopicPrecedents.Precedent, _ profile: PracticeProfile) -> String {
        let decision = precedent.decision
        return [
            precedent.found.topic.roomName, decision.category.map { TopicWording.category($0, profile) },
            decision.ground.map { "不受理：\(profile.rejectionGround($0)?.name ?? $0)" },
            decision.channel.map { "转给\(TopicWording.name($0))" },
            decision.units.isEmpty ? nil : "交给\(decision.units.map(\.name).joined(separator: "、"))",
            decision.claimed.map { "承办单位报告：\(ItemWording.name($0))" },
        ].compactMap(\.self).joined(separator: " · ")
    }

    /// What the precedents speak for, each with its reason.
    static func hints(_ precedents: TopicPrecedents, of topic: Topic, _ profile: PracticeProfile) -> [String] {
        let all = "\(number(precedents.precedents.count))件相近的"
        return [
            precedents.room(otherThan: topic.room).map { "\(all)，\(number($0.count))件是\($0.name)办的。" },
            precedents.category(otherThan: topic.category, profile).map {
                "\(all)，\(number($0.count))件归在“\($0.name)”。"
            },
            precedents.channel.map { "\(all)，\(number($0.count))件转给了\($0.name)。" },
            precedents.ground(profile).map { "\(all)，\(number($0.count))件没有受理：\($0.name)。" },
            precedents.unit.map { "\(all)，\(number($0.count))件归\($0.name)。" },
        ].compactMap { $0 }
    }

    /// Small numbers as people say them before a measure word.
    private static func number(_ count: Int) -> String {
        switch count {
        case 1: "一"
        case 2: "两"
        case 3: "三"
        case let more: "\(more)"
        }
    }
}

/// Precedents as the API shows them.
enum PrecedentAPI {
    private static let count = Schema.integer(minimum: 0)

    static let list = Operation(
        id: "listTopicPrecedents",
        summary:
            "Lists the nearest decided topics, public ones and those of the own room, with what came of them and what most have in common.",
        parameters: [.record],
        success: .init(
            status: 200, meaning: "The precedents, nearest first.",
            schema: .object([
                (
                    "items",
                    .array(
                        .object([
                            ("topic", .id), ("title", .text),
                            ("state", .string(values: Topic.State.Name.allCases.map(\.rawValue))), ("room", .id),
                            ("roomName", .text), ("percent", .integer(minimum: 0, maximum: 100)), ("passage", .text),
                            ("category", .nullable(.text)),
                            ("channel", .nullable(.string(values: Topic.Channel.allCases.map(\.rawValue)))),
                            ("claimed", .nullable(.string(values: OutcomeClass.allCases.map(\.rawValue)))),
                            ("ground", .nullable(.text)), ("isPublic", .boolean),
                            ("units", .array(.object([("id", .id), ("name", .text)]))),
                        ]))
                ), ("suggestedRoom", .nullable(suggestion)), ("suggestedCategory", .nullable(suggestion)),
                ("suggestedUnit", .nullable(suggestion)),
                ("suggestedChannel", .nullable(suggestion)), ("suggestedGround", .nullable(suggestion)),
            ])))

    private static let suggestion = Schema.object([("code", .text), ("name", .text), ("precedents", count)])

    static func json(_ precedents: TopicPrecedents, of topic: Topic, _ profile: PracticeProfile) -> JSON {
        [
            "items": .array(precedents.precedents.map(json)),
            "suggestedRoom": json(precedents.room(otherThan: topic.room)) { $0.text },
            "suggestedCategory": json(precedents.category(otherThan: topic.category, profile)) { $0 },
            "suggestedUnit": json(precedents.unit) { $0.text },
            "suggestedChannel": json(precedents.channel) { $0.rawValue },
            "suggestedGround": json(precedents.ground(profile)) { $0 },
        ]
    }

    private static func json(_ precedent: TopicPrecedents.Precedent) -> JSON {
        let (found, decision) = (precedent.found, precedent.decision)
        return [
            "topic": .string(found.topic.id.text), "title": .string(found.topic.title),
            "state": .string(found.topic.state.rawValue), "room": .string(found.topic.room.text),
            "roomName": .string(found.topic.roomName), "percent": .integer(Int64((found.likeness * 100).rounded())),
            "passage": .string(found.passage.text), "category": .optional(decision.category),
            "ground": .optional(decision.ground), "isPublic": .boolean(decision.isPublic),
            "channel": .optional(decision.channel?.rawValue),
            "claimed": .optional(decision.claimed?.rawValue),
            "units": .array(decision.units.map { ["id": .string($0.id.text), "name": .string($0.name)] }),
        ]
    }

    private static func json<Value>(
        _ suggestion: TopicPrecedents.Suggestion<Value>?, _ code: (Value) -> String
    ) -> JSON {
        guard let suggestion else { return .null }
        return [
            "code": .string(code(suggestion.value)), "name": .string(suggestion.name),
            "precedents": .integer(Int64(suggestion.count)),
        ]
    }
}
