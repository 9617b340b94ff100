// SPDX-License-Identifier: Apache-2.0

import Domain

/// The days of what is played: working days counted back from today, so that the story is always the last four months.
struct DemoCalendar: Sendable {
    /// How far ahead it looks, in working days.
    private static let daysAhead = 100
    private let past: [Day]
    private let ahead: [Day]

    /// Days as far back as the first of these steps.
    init(today: Day, calendar: WorkCalendar, steps: some Sequence<DemoStep>) {
        func days(_ count: Int, step: Int) -> [Day] {
            var days = [today]
            var day = today
            while days.count <= count {
                day = day.advanced(by: step)
                if calendar.isWorkingDay(day) { days.append(day) }
            }
            return days
        }
        past = days(max(steps.map(\.daysAgo).max() ?? 0, 1), step: -1)
        ahead = days(Self.daysAhead, step: 1)
    }

    /// The day so many working days before today; a negative number is ahead of today, and 0 is today, worked or not.
    func day(_ daysAgo: Int) -> Day {
        daysAgo >= 0 ? past[min(daysAgo, past.count - 1)] : ahead[min(-daysAgo, Self.daysAhead)]
    }
}
