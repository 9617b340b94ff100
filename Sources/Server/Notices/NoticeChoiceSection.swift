// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The part of one's account in which one says for each kind of notices how one wants to hear of it.
struct NoticeChoiceSection: Sendable {
    let kinds: [NoticeKind]
    let choices: [NoticeKind: NoticeChoice]
    let problems: InputProblems?
    let token: @Sendable (String) -> String

    static let action = "/desk/account/notices"

    var html: HTML {
        guard !kinds.isEmpty else { return HTML() }
        return PageSection(
            id: "kinds", title: "哪一类通知怎么收", look: .panel,
            content: """
                <div class="stack"><p class="mute">\(NoticeChoiceWording.explanation)</p>\(form)</div>
                """
        ).html
    }

    private var form: HTML {
        PostForm(
            action: Self.action, token: token(Self.action),
            content: """
                \(each: kinds, field)\
                <div class="actions">\(Button(label: "保存", role: .submit(busy: "正在保存"), style: .primary).html)</div>
                """
        ).html
    }

    private func field(_ kind: NoticeKind) -> HTML {
        let choices = NoticeChoice.choices(for: kind).map {
            Choice(value: $0.rawValue, label: NoticeChoiceWording.name($0))
        }
        let chosen = problems?.sent[kind.rawValue] ?? (self.choices[kind] ?? .usual).rawValue
        return Field(
            name: kind.rawValue, label: NoticeChoiceWording.name(kind), control: .select(choices), value: chosen,
            help: NoticeChoiceWording.reason(kind), error: problems?.sentence(for: kind.rawValue)
        ).html
    }
}
