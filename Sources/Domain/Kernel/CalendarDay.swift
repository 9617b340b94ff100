// SPDX-License-Identifier: Apache-2.0

/// A day that is not what its weekday says: off, or worked.
package struct CalendarDay: Hashable, Sendable {
    package let day: Day
    package let kind: Kind
    /// What the day is called, as in 安澜建县纪念日; nil where the national table says no more than the date.
    package let name: String?

    package init(day: Day, kind: Kind, name: String?) {
        self.day = day
        self.kind = kind
        self.name = name
    }

    /// What happens on it.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// Nobody works: it counts in no term.
        case off
        /// It is worked, whatever the weekday and the national table say.
        case work
    }
}
