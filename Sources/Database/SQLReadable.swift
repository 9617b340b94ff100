// SPDX-License-Identifier: Apache-2.0

/// What a column can be read as.
package protocol SQLReadable {
    /// Reads the next column. Throws ``DatabaseError/malformed(_:)`` if it holds something else.
    static func read(_ row: inout Row) throws -> Self
}

extension Int64: SQLReadable {
    package static func read(_ row: inout Row) throws -> Int64 { try row.nextInteger() }
}

extension Int: SQLReadable {
    package static func read(_ row: inout Row) throws -> Int { Int(try row.nextInteger()) }
}

extension Bool: SQLReadable {
    package static func read(_ row: inout Row) throws -> Bool { try row.nextInteger() != 0 }
}

extension Double: SQLReadable {
    package static func read(_ row: inout Row) throws -> Double { try row.nextReal() }
}

extension String: SQLReadable {
    package static func read(_ row: inout Row) throws -> String { try row.nextText() }
}

extension [UInt8]: SQLReadable {
    package static func read(_ row: inout Row) throws -> [UInt8] { try row.nextBytes() }
}

extension Optional: SQLReadable where Wrapped: SQLReadable {
    package static func read(_ row: inout Row) throws -> Wrapped? {
        if row.isNextNull {
            row.skip()
            return nil
        }
        return try Wrapped.read(&row)
    }
}
