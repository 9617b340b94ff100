// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What a proposal grows from (BR-46): a topic with its research, what a session agreed on, what one of oversight or another found, what
/// was found on looking back, what a member met while walking, or a clue of the public. What somebody does not see is not there.
struct ProposalSources {
    let services: Services
    let site: Site
    let actor: Actor

    /// A field of a draft that names one, first come first.
    enum Field: String, CaseIterable {
        case clue, sentiment, item, lookBack, meeting, topic

        /// The field by which a source of this kind is named.
        init?(kind: String) {
            switch kind {
            case ClueEvent.subject: self = .clue
            case SentimentEvent.subject: self = .sentiment
            case ItemEvent.subject: self = .item
            case LookBackEvent.subject: self = .lookBack
            case SessionEvent.subject: self = .meeting
            case TopicEvent.subject: self = .topic
            default: return nil
            }
        }
    }

    init(services: Services, site: Site, actor: Actor) {
        (self.services, self.site, self.actor) = (services, site, actor)
    }

    init(_ request: WebRequest, _ services: Services) {
        self.init(services: services, site: request.site, actor: request.actor)
    }

    /// The record that a form names; nil where it names none.
    func named(_ input: Input, in transaction: Transaction) throws -> RecordLink.Record? {
        for field in Field.allCases {
            guard let text = input.optional(field.rawValue) else { continue }
            guard let found = try option(field, text, in: transaction) else {
                throw InputProblems([.init(field: field.rawValue, sentence: Self.missing(field))])
            }
            return found.record
        }
        return nil
    }

    /// What the fields of a form may be answered with: what its address names.
    func options(_ sent: [String: String], in transaction: Transaction) throws -> [String: [InputField.Option]] {
        var options: [String: [InputField.Option]] = [:]
        for field in Field.allCases {
            guard let text = sent[field.rawValue], let found = try option(field, text, in: transaction) else {
                continue
            }
            options[field.rawValue] = [.init(code: text, label: found.label)]
        }
        return options
    }

    /// What a form that names a topic begins with: what its last research found and advises, for whoever reads that on the
    /// desk; the topic's link keeps the research with it.
    func research(_ sent: [String: String], in transaction: Transaction) throws -> [String: String] {
        guard let id = sent["topic"].flatMap({ Topic.ID($0) }), let record = try research(of: id, in: transaction)
        else { return [:] }
        return ["situation": record.findings, "advice": record.advice].compactMapValues { text in
            text.words.map { String($0.prefix(ProposalForm.textLimit)) }
        }
    }

    private func research(of id: Topic.ID, in transaction: Transaction) throws -> Topic.ResearchRecord? {
        guard let topic = try topics.store.topic(id, in: transaction), topic.researchRecords > 0,
            TopicScope(of: actor).includes(topic)
        else { return nil }
        return try topics.log(of: id, in: transaction).compactMap { entry -> Topic.ResearchRecord? in
            if case .researched(let record) = entry.event { record } else { nil }
        }.last
    }

    /// Where a source is read, for whoever sees it on the desk.
    func link(to source: RecordLink.Record, in transaction: Transaction) throws -> TextLink? {
        switch Field(kind: source.kind) {
        case .clue:
            let id = ProposalClue.ID(source.number)
            return try clue(id, in: transaction).map { clue in
                TextLink(
                    text: clue.topic == nil ? "居民留下的线索" : "议事室转来的线索", address: "\(ClueRoutes.address)/\(id)")
            }
        case .sentiment:
            let id = SentimentIssue.ID(source.number)
            return try sentiment(id, in: transaction).map {
                TextLink(
                    text: "走访的事：\($0.opening.title.words ?? TopicWording.erased)", address: "/desk/sentiments/\(id)")
            }
        case .lookBack:
            let id = LookBack.ID(source.number)
            return try lookBack(id, in: transaction).map {
                TextLink(text: "回头看：\($0)", address: "/desk/lookbacks/\(id)")
            }
        case .meeting:
            let id = ConsultationSession.ID(source.number)
            return try meeting(id, in: transaction).map { TextLink(text: $0, address: "/desk/sessions/\(id)") }
        case .item:
            let id = SuggestionItem.ID(source.number)
            guard let item = try items.item(id, in: transaction), ItemScope(of: actor).includes(item) else {
                return nil
            }
            return TextLink(text: "商定的事项：\(Excerpt.of(item.task.text.words))", address: "/desk/items/\(id)")
        case .topic:
            let id = Topic.ID(source.number)
            guard let topic = try topics.store.topic(id, in: transaction), TopicScope(of: actor).includes(topic) else {
                return nil
            }
            let kind = topic.researchRecords > 0 ? "议题和\(topic.researchRecords)份调研记录" : "议题"
            return TextLink(
                text: "\(kind)：\(try topics.headline(topic, in: transaction).title)", address: "/desk/topics/\(id)")
        case nil: return nil
        }
    }

    private var topics: TopicDesk { TopicDesk(services: services, site: site) }
    private var items: ItemDesk { ItemDesk(services: services, site: site) }

    private typealias Found = (record: RecordLink.Record, label: String)

    private func option(_ field: Field, _ text: String, in transaction: Transaction) throws -> Found? {
        switch field {
        case .clue:
            guard let id = ProposalClue.ID(text), let clue = try clue(id, in: transaction) else { return nil }
            return (.clue(id), Excerpt.of(clue.text.words))
        case .sentiment:
            guard let id = SentimentIssue.ID(text), let issue = try sentiment(id, in: transaction) else { return nil }
            return (.sentiment(id), issue.opening.title.words ?? TopicWording.erased)
        case .lookBack:
            guard let id = LookBack.ID(text), let title = try lookBack(id, in: transaction) else { return nil }
            return (.lookBack(id), title)
        case .meeting:
            guard let id = ConsultationSession.ID(text), let title = try meeting(id, in: transaction) else {
                return nil
            }
            return (.session(id), title)
        case .item:
            guard let id = SuggestionItem.ID(text), let item = try item(id, in: transaction) else { return nil }
            return (.item(id), Excerpt.of(item.task.text.words))
        case .topic:
            guard let id = Topic.ID(text), let topic = try topics.store.topic(id, in: transaction),
                TopicScope(of: actor).includes(topic) || topic.publication.isPublic
            else { return nil }
            return (.topic(id), try topics.headline(topic, in: transaction).title)
        }
    }

    private func clue(_ id: ProposalClue.ID, in transaction: Transaction) throws -> ProposalClue? {
        let clue = try ClueDesk(services: services, site: site).clue(id, in: transaction)
        return clue?.isOpen(to: actor) == true ? clue : nil
    }

    private func sentiment(_ id: SentimentIssue.ID, in transaction: Transaction) throws -> SentimentIssue? {
        let issue = try SentimentDesk(services: services, site: site).issue(id, in: transaction)
        return issue.flatMap { SentimentScope(of: actor).includes($0) ? $0 : nil }
    }

    /// What was looked back on, by its title.
    private func lookBack(_ id: LookBack.ID, in transaction: Transaction) throws -> String? {
        let desk = LookBackDesk(services: services, site: site)
        guard let record = try desk.lookBack(id, in: transaction),
            RoomScope(of: actor).covers(room: record.choice.room, area: record.choice.area)
        else { return nil }
        return try desk.headline(record, in: transaction).title
    }

    /// A session that took place, by its form and title: what it found is in its minutes.
    private func meeting(_ id: ConsultationSession.ID, in transaction: Transaction) throws -> String? {
        let desk = SessionDesk(services: services, site: site)
        guard let session = try desk.session(id, in: transaction), session.hasTakenPlace,
            SessionScope(of: actor).includes(session)
        else { return nil }
        return "\(session.form(site.practice).name)：\(try desk.headline(session, in: transaction).title)"
    }

    /// An item of the own desk, or one that everybody reads with its topic.
    private func item(_ id: SuggestionItem.ID, in transaction: Transaction) throws -> SuggestionItem? {
        guard let item = try items.item(id, in: transaction), !item.isDiscarded else { return nil }
        if ItemScope(of: actor).includes(item) { return item }
        guard item.hasReachedUnit, let topic = try topics.store.topic(item.topic, in: transaction),
            TopicScope(of: .visitor).includes(topic)
        else { return nil }
        return item
    }

    private static func missing(_ field: Field) -> String {
        switch field {
        case .clue: "没有找到这条线索，或者它不归您看。"
        case .sentiment: "没有找到这件走访的事，或者它不归您看。"
        case .item: "没有找到这件事项，或者它不归您看。"
        case .lookBack: "没有找到这次回头看，或者它不归您看。"
        case .meeting: "没有找到这场会，它还没有开完，或者不归您看。"
        case .topic: "没有找到这件议题，或者它不归您看。"
        }
    }
}
