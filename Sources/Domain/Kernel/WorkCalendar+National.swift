// SPDX-License-Identifier: Apache-2.0

extension WorkCalendar {
    /// The days off and make-up working days that the State Council announced for 2022–2026 (rules.md C.10).
    package static let national = WorkCalendar(
        years: 2022...2026,
        daysOff: days([
            2022: "0101-0103 0131-0206 0403-0405 0430-0504 0603-0605 0910-0912 1001-1007 1231",
            2023: "0101-0102 0121-0127 0405 0429-0503 0622-0624 0929-1006",
            2024: "0101 0210-0217 0404-0406 0501-0505 0610 0915-0917 1001-1007",
            2025: "0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008",
            2026: "0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007",
        ]),
        makeUpDays: days([
            2022: "0129-0130 0402 0424 0507 1008-1009",
            2023: "0128-0129 0423 0506 0625 1007-1008",
            2024: "0204 0218 0407 0428 0511 0914 0929 1012",
            2025: "0126 0208 0427 0928 1011",
            2026: "0104 0214 0228 0509 0920 1010",
        ]))

    /// Reads `0101-0103 1231` of each year.
    private static func days(_ table: [Int: String]) -> Set<Day> {
        var days: Set<Day> = []
        for (year, ranges) in table {
            for range in ranges.split(separator: " ") {
                let ends = range.split(separator: "-").compactMap { Int($0) }
                    .map { Day(year: year, month: $0 / 100, day: $0 % 100) }
                guard let first = ends.first, let last = ends.last else { continue }
                for number in first.number...last.number { days.insert(Day(number: number)) }
            }
        }
        return days
    }
}
