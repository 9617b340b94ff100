// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// What a submitter reads whose topic is handled as part of another, here or above: where that one stands, and how it ended.
extension StatusRoutes {
    /// Where the topic of the room above stands that this one is dealt with as part of.
    func aboveNotice(_ own: Own, _ today: Day, _ request: WebRequest) -> Note {
        let lead = "上一级一起办"
        let why = "别的地方也有同样的事，由\(own.above ?? "上一级议事室")一起办，结果会在这里告诉您。"
        guard let parent = own.shared.first else { return Note(lead: lead, text: why, tone: .go) }
        switch parent.topic.state {
        case .closed(.handled(let claimed)):
            let words = parent.items.map { ItemWording.tally($0.tally) }.joined(separator: "；")
            return Note(
                lead: "上一级办结了",
                text: "单位报告\(ItemWording.name(claimed))；大家说：\(words)。不满意可以打\(request.site.tenant.contact)，请求重办。",
                tone: .done, icon: .done)
        case .closed(.noAction(let reason)):
            return Note(lead: "协商的结果", text: reason.words ?? TopicWording.erased, tone: .done, icon: .done)
        case .solvedDirectly(let answer):
            return Note(lead: "上一级议事室答复", text: answer.words ?? TopicWording.erased, tone: .done, icon: .done)
        case .redirected(let redirection):
            return Note(
                lead: "上一级已转送\(TopicWording.name(redirection.channel))",
                text: Self.result(of: redirection),
                tone: redirection.result == nil ? .go : .done)
        case .rejected(let rejection):
            return Note(lead: "上一级不受理", text: Self.ground(rejection, request))
        case .held, .screening, .asked, .pooled, .merged, .selected, .researching, .ready, .scheduled, .consulted,
            .inHandling, .reopened, .withdrawn:
            let next = TopicWording.next(parent.topic.state.name, dueOn: parent.topic.deadline?.day, today: today)
            return Note(lead: lead, text: "\(why)现在：\(Self.closed(next))", tone: .go)
        }
    }

    /// Where the topic stands that this one is handled as part of.
    func mergedNotice(_ own: Own, _ today: Day, _ request: WebRequest) -> Note {
        switch own.shared.first?.topic.state {
        case .redirected(let redirection):
            Note(
                lead: "已转送\(TopicWording.name(redirection.channel))", text: Self.result(of: redirection),
                tone: redirection.result == nil ? .go : .done)
        case .solvedDirectly(let answer):
            Note(lead: "议事室答复", text: answer.words ?? TopicWording.erased, tone: .go)
        case .rejected(let rejection):
            Note(lead: "不受理", text: Self.ground(rejection, request))
        case .held, .screening, .asked, .pooled, .merged, .selected, .researching, .ready, .scheduled, .consulted,
            .inHandling, .closed, .reopened, .withdrawn, nil:
            Note(
                text: "和另一件同样的事一起办，结果也会在这里告诉您。"
                    + (own.shared.first.map { Self.hostStands($0.topic, today) } ?? ""), tone: .go)
        }
    }

    private static func hostStands(_ host: Topic, _ today: Day) -> String {
        "那件事现在：" + closed(TopicWording.next(host.state.name, dueOn: host.deadline?.day, today: today))
    }

    /// What came of it there, without what was explained to somebody else.
    private static func result(of redirection: Topic.Redirection) -> String {
        redirection.result.map { $0.words ?? TopicWording.erased } ?? "结果也会在这里告诉您。"
    }

    /// On which ground it was turned down and who is right for it, without what was explained to somebody else.
    private static func ground(_ rejection: Topic.Rejection, _ request: WebRequest) -> String {
        request.site.practice.profile.rejectionGround(rejection.ground).map { closed($0.name) + closed($0.channel) }
            ?? ""
    }
}
