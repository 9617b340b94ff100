// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Changing the own password: the old one is asked, and all other sign-ins end.
struct PasswordRoutes: RouteGroup {
    let services: Services
    private static let everyRole = Set(Role.allCases)

    static let fields = [
        InputField("old", "现在的密码", .secret),
        InputField("password", "新密码", .secret, help: AccountWording.passwordHelp),
    ]
    private static let formFields = fields + [InputField("again", "新密码再输一遍", .secret)]

    var routes: [Route] {
        [
            .desk(.get, "/desk/account/password", for: Self.everyRole) { form($0, $1, nil) }.openBeforeChange(),
            .desk(.post, "/desk/account/password", for: Self.everyRole, change).openBeforeChange().confidential(),
            .api(.post, "/desk/me/password", AccountAPI.changePassword, for: Self.everyRole, changeJSON)
                .openBeforeChange().confidential().bySignInOnly(),
        ]
    }

    private func form(_ request: WebRequest, _ signedIn: SignedIn, _ problems: InputProblems?) -> WebResponse {
        let action = "/desk/account/password"
        let form = PostForm(
            action: action, token: request.token(for: action), isPanel: true,
            content: """
                \(Self.formFields.map { field in
                    Field(
                        name: field.name, label: field.label, control: .password, help: field.help,
                        error: problems?.sentence(for: field.name), isRequired: true,
                        autocomplete: field.name == "old" ? "current-password" : "new-password"
                    ).html
                })\
                \(Button(label: "改成新密码", role: .submit(busy: "正在改"), style: .primary).html)
                """)
        let isDue = signedIn.mustChangePassword || signedIn.isPasswordTooOld
        let note = Note(
            text: signedIn.mustChangePassword
                ? "这个密码是别人设的，请先换成自己的，再做别的事。"
                : signedIn.isPasswordTooOld
                    ? AccountWording.tooOld(request.site.practice.profile.passwordMonths) : "改好以后，别处的登录都会退出。",
            tone: isDue ? .wait : nil)
        return Pages(request, services).desk(
            "改密码", signedIn, place: .account, status: problems == nil ? 200 : 422,
            content: """
                \(RecordHead(title: "改密码", parent: TextLink(text: "我的登录", address: "/desk/account")).html)\
                <div class="stack">\(note.html)\(form.html)</div>
                """)
    }

    private func change(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        do {
            let input = try Input(request.form, fields: Self.formFields)
            guard input.text("password") == input.text("again") else {
                throw InputProblems([.init(field: "again", sentence: "两遍输的不一样，请再输一遍。")])
            }
            try await change(input, request, signedIn)
            return .seeOther("/desk/account?done=password")
        } catch let problems as InputProblems {
            return form(request, signedIn, problems)
        } catch WebFailure.wrongPassword {
            return form(
                request, signedIn, InputProblems([.init(field: "old", sentence: "现在的密码不对。连错5次，账号会锁15分钟。")]))
        }
    }

    private func changeJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        try await change(try Input(try request.fields(Self.fields), fields: Self.fields), request, signedIn)
        return WebResponse(status: .noContent)
    }

    /// The old password is asked as at the door: wrong ones count, and lock the account.
    private func change(_ input: Input, _ request: WebRequest, _ signedIn: SignedIn) async throws {
        let desk = AccountDesk(request, services)
        let person = signedIn.staff.id
        let (account, known) = try await services.engine.read { transaction in
            (
                try desk.store.account(.init(person.number), at: request.now, in: transaction),
                try SignInStore(tenant: desk.tenant).account(of: person, in: transaction)
            )
        }
        let isRight = try await services.passwords.verify(
            input.text("old"), against: known?.passwordHash, from: request.client.address
        ) {
            try await services.engine.write { try desk.claimAttempt(of: person, at: request.now, in: $0) }
        }
        guard isRight, let account else {
            services.countWrongPassword(of: person, request)
            throw WebFailure.wrongPassword
        }
        guard input.text("old") != input.text("password") else {
            throw InputProblems([.init(field: "password", sentence: "新密码要和现在的不一样。")])
        }
        let hash = try await NewPassword(services: services).hash(
            input.text("password"), field: "password", signInName: account.signInName, from: request.client.address)
        try await services.engine.write {
            try desk.changePassword(of: signedIn, to: hash, at: request.now, in: $0)
        }
    }
}
