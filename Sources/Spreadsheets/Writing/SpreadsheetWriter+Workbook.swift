// SPDX-License-Identifier: Apache-2.0

import CXlsxWriter

extension SpreadsheetWriter {
    /// XLSX of one sheet: the titles in bold and always in sight, then the rows.
    ///
    /// Every cell is text, never a formula; and what somebody types into it later stays as typed, so that long codes
    /// keep their digits. Columns with choices offer them as a list, in the rows below the last one too.
    ///
    /// Of the rows no more than one is held at a time: they go into a file below `folder`, which nobody else may read and
    /// which has no name any more when this returns or throws.
    package static func xlsx(
        sheet name: String, columns: [SpreadsheetColumn], rows: some Sequence<[String]>, in folder: String
    ) throws(SpreadsheetWritingProblem) -> WrittenWorkbook {
        guard columns.count <= CellReference.columnsMax else { throw .tooManyColumns }
        let file = try WorkbookFile(in: folder)
        let sheet = try file.sheet(name)
        let plain = try file.format()
        format_set_num_format(plain, "@")
        let bold = try file.format()
        format_set_num_format(bold, "@")
        format_set_bold(bold)
        worksheet_freeze_panes(sheet, 1, 0)
        // Without this Excel marks every code as a number that was kept as text.
        worksheet_ignore_errors(sheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), "A1:XFD1048576")
        for (index, column) in columns.enumerated() {
            worksheet_set_column(sheet, lxw_col_t(index), lxw_col_t(index), Double(column.width), plain)
        }
        try write(columns.map(\.title), row: 0, to: sheet, bold)
        var last = 0
        for cells in rows {
            last += 1
            guard last < CellReference.rowsMax else { throw .tooManyRows }
            try write(cells, row: last, to: sheet, plain)
        }
        try offerChoices(of: columns, in: file, sheet)
        return try file.close()
    }

    private static func write(
        _ cells: [String], row: Int, to sheet: UnsafeMutablePointer<lxw_worksheet>,
        _ format: UnsafeMutablePointer<lxw_format>
    ) throws(SpreadsheetWritingProblem) {
        for (column, cell) in cells.enumerated() where !cell.isEmpty {
            guard column < CellReference.columnsMax else { throw .tooManyColumns }
            let status = worksheet_write_string(
                sheet, lxw_row_t(row), lxw_col_t(column), EscapedText.escape(cell), format)
            guard status == LXW_NO_ERROR else { throw .cellTooLong(SpreadsheetPlace(row: row + 1, column: column + 1)) }
        }
    }

    /// The choices stand in a hidden sheet, since a list in the rule itself may have 255 characters at most.
    private static func offerChoices(
        of columns: [SpreadsheetColumn], in file: WorkbookFile, _ sheet: UnsafeMutablePointer<lxw_worksheet>
    ) throws(SpreadsheetWritingProblem) {
        let choosing = columns.indices.filter { !columns[$0].choices.isEmpty }
        guard !choosing.isEmpty else { return }
        let format = try file.format()
        let lists = try file.sheet("choices")
        worksheet_hide(lists)
        for row in 0..<(choosing.map { columns[$0].choices.count }.max() ?? 0) {
            try write(
                choosing.map { columns[$0].choices.indices.contains(row) ? columns[$0].choices[row] : "" },
                row: row, to: lists, format)
        }
        for (list, column) in choosing.enumerated() {
            let letters = SpreadsheetPlace(row: 1, column: list + 1).columnLetters
            let formula = "=choices!$\(letters)$1:$\(letters)$\(columns[column].choices.count)"
            formula.withCString { formula in
                var rule = lxw_data_validation()
                rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
                rule.value_formula = UnsafeMutablePointer(mutating: formula)
                _ = worksheet_data_validation_range(
                    sheet, 1, lxw_col_t(column), lxw_row_t(CellReference.rowsMax - 1), lxw_col_t(column), &rule)
            }
        }
    }
}
