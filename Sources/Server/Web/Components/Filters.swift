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
        /// Up to how many are counted; of more it is said that there are more.
        var countMax: Int?

        /// The count as it is shown: 1000+ where there are more than were counted.
        var countWord: String? {
            count.map { count in countMax.flatMap { count > $0 ? "\($0)+" : nil } ?? "\(count)" }
        }
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
        \(filter.word)\(present: filter.countWord, { " <b>\($0)</b>" })</a>
        """
    }
}
