// SPDX-License-Identifier: Apache-2.0

import Domain
import Spreadsheets

/// A table that a platform's back office exported, as the lines of the form. It is only read here: nothing is declared before
/// somebody has seen what was read.
struct ViewFile: Sendable {
    /// 19:00,19:30,12000
    private(set) var lines: [String] = []
    /// The day of the first stretch, where the table writes it.
    private(set) var day: Day?
    private(set) var sum = 0
    private(set) var problems: [ImportProblem] = []
    /// So many problems are told.
    private static let problemsMax = 20

    init(_ sheet: Spreadsheet) {
        var rows = sheet.rows[...]
        var columns = [0, 1, 2]
        if let head = rows.first, !head.cells.contains(where: { $0.contains(where: ViewTime.isDigit) }) {
            columns = Self.columns(head.cells)
            rows = rows.dropFirst()
        }
        for row in rows {
            let cells = columns.map { row[$0].trimmingWhitespace }
            if cells.allSatisfy(\.isEmpty) { continue }
            take(cells, of: row.number)
        }
        if lines.isEmpty, problems.isEmpty { note(nil, "文件里没有数字：一行一段，写开始、结束、人次。") }
    }

    private mutating func take(_ cells: [String], of row: Int) {
        guard let from = ViewTime(cells[0]), let to = ViewTime(cells[1]) else {
            return note(row, "开始和结束要写成几点几分，如 19:00；跨天的写上日期，如 2026-03-05 19:00。")
        }
        let digits = cells[2].filter { $0 != "," && $0 != "，" }
        guard let views = Int(digits), (0...MediaConsultation.Feed.viewsMax).contains(views) else {
            return note(row, "人次要是整数。")
        }
        guard lines.count < MediaConsultation.Feed.bucketsMax else {
            return note(row, "一个平台最多分\(MediaConsultation.Feed.bucketsMax)段，请把几段合成一段。")
        }
        if lines.isEmpty { day = from.day }
        sum += views
        lines.append("\(from.text),\(to.text),\(views)")
    }

    private mutating func note(_ row: Int?, _ sentence: String) {
        guard problems.count < Self.problemsMax else { return }
        problems.append(ImportProblem(row: row, column: nil, sentence: sentence))
    }

    /// Which column is which, by the titles that platforms use; the first three where they use others.
    private static func columns(_ titles: [String]) -> [Int] {
        let known = [["开始", "起始", "从"], ["结束", "截止", "到"], ["人次", "观看", "播放", "次数"]]
        let found = known.map { words in
            titles.firstIndex { title in words.contains { title.contains($0) } }
        }
        let places = found.compactMap { $0 }
        return places.count == 3 && Set(places).count == 3 ? places : [0, 1, 2]
    }
}
