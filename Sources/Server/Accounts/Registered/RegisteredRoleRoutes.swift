// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Where the security administrator gives many people the roles that the registers say, after a look at each.
struct RegisteredRoleRoutes: RouteGroup {
    let services: Services

    static let path = "/desk/register-roles"
    static let endings = "/desk/register-roles/endings"
    /// Sent once what would be given was looked over.
    static let confirmed = "confirmed"

    static let kindField = InputField(
        "kind", "哪一类",
        .choice(RegisteredRole.Kind.allCases.map { .init(code: $0.rawValue, label: RegisteredRoleWording.name($0)) }))
    static let areaField = InputField(
        "area", "哪个区域", .areaCode, isRequired: false, help: "不填就是全部；填乡镇、村的12位区划代码，只给那里的。")
    static let peopleField = InputField(
        "people", "哪些人", .references(.candidates), isRequired: false, listMax: RegisteredRoleDesk.tickedMax)
    static let wholeField = InputField(
        "whom", "给谁",
        .choice([.init(code: "all", label: "列出的全部"), .init(code: "ticked", label: "只给下面勾选的")]))
    /// Asked for by the desk where all are meant.
    static let seenField = InputField("seen", "看到的名单", .line(limit: 60), isRequired: false)
    /// Whoever means all says so: a list that is empty by a slip gives nothing.
    static let giveFields = [kindField, areaField, wholeField, peopleField, seenField]
    static let endFields = [
        InputField(
            "appointments", "免去哪些职务", .references(.candidates), listMax: RegisteredRoleDesk.tickedMax)
    ]

    var routes: [Route] {
        let readers = AccountRoutes.readers
        return [
            .desk(.get, Self.path, for: readers) { try await page($0, $1, problems: nil) },
            .desk(.post, Self.path, for: readers, give),
            .desk(.post, Self.endings, for: readers, end),
            .api(.get, Self.path, RegisteredRoleAPI.list, for: readers) { request, _ in try await listJSON(request) },
            .api(.post, Self.path, RegisteredRoleAPI.giving, for: readers) { request, _ in
                try await giveJSON(request)
            },
            .api(.post, Self.endings, RegisteredRoleAPI.ending, for: readers) { request, _ in
                try await endJSON(request)
            },
        ]
    }

    /// What leads to it, from the list of accounts.
    static let button = Button(label: "按名册给职务", role: .link(to: path), style: .quiet, size: .small)

    private func desk(_ request: WebRequest) -> RegisteredRoleDesk { RegisteredRoleDesk(request, services) }

    /// What is looked at: one kind, perhaps in one area. Throws ``WebFailure/notFound`` for what is neither.
    private static func choice(_ sent: [String: String]) throws -> RegisteredRoleDesk.Choice? {
        guard let kind = sent["kind"], !kind.isEmpty else { return nil }
        guard let kind = RegisteredRole.Kind(rawValue: kind) else { throw WebFailure.notFound }
        let area = sent["area"].flatMap { $0.isEmpty ? nil : $0 }
        guard let area else { return .init(kind: kind) }
        guard let code = AreaCode(area) else { throw WebFailure.notFound }
        return .init(kind: kind, area: code)
    }

    private static func choice(_ input: Input) throws -> RegisteredRoleDesk.Choice {
        let people: [Person.ID] = input.ids("people")
        let isTicked = input.text("whom") == "ticked"
        guard !isTicked || !people.isEmpty else {
            throw InputProblems([.init(field: "people", sentence: "还没有勾选人。")])
        }
        return .init(
            kind: input.choice("kind"), area: input.optional("area").flatMap { AreaCode($0) },
            people: isTicked ? Set(people) : nil)
    }

    // MARK: - Pages

    private func page(
        _ request: WebRequest, _ signedIn: SignedIn, problems: InputProblems?
    ) async throws -> WebResponse {
        let desk = desk(request)
        let choice = try Self.choice(problems?.sent ?? request.query)
        let staffing = StaffingStore(of: request.site.tenant)
        let pages = Pages(request, services)
        let content = try await services.engine.read { transaction -> HTML in
            let book = try desk.book(for: request.actor, at: request.now, in: transaction)
            if let choice {
                let areas = try PlaceStore(tenant: request.site.tenant.id).areas(
                    RegisteredRoleKindPage.towns(of: book, choice.kind), in: transaction)
                return RegisteredRoleKindPage(
                    book: book, choice: choice, areas: areas, today: pages.today, problems: problems
                ).html(token: request.token(for: Self.path))
            }
            return RegisteredRolePage(
                book: book, staffing: try staffing.staffing(on: request.now.day, in: transaction), today: pages.today,
                problems: problems
            ).html(token: request.token(for: Self.endings))
        }
        return pages.desk(
            "按名册给职务", signedIn, place: .accounts, status: problems == nil ? 200 : 422, content: content)
    }

    private func give(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let sent = request.form
        do {
            let input = try Input(sent, fields: Self.giveFields)
            let choice = try Self.choice(input)
            guard sent[Self.confirmed] == "yes" else { return try await lookedOver(choice, request, signedIn) }
            return try await once(request) {
                let outcome = try await desk(request).give(
                    choice, seen: input.optional("seen"), by: request.actor, at: request.now)
                return try await outcomePage(outcome, "给了职务", request, signedIn)
            }
        } catch let problems as InputProblems {
            return try await page(request, signedIn, problems: InputProblems(problems.problems, sent: sent))
        }
    }

    /// Every line that would be given and every one that would not, with the word that it is meant.
    private func lookedOver(
        _ choice: RegisteredRoleDesk.Choice, _ request: WebRequest, _ signedIn: SignedIn
    ) async throws -> WebResponse {
        let desk = desk(request)
        let pages = Pages(request, services)
        let book = try await services.engine.read { try desk.book(for: request.actor, at: request.now, in: $0) }
        let page = RegisteredRolePreviewPage(book: book, choice: choice, today: pages.today)
        return pages.desk(
            "按名册给职务", signedIn, place: .accounts, content: page.html(token: request.token(for: Self.path)))
    }

    private func end(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        do {
            let input = try Input(request.form, fields: Self.endFields)
            return try await once(request) {
                let outcome = try await desk(request).end(
                    input.ids("appointments"), by: request.actor, at: request.now)
                return try await outcomePage(outcome, "免去了职务", request, signedIn)
            }
        } catch let problems as InputProblems {
            return try await page(request, signedIn, problems: InputProblems(problems.problems, sent: [:]))
        }
    }

    private func outcomePage(
        _ outcome: RegisteredRoleDesk.Outcome, _ title: String, _ request: WebRequest, _ signedIn: SignedIn
    ) async throws -> WebResponse {
        let pages = Pages(request, services)
        let tenant = request.site.tenant.id
        let places = try await services.engine.read {
            try GrantPlaces(outcome.done.map(\.grant), tenant: tenant, in: $0)
        }
        let page = RegisteredRoleOutcomePage(title: title, outcome: outcome, places: places, today: pages.today)
        return pages.desk("按名册给职务", signedIn, place: .accounts, content: page.html)
    }

    /// Does it once: its lots are each a transaction, and what comes again under the same key gets the first answer. What was cut
    /// short before there was one is done anew, without doubles. What was refused because the first was just being done gets
    /// the first answer, where there is one by then.
    private func once(
        _ request: WebRequest, _ work: () async throws -> WebResponse
    ) async throws -> WebResponse {
        if let earlier = try await services.answered.earlier(request) { return earlier }
        let answer: WebResponse
        do {
            answer = try await work()
        } catch let problems as InputProblems {
            if let earlier = try await services.answered.earlier(request) { return earlier }
            throw problems
        }
        return try await services.answered.once(request) { _ in answer }
    }

    // MARK: - The API

    private func listJSON(_ request: WebRequest) async throws -> WebResponse {
        let desk = desk(request)
        let choice = try Self.choice(request.query)
        let staffing = StaffingStore(of: request.site.tenant)
        let (book, vacant) = try await services.engine.read {
            (
                try desk.book(for: request.actor, at: request.now, in: $0),
                try staffing.staffing(on: request.now.day, in: $0)
            )
        }
        return .json(RegisteredRoleAPI.json(book, choice, vacant))
    }

    private func giveJSON(_ request: WebRequest) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let input = try Input(try request.fields(Self.giveFields), fields: Self.giveFields)
        let choice = try Self.choice(input)
        return try await once(request) {
            .json(
                RegisteredRoleAPI.json(
                    try await desk(request).give(
                        choice, seen: input.optional("seen"), by: request.actor, at: request.now)))
        }
    }

    private func endJSON(_ request: WebRequest) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let input = try Input(try request.fields(Self.endFields), fields: Self.endFields)
        return try await once(request) {
            .json(
                RegisteredRoleAPI.json(
                    try await desk(request).end(input.ids("appointments"), by: request.actor, at: request.now)))
        }
    }
}
