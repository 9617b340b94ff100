// SPDX-License-Identifier: Apache-2.0

/// Cells that were merged into one. Only the first, at the upper left, is shown; what others hold nobody sees.
struct MergedCells {
    private let rows: ClosedRange<Int>
    private let columns: ClosedRange<Int>

    /// From a reference as in `A1:B3`; nil for what is none.
    init?(_ reference: String) {
        let corners = reference.split(separator: ":").map { CellReference.place($0) }
        guard corners.count == 2, let first = corners[0], let last = corners[1], first.row <= last.row,
            first.column <= last.column
        else { return nil }
        rows = first.row...last.row
        columns = first.column...last.column
    }

    /// Empties what the merged cells cover. The rows are in their order. Ranges that overlap again and again are
    /// refused before they cost time.
    static func clear(
        _ merged: [MergedCells], in rows: inout [Spreadsheet.Row], effortMax: Int
    ) throws(SpreadsheetProblem) {
        var effort = 0
        for range in merged {
            var index = rows.firstIndex(notBefore: range.rows.lowerBound)
            while index < rows.count, range.rows.contains(rows[index].number) {
                effort += 1
                for column in range.columns
                    .lowerBound...max(range.columns.lowerBound, min(range.columns.upperBound, rows[index].cells.count))
                {
                    effort += 1
                    let isFirst = rows[index].number == range.rows.lowerBound && column == range.columns.lowerBound
                    if !isFirst, column <= rows[index].cells.count { rows[index].cells[column - 1] = "" }
                }
                guard effort <= effortMax else { throw .damaged(part: "mergeCells") }
                index += 1
            }
        }
    }
}

extension [Spreadsheet.Row] {
    /// The first row of this number or a higher one.
    fileprivate func firstIndex(notBefore number: Int) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
