// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// A comment on the desk: what was said, what can be done now, and the way it has come. The phone is nobody's to see.
struct CommentRecord {
    let comment: LiveComment
    let consultation: MediaConsultation
    let log: [EventStore.Entry<CommentEvent>]
    /// What its session is called.
    let title: String
    let units: [HandlingUnit.ID: String]
    let likes: Int
    let claim: NamedClaim?
    let actor: Actor
    let now: Instant
    let practice: Practice
    let done: LiveComment.Command?
    let token: (String) -> String

    private var today: Day { now.day }

    var pane: TwoPanes.Record {
        TwoPanes.Record(
            title: "\(comment.said.name.words ?? CommentWording.somebody)的留言", status: status, content: content)
    }

    private var status: HTML {
        """
        <span class="row">\(CommentWording.chip(comment.state.name).html)</span>\
        \(comment.deadline.map { DeadlineWording.chip($0, today: today, calendar: practice.calendar).html })
        """
    }

    private var content: HTML {
        """
        <blockquote class="prose said">\(comment.said.words.words ?? TopicWording.erased)</blockquote>\
        \(present: WatchedWording.beside(watched), { $0.html })\
        \(ClaimBar<CommentDesk>(
            record: comment, id: comment.id, claim: claim, actor: actor, today: today, token: token).html)\
        \(Facts(rows: facts).html)\(actions.html)\
        \(PageSection(id: "trace", title: "轨迹", content: Trace(steps: log.map(step)).html).html)\
        \(present: doneSegment, { DraftDone(draft: "/desk/comments/\(comment.id)/\($0)").html })
        """
    }

    private var watched: [String] {
        WatchedWords.found(in: [comment.said.name.words, comment.said.words.words], practice.profile)
    }

    private var doneSegment: String? { CommentDesk.acts.first { $0.command == done }?.segment }

    private var mayModerate: Bool { comment.role(of: actor, for: .approve) != nil }

    private var facts: [Facts.Row] {
        [
            .init("协商会", html: session),
            mayModerate
                ? .init(
                    "去哪里",
                    html: TextLink(text: "回到审核台", address: "/desk/live/\(consultation.id)/moderation").html) : nil,
            comment.cutIn.map { .init("请谁回应", units[$0.unit] ?? "") },
            comment.answer.map { answer in
                .init(CommentWording.name(answer.way), answer.words.words ?? TopicWording.erased)
            },
            likes > 0 ? .init("点赞", "\(likes)人") : nil, item,
        ].compactMap { $0 }
    }

    private var session: HTML {
        mayModerate
            ? TextLink(text: title, address: "/desk/live/\(consultation.id)").html
            : TextLink(text: title, address: "/live/\(consultation.id)").html
    }

    private var item: Facts.Row? {
        guard case .itemised(let item) = comment.state else { return nil }
        return .init("事项", html: TextLink(text: "打开这件事项", address: "/desk/items/\(item)").html)
    }

    private var actions: ActionBar {
        CaseActions<CommentDesk>(
            record: comment, id: comment.id, actor: actor, helpful: [.notOpen],
            hindrance: { command in
                comment.hindrance(to: command, claimed: claim?.claim, by: actor, at: now)
                    ?? comment.hindrance(to: command, in: consultation)
            }, watched: WatchedWordsSeen(watched), token: token
        ).bar
    }

    private func step(_ entry: EventStore.Entry<CommentEvent>) -> Trace.Step {
        let (act, quote) = CommentWording.words(entry.event, names: units, practice: practice, today: today)
        return Trace.Step(stage: .done, act: act, meta: StepMeta.text(entry, today: today, for: .desk), quote: quote)
    }
}
