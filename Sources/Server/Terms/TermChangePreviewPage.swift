// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// What a change of term would do, before it is meant.
struct TermChangePreviewPage: Sendable {
    let preview: TermChangeDesk.Preview
    let today: Day

    func html(token: String) -> HTML {
        let change = preview.term.change
        let form = PostForm(
            action: TermChangeRoutes.path, token: token,
            hidden: [
                HiddenField(name: "term", value: change.id.text),
                HiddenField(name: "carried", value: TermChangeList.text(preview.staying)),
                HiddenField(name: "leaving", value: String(preview.leaving.count)),
                HiddenField(name: recordVersionField.name, value: String(change.version)),
                HiddenField(name: TermChangeRoutes.confirmed, value: "yes"),
            ],
            content: """
                <div class="actions">\(Button(label: "确认换届", role: .submit(busy: "正在换届"), style: .primary).html)\
                \(Button(
                    label: "回去改名单", role: .link(to: "\(TermChangeRoutes.path)?term=\(change.id.text)"),
                    style: .quiet).html)</div>
                """)
        return """
            \(RecordHead(
                title: "换到\(preview.term.name)", parent: TextLink(text: "换届", address: TermChangeRoutes.path)).html)
            <div class="stack"><p>\(sentence)</p>\(warning)\
            \(people("open", "到期时手上还有事的", preview.leavingWithWork))\
            \(people("leaving", "到期的", preview.leaving))\(people("staying", "连任的", preview.staying))\(form.html)</div>
            """
    }

    private var sentence: String {
        let last = ChineseTime.date(max(preview.term.change.startsOn, today).advanced(by: -1), today: today)
        return "连任\(preview.staying.count)名，到期\(preview.leaving.count)名；到期的委员最后一天是\(last)。"
    }

    private var warning: HTML {
        let atOnce = preview.term.change.startsOn <= today
        let lines = preview.unknownLines.prefix(30).map { "第\($0)行" }.joined(separator: "、")
        return """
            \(atOnce ? Note(text: TermChangeWording.atOnce, tone: .late, icon: .alert).html : HTML())\
            \(lines.isEmpty ? HTML() : Note(lead: lines, text: TermChangeWording.unknown).html)
            """
    }

    private func people(_ id: String, _ title: String, _ members: [TermChangeStore.Member]) -> HTML {
        guard !members.isEmpty else { return HTML() }
        let rows = members.map { member in
            LinkList.Row(
                relation: TermChangeWording.openWork(member),
                content: TextLink(text: member.name, address: "/desk/directory/people/\(member.person.text)").html)
        }
        return PageSection(id: id, title: "\(title) \(members.count)名", content: LinkList(rows: rows).html).html
    }
}
