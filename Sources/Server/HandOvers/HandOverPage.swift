// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The page on which the work of somebody who leaves is looked over and handed over.
struct HandOverPage: Sendable {
    let people: [InputField.Option]
    /// Whose work is looked at; nil before somebody was chosen.
    let chosen: Chosen?
    let problems: InputProblems?

    struct Chosen: Sendable {
        let id: Person.ID
        let name: String
        let load: HandOverDesk.Load
        let successors: HandOverDesk.Successors
        let counts: HandOverStore.Counts
    }

    func html(token: String) -> HTML {
        """
        \(RecordHead(title: "工作交接", parent: TextLink(text: "工作台", address: "/desk")).html)
        <div class="stack"><p class="mute">有人调走、退休或者长期请假时，把他手上没办完的一次交给别人。每一件都单独记一笔，\
        接手的人会收到通知，期限不变。</p>\(search)\(present: chosen, { panel($0, token) })</div>
        """
    }

    private var search: HTML {
        guard !people.isEmpty else { return EmptyState(sentence: "现在没有要交接的事。").html }
        return """
            <form method="get" action="/desk/handover" class="panel stack">\
            \(Field(
                name: "from", label: "谁的工作",
                control: .select(
                    [Choice(value: "", label: "请选择")] + people.map { Choice(value: $0.code, label: $0.label) }),
                value: chosen?.id.text ?? "").html)\
            <div class="actions">\(Button(label: "看他手上的事", role: .submit(busy: "正在找"), size: .small).html)</div></form>
            """
    }

    private func panel(_ chosen: Chosen, _ token: String) -> HTML {
        guard !chosen.load.isEmpty else {
            return "\(EmptyState(sentence: "\(chosen.name)手上没有您能交接的事。").html)\(note(chosen))"
        }
        let form = PostForm(
            action: HandOverRoutes.path, token: token, hidden: [HiddenField(name: "from", value: chosen.id.text)],
            isPanel: true,
            content: """
                \(ErrorSummary(problems: summary, title: nil).html)\(topics(chosen))\(items(chosen))\
                \(assignments(chosen))\(receptions(chosen))\(sentiments(chosen))\
                <div class="actions">\(Button(label: "一次交接", style: .primary).html)\
                \(Button(label: "不办了，回去", role: .link(to: "/desk"), style: .quiet).html)</div>
                """)
        return "\(note(chosen))\(form.html)"
    }

    /// How much there is, and what stays where it is.
    private func note(_ chosen: Chosen) -> HTML {
        Note(lead: "\(chosen.name)手上", text: HandOverWording.sentence(chosen.counts)).html
    }

    private func topics(_ chosen: Chosen) -> HTML {
        guard !chosen.load.topics.isEmpty else { return HTML() }
        return """
            \(checks("topics", chosen.load.topics.map { .init(value: $0.id.text, label: $0.title, help: $0.origin) }))\
            \(control("researcher", chosen.successors.members))\(control("day", []))
            """
    }

    private func items(_ chosen: Chosen) -> HTML {
        guard !chosen.load.items.isEmpty else { return HTML() }
        return """
            \(checks("items", chosen.load.items.map { .init(value: $0.id.text, label: $0.title, help: $0.origin) }))\
            \(control("officer", chosen.successors.officers))
            """
    }

    private func assignments(_ chosen: Chosen) -> HTML {
        guard !chosen.load.assignments.isEmpty else { return HTML() }
        return """
            \(checks(
                "assignments", chosen.load.assignments.map { .init(value: $0.id.text, label: $0.title, help: $0.origin) }))\
            \(control("handler", chosen.successors.handlers))
            """
    }

    private func receptions(_ chosen: Chosen) -> HTML {
        guard !chosen.load.receptions.isEmpty else { return HTML() }
        return """
            \(checks(
                "receptions", chosen.load.receptions.map { .init(value: $0.id.text, label: $0.title, help: $0.origin) }))\
            \(control("receiver", chosen.successors.members))
            """
    }

    private func sentiments(_ chosen: Chosen) -> HTML {
        guard !chosen.load.sentiments.isEmpty else { return HTML() }
        return """
            \(checks(
                "sentiments", chosen.load.sentiments.map { .init(value: $0.id.text, label: $0.title, help: $0.origin) }))\
            \(control("keeper", chosen.successors.keepers))
            """
    }

    /// All are ticked at first; after a refusal, those that were.
    private func checks(_ name: String, _ choices: [Choice]) -> HTML {
        let label = HandOverDesk.fields.first { $0.name == name }?.label ?? ""
        let sent = problems?.sent.keys.filter { $0.hasPrefix("\(name).") }.map { String($0.dropFirst(name.count + 1)) }
        return Field(
            name: name, label: "\(label)（\(choices.count)件）",
            control: .checks(choices, ticked: sent.map(Set.init) ?? Set(choices.map(\.value))), help: "勾上的才交接。",
            error: problems?.sentence(for: name)
        ).html
    }

    private func control(_ name: String, _ options: [InputField.Option]) -> HTML {
        guard let field = HandOverDesk.fields.first(where: { $0.name == name }) else { return HTML() }
        return CaseActPage.control(
            .init(field: field, options: options, value: problems?.sent[name] ?? ""), problems)
    }

    private var summary: [ErrorSummary.Problem] {
        (problems?.problems ?? []).map { .init(field: $0.field, sentence: $0.sentence) }
    }
}
