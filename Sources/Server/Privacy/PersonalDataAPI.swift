// SPDX-License-Identifier: Apache-2.0

import Domain

/// Requests about personal data as the API shows them.
enum PersonalDataAPI {
    private static let state = Schema.string(values: PersonalDataRequest.State.Name.allCases.map(\.rawValue))
    private static let kind = Schema.string(values: PersonalDataRequest.Kind.allCases.map(\.rawValue))
    private static let matter = Schema.string(
        values: PersonalDataRequest.Correction.Matter.allCases.map(\.rawValue))
    private static let whoseKind = Schema.string(values: MaskedIdentity.Kind.allCases.map(\.rawValue))

    static let request = Schema.object([
        ("id", .id), ("version", .integer(minimum: 1)), ("kind", kind), ("whoseKind", whoseKind),
        ("topic", .nullable(.id)), ("state", state), ("dueOn", .nullable(.day)), ("matter", .nullable(matter)),
        ("wrong", .nullable(.text)), ("right", .nullable(.text)),
        ("newPhone", .nullable(.object([("isVerified", .boolean), ("knowsFormer", .boolean)]))),
        ("permittedCommands", .array(.string(values: PersonalDataRequest.Command.allCases.map(\.rawValue)))),
    ])

    static func json(_ request: PersonalDataRequest, for actor: Actor) -> JSON {
        [
            "id": .string(request.id.text), "version": .integer(Int64(request.version)),
            "kind": .string(request.asking.kind.rawValue), "whoseKind": .string(request.asking.whose.kind.rawValue),
            "topic": .optional(request.topic?.text), "state": .string(request.state.name.rawValue),
            "dueOn": .optional(request.deadline?.day.description),
            "matter": .optional(request.asking.correction?.matter.rawValue),
            "wrong": .optional(PersonalDataWording.masked(request.asking.correction?.wrong)),
            "right": .optional(PersonalDataWording.masked(request.asking.correction?.right)),
            "newPhone": request.asking.correction?.phone.map { phone in
                ["isVerified": .boolean(phone.isVerified), "knowsFormer": .boolean(phone.knowsFormer)]
            } ?? .null,
            "permittedCommands": .array(
                request.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    static let one = Operation(
        id: "readErasure", summary: "Reads a request about personal data.", parameters: [.record],
        success: .init(status: 200, meaning: "The request.", schema: request))

    static let list = Operation(
        id: "listErasures", summary: "Lists the requests about personal data that wait, oldest first.",
        parameters: [.limit, .cursor],
        success: .init(
            status: 200, meaning: "A page of requests.",
            schema: .page(
                of: .object([
                    ("id", .id), ("kind", kind), ("whoseKind", whoseKind), ("topic", .nullable(.id)),
                    ("state", state), ("dueOn", .nullable(.day)),
                ]))))

    static func json(_ listed: PersonalDataStore.Listed) -> JSON {
        [
            "id": .string(listed.id.text), "kind": .string(listed.kind.rawValue),
            "whoseKind": .string(listed.whoseKind.rawValue),
            "topic": .optional(listed.whoseKind == .submitter ? Identifier<Never>(listed.whose).text : nil),
            "state": .string(listed.state.rawValue), "dueOn": .optional(listed.dueOn?.description),
        ]
    }

    // MARK: - For whoever asks

    private static let trackingCode = Operation.Parameter(
        name: "trackingCode", place: .path, schema: .string(pattern: "^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$"),
        meaning: "The code that the submitter was given.")
    private static let token = Operation.Parameter(
        name: "token", place: .path, schema: .string(pattern: "^[A-Za-z0-9_-]{27}$"),
        meaning: "What stands in the link.")
    private static let taken = Operation.Success(
        status: 201, meaning: "Asked.", schema: .object([("state", state), ("dueOn", .nullable(.day))]))

    static func asked(_ request: PersonalDataRequest) -> JSON {
        [
            "state": .string(request.state.name.rawValue), "dueOn": .optional(request.deadline?.day.description),
        ]
    }

    static let ask = Operation(
        id: "requestErasure", summary: "Asks, by tracking code, that what was said be erased.",
        parameters: [trackingCode], body: [OwnTopicKey.ending], isIdempotent: true, success: taken)

    static let askAccess = Operation(
        id: "requestAccess", summary: "Asks, by tracking code, to see and to copy what is kept.",
        parameters: [trackingCode], body: [OwnTopicKey.ending], isIdempotent: true, success: taken)

    static let askCorrection = Operation(
        id: "requestCorrection", summary: "Asks, by tracking code, that something be set right.",
        parameters: [trackingCode], body: OwnDataRoutes.correctionFields + [OwnTopicKey.ending],
        isIdempotent: true, success: taken)

    static let askPhone = Operation(
        id: "requestPhoneCorrection",
        summary:
            "Asks, by tracking code, that another phone take the place of the one that was left. Where SMS are sent, digits and ticket of `sendPhoneCode` go with it.",
        parameters: [trackingCode], body: PhoneCorrectionRoutes.fields + [OwnTopicKey.ending], isIdempotent: true,
        success: taken)

    static let copy = Operation(
        id: "readOwnData",
        summary: "Reads all that is kept about a topic's submitter, within thirty days of the granting.",
        parameters: [trackingCode], success: everything)

    static let phoneCopy = Operation(
        id: "readOwnWords",
        summary: "Reads what was said by this phone outside of topics: comments, answers to statements, statements.",
        success: everything)

    static let staffCopy = Operation(
        id: "readOwnRegisterLines",
        summary: "Reads what is kept of oneself: the account, its posts, and every line of a register that names one.",
        success: everything)

    private static let everything = Operation.Success(
        status: 200, meaning: "Every item: what it is, since when, in which words.",
        schema: .object([
            ("items", .array(.object([("what", .text), ("at", .nullable(.moment)), ("words", .nullable(.text))]))),
            ("until", .nullable(.moment)),
        ]))

    static let askByLink = Operation(
        id: "requestErasureByLink",
        summary:
            "By a one-time link: a supporter takes the phone back at once, a resident of a session asks that name and phone be erased.",
        parameters: [token], body: [], isIdempotent: true,
        success: .init(
            status: 201, meaning: "Done, or asked.",
            schema: .object([("state", state), ("dueOn", .nullable(.day))])))
}
