// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Markup

/// A literal for the checker alone, so that a bad one can be looked at without stopping the program:
/// `"<p>\(.value)</p>"`.
struct Sketch: ExpressibleByStringInterpolation, Sendable, CustomTestStringConvertible {
    let problems: [ContextProblem]
    let testDescription: String

    init(stringLiteral literal: String) {
        problems = ContextChecker.problems(in: [.literal(literal)])
        testDescription = literal
    }

    init(stringInterpolation: StringInterpolation) {
        problems = ContextChecker.problems(in: stringInterpolation.pieces)
        testDescription = stringInterpolation.text
    }

    struct StringInterpolation: StringInterpolationProtocol {
        var pieces: [ContextChecker.Piece] = []
        var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: String) {
            pieces.append(.literal(literal))
            text += literal
        }

        mutating func appendInterpolation(_ hole: ContextChecker.Hole) {
            pieces.append(.hole(hole))
            text += "{\(hole)}"
        }
    }
}
