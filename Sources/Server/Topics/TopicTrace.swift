// SPDX-License-Identifier: Apache-2.0

import Domain

/// A topic's log as a trace: in official words for the desk, in plain words for the submitter.
struct TopicTrace: Sendable {
    /// Who reads it.
    enum Reader: Sendable { case desk, submitter }

    let log: [EventStore.Entry<TopicEvent>]
    let topic: Topic
    let practice: Practice
    let today: Day
    let reader: Reader

    var html: Trace {
        Trace(steps: log.map(step) + [next].compactMap { $0 })
    }

    private func step(_ entry: EventStore.Entry<TopicEvent>) -> Trace.Step {
        let (act, quote) = words(entry.event)
        return Trace.Step(stage: .done, act: act, meta: meta(entry), quote: quote)
    }

    /// When, who, in which role.
    private func meta(_ entry: EventStore.Entry<TopicEvent>) -> String {
        let moment = ChineseTime.moment(entry.at, today: today)
        guard let name = entry.actorName else { return moment }
        return "\(moment) · \(entry.role.map(RoleWording.name) ?? "")\(name)"
    }

    private func words(_ event: TopicEvent) -> (String, String?) {
        let isOwn = reader == .submitter
        switch event {
        case .submitted: return (isOwn ? "您提出议题" : "收到议题", nil)
        case .submittedAndHeld: return (isOwn ? "您提出议题" : "收到议题，当时来得太多，先放在一边", nil)
        case .released: return (isOwn ? "排到了，开始看" : "放行，进入筛选", nil)
        case .asked(let question): return (isOwn ? "议事室问您" : "问提出人", Self.quote(question))
        case .answered(let answer, _): return (isOwn ? "您作了补充" : "提出人补充", Self.quote(answer))
        case .pooled: return ("受理，放进议题池", nil)
        case .rejected(let rejection):
            let ground = practice.profile.rejectionGround(rejection.ground)
            return ("不受理：\(ground?.name ?? rejection.ground)", Self.quote(rejection.explanation))
        case .solvedDirectly(let answer): return ("已当场解决", Self.quote(answer))
        case .reviewed(let text, _, _, _): return ("审定公开文字", text.title.words.map { "“\($0)”" })
        case .related(let other): return (isOwn ? "和另一件议题有关" : "标为与 \(other) 有关", nil)
        case .unpublished(let reason): return ("撤下公开文字", Self.quote(reason))
        }
    }

    private static func quote(_ text: FreeText) -> String { text.words ?? "（按本人要求已删除）" }

    /// What comes next, by whom, by when.
    private var next: Trace.Step? {
        let due = topic.deadline.map { "最晚\(ChineseTime.day($0.day, today: today))" }
        switch topic.state {
        case .held: return .init(stage: .now, act: "等秘书放行", meta: "来得太多时要先看一眼")
        case .screening: return .init(stage: .now, act: "秘书筛选并答复", meta: due)
        case .asked:
            return .init(stage: .now, act: reader == .submitter ? "请您回答上面的问题" : "等提出人补充", meta: nil)
        case .pooled: return .init(stage: .next, act: "召集人选定议题，委员去调研", meta: nil)
        case .rejected, .solvedDirectly: return nil
        }
    }
}
