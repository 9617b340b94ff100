// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// One line of the route table: router, role table and OpenAPI document are all made from it, so they cannot drift.
struct Route: Sendable {
    let method: HTTPRequest.Method
    /// With parameters in braces, as in `/r/{room}`.
    let path: String
    let audience: Audience
    /// What the OpenAPI document says; only routes under `/api` have it.
    let operation: Operation?
    let handle: @Sendable (WebRequest) async throws -> WebResponse

    let isAPI: Bool
    /// The mechanism that it belongs to; a committee that does not have it has no such page.
    let capability: Capability?
    /// False for what concerns the installation and no tenant: it answers under any host name.
    private(set) var needsTenant = true
    /// True where what is sent is secret, and where the time of the answer could tell something: what was sent is never
    /// sent back, and no time is told.
    private(set) var isConfidential = false
    /// True for the few ways that are open to somebody whose password was chosen by somebody else.
    private(set) var isOpenBeforeChange = false
    /// True for what a program's token never opens: what would make it stronger, or outlive it.
    private(set) var needsSignIn = false
    /// True where it matters which resident has signed in by phone.
    private(set) var knowsResident = false
    /// The largest body it takes. A larger one than usual is read only after it is known who sends it.
    private(set) var bodyMax = WebFrame.bodyMax

    /// How many fields and files a form that brings files may have together.
    private(set) var partsMax = MultipartParser.partsMax

    /// Whether files may come in.
    var takesFiles: Bool { bodyMax > WebFrame.bodyMax }

    /// As metrics name it: method and pattern.
    let label: String

    init(
        method: HTTPRequest.Method, path: String, audience: Audience, operation: Operation?,
        handle: @escaping @Sendable (WebRequest) async throws -> WebResponse
    ) {
        self.method = method
        self.path = path
        self.audience = audience
        self.operation = operation
        self.handle = handle
        isAPI = path.hasPrefix("/api/")
        capability = Capability(ofAddress: path)
        knowsResident = audience == .resident
        label = "\(method.rawValue) \(path)"
    }

    /// Who may call a route. Whoever may not, is told that there is no such page.
    enum Audience: Hashable, Sendable {
        case everyone
        /// Signed in and holding one of the roles somewhere.
        case staff(Set<Role>)
        /// A resident who has signed in by phone; what was left with the phone is theirs.
        case resident
        /// From the machine itself, without a proxy between.
        case machine
    }
}

extension Route {
    /// The same route, for the installation as a whole.
    func withoutTenant() -> Route {
        var route = self
        route.needsTenant = false
        return route
    }

    /// The same route, told nothing back about what was sent and how long it took.
    func confidential() -> Route {
        var route = self
        route.isConfidential = true
        return route
    }

    /// The same route, open to those, too, who have to change their password before anything else.
    func openBeforeChange() -> Route {
        var route = self
        route.isOpenBeforeChange = true
        return route
    }

    /// The same route, told which resident has signed in, if one has.
    func knowingResident() -> Route {
        var route = self
        route.knowsResident = true
        return route
    }

    /// The same route, closed to the tokens of programs.
    func bySignInOnly() -> Route {
        var route = self
        route.needsSignIn = true
        return route
    }

    /// The parts of the product that an operation belongs to, as tokens are limited; none for what is somebody's own account.
    /// Where a part was taken out of a larger one, the tokens of the larger one go on opening it.
    var tokenContexts: Set<APIToken.Context> {
        let parts = path.split(separator: "/").drop { ["api", "v1", "desk", "bulk"].contains($0) }
        switch parts.first {
        case "rooms", "coverage": return [.rooms, .directory]
        case "members", "units", "term-change", "experts": return [.directory]
        case "new-accounts", "register-roles": return [.accounts]
        case "visits": return [.receptions]
        case "enrolments", "joining": return [.sessions]
        case "campaigns": return [.campaigns, .sessions]
        case "live", "comments": return [.live, .sessions]
        case "deliberations", "statements": return [.deliberations, .topics]
        case "assignments", "assigning", "opinions", "commendations", "clues", "former-proposals",
            "proposal-statistics", "proposal-tables", "proposal-compilation", "proposal-planning",
            "proposal-entries":
            return [.proposals]
        case "proposal-sessions": return [.proposals, .sessions]
        case "handover", "lists", "assessment", "assessments", "scores", "deployments", "receipts": return [.items]
        case "lookbacks": return [.lookBacks, .items]
        case "contests": return [.contests, .items]
        case "quotas", "attendance", "appraisals": return [.duties]
        case "calendar": return [.practice]
        case "unmaskings", "holds", "retention": return [.privacy]
        case let first?: return APIToken.Context(rawValue: String(first)).map { [$0] } ?? []
        case nil: return []
        }
    }

    /// The same route, for uploads: a body of one file of the largest size, or of several that are smaller.
    /// `parts`: how many fields and files its form may have together; a box that is ticked is a field.
    func takingFiles(parts: Int = MultipartParser.partsMax) -> Route {
        var route = self
        route.bodyMax = MultipartForm.bodyMax
        route.partsMax = parts
        return route
    }

    /// A page or a form of pages, for everyone.
    static func page(
        _ method: HTTPRequest.Method = .get, _ path: String,
        _ handle: @escaping @Sendable (WebRequest) async throws -> WebResponse
    ) -> Route {
        Route(method: method, path: path, audience: .everyone, operation: nil, handle: handle)
    }

    /// A page for staff; the handler is given a person, so it cannot be reached without one.
    static func desk(
        _ method: HTTPRequest.Method = .get, _ path: String, for roles: Set<Role>,
        _ handle: @escaping @Sendable (WebRequest, SignedIn) async throws -> WebResponse
    ) -> Route {
        Route(method: method, path: path, audience: .staff(roles), operation: nil) { request in
            guard let signedIn = request.signedIn else { throw WebFailure.notFound }
            return try await handle(request, signedIn)
        }
    }

    /// A page or a form of pages for a resident who has signed in by phone.
    static func own(
        _ method: HTTPRequest.Method, _ path: String,
        _ handle: @escaping @Sendable (WebRequest, ResidentSignIn) async throws -> WebResponse
    ) -> Route {
        Route(method: method, path: path, audience: .resident, operation: nil) { request in
            guard let resident = request.resident else { throw WebFailure.notFound }
            return try await handle(request, resident)
        }
    }

    /// An operation of the API for a resident, by the bearer token of a sign-in by phone.
    static func ownAPI(
        _ method: HTTPRequest.Method, _ path: String, _ operation: Operation,
        _ handle: @escaping @Sendable (WebRequest, ResidentSignIn) async throws -> WebResponse
    ) -> Route {
        Route(method: method, path: "/api/v1/resident" + path, audience: .resident, operation: operation) { request in
            guard let resident = request.resident else { throw WebFailure.unauthorized }
            return try await handle(request, resident)
        }
    }

    /// An operation of the API, for everyone.
    static func api(
        _ method: HTTPRequest.Method, _ path: String, _ operation: Operation,
        _ handle: @escaping @Sendable (WebRequest) async throws -> WebResponse
    ) -> Route {
        Route(method: method, path: "/api/v1" + path, audience: .everyone, operation: operation, handle: handle)
    }

    /// An operation of the API for staff, by bearer token.
    static func api(
        _ method: HTTPRequest.Method, _ path: String, _ operation: Operation, for roles: Set<Role>,
        _ handle: @escaping @Sendable (WebRequest, SignedIn) async throws -> WebResponse
    ) -> Route {
        Route(method: method, path: "/api/v1" + path, audience: .staff(roles), operation: operation) { request in
            guard let signedIn = request.signedIn else { throw WebFailure.unauthorized }
            return try await handle(request, signedIn)
        }
    }
}
