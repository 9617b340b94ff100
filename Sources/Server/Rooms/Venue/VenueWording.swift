// SPDX-License-Identifier: Apache-2.0

import Domain

/// How the calendar of a room's venue sounds.
enum VenueWording {
    static func name(_ kind: VenueUse.Kind) -> String {
        switch kind {
        case .session: "协商会"
        case .reception: "委员接待日"
        case .activity: "活动"
        }
    }

    static func name(_ kind: VenueActivityKind) -> String {
        switch kind {
        case .talk: "讲座"
        case .reading: "读书活动"
        case .training: "培训"
        case .visit: "参观观摩"
        case .other: "其他活动"
        }
    }

    /// What an entry is called; a session that nobody was told of yet is not named to whoever may not see it.
    static func title(_ entry: VenueCalendarStore.Entry) -> String {
        switch entry.use.kind {
        case .reception: name(.reception)
        case .session: entry.title ?? (entry.isPublic || entry.isOpen ? TopicWording.erased : "还没有公告的协商会")
        case .activity: entry.title ?? TopicWording.erased
        }
    }

    /// 14:30起, 10:00–11:00
    static func hours(_ use: VenueUse) -> String {
        let from = SessionWording.time(use.from)
        switch use.kind {
        case .session: return "\(from)起"
        case .reception, .activity: return "\(from)–\(SessionWording.time(use.until))"
        }
    }

    /// 2026年3月
    static func month(_ first: Day) -> String { "\(first.year)年\(first.month)月" }

    /// 10:00–11:00委员接待日（杨柳社区一楼）
    static func beside(_ entry: VenueCalendarStore.Entry) -> String {
        let place = entry.place.map { "（\($0)）" } ?? ""
        switch entry.use.kind {
        case .reception: return "\(hours(entry.use))\(name(.reception))\(place)"
        case .session, .activity: return "\(hours(entry.use))“\(title(entry))”\(place)"
        }
    }

    /// The warning on the record of what is planned; nil where nothing else is at the same time.
    static func note(_ others: [VenueCalendarStore.Entry]) -> Note? {
        others.isEmpty ? nil : Note(lead: "同一时段", text: clash(others), tone: .soon, icon: .diamond)
    }

    /// That something else takes place there at the same time: a warning, nothing is refused for it.
    static func clash(_ others: [VenueCalendarStore.Entry]) -> String {
        "\(others.map(beside).joined(separator: "、"))也在这间议事室。不在一处、互不影响的，不用管；要错开的，请改时间或地点。"
            + "协商会没有写几点结束，按\(VenueUse.sessionMinutes / 60)个小时算。"
    }
}
