// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

/// What every answer tells the browser: run nothing but our own script, be framed by nobody, tell nobody where from.
enum SecurityHeaders {
    private static let pages =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    /// For a page that shows what this host sends, such as a stream.
    static func pages(framing host: String) -> String { "\(pages); frame-src https://\(host)" }
    /// For what somebody uploaded: even if a browser took it for a page, nothing in it would run, load or ask.
    static let uploads = "default-src 'none'; sandbox; frame-ancestors 'none'"

    static func add(to headers: inout HTTPFields, isSecure: Bool) {
        if headers[.contentSecurityPolicy] == nil { headers[.contentSecurityPolicy] = pages }
        headers[.xContentTypeOptions] = "nosniff"
        // Not `no-referrer`: with it browsers send `Origin: null` from our own forms over plain http, and no form could
        // be told from a foreign one. This one hands on our host name alone, never a path with a tracking code in it.
        headers[.referrerPolicy] = "strict-origin"
        headers.append(HTTPField(name: .crossOriginOpenerPolicy, value: "same-origin"))
        if isSecure { headers[.strictTransportSecurity] = "max-age=31536000" }
    }
}
