// SPDX-License-Identifier: Apache-2.0

import Domain

/// The month or half-year of a work summary.
struct SummaryPeriod: Hashable, Sendable {
    /// `2026-03`, or `2026-H1`.
    let code: String
    /// 2026年3月, or 2026年上半年.
    let name: String
    let first: Day
    let last: Day

    /// Nil for what is neither a month nor a half-year.
    init?(_ code: String) {
        let parts = code.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 4, parts[1].count == 2, parts.joined().allSatisfy(\.isASCII),
            let year = Int(parts[0]), (2000...2200).contains(year)
        else { return nil }
        switch parts[1] {
        case "H1": self.init(code, "\(year)年上半年", year, 1, months: 6)
        case "H2": self.init(code, "\(year)年下半年", year, 7, months: 6)
        case _:
            guard let month = Int(parts[1]), (1...12).contains(month) else { return nil }
            self.init(code, "\(year)年\(month)月", year, month, months: 1)
        }
    }

    private init(_ code: String, _ name: String, _ year: Int, _ month: Int, months: Int) {
        (self.code, self.name) = (code, name)
        first = Day(year: year, month: month, day: 1)
        last = first.advanced(byMonths: months).advanced(by: -1)
    }

    /// The days of it that have come; nil when it has not begun.
    func period(on today: Day) -> BoardPeriod? {
        first > today ? nil : BoardPeriod(first, min(last, today))
    }

    /// What is usually written: the month and the half-year that are over, then those that run.
    static func usual(_ today: Day) -> [SummaryPeriod] {
        let month = Day(year: today.year, month: today.month, day: 1)
        let half = Day(year: today.year, month: today.month <= 6 ? 1 : 7, day: 1)
        func halfCode(_ day: Day) -> String { "\(day.year)-H\(day.month <= 6 ? 1 : 2)" }
        let codes = [
            String(month.advanced(byMonths: -1).description.prefix(7)), String(month.description.prefix(7)),
            halfCode(half.advanced(byMonths: -6)), halfCode(half),
        ]
        return codes.compactMap { SummaryPeriod($0) }
    }
}
