// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The form of what a committee is called and how it is reached.
struct CommitteePage: Sendable {
    let face: CommitteeFace
    let problems: InputProblems?

    func html(token: String) -> HTML {
        let seen = problems?.sent[recordVersionField.name] ?? String(face.version)
        let form = PostForm(
            action: CommitteeRoutes.path, token: token,
            hidden: [HiddenField(name: recordVersionField.name, value: seen)], isPanel: true,
            content: """
                \(each: CommitteeForm.fields, control)\
                <div class="actions">\(Button(label: "改名称和电话", style: .primary).html)\
                \(Button(label: "不办了，回去", role: .link(to: "/desk/settings"), style: .quiet).html)</div>
                """)
        return """
            \(RecordHead(title: "单位的名称和电话", parent: TextLink(text: "设置", address: "/desk/settings")).html)
            <div class="stack"><p class="mute">改了马上生效，每一页的抬头和页脚跟着变，已经发出去的文件不变。\
            印着旧名称、旧电话的海报、桌牌和须知要重新印。谁改的，审计记录里有。</p>\
            \(present: CommitteeWording.unsound(face.values.hosts), { Note(text: $0, tone: .soon).html })\
            \(ErrorSummary(problems: summary).html)\(form.html)</div>
            """
    }

    private func control(_ field: InputField) -> HTML {
        let value = problems.map { $0.sent[field.name] ?? "" } ?? CommitteeForm.values(face)[field.name] ?? ""
        return CaseActPage.control(.init(field: field, options: [], value: value), problems)
    }

    private var summary: [ErrorSummary.Problem] {
        (problems?.problems ?? []).map {
            .init(field: $0.field == recordVersionField.name ? nil : $0.field, sentence: $0.sentence)
        }
    }
}
