// SPDX-License-Identifier: Apache-2.0

import Domain

/// The log as the API shows it.
enum AuditAPI {
    private static let line = Schema.object([
        ("id", .id), ("position", .nullable(.integer(minimum: 1))), ("at", .moment), ("subject", .text),
        ("record", .id), ("act", .text), ("actor", .text), ("person", .nullable(.id)), ("name", .nullable(.text)),
        ("role", .nullable(.text)), ("actingFor", .nullable(.text)),
        ("notesConsent", .boolean),
    ])

    private static let filters: [Operation.Parameter] = AuditFilter.fields.map {
        .init(name: $0.name, place: .query, schema: $0.schema, meaning: $0.label)
    }

    static func json(_ line: AuditStore.Line) -> JSON {
        [
            "id": .string(Identifier<Never>(line.id).text),
            "position": line.position.map(JSON.integer) ?? .null, "at": .string(ChineseTime.rfc3339(line.at)),
            "subject": .string(line.subject), "record": .string(Identifier<Never>(line.record).text),
            "act": .string(line.kind), "actor": .string(line.actor), "person": .optional(line.person?.text),
            "name": .optional(line.name), "role": .optional(line.role?.rawValue),
            "actingFor": .optional(line.actingFor), "notesConsent": .boolean(line.notesConsent),
        ]
    }

    static let list = Operation(
        id: "listAuditLines", summary: "Reads the log, latest first: who did what to which record, never the words.",
        parameters: filters + [.limit, .cursor],
        success: .init(status: 200, meaning: "A page of lines.", schema: .page(of: line)))

    static let export = Operation(
        id: "exportAuditLines", summary: "The same as CSV, latest first, ten thousand lines at most.",
        parameters: filters,
        success: .init(status: 200, meaning: "The lines.", schema: nil, fileTypes: ["text/csv"]))

    /// What else is compared with the chain.
    static let orderFields = [
        InputField(
            "head", "领导提要信里“事件链”那一行", .line(limit: 200), isRequired: false,
            help: "从以前的信里抄来，就知道整条链有没有被重做过。不填，只核对链本身。")
    ]

    private static let check = Schema.object([
        ("id", .id), ("person", .nullable(.id)), ("name", .nullable(.text)), ("beganAt", .moment),
        ("endedAt", .nullable(.moment)), ("isWhole", .boolean), ("from", .integer(minimum: 0)),
        ("to", .integer(minimum: 0)), ("goal", .integer(minimum: 0)), ("events", .integer(minimum: 0)),
        ("unsealed", .integer(minimum: 0)), ("seals", .integer(minimum: 0)), ("isClean", .nullable(.boolean)),
        ("fault", .nullable(.string(values: Verification.Fault.allCases.map(\.rawValue)))),
        ("position", .nullable(.integer(minimum: 0))), ("event", .nullable(.id)), ("holdsHead", .nullable(.boolean)),
    ])

    static let order = Operation(
        id: "verifyLog",
        summary: """
            Begins to check the chain of events, its seals and the words behind it, and the head of a mail that was kept; it goes on \
            beside everything else, and its result is in the list of checks.
            """,
        body: orderFields, isIdempotent: true,
        success: .init(status: 202, meaning: "Begun.", schema: check))

    static let checks = Operation(
        id: "listLogChecks",
        summary: """
            The checks of the log, latest first: who wanted them (nobody: their time had come), how far they are, what they found.
            """,
        parameters: [.limit, .cursor],
        success: .init(status: 200, meaning: "A page of checks.", schema: .page(of: check)))

    static func json(_ check: LogCheck) -> JSON {
        let (walk, bad) = (check.walk, check.walk.firstBad)
        return [
            "id": .string(check.id.text), "person": .optional(check.person?.id.text),
            "name": .optional(check.person?.name), "beganAt": .string(ChineseTime.rfc3339(check.beganAt)),
            "endedAt": .optional(check.endedAt.map { ChineseTime.rfc3339($0) }), "isWhole": .boolean(check.isWhole),
            "from": .integer(check.from), "to": .integer(walk.position), "goal": .integer(check.goal),
            "events": .integer(Int64(walk.events)), "unsealed": .integer(Int64(walk.unsealed)),
            "seals": .integer(Int64(walk.seals)), "isClean": check.isGood.map { .boolean($0) } ?? .null,
            "fault": .optional(bad?.fault.rawValue), "position": bad?.position.map(JSON.integer) ?? .null,
            "event": .optional(bad?.event), "holdsHead": check.holdsHead.map { .boolean($0) } ?? .null,
        ]
    }
}
