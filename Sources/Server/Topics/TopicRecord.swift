// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// A topic on the desk: what was said, what can be done now, and the way it has come.
struct TopicRecord {
    let topic: Topic
    let related: [Topic.ID]
    let actor: Actor
    let trace: Trace
    let today: Day
    let calendar: WorkCalendar
    /// A form token for an address.
    let token: (String) -> String

    var record: TwoPanes.Record {
        TwoPanes.Record(
            title: topic.publicText?.title.words ?? Excerpt.of(topic.text.words), status: status, content: content)
    }

    private var status: HTML {
        """
        <span class="row">\(TopicWording.chip(topic.state.name).html)\(publication)</span>\
        \(topic.deadline.map { DeadlineWording.chip($0, today: today, calendar: calendar).html })
        """
    }

    private var publication: HTML {
        switch topic.publication {
        case .hidden: HTML()
        case .reviewed: "<span class=\"small mute\">公开文字已审一次，还差人审</span>"
        case .published: "<a class=\"small\" href=\"/topics/\(topic.id.text)\">已公开</a>"
        case .withdrawn: "<span class=\"small mute\">公开文字已撤下</span>"
        }
    }

    private var content: HTML {
        """
        <blockquote class="prose lead said">\(topic.text.words ?? "（按本人要求已删除）")</blockquote>\
        \(Facts(rows: facts).html)\(actions.html)\
        \(PageSection(id: "trace", title: "轨迹", content: trace.html).html)
        """
    }

    private var facts: [Facts.Row] {
        [
            topic.place.map { .init("地点", $0.words ?? "（已删除）") },
            .init("提出", "\(TopicWording.source(topic.source)) · \(ChineseTime.moment(topic.receivedAt, today: today))"),
            topic.publicText.map { .init("公开文字", $0.body.words ?? "") },
            related.isEmpty ? nil : .init("有关的议题", html: links),
            .init("编号", html: "<span class=\"code\">\(topic.id.text)</span>"),
        ].compactMap { $0 }
    }

    private var links: HTML {
        related.map { TextLink(text: $0.text, address: "/desk/topics/\($0)").html }.joined(separator: "、")
    }

    /// Buttons and reasons come from the rule itself.
    private var actions: ActionBar {
        var acts: [ActionBar.Act] = []
        var refused: [ActionBar.Refused] = []
        for act in TopicAct.desk {
            guard let refusal = topic.refusal(of: act.command, by: actor) else {
                acts.append(button(act))
                continue
            }
            // Reasons that help: not for what is nobody's act here, nor for what is over.
            if refusal == .stillHeld || refusal == .alreadyAsked || refusal == .alreadyReviewed {
                refused.append(.init(act: TopicWording.name(act.command), reason: refusal.sentence))
            }
        }
        return ActionBar(
            explanation: acts.isEmpty ? nil : "任何一项都会马上显示在提出人的进度页上。", primary: acts.first,
            others: Array(acts.dropFirst()), refused: refused)
    }

    private func button(_ act: TopicAct) -> ActionBar.Act {
        let address = "/desk/topics/\(topic.id.text)/\(act.segment)"
        let label = TopicWording.name(act.command)
        let asksNothing = act.fields(.standard).isEmpty
        return ActionBar.Act(
            label: label,
            way: asksNothing
                ? .post(
                    action: address, token: token(address),
                    hidden: [HiddenField(name: "version", value: String(topic.version))])
                : .page(address),
            icon: act.command == .pool ? .check : nil)
    }
}
