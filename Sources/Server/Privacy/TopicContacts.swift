// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Keeps the phone that a submitter may leave, and tells news by it.
struct TopicContacts: Sendable {
    let services: Services
    let site: Site

    private var store: TopicContactStore { TopicContactStore(tenant: site.tenant.id, keys: services.keys) }

    /// Notes the phone of a topic that has come in.
    func keep(
        _ event: TopicEvent, of topic: Topic.ID, _ recorded: EventStore.Recorded, in transaction: Transaction
    ) throws {
        guard let left = event.phoneLeft, let phone = left.words, let content = recorded.content(of: left) else {
            return
        }
        try store.insert(phone, of: topic, content: content, in: transaction)
    }

    /// Sends the submitter an SMS where there is a phone and a way to send. It says that there is news and nothing of the
    /// matter: others may read it on the way.
    func tell(
        _ transition: Transition<Topic>, _ recorded: EventStore.Recorded, at now: Instant, in transaction: Transaction
    ) throws {
        guard services.channels(of: site.tenant.id).contains(.sms), let news = TopicWording.news(transition.event)
        else { return }
        let event = Identifier<Never>(recorded.event).text
        try tell(news, transition.after.id, key: "topic/\(event)", at: now, in: transaction)
        guard TopicWording.concernsParts(transition.event) else { return }
        // Every submitter hears of the result, whatever the topic is handled as part of (BR-07, BR-10).
        let topics = TopicStore(tenant: site.tenant.id, contents: services.contents)
        for part in try topics.parts(of: transition.after.id, in: transaction) {
            try tell(news, part, key: "topic/\(event)/\(part)", at: now, in: transaction)
        }
    }

    private func tell(
        _ news: String, _ topic: Topic.ID, key: String, at now: Instant, in transaction: Transaction
    ) throws {
        guard let phone = try store.phone(of: topic, in: transaction).flatMap({ MobileNumber($0) }) else { return }
        try MessageStore(tenant: site.tenant.id, keys: services.keys).insert(
            to: .sms(phone), title: "您的议题有进展",
            text: "\(site.tenant.shortName)：\(news)请凭查询码在\(services.baseURL(of: site.tenant.id))查看。",
            key: key, as: services.id(MessageStore.self), at: now,
            in: transaction)
    }
}

extension TopicWording {
    /// What a submitter is told by SMS; nil for what need not be told at once.
    static func news(_ event: TopicEvent) -> String? {
        switch event {
        case .asked: "议事室想问您一件事。"
        case .pooled: "您提的事受理了。"
        case .rejected(let rejection) where rejection.ground == RejectionGround.spamCode: nil
        case .rejected: "您提的事不受理，原因和该找谁都写在里面。"
        case .reconsidered: "您提的事重新看过，正在办。"
        case .redirected: "您提的事转送到该办的地方了。"
        case .passedOn: "您提的事转给了别的议事室，由那里答复您。"
        case .cameBack: "您提的事转送后退了回来，重新在看。"
        case .resultTold: "您提的事有了结果。"
        case .solvedDirectly: "议事室答复了您提的事。"
        case .scheduled: "您提的事定了开协商会。"
        case .closed: "您提的事办结了。"
        case .reopened: "您提的事重新办理。"
        case .withdrawalAsked: "有人凭查询码撤回您提的事，时间到以前可以改主意。"
        case .withdrawn: "您提的事撤回了，不再办。"
        case .escalated: "别处也有同样的事，由上一级议事室一起办。"
        case .merged: "您提的事和另一件同样的事一起办，查询码照样用，有了结果也告诉您。"
        case .unmerged: "您提的事改为单独办，议事室重新看，查询码照样用。"
        case .submitted, .submittedAndHeld, .roundOpened, .released, .answered, .selected, .assigned, .researched,
            .attached, .unscheduled, .consulted, .handlingBegan, .continued, .reviewed,
            .unpublished, .related, .deadlineMoved, .corrected, .erased, .proposedForPlan, .planDecided, .scored,
            .mediated, .added, .withdrawalUndone, .gathered, .takenOver, .escalationAsked, .escalationDeclined,
            .escalationUndone, .dissolved,
            .resultReturned, .returnAcknowledged, .receiptGiven, .categorised:
            nil
        }
    }

    /// Whether what happened to a topic is news for those whose topics are handled as part of it.
    static func concernsParts(_ event: TopicEvent) -> Bool {
        switch event {
        case .redirected, .resultTold, .solvedDirectly, .scheduled, .closed, .reopened, .rejected, .escalated: true
        case .submitted, .submittedAndHeld, .roundOpened, .gathered, .takenOver, .released, .asked, .answered, .pooled,
            .reconsidered, .passedOn, .cameBack, .merged, .unmerged, .selected, .proposedForPlan, .planDecided, .scored,
            .mediated,
            .added, .withdrawalAsked, .withdrawalUndone, .withdrawn, .assigned, .researched, .attached, .unscheduled,
            .consulted, .handlingBegan, .continued, .reviewed, .unpublished, .related, .deadlineMoved, .corrected,
            .erased, .escalationAsked, .escalationDeclined, .escalationUndone, .dissolved, .resultReturned,
            .returnAcknowledged,
            .receiptGiven, .categorised:
            false
        }
    }
}
