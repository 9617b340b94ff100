// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import HTTPTypes
import Markup
import Spreadsheets

/// The handling assessment of units, as a page, as a table and for programs.
struct AssessmentRoutes: RouteGroup {
    let services: Services
    private static let readers = DeskPlace.board.roles

    var routes: [Route] {
        [
            .desk(.get, "/desk/assessment", for: Self.readers, page),
            .desk(.get, "/desk/assessment/table", for: Self.readers) { request, _ in try await table(request) },
            .api(.get, "/desk/assessment", AssessmentAPI.read, for: Self.readers) { request, _ in
                AssessmentAPI.json(try await read(try BoardPeriod(request), request))
            },
        ]
    }

    private func read(_ period: BoardPeriod, _ request: WebRequest) async throws -> Assessment {
        let store = BoardStore(request.site, services.contents, actor: request.actor, today: request.now.day)
        let practice = request.site.practice.profile.sessions
        return try await services.engine.read { try Assessment.read(store, practice, period, in: $0) }
    }

    private func page(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let pages = Pages(request, services)
        var problems: [FieldProblem] = []
        let period: BoardPeriod
        do {
            period = try BoardPeriod(request)
        } catch let wrong as InputProblems {
            problems = wrong.problems
            period = BoardPeriod.usual(pages.today)[0].period
        }
        let desk = HandlingAssessmentDesk(request, services)
        let page = AssessmentPage(
            assessment: try await read(period, request),
            issued: IssuedAssessments(
                list: try await services.engine.read { try desk.store.all(in: $0) },
                key: Base64URL.encode(services.keys.signing.publicKey.bytes),
                mayIssue: HandlingAssessment.role(of: request.actor) != nil,
                token: request.token(for: IssuedAssessments.action), today: pages.today,
                year: period.last.year,
                problem: problems.isEmpty ? request.query["refused"].flatMap(HandlingAssessmentRefusal.init) : nil),
            today: pages.today, problems: problems, hasProposals: request.site.has(.proposals))
        return pages.desk(
            "办理考评", signedIn, place: .items,
            flash: request.query["done"] == "issued" ? Flash(sentence: "办理考评已经发布，这一年的测评不再改。") : nil,
            status: problems.isEmpty ? 200 : 422, content: page.html)
    }

    private func table(_ request: WebRequest) async throws -> WebResponse {
        let format = try request.tableFormat()
        let assessment = try await read(try BoardPeriod(request), request)
        let measures = Assessment.Measure.allCases
        let columns =
            ["承办单位", "全部事项", "委员评分"]
            + measures.flatMap { [AssessmentWording.name($0), "其中总数：\(AssessmentWording.whole($0))"] }
        return try await TableFile(
            name: "办理考评\(assessment.period.first)至\(assessment.period.last)",
            columns: columns.map { SpreadsheetColumn($0) }
        ).response(
            assessment.units.map { unit in
                [unit.name, String(unit.items.total), HandlingScoreWording.average(unit.points) ?? ""]
                    + measures.flatMap { [String(unit.count($0)), String(unit.whole($0))] }
            }, format: format, services)
    }
}

/// The handling assessment as programs see it.
enum AssessmentAPI {
    static let read = Operation(
        id: "readAssessment",
        summary:
            "Counts, for each unit, how it has handled the items of some days; every figure with what it is out of.",
        parameters: [
            .init(
                name: "from", place: .query, schema: .day, meaning: "The first day; the first of the year if not said."),
            .init(name: "to", place: .query, schema: .day, meaning: "The last day; today if not said."),
        ],
        success: .init(
            status: 200, meaning: "A row for each unit.",
            schema: .object([
                ("from", .day), ("to", .day),
                (
                    "units",
                    .array(
                        .object([
                            ("unit", .id), ("name", .text), ("items", .integer(minimum: 0)),
                            (
                                "scores",
                                .array(
                                    .object([
                                        (
                                            "points",
                                            .string(values: HandlingScore.Points.allCases.map(\.rawValue))
                                        ), ("count", .integer(minimum: 0)),
                                    ]))
                            ),
                            (
                                "figures",
                                .array(
                                    .object([
                                        (
                                            "figure",
                                            .string(values: Assessment.Measure.allCases.map(\.rawValue))
                                        ), ("count", .integer(minimum: 0)), ("of", .integer(minimum: 0)),
                                    ]))
                            ),
                        ]))
                ),
            ])))

    static func json(_ assessment: Assessment) -> WebResponse {
        .json([
            "from": .string(assessment.period.first.description), "to": .string(assessment.period.last.description),
            "units": .array(
                assessment.units.map { unit in
                    [
                        "unit": .string(Int64(unit.code).map { HandlingUnit.ID($0).text } ?? ""),
                        "name": .string(unit.name), "items": .integer(Int64(unit.items.total)),
                        "scores": .array(
                            HandlingScore.Points.allCases.map { points in
                                [
                                    "points": .string(points.rawValue),
                                    "count": .integer(Int64(unit.points[points.number] ?? 0)),
                                ]
                            }),
                        "figures": .array(
                            Assessment.Measure.allCases.map { measure in
                                [
                                    "figure": .string(measure.rawValue),
                                    "count": .integer(Int64(unit.count(measure))),
                                    "of": .integer(Int64(unit.whole(measure))),
                                ]
                            }),
                    ]
                }),
        ])
    }
}
