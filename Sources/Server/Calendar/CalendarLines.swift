// SPDX-License-Identifier: Apache-2.0

import Domain

/// A change of the calendar as somebody types it: a day or a span in a line, what happens on it, and its name.
enum CalendarLines {
    static let fields: [InputField] = [
        InputField(
            "days", "改哪些日子", .paragraph(limit: 6000), isRequired: false,
            help: "一行一天或者一段，空格隔开，如：2027-02-05至2027-02-11 放假 春节；2027-02-14 上班 春节调休。"),
        InputField(
            "removed", "去掉本单位自己定的哪些日子", .paragraph(limit: 2000), isRequired: false,
            help: "一行一天，如：2026-03-24。去掉后按全国的安排算。"),
        InputField(
            "year", "哪一年的放假安排录全了", .line(limit: 4), isRequired: false, help: "录全一整年的才填，如2027；填了以后，跨到这一年的期限不再是暂定。"),
    ]

    /// How many days one change sets at most: a year's table has some forty.
    private static let daysMax = 200

    /// Throws ``InputProblems`` with the first line that is wrong.
    static func change(_ input: Input) throws -> CalendarChange {
        let days = try lines(input.text("days")).enumerated().flatMap { index, line in
            guard let read = span(line) else {
                throw InputProblems([
                    .init(
                        field: "days", sentence: "“改哪些日子”第\(index + 1)行看不懂：先写日期（如2027-01-01），空一格写放假或上班，再空一格写名称，一段最多31天。"
                    )
                ])
            }
            return read
        }
        guard days.count <= daysMax, Set(days.map(\.day)).count == days.count else {
            throw InputProblems([.init(field: "days", sentence: "有的日子写了两次，或者一次超过了\(daysMax)天，请分开改。")])
        }
        let removed = try lines(input.text("removed")).enumerated().map { index, line in
            guard let day = Day(line) else {
                throw InputProblems([.init(field: "removed", sentence: "“去掉”的第\(index + 1)行不是日期，要像 2026-03-24 这样写。")])
            }
            return day
        }
        let year = try input.optional("year").map { text in
            guard let year = Int(text), CalendarRoutes.years.contains(year) else {
                throw InputProblems([.init(field: "year", sentence: "年份要在2000到2099之间。")])
            }
            return year
        }
        guard !days.isEmpty || !removed.isEmpty || year != nil else {
            throw InputProblems([.init(field: "days", sentence: "还没有写要改什么。")])
        }
        return CalendarChange(days: days, removed: removed, year: year)
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map { String($0).trimmingWhitespace }.filter { !$0.isEmpty }
    }

    private static func span(_ line: String) -> [CalendarDay]? {
        let cells = line.split(maxSplits: 2, whereSeparator: \.isWhitespace).map(String.init)
        guard cells.count == 3,
            let kind = CalendarDay.Kind.allCases.first(where: { CalendarWording.name($0) == cells[1] })
        else { return nil }
        let ends = cells[0].split(separator: "至").map(String.init)
        guard (1...2).contains(ends.count), let first = Day(ends[0]), let last = Day(ends[ends.count - 1]),
            first <= last, last.number - first.number < 31
        else { return nil }
        var days: [CalendarDay] = []
        for number in first.number...last.number {
            guard
                case .success(let day) = CalendarFile.day(
                    Day(number: number).description, kind.rawValue, cells[2])
            else { return nil }
            days.append(day)
        }
        return days
    }
}
