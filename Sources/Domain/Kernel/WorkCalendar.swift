// SPDX-License-Identifier: Apache-2.0

/// Which days are worked: weekends and days off, less the make-up working days (调休上班), from a table (rules.md C.10).
package struct WorkCalendar: Sendable {
    /// The years the table speaks of; a deadline that leaves them is provisional (BR-42).
    package let years: ClosedRange<Int>
    private let daysOff: Set<Day>
    private let makeUpDays: Set<Day>

    package init(years: ClosedRange<Int>, daysOff: Set<Day>, makeUpDays: Set<Day>) {
        self.years = years
        self.daysOff = daysOff
        self.makeUpDays = makeUpDays
    }

    package func isWorkingDay(_ day: Day) -> Bool {
        if makeUpDays.contains(day) { return true }
        return day.weekday <= 5 && !daysOff.contains(day)
    }

    /// The deadline `workingDays` after `start`; the first day does not count.
    package func deadline(workingDays: Int, after start: Day) -> Deadline {
        var day = start
        var left = workingDays
        while left > 0 {
            day = day.advanced(by: 1)
            if isWorkingDay(day) { left -= 1 }
        }
        return Deadline(
            day: day, from: start, workingDays: workingDays,
            isProvisional: !(years.contains(start.year) && years.contains(day.year)))  // BR-42
    }

    /// Working days from the day after `today` to `day`; negative when `day` has passed.
    package func workingDays(from today: Day, to day: Day) -> Int {
        let (low, high) = today <= day ? (today, day) : (day, today)
        var count = 0
        var next = low.advanced(by: 1)
        while next <= high {
            if isWorkingDay(next) { count += 1 }
            next = next.advanced(by: 1)
        }
        return today <= day ? count : -count
    }

    /// Why a deadline is that day: each day on the way, and what it counted as.
    package func explanation(of deadline: Deadline) -> [CountedDay] {
        var counted: [CountedDay] = []
        var ordinal = 0
        var day = deadline.from
        while day < deadline.day {
            day = day.advanced(by: 1)
            if isWorkingDay(day) {
                ordinal += 1
                counted.append(.init(day: day, kind: makeUpDays.contains(day) ? .makeUp(ordinal) : .working(ordinal)))
            } else {
                counted.append(.init(day: day, kind: daysOff.contains(day) ? .holiday : .weekend))
            }
        }
        return counted
    }

    /// One day on the way to a deadline.
    package struct CountedDay: Hashable, Sendable {
        package let day: Day
        package let kind: Kind

        package enum Kind: Hashable, Sendable {
            case working(Int)
            /// A weekend day that is worked in exchange for a holiday.
            case makeUp(Int)
            case weekend
            case holiday
        }
    }
}
