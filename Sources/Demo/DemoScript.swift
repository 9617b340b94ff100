// SPDX-License-Identifier: Apache-2.0

import Domain

/// The story in the order of time: every step with its moment.
struct DemoScript: Sendable {
    /// One step of one thread.
    struct Moment: Sendable {
        let at: Instant
        let thread: DemoThread
        let step: DemoStep
    }

    let moments: [Moment]

    /// Lays the threads over the calendar. What follows on the same day follows some minutes later.
    init(_ threads: [DemoThread], calendar: DemoCalendar, random: inout SplitMix) {
        var moments: [Moment] = []
        for thread in threads {
            var last = Instant(milliseconds: 0)
            for step in Self.ordered(thread.steps) {
                let earliest = Instant(calendar.day(step.daysAgo), hour: step.hour)
                    .advanced(byMilliseconds: Int64.random(in: 0..<50 * 60_000, using: &random))
                let next = last.advanced(byMilliseconds: Int64.random(in: 60_000..<8 * 60_000, using: &random))
                last = max(earliest, next)
                moments.append(Moment(at: last, thread: thread, step: step))
            }
        }
        // A thread's own order is kept where two moments are the same.
        self.moments = moments.enumerated()
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }

    private static func ordered(_ steps: [DemoStep]) -> [DemoStep] {
        steps.enumerated().sorted { a, b in
            (-a.element.daysAgo, a.element.hour, a.offset) < (-b.element.daysAgo, b.element.hour, b.offset)
        }.map(\.element)
    }
}
