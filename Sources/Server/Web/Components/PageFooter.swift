// SPDX-License-Identifier: Apache-2.0

import Markup

/// Who runs the place and how to reach them, at the foot of a page.
struct PageFooter: Sendable {
    /// 安澜县政协主办
    var organ: String
    /// Office, number and hours: 县政协办公室 0510-0000 0000（工作日 9:00–17:30）
    var contact: String
    /// Privacy, accessibility and the like. Elder mode leaves them out.
    var links: [TextLink] = []

    /// The footer.
    var html: HTML {
        """
        <footer class="foot"><p>\(organ) · \(contact)</p>\(legal)</footer>
        """
    }

    private var legal: HTML {
        guard !links.isEmpty else { return HTML() }
        return "<p class=\"legal\">\(links.map(\.html).joined(separator: " · "))</p>"
    }
}
