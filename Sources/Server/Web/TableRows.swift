// SPDX-License-Identifier: Apache-2.0

import Database
import Spreadsheets

/// The rows of a long table, read batch by batch.
struct TableRows: Sendable {
    let engine: any Engine
    /// The rows that come after the one with this key, from the first on for nil; without rows, that is the end.
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
            let batch = try await rows.engine.read { [rows] in try rows.batch(key, $0) }
            place = batch.last.map { .after($0) } ?? .end
            return batch.rows.isEmpty ? nil : SpreadsheetWriter.csvLines(batch.rows)
        case .end: return nil
        }
    }
}

/// The batches of one look at the database, in a loop that may not throw: what failed is said afterwards.
final class TableBatches: Sequence, IteratorProtocol {
    private let rows: TableRows
    private let transaction: Transaction
    private var after: Int64?
    private(set) var failure: (any Error)?

    init(rows: TableRows, transaction: Transaction) {
        (self.rows, self.transaction) = (rows, transaction)
    }

    func next() -> [[String]]? {
        do {
            let batch = try rows.batch(after, transaction)
            guard let last = batch.last, !batch.rows.isEmpty else { return nil }
            after = last
            return batch.rows
        } catch {
            failure = error
            return nil
        }
    }
}
