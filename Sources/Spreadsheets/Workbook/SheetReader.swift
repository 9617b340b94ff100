// SPDX-License-Identifier: Apache-2.0

/// Reads the cells of one sheet.
final class SheetReader: XMLListener {
    private let part: String
    private let strings: SharedStrings
    private let styles: CellStyles
    private let calendar: SerialCalendar
    private var rows: RowCollector
    private var merged: [MergedCells] = []
    private var isInData = false
    private var row = 0
    private var column = 0
    private var cell: Cell?
    private var text: CellText
    private var isText = false
    private var isPronunciation = false

    /// More merged cells than a sheet has rows are no table.
    private static let mergedMax = 200_000

    /// A cell while it is read.
    private struct Cell {
        let place: SpreadsheetPlace
        let type: String
        let style: Int
        var hasFormula = false
    }

    init(
        _ part: String, _ strings: SharedStrings, _ styles: CellStyles, calendar: SerialCalendar,
        _ limits: SpreadsheetLimits
    ) {
        self.part = part
        self.strings = strings
        self.styles = styles
        self.calendar = calendar
        rows = RowCollector(limits)
        text = CellText(limits)
    }

    var remarks: [SpreadsheetRemark] { rows.remarks }

    /// The rows, when the sheet has been read to its end.
    func finished() throws(SpreadsheetProblem) -> [Spreadsheet.Row] { try rows.finished(merged) }

    func started(_ element: XMLElement) throws(SpreadsheetProblem) {
        if element.isCalled("c"), isInData {
            try begin(element)
        } else if element.isCalled("v") {
            isText = cell.map { $0.type != "inlineStr" } ?? false
        } else if element.isCalled("t") {
            isText = cell?.type == "inlineStr" && !isPronunciation
        } else if element.isCalled("row"), isInData {
            row = try number(element["r"], after: row, max: CellReference.rowsMax)
            column = 0
        } else if element.isCalled("f") {
            cell?.hasFormula = true
        } else if element.isCalled("rPh") {
            isPronunciation = true
        } else if element.isCalled("sheetData") {
            isInData = true
        } else if element.isCalled("mergeCell"), let reference = element["ref"] {
            guard merged.count < Self.mergedMax else { throw .damaged(part: part) }
            if let range = MergedCells(reference) { merged.append(range) }
        }
    }

    func ended(_ element: XMLElement) throws(SpreadsheetProblem) {
        if element.isCalled("c") {
            if let cell { try keep(cell) }
            cell = nil
        } else if element.isCalled("v") || element.isCalled("t") {
            isText = false
        } else if element.isCalled("rPh") {
            isPronunciation = false
        } else if element.isCalled("sheetData") {
            isInData = false
        }
    }

    func heard(_ piece: UnsafeRawBufferPointer) {
        if isText { text.append(piece) }
    }

    /// A cell says where it is, or stands behind the one before.
    private func begin(_ element: XMLElement) throws(SpreadsheetProblem) {
        text.clear()
        if let reference = element["r"] {
            guard let place = CellReference.place(reference) else { throw .damaged(part: part) }
            row = place.row
            column = place.column
        } else {
            column = try number(nil, after: column, max: CellReference.columnsMax)
            row = max(row, 1)
        }
        cell = Cell(
            place: SpreadsheetPlace(row: row, column: column), type: element["t"] ?? "n",
            style: element["s"].flatMap { Int($0) } ?? 0)
    }

    private func number(_ text: String?, after last: Int, max: Int) throws(SpreadsheetProblem) -> Int {
        guard let number = text.map({ Int($0) }) ?? last + 1, (1...max).contains(number) else {
            throw .damaged(part: part)
        }
        return number
    }

    private func keep(_ cell: Cell) throws(SpreadsheetProblem) {
        let stored = text.string
        if stored.isEmpty, cell.hasFormula, cell.type != "str" { rows.note(.formulaWithoutValue, at: cell.place) }
        guard !stored.isEmpty else { return }
        // The beginning of a long number would be another number.
        if text.isFull { return try rows.put(stored, at: cell.place) }
        switch cell.type {
        case "s":
            guard let index = Int(stored.withoutMargins), let string = strings[index] else {
                throw .damaged(part: part)
            }
            try rows.put(string, at: cell.place)
        case "e": rows.note(.errorValue(stored), at: cell.place)
        case "b": try rows.put(stored == "0" || stored == "false" ? "FALSE" : "TRUE", at: cell.place)
        case "d": try rows.put(Self.day(stored), at: cell.place)
        case "str", "inlineStr": try rows.put(stored, at: cell.place)
        default: try keepNumber(stored, cell)
        }
    }

    private func keepNumber(_ stored: String, _ cell: Cell) throws(SpreadsheetProblem) {
        guard let number = CellNumber(stored.withoutMargins, styles[cell.style], calendar) else {
            throw .damaged(part: part)
        }
        if number.hasLostDigits { rows.note(.digitsLost, at: cell.place) }
        try rows.put(number.text, at: cell.place)
    }

    /// `2026-05-01T00:00:00` as a day, and the time behind it if there is any.
    private static func day(_ stored: String) -> String {
        let halves = stored.split(separator: "T", maxSplits: 1)
        guard halves.count == 2, let time = halves.last?.prefix(5), time != "00:00" else {
            return String(halves.first ?? "")
        }
        return "\(halves[0]) \(time)"
    }
}

extension String {
    /// Without the white space that a program may have put around a value to lay out its XML.
    fileprivate var withoutMargins: String {
        let isMargin = { (character: Character) in character.isWhitespace }
        guard first.map(isMargin) == true || last.map(isMargin) == true else { return self }
        return String(drop(while: isMargin).reversed().drop(while: isMargin).reversed())
    }
}
