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

    /// Throws ``InputProblems`` with all that is wrong, each line by its number on the page.
    static func change(_ input: Input) throws -> CalendarChange {
        var problems: [FieldProblem] = []
        let (spans, unread) = read(input.text("days"), span)
        if !unread.isEmpty {
            problems.append(
                .init(
                    field: "days",
                    sentence: "“改哪些日子”\(places(unread))看不懂：先写日期（如2027-01-01），空一格写放假或上班，再空一格写名称，一段最多31天。"))
        }
        let days = spans.flatMap(\.value)
        if days.count > daysMax {
            problems.append(.init(field: "days", sentence: "一次最多改\(daysMax)天，请分开改。"))
        }
        let doubled = repeated(spans)
        if !doubled.isEmpty {
            problems.append(.init(field: "days", sentence: "“改哪些日子”\(places(doubled))里有前面写过的日子，请只留一次。"))
        }
        let (removed, undated) = read(input.text("removed")) { Day($0) }
        if !undated.isEmpty {
            problems.append(
                .init(field: "removed", sentence: "“去掉”的\(places(undated))不是日期，要像 2026-03-24 这样写。"))
        }
        let typed = input.optional("year")
        let year = typed.flatMap { Int($0) }.flatMap { CalendarRoutes.years.contains($0) ? $0 : nil }
        if typed != nil, year == nil {
            problems.append(.init(field: "year", sentence: "年份要在2000到2099之间。"))
        }
        if problems.isEmpty, days.isEmpty, removed.isEmpty, year == nil {
            problems.append(.init(field: "days", sentence: "还没有写要改什么。"))
        }
        guard problems.isEmpty else { throw InputProblems(problems) }
        return CalendarChange(days: days, removed: removed.map(\.value), year: year)
    }

    /// What the lines of a text say, each with its number, and which of them say nothing that is understood; empty ones count and say
    /// nothing.
    private static func read<Value>(
        _ text: String, _ value: (String) -> Value?
    ) -> (values: [(line: Int, value: Value)], unread: [Int]) {
        var (values, unread): ([(line: Int, value: Value)], [Int]) = ([], [])
        for (index, typed) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let trimmed = String(typed).trimmingWhitespace
            guard !trimmed.isEmpty else { continue }
            if let value = value(trimmed) { values.append((index + 1, value)) } else { unread.append(index + 1) }
        }
        return (values, unread)
    }

    /// The lines that name a day which one before them has named.
    private static func repeated(_ spans: [(line: Int, value: [CalendarDay])]) -> [Int] {
        var seen: Set<Day> = []
        return spans.filter { span in
            let days = Set(span.value.map(\.day))
            defer { seen.formUnion(days) }
            return !days.isDisjoint(with: seen)
        }.map(\.line)
    }

    /// `第2、5行`; of many the first ten.
    private static func places(_ lines: [Int]) -> String {
        let named = lines.prefix(10).map(String.init).joined(separator: "、")
        return lines.count > 10 ? "第\(named)行等\(lines.count)行" : "第\(named)行"
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
