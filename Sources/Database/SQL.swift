// SPDX-License-Identifier: Apache-2.0

/// SQL written as SQL. An interpolated value is always bound; another `SQL` composes.
///
///     "SELECT name FROM room WHERE tenant = \(tenant) AND id = \(id)"
package struct SQL: ExpressibleByStringInterpolation, Sendable {
    enum Part: Sendable {
        case text(String)
        case value(SQLValue)
        case fork(sqlite: String, postgres: String)

        /// UTF-8 bytes that it may take in the text.
        var lengthMax: Int {
            switch self {
            case .text(let text): text.utf8.count
            case .value: 6
            case .fork(let sqlite, let postgres): max(sqlite.utf8.count, postgres.utf8.count)
            }
        }
    }

    private(set) var parts: [Part]

    package init(stringLiteral text: String) {
        parts = [.text(text)]
    }

    package init(stringInterpolation: StringInterpolation) {
        parts = stringInterpolation.parts
    }

    /// The pieces with `separator` between them.
    package init(joining pieces: [SQL], with separator: SQL) {
        parts = []
        for (index, piece) in pieces.enumerated() {
            if index > 0 { parts += separator.parts }
            parts += piece.parts
        }
    }

    package static func + (a: SQL, b: SQL) -> SQL {
        var sum = a
        sum.parts += b.parts
        return sum
    }

    /// The text with placeholders, `?` or `$1 …`, and the values in their order.
    package func rendered(for dialect: Dialect) -> (text: String, values: [SQLValue]) {
        if parts.count == 1, case .text(let text) = parts[0] { return (text, []) }
        var text = ""
        text.reserveCapacity(parts.reduce(0) { $0 + $1.lengthMax })
        var values: [SQLValue] = []
        values.reserveCapacity(parts.count / 2 + 1)
        for part in parts {
            switch part {
            case .text(let literal): text += literal
            case .fork(let sqlite, let postgres): text += dialect == .sqlite ? sqlite : postgres
            case .value(let value):
                values.append(value)
                switch dialect {
                case .sqlite: text += "?"
                case .postgres: text += "$\(values.count)"
                }
            }
        }
        return (text, values)
    }
}

extension SQL {
    /// What may stand in `\(…)`.
    package struct StringInterpolation: StringInterpolationProtocol {
        var parts: [Part] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            parts.reserveCapacity(interpolationCount * 2 + 1)
        }

        package mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { parts.append(.text(literal)) }
        }

        /// A value, bound.
        package mutating func appendInterpolation(_ value: some SQLBindable) {
            parts.append(.value(value.sqlValue))
        }

        /// A value that may be missing, bound; nil is NULL.
        package mutating func appendInterpolation(_ value: (some SQLBindable)?) {
            parts.append(.value(value?.sqlValue ?? .null))
        }

        /// Another piece of SQL.
        package mutating func appendInterpolation(_ fragment: SQL) {
            parts += fragment.parts
        }

        /// Two spellings, for the places where the engines differ.
        package mutating func appendInterpolation(sqlite: StaticString, postgres: StaticString) {
            parts.append(.fork(sqlite: sqlite.description, postgres: postgres.description))
        }

        /// Text that is not a literal. Counted by a tidy test; never with anything a person typed.
        package mutating func appendInterpolation(unsafe text: String) {
            parts.append(.text(text))
        }
    }
}
