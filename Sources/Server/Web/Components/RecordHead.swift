// SPDX-License-Identifier: Apache-2.0

import Markup

/// The head of a page on the desk: the way back up, the title, what can be done from here.
struct RecordHead: Sendable {
    /// The page's `h1`; an `h2` of the same size while `isBeside`.
    var title: String
    /// Where the page belongs, above the title: a room's name.
    var over: String?
    /// The list it comes from.
    var parent: TextLink?
    /// The record's number, after the parent: 2026-0087.
    var number: String?
    /// Small buttons at the right.
    var buttons: [Button] = []
    /// Whether the page is about something else that stands below, such as a queue's open record; a phone then
    /// leaves the head out.
    var isBeside = false

    /// The head.
    var html: HTML {
        """
        \(present: parent, path)<div class="\(isBeside ? "head hide-s" : "head")"><div>\
        \(present: over, { "<span class=\"over\">\($0)</span>" })\(heading)</div>\(actions)</div>
        """
    }

    private var heading: HTML { isBeside ? "<h2 class=\"h1\">\(title)</h2>" : "<h1>\(title)</h1>" }

    private func path(_ parent: TextLink) -> HTML {
        """
        <p class="small mute">\(parent.html)\(present: number, { " / <span class=\"num\">\($0)</span>" })</p>
        """
    }

    private var actions: HTML {
        guard !buttons.isEmpty else { return HTML() }
        return "<div class=\"actions\">\(buttons.map(\.html))</div>"
    }
}
