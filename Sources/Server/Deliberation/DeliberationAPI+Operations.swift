// SPDX-License-Identifier: Apache-2.0

import Domain

extension DeliberationAPI {
    private static let ofCall = Operation.Parameter(
        name: "deliberation", place: .path, schema: .id, meaning: "The call's id.")
    private static let answers = Schema.object([
        ("answers", .array(.object([("statement", .id), ("answer", answer)]))), ("next", .nullable(.id)),
    ])
    private static let answer = Schema.string(values: OpinionVote.Answer.allCases.map(\.code))

    static func json(
        _ answers: [OpinionStatement.ID: OpinionVote.Answer], next: OpinionStatement.ID?
    ) -> JSON {
        [
            "answers": .array(
                answers.sorted { $0.key < $1.key }.map {
                    ["statement": .string($0.key.text), "answer": .string($0.value.code)]
                }), "next": .optional(next?.text),
        ]
    }

    // MARK: - For everyone

    static let one = Operation(
        id: "readDeliberation", summary: "Reads a call for opinions with the statements that are asked.",
        parameters: [ofCall], success: .init(status: 200, meaning: "The call.", schema: asked))

    static let map = Operation(
        id: "readOpinionMap",
        summary: "Reads what was found in the votes, counts of five people and more; 404 while nothing was found.",
        parameters: [ofCall], success: .init(status: 200, meaning: "Groups and counts.", schema: findings))

    static let ownAnswers = Operation(
        id: "readOwnAnswers", summary: "Reads what one has answered by this phone, and what one is asked next.",
        parameters: [ofCall], success: .init(status: 200, meaning: "One's own answers.", schema: answers))

    static let vote = Operation(
        id: "vote",
        summary: "Answers a statement by one's phone, in the stead of an earlier answer; sent twice it is one.",
        parameters: [ofCall], body: OpinionVoteDesk.fields,
        success: .init(status: 200, meaning: "All one's answers.", schema: answers))

    static let offer = Operation(
        id: "offerStatement", summary: "Offers a statement; staff look at it before anybody is asked.",
        parameters: [ofCall], body: [OpinionStatementRoutes.textField(.standard)], isIdempotent: true,
        success: offeredNow)
    private static let offeredNow = Operation.Success(
        status: 201, meaning: "It waits to be looked at.",
        schema: .object([("id", .id), ("state", .string(values: ["offered"]))]))

    private static let ownStatement = Schema.object([
        ("id", .id), ("state", .string(values: OpinionStatement.State.Name.allCases.map(\.rawValue))),
        ("text", .nullable(.text)),
        ("ground", .nullable(.string(values: OpinionStatement.Ground.allCases.map(\.rawValue)))),
    ])
    private static let listOfOwn = Schema.object([("items", .array(ownStatement))])

    static func json(_ own: OpinionStatementStore.Own) -> JSON {
        [
            "id": .string(own.id.text), "state": .string(own.state.rawValue), "text": .optional(own.text),
            "ground": .optional(own.ground?.rawValue),
        ]
    }

    static let ownStatements = Operation(
        id: "readOwnStatements", summary: "Reads what one has offered in this call by this phone.",
        parameters: [ofCall], success: .init(status: 200, meaning: "Oldest first.", schema: listOfOwn))

    static let eraseOwnStatement = Operation(
        id: "eraseOwnStatement", summary: "Erases the words of an own statement that is not asked.",
        parameters: [ofCall, ofStatement], body: [], isIdempotent: true,
        success: .init(status: 200, meaning: "All that one has offered here.", schema: listOfOwn))
    private static let ofStatement = Operation.Parameter(
        name: "statement", place: .path, schema: .id, meaning: "The statement's id.")

    // MARK: - By slip

    private static let ofSlip = Operation.Parameter(
        name: "slip", place: .path, schema: .text, meaning: "The slip's code.")

    static let openToSlip = Operation(
        id: "listDeliberationsOfSlip", summary: "Lists the calls of the slip's room in which people answer now.",
        parameters: [ofSlip],
        success: .init(
            status: 200, meaning: "Newest first.",
            schema: .object([
                (
                    "items",
                    .array(
                        .object([
                            ("id", .id), ("question", .nullable(.text)), ("until", .nullable(.day)),
                            ("roomName", .text),
                        ]))
                )
            ])))

    static func publicJSON(_ listed: DeliberationStore.Listed) -> JSON {
        [
            "id": .string(listed.id.text), "question": .optional(listed.question),
            "until": .optional(listed.lastDay?.description), "roomName": .string(listed.roomName),
        ]
    }

    static let answersBySlip = Operation(
        id: "readAnswersBySlip", summary: "Reads what was answered by a paper slip, and what it is asked next.",
        parameters: [ofSlip, ofCall],
        success: .init(status: 200, meaning: "All answers by this slip.", schema: answers))

    static let voteBySlip = Operation(
        id: "voteBySlip", summary: "Answers a statement by a paper slip, which is spent for this call.",
        parameters: [ofSlip, ofCall], body: OpinionVoteDesk.fields,
        success: .init(status: 200, meaning: "All answers by this slip.", schema: answers))

    static let statementsBySlip = Operation(
        id: "readStatementsBySlip", summary: "Reads what was offered in this call by a paper slip.",
        parameters: [ofSlip, ofCall], success: .init(status: 200, meaning: "Oldest first.", schema: listOfOwn))

    static let offerBySlip = Operation(
        id: "offerStatementBySlip", summary: "Offers a statement by a paper slip, which is spent for this call.",
        parameters: [ofSlip, ofCall], body: [OpinionStatementRoutes.textField(.standard)], isIdempotent: true,
        success: offeredNow)

    static let eraseStatementBySlip = Operation(
        id: "eraseStatementBySlip",
        summary: "Erases the words of a statement that was offered by a paper slip and is not asked.",
        parameters: [ofSlip, ofCall, ofStatement], body: [], isIdempotent: true,
        success: .init(status: 200, meaning: "All that was offered by this slip here.", schema: listOfOwn))

    // MARK: - For staff

    static let begin = Operation(
        id: "beginDeliberation",
        summary: "Begins a call for opinions on a published topic or beside an announced session.",
        body: DeliberationRoutes.beginningFields, isIdempotent: true,
        success: .init(status: 201, meaning: "Begun; not open yet.", schema: call))

    static let record = Operation(
        id: "readDeliberationOfDesk", summary: "Reads a call for opinions, with what one may do now.",
        parameters: [.record], success: .init(status: 200, meaning: "The call.", schema: call))

    static let list = Operation(
        id: "listDeliberations", summary: "Lists the calls for opinions of one's rooms, newest first.",
        parameters: [
            .init(
                name: "state", place: .query,
                schema: .string(values: Deliberation.State.Name.allCases.map(\.rawValue)),
                meaning: "In which state; all if not said."), .limit, .cursor,
        ],
        success: .init(
            status: 200, meaning: "A page of calls.",
            schema: .page(
                of: .object([
                    ("id", .id), ("question", .nullable(.text)),
                    ("state", .string(values: Deliberation.State.Name.allCases.map(\.rawValue))),
                    ("until", .nullable(.day)), ("roomName", .text), ("waiting", .integer(minimum: 0)),
                ]))))

    static func json(_ listed: DeliberationStore.Listed) -> JSON {
        [
            "id": .string(listed.id.text), "question": .optional(listed.question),
            "state": .string(listed.state.rawValue), "until": .optional(listed.lastDay?.description),
            "roomName": .string(listed.roomName), "waiting": .integer(Int64(listed.waiting)),
        ]
    }

    static let seed = Operation(
        id: "addStatement", summary: "Adds a statement to a call; people are asked it at once.",
        parameters: [.record], body: OpinionStatementRoutes.sentFields(.standard), isIdempotent: true,
        success: .init(status: 201, meaning: "Added.", schema: statement))

    static let statements = Operation(
        id: "listStatements", summary: "Lists all statements of a call, those that wait to be looked at among them.",
        parameters: [.record],
        success: .init(
            status: 200, meaning: "The statements.",
            schema: .object([("items", .array(OpinionStatementDesk.toldSchema))])))

    static let oneStatement = Operation(
        id: "readStatement", summary: "Reads a statement, with what one may do now.", parameters: [.record],
        success: .init(status: 200, meaning: "The statement.", schema: statement))
}
