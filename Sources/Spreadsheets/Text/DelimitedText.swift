// SPDX-License-Identifier: Apache-2.0

/// CSV and its kin (RFC 4180), as Excel and WPS write them.
enum DelimitedText {
    static func read(_ bytes: [UInt8], _ limits: SpreadsheetLimits) throws(SpreadsheetProblem) -> Spreadsheet {
        let (text, encoding) = try TextDecoding.decode(bytes)
        guard !text.contains(0) else { throw .unsupported(.other) }
        let (separator, start) = SeparatorGuess.separator(of: text)
        var cells = CellReader(text, from: start, separator, limits)
        var rows = RowCollector(limits)
        while let cell = try cells.next() { try rows.put(FormulaGuard.unguarded(cell.text), at: cell.place) }
        return Spreadsheet(origin: .text(encoding, separator), rows: try rows.finished(), remarks: [])
    }
}
