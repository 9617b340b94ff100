// SPDX-License-Identifier: Apache-2.0

/// A value on its way into the database.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case bytes([UInt8])

    /// Throws ``DatabaseError/malformed(_:)`` for what only one of the engines could hold: a text with a NUL, a number
    /// that is none.
    func requireStorable() throws {
        switch self {
        case .text(let text) where text.utf8.contains(0): throw DatabaseError.malformed("a text holds a NUL")
        case .real(let number) where !number.isFinite: throw DatabaseError.malformed("\(number) is not a number")
        default: break
        }
    }
}

/// What may stand in `\(…)` inside an ``SQL`` literal: it is always bound, never written into the text.
package protocol SQLBindable: Sendable {
    var sqlValue: SQLValue { get }
}

extension SQLValue: SQLBindable {
    package var sqlValue: SQLValue { self }
}

extension Int64: SQLBindable {
    package var sqlValue: SQLValue { .integer(self) }
}

extension Int: SQLBindable {
    package var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Bool: SQLBindable {
    /// 1 or 0: the two engines share columns of whole numbers.
    package var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension Double: SQLBindable {
    package var sqlValue: SQLValue { .real(self) }
}

extension String: SQLBindable {
    package var sqlValue: SQLValue { .text(self) }
}

extension [UInt8]: SQLBindable {
    package var sqlValue: SQLValue { .bytes(self) }
}

extension Optional: SQLBindable where Wrapped: SQLBindable {
    package var sqlValue: SQLValue { self?.sqlValue ?? .null }
}
