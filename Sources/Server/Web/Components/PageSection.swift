// SPDX-License-Identifier: Apache-2.0

import Markup

/// A part of a page under its own heading.
struct PageSection: Sendable {
    /// How the part stands on the page: flat on the paper, on a card, or within a line.
    enum Look: Sendable { case plain, panel, frame }

    /// The heading's id, unique on the page.
    var id: String
    var title: String
    var look: Look = .plain
    /// Whether the heading is for screen readers only.
    var isTitleHidden = false
    /// A link in the heading's line: 全部42件. Elder mode leaves it out.
    var more: TextLink?
    var content: HTML

    /// The section.
    var html: HTML {
        """
        <section\(attribute: "class", classes) aria-labelledby="\(id)">\(heading)\(content)</section>
        """
    }

    private var heading: HTML {
        let heading: HTML = "<h2 id=\"\(id)\"\(attribute: "class", isTitleHidden ? "vh" : nil)>\(title)</h2>"
        guard let more else { return heading }
        return """
            <div class="row between">\(heading)<a class="small more" href="\(url: more.address)">\(more.text)</a></div>
            """
    }

    private var classes: String? {
        switch look {
        case .plain: nil
        case .panel: "panel"
        case .frame: "panel flat"
        }
    }
}
