// SPDX-License-Identifier: Apache-2.0

extension Table {
    /// Virtual tables and what they keep are left out: they are made of the others.
    static func sqliteTables(in transaction: Transaction) throws -> [Table] {
        let names = try transaction.rows(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        ) { try $0.next(String.self) }
        return try names.map { name in
            let columns = try transaction.rows(
                "SELECT name, type, pk FROM pragma_table_xinfo(\(name)) WHERE hidden = 0 ORDER BY cid"
            ) { row -> (Column, key: Int) in
                let column = try row.next(String.self)
                return (Column(name: column, kind: try kind(row.next(), of: "\(name).\(column)")), try row.next())
            }
            let key = columns.filter { $0.key > 0 }.sorted { $0.key < $1.key }.map(\.0.name)
            let parents = try transaction.rows("SELECT \"table\" FROM pragma_foreign_key_list(\(name))") {
                try $0.next(String.self)
            }
            return Table(
                name: name, columns: columns.map(\.0), order: order(key: key, columns: columns.map(\.0)),
                parents: Set(parents))
        }
    }

    /// Partitions are left out: their rows are those of the whole.
    static func postgresTables(in transaction: Transaction) throws -> [Table] {
        let names = try transaction.rows(
            """
            SELECT relname::text FROM pg_catalog.pg_class
            WHERE relnamespace = CURRENT_SCHEMA::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
            """
        ) { try $0.next(String.self) }
        return try names.map { name in
            let columns = try transaction.rows(
                """
                SELECT column_name::text, data_type::text FROM information_schema.columns
                WHERE table_schema = CURRENT_SCHEMA AND table_name = \(name) AND is_generated = 'NEVER'
                ORDER BY ordinal_position
                """
            ) { row -> Column in
                let column = try row.next(String.self)
                return Column(name: column, kind: try kind(row.next(), of: "\(name).\(column)"))
            }
            let key = try transaction.rows(
                """
                SELECT a.attname::text FROM pg_catalog.pg_constraint c
                CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY AS k (number, place)
                JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number
                WHERE c.contype = 'p' AND c.connamespace = CURRENT_SCHEMA::regnamespace
                    AND c.conrelid = (SELECT oid FROM pg_catalog.pg_class
                        WHERE relname = \(name) AND relnamespace = CURRENT_SCHEMA::regnamespace)
                ORDER BY k.place
                """
            ) { try $0.next(String.self) }
            let parents = try transaction.rows(
                """
                SELECT DISTINCT parent.relname::text FROM pg_catalog.pg_constraint c
                JOIN pg_catalog.pg_class parent ON parent.oid = c.confrelid
                JOIN pg_catalog.pg_class child ON child.oid = c.conrelid
                WHERE c.contype = 'f' AND child.relname = \(name)
                    AND child.relnamespace = CURRENT_SCHEMA::regnamespace
                """
            ) { try $0.next(String.self) }
            return Table(
                name: name, columns: columns, order: order(key: key, columns: columns), parents: Set(parents))
        }
    }

    private static func kind(_ type: String, of column: String) throws -> Kind {
        switch type.lowercased() {
        case "integer", "int", "bigint", "smallint": .integer
        case "real", "double precision": .real
        case "text": .text
        case "blob", "bytea": .bytes
        default: throw DatabaseError.schema("column \(column) is of a type that only one engine has: \(type)")
        }
    }
}
