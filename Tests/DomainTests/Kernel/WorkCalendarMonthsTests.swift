// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("Terms in months and named days")
struct WorkCalendarMonthsTests {
    private let calendar = WorkCalendar.national

    @Test(
        "the same day of the month, else its last; a day off gives way to the first working day after it",
        arguments: [
            // A working day like any other.
            ("2026-03-23", 1, "2026-04-23"), ("2025-06-10", 3, "2025-09-10"), ("2022-12-15", 12, "2023-12-15"),
            // The month is too short: its last day, in a leap year and in none.
            ("2024-01-31", 1, "2024-02-29"), ("2024-01-30", 1, "2024-02-29"), ("2023-01-31", 1, "2023-02-28"),
            ("2024-02-29", 12, "2025-02-28"), ("2024-03-31", 1, "2024-04-30"), ("2025-08-31", 6, "2026-02-28"),
            // February's last day counts as itself, not as the last of the next month.
            ("2023-02-28", 1, "2023-03-28"), ("2024-02-29", 1, "2024-03-29"),
            // The end lies on a weekend: the Monday after it.
            ("2026-04-23", 1, "2026-05-25"), ("2025-01-31", 1, "2025-02-28"), ("2026-01-31", 3, "2026-04-30"),
            // The end lies in a holiday: the day on which work begins again, a make-up day if it is one.
            ("2025-09-01", 1, "2025-10-09"), ("2026-04-02", 1, "2026-05-06"), ("2024-09-01", 1, "2024-10-08"),
            ("2023-08-30", 1, "2023-10-07"), ("2026-01-15", 1, "2026-02-24"), ("2022-12-31", 1, "2023-01-31"),
            // A make-up day on a weekend is worked: nothing moves.
            ("2026-01-14", 1, "2026-02-14"), ("2025-08-28", 1, "2025-09-28"),
            // The end of the month is a day off: into the next month, and over the year.
            ("2024-08-31", 1, "2024-09-30"), ("2022-10-31", 2, "2023-01-03"), ("2023-11-30", 1, "2024-01-02"),
            ("2023-12-01", 1, "2024-01-02"), ("2022-11-30", 1, "2022-12-30"),
        ])
    func deadlines(start: String, months: Int, due: String) {
        let deadline = calendar.deadline(months: months, after: Village.day(start))
        #expect(deadline.day == Village.day(due))
        #expect(deadline.from == Village.day(start))
        #expect(deadline.term == .months(months))
        #expect(!deadline.isProvisional)
    }

    @Test(
        "a term that touches a year without a table is provisional (BR-42)",
        arguments: [
            ("2026-11-29", 1, false), ("2026-11-30", 1, true), ("2026-12-01", 1, true), ("2026-03-23", 12, true),
            ("2021-12-15", 1, true),
            ("2022-01-04", 1, false),
        ])
    func provisional(start: String, months: Int, isProvisional: Bool) {
        #expect(calendar.deadline(months: months, after: Village.day(start)).isProvisional == isProvisional)
    }

    @Test("an end that a holiday moves into a year without a table is provisional (BR-42)")
    func movedOut() {
        let last = Village.day("2026-12-31")
        let own = WorkCalendar(years: 2026...2026, daysOff: [last], makeUpDays: [])
        let before = own.deadline(months: 1, after: Village.day("2026-11-29"))
        #expect(before.day == Village.day("2026-12-29") && !before.isProvisional)
        let overYear = own.deadline(months: 2, after: Village.day("2026-10-31"))
        #expect(overYear.day == Village.day("2027-01-01") && overYear.isProvisional)
    }

    @Test("a term of months ends on a working day, not before the day it names, and with nothing worked between")
    func property() {
        var random = SeededRandom(seed: 9)
        let first = Village.day("2021-06-01").number
        let last = Village.day("2027-06-30").number
        for _ in 0..<5_000 {
            let start = Day(number: Int.random(in: first...last, using: &random))
            let months = Int.random(in: 1...24, using: &random)
            let deadline = calendar.deadline(months: months, after: start)
            let place = "\(start) + \(months) months"
            #expect(calendar.isWorkingDay(deadline.day), "\(place)")
            let passed = (deadline.day.year - start.year) * 12 + deadline.day.month - start.month
            #expect(passed == months || passed == months + 1, "\(place)")
            if passed == months, deadline.day.dayOfMonth < start.dayOfMonth {
                // Only because the month is too short: what follows up to its end is not worked.
                #expect(deadline.day.advanced(by: 3).month != deadline.day.month, "\(place)")
            }
            var before = deadline.day.advanced(by: -1)
            while !calendar.isWorkingDay(before) { before = before.advanced(by: -1) }
            let named = (before.year - start.year) * 12 + before.month - start.month
            #expect(named < months || named == months && before.dayOfMonth < start.dayOfMonth, "\(place)")
        }
    }

    @Test("the day that somebody named stays, on a holiday too")
    func named() {
        let holiday = Village.day("2026-10-01")
        let deadline = calendar.deadline(named: holiday, from: Village.day("2026-09-01"))
        #expect(
            deadline == Deadline(day: holiday, from: Village.day("2026-09-01"), term: .named, isProvisional: false))
    }

    @Test("a term of the profile is computed by its kind")
    func terms() {
        let start = Village.day("2026-03-23")
        #expect(calendar.deadline(.workingDays(5), after: start) == calendar.deadline(workingDays: 5, after: start))
        #expect(calendar.deadline(.months(1), after: start) == calendar.deadline(months: 1, after: start))
        #expect(calendar.deadline(.named, after: start) == calendar.deadline(named: start, from: start))
    }
}
