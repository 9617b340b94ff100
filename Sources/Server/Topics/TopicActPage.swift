// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The page on which an act that asks something is prepared. Made from the act's fields.
struct TopicActPage: Sendable {
    let act: TopicAct
    let topic: Topic
    let profile: PracticeProfile
    let action: String
    let token: String
    let problems: InputProblems?

    var html: HTML {
        let fields = act.fields(profile)
        let form = PostForm(
            action: action, token: token,
            hidden: [HiddenField(name: "version", value: problems?.sent["version"] ?? String(topic.version))],
            isPanel: true, draft: keepsDraft ? action : nil,
            content: """
                \(each: fields, { field($0).html })\
                <div class="actions">\(Button(label: TopicWording.name(act.command), style: .primary).html)\
                \(Button(label: "不办了，回去", role: .link(to: back), style: .quiet).html)</div>
                """)
        return """
            \(RecordHead(title: TopicWording.name(act.command), parent: TextLink(text: title, address: back)).html)
            <div class="stack"><p class="mute">\(act.advice)</p>\
            <blockquote class="prose said">\(topic.text.words ?? "（按本人要求已删除）")</blockquote>\
            \(ErrorSummary(problems: summary, title: nil).html)\(form.html)</div>
            """
    }

    /// A draft outlives a sign-in that ran out. The public wording starts from what was said, which stays on the server.
    private var keepsDraft: Bool { act.command != .review }
    private var back: String { "/desk/topics/\(topic.id.text)" }
    private var title: String { topic.publicText?.title.words ?? Excerpt.of(topic.text.words) }
    private var summary: [ErrorSummary.Problem] {
        (problems?.problems ?? []).map { .init(field: $0.field, sentence: $0.sentence) }
    }

    private func field(_ field: InputField) -> Field {
        Field(
            name: field.name, label: field.label, control: control(field),
            value: problems?.sent[field.name] ?? proposal(field.name), error: problems?.sentence(for: field.name),
            isRequired: field.isRequired)
    }

    private func control(_ field: InputField) -> Field.Control {
        switch field.kind {
        case .paragraph(let limit): .paragraph(rows: 5, limit: limit)
        case .line, .version: .text
        case .secret: .password
        case .choice(let codes):
            .choices(
                codes.map { code in
                    let ground = profile.rejectionGround(code)
                    return Choice(value: code, label: ground?.name ?? code, help: ground?.channel)
                })
        }
    }

    /// What a field holds before anybody typed: for the public wording, what was said.
    private func proposal(_ name: String) -> String {
        guard act.command == .review else { return "" }
        switch name {
        case "title": return topic.publicText?.title.words ?? Excerpt.of(topic.text.words)
        case "body": return topic.publicText?.body.words ?? topic.text.words ?? ""
        default: return ""
        }
    }
}
