// SPDX-License-Identifier: Apache-2.0

/// Somebody of the demo's staff with a program: signs in when the server asks for it, and does what the desk can do.
struct LiveStaff {
    private var client: LoopbackClient
    private let name: String

    init(_ client: LoopbackClient, as name: String) {
        (self.client, self.name) = (client, name)
    }

    mutating func get(_ path: String) async throws -> LoopbackClient.Answer {
        try await asked { try await $0.get("/api/v1\(path)") }
    }

    /// Does something; throws when the server refuses.
    @discardableResult
    mutating func post(_ path: String, _ fields: [String: Any] = [:]) async throws -> LoopbackClient.Answer {
        let answer = try await asked { try await $0.post("/api/v1\(path)", fields) }
        guard (200..<300).contains(answer.status) else { throw LoopbackClient.Unexpected(what: path, answer: answer) }
        return answer
    }

    /// A sign-in ends while the hours go by; then there is another.
    private mutating func asked(
        _ question: (LoopbackClient) async throws -> LoopbackClient.Answer
    ) async throws -> LoopbackClient.Answer {
        if client.bearer != nil {
            let answer = try await question(client)
            guard answer.status == 401 else { return answer }
        }
        client.bearer = nil
        let entered = try await client.post("/api/v1/sign-ins", ["name": name, "password": DemoPeople.password])
        guard let token = entered["token"] else { throw LoopbackClient.Unexpected(what: "no sign-in", answer: entered) }
        client.bearer = token
        return try await question(client)
    }
}
