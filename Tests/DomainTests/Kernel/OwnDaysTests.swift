// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("A tenant's own days")
struct OwnDaysTests {
    @Test(
        "own days lie over the national table: the test dates of C.10, each moved by one own day",
        arguments: [
            // (start, working days, own day, its kind, due)
            ("2023-09-28", 5, "2023-10-09", CalendarDay.Kind.off, "2023-10-12"),
            ("2023-09-28", 5, "2023-10-07", .off, "2023-10-12"),
            ("2024-09-29", 5, "2024-10-07", .work, "2024-10-10"),
            ("2025-09-26", 5, "2025-10-10", .off, "2025-10-11"),
            ("2025-01-24", 10, "2025-02-13", .off, "2025-02-14"),
            ("2026-02-13", 5, "2026-02-25", .off, "2026-02-28"),
            ("2026-03-06", 1, "2026-03-08", .work, "2026-03-08"),
            // A day that does not lie on the way moves nothing, nor does one that was off anyway.
            ("2023-09-28", 5, "2023-10-12", .off, "2023-10-11"), ("2026-03-06", 1, "2026-03-07", .off, "2026-03-09"),
        ])
    func workingDays(start: String, days: Int, own: String, kind: CalendarDay.Kind, due: String) {
        let deadline = calendar([(own, kind)]).deadline(workingDays: days, after: Village.day(start))
        #expect(deadline.day == Village.day(due))
        #expect(!deadline.isProvisional)
    }

    @Test("a month that ends on an own day off ends on the next working day")
    func months() {
        let own = calendar([("2026-04-23", .off)])
        #expect(own.deadline(months: 1, after: Village.day("2026-03-23")).day == Village.day("2026-04-24"))
    }

    @Test("the last word on a day counts")
    func laidTwice() {
        let monday = Village.day("2026-03-09")
        let twice = calendar([("2026-03-09", .off)])
            .laying([CalendarDay(day: monday, kind: .work, name: "补班")], years: [])
        #expect(twice.isWorkingDay(monday))
    }

    @Test("when the next year's table is entered, what touched it is provisional no more; years between stay unknown")
    func years() {
        let start = Village.day("2026-12-28")
        let before = WorkCalendar.national.deadline(workingDays: 5, after: start)
        #expect(before.day == Village.day("2027-01-04") && before.isProvisional)
        let holiday = ["2027-01-01", "2027-01-02", "2027-01-03"].map {
            CalendarDay(day: Village.day($0), kind: .off, name: "元旦")
        }
        let after = WorkCalendar.national.laying(holiday, years: [2027]).deadline(workingDays: 5, after: start)
        #expect(after.day == Village.day("2027-01-05") && !after.isProvisional)
        let days = WorkCalendar.national.laying(holiday, years: []).deadline(workingDays: 5, after: start)
        #expect(days.day == after.day && days.isProvisional, "days alone are no table")
        let gap = WorkCalendar.national.laying([], years: [2028])
        #expect(gap.deadline(months: 18, after: Village.day("2026-12-01")).isProvisional, "2027 lies on the way")
    }

    @Test("an explanation names the own days on the way")
    func explanation() {
        let own = calendar([("2026-03-09", .off), ("2026-03-07", .work)])
        let deadline = own.deadline(workingDays: 2, after: Village.day("2026-03-06"))
        let told = own.explanation(of: deadline).map {
            "\($0.day.description.dropFirst(5)) \($0.kind) \($0.name ?? "-")"
        }
        #expect(
            told == [
                "03-07 makeUp(1) 安澜建县纪念日", "03-08 weekend -", "03-09 holiday 安澜建县纪念日", "03-10 working(2) -",
            ])
    }

    @Test("the special days of a year are the table's and the tenant's, in their order, each once")
    func specialDays() {
        let own = calendar([("2026-06-18", .off), ("2026-06-19", .work)])
        let june = own.specialDays(of: 2026).filter { $0.day.month == 6 }
        #expect(
            june.map { "\($0.day) \($0.kind) \($0.name ?? "-")" } == [
                "2026-06-18 off 安澜建县纪念日", "2026-06-19 work 安澜建县纪念日", "2026-06-20 off -", "2026-06-21 off -",
            ])
        #expect(own.specialDays(of: 2027).isEmpty)
    }

    private func calendar(_ days: [(String, CalendarDay.Kind)]) -> WorkCalendar {
        .national.laying(
            days.map { CalendarDay(day: Village.day($0.0), kind: $0.1, name: "安澜建县纪念日") }, years: [])
    }
}
