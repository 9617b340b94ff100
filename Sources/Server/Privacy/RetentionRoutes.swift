// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// The privacy officer's page of periods: how long what is kept, what goes soon, what went, and what is held.
struct RetentionRoutes: RouteGroup {
    let services: Services
    private static let readers = DeskPlace.retention.roles
    /// How many runs and holds a page shows, and how many records of a run.
    private static let (runsMost, itemsMost) = (30, 1000)
    private static let soonDays = 30

    var routes: [Route] {
        [
            .desk(.get, "/desk/retention", for: Self.readers) { try await page($0, $1, nil) },
            .desk(.get, "/desk/retention/{record}", for: Self.readers, run),
            .desk(.post, "/desk/retention", for: Self.readers, place),
            .desk(.get, "/desk/holds/{record}", for: Self.readers, hold),
            .api(.get, "/desk/retention", RetentionAPI.overview, for: Self.readers, overviewJSON),
            .api(.get, "/desk/retention/{record}", RetentionAPI.run, for: Self.readers, runJSON),
            .api(.post, "/desk/holds", RetentionAPI.place, for: Self.readers, placeJSON),
            .api(.get, "/desk/holds/{record}", RetentionAPI.readHold, for: Self.readers, holdJSON),
        ] + CaseRoutes<HoldDesk>(services: services) { $0.holders }.routes
    }

    /// All that the page shows.
    private func overview(_ request: WebRequest) async throws -> RetentionPage.Overview {
        let desk = RetentionDesk(services: services, site: request.site)
        let holds = HoldDesk(request, services)
        let store = RetentionStore(tenant: request.site.tenant.id)
        let soon = request.now.day.advanced(by: Self.soonDays)
        return try await services.engine.read { transaction in
            let dueSoon = try RetentionPractice.Category.allCases.map { category in
                (
                    category,
                    try desk.limit(of: category, on: soon).map {
                        try store.dueCount(category, endedBefore: $0, in: transaction)
                    } ?? 0
                )
            }
            return RetentionPage.Overview(
                dueSoon: Dictionary(uniqueKeysWithValues: dueSoon),
                runs: try store.runs(most: Self.runsMost, in: transaction).compactMap {
                    try desk.run($0, in: transaction)
                },
                holds: try holds.store.placed(most: Self.runsMost, in: transaction).compactMap {
                    try holds.hold($0, in: transaction)
                })
        }
    }

    private func page(
        _ request: WebRequest, _ signedIn: SignedIn, _ problems: InputProblems?
    ) async throws -> WebResponse {
        let page = RetentionPage(
            overview: try await overview(request), practice: request.site.practice.profile.privacy.retention,
            today: request.now.day, token: request.token(for: "/desk/retention"), problems: problems)
        return Pages(request, services).desk(
            "保存期限", signedIn, place: .retention, status: problems == nil ? 200 : 422, content: page.html)
    }

    private func overviewJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let overview = try await overview(request)
        let practice = request.site.practice.profile.privacy.retention
        let periods = RetentionPractice.Category.allCases.map { category -> JSON in
            [
                "category": .string(category.rawValue), "months": .integer(Int64(practice[category])),
                "dueSoon": .integer(Int64(overview.dueSoon[category] ?? 0)),
            ]
        }
        return .json([
            "periods": .array(periods), "runs": .array(overview.runs.map(RetentionAPI.json)),
            "holds": .array(overview.holds.map { RetentionAPI.json($0, for: request.actor) }),
        ])
    }

    // MARK: - A run

    private func swept(_ request: WebRequest) async throws -> (RetentionRun, [RetentionStore.Swept]) {
        let id: RetentionRun.ID = try request.id("record")
        let desk = RetentionDesk(services: services, site: request.site)
        let store = RetentionStore(tenant: request.site.tenant.id)
        return try await services.engine.read { transaction in
            guard let run = try desk.run(id, in: transaction) else { throw WebFailure.notFound }
            return (run, try store.items(of: id, most: Self.itemsMost, in: transaction))
        }
    }

    private func run(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let (run, items) = try await swept(request)
        return Pages(request, services).desk(
            "一次清理", signedIn, place: .retention,
            content: RetentionPage.run(run, items, today: request.now.day))
    }

    private func runJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let (_, items) = try await swept(request)
        return .json(["items": .array(items.map(RetentionAPI.json))])
    }

    // MARK: - Holds

    private func place(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let sent = request.form
        do {
            return try await place(try Input(sent, fields: HoldDesk.fields), request) { hold, _ in
                .seeOther("/desk/holds/\(hold.id)")
            }
        } catch let problems as InputProblems {
            return try await page(request, signedIn, InputProblems(problems.problems, sent: sent))
        } catch let refusal as HoldRefusal where !refusal.blamed.isEmpty {
            let problem = FieldProblem(field: refusal.blamed[0], sentence: refusal.sentence)
            return try await page(request, signedIn, InputProblems([problem], sent: sent))
        }
    }

    private func placeJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let input = try Input(try request.fields(HoldDesk.fields), fields: HoldDesk.fields)
        return try await place(input, request) { hold, actor in
            .json(RetentionAPI.json(hold, for: actor), status: .created)
        }
    }

    private func place(
        _ input: Input, _ request: WebRequest, answer: @escaping @Sendable (RecordHold, Actor) -> WebResponse
    ) async throws -> WebResponse {
        let desk = HoldDesk(request, services)
        return try await services.answered.once(request) { transaction in
            answer(
                try desk.place(
                    on: input.text("record"), reason: input.text("reason"), by: request.actor, at: request.now,
                    in: transaction), request.actor)
        }
    }

    private func found(
        _ request: WebRequest
    ) async throws -> (hold: RecordHold, log: [EventStore.Entry<HoldEvent>]) {
        let id: RecordHold.ID = try request.id("record")
        let desk = HoldDesk(request, services)
        return try await services.engine.read { transaction in
            (try desk.visible(id, to: request.actor, in: transaction), try desk.log(of: id, in: transaction))
        }
    }

    private func hold(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let (hold, log) = try await found(request)
        let done = request.query["done"].flatMap(RecordHold.Command.init)
        let bar = CaseActions<HoldDesk>(
            record: hold, id: hold.id, actor: request.actor, helpful: [], hasPrimary: false,
            token: { request.token(for: $0) }
        ).bar
        return Pages(request, services).desk(
            RetentionWording.title(hold), signedIn, place: .retention,
            flash: done.map { Flash(sentence: RetentionWording.done($0)) },
            content: RetentionPage.hold(hold, log, bar: bar, today: request.now.day))
    }

    private func holdJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        .json(RetentionAPI.json(try await found(request).hold, for: request.actor))
    }
}
