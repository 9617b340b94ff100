// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import HTTPTypes
import Markup

/// Setting a password by a one-time link: opening it shows the form, sending the form spends it.
struct InvitationRoutes: RouteGroup {
    let services: Services

    static let passwordField = InputField("password", "密码", .secret, help: AccountWording.passwordHelp)
    private static let fields = [passwordField, InputField("again", "再输一遍", .secret)]

    var routes: [Route] {
        [
            .page(.get, "/invitations/{token}") { try await form($0, nil) }.confidential(),
            .page(.post, "/invitations/{token}", set).confidential(),
            .api(.get, "/invitations/{token}", AccountAPI.readInvitation, readJSON).confidential(),
            .api(.post, "/invitations/{token}", AccountAPI.acceptInvitation, setJSON).confidential(),
        ]
    }

    /// Whose password the link sets. A link that never was, is of another tenant, has been spent or has expired is not
    /// found, all by the same answer; misses are limited.
    private func invited(_ request: WebRequest) async throws -> (Account, SecretLink) {
        let store = AccountStore(tenant: request.site.tenant.id)
        return try await services.readByLink(request) { link, transaction in
            guard let account = try store.invited(by: link, at: request.now, in: transaction) else {
                throw WebFailure.notFound
            }
            return (account, link)
        }
    }

    private func form(_ request: WebRequest, _ problems: InputProblems?) async throws -> WebResponse {
        let (account, _) = try await invited(request)
        let form = PostForm(
            action: request.path, token: request.token(for: request.path),
            content: """
                \(Self.fields.map { field in
                    Field(
                        name: field.name, label: field.label, control: .password, help: field.help,
                        error: problems?.sentence(for: field.name), isRequired: true, autocomplete: "new-password"
                    ).html
                })\
                \(Button(label: "设好密码", role: .submit(busy: "正在设"), style: .primary, size: .big).html)
                """)
        let layout = SignInLayout(
            head: Pages(request, services).head("设自己的密码"), tenant: request.site.tenant.shortName,
            footer: request.site.footer,
            content: """
                <p class="lead">\(account.person.name)，您的账号是 <b>\(account.signInName)</b>。</p>\(form.html)\
                \(Note(text: "密码只有您自己知道，管理员也看不到。不是您本人，请关掉这一页。").html)
                """)
        return .page(layout.html, status: problems == nil ? .ok : .unprocessableContent)
    }

    private func set(_ request: WebRequest) async throws -> WebResponse {
        do {
            let input = try Input(request.form, fields: Self.fields)
            guard input.text("password") == input.text("again") else {
                throw InputProblems([.init(field: "again", sentence: "两遍输的不一样，请再输一遍。")])
            }
            try await accept(input, request)
            return .seeOther("/sign-in?done=password")
        } catch let problems as InputProblems {
            return try await form(request, problems)
        }
    }

    private func readJSON(_ request: WebRequest) async throws -> WebResponse {
        let (account, _) = try await invited(request)
        return .json(["name": .string(account.person.name), "signInName": .string(account.signInName)])
    }

    private func setJSON(_ request: WebRequest) async throws -> WebResponse {
        let fields = [Self.passwordField]
        try await accept(try Input(try request.fields(fields), fields: fields), request)
        return WebResponse(status: .noContent)
    }

    private func accept(_ input: Input, _ request: WebRequest) async throws {
        let (account, link) = try await invited(request)
        let hash = try await NewPassword(services: services).hash(
            input.text("password"), field: "password", signInName: account.signInName, from: request.client.address)
        let desk = AccountDesk(request, services)
        // Of two that come with the link at once, one finds it spent.
        let accepted = try await services.engine.write {
            try desk.accept(link, hash, at: request.now, in: $0)
        }
        guard accepted != nil else { throw WebFailure.notFound }
    }
}

/// A password that somebody chooses: looked at by the rules, then hashed.
struct NewPassword: Sendable {
    let services: Services

    /// Throws ``InputProblems`` for one that breaks a rule, and ``WebFailure/busy``.
    func hash(
        _ password: String, field: String, signInName: String, from address: String
    ) async throws -> PasswordHash {
        if let rule = PasswordRule.broken(by: password, signInName: signInName) {
            throw InputProblems([.init(field: field, sentence: AccountWording.sentence(rule))])
        }
        return try await services.passwords.hash(password, from: address)
    }
}
