// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("An instant")
struct InstantTests {
    @Test("midnight in China is four in the afternoon of the day before, in Greenwich")
    func midnight() {
        let midnight = Instant(milliseconds: 1_772_640_000_000)  // 2026-03-04T16:00:00Z
        #expect(midnight.day == Village.day("2026-03-05"))
        #expect(midnight.millisecondsIntoDay == 0)
        let before = midnight.advanced(byMilliseconds: -1)
        #expect(before.day == Village.day("2026-03-04"))
        #expect(before.millisecondsIntoDay == 86_399_999)
        #expect(Instant(Village.day("2026-03-05")) == midnight)
    }

    @Test("an hour and minute of a day lead back to that day")
    func hourAndMinute() {
        let instant = Instant(Village.day("2026-03-05"), hour: 14, minute: 30)
        #expect(instant.day == Village.day("2026-03-05"))
        #expect(instant.millisecondsIntoDay == (14 * 60 + 30) * 60_000)
        #expect(instant.milliseconds == 1_772_692_200_000)  // 2026-03-05T06:30:00Z
    }

    @Test("moments before 1970 lie in the right day")
    func negative() {
        #expect(Instant(milliseconds: 0).day == Village.day("1970-01-01"))
        #expect(Instant(milliseconds: 0).millisecondsIntoDay == 8 * 3_600_000)
        #expect(Instant(milliseconds: -8 * 3_600_000).day == Village.day("1970-01-01"))
        #expect(Instant(milliseconds: -8 * 3_600_000 - 1).day == Village.day("1969-12-31"))
        #expect(Instant(milliseconds: -8 * 3_600_000 - 1).millisecondsIntoDay == 86_399_999)
    }

    @Test("over two hundred years each moment is its day's midnight and what has passed since")
    func roundTrip() {
        var random = SeededRandom(seed: 9)
        let century: Int64 = 36_525 * 86_400_000
        for _ in 0..<10_000 {
            let instant = Instant(milliseconds: Int64.random(in: -century...century, using: &random))
            #expect((0..<86_400_000).contains(instant.millisecondsIntoDay))
            #expect(Instant(instant.day).advanced(byMilliseconds: instant.millisecondsIntoDay) == instant)
        }
    }

    @Test("every midnight and the last moment of two hundred years of days")
    func edges() {
        let first = Day(year: 1900, month: 1, day: 1).number
        let last = Day(year: 2100, month: 12, day: 31).number
        for number in first...last {
            let day = Day(number: number)
            #expect(Instant(day).day == day)
            #expect(Instant(day).advanced(byMilliseconds: 86_399_999).day == day)
            #expect(Instant(day).advanced(byMilliseconds: -1).day == day.advanced(by: -1))
        }
    }

    @Test("instants are ordered in time")
    func order() {
        #expect(Instant(milliseconds: -1) < Instant(milliseconds: 0))
        #expect(!(Instant(milliseconds: 0) < Instant(milliseconds: 0)))
    }
}
