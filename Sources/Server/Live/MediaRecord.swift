// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// A media consultation on the desk: its window, its faces, what can be done now, its figures and its way.
struct MediaRecord {
    let record: MediaConsultation
    let log: [EventStore.Entry<MediaEvent>]
    let title: String
    let figures: LiveFigures
    let actor: Actor
    let now: Instant
    let done: MediaConsultation.Command?
    let token: (String) -> String

    private var today: Day { now.day }

    var pane: TwoPanes.Record { TwoPanes.Record(title: title, status: status, content: content) }

    private var status: HTML { "<span class=\"row\">\(MediaWording.chip(record.state.name).html)</span>" }

    private var content: HTML {
        """
        \(Facts(rows: facts).html)\(moderation)\(leftOver)\(actions.html)\(numbers)\(feeds)\
        \(PageSection(id: "trace", title: "轨迹", content: Trace(steps: log.map(step)).html).html)\
        \(present: doneSegment, { DraftDone(draft: "/desk/live/\(record.id)/\($0)").html })
        """
    }

    private var doneSegment: String? { MediaDesk.acts.first { $0.command == done }?.segment }

    private var mayModerate: Bool { record.role(of: actor, for: .open) != nil }

    private var mayDeclare: Bool { record.refusal(of: .declareViews, by: actor) == nil }

    private var facts: [Facts.Row] {
        [
            .init("时间", MediaWording.window(record.plan, today: today)),
            .init("协商会", html: TextLink(text: title, address: "/desk/sessions/\(record.origin.session)").html),
            record.plan.stream?.words.map { .init("直播", html: TextLink(text: $0, address: $0).html) },
            record.headCount.map { .init("现场", "\($0.count)人，\(ChineseTime.moment($0.at, today: today))数的") },
            record.views.map { .init("观看", "\($0)人次，\(record.feeds.count)个平台") },
            .init("去哪里", html: ways.joined(separator: "<br>")),
        ].compactMap { $0 }
    }

    /// Where everybody works while it is open, and until all is decided.
    private var moderation: HTML {
        guard mayModerate, record.state.name != .planned, record.state.name != .cancelled else { return HTML() }
        let waiting = figures.undecided > 0 ? "（\(figures.undecided)条待审）" : ""
        let isUrgent = record.state == .open || figures.undecided > 0
        let button = Button(
            label: record.state.name == .reported ? "看留言" : "审核留言\(waiting)",
            role: .link(to: "/desk/live/\(record.id)/moderation"),
            style: isUrgent ? .primary : .ordinary)
        return "<p>\(button.html)</p>"
    }

    /// What was marked and has come to nothing yet (BR-25).
    private var leftOver: HTML {
        guard record.state.name.isOver, figures.leftOver > 0 else { return HTML() }
        let note = Note(
            lead: "还有\(figures.leftOver)条建议没有着落", text: "写成会议的事项，或者并进已经写好的事项。",
            link: TextLink(text: "去看这些建议", address: "/desk/live/\(record.id)/replay#rest"))
        let buttons = LeftOverWays.buttons(of: record, for: actor)
        return "\(note.html)\(buttons.isEmpty ? HTML() : "<div class=\"actions\">\(buttons.map(\.html))</div>")"
    }

    private var ways: [HTML] {
        [
            TextLink(text: "居民看到的页面", address: "/live/\(record.id)").html,
            TextLink(text: "会场大屏", address: "/live/\(record.id)/wall").html,
            TextLink(text: "数字和回放", address: "/desk/live/\(record.id)/replay").html,
        ] + (mayDeclare ? [TextLink(text: "上传观看人次的表格", address: ViewFileRoutes.address(record.id)).html] : [])
    }

    private var actions: ActionBar {
        CaseActions<MediaDesk>(
            record: record, id: record.id, actor: actor, helpful: [.commentsUndecided, .windowOver],
            hindrance: { record.hindrance(to: $0, at: now, undecided: figures.undecided) },
            hasPrimary: record.state == .planned, token: token
        ).bar
    }

    private var numbers: HTML {
        guard figures.comments > 0 else { return HTML() }
        return PageSection(id: "figures", title: "数字", content: Facts(rows: LiveReport.rows(figures)).html).html
    }

    private var feeds: HTML {
        guard !record.feeds.isEmpty else { return HTML() }
        let rows = record.feeds.map { feed in
            Facts.Row(
                feed.platform.words ?? TopicWording.erased,
                "\(feed.total)人次，分\(feed.buckets.count)段，\(MediaWording.name(feed.source))")
        }
        return PageSection(id: "feeds", title: "各平台观看", content: Facts(rows: rows).html).html
    }

    private func step(_ entry: EventStore.Entry<MediaEvent>) -> Trace.Step {
        let (act, quote) = MediaWording.words(entry.event, today: today)
        return Trace.Step(stage: .done, act: act, meta: StepMeta.text(entry, today: today, for: .desk), quote: quote)
    }
}
