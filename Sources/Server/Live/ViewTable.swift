// SPDX-License-Identifier: Apache-2.0

import Domain

/// A table of views, one line for each stretch of time: beginning, end, count.
enum ViewTable {
    /// Times go on from `day`; one that is earlier than the time before it is of the next day, and one that is written with its
    /// day is of that. Throws ``InputProblems`` for a line that is none.
    static func read(_ text: String, from day: Day) throws -> [MediaConsultation.Bucket] {
        var reading = Reading(day: day)
        var buckets: [MediaConsultation.Bucket] = []
        for (number, line) in NumberedLines.of(text) {
            let cells = line.split(whereSeparator: { ",，\t; ".contains($0) }).map(String.init)
            // The head of a table that was exported.
            if number == 1, cells.count == 3, cells.allSatisfy({ !$0.contains(where: ViewTime.isDigit) }) { continue }
            guard cells.count == 3, let views = Int(cells[2]), let from = reading.moment(cells[0]),
                let to = reading.moment(cells[1])
            else {
                throw InputProblems([
                    .init(field: "buckets", sentence: "第\(number)行看不懂：写成 开始,结束,人次，如 19:00,19:30,12000。")
                ])
            }
            buckets.append(.init(from: from, to: to, views: views))
        }
        return buckets
    }

    /// Where the clock stands that runs through the table.
    private struct Reading {
        var day: Day
        private var last = 0

        init(day: Day) { self.day = day }

        mutating func moment(_ text: String) -> Instant? {
            guard let time = ViewTime(text) else { return nil }
            if let written = time.day {
                day = written
            } else if time.minute < last {
                day = day.advanced(by: 1)
            }
            last = time.minute
            return Instant(day, hour: time.minute / 60, minute: time.minute % 60)
        }
    }
}

/// A moment as tables write it: 19:00, 2026-03-05 19:00, 2026/3/5T19:29:59. Seconds are rounded to the minute.
struct ViewTime: Sendable {
    let day: Day?
    /// 1440 is the end of the day.
    let minute: Int

    /// Whether a title can be told apart from a value by it: 万 is a number as well.
    static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

    /// Nil for what is no such moment.
    init?(_ text: String) {
        let parts = text.split(whereSeparator: { $0 == "T" || $0.isWhitespace })
        guard let time = parts.last, parts.count <= 2 else { return nil }
        let numbers = time.split(separator: ":", omittingEmptySubsequences: false).map(Self.number)
        guard (2...3).contains(numbers.count), let hour = numbers[0], let minute = numbers[1] else { return nil }
        guard numbers.count == 2 || numbers[2] != nil, minute < 60 else { return nil }
        let seconds = numbers.count == 3 ? numbers[2] ?? 0 : 0
        let whole = hour * 60 + minute + (seconds >= 30 ? 1 : 0)
        guard seconds < 60, whole <= 1_440 else { return nil }
        self.minute = whole
        guard parts.count == 2 else {
            day = nil
            return
        }
        guard let day = Self.day(parts[0]) else { return nil }
        self.day = day
    }

    /// As a line of the form writes it.
    var text: String {
        let time = SessionWording.time(minute)
        return day.map { "\($0)T\(time)" } ?? time
    }

    private static func number(_ text: Substring) -> Int? {
        (1...2).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
    }

    private static func day(_ text: Substring) -> Day? {
        let parts = text.split(whereSeparator: { "-/.".contains($0) })
        guard parts.count == 3, parts[0].utf8.count == 4, let year = Int(parts[0]), let month = number(parts[1]),
            let day = number(parts[2])
        else { return nil }
        return Day("\(year)-\(padded(month))-\(padded(day))")
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
