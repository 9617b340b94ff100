// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import Testing

@Suite("A civil day")
struct DayTests {
    @Test("over two hundred years each day follows the one before it")
    func twoHundredYears() {
        var (year, month, dayOfMonth) = (1900, 1, 1)
        var number = Day(year: 1900, month: 1, day: 1).number
        var weekday = 1  // 1900-01-01 was a Monday
        while year <= 2100 {
            let day = Day(year: year, month: month, day: dayOfMonth)
            #expect(day.number == number)
            #expect((day.year, day.month, day.dayOfMonth) == (year, month, dayOfMonth))
            #expect(day.weekday == weekday)
            #expect(Day(day.description) == day)
            number += 1
            weekday = weekday % 7 + 1
            dayOfMonth += 1
            if dayOfMonth > Self.length(of: month, year) { (month, dayOfMonth) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
    }

    @Test("1970 begins at zero, on a Thursday; days before it are negative")
    func epoch() {
        #expect(Day(year: 1970, month: 1, day: 1).number == 0)
        #expect(Day(number: 0).weekday == 4)
        #expect(Day(number: -1).description == "1969-12-31")
        #expect(Day(number: -1).weekday == 3)
        #expect(Day("2026-03-05")?.number == 20_517)
    }

    @Test("leap years have a 29 February, and the others have none")
    func leapYears() {
        for year in ["2024", "2000", "1904", "2400"] { #expect(Day("\(year)-02-29") != nil, "\(year)") }
        for year in ["2023", "2026", "1900", "2100"] { #expect(Day("\(year)-02-29") == nil, "\(year)") }
        #expect(Village.day("2024-02-28").advanced(by: 2) == Village.day("2024-03-01"))
        #expect(Village.day("2023-03-01").advanced(by: -1) == Village.day("2023-02-28"))
    }

    @Test(
        "what is no day of the calendar, or not written so, is refused",
        arguments: [
            "", "2026-3-5", "2026-03-5", "26-03-05", "2026-00-10", "2026-13-01", "2026-01-00", "2026-01-32",
            "2026-04-31",
            "2026/03/05", "20260305", "2026-03-05T00:00", " 2026-03-05", "2026-03-05 ", "2026--03-05", "-026-03-05",
            "+026-03-05", "2026-03-0a", "２026-03-05", "2026-03-05-",
        ])
    func refused(_ text: String) {
        #expect(Day(text) == nil)
    }

    @Test("days are ordered as the calendar orders them")
    func order() {
        #expect(Village.day("2025-12-31") < Village.day("2026-01-01"))
        #expect(!(Village.day("2026-01-01") < Village.day("2026-01-01")))
    }

    @Test("in JSON it is its text; another text is refused")
    func json() throws {
        let day = Village.day("2026-03-05")
        #expect(String(decoding: try JSONEncoder().encode([day]), as: UTF8.self) == #"["2026-03-05"]"#)
        #expect(try JSONDecoder().decode([Day].self, from: Data(#"["2026-03-05"]"#.utf8)) == [day])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Day].self, from: Data(#"["2026-02-30"]"#.utf8))
        }
    }

    private static func length(of month: Int, _ year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
