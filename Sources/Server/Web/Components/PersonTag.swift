// SPDX-License-Identifier: Apache-2.0

import Markup

/// A person (round) or a unit (square): first character, name, and in which role.
struct PersonTag: Sendable {
    var name: String
    /// Nil where the place says it already.
    var role: String?
    var isUnit = false

    /// The tag; it stands in running text.
    var html: HTML {
        """
        <span class="\(isUnit ? "who unit" : "who")"><i aria-hidden="true">\(name.prefix(1))</i>\
        <span>\(name)\(present: role, { "<small>\($0)</small>" })</span></span>
        """
    }
}
