// SPDX-License-Identifier: Apache-2.0

/// Puts rows into a table, many to a statement.
package final class TableLoader {
    private let transaction: Transaction
    private let insertion: String
    private let columnCount: Int
    private var waiting: [[SQLValue]] = []
    private var waitingBytes = 0

    /// So few that the statement's text is short, and so many that the way to a cluster hardly counts.
    private static let batchMax = 50
    private static let batchBytesMax = 1 << 20

    /// `columns`: which of the table's columns are given, in the order in which they are given.
    package init(_ table: Table, columns: [String], in transaction: Transaction) {
        self.transaction = transaction
        columnCount = columns.count
        let names = columns.map(Table.quoted).joined(separator: ", ")
        insertion = "INSERT INTO \(Table.quoted(table.name)) (\(names)) VALUES "
    }

    /// Takes a row, to be written with the next ones.
    package func add(_ row: [SQLValue]) throws {
        guard row.count == columnCount else {
            throw DatabaseError.malformed("a row has \(row.count) columns instead of \(columnCount)")
        }
        waiting.append(row)
        waitingBytes += row.reduce(0) { $0 + $1.roughBytes }
        if waiting.count == Self.batchMax {
            try write(waiting)
        } else if waitingBytes > Self.batchBytesMax {
            try finish()
        } else {
            return
        }
        waiting = []
        waitingBytes = 0
    }

    /// Writes what is still waiting: one at a time, so that two statements are enough for a table of any length.
    package func finish() throws {
        for row in waiting { try write([row]) }
        waiting = []
        waitingBytes = 0
    }

    private func write(_ rows: [[SQLValue]]) throws {
        let tuples = rows.map { row -> SQL in
            let values = row.map { value -> SQL in "\(value)" }
            return "(\(SQL(joining: values, with: ", ")))"
        }
        // The names come from the schema itself.
        try transaction.execute("\(unsafe: insertion)\(SQL(joining: tuples, with: ", "))")
    }
}

extension SQLValue {
    fileprivate var roughBytes: Int {
        switch self {
        case .null, .integer, .real: 8
        case .text(let text): text.utf8.count
        case .bytes(let bytes): bytes.count
        }
    }
}
