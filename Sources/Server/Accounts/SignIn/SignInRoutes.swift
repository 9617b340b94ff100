// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import HTTPTypes
import Markup

/// Signing in and out, and the list of one's own sign-ins.
struct SignInRoutes: RouteGroup {
    let services: Services
    private static let everyRole = Set(Role.allCases)

    static let fields = [
        InputField("name", "账号", .line(limit: 60)),
        InputField("password", "密码", .secret),
        InputField("code", "验证码", .line(limit: 20), isRequired: false, help: "用两步验证的账号才要。"),
    ]
    private static let formFields = Array(fields.prefix(2))

    var routes: [Route] {
        [
            .page(.get, "/sign-in") { page($0, typed: "", problem: nil, status: 200) },
            .page(.post, "/sign-in", signIn).confidential(),
            .page(.post, "/sign-in/code", answerCode).confidential(),
            .page(.post, "/sign-out", signOut),
            .desk(.get, "/desk/account", for: Self.everyRole) { try await account($0, $1, problems: nil) },
            .desk(.post, "/desk/account/sign-ins/{signIn}/end", for: Self.everyRole, end),
            .api(.post, "/sign-ins", SignInAPI.begin, signInJSON).confidential(),
            .api(.delete, "/sign-ins/current", SignInAPI.end, for: Self.everyRole, signOutJSON).openBeforeChange()
                .bySignInOnly(),
        ]
    }

    private func page(_ request: WebRequest, typed: String, problem: String?, status: Int) -> WebResponse {
        let pages = Pages(request, services)
        let next = request.form["next"] ?? request.query["next"] ?? "/desk"
        let form = SignInForm(
            token: request.token(for: "/sign-in"), next: next, typed: typed, problem: problem,
            isPasswordSet: request.query["done"] == "password")
        let layout = SignInLayout(
            head: pages.head("登录"), tenant: request.site.tenant.shortName, footer: request.site.footer,
            content: form.html)
        return .page(layout.html, status: .init(code: status))
    }

    private func signIn(_ request: WebRequest) async throws -> WebResponse {
        let typed = request.form["name"] ?? ""
        do {
            switch try await begin(try Input(request.form, fields: Self.formFields), code: nil, request) {
            case .whole(let token): return entered(token, request)
            case .half(let token): return codePage(request, half: token.text, problem: nil, status: 200)
            }
        } catch let problems as InputProblems {
            return page(request, typed: typed, problem: problems.problems.first?.sentence, status: 422)
        } catch let failure as WebFailure {
            return page(request, typed: typed, problem: failure.sentence, status: failure.status.code)
        }
    }

    private func entered(_ token: SignIn.Token, _ request: WebRequest) -> WebResponse {
        .seeOther(Self.local(request.form["next"])).adding(cookie(token.text, maxAge: SignIn.lifeMilliseconds / 1000))
    }

    private func signInJSON(_ request: WebRequest) async throws -> WebResponse {
        let input = try Input(try request.fields(Self.fields), fields: Self.fields)
        switch try await begin(input, code: input.optional("code") ?? "", request) {
        case .whole(let token): return .json(["token": .string(token.text)], status: .created)
        case .half: throw WebFailure.codeRequired
        }
    }

    /// The second question; what was answered before travels as a token of five minutes.
    private func codePage(_ request: WebRequest, half: String, problem: String?, status: Int) -> WebResponse {
        let form = SignInCodeForm(
            token: request.token(for: "/sign-in/code"), half: half, next: request.form["next"] ?? "/desk",
            problem: problem)
        let layout = SignInLayout(
            head: Pages(request, services).head("再输验证码"), tenant: request.site.tenant.shortName,
            footer: request.site.footer, content: form.html)
        return .page(layout.html, status: .init(code: status))
    }

    private func answerCode(_ request: WebRequest) async throws -> WebResponse {
        let half = SignIn.Token(String((request.form["half"] ?? "").prefix(100)))
        switch try await SignInDesk(services: services, request: request).finish(half, code: request.form["code"] ?? "")
        {
        case .entered(let token): return entered(token, request)
        case .wrong:
            return codePage(request, half: half.text, problem: WebFailure.wrongCode.sentence, status: 401)
        case .gone: return page(request, typed: "", problem: "等得太久，或者错了太多次，请重新输密码。", status: 401)
        }
    }

    /// Checks the password, and begins a sign-in or the way to the second question. An unknown name, a wrong password and
    /// an account that rests sound and last the same: nobody learns here who has an account. The write that counts the
    /// attempt costs a flush where the account exists, so it is done while the password is hashed, which takes longer. Throws
    /// ``WebFailure/tooManyNames(seconds:)``, which depends on the address alone.
    ///
    /// `code`: an answer to the second question that came along; nil where it is asked on a page of its own.
    private func begin(_ input: Input, code: String?, _ request: WebRequest) async throws -> SignInDesk.Begun {
        let (address, device, now) = (request.client.address, request.client.device, request.now)
        try services.failedNames.check(address, at: now)
        let desk = AccountDesk(request, services)
        let store = SignInStore(tenant: desk.tenant)
        let name = input.text("name")
        let account = try await services.engine.read { try store.account(named: name, in: $0) }
        let isRight = try await services.passwords.verify(
            input.text("password"), against: account?.passwordHash, from: address
        ) {
            try await services.engine.write {
                try desk.claimAttempt(of: account?.person, at: now, in: $0)
            }
        }
        guard let account, isRight else {
            services.failedNames.count(name, of: desk.tenant, from: address, device: device, at: now)
            services.countWrongPassword(of: account?.person, request)
            throw WebFailure.wrongPassword
        }
        services.failedNames.forget(name, of: desk.tenant, from: address, device: device, as: account.person)
        return try await SignInDesk(services: services, request: request).begin(account, code: code)
    }

    private func signOut(_ request: WebRequest) async throws -> WebResponse {
        if let signedIn = request.signedIn { try await end(signedIn.signIn, signedIn, request) }
        return .seeOther("/sign-in").adding(cookie("", maxAge: 0))
    }

    private func signOutJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        try await end(signedIn.signIn, signedIn, request)
        return WebResponse(status: .noContent)
    }

    /// One's own sign-ins and contact points; with what was typed and what is wrong with it, when it came back.
    func account(
        _ request: WebRequest, _ signedIn: SignedIn, problems: InputProblems?
    ) async throws -> WebResponse {
        let store = SignInStore(tenant: request.site.tenant.id)
        let contactDesk = ContactDesk(services: services, tenant: request.site.tenant.id)
        let now = request.now
        let choiceStore = NoticeChoiceStore(tenant: request.site.tenant.id)
        let (signIns, contacts, choices) = try await services.engine.read { transaction in
            (
                try store.alive(of: signedIn.staff.id, at: now, in: transaction),
                try contactDesk.contacts(of: signedIn.staff.id, in: transaction),
                try choiceStore.choices(of: signedIn.staff.id, in: transaction)
            )
        }
        let contactSection = ContactSection(
            contacts: contacts, channels: services.channels(of: request.site.tenant.id), problems: problems,
            token: { request.token(for: $0) })
        let choiceSection = NoticeChoiceSection(
            kinds: NoticeKind.kinds(for: signedIn.staff), choices: choices, problems: problems,
            token: { request.token(for: $0) })
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
            两小时不用会自动退出，最长十二小时。</p>\(LinkList(rows: rows).html)\(contactSection.html)\(choiceSection.html)\
            <p>\(TextLink(text: "改密码", address: "/desk/account/password").html) · \
            \(TextLink(text: "两步验证", address: "/desk/account/second-factor").html) · \
            \(TextLink(text: "接口令牌", address: "/desk/account/tokens").html) · \
            \(TextLink(text: "我的日历：放进手机", address: "/desk/account/calendar").html) · \
            \(TextLink(text: "留着的我的信息", address: "/desk/account/copy").html) · \
            \(TextLink(text: "工作日历：哪天放假、哪天调休上班", address: "/desk/calendar").html)</p></div>
            """
        let flash: Flash? =
            switch request.query["done"] {
            case "choices": Flash(sentence: NoticeChoiceWording.saved)
            case "saved": Flash(sentence: ContactWording.saved)
            case "removed": Flash(sentence: ContactWording.removed)
            case "password": Flash(sentence: "密码改好了，别处的登录都已退出。")
            case _: nil
            }
        return pages.desk(
            "我的登录", signedIn, place: .account, flash: flash, status: problems == nil ? 200 : 422,
            content: content)
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

    /// A path of this site, or else `home`: nobody is sent elsewhere after signing in.
    static func local(_ path: String?, or home: String = "/desk") -> String {
        guard let path, path.hasPrefix("/"), !path.hasPrefix("//"), !path.hasPrefix("/\\"),
            path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return home }
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
