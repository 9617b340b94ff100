// SPDX-License-Identifier: Apache-2.0

import Domain

/// Items and the people's word as the API shows them.
enum ItemAPI {
    private static let state = Schema.string(values: SuggestionItem.State.Name.allCases.map(\.rawValue))
    private static let outcome = Schema.string(values: OutcomeClass.allCases.map(\.rawValue))
    private static let tally = Schema.object([
        ("asked", .integer(minimum: 0)), ("answered", .integer(minimum: 0)), ("solved", .integer(minimum: 0)),
        ("partly", .integer(minimum: 0)), ("unsolved", .integer(minimum: 0)),
        ("flagged", .nullable(.integer(minimum: 0))), ("flaggedSolved", .nullable(.integer(minimum: 0))),
        ("bySlip", .nullable(.integer(minimum: 0))),
    ])

    private static let side = Schema.string(values: SuggestionItem.Side.allCases.map(\.rawValue))
    private static let supervision = Schema.object([
        ("party", .nullable(.text)), ("committee", .nullable(.text)), ("partyPerson", .nullable(.id)),
        ("committeePerson", .nullable(.id)),
        (
            "signatures",
            .array(
                .object([
                    ("side", side), ("day", .day), ("words", .nullable(.text)), ("paper", .nullable(.text)),
                ]))
        ), ("missingSignatures", .array(side)),
    ])

    static let item = Schema.object([
        ("id", .id), ("version", .integer(minimum: 1)), ("state", state), ("isDiscarded", .boolean), ("session", .id),
        ("topic", .id),
        ("task", .nullable(.text)), ("unit", .id), ("officer", .id),
        (
            "milestones",
            .array(.object([("day", .day), ("text", .nullable(.text)), ("isReached", .boolean)]))
        ), ("dueOn", .nullable(.day)),
        ("adoption", .nullable(.string(values: SuggestionItem.Adoption.allCases.map(\.rawValue)))),
        ("claimed", .nullable(outcome)), ("report", .nullable(.text)), ("evidence", .array(AttachmentAPI.schema)),
        ("confirmed", tally),
        ("extensionReason", .nullable(.text)), ("wasExtended", .boolean), ("list", SuggestionListAPI.named),
        ("reminders", .integer(minimum: 0)), ("remindedOn", .nullable(.day)),
        ("supervision", .nullable(supervision)),
        ("inspections", .integer(minimum: 0)), ("comments", .integer(minimum: 0)),
        ("permittedCommands", .array(.string(values: SuggestionItem.Command.allCases.map(\.rawValue)))),
    ])

    static func json(
        _ item: SuggestionItem, tally: ConfirmationTally, list: SuggestionListStore.Named?,
        evidence: [Attachment], for actor: Actor
    ) -> JSON {
        [
            "id": .string(item.id.text), "version": .integer(Int64(item.version)),
            "state": .string(item.state.name.rawValue), "isDiscarded": .boolean(item.isDiscarded),
            "session": .string(item.session.text),
            "topic": .string(item.topic.text), "task": .optional(item.task.text.words),
            "unit": .string(item.task.unit.text), "officer": .string(item.task.officer.text),
            "milestones": .array(
                item.task.milestones.enumerated().map { index, milestone in
                    [
                        "day": .string(milestone.day.description), "text": .optional(milestone.text.words),
                        "isReached": .boolean(item.reached.contains(index)),
                    ]
                }), "dueOn": .optional(item.owedDeadline(to: actor)?.day.description),
            "adoption": .optional(item.report?.adoption.rawValue), "claimed": .optional(item.report?.claimed.rawValue),
            "report": .optional(item.report?.text.words),
            "evidence": .array(evidence.map(AttachmentAPI.json)),
            "confirmed": json(tally, tellsFlags: item.tellsFlags(to: actor)),
            "extensionReason": .optional(item.extensionAsked?.words), "wasExtended": .boolean(item.wasExtended),
            "list": SuggestionListAPI.json(list), "reminders": .integer(Int64(item.reminders)),
            "remindedOn": .optional(item.remindedOn?.description),
            "supervision": supervision(of: item), "inspections": .integer(Int64(item.inspections)),
            "comments": .integer(Int64(item.comments)),
            "permittedCommands": .array(
                item.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    /// The two who supervise it together, what each has signed, and whose signature is waited for.
    private static func supervision(of item: SuggestionItem) -> JSON {
        guard let supervision = item.supervision else { return .null }
        return [
            "party": .optional(supervision.party.words), "committee": .optional(supervision.committee.words),
            "partyPerson": .optional(supervision.partyPerson?.text),
            "committeePerson": .optional(supervision.committeePerson?.text),
            "signatures": .array(
                item.signatures.map { signature in
                    [
                        "side": .string(signature.side.rawValue), "day": .string(signature.day.description),
                        "words": .optional(signature.words?.words), "paper": .optional(signature.paper?.words),
                    ]
                }),
            "missingSignatures": .array(item.missingSignatures.map { .string($0.rawValue) }),
        ]
    }

    /// `tellsFlags`: what is marked is for those who oversee the unit, not for the unit.
    private static func json(_ tally: ConfirmationTally, tellsFlags: Bool) -> JSON {
        [
            "asked": .integer(Int64(tally.asked)), "answered": .integer(Int64(tally.answered)),
            "solved": .integer(Int64(tally.solved)), "partly": .integer(Int64(tally.partly)),
            "unsolved": .integer(Int64(tally.unsolved)),
            "flagged": tellsFlags ? .integer(Int64(tally.flagged)) : .null,
            "flaggedSolved": tellsFlags ? .integer(Int64(tally.flaggedSolved)) : .null,
            "bySlip": tellsFlags ? .integer(Int64(tally.bySlip)) : .null,
        ]
    }

    static let one = Operation(
        id: "readItem", summary: "Reads an item on one's desk, with what one may do now.", parameters: [.record],
        success: .init(status: 200, meaning: "The item.", schema: item))

    static let list = Operation(
        id: "listItems", summary: "Lists the items on one's desk, by due date.",
        parameters: [
            .init(
                name: "part", place: .query, schema: .string(values: ItemListStore.Part.allCases.map(\.rawValue)),
                meaning: "Which part; what one works on first if not said."), .limit, .cursor,
        ],
        success: .init(
            status: 200, meaning: "A page of items.",
            schema: .page(
                of: .object([
                    ("id", .id), ("task", .nullable(.text)), ("state", state), ("dueOn", .nullable(.day)),
                    ("unitName", .text), ("officerName", .text), ("claimed", .nullable(outcome)),
                    ("remindedOn", .nullable(.day)), ("isJointlySupervised", .boolean),
                ]))))

    static func json(_ listed: ItemListStore.Listed, dueOn: Day?) -> JSON {
        [
            "id": .string(listed.id.text), "task": .optional(listed.task), "state": .string(listed.state.rawValue),
            "dueOn": .optional(dueOn?.description), "unitName": .string(listed.unitName),
            "officerName": .string(listed.officerName), "claimed": .optional(listed.claimed?.rawValue),
            "remindedOn": .optional(listed.remindedOn?.description),
            "isJointlySupervised": .boolean(listed.isJointlySupervised),
        ]
    }

    // MARK: - The people's word

    static let link = Operation(
        id: "makeConfirmationLink",
        summary: "Makes the one-time link that asks one person; a link made before works no more.",
        parameters: [
            .record, .init(name: "confirmation", place: .path, schema: .id, meaning: "The confirmation's id."),
        ], isIdempotent: true,
        success: .init(
            status: 201, meaning: "The link, told this once.",
            schema: .object([("address", .text), ("expiresAt", .moment)])
        ))

    static let confirmations = Operation(
        id: "listConfirmations",
        summary:
            "Lists who was asked about an item and has not answered, and what the others said; their words have no id.",
        parameters: [.record],
        success: .init(
            status: 200, meaning: "One row for each person asked.",
            schema: .object([
                (
                    "items",
                    .array(
                        .object([
                            ("id", .nullable(.id)),
                            ("voice", .string(values: ["submitter", "supporter", "participant"])),
                            ("outcome", .nullable(outcome)),
                            ("rating", .nullable(.string(values: Confirmation.Rating.allCases.map(\.rawValue)))),
                            ("remark", .nullable(.text)),
                            ("flag", .nullable(.string(values: Confirmation.Flag.allCases.map(\.rawValue)))),
                            ("isBySlip", .boolean),
                        ]))
                )
            ])))

    /// `isWaiting`: whether a link can be made for it; who has answered has no id any more.
    static func json(_ asked: ConfirmationStore.Asked, isWaiting: Bool) -> JSON {
        let voice =
            switch asked.voice {
            case .submitter: "submitter"
            case .supporter: "supporter"
            case .participant: "participant"
            }
        return [
            "id": .optional(isWaiting ? asked.id.text : nil), "voice": .string(voice),
            "outcome": .optional(asked.outcome?.rawValue),
            "rating": .optional(asked.rating?.rawValue), "remark": .optional(asked.remark?.words),
            "flag": .optional(asked.flag?.rawValue), "isBySlip": .boolean(asked.isBySlip),
        ]
    }

    /// What is asked of a holder of a code or a link.
    static let question = Schema.object([
        ("item", .id), ("task", .nullable(.text)), ("report", .nullable(.text)), ("claimed", .nullable(outcome)),
        ("outcome", .nullable(outcome)),
    ])

    static func question(_ item: SuggestionItem, _ confirmation: Confirmation) -> JSON {
        [
            "item": .string(item.id.text), "task": .optional(item.task.text.words),
            "report": .optional(item.report?.text.words), "claimed": .optional(item.report?.claimed.rawValue),
            "outcome": .optional(confirmation.answer?.outcome.rawValue),
        ]
    }

    static let readByLink = Operation(
        id: "readConfirmation", summary: "Reads what a one-time link asks; the link still works afterwards.",
        parameters: [.linkToken], success: .init(status: 200, meaning: "The question.", schema: question))

    static let answerByLink = Operation(
        id: "answerConfirmation", summary: "Answers what a one-time link asks, and spends it.",
        parameters: [.linkToken], body: ConfirmationRoutes.fields, isIdempotent: true,
        success: .init(status: 200, meaning: "Taken in.", schema: question))

    static let answerByCode = Operation(
        id: "confirmByTrackingCode", summary: "Says whether an item is really solved, by the topic's tracking code.",
        parameters: [
            .init(
                name: "trackingCode", place: .path,
                schema: .string(pattern: "^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$"),
                meaning: "The code that the submitter was given."),
            .init(name: "item", place: .path, schema: .id, meaning: "The item's id."),
        ], body: ConfirmationRoutes.fields + [OwnTopicKey.ending], isIdempotent: true,
        success: .init(status: 200, meaning: "Taken in.", schema: question))

    static let support = Operation(
        id: "supportTopic", summary: "Says that a published topic is one's own matter too; no sign-in.",
        parameters: [
            .init(name: "topic", place: .path, schema: .id, meaning: "The topic's id.")
        ], body: SupportRoutes.fields, isIdempotent: true,
        success: supported)

    static let supportByPhone = Operation(
        id: "supportTopicByPhone",
        summary:
            "Says, signed in by phone, that a published topic is one's own matter too; counted as a verified phone.",
        parameters: support.parameters, body: [], isIdempotent: true, success: supported)

    static let supported = Operation.Success(
        status: 201,
        meaning: "Taken in: how many support it, and by what each kind is known: verified phone, paper slip, device.",
        schema: .object(TopicAPI.supportFields))
}

extension Operation.Parameter {
    static let linkToken = Operation.Parameter(
        name: "token", place: .path, schema: .string(minLength: 27, maxLength: 27),
        meaning: "The last part of the link's address.")
}
