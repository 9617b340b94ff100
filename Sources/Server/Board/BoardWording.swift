// SPDX-License-Identifier: Apache-2.0

import Domain

/// How the values of a board sound.
enum BoardWording {
    static func name(_ subject: BoardSubject) -> String {
        switch subject {
        case .topics: "议题"
        case .sessions: "协商会"
        case .items: "事项"
        }
    }

    static func unit(_ subject: BoardSubject) -> String {
        switch subject {
        case .topics, .items: "件"
        case .sessions: "场"
        }
    }

    static func name(_ facet: BoardFacet) -> String {
        switch facet {
        case .stage: "走到哪一步"
        case .state: "现在的状态"
        case .source: "怎么来的"
        case .category: "类别"
        case .lamp: "期限"
        case .town: "镇（街道）"
        case .part: "什么时候"
        case .conclusion: "有没有共识"
        case .form: "协商形式"
        case .level: "哪一级"
        case .unit: "承办单位"
        case .adoption: "采纳情况"
        case .claimed: "单位报告"
        case .confirmed: "大家确认"
        case .unflagged: "大家确认，不算已标记的"
        case .commented: "领导点评"
        case .scored: "委员测评"
        case .reopened: "有没有重办过"
        }
    }

    static func name(_ stage: TopicStage) -> String {
        switch stage {
        case .waiting: "还在筛选"
        case .refused: "不受理、转送或撤回"
        case .former: "原来的系统里办过"
        case .direct: "当场答复"
        case .merged: "并入别的议题"
        case .pooled: "还在议题池和调研"
        case .consulted: "进入协商"
        case .assigned: "交办"
        case .reported: "单位报告解决"
        case .confirmed: "大家确认解决"
        }
    }

    /// Where those are who have come to a stage and no further.
    static func remaining(_ stage: TopicStage) -> String {
        switch stage {
        case .waiting, .refused, .former, .direct, .merged, .pooled, .confirmed: name(stage)
        case .consulted: "协商了还没交办"
        case .assigned: "交办了还没报告解决"
        case .reported: "报告了还没都确认"
        }
    }

    /// What a value of a facet is called.
    static func name(_ value: String, of facet: BoardFacet, _ subject: BoardSubject, _ names: BoardNames) -> String {
        switch facet {
        case .stage: TopicStage(rawValue: value).map(name) ?? value
        case .state: state(value, subject)
        case .source: Topic.Source(rawValue: value).map(TopicWording.source) ?? value
        case .category: value == "none" ? "还没有归类" : names.categories[value] ?? value
        case .lamp: BoardFacet.Lamp(rawValue: value).map(lamp) ?? value
        case .town: names.towns[value] ?? "没有登记的区划（\(value)）"
        case .part: part(value)
        case .conclusion: BoardFacet.Conclusion(rawValue: value).map(conclusion) ?? value
        case .form: names.forms[value] ?? value
        case .level: Room.Level(rawValue: value).map(DirectoryWording.name) ?? value
        case .unit: names.units[value] ?? value
        case .adoption: SuggestionItem.Adoption(rawValue: value).map(ItemWording.name) ?? "还没有核实的报告"
        case .claimed: OutcomeClass(rawValue: value).map(ItemWording.name) ?? "还没有核实的报告"
        case .confirmed, .unflagged: BoardFacet.Word(rawValue: value).map(confirmed) ?? value
        case .commented: value == "commented" ? "点评过" : "没有点评"
        case .scored: value == "scored" ? "测评过" : "没有测评"
        case .reopened: value == "reopened" ? "重办过" : "没有重办过"
        }
    }

    /// What a state of a subject's records is called.
    static func state(_ value: String, _ subject: BoardSubject) -> String {
        switch subject {
        case .topics: Topic.State.Name(rawValue: value).map { TopicWording.name($0) } ?? value
        case .sessions: ConsultationSession.State.Name(rawValue: value).map { SessionWording.name($0) } ?? value
        case .items: SuggestionItem.State.Name(rawValue: value).map { ItemWording.name($0) } ?? value
        }
    }

    private static func lamp(_ value: BoardFacet.Lamp) -> String {
        switch value {
        case .overdue: "超期"
        case .soon: "快到期"
        case .inTime: "没到期"
        case .over: "已办结"
        case .undated: "现在没有期限"
        }
    }

    private static func conclusion(_ value: BoardFacet.Conclusion) -> String {
        switch value {
        case .consensus: "有共识"
        case .noConsensus: "没有共识"
        case .open: "还没有开完"
        }
    }

    private static func confirmed(_ value: BoardFacet.Word) -> String {
        switch value {
        case .solved: "都说解决了"
        case .notSolved: "有人说没有都解决"
        case .unanswered: "问了，还没有人答"
        case .notAsked: "还没有问"
        }
    }

    /// How often somebody of each category was there; nil when nobody was.
    static func attendance(_ present: [ParticipantCategory: Int]) -> String? {
        let people = ParticipantCategory.allCases.compactMap { category in
            present[category].map { "\(SessionWording.name(category))\(grouped($0))人次" }
        }
        return people.isEmpty ? nil : people.joined(separator: "，")
    }

    /// 3月 in a period of months, 2026年 in one of years.
    static func part(_ code: String) -> String {
        let pieces = code.split(separator: "-")
        guard pieces.count == 2, let month = Int(pieces[1]) else { return "\(code)年" }
        return month == 1 ? "\(pieces[0])年1月" : "\(month)月"
    }

    /// 1,271
    static func grouped(_ number: Int) -> String {
        let digits = String(abs(number))
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return number < 0 ? "-\(text)" : text
    }

    /// 3.5, of hours: begun tenths of a day count whole, so that nothing takes no time.
    static func days(_ hours: Int) -> String {
        let tenths = (hours * 10 + 23) / 24
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// 63.4, of a hundred; nil of nothing.
    static func percent(_ part: Int, of whole: Int) -> String? {
        guard whole > 0 else { return nil }
        let tenths = (part * 2000 / whole + 1) / 2
        return "\(tenths / 10).\(tenths % 10)"
    }
}
