// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes

/// Where the system administrator changes the term: looked over, said, taken back.
struct TermChangeRoutes: RouteGroup {
    let services: Services

    static let path = "/desk/term-change"
    static let undoing = "/desk/term-change/undoing"
    /// Sent once a change was looked over.
    static let confirmed = "confirmed"
    private static let keepers: Set<Role> = [.systemAdministrator]

    static let termField = InputField("term", "换到哪一届", .reference(.entries(.terms)))
    static let listField = InputField(
        "carried", "连任委员名单", .paragraph(limit: 40_000), isRequired: false,
        help: "一行一名，先写编号，后面写什么都可以。先列着全部委员：不连任的，删掉他那一行；也可以把新一届的名单整个贴进来。")
    private static let leavingField = InputField("leaving", "看到的到期人数", .version, isRequired: false)
    private static let previewFields = [termField, listField]
    private static let planFields = previewFields + [leavingField, recordVersionField]
    /// What is meant has been looked over: nobody ends whom whoever says it did not see.
    private static let meantFields =
        previewFields + [
            InputField("leaving", "看到的到期人数", .version), InputField(recordVersionField.name, "看到的版本", .version),
        ]
    private static let undoFields = [termField, recordVersionField]

    var routes: [Route] {
        [
            .desk(.get, Self.path, for: Self.keepers) { try await page($0, $1, problems: nil) },
            .desk(.post, Self.path, for: Self.keepers, plan),
            .desk(.post, Self.undoing, for: Self.keepers, undo),
            .api(.get, Self.path, TermChangeAPI.list, for: Self.keepers, listJSON),
            .api(
                .post, "/desk/term-change/preview", TermChangeAPI.previewing(Self.previewFields), for: Self.keepers,
                previewJSON),
            .api(.post, Self.path, TermChangeAPI.planning(Self.meantFields), for: Self.keepers, planJSON),
            .api(.post, Self.undoing, TermChangeAPI.undoing(Self.undoFields), for: Self.keepers, undoJSON),
        ]
    }

    private func desk(_ request: WebRequest) -> TermChangeDesk {
        TermChangeDesk(services: services, site: request.site)
    }

    // MARK: - Pages

    private func page(
        _ request: WebRequest, _ signedIn: SignedIn, problems: InputProblems?
    ) async throws -> WebResponse {
        let desk = desk(request)
        let pages = Pages(request, services)
        let chosen = (problems?.sent["term"] ?? request.query["term"]).flatMap { TermChange.ID($0) }
        let today = pages.today
        let content = try await services.engine.read { transaction in
            let terms = try desk.store.terms(in: transaction)
            let term = terms.first { $0.change.id == chosen }
            let members = try term.map { try desk.store.members(before: $0.change, in: transaction) } ?? []
            return TermChangePage(terms: terms, chosen: term, members: members, today: today, problems: problems)
        }
        return pages.desk(
            "换届", signedIn, place: .directory, flash: TermChangeWording.flash(request.query["done"]),
            status: problems == nil ? 200 : 422,
            content: content.html(token: request.token(for: Self.path), undo: request.token(for: Self.undoing)))
    }

    private func plan(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let sent = request.form
        do {
            let isMeant = sent[Self.confirmed] == "yes"
            let input = try Input(sent, fields: isMeant ? Self.meantFields : Self.planFields)
            guard isMeant else { return try await lookedOver(input, request, signedIn) }
            return try await once(input, request) { change in
                .seeOther("\(Self.path)?done=\(change.state.rawValue)")
            }
        } catch let problems as InputProblems {
            return try await page(request, signedIn, problems: InputProblems(problems.problems, sent: sent))
        } catch let refusal as TermChangeRefusal where refusal != .notYours {
            let told = FieldProblem(field: "term", sentence: refusal.sentence)
            return try await page(request, signedIn, problems: InputProblems([told], sent: sent))
        }
    }

    /// What would become of it, with the word that it is meant.
    private func lookedOver(_ input: Input, _ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let pages = Pages(request, services)
        let page = TermChangePreviewPage(preview: try await preview(input, request), today: pages.today)
        return pages.desk(
            "换届", signedIn, place: .directory, content: page.html(token: request.token(for: Self.path)))
    }

    private func undo(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let input = try Input(request.form, fields: Self.undoFields)
        return try await undone(input, request) { _ in .seeOther("\(Self.path)?done=undone") }
    }

    // MARK: - Programs

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let desk = desk(request)
        let terms = try await services.engine.read { try desk.store.terms(in: $0) }
        return .json(["items": .array(terms.map(TermChangeAPI.json))])
    }

    private func previewJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let input = try Input(try request.fields(Self.previewFields), fields: Self.previewFields)
        return .json(TermChangeAPI.json(try await preview(input, request)))
    }

    private func planJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let input = try Input(try request.fields(Self.meantFields), fields: Self.meantFields)
        return try await once(input, request) { .json(TermChangeAPI.json($0)) }
    }

    private func undoJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let input = try Input(try request.fields(Self.undoFields), fields: Self.undoFields)
        return try await undone(input, request) { .json(TermChangeAPI.json($0)) }
    }

    // MARK: - Both

    private func preview(_ input: Input, _ request: WebRequest) async throws -> TermChangeDesk.Preview {
        let desk = desk(request)
        let id: TermChange.ID = input.id("term")
        let list = TermChangeList(input.optional("carried") ?? "")
        return try await services.engine.read { try desk.preview(id, list: list, in: $0) }
    }

    private func once(
        _ input: Input, _ request: WebRequest, answer: @escaping @Sendable (TermChange) -> WebResponse
    ) async throws -> WebResponse {
        let desk = desk(request)
        let id: TermChange.ID = input.id("term")
        let list = TermChangeList(input.optional("carried") ?? "")
        let leaving = input.optional("leaving").flatMap { Int($0) }
        return try await services.answered.once(request) { transaction in
            answer(
                try desk.plan(
                    id, list: list, seen: input.expectedVersion, leaving: leaving, by: request.actor,
                    at: request.now, in: transaction))
        }
    }

    private func undone(
        _ input: Input, _ request: WebRequest, answer: @escaping @Sendable (TermChange) -> WebResponse
    ) async throws -> WebResponse {
        let desk = desk(request)
        let id: TermChange.ID = input.id("term")
        return try await services.answered.once(request) { transaction in
            answer(
                try desk.undo(
                    id, seen: input.expectedVersion, by: request.actor, at: request.now, in: transaction))
        }
    }
}
