// SPDX-License-Identifier: Apache-2.0

import Domain

/// A room's code and what comes by it, as the desk's API shows it.
enum RoomDeskAPI {
    private static let purposes = Schema.string(values: ScanPurpose.allCases.map(\.rawValue))

    private static let batch = Schema.object([
        ("id", .id), ("slips", .integer(minimum: 1)), ("used", .integer(minimum: 0)), ("validUntil", .day),
        ("madeAt", .moment), ("voidedAt", .nullable(.moment)),
    ])

    static let schema = Schema.object([
        ("id", .id), ("version", .integer(minimum: 1)), ("name", .text),
        ("token", .string(pattern: "^[0-9A-Z]{8}$")), ("page", .text),
        ("formerTokens", .array(.string(pattern: "^[0-9A-Z]{8}$"))),
        (
            "formerScans",
            .array(
                .object([
                    ("token", .string(pattern: "^[0-9A-Z]{8}$")), ("times", .integer(minimum: 1)), ("lastOn", .day),
                ]))
        ),
        ("gaps", .array(.string(values: Room.Gap.allCases.map(\.rawValue)))),
        ("vacancies", .array(.string(values: Room.Vacancy.allCases.map(\.rawValue)))),
        (
            "scans",
            .array(.object([("day", .day), ("purpose", purposes), ("times", .integer(minimum: 1))]))
        ), ("slipBatches", .array(batch)),
        (
            "topicsBySource",
            .array(
                .object([
                    ("source", .string(values: Topic.Source.allCases.map(\.rawValue))),
                    ("topics", .integer(minimum: 1)),
                ]))
        ),
        (
            "passings",
            .array(.object([("topic", .id), ("isArrival", .boolean), ("otherRoom", .text), ("at", .moment)]))
        ),
        (
            "members",
            .array(.object([("name", .text), ("level", .string(values: Membership.Level.allCases.map(\.rawValue)))]))
        ), ("convenerTraining", .nullable(.text)),
        ("permittedCommands", .array(.string(values: RoomCode.Command.allCases.map(\.rawValue)))),
    ])

    static let list = Operation(
        id: "listDeskRooms", summary: "Lists the rooms of one's own, and what each lacks to be complete.",
        parameters: RoomAPI.list.parameters, success: RoomAPI.list.success)

    static let one = Operation(
        id: "readDeskRoom",
        summary: "Reads a room of one's own: its code, how often it was opened in thirty days, its paper slips.",
        parameters: [.record], success: .init(status: 200, meaning: "The room.", schema: schema))

    static let sheet = Operation(
        id: "readSlips", summary: "Reads the codes of slips that were made together, as long as they are good.",
        parameters: [
            .record, .init(name: "batch", place: .path, schema: .id, meaning: "The batch's id."),
        ],
        success: .init(
            status: 200, meaning: "The codes.",
            schema: .object([
                ("id", .id), ("validUntil", .day),
                ("slips", .array(.object([("code", .text), ("page", .text)]))),
            ])))

    static func json(_ record: RoomDeskRecord, for actor: Actor, _ baseURL: String) -> JSON {
        let (code, room) = (record.code, record.listed.room)
        return [
            "id": .string(room.id.text), "version": .integer(Int64(code.version)), "name": .string(room.name),
            "token": .string(code.token.text), "page": .string("\(baseURL)/r/\(code.token.text)"),
            "formerTokens": .array(record.former.map { .string($0.token.text) }),
            "formerScans": .array(
                record.former.compactMap { former in
                    former.lastOn.map {
                        [
                            "token": .string(former.token.text), "times": .integer(Int64(former.times)),
                            "lastOn": .string($0.description),
                        ]
                    }
                }),
            "gaps": .array(record.listed.gaps(on: record.today).map { .string($0.rawValue) }),
            "vacancies": .array(record.vacancies.map { .string($0.rawValue) }),
            "scans": .array(
                record.scans.map { line in
                    [
                        "day": .string(line.day.description), "purpose": .string(line.purpose.rawValue),
                        "times": .integer(Int64(line.times)),
                    ]
                }),
            "slipBatches": .array(
                record.batches.map { counted in
                    [
                        "id": .string(counted.batch.id.text), "slips": .integer(Int64(counted.batch.count)),
                        "used": .integer(Int64(counted.used)),
                        "validUntil": .string(counted.batch.validUntil.description),
                        "madeAt": .string(ChineseTime.rfc3339(counted.batch.madeAt)),
                        "voidedAt": .optional(counted.batch.voidedAt.map(ChineseTime.rfc3339)),
                    ]
                }),
            "topicsBySource": .array(
                Topic.Source.allCases.compactMap { source in
                    record.sources[source].map {
                        ["source": .string(source.rawValue), "topics": .integer(Int64($0))]
                    }
                }),
            "passings": .array(
                record.passings.map { line in
                    [
                        "topic": .string(line.topic.text), "isArrival": .boolean(line.isArrival),
                        "otherRoom": .string(line.otherRoom), "at": .string(ChineseTime.rfc3339(line.at)),
                    ]
                }),
            "members": .array(
                record.members.map { ["name": .string($0.name), "level": .string($0.level.rawValue)] }),
            "convenerTraining": .optional(record.training),
            "permittedCommands": .array(
                code.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    static func json(_ batch: SlipBatch, _ codes: [SlipCode], _ baseURL: String) -> JSON {
        [
            "id": .string(batch.id.text), "validUntil": .string(batch.validUntil.description),
            "slips": .array(
                codes.map { ["code": .string($0.text), "page": .string("\(baseURL)/s/\($0.text)")] }),
        ]
    }
}
