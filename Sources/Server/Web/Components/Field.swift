// SPDX-License-Identifier: Apache-2.0

import Markup

/// One question of a form: label, help, control and, after a refusal, what is wrong and what to do.
///
/// What was typed is shown again, except a password. Help stands above the control, not inside it.
struct Field: Sendable {
    /// What one answers with.
    enum Control: Sendable {
        case text
        /// A line for which earlier answers are offered; another may be written.
        case suggested([String])
        case telephone
        /// A few digits, by the keys of numbers; what stands in them is never shown.
        case digits
        case day
        case time
        case password
        /// A tracking code: large letters, no corrections by the keyboard.
        case code
        /// Several lines, with a counter. The limit is in characters as people count them.
        case paragraph(rows: Int, limit: Int)
        case select([Choice])
        case choices([Choice])
        /// Choices side by side; three short ones at most.
        case threeChoices([Choice])
        /// One answer that is given or not.
        case check(Choice)
        /// Any number of these; each is sent under a name of its own, `name.value`.
        case checks([Choice], ticked: Set<String>)
    }

    /// The name under which the answer is sent; one field of a name on a page.
    var name: String
    var label: String
    /// Which form of the page it stands in, where several ask the same.
    var form: String?
    var control: Control = .text
    var value = ""
    /// A remark after the label: 可不填.
    var mark: String?
    var help: String?
    /// What is wrong with the answer and what to do.
    var error: String?
    var isRequired = false
    /// Whether one writes here as soon as the page is open; one field of a page.
    var isFocused = false
    var placeholder: String?
    /// The HTML `autocomplete` token; `off` when nil.
    var autocomplete: String?
    /// A button in the same line, for a form of one field.
    var button: Button?

    /// What tells a field from those of the same name in other forms of the page.
    static func name(_ name: String, in form: String?) -> String { form.map { "\($0)-\(name)" } ?? name }

    /// The id of a field's control, for links that lead to it.
    static func id(_ name: String) -> String { "field-\(name)" }

    /// The whole field.
    var html: HTML {
        switch control {
        case .choices(let choices): group(choices, look: "choices")
        case .threeChoices(let choices): group(choices, look: "choices three")
        case .check(let choice):
            group(look: "choices") { [choice.box(name: name, id: id, isTicked: choice.value == value)] }
        case .checks(let choices, let ticked):
            group(look: "choices") {
                choices.enumerated().map { index, choice in
                    choice.check(name: name, id: index == 0 ? id : nil, isTicked: ticked.contains(choice.value))
                }
            }
        case .text, .suggested, .telephone, .digits, .day, .time, .password, .code, .paragraph, .select: single
        }
    }

    private var single: HTML {
        """
        <div class="\(frame)"><label for="\(id)">\(title)</label>\(helpLine)\(line)\(counter)\(errorLine)</div>
        """
    }

    private func group(_ choices: [Choice], look: String) -> HTML {
        group(look: look) {
            choices.enumerated().map { index, choice in
                choice.radio(
                    name: name, id: index == 0 ? id : nil, isChosen: choice.value == value,
                    isFocused: isFocused && index == 0)
            }
        }
    }

    private func group(look: String, _ rows: () -> [HTML]) -> HTML {
        """
        <fieldset class="\(frame)"\(attribute: "aria-describedby", describedBy)>\
        <legend class="legend">\(title)</legend>\(helpLine)<div class="\(look)">\
        \(rows())</div>\(errorLine)</fieldset>
        """
    }

    private var line: HTML {
        guard let button else { return input }
        return "<div class=\"inline\">\(input)\(button.html)</div>"
    }

    private var title: HTML { "\(label)\(present: mark, { " <span class=\"opt\">\($0)</span>" })" }

    private var helpLine: HTML {
        "\(present: help, { "<span class=\"help\" id=\"\(id)-help\">\($0)</span>" })"
    }

    private var errorLine: HTML {
        "\(present: error, { "<p class=\"error\" id=\"\(id)-error\">\(Icon.error.html)<span>\($0)</span></p>" })"
    }

    private var counter: HTML {
        guard case .paragraph(_, let limit) = control else { return HTML() }
        return "<span class=\"count num\" id=\"\(id)-count\">已写\(value.count)字，最多\(limit)字</span>"
    }

    private var frame: String { error == nil ? "field" : "field bad" }
}
