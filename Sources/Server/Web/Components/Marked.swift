// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Markup

/// A text in which the places that were found stand out.
struct Marked: Sendable {
    var text: String
    /// In order and apart.
    var places: [Range<String.Index>] = []

    init(_ text: String, places: [Range<String.Index>] = []) {
        self.text = text
        self.places = places
    }

    init(_ passage: Passage) {
        self.init(passage.text, places: passage.places)
    }

    /// The text.
    var html: HTML {
        var html = HTML()
        var rest = text.startIndex
        for place in places {
            html = "\(html)\(String(text[rest..<place.lowerBound]))<mark>\(String(text[place]))</mark>"
            rest = place.upperBound
        }
        return "\(html)\(String(text[rest...]))"
    }
}
