// SPDX-License-Identifier: Apache-2.0

import Domain

/// What a third party's link opens, for programs.
enum EvaluatorAPI {
    private static let named = Schema.object([("id", .id), ("name", .text)])

    private static let judging = Schema.object([
        ("title", .text), ("evaluator", .nullable(.text)), ("until", .day),
        (
            "criteria",
            .array(.object([("code", .text), ("name", .text), ("most", .integer(minimum: 0))]))
        ), ("unjudged", .array(named)),
        ("judged", .array(.object([("unit", .id), ("name", .text), ("sum", .integer(minimum: 0))]))),
    ])

    static func json(_ judging: CommendationDesk.Judging, _ profile: PracticeProfile) -> JSON {
        func name(_ unit: HandlingUnit.ID) -> JSON { .string(judging.units[unit] ?? "") }
        return [
            "title": .string(CommendationWording.title(judging.commendation.span)),
            "evaluator": .optional(judging.evaluator.name.words),
            "until": .string(judging.evaluator.until.description),
            "criteria": .array(
                profile.proposals.commendation.criteria.map { criterion in
                    [
                        "code": .string(criterion.code), "name": .string(criterion.name),
                        "most": .integer(Int64(criterion.points)),
                    ]
                }),
            "unjudged": .array(judging.unjudged.map { ["id": .string($0.text), "name": name($0)] }),
            "judged": .array(
                judging.own.map { evaluation in
                    [
                        "unit": .string(evaluation.unit.text), "name": name(evaluation.unit),
                        "sum": .integer(Int64(evaluation.sum)),
                    ]
                }),
        ]
    }

    static let read = Operation(
        id: "readEvaluationByLink",
        summary: "Reads which units a third party judges by its link and by which criteria; of others it says nothing.",
        parameters: [.linkToken], success: .init(status: 200, meaning: "What is to be judged.", schema: judging))

    static let mark = Operation(
        id: "evaluateByLink",
        summary: "Judges one unit by a third party's link, once; with the last one the link ends.",
        parameters: [.linkToken], body: EvaluationForm.fields(.standard), isIdempotent: true,
        success: .init(status: 200, meaning: "Taken in; what is left.", schema: judging))

    static let makeLink = Operation(
        id: "makeEvaluatorLink",
        summary: """
            Makes the link of a third party that is asked, and says so in the log; one made before works no more. Nobody makes one by \
            which the own unit is judged.
            """,
        parameters: [
            .record,
            .init(
                name: "evaluator", place: .path, schema: .id, meaning: "The id of the third party in this commendation."
            ),
        ], body: [], isIdempotent: true,
        success: .init(
            status: 201, meaning: "The link; it is shown this once.",
            schema: .object([("address", .text), ("expiresAt", .moment)])))
}
