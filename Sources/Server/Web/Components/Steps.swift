// SPDX-License-Identifier: Apache-2.0

import Markup

/// Where one is in a form of several pages.
struct Steps: Sendable {
    /// The page one is on, counted from 1.
    var current: Int
    var total: Int

    /// Bars for the eye, a sentence for everyone.
    var html: HTML {
        """
        <div class="steps">\(each: 1...max(total, 1), { step in
            "<i aria-hidden=\"true\"\(attribute: "class", step <= current ? "on" : nil)></i>"
        })<span>第\(current)步，共\(total)步</span></div>
        """
    }
}
