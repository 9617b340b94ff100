// SPDX-License-Identifier: Apache-2.0

import Domain

/// The days that a board looks at, both included.
struct BoardPeriod: Sendable, Hashable {
    let first: Day
    let last: Day

    /// A part of the period that is counted by itself: a month, or a year where there would be too many months.
    struct Part: Sendable, Hashable {
        /// `2026-03` or `2026`.
        let code: String
        let first: Day
        let last: Day
    }

    /// The days in a request's query; the year to date where it names none. Throws ``InputProblems``.
    init(_ request: WebRequest) throws {
        let today = request.now.day
        let last = try request.day("to", "到哪天") ?? today
        first = try request.day("from", "从哪天") ?? Day(year: last.year, month: 1, day: 1)
        self.last = last
        guard first <= last else {
            throw InputProblems([.init(field: "to", sentence: "“到哪天”不能早于“从哪天”。")])
        }
        guard last.year - first.year < Self.yearsMax else {
            throw InputProblems([.init(field: "from", sentence: "一次最多看\(Self.yearsMax)年。")])
        }
    }

    init(_ first: Day, _ last: Day) {
        (self.first, self.last) = (first, last)
    }

    private static let yearsMax = 50
    private static let monthsMax = 24

    /// As it stands in an address.
    var query: String { "from=\(first)&to=\(last)" }

    /// What is usually looked at, with what it is called.
    static func usual(_ today: Day) -> [(word: String, period: BoardPeriod)] {
        let year = today.year
        return [
            ("今年", .init(Day(year: year, month: 1, day: 1), today)),
            ("去年", .init(Day(year: year - 1, month: 1, day: 1), Day(year: year - 1, month: 12, day: 31))),
            ("近三个月", .init(today.advanced(byMonths: -3).advanced(by: 1), today)),
            ("十年", .init(today.advanced(byMonths: -120).advanced(by: 1), today)),
        ]
    }

    /// The parts in their order, together the whole period.
    var parts: [Part] {
        let months = (last.year - first.year) * 12 + last.month - first.month + 1
        let step = months <= Self.monthsMax ? 1 : 12
        var parts: [Part] = []
        var begin = first
        while begin <= last {
            let next = Day(year: begin.year, month: step == 1 ? begin.month : 1, day: 1).advanced(byMonths: step)
            parts.append(
                Part(
                    code: String(begin.description.prefix(step == 1 ? 7 : 4)), first: begin,
                    last: min(next.advanced(by: -1), last)))
            begin = next
        }
        return parts
    }
}
