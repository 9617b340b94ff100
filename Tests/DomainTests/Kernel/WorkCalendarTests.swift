// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("The work calendar")
struct WorkCalendarTests {
    private let calendar = WorkCalendar.national

    @Test(
        "deadlines across the long holidays",
        arguments: [
            ("2023-09-28", 5, "2023-10-11"), ("2024-09-29", 5, "2024-10-11"), ("2025-09-26", 5, "2025-10-10"),
            ("2025-01-24", 10, "2025-02-13"), ("2026-02-13", 5, "2026-02-27"), ("2026-03-05", 5, "2026-03-12"),
            ("2026-03-07", 1, "2026-03-09"),
        ])
    func deadlines(start: String, days: Int, due: String) {
        let deadline = calendar.deadline(workingDays: days, after: Village.day(start))
        #expect(deadline.day == Village.day(due))
        #expect(deadline.from == Village.day(start))
        #expect(deadline.term == .workingDays(days))
        #expect(!deadline.isProvisional)
    }

    @Test("a term of no days ends on the day on which it begins")
    func noDays() {
        let sunday = Village.day("2026-03-08")
        #expect(calendar.deadline(workingDays: 0, after: sunday).day == sunday)
    }

    @Test("make-up days are worked although they lie on a weekend")
    func makeUpDays() {
        let table = [
            "2022-01-29 2022-01-30 2022-04-02 2022-04-24 2022-05-07 2022-10-08 2022-10-09",
            "2023-01-28 2023-01-29 2023-04-23 2023-05-06 2023-06-25 2023-10-07 2023-10-08",
            "2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12",
            "2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11",
            "2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10",
        ]
        let expected = table.joined(separator: " ").split(separator: " ").map { Village.day(String($0)) }
        let first = Village.day("2022-01-01").number
        let last = Village.day("2026-12-31").number
        let worked = (first...last).map(Day.init(number:)).filter { $0.weekday > 5 && calendar.isWorkingDay($0) }
        #expect(worked == expected)
    }

    @Test(
        "holidays begin and end on the days announced",
        arguments: [
            ("2022-01-31", "2022-02-06"), ("2022-12-31", "2023-01-02"), ("2023-01-21", "2023-01-27"),
            ("2023-04-05", "2023-04-05"), ("2023-09-29", "2023-10-06"), ("2024-02-10", "2024-02-17"),
            ("2024-09-15", "2024-09-17"), ("2024-10-01", "2024-10-07"), ("2025-01-28", "2025-02-04"),
            ("2025-05-31", "2025-06-02"), ("2025-10-01", "2025-10-08"), ("2026-02-15", "2026-02-23"),
            ("2026-06-19", "2026-06-21"), ("2026-09-25", "2026-09-27"), ("2026-10-01", "2026-10-07"),
        ])
    func holidays(first: String, last: String) {
        let (first, last) = (Village.day(first), Village.day(last))
        for number in first.number...last.number { #expect(!calendar.isWorkingDay(Day(number: number))) }
        for outside in [first.advanced(by: -1), last.advanced(by: 1)] {
            #expect(calendar.isWorkingDay(outside) || outside.weekday > 5, "\(outside)")
        }
    }

    @Test(
        "the working days of each year", arguments: [(2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)])
    func workingDaysOfYear(year: Int, expected: Int) {
        let before = Day(year: year - 1, month: 12, day: 31)
        #expect(calendar.workingDays(from: before, to: Day(year: year, month: 12, day: 31)) == expected)
    }

    @Test(
        "a deadline that touches a year without a table is provisional (BR-42)",
        arguments: [
            ("2026-12-30", 2, true), ("2026-12-31", 1, true), ("2021-12-30", 5, true), ("2022-01-01", 5, false),
            ("2030-06-03", 5, true),
            // The New Year's holiday of a year without a table may take the last two days of December.
            ("2026-12-28", 1, false), ("2026-12-29", 1, true), ("2026-12-30", 1, true), ("2025-12-30", 1, false),
        ])
    func provisional(start: String, days: Int, isProvisional: Bool) {
        let deadline = calendar.deadline(workingDays: days, after: Village.day(start))
        #expect(deadline.isProvisional == isProvisional)
    }

    @Test("a deadline is a working day, exactly as many working days away, and never later than need be")
    func property() {
        var random = SeededRandom(seed: 8)
        let first = Village.day("2021-06-01").number
        let last = Village.day("2027-06-30").number
        for _ in 0..<5_000 {
            let start = Day(number: Int.random(in: first...last, using: &random))
            let days = Int.random(in: 1...60, using: &random)
            let deadline = calendar.deadline(workingDays: days, after: start)
            #expect(calendar.isWorkingDay(deadline.day), "\(start) + \(days)")
            #expect(calendar.workingDays(from: start, to: deadline.day) == days, "\(start) + \(days)")
            #expect(calendar.workingDays(from: deadline.day, to: start) < 0, "\(start) + \(days)")
        }
    }

    @Test("working days left: none today, positive ahead, negative when passed")
    func workingDaysLeft() {
        let friday = Village.day("2026-03-06")
        let monday = Village.day("2026-03-09")
        #expect(calendar.workingDays(from: friday, to: friday) == 0)
        #expect(calendar.workingDays(from: friday, to: monday) == 1)
        #expect(calendar.workingDays(from: monday, to: friday) == -1)
        #expect(calendar.workingDays(from: friday, to: Village.day("2026-03-08")) == 0)
        #expect(calendar.workingDays(from: friday, to: Village.day("2026-03-13")) == 5)
        #expect(calendar.workingDays(from: Village.day("2026-03-13"), to: friday) == -5)
    }

    @Test("an explanation names each day on the way and what it counted as")
    func explanation() {
        let deadline = calendar.deadline(workingDays: 5, after: Village.day("2023-09-28"))
        let told = calendar.explanation(of: deadline).map { "\($0.day.description.dropFirst(5)) \($0.kind)" }
        #expect(
            told == [
                "09-29 holiday", "09-30 holiday", "10-01 holiday", "10-02 holiday", "10-03 holiday", "10-04 holiday",
                "10-05 holiday", "10-06 holiday", "10-07 makeUp(1)", "10-08 makeUp(2)", "10-09 working(3)",
                "10-10 working(4)", "10-11 working(5)",
            ])
        let overWeekend = calendar.deadline(workingDays: 1, after: Village.day("2026-03-06"))
        #expect(calendar.explanation(of: overWeekend).map(\.kind) == [.weekend, .weekend, .working(1)])
        #expect(calendar.explanation(of: calendar.deadline(workingDays: 0, after: Village.day("2026-03-06"))) == [])
    }

    @Test("a tenant's own table decides for that tenant")
    func ownTable() {
        let monday = Village.day("2026-03-09")
        let saturday = Village.day("2026-03-07")
        let own = WorkCalendar(years: 2026...2026, daysOff: [monday], makeUpDays: [saturday])
        #expect(own.isWorkingDay(saturday) && !own.isWorkingDay(monday))
        #expect(own.deadline(workingDays: 2, after: Village.day("2026-03-06")).day == Village.day("2026-03-10"))
    }
}
