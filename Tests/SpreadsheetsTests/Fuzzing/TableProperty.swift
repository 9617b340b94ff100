// SPDX-License-Identifier: Apache-2.0

@testable import Spreadsheets

/// What holds for any table that was read.
enum TableProperty {
    /// What does not hold, if anything.
    static func broken(by table: Spreadsheet) -> String? {
        let limits = SpreadsheetLimits.standard
        guard !table.rows.isEmpty, table.rows.count <= limits.rows else { return "the number of rows" }
        var last = 0
        for row in table.rows {
            guard row.number > last else { return "the order of rows: \(row.number) behind \(last)" }
            last = row.number
            guard row.cells.count <= limits.columns, row.cells.last?.isEmpty == false else {
                return "the cells of row \(row.number)"
            }
            guard row.cells.allSatisfy({ $0.unicodeScalars.count <= limits.cellCharacters }) else {
                return "a long cell in row \(row.number)"
            }
        }
        return brokenByWriting(table.rows.map(\.cells))
    }

    /// Whether what is written is read back the same, as CSV and, cell by cell, as the text of a workbook.
    static func brokenByWriting(_ rows: [[String]]) -> String? {
        let bytes = SpreadsheetWriter.csv(header: rows.first ?? [], rows: rows.dropFirst())
        let expected = shown(rows)
        do {
            let read = try Spreadsheet.read(bytes).rows.map(\.cells)
            guard same(read, expected) else { return "written \(expected), read \(read)" }
        } catch SpreadsheetProblem.empty {
            guard expected.isEmpty else { return "written \(expected), read nothing" }
        } catch SpreadsheetProblem.tooManyColumns, SpreadsheetProblem.cellTooLong {
            // The table itself is beyond the limits.
        } catch {
            return "written \(expected), but \(error)"
        }
        return rows.joined().lazy.compactMap(brokenByEscaping).first
    }

    private static func brokenByEscaping(_ cell: String) -> String? {
        var text = CellText(SpreadsheetLimits.standard)
        Array(EscapedText.escape(cell).utf8).withUnsafeBytes { text.append($0) }
        guard cell.unicodeScalars.count <= SpreadsheetLimits.standard.cellCharacters else { return nil }
        return text.string.utf8.elementsEqual(cell.utf8) ? nil : "escaped \(cell.debugDescription)"
    }

    /// The rows as a reader finds them: without what CSV cannot hold, without blank ones, without empty ends.
    private static func shown(_ rows: [[String]]) -> [[String]] {
        rows.map { row in
            var cells = row.map { $0.replacing("\0", with: "") }
            while cells.last?.isEmpty == true { cells.removeLast() }
            return cells
        }.filter { !$0.allSatisfy { $0.unicodeScalars.allSatisfy(\.properties.isWhitespace) } }
    }

    private static func same(_ one: [[String]], _ other: [[String]]) -> Bool {
        one.elementsEqual(other) { $0.elementsEqual($1) { $0.utf8.elementsEqual($1.utf8) } }
    }
}
