// SPDX-License-Identifier: Apache-2.0

import Markup

/// Ways to look at a list, each with its count where that is known; the choice is in the address.
struct Filters: Sendable {
    /// One way to look.
    struct Filter: Sendable {
        var word: String
        /// How many records it shows; nil where they are not counted.
        var count: Int?
        var address: String
        var isOn = false
    }

    var filters: [Filter]
    /// What they narrow, for who does not see the page.
    var label = "筛选条件"
    /// What follows the filters in the same line, such as `QueueList.keysHint`.
    var aside: HTML?

    /// The row of filters.
    var html: HTML {
        """
        <nav class="filters" aria-label="\(label)">\(each: filters, link)\(aside)</nav>
        """
    }

    private func link(_ filter: Filter) -> HTML {
        """
        <a class="btn small" href="\(url: filter.address)"\(attribute: "aria-current", filter.isOn ? "true" : nil)>\
        \(filter.word)\(present: filter.count, { " <b>\($0)</b>" })</a>
        """
    }
}
