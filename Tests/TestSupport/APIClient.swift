// SPDX-License-Identifier: Apache-2.0

import Foundation

@testable import Server

/// A program that uses the API at one host name, with a bearer token or without.
package struct APIClient: Sendable {
    private let client: WebClient
    private let host: String
    private let bearer: String?

    package init(_ client: WebClient, host: String = "127.0.0.1", bearer: String? = nil) {
        self.client = client
        self.host = host
        self.bearer = bearer
    }

    package func get(_ path: String, headers more: [(String, String)] = []) async throws -> WebAnswer {
        try await client.send("GET", "/api/v1" + path, headers: headers + more)
    }

    /// Sends a JSON object. `key`: the header `Idempotency-Key`; nil leaves it out, a fresh one if nothing is said.
    package func post(
        _ path: String, _ fields: [String: Any], key: String? = UUID().uuidString
    ) async throws -> WebAnswer {
        // Sorted, so that the same fields are the same bytes.
        try await post(
            path, bytes: try Array(JSONSerialization.data(withJSONObject: fields, options: .sortedKeys)), key: key)
    }

    /// Sends these bytes as JSON.
    package func post(_ path: String, bytes: [UInt8], key: String? = UUID().uuidString) async throws -> WebAnswer {
        var headers = headers + [("Content-Type", "application/json")]
        if let key { headers.append(("Idempotency-Key", key)) }
        return try await client.send("POST", "/api/v1" + path, headers: headers, body: bytes)
    }

    /// Uploads a photo of somebody who has no account.
    package func uploadPhoto(_ bytes: [UInt8]) async throws -> WebAnswer {
        try await client.send(
            "POST", "/api/v1/photos",
            headers: headers + [("Content-Type", "application/octet-stream"), ("Idempotency-Key", UUID().uuidString)],
            body: bytes)
    }

    /// Uploads a file as it is.
    package func upload(
        _ bytes: [UInt8], name: String, type: String = "application/octet-stream", key: String? = UUID().uuidString
    ) async throws -> WebAnswer {
        var headers = headers + [("Content-Type", type)]
        if let key { headers.append(("Idempotency-Key", key)) }
        let path = "/api/v1/attachments?name=\(FormEncoding.encode(name))"
        return try await client.send("POST", path, headers: headers, body: bytes)
    }

    package func delete(_ path: String) async throws -> WebAnswer {
        try await client.send("DELETE", "/api/v1" + path, headers: headers)
    }

    private var headers: [(String, String)] {
        [("Host", host)] + (bearer.map { [("Authorization", "Bearer \($0)")] } ?? [])
    }
}
