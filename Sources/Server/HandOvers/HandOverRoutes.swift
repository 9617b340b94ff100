// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// The routes by which all that somebody has under way is handed over in one act.
struct HandOverRoutes: RouteGroup {
    let services: Services

    static let path = "/desk/handover"

    var routes: [Route] {
        let holders = HandOverDesk.holders
        return [
            .desk(.get, Self.path, for: holders) { try await page($0, $1, problems: nil) },
            .desk(.post, Self.path, for: holders) { try await perform($0, $1) },
            .api(.get, Self.path, Self.reading, for: holders) { request, _ in try await read(request) },
            .api(.post, Self.path, Self.operation, for: holders) { request, _ in try await performJSON(request) },
        ]
    }

    /// What leads to it, from the lists.
    static var button: Button { Button(label: "工作交接", role: .link(to: path), size: .small) }

    private func desk(_ request: WebRequest) -> HandOverDesk { HandOverDesk(services: services, site: request.site) }

    private static func person(_ text: String?) throws -> Person.ID? {
        guard let text, !text.isEmpty else { return nil }
        guard let id = Person.ID(text) else { throw WebFailure.notFound }
        return id
    }

    private func page(
        _ request: WebRequest, _ signedIn: SignedIn, problems: InputProblems?
    ) async throws -> WebResponse {
        let desk = desk(request)
        let from = try Self.person(problems?.sent["from"] ?? request.query["from"])
        let page = try await services.engine.read { transaction in
            let chosen = try from.map { person -> HandOverPage.Chosen in
                let name = try desk.name(of: person, in: transaction)
                let load = try desk.load(of: person, for: request.actor, in: transaction)
                // Whoever may hand over nothing of somebody's is not told how much there is.
                let counts = load.isEmpty ? .init() : try desk.counts(of: person, in: transaction)
                return .init(
                    id: person, name: name, load: load,
                    successors: try desk.successors(of: person, for: load, in: transaction), counts: counts)
            }
            return HandOverPage(
                people: try desk.people(for: request.actor, in: transaction)
                    .map { .init(code: $0.id.text, label: $0.name) },
                chosen: chosen, problems: problems)
        }
        return Pages(request, services).desk(
            "工作交接", signedIn, place: nil, status: problems == nil ? 200 : 422,
            content: page.html(token: request.token(for: Self.path)))
    }

    private func perform(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let pages = Pages(request, services)
        do {
            let input = try Input(request.form, fields: HandOverDesk.fields)
            return try await once(input, request) { outcome in
                pages.desk("工作交接", signedIn, place: nil, content: Self.page(outcome).html)
            }
        } catch let problems as InputProblems {
            return try await page(request, signedIn, problems: InputProblems(problems.problems, sent: request.form))
        } catch let refusal as any WordedRefusal {
            let names = HandOverDesk.fields.map(\.name)
            guard let field = refusal.blamed.first(where: names.contains) else { throw refusal }
            return try await page(
                request, signedIn,
                problems: InputProblems([.init(field: field, sentence: refusal.sentence)], sent: request.form))
        }
    }

    private static func page(_ outcome: HandOverDesk.Outcome) -> BulkOutcomePage {
        func link(_ kind: String, _ id: String, _ title: String?) -> TextLink {
            TextLink(text: title ?? id, address: "/desk/\(kind)/\(id)")
        }
        return BulkOutcomePage(
            title: "工作交接", undo: nil, done: outcome.done.map { link($0.kind, $0.id, $0.title) },
            left: outcome.left.map { .init(matter: link($0.kind, $0.id, $0.title), reason: $0.reason) },
            again: path, back: "/desk")
    }

    private func once(
        _ input: Input, _ request: WebRequest, answer: @escaping @Sendable (HandOverDesk.Outcome) -> WebResponse
    ) async throws -> WebResponse {
        let desk = desk(request)
        return try await services.answered.once(request) { transaction in
            answer(try desk.handOver(input, by: request.actor, at: request.now, in: transaction))
        }
    }

    // MARK: - The API

    private func performJSON(_ request: WebRequest) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let input = try Input(try request.fields(HandOverDesk.fields), fields: HandOverDesk.fields)
        return try await once(input, request) { outcome in
            .json([
                "done": .array(outcome.done.map { ["kind": .string($0.kind), "id": .string($0.id)] }),
                "left": .array(
                    outcome.left.map {
                        [
                            "kind": .string($0.kind), "id": .string($0.id), "code": .string($0.code),
                            "detail": .string($0.reason),
                        ]
                    }),
            ])
        }
    }

    private func read(_ request: WebRequest) async throws -> WebResponse {
        let desk = desk(request)
        guard let from = try Self.person(request.query["from"]) else {
            let people = try await services.engine.read { try desk.people(for: request.actor, in: $0) }
            return .json([
                "people": .array(people.map { ["id": .string($0.id.text), "name": .string($0.name)] }),
                "cases": .array([]),
            ])
        }
        let load = try await services.engine.read { transaction in
            _ = try desk.name(of: from, in: transaction)
            return try desk.load(of: from, for: request.actor, in: transaction)
        }
        func cases<Case: Lifecycle>(_ kind: String, _ candidates: [BulkCandidate<Case>]) -> [JSON] {
            candidates.map { ["kind": .string(kind), "id": .string($0.id.text), "title": .string($0.title)] }
        }
        return .json([
            "people": .array([]),
            "cases": .array(
                cases(TopicDesk.collection, load.topics) + cases(ItemDesk.collection, load.items)
                    + cases(AssignmentDesk.collection, load.assignments)
                    + cases(ReceptionDesk.collection, load.receptions)
                    + cases(SentimentDesk.collection, load.sentiments)),
        ])
    }

    private static let aCase: [(String, Schema)] = [("kind", .text), ("id", .id)]

    private static let reading = Operation(
        id: "listHandOver",
        summary: "People with work under way that one may hand over; of one of them, the cases.",
        parameters: [
            .init(name: "from", place: .query, schema: .id, meaning: "Whose cases; without it, the people.")
        ],
        success: .init(
            status: 200, meaning: "The people, or the cases of one.",
            schema: .object([
                ("people", .array(.object([("id", .id), ("name", .text)]))),
                ("cases", .array(.object(aCase + [("title", .text)]))),
            ])))

    private static let operation = Operation(
        id: "handOver",
        summary:
            "Hands over topics, items, proposals, reception days and walks of somebody who leaves, at most 150 of a kind.",
        body: HandOverDesk.fields, isIdempotent: true,
        success: .init(
            status: 200, meaning: "What changed hands, and what stayed and why.",
            schema: .object([
                ("done", .array(.object(aCase))),
                ("left", .array(.object(aCase + [("code", .text), ("detail", .text)]))),
            ])))
}
