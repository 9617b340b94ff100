// SPDX-License-Identifier: Apache-2.0

import GRDB

/// Threads that read, each with a connection of its own.
final class SQLiteReaders: Sendable {
    /// A connection and what keeps it open. It is used outside GRDB's queue, but by one thread at a time.
    private struct Reader: @unchecked Sendable {
        private let queue: DatabaseQueue
        let connection: SQLiteConnection

        init(path: String, configuration: GRDB.Configuration) throws {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            let handle = try queue.read { database in
                // An address crosses the queue, because a pointer is not Sendable.
                database.sqliteConnection.map { Int(bitPattern: $0) }
            }
            guard let pointer = handle.flatMap({ OpaquePointer(bitPattern: $0) }) else {
                throw DatabaseError.unavailable("the database is not open")
            }
            connection = SQLiteConnection(handle: pointer)
        }

        func close() {
            connection.finalize()
            try? queue.close()
        }
    }

    private let workers: Workers
    private let readers: [Reader]

    init(path: String, count: Int) throws {
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { database in
            try database.execute(
                sql: "PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF")
        }
        readers = try (0..<count).map { _ in try Reader(path: path, configuration: configuration) }
        workers = Workers(count: count, patience: .seconds(10))
    }

    /// Runs `body` in a transaction of its own: one snapshot.
    func run<Value: Sendable>(_ body: @escaping @Sendable (SQLiteConnection) throws -> Value) async throws -> Value {
        try await workers.run { seat in
            let connection = self.readers[seat].connection
            try connection.step("BEGIN")
            // There is nothing to keep, and a rollback cannot be refused.
            defer { try? connection.step("ROLLBACK") }
            return try body(connection)
        }
    }

    func close() async {
        await workers.close()
        for reader in readers { reader.close() }
    }
}
