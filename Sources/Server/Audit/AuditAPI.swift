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
    static let verifyFields = [
        InputField(
            "head", "领导提要信里“事件链”那一行", .line(limit: 200), isRequired: false,
            help: "从以前的信里抄来，就知道整条链有没有被重做过。不填，只核对链本身。")
    ]

    static let verify = Operation(
        id: "verifyLog",
        summary: "Checks the chain of events, its seals and the words behind it, and the head of a mail that was kept.",
        body: verifyFields,
        success: .init(
            status: 200, meaning: "Checked.",
            schema: .object([
                ("isClean", .boolean), ("events", .integer()), ("unsealed", .integer()), ("seals", .integer()),
                ("reason", .nullable(.text)), ("holdsHead", .nullable(.boolean)),
            ])))

    static func json(_ report: Verification.Report) -> JSON {
        [
            "isClean": .boolean(report.isClean), "events": .integer(Int64(report.events)),
            "unsealed": .integer(Int64(report.unsealed)), "seals": .integer(Int64(report.seals)),
            "reason": .optional(report.firstBad?.reason),
            "holdsHead": report.holdsHead.map { .boolean($0) } ?? .null,
        ]
    }
}
