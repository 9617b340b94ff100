// SPDX-License-Identifier: Apache-2.0

import Domain

/// Commendations as the API shows them.
enum CommendationAPI {
    private static let state = Schema.string(values: Commendation.State.Name.allCases.map(\.rawValue))
    private static let verdict = Schema.nullable(.string(values: Commendation.Verdict.allCases.map(\.rawValue)))
    private static let kind = Schema.string(values: ["proposal", "unit"])

    private static let mark = Schema.object([
        ("criterion", .text), ("points", .integer(minimum: 0)), ("most", .integer(minimum: 0)),
    ])

    static let commendation = Schema.object([
        ("id", .id), ("version", .integer(minimum: 1)), ("state", state), ("title", .text),
        ("filed", .integer(minimum: 0)),
        (
            "evaluations",
            .array(
                .object([
                    ("unit", .id), ("evaluator", .nullable(.text)), ("marks", .array(mark)),
                    ("words", .nullable(.text)), ("isFromPaper", .boolean),
                ]))
        ),
        (
            "evaluators",
            .array(
                .object([
                    ("id", .id), ("name", .nullable(.text)), ("units", .array(.id)),
                    ("unjudged", .array(.id)), ("until", .day),
                ]))
        ),
        (
            "nominees",
            .array(.object([("kind", kind), ("id", .id), ("isCollective", .boolean), ("verdict", verdict)]))
        ), ("announcedOn", .nullable(.day)), ("decidedBy", .nullable(.text)),
        ("permittedCommands", .array(.string(values: Commendation.Command.allCases.map(\.rawValue)))),
    ])

    static func json(_ record: Commendation, filed: Int, for actor: Actor) -> JSON {
        [
            "id": .string(record.id.text), "version": .integer(Int64(record.version)),
            "state": .string(record.state.name.rawValue), "title": .string(CommendationWording.title(record.span)),
            "filed": .integer(Int64(filed)), "evaluations": .array(record.evaluations.map(json)),
            "evaluators": .array(
                record.evaluators.map { evaluator in
                    [
                        "id": .string(evaluator.id.text), "name": .optional(evaluator.name.words),
                        "units": .array(evaluator.units.map { .string($0.text) }),
                        "unjudged": .array(record.unjudged(by: evaluator).map { .string($0.text) }),
                        "until": .string(evaluator.until.description),
                    ]
                }), "nominees": .array(record.nominees.map(json)),
            "announcedOn": .optional(record.announcedOn?.description), "decidedBy": .optional(record.decidedBy?.words),
            "permittedCommands": .array(
                record.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    private static func json(_ evaluation: Commendation.Evaluation) -> JSON {
        [
            "unit": .string(evaluation.unit.text), "evaluator": .optional(evaluation.evaluator.words),
            "marks": .array(
                evaluation.marks.map { mark in
                    [
                        "criterion": .string(mark.criterion), "points": .integer(Int64(mark.points)),
                        "most": .integer(Int64(mark.most)),
                    ]
                }), "words": .optional(evaluation.words.words), "isFromPaper": .boolean(evaluation.isFromPaper),
        ]
    }

    private static func json(_ nominee: Commendation.Nominee) -> JSON {
        let (kind, isCollective) =
            switch nominee.subject {
            case .proposal(_, let isCollective): ("proposal", isCollective)
            case .unit: ("unit", false)
            }
        return [
            "kind": .string(kind), "id": .string(nominee.subject.code), "isCollective": .boolean(isCollective),
            "verdict": .optional(nominee.verdict?.rawValue),
        ]
    }

    static let begin = Operation(
        id: "beginCommendation",
        summary: "Begins to choose the good proposals of a session, or the excellent ones and the units of a term.",
        body: CommendationRoutes.beginningFields, isIdempotent: true,
        success: .init(status: 201, meaning: "Begun.", schema: commendation))

    static let one = Operation(
        id: "readCommendation", summary: "Reads a commendation, with what one may do now.", parameters: [.record],
        success: .init(status: 200, meaning: "The commendation.", schema: commendation))

    static let list = Operation(
        id: "listCommendations", summary: "Lists commendations, newest first.",
        parameters: [
            .init(name: "state", place: .query, schema: state, meaning: "In which state; all if not said."), .limit,
            .cursor,
        ],
        success: .init(
            status: 200, meaning: "A page of commendations.",
            schema: .page(
                of: .object([
                    ("id", .id), ("title", .text), ("state", state), ("nominees", .integer(minimum: 0)),
                    ("listed", .integer(minimum: 0)), ("announcedOn", .nullable(.day)),
                ]))))

    static func json(_ listed: CommendationStore.Listed) -> JSON {
        [
            "id": .string(listed.id.text), "title": .string(CommendationWording.title(listed.span)),
            "state": .string(listed.state.rawValue), "nominees": .integer(Int64(listed.nominees)),
            "listed": .integer(Int64(listed.listed)), "announcedOn": .optional(listed.announcedOn?.description),
        ]
    }

    // MARK: - For everybody

    static let publicList = Operation(
        id: "listGoodProposals", summary: "Lists what was announced, latest first: good proposals and units.",
        success: .init(
            status: 200, meaning: "What was announced.",
            schema: .object([
                (
                    "items",
                    .array(
                        .object([
                            ("title", .text), ("announcedOn", .day), ("decidedBy", .nullable(.text)),
                            (
                                "proposals",
                                .array(
                                    .object([("id", .nullable(.id)), ("number", .text), ("title", .nullable(.text))]))
                            ), ("units", .array(.text)),
                        ]))
                )
            ])))

    static func json(_ public_: PublicCommendation) -> JSON {
        [
            "title": .string(CommendationWording.title(public_.span)),
            "announcedOn": .string(public_.day.description), "decidedBy": .optional(public_.decidedBy.words),
            "proposals": .array(
                public_.proposals.map { proposal in
                    [
                        "id": .optional(proposal.title == nil ? nil : proposal.id.text),
                        "number": .string(proposal.number.text), "title": .optional(proposal.title),
                    ]
                }), "units": .array(public_.units.map(JSON.string)),
        ]
    }
}

extension Commendation {
    /// Which meeting has decided upon what was announced.
    var decidedBy: FreeText? {
        guard case .announced(_, let decidedBy) = state else { return nil }
        return decidedBy
    }
}
