// SPDX-License-Identifier: Apache-2.0

import Domain

/// The days of the story: working days counted back from today, so that the story is always the last four months.
struct DemoCalendar: Sendable {
    /// How far back the story goes, in working days.
    static let daysMax = 100
    private let past: [Day]
    private let ahead: [Day]

    init(today: Day, calendar: WorkCalendar) {
        func days(_ count: Int, step: Int) -> [Day] {
            var days = [today]
            var day = today
            while days.count <= count {
                day = day.advanced(by: step)
                if calendar.isWorkingDay(day) { days.append(day) }
            }
            return days
        }
        past = days(Self.daysMax, step: -1)
        ahead = days(Self.daysMax, step: 1)
    }

    /// The day so many working days before today; a negative number is ahead of today, and 0 is today, worked or not.
    func day(_ daysAgo: Int) -> Day {
        daysAgo >= 0 ? past[min(daysAgo, Self.daysMax)] : ahead[min(-daysAgo, Self.daysMax)]
    }
}
