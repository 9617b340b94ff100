// SPDX-License-Identifier: Apache-2.0

import Markup

/// A queue and its open record side by side. On a phone it is either the list, or the record as a page of its own
/// with a way back. The open record is in the address; the page's `h1` is the record's title, else the list's.
struct TwoPanes: Sendable {
    /// The open record.
    struct Record: Sendable {
        var title: String
        /// Above the title: status, number, deadline.
        var status: HTML
        /// Below the title.
        var content: HTML
    }

    /// The head of the list.
    var head: RecordHead
    var filters: Filters
    /// The list with its pager.
    var list: HTML
    /// The address of the list with nothing open.
    var listAddress: String
    var record: Record?
    /// What the right side says while nothing is open.
    var hint = "从左边选一件。"

    /// Head, filters and the two panes.
    var html: HTML {
        var head = head
        head.isBeside = record != nil
        return """
            \(head.html)<div\(attribute: "class", record == nil ? nil : "hide-s")>\(filters.html)</div>\
            <div class="panes"\(flag: "data-open", record != nil)><div>\(list)</div>\(pane)</div>
            """
    }

    private var pane: HTML {
        guard let record else { return "<div class=\"pane\">\(EmptyState(sentence: hint, icon: .inbox).html)</div>" }
        return """
            <article class="pane stack" aria-labelledby="record"><p class="hide-l">\
            <a class="back" href="\(url: listAddress)">\(Icon.back.html)回到列表</a></p>\
            <div class="row between">\(record.status)</div><h1 id="record">\(record.title)</h1>\
            \(record.content)</article>
            """
    }
}
