// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The desk's queue with, beside it, the open record.
struct TopicDeskPage: Sendable {
    let part: TopicDeskStore.Part
    let counts: [TopicDeskStore.Part: Int]
    let rows: [TopicDeskStore.Waiting]
    let next: String?
    let openID: Topic.ID?
    let record: TwoPanes.Record?
    let today: Day
    let calendar: WorkCalendar

    var html: HTML {
        TwoPanes(
            head: RecordHead(title: "\(Self.name(part)) \(counts[part] ?? 0) 件"),
            filters: Filters(
                filters: TopicDeskStore.Part.allCases.map { each in
                    .init(
                        word: Self.name(each), count: counts[each] ?? 0, address: Self.address(each), isOn: each == part
                    )
                }, aside: QueueList.keysHint),
            list: list, listAddress: Self.address(part), record: record,
            hint: rows.isEmpty ? "从上面换一栏看看。" : "从左边选一件。"
        ).html
    }

    private var list: HTML {
        guard !rows.isEmpty else { return EmptyState(sentence: empty).html }
        let queue = QueueList(label: Self.name(part), rows: rows.map(row))
        let pager = Pager(
            extent: "这一页\(rows.count)件，共\(counts[part] ?? 0)件", previous: nil,
            next: next.map { "/desk/topics?part=\(part.rawValue)&cursor=\($0)" })
        return "\(queue.html)\(pager.html)"
    }

    private func row(_ topic: TopicDeskStore.Waiting) -> QueueList.Row {
        let lamp =
            topic.state == .screening
            ? topic.dueOn.map { DeadlineWording.lamp($0, today: today, calendar: calendar) } : nil
        let received = ChineseTime.date(topic.receivedAt.day, today: today)
        let state = topic.state == .screening ? "" : " · \(TopicWording.name(topic.state))"
        return QueueList.Row(
            title: Excerpt.of(topic.title), address: "/desk/topics/\(topic.id.text)?part=\(part.rawValue)",
            origin: "\(topic.roomName) · \(TopicWording.source(topic.source)) · \(received)\(state)", lamp: lamp,
            isOpen: topic.id == openID)
    }

    private var empty: String {
        switch part {
        case .waiting: "没有等着筛选的议题。"
        case .overdue: "没有超期的，很好。"
        case .asked: "没有在等提出人补充的。"
        case .held: "没有待放行的。"
        case .decided: "还没有作过决定的议题。"
        }
    }

    private static func name(_ part: TopicDeskStore.Part) -> String {
        switch part {
        case .waiting: "待筛选"
        case .overdue: "超期"
        case .asked: "等补充"
        case .held: "待放行"
        case .decided: "已决定"
        }
    }

    private static func address(_ part: TopicDeskStore.Part) -> String {
        part == .waiting ? "/desk/topics" : "/desk/topics?part=\(part.rawValue)"
    }
}
