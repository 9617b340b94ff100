// SPDX-License-Identifier: Apache-2.0

/// Reads an `HTML` literal roughly as a browser does and finds values in places where escaping does not protect.
///
/// Escaping makes a text safe as content and inside a quoted attribute, nowhere else. Debug builds run this over
/// every literal that is used; a test that renders every page therefore proves all of them.
struct ContextChecker {
    /// A part of a literal.
    enum Piece {
        case literal(String)
        case hole(Hole)
    }

    /// What stands at a `\(…)`.
    enum Hole {
        case value, html, raw, url, attribute
    }

    /// Where in the markup the next byte stands.
    enum State: Equatable {
        case text
        /// Text in which no tag but the element's own end is seen: `<title>`, `<textarea>`.
        case plainText
        /// Script, style and their like: no references, so nothing can be escaped.
        case code
        case tagStart, tagName, betweenAttributes, attributeEnd, attributeName, attributeEquals
        case attributeValue, unquotedValue
        case comment
        /// From `<!` to `>`, such as the doctype.
        case declaration
    }

    var state = State.text
    var problems: [ContextProblem] = []
    var tag: [UInt8] = []
    var isEndTag = false
    var attribute: [UInt8] = []
    /// The literal text of the attribute's value so far.
    var valueStart: [UInt8] = []
    var valueHasHole = false
    /// The last bytes of a comment or of code, in which its end is recognised.
    var window: [UInt8] = []

    /// Everything that is wrong with a literal, in reading order; empty when it is safe.
    static func problems(in pieces: [Piece]) -> [ContextProblem] {
        var checker = ContextChecker()
        for piece in pieces {
            switch piece {
            case .literal(let text):
                for byte in text.utf8 { checker.read(byte) }
            case .hole(let hole):
                checker.meet(hole)
            }
        }
        if checker.state != .text { checker.problems.append(.endsOutsideText) }
        return checker.problems
    }

    /// Stops the program when the literal has a problem: a programmer's error, found in debug builds.
    static func require(_ pieces: [Piece]) {
        let problems = problems(in: pieces)
        guard !problems.isEmpty else { return }
        let literal = pieces.map { piece in
            switch piece {
            case .literal(let text): text
            case .hole(let hole): "\\(\(hole))"
            }
        }
        preconditionFailure(
            "unsafe HTML literal: \(problems.map(\.sentence).joined(separator: "; "))\n\(literal.joined())")
    }
}
