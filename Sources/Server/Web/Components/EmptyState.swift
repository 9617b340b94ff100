// SPDX-License-Identifier: Apache-2.0

import Markup

/// A list with nothing in it: what that means, and what one can do next.
struct EmptyState: Sendable {
    /// 今天没有要筛选的议题。Never 暂无数据.
    var sentence: String
    var icon: Icon = .cup
    /// The next act, as a link.
    var act: TextLink?

    /// The box.
    var html: HTML {
        """
        <div class="empty">\(icon.html)<p>\(sentence)</p>\
        \(present: act, { Button(label: $0.text, role: .link(to: $0.address), size: .small).html })</div>
        """
    }
}
