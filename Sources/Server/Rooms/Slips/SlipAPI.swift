// SPDX-License-Identifier: Apache-2.0

import Domain

/// Paper slips as the API shows them to whoever holds one.
enum SlipAPI {
    private static let slip = Operation.Parameter(
        name: "slip", place: .path, schema: .string(pattern: "^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$"),
        meaning: "The code on the slip.")

    static let one = Operation(
        id: "readSlip", summary: "Reads whether a paper slip can still raise its topic, and in which room.",
        parameters: [slip],
        success: .init(
            status: 200, meaning: "The slip.",
            schema: .object([
                ("room", .id), ("roomName", .text), ("validUntil", .day), ("isUsed", .boolean),
                ("isVoid", .boolean), ("isGood", .boolean),
            ])))

    static func json(_ held: SlipStore.Held, _ room: Room, on today: Day) -> JSON {
        [
            "room": .string(room.id.text), "roomName": .string(room.name),
            "validUntil": .string(held.batch.validUntil.description), "isUsed": .boolean(held.isUsed),
            "isVoid": .boolean(held.batch.voidedAt != nil),
            "isGood": .boolean(held.batch.refusal(isUsed: held.isUsed, on: today) == nil),
        ]
    }

    static let raise = Operation(
        id: "raiseBySlip", summary: "Raises the one topic that a paper slip is good for.", parameters: [slip],
        body: SlipDesk.fields(.standard), isIdempotent: true, success: TopicAPI.submit.success)

    static let support = Operation(
        id: "supportBySlip", summary: "Spends a paper slip for saying that a public topic is one's own matter too.",
        parameters: [slip], body: [SlipDesk.topicField], isIdempotent: true,
        success: ItemAPI.supported)
}
