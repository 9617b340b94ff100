// SPDX-License-Identifier: Apache-2.0

import Domain

/// Requests to unmask as the API shows them.
enum UnmaskingAPI {
    private static let state = Schema.string(values: UnmaskingRequest.State.Name.allCases.map(\.rawValue))
    private static let kind = Schema.string(values: MaskedIdentity.Kind.allCases.map(\.rawValue))

    static let request = Schema.object([
        ("id", .id), ("version", .integer(minimum: 1)), ("kind", kind), ("whose", .id), ("asker", .id),
        ("reason", .nullable(.text)), ("state", state), ("grantedUntil", .nullable(.moment)),
        ("looks", .integer(minimum: 0)), ("dueOn", .nullable(.day)),
        ("permittedCommands", .array(.string(values: UnmaskingRequest.Command.allCases.map(\.rawValue)))),
    ])

    static func json(_ request: UnmaskingRequest, for actor: Actor) -> JSON {
        let end: Instant? = if case .granted(let end) = request.state { end } else { nil }
        return [
            "id": .string(request.id.text), "version": .integer(Int64(request.version)),
            "kind": .string(request.asking.identity.kind.rawValue),
            "whose": .string(Identifier<Never>(request.asking.identity.number).text),
            "asker": .string(request.asking.asker.text), "reason": .optional(request.asking.reason.words),
            "state": .string(request.state.name.rawValue),
            "grantedUntil": .optional(end.map { ChineseTime.rfc3339($0) }), "looks": .integer(Int64(request.looks)),
            "dueOn": .optional(request.deadline?.day.description),
            "permittedCommands": .array(
                request.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    static let ask = Operation(
        id: "requestUnmasking",
        summary: "Asks to see who lies behind a record: a topic's submitter, a support, or a resident in a session.",
        body: UnmaskingDesk.fields, isIdempotent: true,
        success: .init(status: 201, meaning: "Asked; the privacy officer decides.", schema: request))

    static let one = Operation(
        id: "readUnmasking", summary: "Reads a request to unmask.", parameters: [.record],
        success: .init(status: 200, meaning: "The request.", schema: request))

    static let list = Operation(
        id: "listUnmaskings",
        summary: "Lists the requests to unmask that wait: one's own, or all for the privacy officer.",
        parameters: [.limit, .cursor],
        success: .init(
            status: 200, meaning: "A page of requests.",
            schema: .page(
                of: .object([
                    ("id", .id), ("kind", kind), ("state", state), ("dueOn", .nullable(.day)),
                    ("looks", .integer(minimum: 0)),
                ]))))

    static func json(_ listed: UnmaskingStore.Listed) -> JSON {
        [
            "id": .string(listed.id.text), "kind": .string(listed.kind.rawValue),
            "state": .string(listed.state.rawValue), "dueOn": .optional(listed.dueOn?.description),
            "looks": .integer(Int64(listed.looks)),
        ]
    }

    static let look = Operation(
        id: "readIdentity",
        summary: "Shows what was unmasked, to the one who asked, as long as it may be seen. Each look is recorded.",
        parameters: [.record],
        success: .init(
            status: 200, meaning: "What was left; null where nothing was, or where it is erased.",
            schema: .object([("name", .nullable(.text)), ("phone", .nullable(.text)), ("until", .nullable(.moment))])))

    static func json(_ request: UnmaskingRequest, _ found: Identities.Found?) -> JSON {
        let end: Instant? = if case .granted(let end) = request.state { end } else { nil }
        return [
            "name": .optional(found?.name), "phone": .optional(found?.phone),
            "until": .optional(end.map { ChineseTime.rfc3339($0) }),
        ]
    }
}
