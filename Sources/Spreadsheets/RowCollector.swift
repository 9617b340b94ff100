// SPDX-License-Identifier: Apache-2.0

/// Gathers cells into rows, within the limits. Cells may come in any order; of two at one place the later counts.
struct RowCollector {
    private let limits: SpreadsheetLimits
    private var rows: [Spreadsheet.Row] = []
    private var cells = 0
    private var isOrdered = true
    private(set) var remarks: [SpreadsheetRemark] = []

    init(_ limits: SpreadsheetLimits) {
        self.limits = limits
    }

    /// Puts a text into its cell.
    mutating func put(_ text: String, at place: SpreadsheetPlace) throws(SpreadsheetProblem) {
        guard !text.isEmpty else { return }
        guard place.column <= limits.columns else { throw .tooManyColumns(place, max: limits.columns) }
        guard text.utf8.count <= limits.cellCharacters || text.unicodeScalars.count <= limits.cellCharacters else {
            throw .cellTooLong(place, charactersMax: limits.cellCharacters)
        }
        if rows.last?.number != place.row {
            guard rows.count < limits.rows else { throw .tooManyRows(max: limits.rows) }
            if let last = rows.last, last.number > place.row { isOrdered = false }
            rows.append(Spreadsheet.Row(number: place.row, cells: []))
        }
        let row = rows.count - 1
        let missing = place.column - rows[row].cells.count
        if missing > 0 {
            cells += missing
            guard cells <= limits.cells else { throw .tooManyCells(place, max: limits.cells) }
            rows[row].cells.append(contentsOf: repeatElement("", count: missing))
        }
        rows[row].cells[place.column - 1] = text
    }

    mutating func note(_ kind: SpreadsheetRemark.Kind, at place: SpreadsheetPlace) {
        if remarks.count < limits.remarks { remarks.append(SpreadsheetRemark(place: place, kind: kind)) }
    }

    /// The rows that do not look blank, in their order, without what merged cells cover.
    func finished(_ merged: [MergedCells] = []) throws(SpreadsheetProblem) -> [Spreadsheet.Row] {
        var rows = isOrdered ? rows : Self.ordered(rows)
        try MergedCells.clear(merged, in: &rows, effortMax: limits.cells * 2)
        for index in rows.indices {
            while rows[index].cells.last?.isEmpty == true { rows[index].cells.removeLast() }
        }
        rows.removeAll { $0.cells.allSatisfy(\.looksBlank) }
        return rows
    }

    private static func ordered(_ rows: [Spreadsheet.Row]) -> [Spreadsheet.Row] {
        var ordered: [Spreadsheet.Row] = []
        let indices = rows.indices.sorted { (rows[$0].number, $0) < (rows[$1].number, $1) }
        for row in indices.lazy.map({ rows[$0] }) {
            guard var last = ordered.last, last.number == row.number else {
                ordered.append(row)
                continue
            }
            for (column, cell) in row.cells.enumerated() where !cell.isEmpty {
                if last.cells.count <= column {
                    last.cells.append(contentsOf: repeatElement("", count: column + 1 - last.cells.count))
                }
                last.cells[column] = cell
            }
            ordered[ordered.count - 1] = last
        }
        return ordered
    }
}

extension String {
    /// Whether a person sees nothing here.
    fileprivate var looksBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }
}
