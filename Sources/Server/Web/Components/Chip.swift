// SPDX-License-Identifier: Apache-2.0

import Markup

/// A status: shape and word, with a tone that only repeats what they say.
struct Chip: Sendable {
    var word: String
    var icon: Icon
    /// `nil` for an ending that is neither good nor bad (不受理, 已并入).
    var tone: Tone?

    /// The chip; it stands in running text.
    var html: HTML {
        "<span class=\"chip\"\(attribute: "data-tone", tone?.rawValue)>\(icon.html)\(word)</span>"
    }
}
