// SPDX-License-Identifier: Apache-2.0

import Domain

/// Notices and their receipts as the API shows them.
enum DeploymentAPI {
    private static let kind = Schema.string(values: Deployment.Kind.allCases.map(\.rawValue))
    private static let state = Schema.string(values: DeploymentReceipt.State.Name.allCases.map(\.rawValue))
    private static let attachment = Schema.array(AttachmentAPI.schema)

    // MARK: - Notices

    static let deployment = Schema.object([
        ("id", .id), ("kind", kind), ("title", .nullable(.text)), ("text", .nullable(.text)),
        ("organ", .nullable(.id)), ("issuedOn", .day), ("dueOn", .day), ("files", attachment),
        ("unsent", .integer(minimum: 0)),
        (
            "receipts",
            .array(
                .object([
                    ("id", .id), ("name", .text), ("state", state), ("remindedOn", .nullable(.day)),
                    ("reportedOn", .nullable(.day)), ("report", .nullable(.text)), ("followers", .integer(minimum: 0)),
                ]))
        ),
    ])

    static func json(_ open: DeploymentDesk.Open) -> JSON {
        let order = open.deployment.order
        return [
            "id": .string(open.deployment.id.text), "kind": .string(order.kind.rawValue),
            "title": .optional(order.title.words), "text": .optional(order.text.words),
            "organ": .optional(order.organ?.text), "issuedOn": .string(order.day.description),
            "dueOn": .string(order.dueOn.description), "files": .array(open.files.map(AttachmentAPI.json)),
            "unsent": .integer(Int64(open.unsent)),
            "receipts": .array(
                open.lines.map { line in
                    [
                        "id": .string(line.id.text), "name": .string(line.name),
                        "state": .string(line.state.rawValue), "remindedOn": .optional(line.remindedOn?.description),
                        "reportedOn": .optional(line.reportedOn?.description), "report": .optional(line.report?.words),
                        "followers": .integer(Int64(line.followers)),
                    ]
                }),
        ]
    }

    static let issue = Operation(
        id: "issueDeployment",
        summary: """
            Passes on what was decided, or gives out work, to rooms and units; each has a receipt to give. Of very many the last
            ones have theirs some seconds later.
            """,
        body: DeploymentDraft.sentFields, isIdempotent: true,
        success: .init(status: 201, meaning: "It is out.", schema: deployment))

    static let one = Operation(
        id: "readDeployment", summary: "Reads a notice, with those of its receipts that one sees.",
        parameters: [.record], success: .init(status: 200, meaning: "The notice.", schema: deployment))

    static let remind = Operation(
        id: "remindSilentAddressees",
        summary: "Reminds all from whom nothing was heard of a notice; each once a day at most.", parameters: [.record],
        body: [], isIdempotent: true,
        success: .init(
            status: 200, meaning: "How many were reminded.", schema: .object([("reminded", .integer(minimum: 1))])))

    static let list = Operation(
        id: "listDeployments", summary: "Lists the notices of which one sees a receipt, newest first.",
        parameters: [.limit, .cursor],
        success: .init(
            status: 200, meaning: "A page of notices.",
            schema: .page(
                of: .object([
                    ("id", .id), ("kind", kind), ("title", .nullable(.text)), ("organName", .nullable(.text)),
                    ("issuedOn", .day), ("dueOn", .day), ("receipts", .integer(minimum: 1)),
                    ("unsigned", .integer(minimum: 0)), ("owed", .integer(minimum: 0)),
                    ("unsent", .integer(minimum: 0)),
                ]))))

    static func json(_ listed: DeploymentStore.Listed) -> JSON {
        [
            "id": .string(listed.id.text), "kind": .string(listed.kind.rawValue), "title": .optional(listed.title),
            "organName": .optional(listed.organName), "issuedOn": .string(listed.issuedOn.description),
            "dueOn": .string(listed.dueOn.description), "receipts": .integer(Int64(listed.receipts)),
            "unsigned": .integer(Int64(listed.unsigned)), "owed": .integer(Int64(listed.owed)),
            "unsent": .integer(Int64(listed.unsent)),
        ]
    }

    // MARK: - Receipts

    static let receipt = Schema.object([
        ("id", .id), ("version", .integer(minimum: 1)), ("state", state), ("deployment", .id),
        ("kind", .nullable(kind)), ("title", .nullable(.text)), ("text", .nullable(.text)), ("room", .nullable(.id)),
        ("unit", .nullable(.id)), ("dueOn", .nullable(.day)), ("remindedOn", .nullable(.day)),
        ("reportedOn", .nullable(.day)), ("report", .nullable(.text)), ("excuse", .nullable(.text)),
        ("sessions", .array(.id)), ("topics", .array(.id)),
        ("permittedCommands", .array(.string(values: DeploymentReceipt.Command.allCases.map(\.rawValue)))),
    ])

    static func json(_ receipt: DeploymentReceipt, _ order: Deployment.Order?, for actor: Actor) -> JSON {
        let (room, unit): (String?, String?) =
            switch receipt.sending.addressee {
            case .room(let id, _): (id.text, nil)
            case .unit(let id): (nil, id.text)
            }
        let excuse: String? = if case .excused(let reason) = receipt.state { reason.words } else { nil }
        var (sessions, topics): ([JSON], [JSON]) = ([], [])
        for follower in receipt.followers {
            switch follower {
            case .session(let id): sessions.append(.string(id.text))
            case .topic(let id): topics.append(.string(id.text))
            }
        }
        let permitted = receipt.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)
        return .object([
            ("id", .string(receipt.id.text)), ("version", .integer(Int64(receipt.version))),
            ("state", .string(receipt.state.name.rawValue)),
            ("deployment", .string(receipt.sending.deployment.text)), ("kind", .optional(order?.kind.rawValue)),
            ("title", .optional(order?.title.words)), ("text", .optional(order?.text.words)),
            ("room", .optional(room)), ("unit", .optional(unit)),
            ("dueOn", .optional(receipt.dueOn?.description)),
            ("remindedOn", .optional(receipt.remindedOn?.description)),
            ("reportedOn", .optional(receipt.report?.day.description)),
            ("report", .optional(receipt.report?.words.words)), ("excuse", .optional(excuse)),
            ("sessions", .array(sessions)), ("topics", .array(topics)), ("permittedCommands", .array(permitted)),
        ])
    }

    static let receiptOne = Operation(
        id: "readReceipt", summary: "Reads the receipt of a notice, with what one may do now.", parameters: [.record],
        success: .init(status: 200, meaning: "The receipt.", schema: receipt))

    static let receiptList = Operation(
        id: "listReceipts", summary: "Lists receipts of notices by due date: those of one's rooms and units.",
        parameters: [
            .init(
                name: "part", place: .query,
                schema: .string(values: DeploymentReceiptStore.Part.allCases.map(\.rawValue)),
                meaning: "Which part; what waits to be signed for if not said."), .limit, .cursor,
        ],
        success: .init(
            status: 200, meaning: "A page of receipts.",
            schema: .page(
                of: .object([
                    ("id", .id), ("kind", kind), ("title", .nullable(.text)), ("name", .text), ("state", state),
                    ("issuedOn", .day), ("dueOn", .nullable(.day)),
                ]))))

    static func json(_ listed: DeploymentReceiptStore.Listed) -> JSON {
        [
            "id": .string(listed.id.text), "kind": .string(listed.kind.rawValue), "title": .optional(listed.title),
            "name": .string(listed.name), "state": .string(listed.state.rawValue),
            "issuedOn": .string(listed.issuedOn.description), "dueOn": .optional(listed.dueOn?.description),
        ]
    }
}
