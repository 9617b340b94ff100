// SPDX-License-Identifier: Apache-2.0

extension Table {
    /// Every row in the order of the key, one at a time, its values in the order of ``columns``.
    package func forEachRow(in transaction: Transaction, _ body: ([SQLValue]) throws -> Void) throws {
        let names = columns.map { Self.quoted($0.name) }.joined(separator: ", ")
        let order = order.map(Self.quoted).joined(separator: ", ")
        let kinds = columns.map(\.kind)
        // The names come from the schema itself.
        let query: SQL = "SELECT \(unsafe: names) FROM \(unsafe: Self.quoted(name)) ORDER BY \(unsafe: order)"
        try transaction.forEach(query) { row in
            try body(kinds.map { try row.next(as: $0) })
        }
    }
}

extension Row {
    /// The next column as a value of this kind, or NULL.
    fileprivate mutating func next(as kind: Table.Kind) throws -> SQLValue {
        switch kind {
        case .integer: try next(Int64?.self).map(SQLValue.integer) ?? .null
        case .real: try next(Double?.self).map(SQLValue.real) ?? .null
        case .text: try next(String?.self).map(SQLValue.text) ?? .null
        case .bytes: try next([UInt8]?.self).map(SQLValue.bytes) ?? .null
        }
    }
}
