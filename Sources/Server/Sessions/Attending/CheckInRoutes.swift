// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Checking in by the code on the room's screen: the screen itself, and what those meet who point their phones at it.
struct CheckInRoutes: RouteGroup {
    let services: Services

    static let codeField = InputField(
        "code", "大屏幕上的数字", .line(limit: 6), isRequired: false, help: "6位，半分钟换一次，上一个还能用。")
    static let nameField = InputField("name", "您的姓名", .line(limit: 30), isRequired: false, help: "和名单上一样。")
    static let fields = [codeField, nameField]
    /// What a form carries that was opened with the code.
    private static let pass = InputField("pass", "签到", .line(limit: 6), isRequired: false)

    var routes: [Route] {
        let path = "/sessions/{session}/check-in"
        return [
            .desk(.get, "/desk/sessions/{record}/screen", for: ConsultationSession.keepers, screen),
            .api(
                .get, "/desk/sessions/{record}/screen", SessionInvitationAPI.screen, for: ConsultationSession.keepers,
                screenJSON),
            Route.page(.get, path) { try await page($0, []) }.knowingResident(),
            Route.page(.post, path, checkIn).knowingResident(),
            .api(.post, "/sessions/{session}/check-ins", SessionInvitationAPI.checkIn) {
                try await checkInJSON($0, nil)
            },
            .ownAPI(.post, "/sessions/{session}/check-ins", SessionInvitationAPI.checkInOwn, checkInJSON),
        ]
    }

    private func code(_ session: ConsultationSession.ID, _ request: WebRequest) -> CheckInCode {
        CheckInCode(keys: services.keys, tenant: request.site.tenant.id, session: session)
    }

    // MARK: - The screen

    /// The session whose screen it is, for those who check people in, and the last that its wall was told.
    private func shown(_ request: WebRequest) async throws -> (session: ConsultationSession, told: Int64) {
        let id: ConsultationSession.ID = try request.id("record")
        let desk = SessionDesk(request, services)
        let channel = SessionWall.channel(id, of: desk.tenant)
        let (session, told) = try await services.engine.read { transaction in
            (
                try desk.visible(id, to: request.actor, in: transaction),
                try StreamStore(tenant: desk.tenant).last(of: channel, in: transaction)
            )
        }
        guard session.isKept(by: request.actor) else { throw WebFailure.notFound }
        return (session, told)
    }

    private func screen(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let (session, told) = try await shown(request)
        let code = code(session.id, request)
        let digits = code.shown(at: request.now)
        let address = PrintedAddress(page: "/sessions/\(session.id)/check-in?code=\(digits)", services, request.site)
        let channel = SessionWall.channel(session.id, of: request.site.tenant.id)
        var head = Pages(request, services).head("签到")
        head.look = request.query["look"].flatMap(PageHead.Look.init)
        // While somebody speaks the clock is read anew each five seconds where no script counts.
        head.refreshWithoutScript = session.floor == nil ? nil : 5
        let screen = CheckInScreen(
            session: session, digits: digits, qr: address.qr,
            address: PrintedAddress(page: "/sessions/\(session.id)/check-in", services, request.site).plain,
            head: head, now: request.now,
            stream: StreamRoutes.address(of: channel, after: told, for: request, services))
        // Nobody stands before the screen with a keyboard or a screen reader: it shows the next code by itself.
        let isOpen = session.state == .inProgress
        let seconds = isOpen ? code.secondsLeft(at: request.now) : Int(CheckInCode.seconds)
        return .page(screen.html).adding(.refresh, String(seconds))
    }

    private func screenJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let session = try await shown(request).session
        guard session.state == .inProgress else { throw SessionRefusal.notInProgress }
        let code = code(session.id, request)
        let digits = code.shown(at: request.now)
        let address = PrintedAddress(page: "/sessions/\(session.id)/check-in?code=\(digits)", services, request.site)
        return .json([
            "code": .string(digits), "address": .string(address.full),
            "speaking": SpeakingAPI.json(session, at: request.now),
            "secondsLeft": .integer(Int64(code.secondsLeft(at: request.now))),
            "present": .integer(Int64(session.participants.count(where: \.isPresent))),
            "expected": .integer(Int64(session.participants.count(where: \.isExpected))),
        ])
    }

    // MARK: - Checking in

    /// The session, and as whom the phone that has signed in stands on its list.
    private func found(
        _ request: WebRequest, in transaction: Transaction
    ) throws -> (session: ConsultationSession, own: Participant.ID?) {
        let id: ConsultationSession.ID = try request.id("session")
        let session = try SessionDesk(request, services).session(id, in: transaction)
        guard let session, session.isAnnounced else { throw WebFailure.notFound }
        let own = try request.resident.flatMap { resident in
            try SessionInvitationStore(tenant: request.site.tenant.id)
                .participant(of: resident.phoneHash, at: id, in: transaction)
        }
        return (session, own)
    }

    private func page(_ request: WebRequest, _ problems: [FieldProblem]) async throws -> WebResponse {
        let (session, own) = try await services.engine.read { try found(request, in: $0) }
        let code = code(session.id, request)
        // A form that comes back keeps the pass that it had: whoever goes home does not stay in the room by it.
        var pass = request.form["pass"].flatMap { code.isValidPass($0, at: request.now) ? $0 : nil }
        if let scanned = request.query["code"] {
            try services.misses.check(request.client.address, at: request.now)
            let isOpened = code.isValid(scanned, at: request.now)
            pass = isOpened ? code.pass(at: request.now) : nil
            if !isOpened { countMiss(scanned, code, request) }
        }
        let action = "/sessions/\(session.id)/check-in"
        let page = CheckInPage(
            session: session, pass: pass, isKnown: own != nil,
            done: request.query["done"], typed: request.form, action: action, token: request.token(for: action),
            problems: problems)
        return Pages(request, services).resident(
            "签到", isFormStep: true, status: problems.isEmpty ? 200 : 422, content: page.html)
    }

    /// A hall comes from one address: who is only late with the code does not count against the others.
    private func countMiss(_ typed: String, _ code: CheckInCode, _ request: WebRequest) {
        guard !code.wasShown(typed, at: request.now) else { return }
        services.misses.countMiss(request.client.address, at: request.now)
    }

    private func checkIn(_ request: WebRequest) async throws -> WebResponse {
        do {
            let input = try Input(request.form, fields: Self.fields + [Self.pass])
            return try await arrive(input, request) { id, isDouble in
                .seeOther("/sessions/\(id)/check-in?done=\(isDouble ? "double" : "arrived")")
            }
        } catch let problems as InputProblems {
            return try await page(request, problems.problems)
        } catch SessionRefusal.codeExpired {
            return try await page(request, [.init(field: "code", sentence: SessionRefusal.codeExpired.sentence)])
        }
    }

    private func checkInJSON(_ request: WebRequest, _ resident: ResidentSignIn?) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let fields = resident == nil ? Self.fields : [Self.codeField]
        let input = try Input(try request.fields(fields), fields: fields)
        return try await arrive(input, request) { _, isDouble in .json(["isDouble": .boolean(isDouble)]) }
    }

    /// Codes cannot be tried out: misses are limited, as those of tracking codes.
    private func arrive(
        _ input: Input, _ request: WebRequest,
        answer: @escaping @Sendable (ConsultationSession.ID, _ isDouble: Bool) -> WebResponse
    ) async throws -> WebResponse {
        try services.misses.check(request.client.address, at: request.now)
        let code = code(try request.id("session"), request)
        let desk = SessionDesk(request, services)
        return try await services.answered.once(request) { transaction in
            let (session, own) = try found(request, in: transaction)
            guard session.state == .inProgress else { throw SessionRefusal.notInProgress }
            let hasCode =
                code.isValid(input.optional("code") ?? "", at: request.now)
                || code.isValidPass(input.optional("pass") ?? "", at: request.now)
            guard hasCode else {
                // Nothing is said of the list to whoever is not in the room.
                countMiss(input.optional("code") ?? "", code, request)
                throw SessionRefusal.codeExpired
            }
            let id = try own ?? named(input.optional("name"), in: session)
            let (actor, way) = (Actor.participant(id), own == nil ? Participant.Arrival.named : .signedIn)
            var isDouble = false
            do {
                _ = try desk.change(session.id, by: actor, at: request.now, in: transaction) { session in
                    let transition = try session.arriving(nil, by: way, hasCode: hasCode, actor)
                    if case .doubled = transition.event { isDouble = true }
                    return transition
                }
            } catch SessionRefusal.alreadyPresent {
                isDouble = true
            }
            return answer(session.id, isDouble)
        }
    }

    /// Who has this name on the list. Of two with one name the secretary has to know who came.
    private func named(_ name: String?, in session: ConsultationSession) throws -> Participant.ID {
        guard let name else {
            throw InputProblems([.init(field: "name", sentence: "请写姓名，和名单上一样。")])
        }
        let found = session.participants.filter { $0.isExpected && $0.name.words == name }
        guard let first = found.first else {
            throw InputProblems([.init(field: "name", sentence: "名单上没有这个姓名。写的和名单一样吗？不行就找秘书签到。")])
        }
        guard found.count == 1 else {
            throw InputProblems([.init(field: "name", sentence: "名单上有同名的，请找秘书签到。")])
        }
        return first.id
    }
}
