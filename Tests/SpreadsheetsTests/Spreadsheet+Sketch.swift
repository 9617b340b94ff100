// SPDX-License-Identifier: Apache-2.0

import Foundation

@testable import Spreadsheets

extension Spreadsheet {
    /// The rows as what stands in their cells, with their numbers.
    var table: [Int: [String]] {
        Dictionary(rows.map { ($0.number, $0.cells) }, uniquingKeysWith: { _, last in last })
    }

    static func read(
        _ text: String, limits: SpreadsheetLimits = .standard
    ) throws(SpreadsheetProblem) -> Spreadsheet {
        try read(Array(text.utf8), limits: limits)
    }
}

extension SpreadsheetWriter {
    /// A workbook's bytes, written in the machine's temporary folder.
    static func workbook(
        sheet: String, columns: [SpreadsheetColumn], rows: some Sequence<[String]>
    ) throws -> [UInt8] {
        let written = try xlsx(sheet: sheet, columns: columns, rows: rows, in: NSTemporaryDirectory())
        return try written.bytes(from: 0, atMost: written.count)
    }
}
