// SPDX-License-Identifier: Apache-2.0

import GRDB
import Glibc

/// SQLite in one file: WAL, every commit flushed to the disk, concurrent writers sharing one transaction.
package final class SQLiteEngine: Engine {
    package let dialect = Dialect.sqlite
    package let counters = EngineCounters()
    private let pool: DatabasePool
    private let readers: SQLiteReaders
    private let commits: GroupCommit

    /// Opens or creates the file. `readers`: how many threads read at once.
    package init(path: String, readers count: Int = 4) throws {
        // Whoever opened a database before us has begun for all: then it is counted, and only slower.
        _ = SQLiteLibrary.leavesMemoryUncounted
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 1
        configuration.prepareDatabase { database in
            try database.execute(
                sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY")
            try database.execute(sql: "PRAGMA cache_size = -16384; PRAGMA mmap_size = 0")
        }
        pool = try Self.opened(path, configuration)
        // GRDB sets NORMAL on its writer after `prepareDatabase`, which would lose acknowledged writes with the power:
        // FULL is set after opening, and checked.
        try pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 2000")
            // What is deleted is overwritten with zeros: erased words do not stay in free pages.
            try database.execute(sql: "PRAGMA secure_delete = ON")
            let level = try Int.fetchOne(database, sql: "PRAGMA synchronous")
            guard level == 2 else {
                throw DatabaseError.failed(code: "sqlite", message: "synchronous is \(level ?? -1), not FULL")
            }
        }
        readers = try SQLiteReaders(path: path, count: count)
        commits = GroupCommit(pool: pool, counters: counters)
    }

    /// A new file is turned to WAL once. Another process at the same may hold the lock, and for this one lock SQLite does
    /// not wait by itself.
    private static func opened(_ path: String, _ configuration: GRDB.Configuration) throws -> DatabasePool {
        let end = ContinuousClock.now + .seconds(5)
        while true {
            do {
                return try DatabasePool(path: path, configuration: configuration)
            } catch let error as GRDB.DatabaseError where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < end
            {
                usleep(20_000)
            }
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

    package func write<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value
    {
        try await commits.write(body)
    }

    /// Brings the whole log into the file, which overwrites deleted bytes with zeros, and cuts the log to nothing.
    package func purge(_ table: StaticString) async throws {
        try await pool.writeWithoutTransaction { database in
            // Without waiting first: the writers behind this one shall not wait for somebody who reads for long.
            guard try Self.checkpoint("PASSIVE", database), try Self.checkpoint("TRUNCATE", database) else {
                throw DatabaseError.timedOut
            }
        }
    }

    /// Without counts a query may walk all of one table for each row of another. A bounded look into each index is enough,
    /// and keeps no samples of what stands there.
    package func refreshStatistics() async throws {
        try await pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA analysis_limit = 400; ANALYZE")
            // The other connections read the counts with the schema, and that again when its number changes.
            let version = try Int.fetchOne(database, sql: "PRAGMA schema_version") ?? 0
            try database.execute(sql: "PRAGMA schema_version = \(version + 1)")
        }
    }

    /// Whether all of the log is in the file now.
    private static func checkpoint(_ mode: String, _ database: GRDB.Database) throws -> Bool {
        guard let row = try GRDB.Row.fetchOne(database, sql: "PRAGMA wal_checkpoint(\(mode))") else { return false }
        let (busy, pages, done): (Int, Int, Int) = (row[0], row[1], row[2])
        return busy == 0 && pages == done
    }

    package func listen(to name: String, _ heard: @escaping @Sendable (String?) -> Void) async {}

    package func close() async {
        await readers.close()
        await commits.close()
        try? pool.close()
    }
}
