// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Tokens for programs. Each makes them for the own rights; the security administrator sees and ends those of others.
struct APITokenRoutes: RouteGroup {
    let services: Services
    private static let everyRole = Set(Role.allCases)
    private static let page = "/desk/account/tokens"

    static let fields = [
        InputField("name", "给谁用", .line(limit: 40), help: "写清是哪个程序，以后好认。"),
        InputField(
            "access", "能做什么",
            .choice(APIToken.Access.allCases.map { .init(code: $0.rawValue, label: APITokenWording.name($0)) })),
        InputField(
            "context", "限于哪一块",
            .choice(APIToken.Context.allCases.map { .init(code: $0.rawValue, label: APITokenWording.name($0)) }),
            isRequired: false, help: "不选就是您能办的都行。"),
        InputField("days", "多少天有效", .choice(APIToken.terms.map { .init(code: String($0), label: "\($0)天") })),
    ]

    var routes: [Route] {
        [
            .desk(.get, Self.page, for: Self.everyRole) { try await list($0, $1, nil) },
            .desk(.post, Self.page, for: Self.everyRole, make).confidential(),
            .desk(.post, "\(Self.page)/{apiToken}/revoke", for: Self.everyRole, revoke),
            .api(.get, "/desk/me/tokens", AccountAPI.tokens, for: Self.everyRole, listJSON),
            .api(.post, "/desk/me/tokens", AccountAPI.makeToken, for: Self.everyRole, makeJSON).confidential()
                .bySignInOnly(),
            .api(
                .post, "/desk/me/tokens/{apiToken}/revocation", AccountAPI.revokeToken, for: Self.everyRole, revokeJSON
            ).bySignInOnly(),
            .api(
                .get, "/desk/accounts/{record}/tokens", AccountAPI.tokensOfAccount, for: AccountRoutes.readers,
                listOfAccount),
            .desk(
                .post, "/desk/accounts/{record}/tokens/{apiToken}/revoke", for: AccountRoutes.readers, revokeOfAccount),
            .api(
                .post, "/desk/accounts/{record}/tokens/{apiToken}/revocation", AccountAPI.revokeTokenOfAccount,
                for: AccountRoutes.readers, revokeOfAccountJSON
            ).bySignInOnly(),
        ]
    }

    private func store(_ request: WebRequest) -> APITokenStore { APITokenStore(tenant: request.site.tenant.id) }

    // MARK: - The own tokens

    private func list(
        _ request: WebRequest, _ signedIn: SignedIn, _ problems: InputProblems?
    ) async throws -> WebResponse {
        let store = store(request)
        let tokens = try await services.engine.read {
            try store.alive(of: signedIn.staff.id, at: request.now, in: $0)
        }
        let pages = Pages(request, services)
        let days = request.site.practice.profile.tokenWarningDays
        let rows = tokens.map { token -> LinkList.Row in
            let action = "\(Self.page)/\(token.id)/revoke"
            let form = PostForm(
                action: action, token: request.token(for: action),
                content: Button(label: "作废", role: .submit(busy: "正在作废"), size: .small).html)
            return LinkList.Row(
                content: """
                    <p>\(token.name)</p><p class="small mute">\
                    \(APITokenWording.words(token, endingWithin: days, at: request.now))</p>\(form.html)
                    """)
        }
        let form = CaseActPage(
            title: "做一个令牌", headline: CaseHeadline(title: "我的登录", said: nil),
            advice: "给您自己的程序用：它凭令牌办您能办的事，都记在您名下。令牌只显示一次。",
            fields: Self.fields.map { field in
                .init(field: field, options: Self.options(field), value: problems?.sent[field.name] ?? "")
            }, version: nil, action: Self.page, back: "/desk/account", problems: problems)
        let own: HTML =
            rows.isEmpty
            ? HTML() : PageSection(id: "tokens", title: "现在有效的令牌", content: LinkList(rows: rows).html).html
        return pages.desk(
            "接口令牌", signedIn, place: .account, status: problems == nil ? 200 : 422,
            content: "\(form.html(token: request.token(for: Self.page)))\(own)")
    }

    private static func options(_ field: InputField) -> [InputField.Option] {
        if case .choice(let options) = field.kind { return options }
        return []
    }

    private func make(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let sent = request.form
        do {
            let input = try Input(sent, fields: Self.fields)
            return try await make(input, request, signedIn) { token, text in
                Pages(request, services).desk(
                    "接口令牌", signedIn, place: .account,
                    content: """
                        \(RecordHead(
                            title: "接口令牌", parent: TextLink(text: "我的令牌", address: Self.page)).html)
                        <div class="stack"><p>“\(token.name)”的令牌：</p><p class="panel"><b>\(text)</b></p>\
                        \(Note(lead: "只显示这一次", text: "请马上交给那个程序，不要留在别处。谁有它，谁就能以您的名义办事。", tone: .wait).html)</div>
                        """)
            }
        } catch let problems as InputProblems {
            return try await list(request, signedIn, InputProblems(problems.problems, sent: sent))
        }
    }

    private func makeJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let input = try Input(try request.fields(Self.fields), fields: Self.fields)
        return try await make(input, request, signedIn) { token, text in
            .json(["token": .string(text), "id": .string(token.id.text)], status: .created)
        }
    }

    private func make(
        _ input: Input, _ request: WebRequest, _ signedIn: SignedIn,
        answer: @escaping @Sendable (APIToken, String) -> WebResponse
    ) async throws -> WebResponse {
        let days = Int64(input.text("days")) ?? 30
        let token = APIToken(
            id: services.id(APIToken.self), name: input.text("name"),
            scope: .init(
                access: input.choice("access"), context: input.optional("context").flatMap(APIToken.Context.init)),
            createdAt: request.now, expiresAt: request.now.advanced(byMilliseconds: days * 86_400_000),
            lastUsedAt: nil)
        let desk = AccountDesk(request, services)
        return try await services.answered.once(request) { transaction in
            let text = APITokenStore.makeText()
            try desk.makeToken(
                token, hash: APITokenStore.hash(text), for: signedIn.staff, at: request.now, in: transaction)
            return answer(token, text)
        }
    }

    private func revoke(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        try await revoked(of: .init(signedIn.staff.id.number), request) { .seeOther(Self.page) }
    }

    private func revokeJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        return try await revoked(of: .init(signedIn.staff.id.number), request) { WebResponse(status: .noContent) }
    }

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let store = store(request)
        let tokens = try await services.engine.read {
            try store.alive(of: signedIn.staff.id, at: request.now, in: $0)
        }
        return .json(["items": .array(tokens.map(AccountAPI.json))])
    }

    // MARK: - Those of others

    private func listOfAccount(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: Account.ID = try request.id("record")
        let (desk, store) = (AccountDesk(request, services), store(request))
        let tokens = try await services.engine.read { transaction in
            let account = try desk.visible(id, to: request.actor, in: transaction)
            return try store.alive(of: account.person.id, at: request.now, in: transaction)
        }
        return .json(["items": .array(tokens.map(AccountAPI.json))])
    }

    private func revokeOfAccount(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: Account.ID = try request.id("record")
        return try await revoked(of: id, request) { .seeOther("/desk/accounts/\(id)") }
    }

    private func revokeOfAccountJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        return try await revoked(of: try request.id("record"), request) { WebResponse(status: .noContent) }
    }

    private func revoked(
        of account: Account.ID, _ request: WebRequest, _ answer: @escaping @Sendable () -> WebResponse
    ) async throws -> WebResponse {
        let id: APIToken.ID = try request.id("apiToken")
        let desk = AccountDesk(request, services)
        return try await services.answered.once(request) { transaction in
            try desk.revokeToken(id, of: account, by: request.actor, at: request.now, in: transaction)
            return answer()
        }
    }
}
