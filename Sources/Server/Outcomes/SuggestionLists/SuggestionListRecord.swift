// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// A numbered suggestion list on the desk: its items, to whom it was sent, and who has acknowledged it.
struct SuggestionListRecord {
    let list: SuggestionList
    let log: [EventStore.Entry<SuggestionListEvent>]
    let sessionTitle: String?
    let items: [Loop.Item]
    let names: Loop.Names
    let actor: Actor
    let today: Day
    let token: (String) -> String

    var record: TwoPanes.Record {
        TwoPanes.Record(
            title: "\(list.issue.name) \(list.issue.number.text)",
            status: "<span class=\"row\">\(SuggestionListWording.chip(list.state).html)</span>",
            content: content)
    }

    private var content: HTML {
        """
        \(Facts(rows: facts).html)\(actions.html)\(table)\
        \(PageSection(id: "trace", title: "轨迹", content: Trace(steps: log.map(step)).html).html)
        """
    }

    private var facts: [Facts.Row] {
        let session = TextLink(
            text: sessionTitle ?? TopicWording.erased, address: "/desk/sessions/\(list.issue.session)")
        let first: [Facts.Row] = [
            .init("协商会", html: session.html),
            .init("印发日期", ChineseTime.date(list.issue.day, today: today)),
            .init("文件", html: DocumentLinks.outcome(list).html),
        ]
        return first + list.routings.flatMap(rows)
    }

    /// To whom it was sent and who has it, and what was written on it there.
    private func rows(_ routing: SuggestionList.Routing) -> [Facts.Row] {
        let name = SuggestionListWording.name(routing.addressee)
        let sent = Facts.Row(name, SuggestionListWording.words(routing, today: today))
        guard let instruction = routing.receipt?.instruction else { return [sent] }
        return [sent, Facts.Row("\(name)批示", instruction.words ?? TopicWording.erased)]
    }

    private var actions: ActionBar {
        CaseActions<SuggestionListDesk>(
            record: list, id: list.id, actor: actor, helpful: [], hasPrimary: list.state != .received, token: token
        ).bar
    }

    private var table: HTML {
        guard !items.isEmpty else { return HTML() }
        let rows = items.enumerated().map { index, item -> LinkList.Row in
            let value = item.item
            let link = TextLink(text: Excerpt.of(value.task.text.words), address: "/desk/items/\(value.id)")
            let last = value.task.milestones.map(\.day).max().map { " · \(ChineseTime.date($0, today: today))前" } ?? ""
            return LinkList.Row(
                relation: "第\(index + 1)件",
                content: """
                    \(link.html) <span class="small mute">\(names.unit(value.task.unit)) · \
                    \(names.person(value.task.officer))\(last)</span> \(ItemWording.chip(value.state.name, item.tally).html)
                    """)
        }
        return PageSection(id: "items", title: "事项 \(items.count)件", content: LinkList(rows: rows).html).html
    }

    private func step(_ entry: EventStore.Entry<SuggestionListEvent>) -> Trace.Step {
        let (act, quote) = SuggestionListWording.words(entry.event)
        return Trace.Step(stage: .done, act: act, meta: StepMeta.text(entry, today: today), quote: quote)
    }
}
