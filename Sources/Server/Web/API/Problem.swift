// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

/// What went wrong, ready to be told: as RFC 9457 to programs, as a page to people.
struct Problem: Sendable {
    let status: HTTPResponse.Status
    /// Stable; what programs switch on.
    let code: String
    /// What is wrong and what to do.
    let sentence: String
    var fields: [FieldProblem] = []
    var headers: HTTPFields = [:]

    var response: WebResponse {
        var json: [(String, JSON)] = [
            ("type", "about:blank"), ("title", .string(status.reasonPhrase)),
            ("status", .integer(Int64(status.code))), ("code", .string(code)), ("detail", .string(sentence)),
        ]
        if !fields.isEmpty {
            json.append(
                (
                    "fields",
                    .array(fields.map { ["name": .string($0.field), "detail": .string($0.sentence)] })
                ))
        }
        var response = WebResponse.json(.object(json), status: status)
        response.headers[.contentType] = "application/problem+json"
        for header in headers { response.headers.append(header) }
        return response
    }
}
