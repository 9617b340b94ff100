// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// A look-back on the desk: which topic, what was said then and now, what can be done, and each time somebody looked.
struct LookBackRecord {
    let record: LookBack
    let log: [EventStore.Entry<LookBackEvent>]
    let title: String
    /// What units claimed when the topic was closed, and what people said then.
    let items: [Loop.Item]
    let tally: ConfirmationTally
    /// Whether all have answered who are still asked.
    let isAnswered: Bool
    /// The proposals that grew from it, as far as the reader sees them (BR-46).
    let proposals: [ProposalListStore.Listed]
    let actor: Actor
    let today: Day
    let practice: Practice
    let token: (String) -> String

    var pane: TwoPanes.Record {
        TwoPanes.Record(title: title, status: status, content: content)
    }

    private var status: HTML {
        """
        <span class="row">\(LookBackWording.chip(record.state.name, record.verdict?.grade).html)</span>\
        \(record.deadline.map { DeadlineWording.chip($0, today: today, calendar: practice.calendar).html })
        """
    }

    private var content: HTML {
        """
        \(Facts(rows: facts).html)\(actions.html)\(compared)\
        \(PageSection(id: "trace", title: "轨迹", content: Trace(steps: log.map(step)).html).html)
        """
    }

    private var facts: [Facts.Row] {
        [
            .init("年度", "\(record.choice.year)年，看上一年的成果"),
            .init("议题", html: TextLink(text: title, address: "/desk/topics/\(record.choice.topic)").html),
            .init("为什么选它", record.choice.reason.words ?? TopicWording.erased),
            record.inquiries == nil ? nil : .init("这次大家说", ItemWording.tally(tally)),
            record.verdict.map {
                .init("结论", "\(LookBackWording.name($0.grade))：\($0.words.words ?? TopicWording.erased)")
            },
            ProposalWording.grown(proposals),
            ProposalWording.beginning("lookBack", record.id.text, actor, practice.profile).map {
                .init("写提案", html: $0.html)
            },
        ].compactMap { $0 }
    }

    private var actions: ActionBar {
        CaseActions<LookBackDesk>(
            record: record, id: record.id, actor: actor, helpful: [.notLooked, .notAsked, .stillAsking],
            hindrance: { record.hindrance(to: $0, on: today, isAnswered: isAnswered) },
            hasPrimary: !record.state.isOver, token: token
        ).bar
    }

    /// Each item: what the unit claimed, what people said when it was closed, what they say now.
    private var compared: HTML {
        guard !items.isEmpty else { return HTML() }
        let rows = items.map { item -> LinkList.Row in
            let value = item.item
            let inquiry = record.inquiries?.first { $0.item == value.id }
            let now = inquiry.map { "；这次：\(ItemWording.tally(item.tallies[$0.number] ?? ConfirmationTally()))" } ?? ""
            let claim = value.report.map { "单位说\(ItemWording.name($0.claimed))；" } ?? ""
            return LinkList.Row(
                relation: ItemWording.name(value.state.name),
                content: """
                    \(TextLink(text: Excerpt.of(value.task.text.words), address: "/desk/items/\(value.id)").html) \
                    <span class="small mute">\(claim)办结时：\(ItemWording.tally(item.tally))\(now)</span>
                    """)
        }
        return PageSection(id: "items", title: "当时的事项 \(items.count)件", content: LinkList(rows: rows).html).html
    }

    private func step(_ entry: EventStore.Entry<LookBackEvent>) -> Trace.Step {
        let (act, quote) = LookBackWording.words(entry.event, today: today)
        return Trace.Step(stage: .done, act: act, meta: StepMeta.text(entry, today: today), quote: quote)
    }
}

extension LookBack.State {
    /// Whether nothing can be done any more.
    var isOver: Bool {
        switch self {
        case .chosen, .underWay: false
        case .concluded, .dropped: true
        }
    }
}
