// SPDX-License-Identifier: Apache-2.0

import Markup

/// A remark beside the matter: whose turn it is, what went wrong, what is good to know.
struct Note: Sendable {
    /// What it is about, in bold before the text: 轮到您了.
    var lead: String?
    var text: String
    var tone: Tone?
    var icon: Icon = .info
    /// Where to read or do more.
    var link: TextLink?

    /// The note.
    var html: HTML {
        """
        <div class="note"\(attribute: "data-tone", tone?.rawValue)>\(icon.html)<div>\
        \(present: lead, { "<b>\($0)：</b>" })\(text)\(present: link, { " \($0.html)" })</div></div>
        """
    }
}
