// SPDX-License-Identifier: Apache-2.0

/// SQLite opened for reading only, beside a server that writes: it locks nobody out and changes nothing.
///
/// While a reading lasts, the server's log cannot begin anew and grows; afterwards it does.
package final class SQLiteSnapshotEngine: Engine {
    package let dialect = Dialect.sqlite
    package let counters = EngineCounters()
    private let readers: SQLiteReaders

    /// Opens a file that is there. Throws when there is none.
    package init(path: String) throws {
        do {
            readers = try SQLiteReaders(path: path, count: 1)
        } catch {
            throw DatabaseError.unavailable("\(path): \(error)")
        }
    }

    package func read<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value
    {
        let counters = counters
        return try await readers.run { connection in
            let transaction = Transaction(connection, dialect: .sqlite, counters: counters)
            return try transaction.unlessFailed(try body(transaction))
        }
    }

    /// Throws ``DatabaseError/unavailable(_:)``, always.
    package func write<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value
    {
        throw DatabaseError.unavailable("the database is open for reading only")
    }

    package func purge(_ table: StaticString) async throws {
        throw DatabaseError.unavailable("the database is open for reading only")
    }

    package func refreshStatistics() async throws {
        throw DatabaseError.unavailable("the database is open for reading only")
    }

    package func listen(to name: String, _ heard: @escaping @Sendable (String?) -> Void) async {}

    package func close() async {
        await readers.close()
    }
}
