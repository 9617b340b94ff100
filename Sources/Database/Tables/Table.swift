// SPDX-License-Identifier: Apache-2.0

/// A table as the schema itself describes it, in words that are the same for both engines.
package struct Table: Sendable, Equatable {
    /// What a column holds.
    package enum Kind: String, Sendable, Codable {
        case integer, real, text, bytes
    }

    /// A column that is stored; what the database computes is left out.
    package struct Column: Sendable, Equatable {
        package let name: String
        package let kind: Kind

        package init(name: String, kind: Kind) {
            self.name = name
            self.kind = kind
        }
    }

    package let name: String
    package let columns: [Column]
    /// The key by which its rows are told apart and put in order, the same on both engines.
    package let order: [String]
    /// The tables that its foreign keys name.
    package let parents: Set<String>

    /// Every table of the schema, those that others refer to before the others.
    package static func all(in transaction: Transaction) throws -> [Table] {
        let tables =
            switch transaction.dialect {
            case .sqlite: try sqliteTables(in: transaction)
            case .postgres: try postgresTables(in: transaction)
            }
        return inOrderOfReference(tables)
    }

    /// Parents first; among equals, and where tables refer to each other in a circle, by name.
    static func inOrderOfReference(_ tables: [Table]) -> [Table] {
        var waiting = tables.sorted { $0.name < $1.name }
        var ordered: [Table] = []
        while !waiting.isEmpty {
            let names = Set(waiting.map(\.name))
            let next = waiting.firstIndex { $0.parents.subtracting([$0.name]).isDisjoint(with: names) } ?? 0
            ordered.append(waiting.remove(at: next))
        }
        return ordered
    }

    /// The key of a table of records is its tenant and its id on both engines, whatever SQLite calls its primary key.
    static func order(key: [String], columns: [Column]) -> [String] {
        let names = columns.map(\.name)
        if key == ["id"], names.contains("tenant") { return ["tenant", "id"] }
        return key.isEmpty ? names : key
    }

    /// A name as SQL quotes it.
    static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }
}
