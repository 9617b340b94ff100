// SPDX-License-Identifier: Apache-2.0

import Domain
import Spreadsheets

/// A table's rows read as lines of what it is for: titles say which column is which, names stand for what they name.
struct ImportSheet: Sendable {
    /// A row that reads.
    struct Line: Sendable {
        let row: Int
        let values: DirectoryEntry.Values
    }

    private(set) var lines: [Line] = []
    /// The columns that the table has.
    private(set) var columns: Set<String> = []
    /// All that is wrong, in the order of the rows; no more than ``problemsMax`` are told.
    private(set) var problems: [ImportProblem] = []
    private(set) var problemCount = 0

    static let problemsMax = 500

    private let form: any TableForm
    private let names: ImportNames

    init(_ sheet: Spreadsheet, form: any TableForm, names: ImportNames) {
        self.form = form
        self.names = names
        guard let header = sheet.rows.first else { return }
        let columns = place(header)
        guard problemCount == 0 else { return }
        self.columns = Set(columns.map(\.column.name))
        for remark in sheet.remarks where remark.place.row > header.number {
            note(remark.place.row, remark.place.columnLetters, ImportWording.sentence(remark.kind))
        }
        var seen: [[String]: Int] = [:]
        for row in sheet.rows.dropFirst() {
            guard let line = read(row, columns) else { continue }
            let key = form.keyValues(line.values)
            if let first = seen[key] {
                note(row.number, nil, ImportWording.twice(first))
            } else {
                seen[key] = row.number
                lines.append(line)
            }
        }
        if lines.isEmpty, problemCount == 0 { note(nil, nil, ImportWording.noLines) }
    }

    /// What an entry is after this line: a column that the table does not have stays as it is.
    func values(of line: Line, over entry: DirectoryEntry) -> DirectoryEntry.Values {
        var values = line.values
        for column in form.columns where !columns.contains(column.name) {
            values.codes[column.name] = entry.values.codes[column.name]
            values.words[column.name] = entry.values.words[column.name]
        }
        return values
    }

    /// Which column of the table is which of the form's.
    private mutating func place(_ header: Spreadsheet.Row) -> [(index: Int, column: RegisterColumn)] {
        var columns: [(index: Int, column: RegisterColumn)] = []
        for (index, cell) in header.cells.enumerated() {
            let title = cell.trimmingWhitespace
            if title.isEmpty { continue }
            let letters = SpreadsheetPlace(row: header.number, column: index + 1).columnLetters
            guard let column = form.columns.first(where: { $0.label == title }) else {
                note(header.number, letters, ImportWording.unknownTitle(title, form))
                continue
            }
            if columns.contains(where: { $0.column.name == column.name }) {
                note(header.number, letters, ImportWording.titleTwice(title))
                continue
            }
            columns.append((index, column))
        }
        for column in form.columns where column.field.isRequired {
            if !columns.contains(where: { $0.column.name == column.name }) {
                note(header.number, nil, ImportWording.missingTitle(column.label))
            }
        }
        return columns
    }

    /// The line of a row; nil, with all that is wrong in it, where something is.
    private mutating func read(_ row: Spreadsheet.Row, _ columns: [(index: Int, column: RegisterColumn)]) -> Line? {
        var sent: [String: String] = [:]
        var wrong: [FieldProblem] = []
        for (index, column) in columns {
            switch names.value(of: row[index].trimmingWhitespace, column) {
            case .success(let value): sent[column.name] = value
            case .failure(let problem): wrong.append(.init(field: column.name, sentence: problem.sentence))
            }
        }
        let unnamed = Set(wrong.map(\.field))
        do {
            let values = form.values(try Input(sent, fields: form.fields.filter { !unnamed.contains($0.name) }))
            // What is asked of several columns together can be told only once each of them is right.
            if wrong.isEmpty { wrong = form.problems(values) }
            if wrong.isEmpty { return Line(row: row.number, values: values) }
        } catch {
            wrong += (error as? InputProblems)?.problems ?? []
        }
        let order = Dictionary(columns.map { ($0.column.name, $0.index) }, uniquingKeysWith: { first, _ in first })
        for problem in wrong.sorted(by: { order[$0.field] ?? 0 < order[$1.field] ?? 0 }) {
            note(row.number, letters(problem.field, row, columns), problem.sentence)
        }
        return nil
    }

    private func letters(
        _ field: String, _ row: Spreadsheet.Row, _ columns: [(index: Int, column: RegisterColumn)]
    ) -> String? {
        columns.first { $0.column.name == field }
            .map { SpreadsheetPlace(row: row.number, column: $0.index + 1).columnLetters }
    }

    /// Notes something that is wrong.
    mutating func note(_ row: Int?, _ column: String?, _ sentence: String) {
        problemCount += 1
        if problems.count < Self.problemsMax {
            problems.append(ImportProblem(row: row, column: column, sentence: sentence))
        }
    }
}

extension String {
    /// Without white space at its ends, the ideographic space among it.
    var trimmingWhitespace: String {
        let kept = drop(while: \.isWhitespace)
        guard let last = kept.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(kept[...last])
    }
}
