// SPDX-License-Identifier: Apache-2.0

import Markup

/// Something to press: a form's submit button, or a link that looks like a button.
///
/// One place has at most one `.primary`, named by its result (受理，放进议题池), never 确定 or 提交.
struct Button: Sendable {
    /// What pressing does.
    enum Role: Sendable {
        /// Sends the form around it; the word changes to `busy` at once.
        case submit(busy: String = "正在提交")
        /// Sends the form around it with this name and value, where a form has several ends.
        case choose(name: String, value: String, busy: String = "正在提交")
        /// Opens an address.
        case link(to: String)
    }

    /// How strongly it asks to be pressed.
    enum Style: Sendable { case primary, ordinary, quiet }

    /// How large it is; `big` fills the line.
    enum Size: Sendable { case regular, small, big }

    var label: String
    var role: Role = .submit()
    var style: Style = .ordinary
    var size: Size = .regular
    var icon: Icon?
    /// The key that presses it on the desk, where a script runs.
    var key: String?

    /// The button or link.
    var html: HTML {
        switch role {
        case .submit(let busy):
            "<button class=\"\(classes)\" data-busy=\"\(busy)\"\(attribute: "data-key", key)>\(inside)</button>"
        case .choose(let name, let value, let busy):
            """
            <button class="\(classes)" name="\(name)" value="\(value)" data-busy="\(busy)">\(inside)</button>
            """
        case .link(let address):
            "<a class=\"\(classes)\" href=\"\(url: address)\"\(attribute: "data-key", key)>\(inside)</a>"
        }
    }

    /// The key stands beside the word; it shows itself where keys work.
    private var inside: HTML {
        "\(icon?.html)<span>\(label)</span>\(present: key, { " <kbd class=\"hide-s\" aria-hidden=\"true\" data-keys-hint hidden>\($0)</kbd>" })"
    }

    private var classes: String {
        let look =
            switch style {
            case .primary: "btn primary"
            case .ordinary: "btn"
            case .quiet: "btn quiet"
            }
        return switch size {
        case .regular: look
        case .small: look + " small"
        case .big: look + " big"
        }
    }
}
