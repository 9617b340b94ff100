// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// A request as handlers see it: who asks, at which tenant, with what, at what moment.
struct WebRequest: Sendable {
    let head: HTTPRequest
    let site: Site
    let signedIn: SignedIn?
    /// What stood in the braces of the route's path.
    let parameters: [String: String]
    let query: [String: String]
    let body: [UInt8]
    /// The nonce of a form's token, which has been checked; nil under `/api`.
    let formNonce: [UInt8]?
    let forms: FormDesk
    let client: Client
    let now: Instant

    /// Where a request came from, as far as can be known; for limits, never for the log.
    struct Client: Sendable {
        /// The address, a proxy's word counted only where the proxy is trusted.
        let address: String
        /// The random mark of this browser; nil before its first form.
        let device: String?
        let isElder: Bool
    }

    /// The actor for rules that do not depend on a record.
    var actor: Actor {
        signedIn.map { .staff($0.staff) } ?? .visitor
    }

    /// The path without the query.
    var path: String { head.pathAlone }

    /// The id that stood in the path; a malformed one is not found.
    func id<Subject>(_ name: String) throws -> Identifier<Subject> {
        guard let id = Identifier<Subject>(parameters[name] ?? "") else { throw WebFailure.notFound }
        return id
    }

    /// A token for a form on this page that is sent to `action`.
    func token(for action: String) -> String {
        forms.token(for: action)
    }

    /// The fields of a form.
    var form: [String: String] { FormEncoding.decode(body) }

    /// The fields of a JSON object. Throws for anything that is not an object of texts with these names.
    func fields(_ allowed: [InputField]) throws -> [String: String] {
        guard head.headerFields[.contentType]?.lowercased().hasPrefix("application/json") == true else {
            throw WebFailure.unsupportedMediaType
        }
        guard case .object(let object)? = JSON(parsing: body) else { throw WebFailure.malformedBody }
        var sent: [String: String] = [:]
        var problems: [FieldProblem] = []
        for (name, value) in object {
            guard allowed.contains(where: { $0.name == name }) else {
                problems.append(.init(field: name, sentence: "没有这个字段。"))
                continue
            }
            switch value {
            case .string(let text): sent[name] = text
            case .null, .boolean, .integer, .number, .array, .object:
                problems.append(.init(field: name, sentence: "这个字段要是文字。"))
            }
        }
        guard problems.isEmpty else { throw InputProblems(problems) }
        return sent
    }
}

/// Somebody who has signed in, and by which sign-in.
struct SignedIn: Sendable {
    let staff: Staff
    let signIn: SignIn.ID
    /// What ties forms to this sign-in.
    let tokenHash: [UInt8]
}
