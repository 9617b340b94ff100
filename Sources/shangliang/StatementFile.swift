// SPDX-License-Identifier: Apache-2.0

import Foundation
import Spreadsheets

/// What a file says of statements.
struct StatementFile {
    var lines: [Line] = []

    struct Line {
        let name: String
        let text: String
        let isOut: Bool
        let isMeta: Bool
    }

    /// The words of the statements that have any.
    var texts: [String: String] {
        Dictionary(lines.filter { !$0.text.isEmpty }.map { ($0.name, $0.text) }) { $1 }
    }

    init() {}

    init(_ path: String) throws {
        guard let bytes = FileManager.default.contents(atPath: path) else { throw CommandFailure("读不了 \(path)。") }
        let rows: [Spreadsheet.Row]
        do {
            rows = try Spreadsheet.read(Array(bytes)).rows
        } catch {
            throw CommandFailure("\(path) 不是能读的表格：\(error)")
        }
        guard let header = rows.first, let name = header.cells.firstIndex(of: "statement") else {
            throw CommandFailure("\(path) 的第一行里没有 statement 列。")
        }
        let text = header.cells.firstIndex(of: "text")
        let moderated = header.cells.firstIndex(of: "moderated")
        let meta = header.cells.firstIndex(of: "meta")
        lines = try rows.dropFirst().map { row in
            guard !row[name].isEmpty else { throw CommandFailure("\(path) 第 \(row.number) 行：没有写观点的编号。") }
            return Line(
                name: row[name], text: text.map { row[$0] } ?? "",
                isOut: try Self.value(moderated, of: row, among: ["-1", "0", "1", ""], path) == "-1",
                isMeta: try Self.value(meta, of: row, among: ["0", "1", ""], path) == "1")
        }
    }

    /// What stands in a column that may be missing, and must be one of a few.
    private static func value(
        _ column: Int?, of row: Spreadsheet.Row, among values: [String], _ path: String
    ) throws -> String {
        guard let column else { return "" }
        guard values.contains(row[column]) else {
            throw CommandFailure(
                "\(path) 第 \(row.number) 行：“\(row[column])”不行，只能是 \(values.filter { !$0.isEmpty }.joined(separator: "、"))，或空着。"
            )
        }
        return row[column]
    }
}
