// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import HTTPTypes
import Markup

/// Setting up the second question at the door, and giving it up.
struct SecondFactorRoutes: RouteGroup {
    let services: Services
    private static let everyRole = Set(Role.allCases)
    private static let page = "/desk/account/second-factor"

    static let codeField = InputField("code", "验证码", .line(limit: 20), help: "手机上的6位数字。")
    static let passwordField = InputField("password", "密码", .secret)
    static let renewalFields = [passwordField, codeField]

    var routes: [Route] { own.map { $0.openBeforeChange().bySignInOnly() } }

    private var own: [Route] {
        [
            .desk(.get, Self.page, for: Self.everyRole) { try await show($0, $1, nil) },
            .desk(.post, "\(Self.page)/begin", for: Self.everyRole, begin).confidential(),
            .desk(.post, "\(Self.page)/confirm", for: Self.everyRole, confirm).confidential(),
            .desk(.post, "\(Self.page)/recovery-codes", for: Self.everyRole, renew).confidential(),
            .desk(.post, "\(Self.page)/remove", for: Self.everyRole, remove).confidential(),
            .api(.get, "/desk/me/second-factor", AccountAPI.readSecondFactor, for: Self.everyRole, readJSON),
            .api(.post, "/desk/me/second-factor", AccountAPI.beginSecondFactor, for: Self.everyRole, beginJSON)
                .confidential(),
            .api(
                .post, "/desk/me/second-factor/confirmation", AccountAPI.confirmSecondFactor, for: Self.everyRole,
                confirmJSON
            ).confidential(),
            .api(
                .post, "/desk/me/second-factor/recovery-codes", AccountAPI.renewRecoveryCodes, for: Self.everyRole,
                renewJSON
            ).confidential(),
            .api(
                .post, "/desk/me/second-factor/removal", AccountAPI.removeSecondFactor, for: Self.everyRole, removeJSON
            ).confidential(),
        ]
    }

    private func desk(_ request: WebRequest) -> SecondFactor { SecondFactor(services: services, site: request.site) }

    private func store(_ request: WebRequest) -> SecondFactorStore {
        SecondFactorStore(tenant: request.site.tenant.id, keys: services.keys)
    }

    private func show(
        _ request: WebRequest, _ signedIn: SignedIn, _ problems: InputProblems?
    ) async throws -> WebResponse {
        let (store, person) = (store(request), signedIn.staff.id)
        let (factor, left, account) = try await services.engine.read { transaction in
            (
                try store.factor(of: person, in: transaction),
                try store.recoveryCodesLeft(of: person, in: transaction),
                try AccountStore(tenant: request.site.tenant.id).account(
                    .init(person.number), at: request.now, in: transaction)
            )
        }
        let content: HTML
        if let factor, factor.isConfirmed {
            content = inUse(left, request, problems)
        } else if let factor {
            content = pending(factor.secret, account?.signInName ?? "", request, problems)
        } else {
            content = off(signedIn, request)
        }
        return layout(request, signedIn, status: problems == nil ? 200 : 422, content)
    }

    private func layout(_ request: WebRequest, _ signedIn: SignedIn, status: Int, _ content: HTML) -> WebResponse {
        Pages(request, services).desk(
            "两步验证", signedIn, place: .account, status: status,
            content: """
                \(RecordHead(title: "两步验证", parent: TextLink(text: "我的登录", address: "/desk/account")).html)\
                <div class="stack">\(content)</div>
                """)
    }

    private func off(_ signedIn: SignedIn, _ request: WebRequest) -> HTML {
        let action = "\(Self.page)/begin"
        return """
            \(Note(
                text: signedIn.mustEnrol ? "本单位要求管理员用两步验证，请先设好，再做别的事。" : "现在没有用。",
                tone: signedIn.mustEnrol ? .wait : nil).html)\
            <p class="prose">设好以后，登录时除了密码，还要输手机上验证器显示的6位数字。密码被人知道了，他也登不进来。</p>\
            \(PostForm(
                action: action, token: request.token(for: action),
                content: Button(label: "开始设置", style: .primary).html).html)
            """
    }

    private func pending(
        _ secret: [UInt8], _ name: String, _ request: WebRequest, _ problems: InputProblems?
    ) -> HTML {
        let action = "\(Self.page)/confirm"
        let letters = Base32.encode(secret)
        return """
            <ol class="prose"><li>在手机上装一个验证器（支持TOTP的都可以）。</li><li>用它扫下面的码，或者手工输入密钥。</li>\
            <li>把它显示的6位数字填在下面。</li></ol>\
            <div class="factor"><div class="qr">\(QRCode.svg(Self.address(secret, name, request)))</div></div>\
            <p>密钥：<b class="num">\(Self.groups(letters))</b></p>\
            \(PostForm(
                action: action, token: request.token(for: action), isPanel: true,
                content: """
                    \(Field(
                        name: "code", label: "验证码", help: Self.codeField.help,
                        error: problems?.sentence(for: "code"), isRequired: true, autocomplete: "one-time-code").html)\
                    \(Button(label: "验证，开始使用", style: .primary).html)
                    """).html)
            """
    }

    private func inUse(_ left: Int, _ request: WebRequest, _ problems: InputProblems?) -> HTML {
        let (renewal, removal) = ("\(Self.page)/recovery-codes", "\(Self.page)/remove")
        // What was sent back belongs to one of the two forms; only the first asks for a code.
        let isRenewal = problems?.sent[Self.codeField.name] != nil
        let isLow = left <= SecondFactorStore.recoveryCodesLow
        return """
            \(Note(text: "正在使用。还有\(left)个备用码没有用。", tone: .done, icon: .done).html)\
            \(isLow ? Note(lead: "备用码快用完了", text: "手机一丢就登不进来，请换一批新的。", tone: .wait).html : HTML())\
            \(PostForm(
                action: renewal, token: request.token(for: renewal), isPanel: true,
                content: """
                    \(Self.password(
                        "换一批备用码，旧的马上作废。先输密码和验证器上的码。", in: "renewal", isRenewal ? problems : nil))\
                    \(Field(
                        name: Self.codeField.name, label: Self.codeField.label, help: Self.codeField.help,
                        error: isRenewal ? problems?.sentence(for: Self.codeField.name) : nil, isRequired: true,
                        autocomplete: "one-time-code").html)\
                    \(Button(label: "换一批备用码", style: isLow ? .primary : .ordinary).html)
                    """).html)\
            \(PostForm(
                action: removal, token: request.token(for: removal), isPanel: true,
                content: """
                    \(Self.password("不再用两步验证，要先输密码。", in: nil, isRenewal ? nil : problems))\
                    \(Button(label: "不再用两步验证").html)
                    """).html)
            """
    }

    private static func password(_ help: String, in form: String?, _ problems: InputProblems?) -> HTML {
        Field(
            name: passwordField.name, label: passwordField.label, form: form, control: .password, help: help,
            error: problems?.sentence(for: passwordField.name), isRequired: true, autocomplete: "current-password"
        ).html
    }

    /// What the code leads an authenticator to.
    private static func address(_ secret: [UInt8], _ name: String, _ request: WebRequest) -> String {
        let issuer = FormEncoding.encode(request.site.tenant.shortName)
        return "otpauth://totp/\(issuer):\(FormEncoding.encode(name))?secret=\(Base32.encode(secret))&issuer=\(issuer)"
    }

    private static func groups(_ letters: String) -> String {
        stride(from: 0, to: letters.count, by: 4).map { start in
            String(letters.dropFirst(start).prefix(4))
        }.joined(separator: " ")
    }

    private func begin(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let desk = desk(request)
        _ = try await services.engine.write { try desk.begin(of: signedIn.staff.id, in: $0) }
        return .seeOther(Self.page)
    }

    private func confirm(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        do {
            let codes = try await confirmed(request.form, request, signedIn)
            return shown(codes, "手机不在身边时，每个可以代替一次验证码。请抄下来，锁好。", request, signedIn)
        } catch let problems as InputProblems {
            return try await show(request, signedIn, problems)
        }
    }

    /// The page that shows recovery codes, once.
    private func shown(
        _ codes: [RecoveryCode], _ words: String, _ request: WebRequest, _ signedIn: SignedIn
    ) -> WebResponse {
        layout(
            request, signedIn, status: 200,
            """
            \(Note(lead: "备用码只显示这一次", text: words, tone: .wait).html)\
            <ul class="panel">\(codes.map { code -> HTML in "<li class=\"num\">\(code.shown)</li>" })</ul>\
            <p>\(TextLink(text: "抄好了", address: "/desk/account").html)</p>
            """)
    }

    private func confirmed(
        _ sent: [String: String], _ request: WebRequest, _ signedIn: SignedIn
    ) async throws -> [RecoveryCode] {
        let input = try Input(sent, fields: [Self.codeField])
        let desk = desk(request)
        let codes = try await services.engine.write {
            try desk.confirm(input.text("code"), of: signedIn.staff.id, at: request.now, in: $0)
        }
        guard let codes else { throw Self.wrongCode }
        return codes
    }

    private static let wrongCode = InputProblems([
        .init(field: codeField.name, sentence: "验证码不对，或者已经过期，请输新显示的一个。")
    ])
    private static let wrongPassword = FieldProblem(
        field: passwordField.name, sentence: "密码不对。连错5次，账号会锁15分钟。")

    // MARK: - What asks for the password once more

    private func renew(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        // The password does not come back; that a code was sent tells which of the two forms it was.
        let sent = [Self.codeField.name: ""]
        do {
            let codes = try await renewed(request.form, request, signedIn)
            return shown(codes, "以前的备用码都作废了。手机不在身边时，每个新的可以代替一次验证码。请抄下来，锁好。", request, signedIn)
        } catch let problems as InputProblems {
            return try await show(request, signedIn, InputProblems(problems.problems, sent: sent))
        } catch WebFailure.wrongPassword {
            return try await show(request, signedIn, InputProblems([Self.wrongPassword], sent: sent))
        }
    }

    private func renewed(
        _ sent: [String: String], _ request: WebRequest, _ signedIn: SignedIn
    ) async throws -> [RecoveryCode] {
        let input = try Input(sent, fields: Self.renewalFields)
        let (desk, accounts, person) = (desk(request), AccountDesk(request, services), signedIn.staff.id)
        try await requirePassword(input, request, person)
        let codes = try await services.engine.write { transaction -> [RecoveryCode]? in
            // A wrong code leaves the attempt counted: whoever knows the password cannot try codes for ever.
            guard let codes = try desk.renew(input.text("code"), of: person, at: request.now, in: transaction) else {
                return nil
            }
            try accounts.forgive(person, at: request.now, in: transaction)
            return codes
        }
        guard let codes else {
            services.countWrongPassword(of: person, request)
            throw Self.wrongCode
        }
        return codes
    }

    /// Throws ``WebFailure/wrongPassword`` for a wrong one, which counts as at the door.
    private func requirePassword(_ input: Input, _ request: WebRequest, _ person: Person.ID) async throws {
        let accounts = AccountDesk(request, services)
        let known = try await services.engine.read {
            try SignInStore(tenant: accounts.tenant).account(of: person, in: $0)
        }
        let isRight = try await services.passwords.verify(
            input.text("password"), against: known?.passwordHash, from: request.client.address
        ) {
            try await services.engine.write { try accounts.claimAttempt(of: person, at: request.now, in: $0) }
        }
        guard isRight else {
            services.countWrongPassword(of: person, request)
            throw WebFailure.wrongPassword
        }
    }

    private func remove(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        do {
            try await removed(request.form, request, signedIn)
            return .seeOther(Self.page)
        } catch let problems as InputProblems {
            return try await show(request, signedIn, problems)
        } catch WebFailure.wrongPassword {
            return try await show(request, signedIn, InputProblems([Self.wrongPassword]))
        }
    }

    private func removed(_ sent: [String: String], _ request: WebRequest, _ signedIn: SignedIn) async throws {
        let input = try Input(sent, fields: [Self.passwordField])
        let (desk, accounts, person) = (desk(request), AccountDesk(request, services), signedIn.staff.id)
        try await requirePassword(input, request, person)
        try await services.engine.write {
            try desk.remove(of: person, at: request.now, in: $0)
            try accounts.forgive(person, at: request.now, in: $0)
        }
    }

    // MARK: - API

    private func readJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let (store, person) = (store(request), signedIn.staff.id)
        let (factor, left) = try await services.engine.read { transaction in
            (
                try store.factor(of: person, in: transaction),
                try store.recoveryCodesLeft(of: person, in: transaction)
            )
        }
        return .json(["isInUse": .boolean(factor?.isConfirmed ?? false), "recoveryCodesLeft": .integer(Int64(left))])
    }

    private func renewJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let codes = try await renewed(try request.fields(Self.renewalFields), request, signedIn)
        return .json(["recoveryCodes": .array(codes.map { .string($0.shown) })])
    }

    private func beginJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.fields([])
        let desk = desk(request)
        let secret = try await services.engine.write { try desk.begin(of: signedIn.staff.id, in: $0) }
        return .json([
            "secret": .string(Base32.encode(secret)),
            "address": .string(Self.address(secret, signedIn.staff.name, request)),
        ])
    }

    private func confirmJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let codes = try await confirmed(try request.fields([Self.codeField]), request, signedIn)
        return .json(["recoveryCodes": .array(codes.map { .string($0.shown) })])
    }

    private func removeJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        try await removed(try request.fields([Self.passwordField]), request, signedIn)
        return WebResponse(status: .noContent)
    }
}
