// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// The registers' pages and their part of the API: one set of routes for all of them.
struct RegisterRoutes: RouteGroup {
    let services: Services
    private static let keepers = Register.keepers

    var routes: [Route] {
        let acts = DirectoryEntry.Command.allCases.flatMap { command -> [Route] in
            let path = "/desk/directory/{register}/{record}/\(command.rawValue)"
            return [
                .desk(.get, path, for: Self.keepers) { try await form(command, $0, $1, problems: nil) },
                .desk(.post, path, for: Self.keepers) { try await perform(command, $0, $1) },
                .api(.post, path, RegisterAPI.act(command), for: Self.keepers) {
                    try await performJSON(command, $0, $1)
                },
            ]
        }
        let new = "/desk/directory/{register}/new"
        return [
            .desk(.get, "/desk/directory", for: Self.keepers, overview),
            .desk(.get, "/desk/directory/{register}", for: Self.keepers) { try await list($0, $1, open: nil) },
            .desk(.get, new, for: Self.keepers) { try await newForm($0, $1, problems: nil) },
            .desk(.post, new, for: Self.keepers, enter),
            .desk(.get, "/desk/directory/{register}/{record}", for: Self.keepers) {
                try await list($0, $1, open: $0.id("record"))
            },
            .api(.get, "/desk/directory", RegisterAPI.registers, for: Self.keepers, overviewJSON),
            .api(.get, "/desk/directory/{register}", RegisterAPI.list, for: Self.keepers, listJSON),
            .api(.post, "/desk/directory/{register}", RegisterAPI.enter, for: Self.keepers, enterJSON),
            .api(.get, "/desk/directory/{register}/{record}", RegisterAPI.one, for: Self.keepers, oneJSON),
        ] + acts
    }

    private func desk(_ request: WebRequest) throws -> RegisterDesk {
        RegisterDesk(services: services, site: request.site, form: try request.registerForm())
    }

    // MARK: Reading

    private func overview(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let overview = try await readOverview(request)
        let name = DirectoryWording.name(ofRegistersOf: signedIn.staff)
        return Pages(request, services).desk(
            name, signedIn, place: .directory,
            content: RegisterOverviewPage(
                name: name, overview: overview, levels: request.site.practice.profile.rooms.levels
            ).html)
    }

    private func overviewJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        .json(RegisterAPI.json(try await readOverview(request)))
    }

    private func readOverview(_ request: WebRequest) async throws -> DirectoryOverview {
        let tenant = request.site.tenant.id
        return try await services.engine.read {
            try DirectoryOverviewStore(tenant: tenant).overview(
                for: request.actor, of: request.site.tenant, on: request.now.day, in: $0)
        }
    }

    private struct Listing: Sendable {
        let query: RegisterStore.Query
        let page: ListPage<DirectoryEntry>
        let labels: RegisterLabels
        let counts: (current: Int, ended: Int)
    }

    private func listing(_ request: WebRequest) async throws -> Listing {
        let desk = try desk(request)
        let store = desk.store(for: request.actor)
        let tenant = request.site.tenant.id
        let words = PlainText.normalised(request.query["q"] ?? "", keepsLines: false)
        guard words.count <= 60 else {
            throw InputProblems([.init(field: "q", sentence: "要找的字太多了，最多60个。")])
        }
        let query = RegisterStore.Query(isEnded: request.query["part"] == "ended", words: words)
        let cursor = ListCursor(
            keys: services.keys,
            filter: "directory/\(tenant)/\(desk.form.register.rawValue)/\(query.isEnded)/\(words)")
        let after: Identifier<DirectoryEntry>? = try request.after(cursor)
        let limit = try request.limit()
        return try await services.engine.read { transaction in
            let found = try store.list(query, after: after, limit: limit + 1, in: transaction)
            let page = ListPage(found, limit: limit, cursor: cursor) { $0.id.text }
            return Listing(
                query: query, page: page,
                labels: try RegisterLabels(of: page.items, desk.form, tenant: tenant, in: transaction),
                counts: (
                    try store.countOfList(.init(isEnded: false, words: words), in: transaction),
                    try store.countOfList(.init(isEnded: true, words: words), in: transaction)
                ))
        }
    }

    private func list(
        _ request: WebRequest, _ signedIn: SignedIn, open id: DirectoryEntry.ID?
    ) async throws -> WebResponse {
        let desk = try desk(request)
        let form = desk.form
        let listing = try await listing(request)
        let tenant = request.site.tenant.id
        let open = try await services.engine.read { transaction in
            try id.map { id in
                let entry = try desk.visible(id, to: request.actor, in: transaction)
                return RegisterRecord(
                    entry: entry, labels: try RegisterLabels(of: [entry], form, tenant: tenant, in: transaction),
                    log: try desk.log(of: entry, in: transaction), actor: request.actor,
                    openTopics: try desk.openTopics(of: entry, in: transaction),
                    heldRoles: try desk.heldRoles(of: entry, on: request.now.day, in: transaction),
                    tree: try AreaTree(of: entry, tenant: tenant, in: transaction),
                    file: form.register == .organs
                        ? .organ(
                            try DirectoryFileStore(tenant: tenant).organ(id, in: transaction), today: request.now.day)
                        : nil)
            }
        }
        let base = "/desk/directory/\(form.register.rawValue)"
        let search = listing.query.words.isEmpty ? "" : "q=\(FormEncoding.encode(listing.query.words))&"
        let pages = Pages(request, services)
        let list = CaseListPage(
            title: form.title, measure: form.measure,
            parts: [
                .init(
                    word: form.title, count: listing.counts.current, address: "\(base)?\(search)part=current",
                    isOn: !listing.query.isEnded),
                .init(
                    word: "已停用", count: listing.counts.ended, address: "\(base)?\(search)part=ended",
                    isOn: listing.query.isEnded),
            ],
            rows: listing.page.items.map { entry in
                QueueList.Row(
                    title: listing.labels.label(entry), address: "\(base)/\(entry.id)",
                    origin: listing.labels.summary(entry), lamp: nil, isOpen: entry.id == id,
                    depth: depth(of: entry, below: request.site.tenant))
            },
            next: listing.page.next.map {
                "\(base)?\(search)part=\(listing.query.isEnded ? "ended" : "current")&cursor=\(FormEncoding.encode($0))"
            },
            empty: listing.query.words.isEmpty ? "还没有录入。可以一条一条新增，也可以用表格导入。" : "没有找到，换个词试试。",
            record: open.map { $0.pane(today: pages.today) { request.token(for: $0) } },
            buttons: [
                Button(label: "新增", role: .link(to: "\(base)/new"), size: .small),
                Button(
                    label: "用表格导入", role: .link(to: "/desk/imports?register=\(form.register.rawValue)"), size: .small),
                Button(label: "导出表格", role: .link(to: "\(base)/export"), size: .small),
            ] + ExpertRoutes.buttons(beside: form.register))
        return pages.desk(
            form.title, signedIn, place: .directory,
            find: .init(action: base, words: listing.query.words, hint: "名称、编号、代码"),
            flash: Self.flash(request), content: list.html)
    }

    /// How deep an area lies in the tenant's own; 0 for any other entry.
    private func depth(of entry: DirectoryEntry, below tenant: Tenant) -> Int {
        guard entry.register == .areas, let code = entry.values["code"].flatMap({ AreaCode($0) }) else { return 0 }
        return max(0, code.level - tenant.areaCode.level)
    }

    private static func flash(_ request: WebRequest) -> Flash? {
        guard let done = request.query["done"] else { return nil }
        if done == "entered" { return Flash(sentence: DirectoryWording.entered) }
        return DirectoryEntry.Command(rawValue: done).map { Flash(sentence: DirectoryWording.done($0)) }
    }

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let listing = try await listing(request)
        return .json([
            "items": .array(listing.page.items.map { RegisterAPI.json($0, listing.labels) }),
            "next": .optional(listing.page.next),
        ])
    }

    private func oneJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let desk = try desk(request)
        let id: DirectoryEntry.ID = try request.id("record")
        return try await services.engine.read { transaction in
            try answer(try desk.visible(id, to: request.actor, in: transaction), desk, in: transaction)
        }
    }

    private func answer(
        _ entry: DirectoryEntry, _ desk: RegisterDesk, status: HTTPResponse.Status = .ok, in transaction: Transaction
    ) throws -> WebResponse {
        let labels = try RegisterLabels(of: [entry], desk.form, tenant: desk.site.tenant.id, in: transaction)
        return .json(RegisterAPI.json(entry, labels), status: status)
    }

    // MARK: Entering

    private func newForm(
        _ request: WebRequest, _ signedIn: SignedIn, problems: InputProblems?
    ) async throws -> WebResponse {
        let desk = try desk(request)
        let base = "/desk/directory/\(desk.form.register.rawValue)"
        let fields = try await services.engine.read { transaction in
            try filled(desk, over: nil, problems, for: request.actor, in: transaction)
        }
        let page = CaseActPage(
            title: "新增\(desk.form.title)", headline: .init(title: desk.form.title, said: nil),
            advice: "录入后可以修改；不用了就停用，不会删掉。", fields: fields, version: nil, action: "\(base)/new", back: base,
            problems: problems)
        return Pages(request, services).desk(
            page.title, signedIn, place: .directory, status: problems == nil ? 200 : 422,
            content: page.html(token: request.token(for: page.action)))
    }

    private func enter(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let desk = try desk(request)
        do {
            let input = try Input(request.form, fields: desk.form.fields)
            return try await services.answered.once(request) { transaction in
                let entry = try desk.enter(
                    desk.form.values(input), by: request.actor, at: request.now, in: transaction)
                return .seeOther("/desk/directory/\(desk.form.register.rawValue)/\(entry.id)?done=entered")
            }
        } catch let problems as InputProblems {
            let more = try await services.engine.read { transaction in
                try desk.problems(among: request.form, over: nil, for: request.actor, in: transaction)
            }
            return try await newForm(
                request, signedIn, problems: InputProblems(problems.problems, sent: request.form).adding(more))
        } catch let refusal as DirectoryRefusal where refusal == .alreadyThere {
            return try await newForm(request, signedIn, problems: Self.blaming(refusal, desk, request.form))
        }
    }

    private func enterJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let desk = try desk(request)
        let input = try Input(try request.fields(desk.form.fields), fields: desk.form.fields)
        return try await services.answered.once(request) { transaction in
            let entry = try desk.enter(desk.form.values(input), by: request.actor, at: request.now, in: transaction)
            return try answer(entry, desk, status: .created, in: transaction)
        }
    }

    /// A refusal beside the field that decides which line it is.
    private static func blaming(
        _ refusal: DirectoryRefusal, _ desk: RegisterDesk, _ sent: [String: String]
    ) -> InputProblems {
        InputProblems([.init(field: desk.form.key[0], sentence: refusal.sentence)], sent: sent)
    }

    // MARK: Acts

    /// The form's fields. What stands in a line that is corrected can be left there, whether it would be offered anew or not.
    private func filled(
        _ desk: RegisterDesk, over line: (entry: DirectoryEntry, labels: RegisterLabels)?, _ problems: InputProblems?,
        for actor: Actor, in transaction: Transaction
    ) throws -> [CaseActPage.Filled] {
        let foreign = try line.map { try desk.foreign(in: $0.entry, for: actor, in: transaction) } ?? []
        let scope = RegisterScope(of: actor, over: desk.form.register)
        let named = scope.isWhole ? [] : Set(desk.form.places.map { $0.column.name })
        return try desk.form.columns.map { column in
            var options: [InputField.Option] = []
            let standing = line.flatMap { line in
                line.entry.values[column.name].map {
                    InputField.Option(code: $0, label: line.labels.text(column, line.entry.values))
                }
            }
            if let standing, foreign.contains(column.name) {
                return CaseActPage.Filled(
                    field: column.field.required(help: DirectoryWording.kept), options: [standing],
                    value: standing.code)
            }
            if case .entry(let register) = column.content {
                options = try RegisterStore(tenant: desk.site.tenant.id, form: .of(register))
                    .options(
                        kinds: column.kinds, lyingIn: named.contains(column.name) ? scope.domains : nil, limit: 2000,
                        in: transaction
                    )
                    .map { .init(code: $0.id.text, label: $0.label) }
                if let standing, !options.contains(where: { $0.code == standing.code }) {
                    options.insert(standing, at: 0)
                }
            }
            if case .choice(let own) = column.field.kind { options = own }
            return CaseActPage.Filled(
                field: column.field, options: options,
                value: problems.map { $0.sent[column.name] ?? "" } ?? standing?.code ?? "")
        }
    }

    private func form(
        _ command: DirectoryEntry.Command, _ request: WebRequest, _ signedIn: SignedIn, problems: InputProblems?
    ) async throws -> WebResponse {
        let desk = try desk(request)
        let id: DirectoryEntry.ID = try request.id("record")
        let back = "/desk/directory/\(desk.form.register.rawValue)/\(id)"
        let tenant = request.site.tenant.id
        let page = try await services.engine.read { transaction in
            let entry = try desk.visible(id, to: request.actor, in: transaction)
            try desk.requireOpen(command, of: entry, by: request.actor, at: request.now, in: transaction)
            let labels = try RegisterLabels(of: [entry], desk.form, tenant: tenant, in: transaction)
            return CaseActPage(
                title: DirectoryWording.name(command), headline: .init(title: labels.label(entry), said: nil),
                advice: DirectoryWording.advice(command),
                fields: command == .change
                    ? try filled(desk, over: (entry, labels), problems, for: request.actor, in: transaction) : [],
                version: entry.version, action: "\(back)/\(command.rawValue)", back: back, problems: problems)
        }
        return Pages(request, services).desk(
            page.title, signedIn, place: .directory, status: problems == nil ? 200 : 422,
            content: page.html(token: request.token(for: page.action)))
    }

    private func perform(
        _ command: DirectoryEntry.Command, _ request: WebRequest, _ signedIn: SignedIn
    ) async throws -> WebResponse {
        let desk = try desk(request)
        let id: DirectoryEntry.ID = try request.id("record")
        do {
            let input = try Input(request.form, fields: fields(of: command, desk))
            return try await services.answered.once(request) { transaction in
                try perform(command, input, on: id, desk, request, in: transaction)
                return .seeOther("/desk/directory/\(desk.form.register.rawValue)/\(id)?done=\(command.rawValue)")
            }
        } catch let problems as InputProblems {
            let more = try await services.engine.read { transaction in
                let entry = try desk.visible(id, to: request.actor, in: transaction)
                guard command == .change else { return [FieldProblem]() }
                return try desk.problems(among: request.form, over: entry, for: request.actor, in: transaction)
            }
            return try await form(
                command, request, signedIn,
                problems: InputProblems(problems.problems, sent: request.form).adding(more))
        } catch let refusal as DirectoryRefusal where refusal == .alreadyThere {
            return try await form(command, request, signedIn, problems: Self.blaming(refusal, desk, request.form))
        }
    }

    private func performJSON(
        _ command: DirectoryEntry.Command, _ request: WebRequest, _ signedIn: SignedIn
    ) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let desk = try desk(request)
        let id: DirectoryEntry.ID = try request.id("record")
        let fields = fields(of: command, desk)
        let input = try Input(try request.fields(fields), fields: fields)
        return try await services.answered.once(request) { transaction in
            let entry = try perform(command, input, on: id, desk, request, in: transaction)
            return try answer(entry, desk, in: transaction)
        }
    }

    private func fields(of command: DirectoryEntry.Command, _ desk: RegisterDesk) -> [InputField] {
        (command == .change ? desk.form.fields : []) + [recordVersionField]
    }

    @discardableResult
    private func perform(
        _ command: DirectoryEntry.Command, _ input: Input, on id: DirectoryEntry.ID, _ desk: RegisterDesk,
        _ request: WebRequest, in transaction: Transaction
    ) throws -> DirectoryEntry {
        let entry = try desk.visible(id, to: request.actor, in: transaction)
        if let seen = input.expectedVersion, seen != entry.version { throw WebFailure.changedMeanwhile }
        switch command {
        case .change:
            return try desk.change(
                entry, to: desk.form.values(input), by: request.actor, at: request.now, in: transaction)
        case .end, .resume:
            return try desk.setEnded(command == .end, entry, by: request.actor, at: request.now, in: transaction)
        }
    }
}

extension WebRequest {
    /// The register that stood in the path, of which whoever asks keeps something; an unknown one is not found.
    func registerForm() throws -> RegisterForm {
        guard let register = Register(rawValue: parameters["register"] ?? "") else { throw WebFailure.notFound }
        guard !RegisterScope(of: actor, over: register).isEmpty else { throw DirectoryRefusal.notYours }
        return .of(register)
    }
}
