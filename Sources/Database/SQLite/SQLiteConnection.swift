// SPDX-License-Identifier: Apache-2.0

import GRDBSQLite

/// A SQLite connection with its prepared statements. Used by one thread at a time.
final class SQLiteConnection: Connection {
    private let handle: OpaquePointer
    private var statements: [String: OpaquePointer] = [:]
    private static let statementsMax = 300

    init(handle: OpaquePointer) {
        self.handle = handle
    }

    /// Whether a transaction is open. SQLite ends one by itself when the disk is full or fails.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Drops the prepared statements; before the connection is closed.
    func finalize() {
        for statement in statements.values { sqlite3_finalize(statement) }
        statements = [:]
    }

    func query(_ text: String, _ values: [SQLValue], isLong: Bool, _ body: (inout Row) throws -> Bool) throws {
        let (statement, isCached) = try prepared(text)
        defer {
            sqlite3_reset(statement)
            if !isCached { sqlite3_finalize(statement) } else if !values.isEmpty { sqlite3_clear_bindings(statement) }
        }
        for (index, value) in values.enumerated() { try bind(value, to: statement, at: Int32(index + 1)) }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW:
                var row = Row(.sqlite(statement))
                // A change that returns rows is made and checked before its first row: leaving early leaves it whole.
                guard try body(&row) else { return }
            case SQLITE_DONE: return
            default: throw error()
            }
        }
    }

    func execute(_ text: String, _ values: [SQLValue]) throws -> Int {
        try query(text, values, isLong: false) { _ in true }
        return Int(sqlite3_changes(handle))
    }

    /// A statement without values and rows that is needed again and again.
    func step(_ text: String) throws {
        try query(text, [], isLong: false) { _ in true }
    }

    func run(script: String) throws {
        guard sqlite3_exec(handle, script, nil, nil, nil) == SQLITE_OK else { throw error() }
    }

    /// Nothing to do: a statement here runs until it is done.
    func allow(_ limit: Duration) {}

    /// A statement that nobody is using: one whose rows are just being read is not taken away from its reader.
    private func prepared(_ text: String) throws -> (OpaquePointer, isCached: Bool) {
        if let statement = statements[text] {
            if sqlite3_stmt_busy(statement) == 0 { return (statement, true) }
            return (try prepare(text), false)
        }
        if statements.count >= Self.statementsMax { dropIdleStatements() }
        let statement = try prepare(text)
        statements[text] = statement
        return (statement, true)
    }

    private func prepare(_ text: String) throws -> OpaquePointer {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v3(handle, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil) == SQLITE_OK
        else { throw error() }
        guard let statement else { throw DatabaseError.failed(code: "sqlite", message: "the statement is empty") }
        return statement
    }

    private func dropIdleStatements() {
        for (text, statement) in statements where sqlite3_stmt_busy(statement) == 0 {
            sqlite3_finalize(statement)
            statements[text] = nil
        }
    }

    private func bind(_ value: SQLValue, to statement: OpaquePointer, at index: Int32) throws {
        try value.requireStorable()
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        let outcome =
            switch value {
            case .null: sqlite3_bind_null(statement, index)
            case .integer(let number): sqlite3_bind_int64(statement, index, number)
            case .real(let number): sqlite3_bind_double(statement, index, number)
            // A C string argument is never a null pointer, so an empty text stays a text.
            case .text(let text):
                sqlite3_bind_text64(statement, index, text, UInt64(text.utf8.count), transient, UInt8(SQLITE_UTF8))
            case .bytes(let bytes) where bytes.isEmpty: sqlite3_bind_zeroblob(statement, index, 0)
            case .bytes(let bytes): sqlite3_bind_blob64(statement, index, bytes, UInt64(bytes.count), transient)
            }
        guard outcome == SQLITE_OK else { throw error() }
    }

    /// The last error of the connection, in the common words.
    private func error() -> DatabaseError {
        DatabaseError(
            sqliteCode: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)))
    }
}
