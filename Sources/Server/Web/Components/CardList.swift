// SPDX-License-Identifier: Apache-2.0

import Markup

/// Records for residents: each a card with its status, its title and what happens next.
struct CardList: Sendable {
    /// One record.
    struct Card: Sendable {
        var chip: Chip
        var title: String
        /// Where the title holds what was looked for.
        var titlePlaces: [Range<String.Index>] = []
        /// What else the record says of it.
        var passage: Marked?
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
            <h3><a href="\(url: card.address)">\(Marked(card.title, places: card.titlePlaces).html)</a></h3>\
            \(card.passage.map { "<p class=\"small said\">\($0.html)</p>" as HTML })<p class="small mute">\(card.note)</p></li>
            """
        })</ul>
        """
    }
}
