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
    /// What was just done here, so that the browser forgets what was being written for it.
    let done: Topic.Command?
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
        \(Facts(rows: facts).html)\(actions)\
        \(PageSection(id: "trace", title: "轨迹", content: trace.html).html)\
        \(present: doneSegment, { DraftDone(draft: "/desk/topics/\(topic.id.text)/\($0)").html })
        """
    }

    private var doneSegment: String? { TopicAct.desk.first { $0.command == done }?.segment }

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

    /// What the reader may do; for those who only read, whose turn it is.
    private var actions: HTML {
        guard topic.refusal(of: .pool, by: actor) == .notYours else { return actionBar.html }
        return """
            <p class="cannot">\(Icon.lock.html)<span>筛选由议事室秘书来办，办了什么会记在下面的轨迹里。您可以看，不用办。</span></p>
            """
    }

    /// Buttons and reasons come from the rule itself.
    private var actionBar: ActionBar {
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
        let isUndecided = topic.refusal(of: .pool, by: actor) == nil || topic.refusal(of: .release, by: actor) == nil
        return ActionBar(
            explanation: isUndecided ? "任何一项都会马上显示在提出人的进度页上。" : nil, primary: isUndecided ? acts.first : nil,
            others: Array(acts.dropFirst(isUndecided ? 1 : 0)), refused: refused)
    }

    private func button(_ act: TopicAct) -> ActionBar.Act {
        let address = "/desk/topics/\(topic.id.text)/\(act.segment)"
        let isRewording = act.command == .review && topic.publication.isPublic
        let label = isRewording ? "改公开文字" : TopicWording.name(act.command)
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
