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

    /// Puts the phone that should have been left in the place of the one that was: the former is forgotten, what still waits to be sent
    /// to it goes to the new one, and whoever has the former hears of it.
    func replace(
        _ transition: Transition<Topic>, _ recorded: EventStore.Recorded, at now: Instant, in transaction: Transaction
    ) throws {
        guard case .contactReplaced(let left) = transition.event, let number = left.words.flatMap({ MobileNumber($0) })
        else { return }
        let topic = transition.after.id
        let former = try store.phone(of: topic, in: transaction).flatMap { MobileNumber($0) }
        if let taken = try store.take(of: topic, in: transaction) {
            try services.erasures.erase([taken.content], tenant: site.tenant.id, at: now, in: transaction)
        }
        try keep(transition.event, of: topic, recorded, in: transaction)
        let told = try services.eventLog.log(
            of: topic.number, tenant: site.tenant.id, as: TopicEvent.self, in: transaction)
        let asked = try ConfirmationStore(tenant: site.tenant.id, contents: services.contents)
            .asked(submitterOf: topic, in: transaction)
        let messages = MessageStore(tenant: site.tenant.id, keys: services.keys)
        try messages.redirect(
            told.map { "topic/\(Identifier<Never>($0.id).text)" } + asked.map { "confirmation/\($0)" },
            andTopicsOf: "\(topic)", to: .sms(number), in: transaction)
        guard let former, former != number, services.channels(of: site.tenant.id).contains(.sms) else { return }
        try messages.insert(
            to: .sms(former), title: "联系电话换了",
            text: "\(site.tenant.shortName)：留了这个号码的一件事，联系电话换成了别的，往后不再发到这里。不是您要求的，请打\(site.tenant.contact)。",
            key: "contact/\(Identifier<Never>(recorded.event).text)", as: services.id(MessageStore.self), at: now,
            in: transaction)
    }

    /// Sends the submitter an SMS where there is a phone and a way to send. It says that there is news and nothing of the
    /// matter: others may read it on the way.
    func tell(
        _ transition: Transition<Topic>, _ recorded: EventStore.Recorded, at now: Instant, in transaction: Transaction
    ) throws {
        guard services.channels(of: site.tenant.id).contains(.sms) else { return }
        try tellSupporters(transition, recorded, at: now, in: transaction)
        guard let news = TopicWording.news(transition) else { return }
        let (own, event) = (transition.after.id, Identifier<Never>(recorded.event).text)
        try tell(news, [(own, "topic/\(event)")], at: now, in: transaction)
        guard TopicWording.concernsParts(transition.event), let news = TopicWording.news(transition.event) else {
            return
        }
        // Every submitter hears of the result, whatever the topic is handled as part of (BR-07, BR-10), and of the rounds that go
        // on from there (BR-06).
        let topics = TopicStore(tenant: site.tenant.id, contents: services.contents)
        let concerned = try topics.concerned(by: own, in: transaction)
        // What the room has settled is asked of those whose topics are part of it, and not of the rooms below or of earlier rounds.
        let isAsking = transition.after.askedUntil != nil && !concerned.isEmpty
        let asked = isAsking ? Set(try topics.merged(into: own, in: transaction)) : Set(concerned)
        let hear = concerned.filter { !asked.contains($0) }
        try tell(news, concerned.filter(asked.contains).map { ($0, "topic/\(event)/\($0)") }, at: now, in: transaction)
        guard !hear.isEmpty, let plain = TopicWording.news(transition.event, isAsked: false) else { return }
        try tell(plain, hear.map { ($0, "topic/\(event)/\($0)") }, at: now, in: transaction)
    }

    /// Tells whoever supports a topic and left a phone what the room has settled by itself, and that it is not solved after all;
    /// with the public page, since supporters have no code.
    private func tellSupporters(
        _ transition: Transition<Topic>, _ recorded: EventStore.Recorded, at now: Instant, in transaction: Transaction
    ) throws {
        guard let news = TopicWording.supportersNews(transition), transition.after.publication.isPublic else { return }
        let (topic, event) = (transition.after.id, Identifier<Never>(recorded.event).text)
        var phones = Set(try store.phones(of: [topic], in: transaction).map(\.phone))
        let supports = SupportStore(tenant: site.tenant.id, contents: services.contents)
        let receivers = try supports.reachable(of: topic, in: transaction).compactMap { support, phone in
            // Whoever raised it, too, has one phone and hears of it once.
            phone.flatMap { phones.insert($0).inserted ? MobileNumber($0) : nil }.map { number in
                MessageStore.Receiver(
                    id: services.id(MessageStore.self), address: .sms(number), key: "topic/\(event)/\(support)")
            }
        }
        try MessageStore(tenant: site.tenant.id, keys: services.keys).insert(
            to: receivers, title: "您支持的事有进展",
            text: "\(site.tenant.shortName)：\(news)在\(services.baseURL(of: site.tenant.id))/topics/\(topic)查看。",
            at: now,
            in: transaction)
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
        if case .passedOn = transition.event, transition.after.follower != nil { return passedOnWithinAnother }
        // Who raised a part is told with what it is part of.
        if case .cameBack = transition.event, transition.after.follower != nil { return nil }
        let news = news(transition.event)
        guard transition.overtakesWithdrawal else { return news }
        return "\(news ?? "您提的事已经在办。")\(overtaken)"
    }

    /// What is handled as part of another, here or above, only changed its room.
    private static let passedOnWithinAnother = "您提的事转给了别的议事室，还是和同样的事一起办，结果照样告诉您。"

    /// That a topic was not taken back after all, since something else was decided before that took effect.
    static let overtaken = "先前说的撤回不再生效。"

    /// What a submitter is told when the room has settled something by itself. `isAsked`: whether that submitter is asked about it.
    private static func answered(_ isAsked: Bool) -> String {
        isAsked ? "议事室答复了您提的事，是不是真解决了，请您说一说。" : "议事室答复了您提的事。"
    }

    /// The same of an event alone. `isAsked`: whether whoever is told is among those who are asked, where somebody is.
    static func news(_ event: TopicEvent, isAsked: Bool = true) -> String? {
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
        case .solvedDirectly(_, let end): answered(isAsked && end != nil)
        case .judged(_, _?): "您提的事说了没有解决，议事室重新在看。"
        case .mediated(let mediation): mediation.answer == nil ? nil : answered(isAsked && mediation.askedUntil != nil)
        case .deselected: "您提的事这次先不协商，为什么写在里面，还在议题池里。"
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
            .unpublished, .related, .deadlineMoved, .corrected, .placeCorrected, .contactReplaced, .erased,
            .proposedForPlan, .planDecided, .scored,
            .added, .withdrawalUndone, .gathered, .takenOver, .escalationAsked, .escalationDeclined,
            .dissolved,
            .resultReturned, .returnAcknowledged, .receiptGiven, .categorised, .judged:
            nil
        }
    }

    /// Whether what happened to a topic is news for those whose topics are handled as part of it.
    static func concernsParts(_ event: TopicEvent) -> Bool {
        switch event {
        case .redirected, .resultTold, .solvedDirectly, .scheduled, .closed, .reopened, .rejected, .escalated,
            .reconsidered, .cameBack, .unscheduled, .continued, .escalationUndone, .deselected, .judged(_, _?):
            true
        case .mediated(let mediation): mediation.answer != nil
        case .submitted, .submittedAndHeld, .roundOpened, .gathered, .takenOver, .released, .asked, .answered, .pooled,
            .passedOn, .merged, .unmerged, .selected, .proposedForPlan, .planDecided, .scored,
            .added, .withdrawalAsked, .withdrawalUndone, .withdrawn, .assigned, .researched, .attached,
            .consulted, .handlingBegan, .reviewed, .unpublished, .related, .deadlineMoved, .corrected, .placeCorrected,
            .contactReplaced,
            .erased, .escalationAsked, .escalationDeclined, .dissolved, .resultReturned,
            .returnAcknowledged,
            .receiptGiven, .categorised, .judged:
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
