// SPDX-License-Identifier: Apache-2.0

import Markup

/// A topic's page for whoever holds its code: where it stands, what is asked, every step so far.
struct StatusPage: Sendable {
    let code: String
    let roomName: String
    let title: String
    let chip: Chip
    /// What was said; nil once it is erased.
    let said: String?
    let notice: Note
    let question: (text: String, action: String, token: String)?
    let typed: String
    let problem: String?
    /// What an answer's draft is kept under while one is asked.
    let draft: String
    let trace: Trace

    var html: HTML {
        """
        <div class="stack"><span class="over">查询码 <span class="code">\(code)</span> · \(roomName)</span>\
        <h1>\(title)</h1><p>\(chip.html)</p>\(notice.html)</div>
        \(present: question, form)
        \(PageSection(id: "said", title: "您说的", content: "<p class=\"prose said\">\(said ?? "（按您的要求已删除）")</p>").html)
        \(PageSection(id: "trace", title: "一步一步走到哪了", content: trace.html).html)\
        \(question == nil ? DraftDone(draft: draft).html : HTML())
        """
    }

    private func form(_ question: (text: String, action: String, token: String)) -> HTML {
        PostForm(
            action: question.action, token: question.token, isPanel: true, draft: draft,
            content: """
                <p class="lead said">\(question.text)</p>\
                \(Field(
                    name: "answer", label: "您的回答", control: .paragraph(rows: 3, limit: 500), value: typed, error: problem,
                    isRequired: true).html)\
                \(Button(label: "回答议事室", style: .primary, size: .big).html)
                """
        ).html
    }
}

/// The beginning of a longer text, for titles.
enum Excerpt {
    static func of(_ text: String?) -> String {
        guard let text else { return "（内容已按本人要求删除）" }
        let first = text.prefix { !"\n。！？!?".contains($0) }
        return first.count > 28 ? "\(first.prefix(27))…" : String(first)
    }
}
