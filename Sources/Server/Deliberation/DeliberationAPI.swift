// SPDX-License-Identifier: Apache-2.0

import Domain

/// Calls for opinions, statements and findings as the API shows them.
enum DeliberationAPI {
    private static let state = Schema.string(values: Deliberation.State.Name.allCases.map(\.rawValue))
    private static let statementState = Schema.string(values: OpinionStatement.State.Name.allCases.map(\.rawValue))
    private static let count = Schema.nullable(
        .object([
            ("agree", .integer(minimum: 0)), ("pass", .integer(minimum: 0)), ("disagree", .integer(minimum: 0)),
        ]))

    /// As staff see it.
    static let call = Schema.object([
        ("id", .id), ("version", .integer(minimum: 1)), ("state", state), ("question", .nullable(.text)),
        ("topic", .nullable(.id)), ("session", .nullable(.id)), ("room", .id), ("until", .nullable(.day)),
        ("people", .integer(minimum: 0)), ("peopleByPhone", .integer(minimum: 0)),
        ("peopleBySlip", .integer(minimum: 0)), ("statements", .integer(minimum: 0)),
        ("waiting", .integer(minimum: 0)), ("votes", .nullable(.integer(minimum: 0))), ("digest", .nullable(.text)),
        ("permittedCommands", .array(.string(values: Deliberation.Command.allCases.map(\.rawValue)))),
    ])

    static func json(
        _ call: Deliberation, people: SupportCount, statements: [OpinionStatement.State.Name: Int], for actor: Actor
    ) -> JSON {
        let (topic, session) = matter(call)
        return [
            "id": .string(call.id.text), "version": .integer(Int64(call.version)),
            "state": .string(call.state.name.rawValue), "question": .optional(call.opening.question.words),
            "topic": .optional(topic), "session": .optional(session), "room": .string(call.opening.room.text),
            "until": .optional(call.lastDay?.description), "people": .integer(Int64(people.all)),
            "peopleByPhone": .integer(Int64(people.verified)), "peopleBySlip": .integer(Int64(people.bySlip)),
            "statements": .integer(Int64(statements[.adopted] ?? 0)),
            "waiting": .integer(Int64(statements[.offered] ?? 0)),
            "votes": call.result.map { .integer(Int64($0.votes)) } ?? .null, "digest": .optional(call.result?.digest),
            "permittedCommands": .array(call.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    private static func matter(_ call: Deliberation) -> (topic: String?, session: String?) {
        switch call.opening.matter {
        case .topic(let id): (id.text, nil)
        case .session(let id): (nil, id.text)
        }
    }

    static let statement = Schema.object([
        ("id", .id), ("version", .integer(minimum: 1)), ("deliberation", .id), ("state", statementState),
        ("text", .nullable(.text)), ("isSeed", .boolean),
        ("ground", .nullable(.string(values: OpinionStatement.Ground.allCases.map(\.rawValue)))),
        ("permittedCommands", .array(.string(values: OpinionStatement.Command.allCases.map(\.rawValue)))),
    ])

    static func json(_ statement: OpinionStatement, for actor: Actor) -> JSON {
        [
            "id": .string(statement.id.text), "version": .integer(Int64(statement.version)),
            "deliberation": .string(statement.content.deliberation.text),
            "state": .string(statement.state.name.rawValue), "text": .optional(statement.content.text.words),
            "isSeed": .boolean(statement.content.isSeed), "ground": .optional(statement.rejection?.ground.rawValue),
            "permittedCommands": .array(
                statement.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    /// As strangers see it: the question, the statements that are asked, and until when.
    static let asked = Schema.object([
        ("id", .id), ("state", state), ("question", .nullable(.text)), ("topic", .nullable(.id)),
        ("session", .nullable(.id)), ("until", .nullable(.day)), ("statements", .array(line)),
    ])
    private static let line = Schema.object([("id", .id), ("text", .text)])

    static func json(_ call: Deliberation, _ statements: [OpinionStatementStore.Listed]) -> JSON {
        let (topic, session) = matter(call)
        return [
            "id": .string(call.id.text), "state": .string(call.state.name.rawValue),
            "question": .optional(call.opening.question.words), "topic": .optional(topic),
            "session": .optional(session), "until": .optional(call.lastDay?.description),
            "statements": .array(statements.map { ["id": .string($0.id.text), "text": .string($0.text)] }),
        ]
    }

    /// What may be shown of the map.
    static let findings = Schema.object([
        ("people", .integer(minimum: 0)), ("peopleByPhone", .integer(minimum: 0)),
        ("peopleBySlip", .integer(minimum: 0)), ("votes", .integer(minimum: 0)),
        ("ungrouped", .integer(minimum: 0)),
        (
            "groups",
            .array(
                .object([
                    ("name", .text), ("people", .integer(minimum: OpinionVote.peopleMin)),
                    (
                        "cells",
                        .array(
                            .object([
                                ("x", .integer()), ("y", .integer()), ("people", .integer(minimum: 1)),
                            ]))
                    ),
                ]))
        ),
        (
            "statements",
            .array(
                .object([
                    ("id", .id), ("text", .text),
                    ("standing", .string(values: OpinionFindings.Standing.allCases.map(\.rawValue))),
                    ("all", count), ("verified", count), ("byGroup", .array(count)),
                ]))
        ),
    ])

    static func json(_ findings: OpinionFindings, _ texts: [OpinionStatement.ID: String]) -> JSON {
        let people = findings.people
        return [
            "people": .integer(Int64(people.all)), "peopleByPhone": .integer(Int64(people.verified)),
            "peopleBySlip": .integer(Int64(people.bySlip)), "votes": .integer(Int64(findings.votes)),
            "ungrouped": .integer(Int64(findings.ungrouped)),
            "groups": .array(
                findings.groups.map { group in
                    [
                        "name": .string(group.name), "people": .integer(Int64(group.size)),
                        "cells": .array(
                            group.cells.map { cell in
                                [
                                    "x": .integer(Int64(cell.middle.x)), "y": .integer(Int64(cell.middle.y)),
                                    "people": .integer(Int64(cell.people)),
                                ]
                            }),
                    ]
                }),
            "statements": .array(
                findings.lines.compactMap { line in
                    texts[line.statement].map { text in
                        [
                            "id": .string(line.statement.text), "text": .string(text),
                            "standing": .string(line.standing.rawValue), "all": json(line.all),
                            "verified": json(line.verified), "byGroup": .array(line.byGroup.map(json)),
                        ]
                    }
                }),
        ]
    }

    private static func json(_ count: OpinionCount?) -> JSON {
        guard let count else { return .null }
        return [
            "agree": .integer(Int64(count.agree)), "pass": .integer(Int64(count.pass)),
            "disagree": .integer(Int64(count.disagree)),
        ]
    }
}
