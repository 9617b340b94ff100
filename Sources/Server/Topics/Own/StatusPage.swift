// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// A topic's page for its submitter: where it stands, what is asked, every step so far.
struct StatusPage: Sendable {
    /// The tracking code, where it was by it that one came.
    let code: String?
    let roomName: String
    let title: String
    let chip: Chip
    /// What was said; nil once it is erased.
    let said: String?
    /// Where the photos are that came with it.
    let photos: [String]
    /// The topic that it is an advice on.
    let advised: TextLink?
    let notice: Note
    let question: (text: String, action: String, token: String)?
    /// Whether each act asks how the phone ends that was left.
    let asksEnding: Bool
    /// The form that came back, and what is wrong with it.
    let refused: OwnForm?
    let problems: InputProblems?
    /// What an answer's draft is kept under while one is asked.
    let draft: String
    /// What the submitter is asked to confirm.
    let confirmations: [ConfirmationForm]
    let trace: Trace
    /// Who has seen what the submitter left, and why.
    let looks: [Note]
    /// That a withdrawal waits, with the form that undoes it.
    let withdrawal: (note: Note, action: String, token: String)?
    /// What else the submitter may do.
    let ways: [TextLink]
    /// How requests about the own data stand, and where to ask.
    let data: [Note]
    /// Where the own topics are listed, for whoever has signed in.
    let list: TextLink?

    var html: HTML {
        """
        <div class="stack"><span class="over">\(present: code, { "查询码 <span class=\"code\">\($0)</span> · " })\(roomName)</span>\
        <h1>\(title)</h1><p>\(chip.html)</p>\(notice.html)</div>\
        \(ErrorSummary(problems, in: refused?.name).html)\(present: withdrawal, undoing)
        \(each: confirmations, { $0.html })\(present: question, form)
        \(PageSection(id: "said", title: "您说的", content: "<p class=\"prose said\">\(said ?? "（按您的要求已删除）")</p>\(PhotoRow(addresses: photos).html)\(advisedHTML)\(waysHTML)").html)
        \(PageSection(id: "trace", title: "一步一步走到哪了", content: trace.html).html)\
        \(each: looks, { $0.html })\(each: data, { $0.html })
        \(present: list, { "<p>\($0.html)</p>" })\(question == nil ? DraftDone(draft: draft).html : HTML())
        """
    }

    private var advisedHTML: HTML {
        "\(present: advised, { "<p class=\"small mute\">这是给“\($0.html)”提的建议，开会商量那件事时一起看。</p>" })"
    }

    private var waysHTML: HTML {
        ways.isEmpty ? HTML() : "<p class=\"row\">\(ways.map(\.html).joined(separator: " · "))</p>"
    }

    private func undoing(_ withdrawal: (note: Note, action: String, token: String)) -> HTML {
        PostForm(
            action: withdrawal.action, token: withdrawal.token, tellsOffline: true,
            content: """
                <div class="stack">\(withdrawal.note.html)\(ending(.keepUp))\
                <p>\(Button(label: TopicWording.name(.keepUp), style: .primary).html)</p></div>
                """
        ).html
    }

    private func form(_ question: (text: String, action: String, token: String)) -> HTML {
        let problems = refused == .answer ? problems : nil
        return PostForm(
            action: question.action, token: question.token, isPanel: true, draft: draft,
            content: """
                <p class="lead said">\(question.text)</p>\
                \(Field(
                    name: "answer", label: "您的回答", form: OwnForm.answer.name, control: .paragraph(rows: 3, limit: 500),
                    value: problems?.sent["answer"] ?? "", error: problems?.sentence(for: "answer"),
                    isRequired: true).html)\(ending(.answer))\
                \(Button(label: "回答议事室", style: .primary, size: .big).html)
                """
        ).html
    }

    private func ending(_ form: OwnForm) -> HTML {
        guard asksEnding else { return HTML() }
        return OwnTopicKey.endingField(in: form.name, refused == form ? problems : nil)
    }
}

/// A form of a topic's page for its submitter.
enum OwnForm: Hashable, Sendable {
    case answer, keepUp, judgement
    case confirmation(SuggestionItem.ID)

    /// What tells its fields from those of the others.
    var name: String {
        switch self {
        case .answer: "answer"
        case .keepUp: "keeping-up"
        case .judgement: "judgement"
        case .confirmation(let item): item.text
        }
    }
}

/// The beginning of a longer text, for titles.
enum Excerpt {
    static func of(_ text: String?) -> String {
        guard let text else { return "（内容已按本人要求删除）" }
        let first = text.prefix { !"\n。！？!?".contains($0) }
        return first.count > 28 ? "\(first.prefix(27))…" : String(first)
    }

    /// What the desk calls a topic that has no title: a few of the words that were said, without what points at one person,
    /// since lists and choices are read by more people than the record (BR-38).
    static func said(_ words: String?) -> String { of(words.map(TopicReading.masked)) }
}
