// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes
import Markup

/// Where a room's open topics are looked for by their words, before one is chosen.
struct TopicSearchField: Sendable {
    /// The page that shows what was found.
    let action: String
    /// What was looked for; empty for all.
    let words: String

    static let nothing = "没有找到。换个说法，或少写几个字试试。"

    var isAsked: Bool { !words.isEmpty }

    /// The words, for the form by which one is chosen: sent back with what is wrong, it still shows what was found.
    var hidden: [HiddenField] { isAsked ? [HiddenField(name: "q", value: words)] : [] }

    /// The words that an address asks for, or a form was sent with; nil for all. Throws ``InputProblems`` for what is too long.
    static func words(_ request: WebRequest) throws -> String? {
        let typed = request.head.method == .post ? request.form["q"] : request.query["q"]
        let words = try InputField("q", "找一找", .line(limit: 100), isRequired: false).read(typed).get()
        return words.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// `isFull`: whether there is anything in the list; where nothing is, and nothing was looked for, there is nothing to look in.
    func html(isFull: Bool) -> HTML {
        guard isFull || isAsked else { return HTML() }
        return """
            <form method="get" action="\(url: action)" role="search">\
            \(Field(name: "q", label: "找一找", value: words, button: Button(label: "查找", role: .submit(busy: "正在找"))).html)</form>
            """
    }
}
