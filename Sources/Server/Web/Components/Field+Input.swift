// SPDX-License-Identifier: Apache-2.0

import Markup

extension Field {
    /// The id of this field's control.
    var id: String { Self.id(Self.name(name, in: form)) }

    /// The control alone. There is no `maxlength`: it would cut a pasted text silently.
    var input: HTML {
        switch control {
        case .text: line(type: "text", look: "input", value: value)
        case .suggested(let answers): suggested(answers)
        case .telephone: line(type: "tel", look: "input", value: value)
        case .digits: line(type: "tel", look: "input", value: nil, mode: "numeric")
        case .day: line(type: "date", look: "input", value: value)
        case .time: line(type: "time", look: "input", value: value)
        case .password: line(type: "password", look: "input", value: nil)
        case .code: code
        case .paragraph(let rows, let limit): paragraph(rows: rows, limit: limit)
        case .select(let choices): select(choices)
        case .choices, .threeChoices, .check, .checks: HTML()
        }
    }

    /// The ids of help, counter and error, as far as they are there.
    var describedBy: String? {
        var ids: [String] = []
        if help != nil { ids.append("\(id)-help") }
        if case .paragraph = control { ids.append("\(id)-count") }
        if error != nil { ids.append("\(id)-error") }
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }

    private var invalid: String? { error == nil ? nil : "true" }

    private func suggested(_ answers: [String]) -> HTML {
        """
        \(line(type: "text", look: "input", value: value, list: "\(id)-list"))<datalist id="\(id)-list">\
        \(each: answers, { "<option value=\"\($0)\"></option>" })</datalist>
        """
    }

    private func line(
        type: String, look: String, value: String?, mode: String? = nil, list: String? = nil
    ) -> HTML {
        """
        <input class="\(look)" type="\(type)" id="\(id)" name="\(name)"\(attribute: "value", value)\
        \(attribute: "inputmode", mode)\(attribute: "list", list)\
        \(attribute: "placeholder", placeholder) autocomplete="\(autocomplete ?? "off")"\(flag: "required", isRequired)\
        \(flag: "autofocus", isFocused)\
        \(attribute: "aria-describedby", describedBy)\(attribute: "aria-invalid", invalid)>
        """
    }

    private var code: HTML {
        """
        <input class="input code" type="text" id="\(id)" name="\(name)" value="\(value)"\
        \(attribute: "placeholder", placeholder) autocomplete="off" autocapitalize="characters" spellcheck="false"\
        \(flag: "required", isRequired)\(flag: "autofocus", isFocused)\(attribute: "aria-describedby", describedBy)\
        \(attribute: "aria-invalid", invalid)>
        """
    }

    /// A browser drops one line break right after the tag, so one is given to it.
    private func paragraph(rows: Int, limit: Int) -> HTML {
        """
        <textarea class="input" id="\(id)" name="\(name)" rows="\(rows)" data-limit="\(limit)"\
        \(attribute: "placeholder", placeholder)\(flag: "required", isRequired)\(flag: "autofocus", isFocused)\
        \(attribute: "aria-describedby", describedBy)\(attribute: "aria-invalid", invalid)>
        \(value)</textarea>
        """
    }

    private func select(_ choices: [Choice]) -> HTML {
        """
        <select class="input" id="\(id)" name="\(name)"\(flag: "required", isRequired)\(flag: "autofocus", isFocused)\
        \(attribute: "aria-describedby", describedBy)\(attribute: "aria-invalid", invalid)>\
        \(each: choices, { $0.option(isChosen: $0.value == value) })</select>
        """
    }
}
