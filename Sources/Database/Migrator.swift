// SPDX-License-Identifier: Apache-2.0

/// Brings a database to the schema of this program: each migration once, in order, under a lock.
package struct Migrator: Sendable {
    private let migrations: [Migration]

    package init(_ migrations: [Migration]) {
        self.migrations = migrations
    }

    /// What a database has, against what the program brings.
    package struct Status: Sendable, Equatable {
        package let applied: [String]
        package let pending: [String]
    }

    /// Applies what is pending, all or nothing. Throws ``DatabaseError/schema(_:)`` when an applied migration has
    /// changed or is unknown here.
    package func migrate(_ engine: any Engine, at now: Int64) async throws {
        let migrations = migrations
        try await engine.write { transaction in
            if transaction.dialect == .postgres {
                // Another server may be at it for long, and so may this one.
                try transaction.run(script: "SET LOCAL lock_timeout = '10min'; SET LOCAL statement_timeout = 0")
                try transaction.forEach("SELECT pg_advisory_xact_lock(7020511)") { _ in }
            }
            try transaction.run(script: try Self.table.requiredScript(for: transaction.dialect))
            let applied = try Self.checked(transaction, migrations)
            for migration in migrations where !applied.contains(migration.name) {
                try transaction.run(script: try migration.requiredScript(for: transaction.dialect))
                try transaction.execute(
                    """
                    INSERT INTO migration (name, checksum, applied_at)
                    VALUES (\(migration.name), \(migration.checksum(for: transaction.dialect)), \(now))
                    """)
            }
        }
    }

    /// What is applied and what is not; the whole program is ready when nothing is pending.
    package func status(_ engine: any Engine) async throws -> Status {
        let migrations = migrations
        return try await engine.read { transaction in
            let isNew = try Self.isNew(transaction)
            let applied = isNew ? [] : try Self.checked(transaction, migrations)
            return Status(
                applied: applied.sorted(), pending: migrations.map(\.name).filter { !applied.contains($0) })
        }
    }

    /// Whether nothing was ever migrated here.
    private static func isNew(_ transaction: Transaction) throws -> Bool {
        let tables: SQL = """
            SELECT COUNT(*) FROM \(sqlite: "sqlite_schema", postgres: "pg_catalog.pg_tables")
            WHERE \(sqlite: "name", postgres: "schemaname = CURRENT_SCHEMA AND tablename") = 'migration'
            """
        return try transaction.first(tables) { try $0.next(Int.self) } == 0
    }

    private static func checked(_ transaction: Transaction, _ migrations: [Migration]) throws -> Set<String> {
        let rows = try transaction.rows("SELECT name, checksum FROM migration") { row -> (String, String) in
            (try row.next(), try row.next())
        }
        for (name, checksum) in rows {
            guard let migration = migrations.first(where: { $0.name == name }) else {
                throw DatabaseError.schema("the database knows migration \(name), this program does not: it is older")
            }
            guard migration.checksum(for: transaction.dialect) == checksum else {
                throw DatabaseError.schema("migration \(name) was changed after it was applied")
            }
        }
        return Set(rows.map(\.0))
    }

    private static let table = Migration(
        name: "migration",
        scripts: Dictionary(
            uniqueKeysWithValues: Dialect.allCases.map {
                (
                    $0,
                    """
                    CREATE TABLE IF NOT EXISTS migration (
                        name        TEXT NOT NULL PRIMARY KEY,
                        checksum    TEXT NOT NULL,
                        applied_at  {integer} NOT NULL
                    ) {strict};
                    """
                )
            }))
}
