// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Domain
import HTTPTypes

/// A request as handlers see it: who asks, at which tenant, with what, at what moment.
struct WebRequest: Sendable {
    let head: HTTPRequest
    let site: Site
    let signedIn: SignedIn?
    /// The resident who has signed in by phone; nil where nobody has, and where the route does not ask.
    let resident: ResidentSignIn?
    /// What stood in the braces of the route's path.
    let parameters: [String: String]
    let query: [String: String]
    let body: [UInt8]
    /// The body of a form that may bring files; nil for every other.
    let multipart: MultipartForm?
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

    /// The host name under which whoever asks is here, without its port.
    var host: String? { head.authority.map { String($0.lowercased().prefix { $0 != ":" }) } }

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
    var form: [String: String] { multipart?.fields ?? FormEncoding.decode(body) }

    /// The files that a form brings under this name; a field left empty brings none.
    func files(_ name: String) -> [MultipartForm.File] {
        multipart?.files.filter { $0.field == name } ?? []
    }

    /// What tells two bodies apart. The boundary of a form with files is another with each sending, its content is not.
    var bodyDigest: [UInt8] {
        multipart?.digest ?? SHA256.digest(body)
    }

    /// The fields of a JSON object. Throws for anything that is not an object of texts with these names.
    func fields(_ allowed: [InputField]) throws -> [String: String] {
        guard head.headerFields[.contentType]?.lowercased().hasPrefix("application/json") == true else {
            throw WebFailure.unsupportedMediaType
        }
        guard case .object(let object)? = JSON(parsing: body) else { throw WebFailure.malformedBody }
        var sent: [String: String] = [:]
        var problems: [FieldProblem] = []
        for (name, value) in object {
            guard let field = allowed.first(where: { $0.name == name }) else {
                problems.append(.init(field: name, sentence: "没有这个字段。"))
                continue
            }
            switch (value, field.isList) {
            case (.array(let items), true):
                for item in items {
                    guard case .string(let id) = item else {
                        problems.append(.init(field: name, sentence: "这个字段要是一列编号。"))
                        break
                    }
                    sent["\(name).\(id)"] = "on"
                }
            case (_, true): problems.append(.init(field: name, sentence: "这个字段要是一列编号。"))
            case (.string(let text), false): sent[name] = text
            case (.null, false), (.boolean, false), (.integer, false), (.number, false), (.array, false),
                (.object, false):
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
    /// For the navigation of the desk.
    var unreadNotices = 0
    /// Whether the password was chosen by somebody else, and nothing is done before it is changed.
    var mustChangePassword = false
    /// Since when there is the password; nil for the token of a program.
    var passwordSetAt: Instant?
    /// Whether the county asks for another password by now, and nothing is done before.
    var isPasswordTooOld = false
    var hasSecondFactor = false
    /// Whether the tenant asks for a second factor that the person has not set up.
    var mustEnrol = false
    /// What the token of a program opens; nil for somebody who has signed in.
    var scope: APIToken.Scope?
}
