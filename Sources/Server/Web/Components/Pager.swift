// SPDX-License-Identifier: Apache-2.0

import Markup

/// What part of a list is shown, and the way to the parts before and after.
struct Pager: Sendable {
    /// The part shown: 第1–50件，共81件.
    var extent: String
    /// The address of the part before; `nil` on the first.
    var previous: String?
    /// The address of the part after; `nil` on the last.
    var next: String?

    /// The line under the list.
    var html: HTML {
        """
        <nav class="pager" aria-label="翻页"><span>\(extent)</span><span>\
        \(present: previous, { "<a rel=\"prev\" href=\"\(url: $0)\">上一页</a>" })\
        \(present: next, { "<a rel=\"next\" href=\"\(url: $0)\">下一页</a>" })\
        \(next == nil ? "<span>没有下一页</span>" as HTML : HTML())</span></nav>
        """
    }
}
