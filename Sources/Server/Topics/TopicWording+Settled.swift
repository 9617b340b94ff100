// SPDX-License-Identifier: Apache-2.0

import Domain

/// How it sounds that a room has settled something by itself, and what those say who raised it.
extension TopicWording {
    /// What a submitter said, in one line.
    static func words(_ answer: Confirmation.Answer) -> String {
        "\(ItemWording.name(answer.outcome))，\(ItemWording.name(answer.rating))"
    }

    /// How it stands with the submitter's word on what the room has settled; nil where nobody was asked.
    static func standing(_ topic: Topic, today: Day) -> String? {
        guard let end = topic.askedUntil else { return nil }
        if let word = topic.word { return "提出人说\(ItemWording.name(word))" }
        let day = ChineseTime.date(end, today: today)
        return end < today ? "问过提出人，到\(day)没有人说没解决" : "正在问提出人是不是真解决了，\(day)以前可以说"
    }

    /// What supporters with a phone are told; nil for what is not news for them.
    static func supportersNews(_ transition: Transition<Topic>) -> String? {
        if transition.before.state.name != .solvedDirectly, transition.after.state.name == .solvedDirectly {
            return "您支持的一件事，议事室答复了。"
        }
        if case .judged(_, _?) = transition.event { return "您支持的一件事还没有真解决，议事室重新在看。" }
        if case .reconsidered = transition.event, transition.before.state.name == .solvedDirectly {
            return "您支持的一件事，议事室重新在看。"
        }
        return nil
    }

    /// How a topic ended in a former system: as it was declared, and proved by nothing here (BR-47).
    static func name(_ ending: Topic.Former.Ending) -> String {
        ending == .unknown ? "原系统：已办结" : "原系统：\(declared(ending))"
    }

    /// The same as a table of former topics says it.
    static func declared(_ ending: Topic.Former.Ending) -> String {
        switch ending {
        case .solved: "已解决"
        case .unsolved: "没有解决"
        case .turnedDown: "不受理"
        case .handedOn: "转送别处"
        case .unknown: "不清楚"
        }
    }

    /// What residents read of a public topic: what happens next, or where it ended.
    static func next(_ topic: TopicListStore.PublicTopic, today: Day) -> String {
        topic.former == nil ? next(topic.state, dueOn: topic.dueOn, today: today) : "在原来的系统里办过，结果照原样记"
    }

    /// A state with its shape; of what ended in a former system, how it ended there.
    static func chip(_ state: Topic.State.Name, former ending: Topic.Former.Ending?) -> Chip {
        ending.map { Chip(word: name($0), icon: .half, tone: nil) } ?? chip(state)
    }

    /// The same as residents read it.
    static func residentsChip(_ state: Topic.State.Name, former ending: Topic.Former.Ending?) -> Chip {
        ending.map { Chip(word: name($0), icon: .half, tone: nil) } ?? residentsChip(state)
    }
}
