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
    /// Whether what a line stands for is more than what it says, so that the columns can be right together only there.
    var isOfParts: Bool { form.tellsParts && columns.count < form.columns.count }
    /// All that is wrong, in the order of the rows; no more than ``problemsMax`` are kept.
    private(set) var problems: [ImportProblem] = []
    private(set) var problemCount = 0
    /// The keys of all rows, of wrong ones too.
    private(set) var keys: Set<[String]> = []
    /// Where the columns stand.
    private var letters: [String: String] = [:]
    /// Which column of the table is which of the form's; nil where the titles do not say.
    private var placed: [(index: Int, column: RegisterColumn)]?
    /// In which row each key stood first.
    private var seen: [[String]: Int] = [:]

    static let problemsMax = 20_000
    /// So many stand on the page and in the record; the table of them has all that are kept.
    static let problemsShownMax = 500

    private let form: any TableForm
    private let names: ImportNames

    /// Begins with the titles; the rows are read by ``read(_:)``, some at a time, and ``finish()`` ends. `placed`: which column of
    /// the table, from 1, is which of the form, where somebody has said so.
    init(titlesOf sheet: Spreadsheet, form: any TableForm, names: ImportNames, placed: [String: Int]? = nil) {
        self.form = form
        self.names = names
        guard let header = sheet.rows.first else { return }
        let columns = placed.map { place(header, as: $0) } ?? place(header)
        guard problemCount == 0 else { return }
        self.placed = columns
        self.columns = Set(columns.map(\.column.name))
        for (index, column) in columns {
            letters[column.name] = SpreadsheetPlace(row: header.number, column: index + 1).columnLetters
        }
        for remark in sheet.remarks where remark.place.row > header.number {
            note(remark.place.row, remark.place.columnLetters, ImportWording.sentence(remark.kind))
        }
    }

    /// Reads the rows that follow.
    mutating func read(_ rows: some Sequence<Spreadsheet.Row>) {
        guard let columns = placed else { return }
        for row in rows {
            let (values, wrong) = read(row, columns)
            tell(wrong, of: row, columns)
            // A row that is wrong elsewhere stands for its key as well: mended, it would be the same one.
            let isKeyed = !wrong.contains { form.key.contains($0.field) }
            let key = form.keyValues(values)
            if isKeyed, let first = seen[key] {
                note(row.number, nil, ImportWording.twice(first))
                continue
            }
            if isKeyed {
                seen[key] = row.number
                keys.insert(key)
            }
            if wrong.isEmpty { lines.append(Line(row: row.number, values: values)) }
        }
    }

    /// All rows were read.
    mutating func finish() {
        guard placed != nil else { return }
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

    /// Whether a line names somebody or something that is no longer in use: it may where it did before.
    func namesEnded(_ line: Line) -> Bool { names.nameEnded(line.values) }

    /// Whether the titles of a table are the form's; where they are not, somebody may say which column is which.
    static func hasTitles(of form: any TableForm, _ sheet: Spreadsheet) -> Bool {
        let titles = Set((sheet.rows.first?.cells ?? []).map(\.trimmingWhitespace).filter { !$0.isEmpty })
        return titles.isSubset(of: form.columns.map(\.label))
            && form.columns.allSatisfy { !$0.field.isRequired || titles.contains($0.label) }
    }

    /// The columns of a table, by their titles or what stands below.
    static func columns(of sheet: Spreadsheet) -> [ImportColumn] {
        guard let header = sheet.rows.first else { return [] }
        let below = sheet.rows.dropFirst().first
        return (0..<max(header.cells.count, below?.cells.count ?? 0)).map { index in
            ImportColumn(
                place: index + 1, title: String(header[index].trimmingWhitespace.prefix(30)),
                example: String((below?[index] ?? "").trimmingWhitespace.prefix(30)))
        }.filter { !$0.title.isEmpty || !$0.example.isEmpty }
    }

    /// The columns as somebody has placed them.
    private mutating func place(
        _ header: Spreadsheet.Row, as placed: [String: Int]
    ) -> [(index: Int, column: RegisterColumn)] {
        form.columns.compactMap { column in
            guard let place = placed[column.name] else {
                if column.field.isRequired { note(header.number, nil, ImportWording.missingTitle(column.label)) }
                return nil
            }
            return (place - 1, column)
        }
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

    /// The values of a row, as far as they read, and all that is wrong in it.
    private func read(
        _ row: Spreadsheet.Row, _ columns: [(index: Int, column: RegisterColumn)]
    ) -> (values: DirectoryEntry.Values, wrong: [FieldProblem]) {
        var sent: [String: String] = [:]
        var wrong: [FieldProblem] = []
        for (index, column) in columns {
            switch names.value(of: row[index].trimmingWhitespace, column) {
            case .success(let value): sent[column.name] = value
            case .failure(let problem): wrong.append(.init(field: column.name, sentence: problem.sentence))
            }
        }
        var fields = form.fields.filter { field in !wrong.contains { $0.field == field.name } }
        var values = DirectoryEntry.Values()
        do {
            values = form.values(try Input(sent, fields: fields))
        } catch {
            let problems = (error as? InputProblems)?.problems ?? []
            wrong += problems
            fields.removeAll { field in problems.contains { $0.field == field.name } }
            if let input = try? Input(sent, fields: fields) { values = form.values(input) }
        }
        return (values, isOfParts ? wrong : wrong + together(values, wrong, sent))
    }

    /// What is wrong with columns together, whatever stands in the end in those that are wrong by themselves.
    private func together(
        _ values: DirectoryEntry.Values, _ wrong: [FieldProblem], _ sent: [String: String]
    ) -> [FieldProblem] {
        var mended = [values]
        for column in form.columns where wrong.contains(where: { $0.field == column.name }) {
            let candidates: [String] =
                if case .choice(let options) = column.field.kind {
                    options.map(\.code)
                } else {
                    [sent[column.name] ?? column.label]
                }
            mended = mended.flatMap { values in candidates.map { column.setting($0, in: values) } }
            guard mended.count <= Self.mendedMax else { return [] }
        }
        let told = mended.map(form.problems)
        return (told.first ?? []).filter { problem in
            !wrong.contains { $0.field == problem.field } && told.allSatisfy { $0.contains(problem) }
        }
    }

    /// So many ways to mend a row are tried at most.
    private static let mendedMax = 100

    /// Notes what is wrong in a row, from left to right.
    private mutating func tell(
        _ wrong: [FieldProblem], of row: Spreadsheet.Row, _ columns: [(index: Int, column: RegisterColumn)]
    ) {
        let order = Dictionary(columns.map { ($0.column.name, $0.index) }, uniquingKeysWith: { first, _ in first })
        for problem in wrong.sorted(by: { order[$0.field] ?? 0 < order[$1.field] ?? 0 }) {
            note(row.number, letters(problem.field, row, columns), problem.sentence)
        }
    }

    private func letters(
        _ field: String, _ row: Spreadsheet.Row, _ columns: [(index: Int, column: RegisterColumn)]
    ) -> String? {
        columns.first { $0.column.name == field }
            .map { SpreadsheetPlace(row: row.number, column: $0.index + 1).columnLetters }
    }

    /// Notes what is wrong with a line that reads, beside its column.
    mutating func note(_ line: Line, _ field: String, _ sentence: String) {
        note(line.row, letters[field], sentence)
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
