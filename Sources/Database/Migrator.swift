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
        try await engine.write { try migrate(in: $0, at: now) }
    }

    /// The same as part of a transaction. `names`: only these of the migrations; nil means all.
    package func migrate(only names: Set<String>? = nil, in transaction: Transaction, at now: Int64) throws {
        if transaction.dialect == .postgres {
            // Another server may be at it for long, and so may this one.
            try transaction.allow(.seconds(1800))
            try transaction.forEach("SELECT pg_advisory_xact_lock(7020511)") { _ in }
        }
        try transaction.run(script: try Self.table.requiredScript(for: transaction.dialect))
        let applied = Set(try self.applied(in: transaction).map(\.name))
        for migration in migrations where !applied.contains(migration.name) {
            if let names, !names.contains(migration.name) { continue }
            try transaction.run(script: try migration.requiredScript(for: transaction.dialect))
            try transaction.execute(
                """
                INSERT INTO migration (name, checksum, applied_at)
                VALUES (\(migration.name), \(migration.checksum(for: transaction.dialect)), \(now))
                """)
        }
    }

    /// What was applied here, in order; nothing in a new database. Throws as ``migrate(_:at:)`` does.
    package func applied(in transaction: Transaction) throws -> [Migration.Applied] {
        if try Self.isNew(transaction) { return [] }
        let applied = try transaction.rows("SELECT name, checksum FROM migration ORDER BY name") {
            Migration.Applied(name: try $0.next(), checksum: try $0.next())
        }
        try check(applied, of: transaction.dialect)
        return applied
    }

    /// Throws ``DatabaseError/schema(_:)`` unless each is a migration of this program as it was on that engine.
    package func check(_ applied: [Migration.Applied], of dialect: Dialect) throws {
        for entry in applied {
            guard let migration = migrations.first(where: { $0.name == entry.name }) else {
                throw DatabaseError.schema(
                    "the database knows migration \(entry.name), this program does not: it is older")
            }
            guard migration.checksum(for: dialect) == entry.checksum else {
                throw DatabaseError.schema("migration \(entry.name) was changed after it was applied")
            }
        }
    }

    /// What is applied and what is not; the whole program is ready when nothing is pending.
    package func status(_ engine: any Engine) async throws -> Status {
        try await engine.read { transaction in
            let applied = try applied(in: transaction).map(\.name)
            return Status(applied: applied, pending: migrations.map(\.name).filter { !applied.contains($0) })
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
