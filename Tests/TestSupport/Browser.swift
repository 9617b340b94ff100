// SPDX-License-Identifier: Apache-2.0

import Synchronization

@testable import Server

/// A browser at one host name: keeps its cookies, sends forms from the pages that hold them, follows nothing.
package final class Browser: Sendable {
    private let client: WebClient
    private let host: String
    private let jar: Mutex<[String: String]>

    /// The page has no form that is sent there.
    package struct NoForm: Error {
        package let page: String
        package let action: String
        package let status: Int
    }

    package init(_ client: WebClient, host: String = "127.0.0.1", signIn: String? = nil) {
        self.client = client
        self.host = host
        jar = Mutex(signIn.map { [Envelope.signInCookieName: $0] } ?? [:])
    }

    package var port: Int { client.port }
    package var cookies: [String: String] { jar.withLock { $0 } }

    package func get(_ path: String, headers: [(String, String)] = []) async throws -> WebAnswer {
        try await send("GET", path, headers: headers, body: nil)
    }

    /// Sends fields as a form does, with nothing added.
    package func post(
        _ path: String, _ fields: [(String, String)], headers: [(String, String)] = []
    ) async throws -> WebAnswer {
        try await post(path, encoded: WebForm.encode(fields), headers: headers)
    }

    package func post(_ path: String, encoded: [UInt8], headers: [(String, String)] = []) async throws -> WebAnswer {
        try await send(
            "POST", path, headers: headers + [("Content-Type", "application/x-www-form-urlencoded")], body: encoded)
    }

    /// Sends fields and files as a form with files does, with nothing added.
    package func post(
        _ path: String, _ form: MultipartSketch, headers: [(String, String)] = []
    ) async throws -> WebAnswer {
        try await send("POST", path, headers: headers + [("Content-Type", form.contentType)], body: form.bytes)
    }

    /// The token of a form on a page. Throws ``NoForm``.
    package func token(on page: String, for action: String) async throws -> String {
        let answer = try await get(page)
        guard let token = answer.formToken(action) else {
            throw NoForm(page: page, action: action, status: answer.status)
        }
        return token
    }

    /// Opens the page and sends its form, as a person does. Throws ``NoForm``.
    package func fillIn(
        _ page: String, action: String, _ fields: [(String, String)], headers: [(String, String)] = []
    ) async throws -> WebAnswer {
        let token = try await token(on: page, for: action)
        return try await post(action, [("_token", token)] + fields, headers: headers)
    }

    /// Sends the page's own form with all that travels unseen in it, as a browser does. Throws ``NoForm``.
    package func press(_ page: String, action: String, _ fields: [(String, String)] = []) async throws -> WebAnswer {
        let answer = try await get(page)
        guard let hidden = answer.hiddenFields(action) else {
            throw NoForm(page: page, action: action, status: answer.status)
        }
        return try await post(action, hidden + fields)
    }

    private func send(
        _ method: String, _ path: String, headers: [(String, String)], body: [UInt8]?
    ) async throws -> WebAnswer {
        var headers = headers
        if !headers.contains(where: { $0.0.lowercased() == "host" }) { headers.append(("Host", host)) }
        let line = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        if !line.isEmpty { headers.append(("Cookie", line)) }
        let answer = try await client.send(method, path, headers: headers, body: body)
        jar.withLock { $0.merge(answer.cookies) { $1 } }
        return answer
    }
}

/// The fields of a form, on the wire.
package enum WebForm {
    package static func encode(_ fields: [(String, String)]) -> [UInt8] {
        Array(fields.map { "\(FormEncoding.encode($0.0))=\(FormEncoding.encode($0.1))" }.joined(separator: "&").utf8)
    }
}
