// SPDX-License-Identifier: Apache-2.0

import Markup

/// Records for residents: each a card with its status, its title and what happens next.
struct CardList: Sendable {
    /// One record.
    struct Card: Sendable {
        var chip: Chip
        var title: String
        var address: String
        /// What happens next, by whom, by when.
        var note: String
        /// Left out in elder mode, which shows less at a time.
        var isExtra = false
    }

    var cards: [Card]

    /// The list.
    var html: HTML {
        """
        <ul class="cards">\(each: cards, { card in
            """
            <li\(attribute: "class", card.isExtra ? "more" : nil)>\(card.chip.html)\
            <h3><a href="\(url: card.address)">\(card.title)</a></h3><p class="small mute">\(card.note)</p></li>
            """
        })</ul>
        """
    }
}
