// SPDX-License-Identifier: Apache-2.0

import Markup

/// Ways to look at a list, each with its count; the choice is in the address.
struct Filters: Sendable {
    /// One way to look.
    struct Filter: Sendable {
        var word: String
        /// How many records it shows.
        var count: Int
        var address: String
        var isOn = false
    }

    var filters: [Filter]
    /// What follows the filters in the same line, such as `QueueList.keysHint`.
    var aside: HTML?

    /// The row of filters.
    var html: HTML {
        """
        <nav class="filters" aria-label="筛选条件">\(each: filters, link)\(aside)</nav>
        """
    }

    private func link(_ filter: Filter) -> HTML {
        """
        <a class="btn small" href="\(url: filter.address)"\(attribute: "aria-current", filter.isOn ? "true" : nil)>\
        \(filter.word) <b>\(filter.count)</b></a>
        """
    }
}
