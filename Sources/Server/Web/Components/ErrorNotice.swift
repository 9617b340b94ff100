// SPDX-License-Identifier: Apache-2.0

import Markup

/// The content of an error page: what happened, what became of what was typed, and where to go on.
struct ErrorNotice: Sendable {
    /// The page's `h1`: 没有找到这一页.
    var title: String
    /// What happened and what to do.
    var sentence: String
    /// Ways on; the first is the best one.
    var ways: [TextLink] = []
    /// What could not be taken just now, to send it once more.
    var again: RepeatForm?
    /// What was written for what cannot be done, to copy it.
    var written: [Written] = []
    /// The number under which the log has it, to tell the office.
    var reference: String?

    /// An answer that was typed.
    struct Written: Sendable {
        var label: String
        var words: String
    }

    /// The content.
    var html: HTML {
        """
        <div class="stack"><h1>\(title)</h1><p>\(sentence)</p>\(again?.html)\(buttons)\(typed)\
        \(present: reference, { "<p class=\"small mute\">告诉我们时请报这个号：<span class=\"code\">\($0)</span></p>" })</div>
        """
    }

    private var typed: HTML {
        guard !written.isEmpty else { return HTML() }
        return PageSection(
            id: "written", title: "您刚才写的，可以复制",
            content:
                "\(each: written, { "<h3>\($0.label)</h3><blockquote class=\"prose said\">\($0.words)</blockquote>" })"
        ).html
    }

    private var buttons: HTML {
        guard !ways.isEmpty else { return HTML() }
        return """
            <div class="actions">\(each: ways, { Button(label: $0.text, role: .link(to: $0.address)).html })</div>
            """
    }
}
