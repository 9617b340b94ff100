// SPDX-License-Identifier: Apache-2.0

import Markup

/// A deadline: the date, how much time is left, and on request why it is this date.
struct DueChip: Sendable {
    /// The date for people: 3月4日（周三）.
    var date: String
    /// The same day for machines: `2026-03-04`.
    var machineDate: String
    /// The lamp with the working days left or overdue; `nil` where the deadline no longer matters.
    var lamp: Lamp?
    /// How the date was counted; shown when asked for. With a reason the chip needs block content around it.
    var reason: String?

    /// The chip.
    var html: HTML {
        """
        <span class="due"\(attribute: "data-lamp", lamp?.state.rawValue)><time datetime="\(machineDate)">\(date)</time>\
        \(present: lamp, { "<b>\($0.state.icon.html)\($0.words)</b>" })</span>\
        \(present: reason, why)
        """
    }

    private func why(_ reason: String) -> HTML {
        "<details class=\"why\"><summary>为什么是这天</summary><p>\(reason)</p></details>"
    }
}
