// SPDX-License-Identifier: Apache-2.0

import Markup

/// The face for residents: one column, one question a screen, for a phone first.
struct ResidentLayout: Sendable {
    var head: PageHead
    /// Where the logo leads: the room's page.
    var home: String
    /// The address that turns elder mode on or off, a plain link; `nil` leaves the switch out.
    var elderSwitch: String?
    var flash: Flash?
    /// `nil` on the steps of a form, which end with a `ThumbBar`.
    var footer: PageFooter?
    /// The main part, with the page's one `h1`.
    var content: HTML

    /// The whole document.
    var html: HTML {
        head.document(
            face: "resident",
            body: """
                <header class="mast"><a class="logo" href="\(url: home)">\(Logo.html)</a>\(present: elderSwitch, end)</header>
                <main id="main" class="stack-l">
                \(flash?.note)\(content)
                </main>
                \(footer?.html)\(flash?.toast)
                """)
    }

    private func end(_ address: String) -> HTML {
        """
        <div class="end"><a class="elder-link" href="\(url: address)">\(Icon.larger.html)\
        \(head.isElder ? "标准版" : "长辈版")</a></div>
        """
    }
}
