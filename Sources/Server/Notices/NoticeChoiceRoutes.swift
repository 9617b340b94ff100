// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes

/// How one wants to hear of each kind of notices: a form on the page of one's account, and the same through the API.
struct NoticeChoiceRoutes: RouteGroup {
    let services: Services
    private static let everyRole = Set(Role.allCases)

    var routes: [Route] {
        [
            .desk(.post, NoticeChoiceSection.action, for: Self.everyRole, save),
            .api(.get, "/desk/notice-choices", Self.readOperation, for: Self.everyRole, readJSON),
            .api(.post, "/desk/notice-choices", Self.saveOperation, for: Self.everyRole, saveJSON),
        ]
    }

    /// For each kind what can be chosen; one that is left out stays.
    static let fields = NoticeKind.allCases.map { kind in
        InputField(
            kind.rawValue, NoticeChoiceWording.name(kind),
            .choice(
                NoticeChoice.choices(for: kind).map { .init(code: $0.rawValue, label: NoticeChoiceWording.name($0)) }),
            isRequired: false, help: NoticeChoiceWording.reason(kind))
    }

    private static let list = Schema.object([
        (
            "items",
            .array(
                .object([
                    ("kind", .string(values: NoticeKind.allCases.map(\.rawValue))),
                    ("choice", .string(values: NoticeChoice.allCases.map(\.rawValue))), ("isRequired", .boolean),
                ]))
        )
    ])

    private static let readOperation = Operation(
        id: "readNoticeChoices", summary: "Reads how one hears of each kind of notices that one may get.",
        success: .init(status: 200, meaning: "One entry for each kind.", schema: list))

    private static let saveOperation = Operation(
        id: "saveNoticeChoices",
        summary:
            "Says how one wants to hear of kinds of notices; what is left out stays. What the law asks for goes out.",
        body: fields, isIdempotent: true,
        success: .init(status: 200, meaning: "Saved; all kinds as they are now.", schema: list))

    private func store(_ request: WebRequest) -> NoticeChoiceStore {
        NoticeChoiceStore(tenant: request.site.tenant.id)
    }

    /// What was sent. Throws ``InputProblems``; for a kind that the law asks for they say which law.
    private static func read(_ sent: [String: String]) throws -> [(NoticeKind, NoticeChoice)] {
        let refused = NoticeKind.allCases.filter { $0.isRequired && sent[$0.rawValue] == NoticeChoice.product.rawValue }
        guard refused.isEmpty else {
            throw InputProblems(
                refused.map { .init(field: $0.rawValue, sentence: NoticeChoiceWording.reason($0) ?? "") }, sent: sent)
        }
        let input = try Input(sent, fields: fields)
        return NoticeKind.allCases.compactMap { kind in
            input.optional(kind.rawValue).flatMap(NoticeChoice.init).map { (kind, $0) }
        }
    }

    private func save(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let choices: [(NoticeKind, NoticeChoice)]
        do {
            choices = try Self.read(request.form)
        } catch let problems as InputProblems {
            return try await SignInRoutes(services: services).account(request, signedIn, problems: problems)
        }
        let (store, person) = (store(request), signedIn.staff.id)
        return try await services.answered.once(request) { transaction in
            for (kind, choice) in choices { try store.save(choice, for: kind, of: person, in: transaction) }
            return .seeOther("/desk/account?done=choices")
        }
    }

    private func readJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let (store, staff) = (store(request), signedIn.staff)
        return .json(Self.json(try await services.engine.read { try store.choices(of: staff.id, in: $0) }, staff))
    }

    private func saveJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let choices = try Self.read(try request.fields(Self.fields))
        let (store, staff) = (store(request), signedIn.staff)
        return try await services.answered.once(request) { transaction in
            for (kind, choice) in choices { try store.save(choice, for: kind, of: staff.id, in: transaction) }
            return .json(Self.json(try store.choices(of: staff.id, in: transaction), staff))
        }
    }

    private static func json(_ choices: [NoticeKind: NoticeChoice], _ staff: Staff) -> JSON {
        let items = NoticeKind.kinds(for: staff).map { kind -> JSON in
            [
                "kind": .string(kind.rawValue), "choice": .string((choices[kind] ?? .usual).rawValue),
                "isRequired": .boolean(kind.isRequired),
            ]
        }
        return ["items": .array(items)]
    }
}
