// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

extension HTTPRequest {
    /// The path without the query. A mark that somebody has accented is a mark, as ``FormEncoding`` sees it.
    var pathAlone: String { String(Substring((path ?? "/").unicodeScalars.prefix { $0 != "?" })) }
}

/// The names of headers that the library does not know.
extension HTTPField.Name {
    /// Tells nginx to hand on each piece of a stream as it comes.
    static let accelBuffering = Self.named("X-Accel-Buffering")
    static let crossOriginOpenerPolicy = Self.named("Cross-Origin-Opener-Policy")
    static let crossOriginResourcePolicy = Self.named("Cross-Origin-Resource-Policy")
    static let forwarded = Self.named("Forwarded")
    static let forwardedFor = Self.named("X-Forwarded-For")
    static let idempotencyKey = Self.named("Idempotency-Key")
    static let idempotencyReplayed = Self.named("Idempotency-Replayed")
    static let referrerPolicy = Self.named("Referrer-Policy")
    /// Up to where a browser that comes back has been told.
    static let lastEventID = Self.named("Last-Event-ID")
    /// Asks the browser to come again after some seconds, without a script.
    static let refresh = Self.named("Refresh")
    static let requestID = Self.named("X-Request-Id")
    static let secFetchSite = Self.named("Sec-Fetch-Site")
    static let secPurpose = Self.named("Sec-Purpose")
    static let serverTiming = Self.named("Server-Timing")

    private static func named(_ name: String) -> Self {
        guard let name = Self(name) else { preconditionFailure("a plain token is a header's name") }
        return name
    }
}
