// SPDX-License-Identifier: Apache-2.0

/// A table of text as it was found in a file: its rows, and what the file was.
package struct Spreadsheet: Equatable, Sendable {
    package let origin: Origin
    /// The rows that hold anything, in their order. Rows that look blank are left out, but counted in the numbers.
    package let rows: [Row]
    /// What was read otherwise than it is shown, and somebody should look at.
    package let remarks: [SpreadsheetRemark]

    /// What the file was. It is found from the content, never from the name.
    package enum Origin: Equatable, Sendable {
        case text(TextEncoding, Separator)
        case workbook(sheet: String)
    }

    /// How a text file's characters were written.
    package enum TextEncoding: Sendable {
        case utf8
        case utf16LittleEndian
        case utf16BigEndian
        case gb18030
    }

    /// What stands between the cells of a text file.
    package enum Separator: Character, CaseIterable, Sendable {
        case comma = ","
        case semicolon = ";"
        case tab = "\t"
    }

    /// One row.
    package struct Row: Equatable, Sendable {
        /// Its number as Excel shows it, from 1.
        package let number: Int
        /// From the first column to the last that holds anything.
        package internal(set) var cells: [String]

        package init(number: Int, cells: [String]) {
            self.number = number
            self.cells = cells
        }

        /// The text of a column, counted from 0; empty beyond the last.
        package subscript(column: Int) -> String { cells.indices.contains(column) ? cells[column] : "" }
    }
}
