// SPDX-License-Identifier: Apache-2.0

/// Which days are worked: weekends and days off, less the make-up working days (调休上班), from a table (rules.md C.10);
/// over it a tenant's own days.
package struct WorkCalendar: Hashable, Sendable {
    /// The years that have a table; a deadline that touches any other is provisional (BR-42).
    package let years: Set<Int>
    private let daysOff: Set<Day>
    private let makeUpDays: Set<Day>
    private let ownDays: [Day: CalendarDay]

    package init(years: ClosedRange<Int>, daysOff: Set<Day>, makeUpDays: Set<Day>) {
        self.init(years: Set(years), daysOff: daysOff, makeUpDays: makeUpDays, ownDays: [:])
    }

    private init(years: Set<Int>, daysOff: Set<Day>, makeUpDays: Set<Day>, ownDays: [Day: CalendarDay]) {
        self.years = years
        self.daysOff = daysOff
        self.makeUpDays = makeUpDays
        self.ownDays = ownDays
    }

    /// The same calendar with a tenant's own days over it, and the years whose table the tenant has entered.
    package func laying(_ days: [CalendarDay], years entered: Set<Int>) -> WorkCalendar {
        WorkCalendar(
            years: years.union(entered), daysOff: daysOff, makeUpDays: makeUpDays,
            ownDays: ownDays.merging(days.map { ($0.day, $0) }, uniquingKeysWith: { _, new in new }))
    }

    /// Whether a day is worked: the tenant's own days first, then the national ones, then the weekday (BR-42).
    package func isWorkingDay(_ day: Day) -> Bool {
        switch special(day)?.kind {
        case .off: false
        case .work: true
        case nil: day.weekday <= 5
        }
    }

    /// What the calendar says of a day beyond its weekday; a tenant's own word counts before the national table's.
    private func special(_ day: Day) -> CalendarDay? {
        if let own = ownDays[day] { return own }
        if makeUpDays.contains(day) { return CalendarDay(day: day, kind: .work, name: nil) }
        return daysOff.contains(day) ? CalendarDay(day: day, kind: .off, name: nil) : nil
    }

    /// The days of a year that are not what their weekday says, in their order.
    package func specialDays(of year: Int) -> [CalendarDay] {
        let days = daysOff.union(makeUpDays).union(ownDays.keys).filter { $0.year == year }
        return days.sorted().compactMap(special)
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
            day: day, from: start, term: .workingDays(workingDays), isProvisional: !knows(start, day))  // BR-42
    }

    /// The deadline `months` after `start`: the same day of the month, else its last; when that is a day off, the first
    /// working day after it (Civil Code art. 203).
    package func deadline(months: Int, after start: Day) -> Deadline {
        var day = start.advanced(byMonths: months)
        while !isWorkingDay(day) { day = day.advanced(by: 1) }
        return Deadline(day: day, from: start, term: .months(months), isProvisional: !knows(start, day))  // BR-42
    }

    /// The deadline that somebody named.
    package func deadline(named day: Day, from start: Day) -> Deadline {
        Deadline(day: day, from: start, term: .named, isProvisional: false)
    }

    /// A deadline of a term of the profile.
    package func deadline(_ term: Deadline.Term, after start: Day) -> Deadline {
        switch term {
        case .workingDays(let days): deadline(workingDays: days, after: start)
        case .months(let months): deadline(months: months, after: start)
        case .named: deadline(named: start, from: start)
        }
    }

    /// Whether all tables are known that can move the end. The New Year's holiday is announced with the table of the year
    /// that begins; it has three days at most, so it can begin on the 30th of December, and an end on that day or after it
    /// needs the next year's table too.
    private func knows(_ start: Day, _ end: Day) -> Bool {
        let last = end.month == 12 && end.dayOfMonth >= 30 ? end.year + 1 : end.year
        return (start.year...last).allSatisfy(years.contains)
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
            let special = special(day)
            if isWorkingDay(day) { ordinal += 1 }
            let kind: CountedDay.Kind =
                switch special?.kind {
                case .work: .makeUp(ordinal)
                case .off: .holiday
                case nil: day.weekday <= 5 ? .working(ordinal) : .weekend
                }
            counted.append(CountedDay(day: day, kind: kind, name: special?.name))
        }
        return counted
    }

    /// One day on the way to a deadline.
    package struct CountedDay: Hashable, Sendable {
        package let day: Day
        package let kind: Kind
        /// What the tenant calls it, where it is one of its own days.
        package let name: String?

        /// Whether the day counted; one that did has its number among the working days, from 1.
        package enum Kind: Hashable, Sendable {
            case working(Int)
            /// A day that is worked in exchange for a holiday.
            case makeUp(Int)
            case weekend
            case holiday
        }
    }
}
