// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@testable import Server

@Suite("A table of days as a file")
struct CalendarFileTests {
    @Test("lines of day, kind and name are read, whatever the program that wrote them")
    func reads() throws {
        let text = "\u{FEFF}day,kind,name\r\n2027-01-01,off,元旦\r\n\r\n 2026-12-26 , work ,\"补班, \"\"元旦\"\"\"\r\n"
        let days = try CalendarFile.days(in: text, year: 2027)
        #expect(
            days == [
                CalendarDay(day: Day(year: 2027, month: 1, day: 1), kind: .off, name: "元旦"),
                CalendarDay(day: Day(year: 2026, month: 12, day: 26), kind: .work, name: "补班, \"元旦\""),
            ])
        #expect(try CalendarFile.days(in: "", year: nil).isEmpty)
    }

    @Test("every bad line is told by its number, and nothing is taken")
    func badLines() {
        let text = """
            2027-01-01,off,元旦
            2027/1/2,off,元旦
            2027-01-03,holiday,元旦
            2027-01-04,off,
            2027-01-05,off
            2027-01-01,work,元旦
            2027-02-30,off,没有这天
            2025-10-01,off,国庆节
            2027-01-06,off,\(String(repeating: "长", count: 41))
            """
        let mistakes = #expect(throws: CalendarFile.Mistakes.self) { try CalendarFile.days(in: text, year: 2027) }
        #expect(
            mistakes?.lines.map { "\($0.number) \($0.mistake)" } == [
                "2 noDay(\"2027/1/2\")", "3 noKind(\"holiday\")", "4 noName", "5 notThreeCells", "6 twice",
                "7 noDay(\"2027-02-30\")", "8 ofAnotherYear(2027)", "9 noName",
            ])
        #expect(mistakes?.description.hasPrefix("第2行：日期要像 2027-01-01 这样写") == true)
    }
}
