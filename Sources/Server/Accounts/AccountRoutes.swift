// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Accounts on the security administrator's desk: the list, each record, and the links that set passwords.
struct AccountRoutes: RouteGroup {
    let services: Services
    static let readers = DeskPlace.accounts.roles

    static let createFields = [
        InputField("name", "姓名", .line(limit: 40), isRequired: false, help: "新来的人填姓名；已经在名册里的，填名册里的编号。"),
        InputField(
            "person", "名册编号", .line(limit: 30), isRequired: false, help: "人员名册里的“编号”，如工号、委员证号；没有编号的，填账号页上的记录编号。"),
        InputField(
            "sign_in_name", "账号名", .line(limit: 32), help: "3到32位小写字母、数字、点、横线或下划线。"),
        sendField,
    ]
    static let inviteFields = [sendField]
    private static let sendField = InputField(
        "send", "怎样给他",
        .choice([
            .init(code: "shown", label: "显示在这一页，我当面给他"), .init(code: "sms", label: "发短信到他留的手机号"),
            .init(code: "mail", label: "发邮件到他留的邮箱"),
        ]), isRequired: false)

    var routes: [Route] {
        [
            .desk(.get, "/desk/accounts", for: Self.readers) { try await list($0, $1, open: nil) },
            .desk(.get, "/desk/accounts/{record}", for: Self.readers) {
                try await list($0, $1, open: $0.id("record"))
            },
            .desk(.get, "/desk/new-account", for: Self.readers) { form($0, $1, nil) },
            .desk(.post, "/desk/new-account", for: Self.readers, create).confidential(),
            .desk(.post, "/desk/accounts/{record}/invitation", for: Self.readers, invite).confidential(),
            .desk(.post, "/desk/accounts/{record}/sign-ins/{signIn}/end", for: Self.readers, endSignIn),
            .api(.get, "/desk/accounts", AccountAPI.list, for: Self.readers, listJSON),
            AccountDesk.reading(AccountAPI.one, for: Self.readers, services),
            .api(.get, "/desk/accounts/{record}/sign-ins", AccountAPI.signIns, for: Self.readers, signInsJSON),
            .api(.post, "/desk/accounts", AccountAPI.create, for: Self.readers, createJSON).confidential()
                .bySignInOnly(),
            .api(.post, "/desk/accounts/{record}/invitation", AccountAPI.invite, for: Self.readers, inviteJSON)
                .confidential().bySignInOnly(),
            .api(
                .post, "/desk/accounts/{record}/sign-ins/{signIn}/end", AccountAPI.endSignIn, for: Self.readers,
                endSignInJSON),
        ] + CaseRoutes<AccountDesk>(services: services) { $0.holders }.routes
    }

    // MARK: - The list and the open record

    private struct Query: Sendable {
        let part: AccountStore.Part
        let words: String?
        let cursor: ListCursor
        let after: String?
        let limit: Int
    }

    private func query(_ request: WebRequest) throws -> Query {
        let part: AccountStore.Part = try request.part() ?? .all
        let typed = PlainText.normalised(String((request.query["q"] ?? "").prefix(60)), keepsLines: false)
        let words = typed.isEmpty ? nil : typed
        let cursor = ListCursor(
            keys: services.keys, filter: "accounts/\(request.site.tenant.id)/\(part.rawValue)/\(words ?? "")")
        return Query(
            part: part, words: words, cursor: cursor, after: try request.query["cursor"].map { try cursor.read($0) },
            limit: try request.limit())
    }

    private func lines(
        _ query: Query, _ request: WebRequest, in transaction: Transaction
    ) throws -> [AccountStore.Line] {
        try AccountStore(tenant: request.site.tenant.id).list(
            query.part, idleDays: request.site.practice.profile.idleDays, words: query.words, after: query.after,
            limit: query.limit + 1, at: request.now,
            in: transaction)
    }

    private func list(
        _ request: WebRequest, _ signedIn: SignedIn, open id: Account.ID?
    ) async throws -> WebResponse {
        let query = try query(request)
        let desk = AccountDesk(request, services)
        let pages = Pages(request, services)
        let idleDays = request.site.practice.profile.idleDays
        let (counts, lines, open) = try await services.engine.read { transaction in
            (
                try desk.store.counts(idleDays: idleDays, at: request.now, in: transaction),
                try self.lines(query, request, in: transaction),
                try id.map { try AccountRecord(desk, $0, request, in: transaction) }
            )
        }
        let page = ListPage(lines, limit: query.limit, cursor: query.cursor) { $0.signInName }
        let done = request.query["done"].flatMap(Account.Command.init)
        let more = query.words.map { "&q=\(FormEncoding.encode($0))" } ?? ""
        let list = CaseListPage(
            title: "账号", measure: "个",
            parts: AccountStore.Part.allCases.map { part in
                .init(
                    word: AccountWording.name(part, idleDays: idleDays), count: counts[part] ?? 0,
                    address: "/desk/accounts?part=\(part.rawValue)", isOn: part == query.part)
            },
            rows: page.items.map { line in
                QueueList.Row(
                    title: line.person.name,
                    address: "/desk/accounts/\(line.person.id)?part=\(query.part.rawValue)\(more)",
                    origin: "\(line.signInName) · \(AccountWording.name(line.state))"
                        + (line.isLocked(at: request.now) ? " · 锁着" : "")
                        + (query.part == .idle ? AccountWording.lastSeen(line.lastSeenAt, today: pages.today) : ""),
                    isOpen: line.person.id.number == id?.number)
            },
            next: page.next.map {
                "/desk/accounts?part=\(query.part.rawValue)\(more)&cursor=\(FormEncoding.encode($0))"
            },
            empty: query.words == nil ? "这里没有账号。" : "没有找到这样的账号，换个名字再找。",
            record: open.map { $0.record(pages, done: done) { request.token(for: $0) } },
            buttons: [
                Button(label: "开一个账号", role: .link(to: "/desk/new-account"), size: .small),
                ManyInvitationsRoutes.button, RegisteredRoleRoutes.button,
            ])
        return pages.desk(
            "账号", signedIn, place: .accounts, flash: done.map { Flash(sentence: AccountWording.done($0)) },
            content: """
                <div class="stack">\(id == nil ? Self.search(query.words ?? "", query.part) : HTML())\
                <div>\(list.html)</div></div>
                """)
    }

    /// It changes nothing, so it is sent as an address.
    private static func search(_ words: String, _ part: AccountStore.Part) -> HTML {
        """
        <form method="get" action="/desk/accounts" role="search" novalidate>\
        \(HiddenField(name: "part", value: part.rawValue).html)\
        \(Field(
            name: "q", label: "找人或账号名", value: words, button: Button(label: "找", size: .small)).html)</form>
        """
    }

    // MARK: - Making an account, and new links

    private func form(_ request: WebRequest, _ signedIn: SignedIn, _ problems: InputProblems?) -> WebResponse {
        let page = CaseActPage(
            title: "开一个账号", headline: CaseHeadline(title: "账号", said: nil),
            advice: "开好后会给一条链接，本人打开它设自己的密码。职务在账号开好以后给。",
            fields: Self.createFields.map { field in
                .init(field: field, options: Self.options(field), value: problems?.sent[field.name] ?? "")
            }, version: nil, action: "/desk/new-account", back: "/desk/accounts", problems: problems)
        return Pages(request, services).desk(
            "开一个账号", signedIn, place: .accounts, status: problems == nil ? 200 : 422,
            content: page.html(token: request.token(for: "/desk/new-account")))
    }

    private static func options(_ field: InputField) -> [InputField.Option] {
        if case .choice(let options) = field.kind { return options }
        return []
    }

    private func create(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let sent = request.form
        do {
            let input = try Input(sent, fields: Self.createFields)
            return try await create(input, request) { page($0, $1, $2, request, signedIn) }
        } catch let problems as InputProblems {
            return form(request, signedIn, InputProblems(problems.problems, sent: sent))
        } catch let refusal as AccountRefusal {
            guard let field = refusal.blamed.first else { throw refusal }
            return form(
                request, signedIn, InputProblems([.init(field: field, sentence: refusal.sentence)], sent: sent))
        }
    }

    private func createJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let input = try Input(try request.fields(Self.createFields), fields: Self.createFields)
        return try await create(input, request) { invited, address, channel in
            .json(
                AccountAPI.json(invited, address: address, sentBy: channel, for: request.actor), status: .created)
        }
    }

    private typealias Answer = @Sendable (AccountDesk.Invited, String, ContactChannel?) -> WebResponse

    private func create(
        _ input: Input, _ request: WebRequest, answer: @escaping Answer
    ) async throws -> WebResponse {
        guard let name = SignInName(input.text("sign_in_name")) else {
            throw InputProblems([
                .init(field: "sign_in_name", sentence: "账号名要是3到32位小写字母、数字、点、横线或下划线。")
            ])
        }
        let desk = AccountDesk(request, services)
        return try await services.answered.once(request) { transaction in
            let (person, isNew) = try self.person(input, request, in: transaction)
            let invited = try desk.create(
                for: person, isNew: isNew, signInName: name, by: request.actor, at: request.now, in: transaction)
            return try self.deliver(invited, input, request, answer, in: transaction)
        }
    }

    /// Somebody known by number, or somebody new by name.
    private func person(
        _ input: Input, _ request: WebRequest, in transaction: Transaction
    ) throws -> (Person, isNew: Bool) {
        if let text = input.optional("person") {
            let person = try DirectoryStore()
                .person(numbered: text, tenant: request.site.tenant.id, in: transaction)
            guard let person else {
                throw InputProblems([.init(field: "person", sentence: "名册里没有这个编号的人。")])
            }
            return (person, false)
        }
        guard let name = input.optional("name") else {
            throw InputProblems([.init(field: "name", sentence: "还没有填“姓名”。")])
        }
        return (Person(id: services.id(Person.self), name: name), true)
    }

    private func invite(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let input = try Input(request.form, fields: Self.inviteFields + [recordVersionField])
        return try await invite(input, request) { page($0, $1, $2, request, signedIn) }
    }

    private func inviteJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let fields = Self.inviteFields + [recordVersionField]
        return try await invite(try Input(try request.fields(fields), fields: fields), request) {
            .json(AccountAPI.json($0, address: $1, sentBy: $2, for: request.actor))
        }
    }

    private func invite(
        _ input: Input, _ request: WebRequest, answer: @escaping Answer
    ) async throws -> WebResponse {
        let id: Account.ID = try request.id("record")
        let desk = AccountDesk(request, services)
        return try await services.answered.once(request) { transaction in
            let account = try desk.visible(id, to: request.actor, in: transaction)
            if let seen = input.expectedVersion, seen != account.version { throw WebFailure.changedMeanwhile }
            let invited = try desk.invite(account, by: request.actor, at: request.now, in: transaction)
            return try self.deliver(invited, input, request, answer, in: transaction)
        }
    }

    /// Sends the link where its person left a contact and that was asked for; else it is shown.
    private func deliver(
        _ invited: AccountDesk.Invited, _ input: Input, _ request: WebRequest, _ answer: Answer,
        in transaction: Transaction
    ) throws -> WebResponse {
        let tenant = request.site.tenant
        let address = "\(services.baseURL(of: tenant.id))/invitations/\(invited.link.text)"
        var sentBy: ContactChannel?
        if let channel = input.optional("send").flatMap(ContactChannel.init) {
            let contact = try ContactStore(tenant: tenant.id, keys: services.keys)
                .contacts(of: invited.account.person.id, in: transaction).first { $0.channel == channel }?.address
            guard let contact, services.channels(of: tenant.id).contains(channel) else {
                throw InputProblems([.init(field: "send", sentence: "他没有留这样的联系方式，或者这里还不能发；请选当面给他。")])
            }
            try MessageStore(tenant: tenant.id, keys: services.keys).insert(
                to: contact, title: "请设自己的密码",
                text: AccountWording.message(organ: tenant.shortName, address: address),
                key: "invitation/\(invited.link.hash.prefix(8).map { String($0) }.joined(separator: "."))",
                recipient: invited.account.person.id, expiresAt: invited.until, as: services.id(MessageStore.self),
                at: request.now, in: transaction)
            sentBy = channel
        }
        return answer(invited, address, sentBy)
    }

    /// The page that shows a link, once.
    private func page(
        _ invited: AccountDesk.Invited, _ address: String, _ sentBy: ContactChannel?, _ request: WebRequest,
        _ signedIn: SignedIn
    ) -> WebResponse {
        let pages = Pages(request, services)
        let until = ChineseTime.moment(invited.until, today: pages.today)
        let sent = sentBy.map { "已经用\($0 == .sms ? "短信" : "邮件")发给他了。" } ?? "请当面给他，不要发到群里。"
        return pages.desk(
            "设密码的链接", signedIn, place: .accounts,
            content: """
                \(RecordHead(
                    title: "设密码的链接", parent: TextLink(text: "账号", address: "/desk/accounts")).html)
                <div class="stack"><p>\(invited.account.person.name)（\(invited.account.signInName)）打开这条链接，设自己的密码：</p>\
                <p class="panel"><b>\(address)</b></p>\
                \(Note(lead: "只显示这一次", text: "链接用一次就作废，\(until)前有效。\(sent)", tone: .wait).html)\
                <p>\(TextLink(
                    text: "去给他职务", address: "/desk/accounts/\(invited.account.id)").html)</p></div>
                """)
    }

    // MARK: - Sign-ins, and the API

    private func endSignIn(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: Account.ID = try request.id("record")
        return try await end(request) { .seeOther("/desk/accounts/\(id)?done=end_sign_ins") }
    }

    private func endSignInJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        return try await end(request) { WebResponse(status: .noContent) }
    }

    private func end(
        _ request: WebRequest, _ answer: @escaping @Sendable () -> WebResponse
    ) async throws -> WebResponse {
        let (id, signIn): (Account.ID, SignIn.ID) = (try request.id("record"), try request.id("signIn"))
        let desk = AccountDesk(request, services)
        return try await services.answered.once(request) { transaction in
            let account = try desk.visible(id, to: request.actor, in: transaction)
            try desk.end(signIn, of: account, by: request.actor, at: request.now, in: transaction)
            return answer()
        }
    }

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let query = try query(request)
        let lines = try await services.engine.read { try self.lines(query, request, in: $0) }
        let page = ListPage(lines, limit: query.limit, cursor: query.cursor) { $0.signInName }
        return .json([
            "items": .array(page.items.map { AccountAPI.json($0, at: request.now) }), "next": .optional(page.next),
        ])
    }

    private func signInsJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: Account.ID = try request.id("record")
        let desk = AccountDesk(request, services)
        let signIns = try await services.engine.read { transaction in
            let account = try desk.visible(id, to: request.actor, in: transaction)
            return try SignInStore(tenant: desk.tenant).alive(
                of: account.person.id, at: request.now, in: transaction)
        }
        return .json([
            "items": .array(
                signIns.map { signIn in
                    [
                        "id": .string(signIn.id.text), "device": .string(signIn.device),
                        "createdAt": .string(ChineseTime.rfc3339(signIn.createdAt)),
                        "lastSeenAt": .string(ChineseTime.rfc3339(signIn.lastSeenAt)),
                    ]
                })
        ])
    }
}
