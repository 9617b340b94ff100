// SPDX-License-Identifier: Apache-2.0

/// A piece of HTML, held as the UTF-8 bytes that go to the browser.
///
/// It is written as a literal, and whatever is interpolated is escaped unless it is `HTML` itself. So a value that
/// came from a person can be shown but never becomes markup, and forgetting to escape does not compile:
///
/// ```swift
/// let row: HTML = """
///     <li class="topic"><a href="/topics/\(topic.id)">\(topic.title)</a></li>
///     """
/// ```
///
/// In debug builds every literal is also read by `ContextChecker`, which stops the program when a value stands where
/// escaping does not help: a tag name, an unquoted attribute, a script. Attribute values use double quotes.
package struct HTML: ExpressibleByStringInterpolation, Equatable, Sendable {
    /// The markup as UTF-8, ready to be sent.
    package internal(set) var bytes: [UInt8]

    /// An empty piece of HTML.
    package init() {
        bytes = []
    }

    /// HTML without interpolations. In debug builds, stops the program when the literal breaks a context rule.
    package init(stringLiteral literal: String) {
        #if DEBUG
            ContextChecker.require([.literal(literal)])
        #endif
        bytes = Array(literal.utf8)
    }

    /// HTML with interpolations. In debug builds, stops the program when the literal breaks a context rule.
    package init(stringInterpolation interpolation: StringInterpolation) {
        #if DEBUG
            ContextChecker.require(interpolation.pieces)
        #endif
        bytes = interpolation.bytes
    }

    /// Whether there is nothing to show.
    package var isEmpty: Bool { bytes.isEmpty }

    /// The markup as a string, for tests and mail; interpolating it into `HTML` escapes it like any other text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }
}
