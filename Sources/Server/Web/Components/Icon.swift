// SPDX-License-Identifier: Apache-2.0

import Markup

/// The drawings that pages use. `html` only refers to a drawing; the layout adds each one that a page uses once,
/// in its `Sprite`. An icon is hidden from screen readers, so a word must stand beside it.
enum Icon: String, CaseIterable, Sendable {
    case alert
    case back
    case bell
    case book
    case calendar
    case chart
    case check
    case clock
    case copy
    case cross
    case cup
    case diamond
    case document
    case done
    case dot
    case error
    case half
    case history
    case home
    case inbox
    case info
    case larger
    case lock
    case logo
    case merge
    case more
    case now
    case off
    case pass
    case people
    case plus
    case print
    case quarter
    case ring
    case search
    case send
    case talk
    case thumb
    case triangle
    case undo
    case word

    /// A reference to the drawing, as large as the text around it.
    var html: HTML {
        """
        <svg class="i" aria-hidden="true"><use href="#i-\(rawValue)"/></svg>
        """
    }
}
