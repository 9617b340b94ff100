// SPDX-License-Identifier: Apache-2.0

import Database
import Spreadsheets

/// The rows of a long table, read batch by batch.
struct TableRows: Sendable {
    let engine: any Engine
    /// The rows that come after the one with this key, from the first on for nil. A batch without rows that names its last key was
    /// looked through in vain, and the next one follows it; without a key, that is the end.
    let batch: @Sendable (_ after: Int64?, Transaction) throws -> Batch

    struct Batch: Sendable {
        let rows: [[String]]
        /// The key of the last of them.
        let last: Int64?
    }
}

/// A table as CSV, piece by piece, each read when it is asked for.
actor TableReader {
    private let rows: TableRows
    private let header: [String]
    private var place = Place.header

    private enum Place {
        case header
        case after(Int64?)
        case end
    }

    init(rows: TableRows, header: [String]) {
        (self.rows, self.header) = (rows, header)
    }

    /// The next piece; nil past the last.
    func next() async throws -> [UInt8]? {
        switch place {
        case .header:
            place = .after(nil)
            return SpreadsheetWriter.csv(header: header, rows: [])
        case .after(let key):
            var after = key
            while true {
                let batch = try await rows.engine.read { [rows, after] in try rows.batch(after, $0) }
                place = batch.last.map { .after($0) } ?? .end
                guard batch.rows.isEmpty else { return SpreadsheetWriter.csvLines(batch.rows) }
                guard let last = batch.last else { return nil }
                after = last
            }
        case .end: return nil
        }
    }
}

/// The batches of one look at the database, in a loop that may not throw: what failed is said afterwards.
final class TableBatches: Sequence, IteratorProtocol {
    private let rows: TableRows
    private let transaction: Transaction
    private var after: Int64?
    private var isOver = false
    private(set) var failure: (any Error)?

    init(rows: TableRows, transaction: Transaction) {
        (self.rows, self.transaction) = (rows, transaction)
    }

    func next() -> [[String]]? {
        do {
            while !isOver {
                let batch = try rows.batch(after, transaction)
                (after, isOver) = (batch.last, batch.last == nil)
                if !batch.rows.isEmpty { return batch.rows }
            }
            return nil
        } catch {
            failure = error
            return nil
        }
    }
}
