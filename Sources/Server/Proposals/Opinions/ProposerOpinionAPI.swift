// SPDX-License-Identifier: Apache-2.0

import Domain

/// The words of proposers as the API shows them.
enum ProposerOpinionAPI {
    private static let rating = Schema.string(values: ProposerOpinion.Rating.allCases.map(\.rawValue))

    static let opinion = Schema.object([
        ("id", .id), ("version", .integer(minimum: 1)), ("proposal", .id), ("lead", .id),
        ("number", .integer(minimum: 1)), ("manner", .nullable(rating)), ("result", .nullable(rating)),
        ("remark", .nullable(.text)),
        (
            "replies",
            .array(
                .object([
                    ("unit", .id), ("text", .nullable(.text)), ("outcome", .nullable(.text)),
                    ("sentOn", .nullable(.day)),
                ]))
        ), ("permittedCommands", .array(.string(values: ProposerOpinion.Command.allCases.map(\.rawValue)))),
    ])

    static func json(
        _ opinion: ProposerOpinion, replies: [(unit: HandlingUnit.ID, reply: ProposalAssignment.Reply)],
        for actor: Actor
    ) -> JSON {
        [
            "id": .string(opinion.id.text), "version": .integer(Int64(opinion.version)),
            "proposal": .string(opinion.inquiry.proposal.text), "lead": .string(opinion.inquiry.lead.text),
            "number": .integer(Int64(opinion.inquiry.number)),
            "manner": .optional(opinion.answer?.manner.rawValue),
            "result": .optional(opinion.answer?.result.rawValue),
            "remark": .optional(opinion.answer?.remark?.words),
            "replies": .array(
                replies.map { unit, reply in
                    [
                        "unit": .string(unit.text), "text": .optional(reply.text.words),
                        "outcome": .optional(reply.outcome),
                        "sentOn": .optional(reply.signature?.day.description),
                    ]
                }),
            "permittedCommands": .array(
                opinion.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    static let one = Operation(
        id: "readOpinion", summary: "Reads what one was asked about a reply, and what one said.",
        parameters: [.record], success: .init(status: 200, meaning: "The opinion.", schema: opinion))

    // MARK: - By link

    private static let question = Schema.object([
        ("number", .nullable(.text)), ("subject", .text), ("round", .integer(minimum: 1)), ("dueOn", .nullable(.day)),
        (
            "replies",
            .array(
                .object([
                    ("unit", .text), ("text", .nullable(.text)), ("outcome", .nullable(.text)),
                    ("sentOn", .nullable(.day)),
                ]))
        ), ("manner", .nullable(rating)), ("result", .nullable(rating)),
    ])

    static func json(_ question: ProposerOpinionQuestion) -> JSON {
        [
            "number": .optional(question.number?.text), "subject": .string(question.subject),
            "round": .integer(Int64(question.opinion.inquiry.number)),
            "dueOn": .optional(question.dueOn?.description),
            "replies": .array(
                question.replies.map { unit, reply in
                    [
                        "unit": .string(unit), "text": .optional(reply.text.words),
                        "outcome": .optional(reply.outcome),
                        "sentOn": .optional(reply.signature?.day.description),
                    ]
                }), "manner": .optional(question.opinion.answer?.manner.rawValue),
            "result": .optional(question.opinion.answer?.result.rawValue),
        ]
    }

    static let readByLink = Operation(
        id: "readOpinionByLink",
        summary: "Reads what a proposer's one-time link asks; the link still works afterwards.",
        parameters: [.linkToken], success: .init(status: 200, meaning: "The question.", schema: question))

    static let answerByLink = Operation(
        id: "answerOpinionByLink", summary: "Says what the proposer thinks of the reply, and spends the link.",
        parameters: [.linkToken], body: CaseAct<ProposerOpinionDesk>.answer.fields(.standard), isIdempotent: true,
        success: .init(status: 200, meaning: "Taken in.", schema: question))

    static let makeLink = Operation(
        id: "makeOpinionLink",
        summary: "Makes the one-time link for a proposer who has said nothing; one made before works no more.",
        parameters: [.record], body: [], isIdempotent: true,
        success: .init(
            status: 201, meaning: "The link; it is shown this once.",
            schema: .object([("address", .text), ("expiresAt", .moment)])))

    private static let listed = Schema.object([
        ("id", .id), ("subject", .nullable(.text)), ("number", .nullable(.text)),
        ("round", .integer(minimum: 1)), ("result", .nullable(rating)), ("isAsked", .boolean),
        ("dueOn", .nullable(.day)),
    ])

    static let list = Operation(
        id: "listOpinions", summary: "Lists what one was asked about replies to the own proposals, latest first.",
        parameters: [
            .init(
                name: "part", place: .query,
                schema: .string(values: ProposerOpinionStore.Part.allCases.map(\.rawValue)),
                meaning: "What is asked now, or what is past; the first if not said."), .limit, .cursor,
        ],
        success: .init(
            status: 200, meaning: "A page of opinions.",
            schema: .object([("items", .array(listed)), ("next", .nullable(.string()))])))

    static func json(_ listed: ProposerOpinionStore.Listed) -> JSON {
        [
            "id": .string(listed.id.text), "subject": .optional(listed.subject),
            "number": .optional(listed.number?.text), "round": .integer(Int64(listed.round)),
            "result": .optional(listed.result?.rawValue), "isAsked": .boolean(listed.isAsked),
            "dueOn": .optional(listed.dueOn?.description),
        ]
    }
}
