// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import HTTPTypes
import TestSupport
import Testing

@testable import Server

@Suite("The OpenAPI document", .serialized)
struct OpenAPITests {
    /// Posts that take no key: of a body with a password not even a digest is kept, and a vote that is sent
    /// twice is one vote.
    private static let once = [
        "/sign-ins", "/invitations/{token}", "/me/password", "/second-factor", "/second-factor/confirmation",
        "/second-factor/removal", "/second-factor/recovery-codes", "/votes",
    ]

    @Test("every operation of the route table is in it, and nothing else")
    func complete() async throws {
        try await Village.with(.sqlite) { village in
            let answer = try await village.program().get("/openapi.json")
            #expect(answer.status == 200)
            let paths = try #require(answer.object["paths"] as? [String: [String: Any]])
            let described = paths.flatMap { path, methods in methods.keys.map { "\($0.uppercased()) \(path)" } }
            let routes = village.installation.table.routes.filter { $0.isAPI && $0.path != "/api/v1/openapi.json" }
            #expect(described.sorted() == routes.map(\.label).sorted())
            #expect(routes.allSatisfy { $0.operation != nil })
            #expect(village.installation.table.routes.allSatisfy { $0.isAPI || $0.operation == nil })
        }
    }

    @Test("it names each operation once, its path parameters, its key, its sign-in and its answers")
    func operations() async throws {
        try await Village.with(.sqlite) { village in
            let answer = try await village.program().get("/openapi.json")
            #expect(answer["openapi"] == "3.1.0")
            let paths = try #require(answer.object["paths"] as? [String: [String: [String: Any]]])
            var names: [String] = []
            for route in village.installation.table.routes where route.operation != nil {
                let method = route.method.rawValue.lowercased()
                let operation = try #require(paths[route.path]?[method], "\(route.label)")
                names.append(operation["operationId"] as? String ?? "")
                let parameters = operation["parameters"] as? [[String: Any]] ?? []
                let inPath = parameters.filter { $0["in"] as? String == "path" }.compactMap { $0["name"] as? String }
                let braces = route.path.matches(of: /\{(\w+)\}/).map { String($0.output.1) }
                #expect(inPath == braces, "\(route.label)")
                let isIdempotent = parameters.contains { $0["name"] as? String == "Idempotency-Key" }
                let repeats = method == "post" && !Self.once.contains { route.path.hasSuffix($0) }
                #expect(isIdempotent == repeats, "\(route.label)")
                let isForEveryone = route.audience == .everyone || route.audience == .machine
                #expect((operation["security"] == nil) == isForEveryone, "\(route.label)")
                let responses = operation["responses"] as? [String: Any] ?? [:]
                #expect(responses.count == 2 && responses["default"] != nil, "\(route.label)")
            }
            #expect(Set(names).count == names.count)
        }
    }
}
