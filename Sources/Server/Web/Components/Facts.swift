// SPDX-License-Identifier: Apache-2.0

import Markup

/// Short facts as term and detail.
struct Facts: Sendable {
    /// One fact.
    struct Row: Sendable {
        var term: String
        var detail: HTML

        /// A fact whose detail is more than text.
        init(_ term: String, html detail: HTML) {
            self.term = term
            self.detail = detail
        }

        /// A fact in plain text.
        init(_ term: String, _ detail: String) {
            self.init(term, html: "\(detail)")
        }
    }

    var rows: [Row]

    /// The list; nothing when there are no rows.
    var html: HTML {
        guard !rows.isEmpty else { return HTML() }
        return "<dl class=\"facts\">\(each: rows, { "<dt>\($0.term)</dt><dd>\($0.detail)</dd>" })</dl>"
    }
}
