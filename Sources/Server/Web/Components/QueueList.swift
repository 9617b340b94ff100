// SPDX-License-Identifier: Apache-2.0

import Markup

/// The list of a two-pane queue: title, where it comes from, its lamp. The open record's row is marked.
struct QueueList: Sendable {
    /// One record that waits.
    struct Row: Sendable {
        var title: String
        /// The address of the queue with this record open.
        var address: String
        /// Where it comes from and since when: 居民 · 扫码 · 2月26日 · 相似2件.
        var origin: String
        var lamp: Lamp?
        var isOpen = false
        /// How far it stands in, where the list is a tree.
        var depth = 0

        fileprivate var classes: String? {
            let indent = depth == 0 ? nil : depth == 1 ? "in-1" : "in-2"
            let words = [isOpen ? "on" : nil, indent].compactMap(\.self)
            return words.isEmpty ? nil : words.joined(separator: " ")
        }
    }

    /// What the list holds, for screen readers: 待筛选议题.
    var label: String
    /// Overdue first, then by due date.
    var rows: [Row]

    /// The list. J and K move between its links where a script runs.
    var html: HTML {
        "<ol class=\"queue\" aria-label=\"\(label)\" data-keys>\(each: rows, item)</ol>"
    }

    /// The remark on the keys; it shows itself where the keys work.
    static let keysHint: HTML = """
        <span class="small mute hide-s" data-keys-hint hidden><kbd>J</kbd> <kbd>K</kbd> 上下 · <kbd>Enter</kbd> 打开 · <kbd>1</kbd>–<kbd>9</kbd> 选，再按一次就办</span>
        """

    private func item(_ row: Row) -> HTML {
        """
        <li\(attribute: "class", row.classes)><div>\
        <a href="\(url: row.address)"\(attribute: "aria-current", row.isOpen ? "true" : nil)>\(row.title)</a>\
        <span class="sub"><span>\(row.origin)</span>\(row.lamp?.html)</span></div></li>
        """
    }
}
