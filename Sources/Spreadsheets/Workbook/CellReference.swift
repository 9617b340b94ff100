// SPDX-License-Identifier: Apache-2.0

/// Reads references to cells, as in `AB12`.
enum CellReference {
    /// Excel's last column, XFD, and last row.
    static let columnsMax = 16_384
    static let rowsMax = 1_048_576

    /// Nil for what is no cell of a sheet.
    static func place(_ text: some StringProtocol) -> SpreadsheetPlace? {
        var column = 0
        var row = 0
        for byte in text.utf8 {
            switch byte {
            case 65...90 where row == 0: column = column * 26 + Int(byte) - 64
            case 48...57 where column > 0 && (row > 0 || byte > 48): row = row * 10 + Int(byte) - 48
            default: return nil
            }
            guard column <= columnsMax, row <= rowsMax else { return nil }
        }
        return row > 0 ? SpreadsheetPlace(row: row, column: column) : nil
    }
}
