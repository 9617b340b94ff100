// SPDX-License-Identifier: Apache-2.0

/// By when a stage must be done: a stored day, with what it was computed from, so that a page can say why.
///
/// "Overdue" is never stored: it is the comparison of ``day`` with today.
package struct Deadline: Hashable, Sendable, Codable {
    /// The last day in time.
    package let day: Day
    /// The day on which the stage opened; it does not count (Civil Code art. 201).
    package let from: Day
    /// The term that the profile gave when the stage opened.
    package let workingDays: Int
    /// The calendar knows no holidays of some year on the way: the day may still move (BR-42).
    package let isProvisional: Bool

    package init(day: Day, from: Day, workingDays: Int, isProvisional: Bool) {
        self.day = day
        self.from = from
        self.workingDays = workingDays
        self.isProvisional = isProvisional
    }

    package func isOverdue(on today: Day) -> Bool { today > day }
}
