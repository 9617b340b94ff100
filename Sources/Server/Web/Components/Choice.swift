// SPDX-License-Identifier: Apache-2.0

import Markup

/// One of several answers, in a list of choices or in a select.
struct Choice: Sendable {
    var value: String
    var label: String
    /// A second line under the label; a select leaves it out.
    var help: String?
    /// A status beside the second line; a select leaves it out.
    var chip: Chip?
    /// A shape above the label, in three columns; a select leaves it out.
    var icon: Icon?

    /// The answer as a whole row to touch.
    func radio(name: String, id: String?, isChosen: Bool, isFocused: Bool = false) -> HTML {
        """
        <label class="choice"><input type="radio" name="\(name)" value="\(value)"\(attribute: "id", id)\
        \(flag: "checked", isChosen)\(flag: "autofocus", isFocused)>\(icon?.html)<span>\(label)\
        \(present: help, { "<small>\($0)</small>" })\
        \(present: chip, { "<small>\($0.html)</small>" })</span></label>
        """
    }

    /// The only answer there is, as a row to tick or to leave.
    func box(name: String, id: String?, isTicked: Bool) -> HTML {
        """
        <label class="choice"><input type="checkbox" name="\(name)" value="\(value)"\(attribute: "id", id)\
        \(flag: "checked", isTicked)><span>\(label)\
        \(present: help, { "<small>\($0)</small>" })</span></label>
        """
    }

    /// The answer as a row to tick, beside others that may be ticked too.
    func check(name: String, id: String?, isTicked: Bool) -> HTML {
        """
        <label class="choice"><input type="checkbox" name="\(name).\(value)" value="on"\(attribute: "id", id)\
        \(flag: "checked", isTicked)><span>\(label)\
        \(present: help, { "<small>\($0)</small>" })</span></label>
        """
    }

    /// The answer as a line of a select.
    func option(isChosen: Bool) -> HTML {
        "<option value=\"\(value)\"\(flag: "selected", isChosen)>\(label)</option>"
    }
}
