// SPDX-License-Identifier: Apache-2.0

/// Why a workbook could not be written.
package enum SpreadsheetWritingProblem: Error, Equatable, Sendable {
    /// Excel has 1 048 576 rows, and one is the header's.
    case tooManyRows
    /// Excel has 16 384 columns.
    case tooManyColumns
    /// Excel takes 32 767 characters in a cell.
    case cellTooLong(SpreadsheetPlace)
    /// The folder is full or not there.
    case notWritten
}
