// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup
import Spreadsheets

/// Tables into the registers and out of them, and topics of a former system.
struct ImportRoutes: RouteGroup {
    let services: Services
    private static let keepers = Register.keepers
    private static let movers: Set<Role> = [.systemAdministrator]

    /// What is asked when a file is sent: where to, of what this person keeps.
    private static func registerField(for actor: Actor) -> InputField {
        InputField(
            "register", "导入到哪里",
            .choice(targets(of: actor).map { .init(code: $0.rawValue, label: $0.title) }))
    }

    private static func targets(of actor: Actor) -> [RegisterImport.Target] {
        RegisterImport.Target.allCases.filter { $0.role(of: actor) != nil }
    }

    var routes: [Route] {
        [
            .desk(.get, "/desk/imports", for: Self.keepers) { try await list($0, $1, problems: nil) },
            .desk(.post, "/desk/imports", for: Self.keepers, send).takingFiles(),
            .desk(.get, FormerTopicForm.template, for: Self.movers, formerTopicsTemplate),
            .desk(.get, FormerProposalForm.template, for: Self.movers, formerProposalsTemplate),
            .desk(.get, "/desk/imports/{record}", for: Self.keepers, record),
            .desk(.get, "/desk/imports/{record}/problems", for: Self.keepers, problems),
            .api(.get, "/desk/imports/{record}/problems", ImportAPI.problems, for: Self.keepers, problems),
            .desk(.get, "/desk/directory/{register}/export", for: Self.keepers, export),
            .desk(.get, "/desk/directory/{register}/template", for: Self.keepers, template),
            .api(.get, "/desk/imports", ImportAPI.list, for: Self.keepers, listJSON),
            .api(.post, "/desk/imports", ImportAPI.send, for: Self.keepers, sendJSON).takingFiles(),
            .api(
                .get, FormerTopicForm.template, ImportAPI.formerTopicsTemplate, for: Self.movers, formerTopicsTemplate),
            .api(
                .get, FormerProposalForm.template, ImportAPI.formerProposalsTemplate, for: Self.movers,
                formerProposalsTemplate),
            ImportDesk.reading(ImportAPI.one, for: Self.keepers, services),
            .api(.get, "/desk/directory/{register}/export", ImportAPI.export, for: Self.keepers, export),
            .api(.get, "/desk/directory/{register}/template", ImportAPI.template, for: Self.keepers, template),
        ] + CaseRoutes<ImportDesk>(services: services) { $0.holders }.routes
    }

    // MARK: Files out

    private func export(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let form = try request.registerForm()
        let tenant = request.site.tenant.id
        let format = try request.tableFormat()
        // What entries of other registers are called is as it was when the file was begun.
        let labels = try await services.engine.read { try ExportNames(for: form, tenant: tenant, in: $0) }
        let scope = RegisterScope(of: request.actor, over: form.register)
        let rows = TableRows(engine: services.engine) { after, transaction in
            let entries = try RegisterStore(tenant: tenant, form: form, scope: scope)
                .entries(.init(), after: after.map { Identifier($0) }, limit: Self.batch, in: transaction)
            return .init(
                rows: entries.map { entry in form.columns.map { labels.text($0, entry.values) } },
                last: entries.last?.id.number)
        }
        let response = try await RegisterFile(form: form).response(rows, format: format, name: form.title, services)
        try await DocumentEvent(.register, format: format.rawValue, marks: [form.register.rawValue])
            .note(of: tenant.number, request, signedIn, services)
        return response
    }

    /// So many entries of a register are held at a time.
    private static let batch = 500

    private func template(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let form = try request.registerForm()
        return try await RegisterFile(form: form)
            .response([], format: try request.tableFormat(), name: "\(form.title)导入模板", services)
    }

    private func formerTopicsTemplate(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let form = FormerTopicForm(practice: request.site.practice, today: request.now.day)
        return try await RegisterFile(form: form)
            .response([], format: try request.tableFormat(), name: "\(form.title)导入模板", services)
    }

    private func formerProposalsTemplate(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let form = FormerProposalForm(practice: request.site.practice.profile.proposals, today: request.now.day)
        return try await RegisterFile(form: form)
            .response([], format: try request.tableFormat(), name: "\(form.title)导入模板", services)
    }

    /// All that is wrong with a table, to be mended row by row.
    private func problems(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: RegisterImport.ID = try request.id("record")
        let (desk, format) = (ImportDesk(request, services), try request.tableFormat())
        let (run, problems) = try await services.engine.read { transaction in
            (
                try desk.visible(id, to: request.actor, in: transaction),
                try desk.store.problems(of: id, in: transaction)
            )
        }
        let file = TableFile(
            name: "导入\(run.target.title)不对的地方", columns: ["行", "列", "哪里不对，怎么改"].map { SpreadsheetColumn($0) })
        return try await file.response(
            problems.map { [$0.row.map { String($0) } ?? "", $0.column ?? "", $0.sentence] }, format: format, services)
    }

    // MARK: Files in

    private func send(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let desk = ImportDesk(request, services)
        do {
            let input = try Input(request.form, fields: [Self.registerField(for: request.actor)])
            guard let file = request.files("file").first, !file.bytes.isEmpty else {
                throw InputProblems([.init(field: "file", sentence: "还没有选文件。")])
            }
            let bytes = Array(file.bytes)
            try Self.requireSize(bytes)
            return try await services.answered.once(request) { transaction in
                let run = try desk.send(
                    bytes, named: file.name, for: input.choice("register"), by: request.actor, at: request.now,
                    in: transaction)
                return .seeOther("/desk/imports/\(run.id)")
            }
        } catch let problems as InputProblems {
            return try await list(
                request, signedIn, problems: InputProblems(problems.problems, sent: request.form))
        }
    }

    /// Throws ``InputProblems`` for a file that nobody would look at anyway.
    private static func requireSize(_ bytes: [UInt8]) throws {
        guard bytes.count <= SpreadsheetLimits.standard.fileBytes else {
            throw InputProblems([
                .init(
                    field: "file",
                    sentence: "文件太大，最多\(SpreadsheetLimits.standard.fileBytes / 1024 / 1024)MB。可以分成几个文件导入。")
            ])
        }
    }

    private func sendJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let desk = ImportDesk(request, services)
        let input = try Input(
            ["register": request.query["register"] ?? ""], fields: [Self.registerField(for: request.actor)])
        guard !request.body.isEmpty else {
            throw InputProblems([.init(field: "file", sentence: "还没有内容：请求体就是文件。")])
        }
        try Self.requireSize(request.body)
        return try await services.answered.once(request) { transaction in
            let run = try desk.send(
                request.body, named: request.query["name"] ?? "", for: input.choice("register"), by: request.actor,
                at: request.now, in: transaction)
            return .json(try desk.json(run, for: request.actor, in: transaction), status: .created)
        }
    }

    // MARK: Reading

    private func page(_ request: WebRequest, _ signedIn: SignedIn) async throws -> ListPage<ImportStore.Listed> {
        let tenant = request.site.tenant.id
        let cursor = ListCursor(keys: services.keys, filter: "imports/\(tenant)/\(signedIn.staff.id)")
        let before: Identifier<RegisterImport>? = try request.after(cursor)
        let limit = try request.limit()
        let store = ImportStore(tenant: tenant, keys: services.keys)
        let runs = try await services.engine.read {
            try store.list(for: signedIn.staff, before: before, limit: limit + 1, in: $0)
        }
        return ListPage(runs, limit: limit, cursor: cursor) { $0.id.text }
    }

    private func list(
        _ request: WebRequest, _ signedIn: SignedIn, problems: InputProblems?
    ) async throws -> WebResponse {
        let page = try await page(request, signedIn)
        let pages = Pages(request, services)
        let content = ImportListPage(
            shelf: DirectoryWording.name(ofRegistersOf: signedIn.staff), targets: Self.targets(of: request.actor),
            field: Self.registerField(for: request.actor),
            chosen: problems?.sent["register"] ?? request.query["register"] ?? "",
            problems: problems, token: request.token(for: "/desk/imports"),
            rows: page.items.map { listed in
                LinkList.Row(
                    relation: ImportWording.name(listed.state),
                    content: """
                        <p>\(TextLink(text: listed.target.title, address: "/desk/imports/\(listed.id)").html)</p>\
                        <p class="small mute">\(listed.senderName) · \(ChineseTime.moment(listed.createdAt, today: pages.today))</p>
                        """)
            },
            next: page.next.map { "/desk/imports?cursor=\(FormEncoding.encode($0))" })
        return pages.desk(
            "用表格导入", signedIn, place: .directory, status: problems == nil ? 200 : 422, content: content.html)
    }

    private func record(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: RegisterImport.ID = try request.id("record")
        let desk = ImportDesk(request, services)
        let (run, listed, problems, log) = try await services.engine.read { transaction in
            (
                try desk.visible(id, to: request.actor, in: transaction), try desk.store.listed(id, in: transaction),
                try desk.store.problemsShown(of: id, in: transaction), try desk.log(of: id, in: transaction)
            )
        }
        let done = request.query["done"].flatMap(RegisterImport.Command.init)
        let content = ImportPage(
            run: run, done: listed?.done ?? 0, total: listed?.total ?? 0, problems: problems,
            isResumed: ImportDesk.isResumed(log, openedAt: services.openedAt), actor: request.actor,
            token: { request.token(for: $0) })
        let page = Pages(request, services).desk(
            "导入", signedIn, place: .directory, flash: done.map { Flash(sentence: ImportWording.done($0)) },
            content: content.html)
        // While the program is at work the page asks again by itself, with or without scripts.
        return run.state.name.isAtWork ? page.adding(.refresh, "2; url=/desk/imports/\(id)") : page
    }

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let page = try await page(request, signedIn)
        return .json(["items": .array(page.items.map(ImportAPI.json)), "next": .optional(page.next)])
    }
}
