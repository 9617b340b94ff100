// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// An entry of the contest on the desk: which topic, why, what the judges say, what came of it, who came to see it.
struct ContestRecord {
    let entry: ContestEntry
    let log: [EventStore.Entry<ContestEntryEvent>]
    let title: String
    let actor: Actor
    let today: Day
    let token: (String) -> String

    var pane: TwoPanes.Record {
        TwoPanes.Record(
            title: title, status: ContestWording.chip(entry.state.name, entry.result?.award).html, content: content)
    }

    private var content: HTML {
        """
        \(Facts(rows: facts).html)\(actions.html)\
        \(PageSection(id: "trace", title: "轨迹", content: Trace(steps: log.map(step)).html).html)
        """
    }

    private var facts: [Facts.Row] {
        [
            .init("年度", "\(entry.nomination.year)年"),
            .init("议题", html: TextLink(text: title, address: "/desk/topics/\(entry.nomination.topic)").html),
            .init("为什么报评", entry.nomination.reason.words ?? TopicWording.erased),
            ContestWording.average(entry.marks).map { .init("评分", $0) },
            entry.result.map {
                .init("结果", "\(ContestWording.name($0.award))：\($0.words.words ?? TopicWording.erased)")
            },
            entry.visits.isEmpty ? nil : .init("观摩", "\(entry.visits.count)次"),
        ].compactMap { $0 }
    }

    private var actions: ActionBar {
        CaseActions<ContestDesk>(
            record: entry, id: entry.id, actor: actor, helpful: [.notJudged], hindrance: { _ in nil },
            hasPrimary: entry.state.name == .nominated, token: token
        ).bar
    }

    private func step(_ entry: EventStore.Entry<ContestEntryEvent>) -> Trace.Step {
        let (act, quote) = ContestWording.words(entry.event, today: today)
        return Trace.Step(stage: .done, act: act, meta: StepMeta.text(entry, today: today, for: .desk), quote: quote)
    }
}
