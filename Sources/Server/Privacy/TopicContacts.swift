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
        guard services.channels(of: site.tenant.id).contains(.sms), let news = TopicWording.news(transition)
        else { return }
        let (own, event) = (transition.after.id, Identifier<Never>(recorded.event).text)
        try tell(news, [(own, "topic/\(event)")], at: now, in: transaction)
        guard TopicWording.concernsParts(transition.event), let news = TopicWording.news(transition.event) else {
            return
        }
        // Every submitter hears of the result, whatever the topic is handled as part of (BR-07, BR-10), and of the rounds that go
        // on from there (BR-06).
        let parts = try TopicStore(tenant: site.tenant.id, contents: services.contents)
            .concerned(by: own, in: transaction)
        try tell(news, parts.map { ($0, "topic/\(event)/\($0)") }, at: now, in: transaction)
    }

    /// Calls the submitter to confirm what a unit has reported, where there is a phone and a way to send; once for each time
    /// that people are asked.
    func callToConfirm(
        _ topic: Topic.ID, _ confirmation: Confirmation.ID, at now: Instant, in transaction: Transaction
    ) throws {
        guard services.channels(of: site.tenant.id).contains(.sms) else { return }
        try tell(
            TopicWording.turnToConfirm, [(topic, "confirmation/\(confirmation)")], at: now, in: transaction)
    }

    /// Tells the submitters of several topics the same, each under the key beside it.
    private func tell(
        _ news: String, _ topics: [(id: Topic.ID, key: String)], at now: Instant, in transaction: Transaction
    ) throws {
        let keys = Dictionary(topics.map { ($0.id, $0.key) }) { first, _ in first }
        let receivers = try store.phones(of: topics.map(\.id), in: transaction).compactMap { topic, phone in
            MobileNumber(phone).map { number in
                MessageStore.Receiver(
                    id: services.id(MessageStore.self), address: .sms(number), key: keys[topic] ?? "topic/\(topic)")
            }
        }
        try MessageStore(tenant: site.tenant.id, keys: services.keys).insert(
            to: receivers, title: "您的议题有进展",
            text: "\(site.tenant.shortName)：\(news)请凭查询码在\(services.baseURL(of: site.tenant.id))查看。", at: now,
            in: transaction)
    }
}

extension TopicWording {
    /// What a submitter is told by SMS when the people are asked.
    static let turnToConfirm = "轮到您了，您提的事办得怎么样，请您说一说。"

    /// What a submitter is told by SMS; nil for what need not be told at once. A withdrawal that the room's decision has overtaken
    /// is told in any case.
    static func news(_ transition: Transition<Topic>) -> String? {
        // The room went on by itself before the room above had decided: its submitter was told of neither.
        if case .escalationUndone = transition.event, !transition.before.isDealtWithAbove { return nil }
        let news = news(transition.event)
        guard transition.overtakesWithdrawal else { return news }
        return "\(news ?? "您提的事已经在办。")\(overtaken)"
    }

    /// That a topic was not taken back after all, since something else was decided before that took effect.
    static let overtaken = "先前说的撤回不再生效。"

    /// The same of an event alone.
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
        case .unscheduled: "您提的事原定的协商会不开了，等着重新安排。"
        case .continued: "您提的事又开始新一轮协商。"
        case .closed: "您提的事办结了。"
        case .reopened: "您提的事重新办理。"
        case .withdrawalAsked: "有人凭查询码撤回您提的事，时间到以前可以改主意。"
        case .withdrawn: "您提的事撤回了，不再办。"
        case .escalated: "别处也有同样的事，由上一级议事室一起办。"
        case .escalationUndone: "您提的事由原来的议事室接着办，不再和别处的一起办。"
        case .merged: "您提的事和另一件同样的事一起办，查询码照样用，有了结果也告诉您。"
        case .unmerged: "您提的事改为单独办，议事室重新看，查询码照样用。"
        case .submitted, .submittedAndHeld, .roundOpened, .released, .answered, .selected, .assigned, .researched,
            .attached, .consulted, .handlingBegan, .reviewed,
            .unpublished, .related, .deadlineMoved, .corrected, .erased, .proposedForPlan, .planDecided, .scored,
            .mediated, .added, .withdrawalUndone, .gathered, .takenOver, .escalationAsked, .escalationDeclined,
            .dissolved,
            .resultReturned, .returnAcknowledged, .receiptGiven, .categorised:
            nil
        }
    }

    /// Whether what happened to a topic is news for those whose topics are handled as part of it.
    static func concernsParts(_ event: TopicEvent) -> Bool {
        switch event {
        case .redirected, .resultTold, .solvedDirectly, .scheduled, .closed, .reopened, .rejected, .escalated,
            .reconsidered, .cameBack, .unscheduled, .continued, .escalationUndone:
            true
        case .submitted, .submittedAndHeld, .roundOpened, .gathered, .takenOver, .released, .asked, .answered, .pooled,
            .passedOn, .merged, .unmerged, .selected, .proposedForPlan, .planDecided, .scored,
            .mediated,
            .added, .withdrawalAsked, .withdrawalUndone, .withdrawn, .assigned, .researched, .attached,
            .consulted, .handlingBegan, .reviewed, .unpublished, .related, .deadlineMoved, .corrected,
            .erased, .escalationAsked, .escalationDeclined, .dissolved, .resultReturned,
            .returnAcknowledged,
            .receiptGiven, .categorised:
            false
        }
    }
}

extension Transition<Topic> {
    /// Whether its submitter was about to take the topic back, and something else was decided first.
    var overtakesWithdrawal: Bool {
        if case .withdrawn = event { return false }
        if case .withdrawalUndone = event { return false }
        return before.withdrawalAt != nil && after.withdrawalAt == nil
    }
}
