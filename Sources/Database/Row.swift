// SPDX-License-Identifier: Apache-2.0

import CPQ
import GRDBSQLite

/// One row of an answer, read column after column straight from the driver's buffer. Only valid inside its closure.
package struct Row {
    enum Source {
        case sqlite(OpaquePointer)
        case postgres(OpaquePointer, row: Int32)
    }

    let source: Source
    private var column: Int32 = 0

    init(_ source: Source) {
        self.source = source
    }

    /// The next column.
    package mutating func next<Value: SQLReadable>(_ type: Value.Type = Value.self) throws -> Value {
        try Value.read(&self)
    }

    /// How many columns it has.
    package var columnCount: Int {
        switch source {
        case .sqlite(let statement): Int(sqlite3_data_count(statement))
        case .postgres(let result, _): Int(PQnfields(result))
        }
    }

    /// Whether the next column is NULL; it stays the next. False when there is no next column.
    var isNextNull: Bool {
        switch source {
        case .sqlite(let statement):
            column < sqlite3_data_count(statement) && sqlite3_column_type(statement, column) == SQLITE_NULL
        case .postgres(let result, let row):
            column < PQnfields(result) && PQgetisnull(result, row, column) == 1
        }
    }

    mutating func skip() { column += 1 }

    /// A whole number; PostgreSQL's booleans are 1 and 0, as SQLite's are.
    mutating func nextInteger() throws -> Int64 {
        defer { column += 1 }
        switch source {
        case .sqlite(let statement):
            guard sqlite3_column_type(statement, column) == SQLITE_INTEGER else { throw mismatch("a whole number") }
            return sqlite3_column_int64(statement, column)
        case .postgres(let result, let row):
            let text = String(decoding: try field(result, row, "a whole number"), as: UTF8.self)
            if PQftype(result, column) == Self.boolean { return text == "t" ? 1 : 0 }
            guard let value = Int64(text) else { throw mismatch("a whole number") }
            return value
        }
    }

    mutating func nextReal() throws -> Double {
        defer { column += 1 }
        switch source {
        case .sqlite(let statement):
            let type = sqlite3_column_type(statement, column)
            guard type == SQLITE_FLOAT || type == SQLITE_INTEGER else { throw mismatch("a number") }
            return sqlite3_column_double(statement, column)
        case .postgres(let result, let row):
            guard let value = Double(String(decoding: try field(result, row, "a number"), as: UTF8.self)) else {
                throw mismatch("a number")
            }
            return value
        }
    }

    /// A text; numbers are spelt out, bytes are not.
    mutating func nextText() throws -> String {
        defer { column += 1 }
        switch source {
        case .sqlite(let statement):
            guard sqlite3_column_type(statement, column) != SQLITE_BLOB,
                let text = sqlite3_column_text(statement, column)
            else { throw mismatch("a text") }
            let count = Int(sqlite3_column_bytes(statement, column))
            return String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)
        case .postgres(let result, let row):
            let text = try field(result, row, "a text")
            guard PQftype(result, column) != Self.bytea else { throw mismatch("a text") }
            return String(decoding: text, as: UTF8.self)
        }
    }

    mutating func nextBytes() throws -> [UInt8] {
        defer { column += 1 }
        switch source {
        case .sqlite(let statement):
            guard sqlite3_column_type(statement, column) == SQLITE_BLOB else { throw mismatch("bytes") }
            let count = Int(sqlite3_column_bytes(statement, column))
            return Array(UnsafeRawBufferPointer(start: sqlite3_column_blob(statement, column), count: count))
        case .postgres(let result, let row):
            let text = try field(result, row, "bytes")
            guard PQftype(result, column) == Self.bytea, let bytes = Self.decodeHex(text) else {
                throw mismatch("bytes")
            }
            return bytes
        }
    }

    /// The text form of a column of PostgreSQL that is not NULL.
    private func field(_ result: OpaquePointer, _ row: Int32, _ wanted: String) throws -> UnsafeRawBufferPointer {
        guard column < PQnfields(result), PQgetisnull(result, row, column) == 0 else { throw mismatch(wanted) }
        return UnsafeRawBufferPointer(
            start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
    }

    /// Types of PostgreSQL, by their fixed numbers.
    private static let boolean: Oid = 16
    private static let bytea: Oid = 17

    /// `\x0a1b…`, as PostgreSQL writes bytes in its text format.
    private static func decodeHex(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        guard text.count >= 2, text[0] == UInt8(ascii: "\\"), text[1] == UInt8(ascii: "x") else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 2 - 1)
        for index in stride(from: 2, to: text.count - 1, by: 2) {
            guard let high = nibble(text[index]), let low = nibble(text[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 48...57: digit - 48
        case 97...102: digit - 87
        default: nil
        }
    }

    private func mismatch(_ wanted: String) -> DatabaseError {
        .malformed("column \(column) is not \(wanted)")
    }
}
