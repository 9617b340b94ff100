// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The form of a trial, and what became of the last one.
struct GatewayTrialPage: Sendable {
    let fields: [InputField]
    let outcome: GatewayTrialDesk.Outcome?
    /// When that was, where it is not what one comes from.
    let earlier: String?
    let problems: InputProblems?

    func html(token: String) -> HTML {
        let form = PostForm(
            action: GatewayTrialRoutes.path, token: token, isPanel: true,
            content: """
                \(each: fields, control)\
                <div class="actions">\(Button(
                    label: "试发一条", role: .submit(busy: "正在发"), style: .primary).html)\
                \(Button(label: "不办了，回去", role: .link(to: "/desk/settings"), style: .quiet).html)</div>
                """)
        return """
            \(RecordHead(
                title: GatewayTrialWording.title, parent: TextLink(text: "设置", address: "/desk/settings")).html)
            <div class="stack"><p class="mute">看看邮件、短信能不能发出去。经哪里发，只看设置文件；十分钟里最多试\
            \(String(GatewayTrialStore.limit))次。</p>\(present: outcome, note)\(ErrorSummary(problems: summary).html)\(form.html)</div>
            """
    }

    private func note(_ outcome: GatewayTrialDesk.Outcome) -> HTML {
        let tone: Tone? =
            switch outcome.result {
            case .sent: .done
            case .refused, .unavailable: .late
            case .unanswered: .soon
            case .shown, nil: nil
            }
        return Note(lead: earlier, text: GatewayTrialWording.sentence(outcome), tone: tone).html
    }

    private func control(_ field: InputField) -> HTML {
        var options: [InputField.Option] = []
        if case .choice(let own) = field.kind { options = own }
        return CaseActPage.control(
            .init(field: field, options: options, value: problems?.sent[field.name] ?? ""), problems)
    }

    private var summary: [ErrorSummary.Problem] {
        (problems?.problems ?? []).map { .init(field: $0.field, sentence: $0.sentence) }
    }
}
