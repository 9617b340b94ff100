// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("A deadline under a changed calendar")
struct RecomputingTests {
    @Test(
        "a later day is always taken, an earlier one as long as it has not passed (BR-42)",
        arguments: [
            // From Thursday the 5th, five working days: the 12th. (own days, today, recomputed)
            (["2026-03-10 off"], "2026-03-09", "2026-03-13"),
            (["2026-03-07 work"], "2026-03-09", "2026-03-11"),
            (["2026-03-07 work"], "2026-03-11", "2026-03-11"),
            // Who had time until the 12th keeps it.
            (["2026-03-07 work"], "2026-03-12", "2026-03-12"),
            // What is late gets no later.
            (["2026-03-07 work"], "2026-03-16", "2026-03-12"),
            (["2026-03-10 off"], "2026-03-16", "2026-03-13"),
            // What is late may be in time again.
            (["2026-03-10 off", "2026-03-11 off", "2026-03-12 off"], "2026-03-16", "2026-03-17"),
            (["2026-03-07 work", "2026-03-10 off"], "2026-03-09", "2026-03-12"),
            ([], "2026-03-09", "2026-03-12"),
        ])
    func table(own: [String], today: String, due: String) {
        let old = WorkCalendar.national.deadline(workingDays: 5, after: Village.day("2026-03-05"))
        let anew = calendar(own).recomputed(old, today: Village.day(today))
        #expect(anew.day == Village.day(due))
        #expect(anew.from == old.from && anew.term == old.term && !anew.isProvisional)
    }

    @Test("a term of months is recomputed from its start, and a day that somebody named stays")
    func terms() {
        let (start, today) = (Village.day("2026-04-23"), Village.day("2026-04-23"))
        let own = calendar(["2026-05-25 off"])
        let months = WorkCalendar.national.deadline(months: 1, after: start)
        #expect(months.day == Village.day("2026-05-25"))
        #expect(own.recomputed(months, today: today).day == Village.day("2026-05-26"))
        let named = own.deadline(named: Village.day("2026-05-25"), from: start)
        #expect(own.recomputed(named, today: today) == named)
    }

    @Test("with the table of the missing year a deadline is final, on the same day or another")
    func settled() {
        let (start, today) = (Village.day("2026-12-29"), Village.day("2026-12-29"))
        let old = WorkCalendar.national.deadline(workingDays: 1, after: start)
        #expect(old.day == Village.day("2026-12-30") && old.isProvisional)
        let anew = WorkCalendar.national.laying([], years: [2027]).recomputed(old, today: today)
        #expect(anew == Deadline(day: old.day, from: start, term: old.term, isProvisional: false))
    }

    @Test("whatever the calendar becomes: nothing in time becomes late, nothing late gets later, and once is enough")
    func property() {
        var random = SeededRandom(seed: 10)
        let first = Village.day("2025-10-01").number
        for _ in 0..<3_000 {
            let start = Day(number: first + Int.random(in: 0...500, using: &random))
            let term: Deadline.Term =
                Bool.random(using: &random)
                ? .workingDays(Int.random(in: 0...20, using: &random)) : .months(Int.random(in: 1...3, using: &random))
            let today = start.advanced(by: Int.random(in: 0...60, using: &random))
            let own = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                CalendarDay(
                    day: start.advanced(by: Int.random(in: 0...40, using: &random)),
                    kind: Bool.random(using: &random) ? .off : .work, name: "试")
            }
            let old = WorkCalendar.national.deadline(term, after: start)
            let calendar = WorkCalendar.national.laying(own, years: [])
            let anew = calendar.recomputed(old, today: today)
            let place = "\(term) after \(start), \(own), today \(today): \(old.day) to \(anew.day)"
            #expect(old.isOverdue(on: today) || !anew.isOverdue(on: today), "\(place)")
            #expect(anew.day >= min(old.day, today), "\(place)")
            #expect(anew.day >= calendar.deadline(term, after: start).day, "\(place)")
            #expect(calendar.recomputed(anew, today: today) == anew, "\(place)")
        }
    }

    private func calendar(_ own: [String]) -> WorkCalendar {
        .national.laying(
            own.compactMap { text in
                let parts = text.split(separator: " ").map(String.init)
                return CalendarDay.Kind(rawValue: parts[1]).map {
                    CalendarDay(day: Village.day(parts[0]), kind: $0, name: "安澜建县纪念日")
                }
            }, years: [])
    }
}
