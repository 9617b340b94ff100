// SPDX-License-Identifier: Apache-2.0

import Markup

/// Records that belong to this one, or deadlines of it: what each is to it, then the thing itself.
struct LinkList: Sendable {
    /// One entry.
    struct Row: Sendable {
        /// What it is to this record: 协商会, 并入, 您核实.
        var relation: String?
        /// The thing: a link, a `DueChip`, a `PersonTag`.
        var content: HTML
    }

    var rows: [Row]

    /// The list.
    var html: HTML {
        """
        <ul class="link-list">\(each: rows, { row in
            "<li>\(present: row.relation, { "<span class=\"rel\">\($0)</span>" })\(row.content)</li>"
        })</ul>
        """
    }
}
