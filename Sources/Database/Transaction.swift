// SPDX-License-Identifier: Apache-2.0

/// A transaction at work. It belongs to the closure that borrows it and must not leave it.
///
/// A statement that fails ends it, on both engines: later statements throw the same error, and nothing is kept, even if
/// the error is caught. Where a refusal is expected, the statement says so (`ON CONFLICT`).
package final class Transaction {
    package let dialect: Dialect
    private let connection: any Connection
    private let counters: EngineCounters
    private var failure: (any Error)?
    private var actions: [@Sendable () -> Void] = []

    init(_ connection: any Connection, dialect: Dialect, counters: EngineCounters) {
        self.connection = connection
        self.dialect = dialect
        self.counters = counters
    }

    /// All rows of a query.
    package func rows<Value>(_ sql: SQL, _ decode: (inout Row) throws -> Value) throws -> [Value] {
        var values: [Value] = []
        try query(sql, isLong: false) { row in
            values.append(try decode(&row))
            return true
        }
        return values
    }

    /// The first row of a query, or nil if there is none; the others are neither decoded nor, on SQLite, looked for.
    package func first<Value>(_ sql: SQL, _ decode: (inout Row) throws -> Value) throws -> Value? {
        var value: Value?
        try query(sql, isLong: false) { row in
            value = try decode(&row)
            return false
        }
        return value
    }

    /// Every row of a query, one at a time: an answer of any length in constant memory, unless `body` asks for more
    /// meanwhile; then PostgreSQL's remaining rows are held.
    package func forEach(_ sql: SQL, _ body: (inout Row) throws -> Void) throws {
        try query(sql, isLong: true) { row in
            try body(&row)
            return true
        }
    }

    /// Rows of a query, one at a time and in constant memory, as long as `body` says to go on.
    package func scan(_ sql: SQL, _ body: (inout Row) throws -> Bool) throws {
        try query(sql, isLong: true, body)
    }

    /// A statement without rows; returns how many an INSERT, UPDATE or DELETE changed.
    @discardableResult
    package func execute(_ sql: SQL) throws -> Int {
        let (text, values) = sql.rendered(for: dialect)
        return try statement { try connection.execute(text, values) }
    }

    /// A script of several statements without values, as migrations are.
    func run(script: String) throws {
        try statement { try connection.run(script: script) }
    }

    /// Gives each statement of this transaction so much time, in place of the seconds that people wait for: for
    /// migrations, verification and whatever else nobody waits for at a page. On SQLite there is no limit anyway.
    package func allow(_ limit: Duration) throws {
        try statement { try connection.allow(limit) }
    }

    /// Has `action` done once what this transaction wrote is durable, before anybody is told; never if it is not.
    /// Short and without failure: others wait.
    package func afterCommit(_ action: @escaping @Sendable () -> Void) {
        actions.append(action)
    }

    /// What is to be done after COMMIT.
    var committed: [@Sendable () -> Void] { actions }

    /// What a body returned; throws if it has caught a failure that ended the transaction.
    func unlessFailed<Value>(_ value: Value) throws -> Value {
        if let failure { throw failure }
        return value
    }

    private func query(_ sql: SQL, isLong: Bool, _ body: (inout Row) throws -> Bool) throws {
        let (text, values) = sql.rendered(for: dialect)
        // What the body of a query throws is its own affair and does not end the transaction.
        var refusal: (any Error)?
        try statement {
            try connection.query(text, values, isLong: isLong) { row in
                do {
                    return try body(&row)
                } catch {
                    refusal = error
                    return false
                }
            }
        }
        if let refusal { throw refusal }
    }

    private func statement<Value>(_ work: () throws -> Value) throws -> Value {
        if let failure { throw failure }
        counters.countStatement()
        do {
            return try work()
        } catch {
            failure = error
            throw error
        }
    }
}

/// One connection of either engine, used by one thread at a time.
protocol Connection {
    /// Calls `body` with each row until it returns false. `isLong`: the answer may be too long to be held.
    func query(_ text: String, _ values: [SQLValue], isLong: Bool, _ body: (inout Row) throws -> Bool) throws
    func execute(_ text: String, _ values: [SQLValue]) throws -> Int
    func run(script: String) throws
    func allow(_ limit: Duration) throws
}
