// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport

@testable import Database

/// A table of names and counts, in which rows can conflict, and be invalid at once or at COMMIT.
enum Counting {
    static let migration = Migration.all(from: [
        (
            "0001_counting.sql",
            """
            CREATE TABLE parent (id {integer} NOT NULL PRIMARY KEY) {strict};
            CREATE TABLE counting (
                name    TEXT NOT NULL PRIMARY KEY,
                amount  {integer} NOT NULL CHECK (amount >= 0),
                parent  {integer} REFERENCES parent (id),
                late    {integer} REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED
            ) {strict};
            """
        )
    ])

    /// Runs `body` with a fresh database that has the table.
    static func with(_ kind: EngineKind, _ body: (TestDatabase) async throws -> Void) async throws {
        let database = try await kind.makeDatabase()
        do {
            try await Migrator(migration).migrate(database.engine, at: 0)
            try await body(database)
        } catch {
            await database.remove()
            throw error
        }
        await database.remove()
    }

    static func insert(_ name: String, _ amount: Int = 0, in transaction: Transaction) throws {
        try transaction.execute("INSERT INTO counting (name, amount) VALUES (\(name), \(amount))")
    }

    static func names(_ engine: any Engine) async throws -> Set<String> {
        try await engine.read { transaction in
            Set(try transaction.rows("SELECT name FROM counting") { try $0.next(String.self) })
        }
    }
}
