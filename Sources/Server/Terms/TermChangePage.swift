// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The terms with how the change into each stands, and the form of a change.
struct TermChangePage: Sendable {
    let terms: [TermChangeStore.Listed]
    let chosen: TermChangeStore.Listed?
    /// The members from before the chosen term.
    let members: [TermChangeStore.Member]
    let today: Day
    let problems: InputProblems?

    func html(token: String, undo: String) -> HTML {
        """
        \(RecordHead(title: "换届", parent: TextLink(text: "委员", address: "/desk/directory/members")).html)
        <div class="stack"><p class="mute">\(TermChangeWording.rule)</p>\
        \(ErrorSummary(problems: summary).html)\(list(undo))\(present: chosen, { form($0, token) })</div>
        """
    }

    private func list(_ undo: String) -> HTML {
        guard !terms.isEmpty else {
            return EmptyState(sentence: "名册里还没有“届”，请先录新的一届和它的开始日期。").html
        }
        return "\(each: terms, { term($0, undo) })"
    }

    private func term(_ listed: TermChangeStore.Listed, _ undo: String) -> HTML {
        let change = listed.change
        let act: HTML =
            switch change.state {
            case .open where isOver(change): HTML()
            case .open:
                Button(
                    label: "办换届", role: .link(to: "\(TermChangeRoutes.path)?term=\(change.id.text)"), size: .small
                ).html
            case .planned where today < change.startsOn:
                PostForm(
                    action: TermChangeRoutes.undoing, token: undo,
                    hidden: [
                        HiddenField(name: "term", value: change.id.text),
                        HiddenField(name: recordVersionField.name, value: String(change.version)),
                    ],
                    content: Button(label: "撤销换届", size: .small).html
                ).html
            case .planned, .carriedOut: HTML()
            }
        return """
            <section class="panel row between"><div><b>\(listed.name)</b>（\(ChineseTime.date(change.startsOn, today: today))开始）\
            <span class="mute">\(TermChangeWording.name(change.state))</span></div>\(act)</section>
            """
    }

    private func form(_ listed: TermChangeStore.Listed, _ token: String) -> HTML {
        guard listed.change.state == .open, !isOver(listed.change) else { return HTML() }
        guard !members.isEmpty else { return EmptyState(sentence: TermChangeRefusal.nobody.sentence).html }
        let list = problems?.sent["carried"] ?? TermChangeList.text(members)
        return PostForm(
            action: TermChangeRoutes.path, token: token,
            hidden: [HiddenField(name: "term", value: listed.change.id.text)], isPanel: true,
            content: """
                <h2>换到\(listed.name)</h2>\
                \(CaseActPage.control(
                    .init(field: TermChangeRoutes.listField, options: [], value: list), problems))\
                <div class="actions">\(Button(label: "看看谁连任、谁到期", style: .primary).html)\
                \(Button(label: "不办了，回去", role: .link(to: TermChangeRoutes.path), style: .quiet).html)</div>
                """
        ).html
    }

    /// Whether a later term has begun: the list has the latest first.
    private func isOver(_ change: TermChange) -> Bool {
        change.startsOn <= today && terms.first { $0.change.startsOn <= today }?.change.id != change.id
    }

    private var summary: [ErrorSummary.Problem] {
        (problems?.problems ?? []).map {
            .init(field: $0.field == TermChangeRoutes.listField.name ? $0.field : nil, sentence: $0.sentence)
        }
    }
}
