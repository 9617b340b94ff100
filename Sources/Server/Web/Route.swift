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
    /// False for what concerns the installation and no tenant: it answers under any host name.
    private(set) var needsTenant = true
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
        label = "\(method.rawValue) \(path)"
    }

    /// Who may call a route. Whoever may not, is told that there is no such page.
    enum Audience: Hashable, Sendable {
        case everyone
        /// Signed in and holding one of the roles somewhere.
        case staff(Set<Role>)
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
