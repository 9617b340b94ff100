// SPDX-License-Identifier: Apache-2.0

@testable import Spreadsheets

/// What holds for any bytes that are read as a text file, and for any table that is written as one.
enum TextFileProperty {
    /// What does not hold, if anything.
    static func broken(by bytes: [UInt8]) -> String? {
        if let table = try? Spreadsheet.read(bytes), let broken = TableProperty.broken(by: table) { return broken }
        // The same bytes as a table to write: 0 ends a row, 1 a cell.
        let rows = bytes.split(separator: 0, omittingEmptySubsequences: false).map { row in
            row.split(separator: 1, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
        }
        return TableProperty.brokenByWriting(rows)
    }
}
