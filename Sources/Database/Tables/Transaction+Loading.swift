// SPDX-License-Identifier: Apache-2.0

extension Transaction {
    /// Lets this transaction take as long as it takes: it reads or writes the whole database.
    package func liftTimeLimits() throws {
        guard dialect == .postgres else { return }
        try allow(.seconds(7 * 86_400))
        try run(script: "SET LOCAL idle_in_transaction_session_timeout = 0")
    }

    /// Runs `body`, which may put rows in before those that they refer to. Throws ``DatabaseError/invalid(constraint:)``
    /// if in the end one refers to nothing.
    package func deferringForeignKeys(_ body: () throws -> Void) throws {
        switch dialect {
        case .sqlite:
            try execute("PRAGMA defer_foreign_keys = ON")
            try body()
            let orphan = try first("SELECT \"table\", parent FROM pragma_foreign_key_check LIMIT 1") { row in
                "\(try row.next(String.self)) refers to a row that \(try row.next(String.self)) does not have"
            }
            if let orphan { throw DatabaseError.invalid(constraint: orphan) }
        case .postgres:
            // Taken away and made anew: so each is checked once, for all rows together and in constant memory.
            let keys = try rows(
                """
                SELECT conrelid::regclass::text, conname::text, pg_catalog.pg_get_constraintdef(oid)
                FROM pg_catalog.pg_constraint
                WHERE contype = 'f' AND connamespace = CURRENT_SCHEMA::regnamespace AND conparentid = 0
                ORDER BY 1, 2
                """
            ) { row -> (table: String, name: String, meaning: String) in
                (try row.next(), Table.quoted(try row.next()), try row.next())
            }
            for key in keys { try run(script: "ALTER TABLE \(key.table) DROP CONSTRAINT \(key.name)") }
            try body()
            for key in keys { try run(script: "ALTER TABLE \(key.table) ADD CONSTRAINT \(key.name) \(key.meaning)") }
        }
    }
}
