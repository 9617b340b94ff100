// SPDX-License-Identifier: Apache-2.0

import Domain

/// What the API shows to residents who have signed in by phone.
enum ResidentAPI {
    static let send = Operation(
        id: "sendPhoneCode",
        summary: "Sends six digits to a phone by SMS; the answer is the same for every phone. Keep the ticket.",
        body: ResidentRoutes.phoneFields, isIdempotent: true,
        success: .init(
            status: 201, meaning: "On its way.", schema: .object([("ticket", .text), ("expiresAt", .moment)])))

    static let confirm = Operation(
        id: "signInByPhone",
        summary: "Signs in with the digits of the SMS; the token goes into `Authorization: Bearer`.",
        body: ResidentRoutes.codeFields,
        success: .init(
            status: 201, meaning: "Signed in.", schema: .object([("token", .text), ("expiresAt", .moment)])))

    static let signIns = Operation(
        id: "listPhoneSignIns", summary: "Lists the sign-ins by the same phone, latest first.",
        success: .init(
            status: 200, meaning: "The sign-ins that last.",
            schema: .object([
                (
                    "items",
                    .array(
                        .object([
                            ("id", .id), ("device", .text), ("createdAt", .moment), ("expiresAt", .moment),
                            ("isCurrent", .boolean),
                        ]))
                )
            ])))

    static func json(_ signIn: ResidentSignIn, isCurrent: Bool) -> JSON {
        [
            "id": .string(signIn.id.text), "device": .string(DeviceWording.name(userAgent: signIn.device)),
            "createdAt": .string(ChineseTime.rfc3339(signIn.createdAt)),
            "expiresAt": .string(ChineseTime.rfc3339(signIn.expiresAt)), "isCurrent": .boolean(isCurrent),
        ]
    }

    static let signOut = Operation(
        id: "signOutByPhone", summary: "Ends the sign-in of the token.",
        success: .init(status: 204, meaning: "Signed out.", schema: nil))

    static let signOutEverywhere = Operation(
        id: "signOutEverywhere", summary: "Ends all sign-ins by the same phone.",
        success: .init(status: 204, meaning: "Signed out.", schema: nil))

    // MARK: - What is one's own

    private static let state = Schema.string(values: Topic.State.Name.allCases.map(\.rawValue))

    static let topics = Operation(
        id: "listOwnTopics", summary: "Lists the topics that the phone was left with, newest first.",
        parameters: [.limit, .cursor],
        success: .init(
            status: 200, meaning: "A page of topics.",
            schema: .page(
                of: .object([
                    ("id", .id), ("title", .text), ("state", state), ("roomName", .text), ("receivedAt", .moment),
                    ("dueOn", .nullable(.day)), ("lookBy", .nullable(.day)), ("next", .text),
                ]))))

    static func json(_ topic: OwnRecordStore.OwnTopic, today: Day) -> JSON {
        [
            "id": .string(topic.id.text), "title": .string(topic.title), "state": .string(topic.state.rawValue),
            "roomName": .string(topic.roomName), "receivedAt": .string(ChineseTime.rfc3339(topic.receivedAt)),
            "dueOn": .optional(topic.state == .held ? nil : topic.dueOn?.description),
            "lookBy": .optional(topic.state == .held ? topic.dueOn?.description : nil),
            "next": .string(TopicWording.next(topic.state, dueOn: topic.dueOn, today: today)),
        ]
    }

    static let supports = Operation(
        id: "listOwnSupports", summary: "Lists the published topics that were supported with the phone, newest first.",
        parameters: [.limit, .cursor],
        success: .init(
            status: 200, meaning: "A page of supports.",
            schema: .page(
                of: .object([
                    ("id", .id), ("topic", .id), ("title", .text), ("state", state), ("roomName", .text),
                    ("isVerified", .boolean),
                ]))))

    static func json(_ support: OwnRecordStore.OwnSupport) -> JSON {
        [
            "id": .string(support.id.text), "topic": .string(support.topic.text), "title": .string(support.title),
            "state": .string(support.state.rawValue), "roomName": .string(support.roomName),
            "isVerified": .boolean(support.isVerified),
        ]
    }

    static let confirmations = Operation(
        id: "listOwnConfirmations", summary: "Lists what the holder of the phone is asked to confirm just now.",
        success: .init(
            status: 200, meaning: "What waits for a word, oldest first, a hundred at most.",
            schema: .object([
                (
                    "items",
                    .array(
                        .object([
                            ("id", .id), ("item", .id), ("topic", .nullable(.id)), ("task", .nullable(.text)),
                            ("dueOn", .nullable(.day)),
                        ]))
                )
            ])))

    static func json(_ asked: OwnRecordStore.Asked) -> JSON {
        [
            "id": .string(asked.id.text), "item": .string(asked.item.text), "topic": .optional(asked.ownTopic?.text),
            "task": .optional(asked.task), "dueOn": .optional(asked.dueOn?.description),
        ]
    }

    private static let confirmation = Operation.Parameter(
        name: "confirmation", place: .path, schema: .id, meaning: "The confirmation's id.")

    static let question = Operation(
        id: "readOwnConfirmation", summary: "Reads what a supporter is asked to confirm.", parameters: [confirmation],
        success: .init(status: 200, meaning: "The question.", schema: ItemAPI.question))

    static let answer = Operation(
        id: "answerOwnConfirmation", summary: "Says, as a supporter, whether an item is really solved.",
        parameters: [confirmation], body: ConfirmationRoutes.fields, isIdempotent: true,
        success: .init(status: 200, meaning: "Taken in.", schema: ItemAPI.question))

    static let raise = Operation(
        id: "raiseOwnTopic", summary: "Raises a topic in a room with the phone of the sign-in; it is among one's own.",
        body: RaiseRoutes.apiFields(.standard).filter { $0.name != "phone" }, isIdempotent: true,
        success: TopicAPI.submit.success)
}
