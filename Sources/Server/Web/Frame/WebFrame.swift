// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// What stands around every handler: which tenant, who asks, may they, is the form genuine; and what errors become.
struct WebFrame: Sendable {
    let services: Services
    let table: RouteTable
    let metrics: Metrics
    private let uploads = UploadBudget()

    init(services: Services, table: RouteTable, metrics: Metrics) {
        self.services = services
        self.table = table
        self.metrics = metrics
    }

    /// The largest body a route takes, uploads apart.
    static let bodyMax = 64 * 1024

    func router() -> Router<WebContext> {
        let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
        for route in table.routes {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                await answer(request, context, to: route)
            }
        }
        router.add(middleware: UnknownAddresses(frame: self))
        return router
    }

    /// The whole way of a request, from its head to its answer. Nothing is thrown past it.
    func answer(_ request: Request, _ context: WebContext, to route: Route?) async -> Response {
        let started = ContinuousClock.now
        let envelope = Envelope(request.head, context, services)
        var response: WebResponse
        var body: [UInt8] = []
        do {
            guard let route else { throw unknownAddress(request.head) }
            let site = try site(for: route, envelope)
            // What is typed is read before anything can fail, so that it can be given back; files, after it is known whose.
            if !route.takesFiles { body = try await self.body(of: request, for: route) }
            let signedIn = try await signedIn(envelope, route, site)
            do {
                response = try await handle(request, body, context, route, site, envelope, signedIn)
            } catch {
                count(error, route, site, envelope, signedIn)
                throw error
            }
        } catch {
            response = failure(error, route, envelope, body)
        }
        let elapsed = ContinuousClock.now - started
        finish(&response, route, elapsed, envelope)
        metrics.count(route: route?.label ?? "none", status: response.status.code, seconds: elapsed / .seconds(1))
        return response.hummingbird(on: context.channel)
    }

    private func unknownAddress(_ head: HTTPRequest) -> WebFailure {
        let methods = table.methods(for: head.pathAlone)
        return methods.isEmpty ? .notFound : .methodNotAllowed(methods)
    }

    /// The tenant that is asked for; nothing is found where there is none.
    private func site(for route: Route, _ envelope: Envelope) throws -> Site {
        guard let site = envelope.site ?? (route.needsTenant ? nil : .unfounded) else { throw WebFailure.notFound }
        if route.audience == .machine, !envelope.isFromMachine { throw WebFailure.notFound }
        if let capability = route.capability, !site.has(capability) { throw WebFailure.notFound }
        return site
    }

    private func handle(
        _ request: Request, _ typed: [UInt8], _ context: WebContext, _ route: Route, _ site: Site,
        _ envelope: Envelope, _ signedIn: SignedIn?
    ) async throws -> WebResponse {
        let resident = try await resident(envelope, route, site)
        if let detour = try detour(route, signedIn, resident, request.head) { return detour }
        let share = try share(of: request, for: route)
        defer { uploads.giveBack(share) }
        let body = route.takesFiles ? try await body(of: request, for: route) : typed
        let multipart =
            route.isAPI
            ? nil
            : try MultipartForm(
                body, request.headers[.contentType], partsMax: route.partsMax)
        let binding = Self.binding(route, signedIn, resident, envelope)
        let forms = FormDesk(tokens: services.formTokens, binding: binding)
        let token = (multipart?.fields ?? FormEncoding.decode(body))["_token"]
        let nonce = try formNonce(route, request.head, token, binding, envelope)
        // HEAD is GET without the body: handlers see one of them.
        var head = request.head
        if head.method == .head { head.method = .get }
        let web = WebRequest(
            head: head, site: site, signedIn: signedIn, resident: resident,
            parameters: Dictionary(
                context.parameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { a, _ in a }),
            query: FormEncoding.decode(queryOf: request.head.path ?? "/"), body: body, multipart: multipart,
            formNonce: nonce, forms: forms,
            client: .init(address: envelope.client, device: envelope.device, isElder: envelope.isElder),
            now: envelope.now)
        var response = try await route.handle(web)
        if let mark = forms.newMark {
            response = response.adding(
                Cookie(
                    name: Envelope.deviceCookie, value: mark, maxAge: 365 * 86_400,
                    isSecure: services.settings.isSecure))
        }
        return response
    }

    /// Counts what somebody who has signed in asked for without the role, or with a token that is not for it. What is not found for
    /// other reasons is no attempt.
    private func count(
        _ error: any Error, _ route: Route, _ site: Site, _ envelope: Envelope, _ signedIn: SignedIn?
    ) {
        guard let signedIn else { return }
        var isForOthers = false
        if case .staff(let roles) = route.audience { isForOthers = !roles.contains(where: signedIn.staff.holds) }
        let failure = error as? WebFailure
        guard
            failure == .outOfScope || failure == .notFound && isForOthers
                || (error as? any Refusal)?.code == Self.notYours
        else { return }
        services.refused.count(.notAllowed, of: signedIn.staff.id, in: site.tenant.id, at: envelope.now)
    }

    /// What all rules call what is another one's to do.
    private static let notYours = "not_yours"

    /// What an upload takes of the memory that all of them have together; 0 for what is no upload.
    private func share(of request: Request, for route: Route) throws -> Int {
        guard route.takesFiles, route.method == .post else { return 0 }
        let length = request.headers[.contentLength].flatMap { Int($0) } ?? route.bodyMax
        return try uploads.take(max(0, min(length, route.bodyMax)))
    }

    private func body(of request: Request, for route: Route) async throws -> [UInt8] {
        guard request.method != .get, request.method != .head else { return [] }
        let tooLarge = route.takesFiles ? WebFailure.filesTooLarge : .bodyTooLarge
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > route.bodyMax {
            throw tooLarge
        }
        do {
            let buffer = try await request.body.collect(upTo: route.bodyMax)
            return Array(buffer.readableBytesView)
        } catch is NIOTooManyBytesError {
            throw tooLarge
        } catch {
            // Nothing else is read here than what the client sends: a broken chunk, a line that breaks off.
            throw WebFailure.malformedBody
        }
    }

    /// Who asks: by cookie on pages, by bearer token under `/api`; never the one for the other.
    private func signedIn(_ envelope: Envelope, _ route: Route, _ site: Site) async throws -> SignedIn? {
        guard route.needsTenant, let text = route.isAPI ? envelope.bearer : envelope.signInCookie,
            !text.hasPrefix(ResidentSignIn.Token.mark)
        else { return nil }
        let store = SignInStore(tenant: site.tenant.id)
        let tokens = APITokenStore(tenant: site.tenant.id)
        let hash = SignIn.Token(text).hash
        let now = envelope.now
        let isToken = route.isAPI && text.hasPrefix(APITokenStore.mark)
        let holder = try await services.engine.read {
            try isToken ? tokens.holder(of: hash, at: now, in: $0) : store.holder(of: hash, at: now, in: $0)
        }
        guard let holder else { return nil }
        var signedIn = holder.signedIn
        signedIn.mustEnrol =
            site.practice.profile.administratorsNeedSecondFactor && !signedIn.hasSecondFactor
            && signedIn.staff.appointments.contains(where: \.role.isAdministrator)
        signedIn.isPasswordTooOld =
            signedIn.passwordSetAt.map { site.practice.profile.isTooOld(passwordSetAt: $0, on: now.day) } ?? false
        if now.milliseconds - holder.lastSeenAt.milliseconds > SignIn.noticeMilliseconds {
            do {
                let (id, staff) = (signedIn.signIn, signedIn.staff)
                let addresses = UnitAddressStore(tenant: site.tenant.id, keys: services.keys)
                try await services.engine.write {
                    if isToken {
                        try tokens.noticeUse(of: .init(id.number), at: now, in: $0)
                    } else {
                        try store.noticeUse(of: id, at: now, in: $0)
                    }
                    if !staff.units.isEmpty {
                        try addresses.note(envelope.client, of: staff.id, at: now, in: $0)
                    }
                }
            } catch {
                // Reading goes on when nothing can be written; the sign-in only looks older than it is.
                services.log.warning("the use of a sign-in was not noted", metadata: ["error": "\(error)"])
            }
        }
        return signedIn
    }

    /// Which resident asks: by a cookie of its own on pages, by bearer token under `/api`. Looked for only where it matters.
    private func resident(_ envelope: Envelope, _ route: Route, _ site: Site) async throws -> ResidentSignIn? {
        guard route.knowsResident, let text = route.isAPI ? envelope.bearer : envelope.residentCookie,
            text.hasPrefix(ResidentSignIn.Token.mark)
        else { return nil }
        let store = ResidentSignInStore(tenant: site.tenant.id, keys: services.keys)
        return try await services.engine.read {
            try store.holder(of: ResidentSignIn.Token(text), at: envelope.now, in: $0)
        }
    }

    /// What ties the forms of a page: the resident's sign-in on the pages that need one, else that of staff, else the
    /// browser.
    private static func binding(
        _ route: Route, _ signedIn: SignedIn?, _ resident: ResidentSignIn?, _ envelope: Envelope
    ) -> [UInt8]? {
        if route.audience == .resident { return resident?.tokenHash }
        return signedIn?.tokenHash ?? envelope.device.map { Array($0.utf8) }
    }

    /// Lets through whoever may call the route; sends pages to sign in first; tells the rest there is nothing.
    private func detour(
        _ route: Route, _ signedIn: SignedIn?, _ resident: ResidentSignIn?, _ head: HTTPRequest
    ) throws -> WebResponse? {
        if let scope = signedIn?.scope {
            let isWriting = route.method != .get
            guard !route.needsSignIn, scope.permits(writing: isWriting, in: route.tokenContexts) else {
                throw WebFailure.outOfScope
            }
        }
        if route.audience == .resident, resident == nil {
            if route.isAPI { throw WebFailure.unauthorized }
            return .seeOther("/mine/sign-in?next=\(FormEncoding.encode(way(back: head, for: route) ?? "/mine"))")
        }
        guard case .staff(let roles) = route.audience else { return nil }
        guard let signedIn else {
            if route.isAPI { throw WebFailure.unauthorized }
            return .seeOther("/sign-in?next=\(FormEncoding.encode(way(back: head, for: route) ?? "/desk"))")
        }
        // A password that somebody else knows, or that is too old, opens nothing but the way to a new one.
        if signedIn.mustChangePassword || signedIn.isPasswordTooOld, !route.isOpenBeforeChange {
            if route.isAPI { throw WebFailure.passwordMustChange }
            return .seeOther("/desk/account/password")
        }
        if signedIn.mustEnrol, !route.isOpenBeforeChange {
            if route.isAPI { throw WebFailure.secondFactorRequired }
            return .seeOther("/desk/account/second-factor")
        }
        guard roles.contains(where: signedIn.staff.holds) else { throw WebFailure.notFound }
        return nil
    }

    /// Where to go on after signing in: a form is opened again where its address has a page.
    private func way(back head: HTTPRequest, for route: Route) -> String? {
        head.path.flatMap { route.method == .get || table.methods(for: $0).contains("GET") ? $0 : nil }
    }

    /// Every form of every page is checked here, so that none can forget to.
    private func formNonce(
        _ route: Route, _ head: HTTPRequest, _ token: String?, _ binding: [UInt8]?, _ envelope: Envelope
    ) throws -> [UInt8]? {
        guard !route.isAPI, route.method != .get else { return nil }
        guard envelope.isSameSite else { throw WebFailure.crossSite }
        guard let binding else { throw WebFailure.formExpired }
        let action = head.pathAlone
        return try services.formTokens.nonce(of: token ?? "", for: binding, action: action)
    }

    private func failure(
        _ error: any Error, _ route: Route?, _ envelope: Envelope, _ body: [UInt8]
    ) -> WebResponse {
        var problem = ErrorPages.problem(for: error)
        if problem == nil {
            services.log.error(
                "unexpected error",
                metadata: ["request": "\(envelope.requestID)", "route": "\(route?.path ?? "-")", "error": "\(error)"])
            problem = ErrorPages.unexpected(requestID: envelope.requestID)
        }
        guard let problem else { return WebResponse(status: .internalServerError) }
        let wantsJSON = route?.isAPI ?? envelope.path.hasPrefix("/api/")
        return wantsJSON
            ? problem.response
            : ErrorPages.page(
                problem, path: envelope.path, again: again(problem, route, envelope, body), site: envelope.site,
                assetVersion: services.assets.version, isElder: envelope.isElder)
    }

    /// The same form once more, for what could not be taken just now: with the same token it is taken once, however
    /// often it is sent.
    private func again(
        _ problem: Problem, _ route: Route?, _ envelope: Envelope, _ body: [UInt8]
    ) -> RepeatForm? {
        guard let route, route.method == .post, !route.isConfidential, envelope.isSameSite, problem.passes else {
            return nil
        }
        let sent = FormEncoding.decode(body)
        return sent["_token"] == nil ? nil : RepeatForm(action: envelope.path, sent: sent)
    }

    private func finish(_ response: inout WebResponse, _ route: Route?, _ elapsed: Duration, _ envelope: Envelope) {
        SecurityHeaders.add(to: &response.headers, isSecure: services.settings.isSecure)
        response.headers[.requestID] = envelope.requestID
        let microseconds = elapsed.components.attoseconds / 1_000_000_000_000 + elapsed.components.seconds * 1_000_000
        if route?.isConfidential != true {
            response.headers[.serverTiming] =
                "app;dur=\(microseconds / 1000).\(String(microseconds % 1000 + 1000).dropFirst())"
        }
        if services.log.logLevel <= .debug {
            services.log.debug(
                "answered",
                metadata: [
                    "route": "\(route?.path ?? "-")", "status": "\(response.status.code)", "µs": "\(microseconds)",
                    "request": "\(envelope.requestID)",
                ])
        }
    }
}

/// Answers for addresses that no route has.
struct UnknownAddresses: RouterMiddleware {
    let frame: WebFrame

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let answer = await frame.answer(request, context, to: nil)
            // The framework does this for routes only; a body after HEAD would be read as the next answer.
            return request.method == .head ? answer.createHeadResponse() : answer
        }
    }
}
