// SPDX-License-Identifier: Apache-2.0

import Markup

/// The next step of a form, at the thumb: stays at the lower edge of the screen. It is the form's last part.
struct ThumbBar: Sendable {
    /// The one primary button.
    var button: Button
    /// The way back, without losing what was sent already.
    var back: TextLink?
    /// What pressing the button states. It stays with it at the edge: above the bar it would be read only by who scrolls to the end.
    var statement = HTML()

    /// The bar.
    var html: HTML {
        """
        <div class="thumb">\(statement)\(present: back, { Button(label: $0.text, role: .link(to: $0.address)).html })\
        \(button.html)</div>
        """
    }
}
