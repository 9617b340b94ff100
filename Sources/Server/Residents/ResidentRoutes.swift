// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Signing in by phone and out again. Whoever asks for a code gets the same answer whether or not the phone was ever left
/// here.
struct ResidentRoutes: RouteGroup {
    let services: Services

    static let phoneFields = [InputField("phone", "手机号", .phone)]
    static let codeFields =
        phoneFields + [
            InputField("ticket", "凭据", .line(limit: 40)), InputField("code", "短信验证码", .line(limit: 20)),
        ]

    var routes: [Route] {
        [
            Route.page(.get, "/mine/sign-in") { entrance($0, nil, status: 200) }.knowingResident(),
            Route.page(.post, "/mine/code", send).confidential(),
            Route.page(.post, "/mine/sign-in", confirm).confidential().knowingResident(),
            .own(.post, "/mine/sign-out") { try await signOut($0, $1, everywhere: false) },
            .own(.post, "/mine/sign-out-everywhere") { try await signOut($0, $1, everywhere: true) },
            .api(.post, "/resident/codes", ResidentAPI.send, sendJSON).confidential(),
            .api(.post, "/resident/sign-ins", ResidentAPI.confirm, confirmJSON).confidential(),
            .ownAPI(.get, "/sign-ins", ResidentAPI.signIns, signInsJSON),
            .ownAPI(.delete, "/sign-ins/current", ResidentAPI.signOut) {
                try await signOutJSON($0, $1, everywhere: false)
            },
            .ownAPI(.delete, "/sign-ins", ResidentAPI.signOutEverywhere) {
                try await signOutJSON($0, $1, everywhere: true)
            },
        ]
    }

    // MARK: - A code, please

    private func entrance(_ request: WebRequest, _ problems: InputProblems?, status: Int) -> WebResponse {
        let next = Self.next(request)
        if request.resident != nil { return .seeOther(next) }
        let isOpen = ResidentDesk(request, services).isOpen
        let page = ResidentEntrance(
            token: isOpen ? request.token(for: "/mine/code") : nil, next: next,
            typed: problems?.sent["phone"] ?? "", problem: problems?.problems.first?.sentence,
            contact: request.site.tenant.contact, hasSignedOut: request.query["done"] == "out")
        return Pages(request, services).resident("用手机号登录", isFormStep: isOpen, status: status, content: page.html)
    }

    private func send(_ request: WebRequest) async throws -> WebResponse {
        let sent = request.form
        do {
            let input = try Input(sent, fields: Self.phoneFields)
            guard let phone = MobileNumber(input.text("phone")) else { throw WebFailure.malformedBody }
            let ticket = try await send(to: phone, request).ticket
            return codePage(request, phone, ticket, problem: nil, status: 200)
        } catch let problems as InputProblems {
            return entrance(request, InputProblems(problems.problems, sent: sent), status: 422)
        } catch let refusal as PhoneCodeRefusal {
            return refused(refusal.sentence, sent, refusal.status, refusal.retryAfterSeconds, request)
        } catch WebFailure.tooManyRequests(let seconds) {
            let failure = WebFailure.tooManyRequests(seconds: seconds)
            return refused(failure.sentence, sent, failure.status, seconds, request)
        }
    }

    private func refused(
        _ sentence: String, _ sent: [String: String], _ status: HTTPResponse.Status, _ seconds: Int?,
        _ request: WebRequest
    ) -> WebResponse {
        let problems = InputProblems([.init(field: "phone", sentence: sentence)], sent: sent)
        let page = entrance(request, problems, status: status.code)
        return seconds.map { page.adding(.retryAfter, String($0)) } ?? page
    }

    private func sendJSON(_ request: WebRequest) async throws -> WebResponse {
        let fields = try request.fields(Self.phoneFields)
        guard let phone = MobileNumber(try Input(fields, fields: Self.phoneFields).text("phone")) else {
            throw WebFailure.malformedBody
        }
        let (ticket, until) = try await send(to: phone, request)
        return .json(
            ["ticket": .string(ticket.text), "expiresAt": .string(ChineseTime.rfc3339(until))], status: .created)
    }

    /// Puts the code among the messages; the courier sends it after. The key of the request makes the ticket, so a request
    /// that is repeated has one code, and no digest of a phone is kept for it.
    func send(
        to phone: MobileNumber, _ request: WebRequest
    ) async throws -> (ticket: PhoneCodeStore.Ticket, until: Instant) {
        let desk = ResidentDesk(request, services)
        let ticket = PhoneCodeStore.Ticket(of: try request.idempotencyKey(), phone: phone, keys: services.keys)
        guard desk.isOpen else { throw PhoneCodeRefusal.closed }
        try services.codeLimits.admit(
            tenant: request.site.tenant.id, budget: request.site.practice.profile.residents.codesPerDay,
            client: request.client, at: request.now)
        let until = try await services.engine.write {
            try desk.send(to: phone, ticket: ticket, at: request.now, in: $0)
        }
        return (ticket, until)
    }

    // MARK: - The code, here it is

    private func codePage(
        _ request: WebRequest, _ phone: MobileNumber, _ ticket: PhoneCodeStore.Ticket, problem: String?, status: Int
    ) -> WebResponse {
        let page = PhoneCodePage(
            phone: phone, ticket: ticket.text, next: Self.next(request), problem: problem,
            confirm: request.token(for: "/mine/sign-in"), again: request.token(for: "/mine/code"))
        return Pages(request, services).resident("输入验证码", isFormStep: true, status: status, content: page.html)
    }

    private func confirm(_ request: WebRequest) async throws -> WebResponse {
        let sent = request.form
        guard let phone = MobileNumber(sent["phone"] ?? "") else { return entrance(request, nil, status: 422) }
        let ticket = PhoneCodeStore.Ticket(String((sent["ticket"] ?? "").prefix(40)))
        guard let digits = PhoneCode.read(sent["code"] ?? "") else {
            return codePage(request, phone, ticket, problem: "请填短信里的\(PhoneCode.digits)位数字。", status: 422)
        }
        do {
            let (signIn, token) = try await confirm(phone, ticket, digits, request)
            return .seeOther(Self.next(request)).adding(
                cookie(token.text, maxAge: (signIn.expiresAt.milliseconds - request.now.milliseconds) / 1000))
        } catch PhoneCodeRefusal.wrong {
            let refusal = PhoneCodeRefusal.wrong
            return codePage(request, phone, ticket, problem: refusal.sentence, status: refusal.status.code)
        } catch let refusal as PhoneCodeRefusal {
            return refused(refusal.sentence, sent, refusal.status, nil, request)
        }
    }

    private func confirmJSON(_ request: WebRequest) async throws -> WebResponse {
        let input = try Input(try request.fields(Self.codeFields), fields: Self.codeFields)
        guard let phone = MobileNumber(input.text("phone")), let digits = PhoneCode.read(input.text("code")) else {
            throw InputProblems([.init(field: "code", sentence: "“短信验证码”要是\(PhoneCode.digits)位数字。")])
        }
        let (signIn, token) = try await confirm(
            phone, PhoneCodeStore.Ticket(input.text("ticket")), digits, request)
        return .json(
            ["token": .string(token.text), "expiresAt": .string(ChineseTime.rfc3339(signIn.expiresAt))],
            status: .created)
    }

    private func confirm(
        _ phone: MobileNumber, _ ticket: PhoneCodeStore.Ticket, _ digits: String, _ request: WebRequest
    ) async throws -> (ResidentSignIn, ResidentSignIn.Token) {
        try services.misses.check(request.client.address, at: request.now)
        let desk = ResidentDesk(request, services)
        let device = PlainText.normalised(
            String((request.head.headerFields[.userAgent] ?? "").prefix(200)), keepsLines: false)
        let typed = ResidentDesk.Typed(
            phone: phone, ticket: ticket, digits: digits, device: device, earlier: request.resident)
        let confirmed = try await services.engine.write { try desk.confirm(typed, at: request.now, in: $0) }
        switch confirmed {
        case .entered(let signIn, let token): return (signIn, token)
        case .refused(let refusal):
            services.misses.countMiss(request.client.address, at: request.now)
            throw refusal
        }
    }

    // MARK: - Out

    private func signOut(
        _ request: WebRequest, _ resident: ResidentSignIn, everywhere: Bool
    ) async throws -> WebResponse {
        try await end(resident, request, everywhere)
        return .seeOther("/mine/sign-in?done=out").adding(cookie("", maxAge: 0))
    }

    private func signOutJSON(
        _ request: WebRequest, _ resident: ResidentSignIn, everywhere: Bool
    ) async throws -> WebResponse {
        try await end(resident, request, everywhere)
        return WebResponse(status: .noContent)
    }

    private func end(_ resident: ResidentSignIn, _ request: WebRequest, _ everywhere: Bool) async throws {
        let desk = ResidentDesk(request, services)
        try await services.engine.write { transaction in
            if everywhere {
                try desk.endAll(
                    of: resident.phoneHash, .signedOutEverywhere, by: .visitor, at: request.now, in: transaction)
            } else {
                try desk.end(resident.id, .signedOut, at: request.now, in: transaction)
            }
        }
    }

    private func signInsJSON(_ request: WebRequest, _ resident: ResidentSignIn) async throws -> WebResponse {
        let desk = ResidentDesk(request, services)
        let signIns = try await services.engine.read { try desk.signIns(like: resident, at: request.now, in: $0) }
        return .json(["items": .array(signIns.map { ResidentAPI.json($0, isCurrent: $0.id == resident.id) })])
    }

    private func cookie(_ value: String, maxAge: Int64) -> Cookie {
        Cookie(
            name: Envelope.residentCookieName, value: value, maxAge: Int(maxAge), isSecure: services.settings.isSecure)
    }

    /// Where to go on; never to another site.
    private static func next(_ request: WebRequest) -> String {
        SignInRoutes.local(request.form["next"] ?? request.query["next"], or: "/mine")
    }
}
