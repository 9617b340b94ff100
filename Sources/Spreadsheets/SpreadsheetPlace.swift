// SPDX-License-Identifier: Apache-2.0

/// Where a cell is, as a person would look for it.
package struct SpreadsheetPlace: Hashable, Sendable {
    /// From 1.
    package let row: Int
    /// From 1.
    package let column: Int

    package init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }

    /// The letters above the column: A, B, … Z, AA.
    package var columnLetters: String {
        var letters = ""
        var rest = column
        while rest > 0 {
            letters = String(Unicode.Scalar(UInt8(65 + (rest - 1) % 26))) + letters
            rest = (rest - 1) / 26
        }
        return letters
    }
}
