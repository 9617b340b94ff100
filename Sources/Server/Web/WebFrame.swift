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

    /// The largest body a route takes.
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
        do {
            guard let route else { throw unknownAddress(request.head) }
            response = try await handle(request, context, route, envelope)
        } catch {
            response = failure(error, route, envelope)
        }
        let elapsed = ContinuousClock.now - started
        finish(&response, route, elapsed, envelope)
        metrics.count(route: route?.label ?? "none", status: response.status.code, seconds: elapsed / .seconds(1))
        return response.hummingbird
    }

    private func unknownAddress(_ head: HTTPRequest) -> WebFailure {
        let methods = table.methods(for: head.pathAlone)
        return methods.isEmpty ? .notFound : .methodNotAllowed(methods)
    }

    private func handle(
        _ request: Request, _ context: WebContext, _ route: Route, _ envelope: Envelope
    ) async throws -> WebResponse {
        guard let site = envelope.site ?? (route.needsTenant ? nil : .unfounded) else { throw WebFailure.notFound }
        if route.audience == .machine, !envelope.isFromMachine { throw WebFailure.notFound }
        let body = try await body(of: request)
        let signedIn = try await signedIn(envelope, route, site)
        if let detour = try detour(route, signedIn, request.head) { return detour }
        let forms = FormDesk(
            tokens: services.formTokens, binding: signedIn?.tokenHash ?? envelope.device.map { Array($0.utf8) })
        let nonce = try formNonce(route, request.head, body, signedIn, envelope)
        // HEAD is GET without the body: handlers see one of them.
        var head = request.head
        if head.method == .head { head.method = .get }
        let web = WebRequest(
            head: head, site: site, signedIn: signedIn,
            parameters: Dictionary(
                context.parameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { a, _ in a }),
            query: FormEncoding.decode(request.head.queryBytes), body: body, formNonce: nonce, forms: forms,
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

    private func body(of request: Request) async throws -> [UInt8] {
        guard request.method != .get, request.method != .head else { return [] }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > Self.bodyMax {
            throw WebFailure.bodyTooLarge
        }
        do {
            let buffer = try await request.body.collect(upTo: Self.bodyMax)
            return Array(buffer.readableBytesView)
        } catch is NIOTooManyBytesError {
            throw WebFailure.bodyTooLarge
        } catch {
            // Nothing else is read here than what the client sends: a broken chunk, a line that breaks off.
            throw WebFailure.malformedBody
        }
    }

    /// Who asks: by cookie on pages, by bearer token under `/api`; never the one for the other.
    private func signedIn(_ envelope: Envelope, _ route: Route, _ site: Site) async throws -> SignedIn? {
        guard route.needsTenant, let text = route.isAPI ? envelope.bearer : envelope.signInCookie else { return nil }
        let store = SignInStore(tenant: site.tenant.id)
        let hash = SignIn.Token(text).hash
        let now = envelope.now
        let holder = try await services.engine.read { try store.holder(of: hash, at: now, in: $0) }
        guard let (signedIn, lastSeenAt) = holder else { return nil }
        if now.milliseconds - lastSeenAt.milliseconds > SignIn.noticeMilliseconds {
            do {
                try await services.engine.write { try store.noticeUse(of: signedIn.signIn, at: now, in: $0) }
            } catch {
                // Reading goes on when nothing can be written; the sign-in only looks older than it is.
                services.log.warning("the use of a sign-in was not noted", metadata: ["error": "\(error)"])
            }
        }
        return signedIn
    }

    /// Lets through whoever may call the route; sends pages to sign in first; tells the rest there is nothing.
    private func detour(_ route: Route, _ signedIn: SignedIn?, _ head: HTTPRequest) throws -> WebResponse? {
        guard case .staff(let roles) = route.audience else { return nil }
        guard let signedIn else {
            if route.isAPI { throw WebFailure.unauthorized }
            // A form is opened again where its address has a page; elsewhere the desk is the best there is.
            let path = head.path ?? "/desk"
            let target = route.method == .get || table.methods(for: path).contains("GET") ? path : "/desk"
            return .seeOther("/sign-in?next=\(FormEncoding.encode(target))")
        }
        guard roles.contains(where: signedIn.staff.holds) else { throw WebFailure.notFound }
        return nil
    }

    /// Every form of every page is checked here, so that none can forget to.
    private func formNonce(
        _ route: Route, _ head: HTTPRequest, _ body: [UInt8], _ signedIn: SignedIn?, _ envelope: Envelope
    ) throws -> [UInt8]? {
        guard !route.isAPI, route.method != .get else { return nil }
        guard envelope.isSameSite else { throw WebFailure.crossSite }
        guard let binding = signedIn?.tokenHash ?? envelope.device.map({ Array($0.utf8) }) else {
            throw WebFailure.formExpired
        }
        let action = head.pathAlone
        return try services.formTokens.nonce(
            of: FormEncoding.decode(body)["_token"] ?? "", for: binding, action: action)
    }

    private func failure(_ error: any Error, _ route: Route?, _ envelope: Envelope) -> WebResponse {
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
                problem, path: envelope.path, site: envelope.site, assetVersion: services.assets.version,
                isElder: envelope.isElder)
    }

    private func finish(_ response: inout WebResponse, _ route: Route?, _ elapsed: Duration, _ envelope: Envelope) {
        SecurityHeaders.add(to: &response.headers, isSecure: services.settings.isSecure)
        response.headers[.requestID] = envelope.requestID
        let microseconds = elapsed.components.attoseconds / 1_000_000_000_000 + elapsed.components.seconds * 1_000_000
        response.headers[.serverTiming] =
            "app;dur=\(microseconds / 1000).\(String(microseconds % 1000 + 1000).dropFirst())"
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

extension HTTPRequest {
    /// What follows the question mark.
    fileprivate var queryBytes: Substring.UTF8View {
        let path = self.path ?? "/"
        guard let mark = path.firstIndex(of: "?") else { return path[path.endIndex...].utf8 }
        return path[path.index(after: mark)...].utf8
    }
}
