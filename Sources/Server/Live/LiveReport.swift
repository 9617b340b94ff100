// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The report of a media consultation: figures of which each is a part of the one before (BR-26), the views as the platforms
/// declared them, what is left over, and the whole told again.
struct LiveReport: Sendable {
    let record: MediaConsultation
    let title: String
    let figures: LiveFigures
    let leftOver: [CommentListStore.Listed]
    let timeline: LiveTimeline
    /// What those are called who declared something.
    let people: [Person.ID: String]
    /// Whether the reader may open comments on the desk.
    let opensComments: Bool
    /// How many of what is left over becomes items at once; nothing for whoever writes no items.
    let ways: [Button]
    let today: Day

    var html: HTML {
        """
        \(RecordHead(title: "数字和回放", parent: TextLink(text: title, address: "/desk/live/\(record.id)")).html)\
        <div class="stack">\(words)\(PageSection(
            id: "figures", title: "数字", content: Facts(rows: audience + Self.rows(figures)).html).html)\
        \(views)\(rest)\(PageSection(id: "replay", title: "回放", content: Trace(steps: timeline.moments.map(step)).html).html)</div>
        """
    }

    private var words: HTML {
        guard case .reported(let words) = record.state else { return HTML() }
        return "<blockquote class=\"prose said\">\(words.words ?? TopicWording.erased)</blockquote>"
    }

    private var audience: [Facts.Row] {
        [
            .init("时间", MediaWording.window(record.plan, today: today)),
            .init("观看", record.views.map { "\($0)人次" } ?? "没有人填过"),
            .init("现场", record.headCount.map { "\($0.count)人" } ?? "没有数过"),
        ]
    }

    /// Each figure with the one that it is a part of.
    static func rows(_ figures: LiveFigures) -> [Facts.Row] {
        let later = figures.answeredLater + figures.unanswered
        return [
            .init(
                "留言",
                "\(figures.comments)条，公开\(figures.published)条\(figures.undecided > 0 ? "，待审\(figures.undecided)条" : "")"
            ),
            .init("记为建议", "\(figures.suggestions)/\(figures.comments)条"),
            .init("切入会场", "\(figures.cutIn)/\(figures.suggestions)条"),
            .init("当场回应", "\(figures.answeredOnSpot)/\(figures.cutIn)条"),
            later > 0 ? .init("会后答复", "\(figures.answeredLater)/\(later)条") : nil,
            .init("写进事项", "\(figures.itemised)条，还有\(figures.leftOver)条建议没有着落"),
        ].compactMap { $0 }
    }

    /// The views by platform, each bucket a row; together they are the sum.
    private var views: HTML {
        guard !record.feeds.isEmpty else { return HTML() }
        let tables = record.feeds.map { feed -> HTML in
            """
            <h3>\(feed.platform.words ?? TopicWording.erased)：\(feed.total)人次</h3>\
            <p class="small mute">\(MediaWording.name(feed.source))，\(people[feed.declaredBy] ?? "")填的</p>\
            <div class="table-wrap" tabindex="0" role="region" aria-label="\(feed.platform.words ?? TopicWording.erased)分时段的人次">\
            <table class="plain"><thead><tr><th scope="col">时段</th><th scope="col">人次</th></tr></thead>\
            <tbody>\(each: feed.buckets, { bucket in
                """
                <tr><th scope="row">\(ChineseTime.moment(bucket.from, today: today))到\
                \(ChineseTime.moment(bucket.to, today: today))</th><td>\(bucket.views)</td></tr>
                """
            })</tbody></table></div>
            """
        }
        return PageSection(id: "views", title: "各平台观看", content: "\(tables)").html
    }

    /// What was marked and reached neither the room nor an item.
    private var rest: HTML {
        guard !leftOver.isEmpty else { return HTML() }
        let rows = leftOver.map { comment in
            LinkList.Row(
                relation: CommentWording.name(comment.state),
                content: opensComments
                    ? TextLink(text: Excerpt.said(comment.words), address: "/desk/comments/\(comment.id)").html
                    : "\(Excerpt.said(comment.words))")
        }
        let more: HTML =
            figures.leftOver > leftOver.count
            ? "<p class=\"small mute\">这里是最早的\(leftOver.count)条，全部的在建议清单里。</p>" : HTML()
        return PageSection(
            id: "rest", title: "还没有着落的建议 \(figures.leftOver)条",
            more: opensComments
                ? TextLink(text: "下载建议清单（CSV）", address: "/desk/live/\(record.id)/suggestions.csv") : nil,
            content: """
                \(ways.isEmpty ? HTML() : "<div class=\"actions\">\(ways.map(\.html))</div>")\(LinkList(rows: rows).html)\(more)
                """
        ).html
    }

    private func step(_ moment: LiveTimeline.Moment) -> Trace.Step {
        Trace.Step(
            stage: .done, act: moment.act, meta: ChineseTime.moment(moment.at, today: today), quote: moment.words)
    }
}
