// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// An issue from among the people on the desk: what it is, what can be done now, and each step with its words.
struct SentimentRecord {
    let issue: SentimentIssue
    let log: [EventStore.Entry<SentimentEvent>]
    let roomName: String
    /// What those are called who met it or had it in hand.
    let names: [Person.ID: String]
    let unitName: String?
    /// The topic as which it is talked over, with whether the reader may open it on the desk.
    let topic: (topic: Topic, isOpen: Bool)?
    /// The topic that tells what becomes of it, where that is another one.
    let follower: (topic: Topic, isOpen: Bool)?
    /// The clue that it became, where the reader may open it.
    let clue: TextLink?
    /// The proposals that grew from it, as far as the reader sees them (BR-46).
    let proposals: [ProposalListStore.Listed]
    let actor: Actor
    let today: Day
    let practice: Practice
    /// What was just done here, so that the browser forgets what was being written for it.
    let done: SentimentIssue.Command?
    /// A form token for an address.
    let token: (String) -> String

    var record: TwoPanes.Record {
        TwoPanes.Record(
            title: issue.opening.title.words ?? TopicWording.erased,
            status: """
                <span class="row">\(SentimentWording.chip(issue.state.name).html)</span>\
                \(issue.deadline.map { DeadlineWording.chip($0, today: today, calendar: practice.calendar).html })
                """,
            content: """
                \(Facts(rows: facts).html)\(code)\(actions.html)\
                \(PageSection(id: "trace", title: "走 · 听 · 访 · 商 · 转", content: Trace(steps: told.map(step)).html).html)\
                \(present: doneSegment, { DraftDone(draft: "/desk/sentiments/\(issue.id.text)/\($0)").html })
                """)
    }

    /// What is told of its way. A unit is told from where it was passed on to it: what was seen and heard before was said to whoever
    /// walked, and the form says that the words of the passing are what a unit reads.
    private var told: ArraySlice<EventStore.Entry<SentimentEvent>> {
        guard !SentimentScope(of: actor).readsWalk(of: issue) else { return log[...] }
        let passed = log.lastIndex { if case .transferred = $0.event { true } else { false } }
        return log[(passed ?? log.endIndex)...]
    }

    private var doneSegment: String? { SentimentDesk.acts.first { $0.command == done }?.segment }

    private var facts: [Facts.Row] {
        let namesPerson = issue.namesPerson(to: actor)
        return [
            .init("议事室", roomName), .init("谁走访的", name(issue.opening.opener)),
            issue.keeper == issue.opening.opener ? nil : .init("现在谁接着办", name(issue.keeper)),
            namesPerson ? issue.opening.person?.words.map { .init("当事人", $0) } : nil,
            namesPerson ? issue.opening.phone?.words.map { .init("电话", $0) } : nil,
            topic.map { .init("议题", html: link($0.topic, isOpen: $0.isOpen)) },
            follower.map { .init("并到哪件一起办", html: link($0.topic, isOpen: $0.isOpen)) },
            issue.transfer.map {
                .init("转到", [SentimentWording.name($0.channel), unitName].compactMap { $0 }.joined(separator: " · "))
            },
            clue.map { .init("提案线索", html: $0.html) },
            issue.result.map { .init("结果", $0.words ?? TopicWording.erased) },
            ProposalWording.grown(proposals),
            ProposalWording.beginning("sentiment", issue.id.text, actor, practice.profile).map {
                .init("写提案", html: $0.html)
            },
            .init("编号", html: "<span class=\"code\">\(issue.id.text)</span>"),
        ].compactMap { $0 }
    }

    private func name(_ person: Person.ID) -> String { names[person] ?? "" }

    private func link(_ topic: Topic, isOpen: Bool) -> HTML {
        let chip = TopicWording.chip(topic.state.name, former: topic.formerEnding).html
        return isOpen
            ? "\(TextLink(text: topic.id.text, address: "/desk/topics/\(topic.id)").html) \(chip)"
            : "<span class=\"code\">\(topic.id.text)</span> \(chip)"
    }

    private var code: HTML {
        guard SentimentRoutes.handsOutCode(issue, actor) else { return HTML() }
        return Note(
            lead: "查询码", text: "交给当事人，凭它查进度、回答问题。", icon: .print,
            link: TextLink(text: "打开来打印", address: "/desk/sentiments/\(issue.id)/code")
        ).html
    }

    private var actions: ActionBar {
        CaseActions<SentimentDesk>(
            record: issue, id: issue.id, actor: actor, helpful: [.topicGoesOn], hindrance: hindrance,
            hasPrimary: hasPrimary, token: token
        ).bar
    }

    /// The result of a topic comes when the topic has ended.
    private func hindrance(_ command: SentimentIssue.Command) -> SentimentRefusal? {
        guard command == .returnResult, let last = follower ?? topic else { return nil }
        return SentimentWording.result(last.topic) == nil ? .topicGoesOn : nil
    }

    /// Whether the first button is what comes next; of talking over and passing on neither is.
    private var hasPrimary: Bool {
        switch issue.state {
        case .walked, .listened, .resultReturned, .transferred: true
        case .told: issue.refusal(of: .close, by: actor) == nil
        case .consulted: hindrance(.returnResult) == nil
        case .visited, .closed: false
        }
    }

    /// The day of a step stands before who wrote it down when, where the two are not the same.
    private func step(_ entry: EventStore.Entry<SentimentEvent>) -> Trace.Step {
        let meta = StepMeta.text(entry, today: today)
        let day = SentimentWording.day(entry.event).flatMap { $0 == entry.at.day ? nil : $0 }
        return Trace.Step(
            stage: .done, act: SentimentWording.name(entry.event, today: today, person: name),
            meta: day.map { "\(ChineseTime.day($0, today: today)) · \(meta)补记" } ?? meta,
            quote: SentimentWording.quote(entry.event))
    }
}
