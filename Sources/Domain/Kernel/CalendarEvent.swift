// SPDX-License-Identifier: Apache-2.0

/// What can happen to a tenant's work calendar. Written once, never changed.
package enum CalendarEvent: LifecycleEvent {
    /// Days were set or taken back, or the table of a year is whole. What days are called is public, as the calendar is.
    case changed(days: [Entry], removed: [Day], year: Int?)

    package static let subject = "calendar"
    package static let version = 1

    package var kind: String {
        switch self {
        case .changed: "changed"
        }
    }

    /// A day that was set.
    package struct Entry: Hashable, Sendable, Codable {
        package let day: Day
        package let kind: String
        package let name: FreeText

        package init(_ day: CalendarDay) {
            self.day = day.day
            kind = day.kind.rawValue
            name = .kept(day.name ?? "")
        }
    }
}
