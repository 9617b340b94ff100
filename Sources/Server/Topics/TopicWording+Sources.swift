// SPDX-License-Identifier: Apache-2.0

import Domain

/// Where topics come from, in words.
extension TopicWording {
    static func source(_ source: Topic.Source) -> String {
        switch source {
        case .scan: "居民 · 扫码"
        case .api: "居民 · 接口"
        case .slip: "居民 · 纸条"
        case .round: "上一轮协商"
        case .reception: "委员接待日"
        case .liaison: "委员走访"
        case .member: "委员荐题"
        case .leader: "领导点题"
        case .meeting: "群众座谈会"
        case .survey: "问卷调查"
        case .paper: "来访、来信"
        case .plan: "年度协商计划"
        case .grid: "网格推送"
        case .hotline: "12345热线推送"
        case .escalation: "几间议事室提来"
        case .former: "原系统"
        }
    }

    /// What an occasion says, in one line.
    static func words(_ occasion: Topic.Occasion, of source: Topic.Source, today: Day) -> String {
        let count = occasion.count.map { source == .survey ? "收到\($0)份答卷" : "\($0)人参加" }
        return [
            occasion.name.map { $0.words ?? erased }, occasion.day.map { ChineseTime.date($0, today: today) },
            occasion.place.map { $0.words ?? erased }, count,
        ].compactMap(\.self).joined(separator: "，")
    }
}
