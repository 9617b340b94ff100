// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import HTTPTypes
import Markup

/// Signing in and out, and the list of one's own sign-ins.
struct SignInRoutes: Sendable {
    let services: Services
    private static let everyRole = Set(Role.allCases)

    static let fields = [
        InputField("name", "账号", .line(limit: 60)),
        InputField("password", "密码", .secret),
    ]

    var routes: [Route] {
        [
            .page(.get, "/sign-in") { page($0, typed: "", problem: nil, status: 200) },
            .page(.post, "/sign-in", signIn),
            .page(.post, "/sign-out", signOut),
            .desk(.get, "/desk/account", for: Self.everyRole, account),
            .desk(.post, "/desk/account/sign-ins/{signIn}/end", for: Self.everyRole, end),
            .api(.post, "/sign-ins", SignInAPI.begin, signInJSON),
            .api(.delete, "/sign-ins/current", SignInAPI.end, for: Self.everyRole, signOutJSON),
        ]
    }

    private func page(_ request: WebRequest, typed: String, problem: String?, status: Int) -> WebResponse {
        let pages = Pages(request, services)
        let next = request.form["next"] ?? request.query["next"] ?? "/desk"
        let form = SignInForm(
            token: request.token(for: "/sign-in"), next: next, typed: typed, problem: problem)
        let layout = SignInLayout(
            head: pages.head("登录"), tenant: request.site.tenant.shortName, footer: request.site.footer,
            content: form.html)
        return .page(layout.html, status: .init(code: status))
    }

    private func signIn(_ request: WebRequest) async throws -> WebResponse {
        let typed = request.form["name"] ?? ""
        do {
            let token = try await begin(try Input(request.form, fields: Self.fields), request)
            return .seeOther(Self.local(request.form["next"]))
                .adding(cookie(token.text, maxAge: SignIn.lifeMilliseconds / 1000))
        } catch let problems as InputProblems {
            return page(request, typed: typed, problem: problems.problems.first?.sentence, status: 422)
        } catch let failure as WebFailure {
            return page(request, typed: typed, problem: failure.sentence, status: failure.status.code)
        }
    }

    private func signInJSON(_ request: WebRequest) async throws -> WebResponse {
        let token = try await begin(try Input(try request.fields(Self.fields), fields: Self.fields), request)
        return .json(["token": .string(token.text)], status: .created)
    }

    /// Checks the password and begins a sign-in. Wrong name and wrong password sound and last the same.
    private func begin(_ input: Input, _ request: WebRequest) async throws -> SignIn.Token {
        let store = SignInStore(tenant: request.site.tenant.id)
        let name = input.text("name")
        let account = try await services.engine.read { try store.account(named: name, in: $0) }
        if let until = account?.lockedUntil, until > request.now {
            throw WebFailure.lockedOut(minutes: Int((until.milliseconds - request.now.milliseconds) / 60_000) + 1)
        }
        if let account {
            let now = request.now
            let isClaimed = try await services.engine.write {
                try store.claimAttempt(of: account.person, at: now, in: $0)
            }
            if !isClaimed { throw WebFailure.lockedOut(minutes: Int(SignIn.lockMilliseconds / 60_000)) }
        }
        let isRight = try await services.passwords.verify(input.text("password"), against: account?.passwordHash)
        guard let account, isRight else { throw WebFailure.wrongPassword }
        let token = SignIn.Token()
        let id = services.id(SignIn.self)
        let device = PlainText.normalised(
            String((request.head.headerFields[.userAgent] ?? "").prefix(200)), keepsLines: false)
        try await services.engine.write {
            try store.begin(id, of: account.person, token: token, device: device, at: request.now, in: $0)
        }
        return token
    }

    private func signOut(_ request: WebRequest) async throws -> WebResponse {
        if let signedIn = request.signedIn { try await end(signedIn.signIn, signedIn, request) }
        return .seeOther("/sign-in").adding(cookie("", maxAge: 0))
    }

    private func signOutJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        try await end(signedIn.signIn, signedIn, request)
        return WebResponse(status: .noContent)
    }

    private func account(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let store = SignInStore(tenant: request.site.tenant.id)
        let now = request.now
        let signIns = try await services.engine.read { try store.alive(of: signedIn.staff.id, at: now, in: $0) }
        let pages = Pages(request, services)
        let rows = signIns.map { signIn -> LinkList.Row in
            let action = "/desk/account/sign-ins/\(signIn.id)/end"
            let seen = ChineseTime.moment(signIn.lastSeenAt, today: pages.today)
            return LinkList.Row(
                relation: signIn.id == signedIn.signIn ? "就是这里" : "别处",
                content: """
                    <p>\(DeviceWording.name(userAgent: signIn.device))</p><p class="small mute">\(ChineseTime.moment(signIn.createdAt, today: pages.today))登录，最近\(seen)用过</p>\
                    \(PostForm(
                        action: action, token: request.token(for: action),
                        content: Button(label: "让它退出", role: .submit(busy: "正在退出"), size: .small).html).html)
                    """)
        }
        let content: HTML = """
            \(RecordHead(title: "我的登录").html)<div class="stack"><p class="mute">不认得的，请让它退出，再请管理员换密码。\
            两小时不用会自动退出，最长十二小时。</p>\(LinkList(rows: rows).html)</div>
            """
        return pages.desk("我的登录", signedIn, place: .account, counts: [:], content: content)
    }

    private func end(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        try await end(try request.id("signIn"), signedIn, request)
        return .seeOther("/desk/account")
    }

    private func end(_ signIn: SignIn.ID, _ signedIn: SignedIn, _ request: WebRequest) async throws {
        let store = SignInStore(tenant: request.site.tenant.id)
        let ended = try await services.engine.write {
            try store.end(signIn, of: signedIn.staff.id, at: request.now, in: $0)
        }
        guard ended else { throw WebFailure.notFound }
    }

    private func cookie(_ value: String, maxAge: Int64) -> Cookie {
        Cookie(
            name: Envelope.signInCookieName, value: value, maxAge: Int(maxAge), isSecure: services.settings.isSecure)
    }

    /// A path of this site, or the desk: nobody is sent elsewhere after signing in.
    static func local(_ path: String?) -> String {
        guard let path, path.hasPrefix("/"), !path.hasPrefix("//"), !path.hasPrefix("/\\"),
            path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return "/desk" }
        return path
    }
}

/// Signing in, as the API describes it.
enum SignInAPI {
    static let begin = Operation(
        id: "signIn", summary: "Signs in; the token goes into `Authorization: Bearer`.", body: SignInRoutes.fields,
        success: .init(status: 201, meaning: "Signed in.", schema: .object([("token", .text)])))

    static let end = Operation(
        id: "signOut", summary: "Ends the sign-in of the token.",
        success: .init(status: 204, meaning: "Signed out.", schema: nil))
}
