// SPDX-License-Identifier: Apache-2.0

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
