// SPDX-License-Identifier: Apache-2.0

import Domain

/// The desk's list of topics as its page shows it.
struct TopicDeskList: Sendable {
    let part: TopicDeskStore.Part
    /// What the list is narrowed to be about.
    let category: String?
    let profile: PracticeProfile
    let counts: [TopicDeskStore.Part: Int]
    /// How many of the part are about what.
    let categories: [String: Int]?
    let rows: [TopicDeskStore.Waiting]
    /// Who looks after which of them.
    let claims: [Topic.ID: NamedClaim]
    /// What speaks for which of them; where one of them is chosen.
    let weights: [Topic.ID: TopicWeight]
    let next: String?
    let openID: Topic.ID?
    let today: Day
    let calendar: WorkCalendar
    /// Whether this person's desk is a room's; others see what was given to them.
    let isScreener: Bool
    /// What this person may do to many at once.
    let bulk: [TopicAct]
    /// Whether this person may enter topics.
    let canEnter: Bool

    func page(record: TwoPanes.Record?) -> CaseListPage {
        let parts =
            TopicDeskStore.Part.screening.contains(part)
            ? TopicDeskStore.Part.screening : TopicDeskStore.Part.onTheWay
        return CaseListPage(
            title: "议题",
            parts: parts.map { each in
                .init(
                    word: Self.name(each), count: counts[each] ?? 0, address: Self.address(each), isOn: each == part,
                    countMax: TopicQueueStore.countMax)
            },
            more: categoryFilters, rows: rows.map(row),
            next: next.map { "/desk/topics?part=\(part.rawValue)\(narrowing)&cursor=\($0)" }, empty: empty,
            record: record, buttons: entry + bulk.filter(isUsual).map(BulkRoutes<TopicDesk>.button))
    }

    /// The category as it stands in an address.
    private var narrowing: String { category.map { "&category=\(FormEncoding.encode($0))" } ?? "" }

    private var categoryFilters: [Filters.Filter] {
        let known = profile.topicCategories.filter { known in
            categories.map { $0[known.code] != nil || known.code == category } ?? true
        }
        guard !known.isEmpty else { return [] }
        let part = "/desk/topics?part=\(part.rawValue)"
        return [Filters.Filter(word: "全部类别", address: part, isOn: category == nil)]
            + known.map {
                .init(
                    word: $0.name, count: count(of: $0), address: "\(part)&category=\($0.code)",
                    isOn: $0.code == category)
            }
    }

    /// Nil where too many wait to be counted.
    private func count(of about: TopicCategory) -> Int? { categories.map { $0[about.code] ?? 0 } }

    private var entry: [Button] {
        let enter = Button(label: "记一件议题", role: .link(to: TopicEntryRoutes.page), size: .small)
        let dispatches = Button(
            label: profile.rooms.dispatches, role: .link(to: DispatchRoutes.page), style: .quiet, size: .small)
        let isOnTheWay = TopicDeskStore.Part.onTheWay.contains(part)
        let mayAssign = bulk.contains { $0.command == .assign }
        return (canEnter ? [enter] : []) + (isScreener && isOnTheWay && profile.has(.dispatches) ? [dispatches] : [])
            + (mayAssign && isOnTheWay ? [HandOverRoutes.button] : [])
    }

    var placeCounts: [DeskPlace: DeskPlace.Count] {
        [.screening: .init(waiting: counts[.waiting] ?? 0, overdue: counts[.overdue] ?? 0)]
    }

    private func row(_ topic: TopicDeskStore.Waiting) -> QueueList.Row {
        let received = ChineseTime.date(topic.receivedAt.day, today: today)
        let state =
            topic.state == .screening
            ? "" : " · \(topic.former.map(TopicWording.name) ?? TopicWording.name(topic.state))"
        let about = topic.category.map { " · \(TopicWording.category($0, profile))" } ?? ""
        let claim = claims[topic.id].map { " · \($0.name)在看" } ?? ""
        let watched = WatchedWording.behind(topic.watchedWords(profile))
        return QueueList.Row(
            title: Excerpt.of(topic.title), address: "/desk/topics/\(topic.id.text)?part=\(part.rawValue)\(narrowing)",
            origin: "\(topic.roomName)\(about) · \(TopicWording.source(topic.source)) · \(received)\(state)"
                + "\(watched)\(claim)" + (weights[topic.id]?.words.map { " · \($0)" } ?? ""),
            lamp: topic.dueOn.map { DeadlineWording.lamp($0, today: today, calendar: calendar) },
            isOpen: topic.id == openID)
    }

    /// Whether the act is looked for among the topics of this part.
    private func isUsual(_ act: TopicAct) -> Bool {
        switch part {
        case .held: act.command == .release || act.command == .reject
        case .waiting, .overdue, .asked:
            [.pool, .categorise, .merge, .reject, .redirect, .passOn].contains(act.command)
        case .research: act.command == .assign || act.command == .passOn
        case .ended: act.command == .reconsider
        case .pool: act.command == .passOn
        case .brought, .session, .handling, .elsewhere: false
        }
    }

    private var empty: String {
        switch part {
        case .waiting: "没有等着筛选的议题。"
        case .overdue: "没有超期的，很好。"
        case .asked: "没有在等提出人补充的。"
        case .held: "没有待放行的。"
        case .brought: "下面的议事室没有提来的。"
        case .pool: "议题池里没有等选定的。"
        case .research: isScreener ? "没有在调研的议题。" : "现在没有请您调研的议题。"
        case .session: "没有排进协商会的议题。"
        case .handling: "没有在办理的议题。"
        case .elsewhere: "没有在等别处答复的议题。"
        case .ended: "还没有结束的议题。"
        }
    }

    private static func name(_ part: TopicDeskStore.Part) -> String {
        switch part {
        case .waiting: "待筛选"
        case .overdue: "超期"
        case .asked: "等补充"
        case .held: "待放行"
        case .brought: "下级提来"
        case .pool: "议题池"
        case .research: "调研"
        case .session: "协商"
        case .handling: "办理"
        case .elsewhere: "等别处答复"
        case .ended: "已结束"
        }
    }

    private static func address(_ part: TopicDeskStore.Part) -> String {
        part == .waiting ? "/desk/topics" : "/desk/topics?part=\(part.rawValue)"
    }
}

extension Staff {
    /// Whether one of the roles opens the desk of rooms.
    var opensRooms: Bool { appointments.contains { $0.role.opensRooms } }
}
