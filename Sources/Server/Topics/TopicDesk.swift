// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// Every change to a topic goes through here: load, decide, save value and event in the transaction it is given.
struct TopicDesk: Sendable {
    let services: Services
    let site: Site

    private var tenant: Tenant.ID { site.tenant.id }
    var store: TopicStore { TopicStore(tenant: tenant, contents: services.contents) }

    /// A topic that has come in: its id, and the code that its submitter keeps.
    struct Receipt: Sendable {
        let id: Topic.ID
        let trackingCode: TrackingCode
        let deadline: Deadline?
    }

    /// Takes in a new topic.
    func submit(
        _ draft: TopicDraft, isHeld: Bool, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> Receipt {
        let id = services.id(Topic.self)
        let code = TrackingCode(random: Random.bytes(8).reduce(0) { $0 << 8 | UInt64($1) })
        let transition = Topic.submitting(draft, as: id, isHeld: isHeld, at: now, practice: site.practice)
        let recorded = try record(transition, by: actor, role: nil, at: now, in: transaction)
        try store.insert(transition.after, trackingHash: Self.hash(code), recorded, in: transaction)
        try tell(of: transition, recorded, at: now, in: transaction)
        return Receipt(id: id, trackingCode: code, deadline: transition.after.deadline)
    }

    /// Does one thing to a topic. `seen`: the version the person looked at, where that matters.
    @discardableResult
    func perform(
        _ act: TopicAct, _ input: Input, on topic: Topic, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> Topic {
        if let seen = input.expectedVersion, seen != topic.version { throw WebFailure.changedMeanwhile }
        let transition = try act.decide(
            topic, input, .init(actor: actor, now: now, practice: site.practice))
        let role = topic.role(of: actor, for: act.command)
        let recorded = try record(transition, by: actor, role: role, at: now, in: transaction)
        try store.save(transition, recorded, in: transaction)
        try link(transition, by: actor, in: transaction)
        try tell(of: transition, recorded, at: now, in: transaction)
        return transition.after
    }

    /// Keeps the link that an event speaks of; the other record must be one that this person may see.
    private func link(_ transition: Transition<Topic>, by actor: Actor, in transaction: Transaction) throws {
        guard case .related(let other) = transition.event else { return }
        guard let found = try store.topic(other, in: transaction), TopicScope(of: actor).includes(found) else {
            throw InputProblems([.init(field: "topic", sentence: "没有找到这件议题，或者它不归您看。")])
        }
        try RecordLinkStore(tenant: tenant).insert(
            RecordLink(from: .topic(transition.after.id), to: .topic(other), relation: .relatedTo), in: transaction)
    }

    /// The topics that this one is linked with, from either end.
    func related(to id: Topic.ID, in transaction: Transaction) throws -> [Topic.ID] {
        try RecordLinkStore(tenant: tenant).links(of: .topic(id), in: transaction)
            .map { $0.from == .topic(id) ? $0.to : $0.from }.map { Identifier($0.number) }
    }

    /// Puts into the outbox what the room's secretaries should hear of.
    private func tell(
        of transition: Transition<Topic>, _ recorded: EventStore.Recorded, at now: Instant, in transaction: Transaction
    ) throws {
        switch transition.event {
        case .submitted, .submittedAndHeld, .answered:
            let topic = transition.after
            let secretaries = try DirectoryStore().holders(
                of: .roomSecretary, room: topic.room, area: topic.area, tenant: tenant, in: transaction)
            try OutboxStore(tenant: tenant).insert(
                recorded.event, to: secretaries, ids: services.ids, at: now, in: transaction)
        case .released, .asked, .pooled, .rejected, .solvedDirectly, .reviewed, .unpublished, .related: break
        }
    }

    /// The topic that this person may see. Throws ``WebFailure/notFound`` for any other.
    func visible(_ id: Topic.ID, to actor: Actor, in transaction: Transaction) throws -> Topic {
        guard let topic = try store.topic(id, in: transaction), TopicScope(of: actor).includes(topic) else {
            throw WebFailure.notFound
        }
        return topic
    }

    /// The topic of a tracking code, or nil.
    func topic(_ code: TrackingCode, in transaction: Transaction) throws -> Topic? {
        try store.topic(trackingHash: Self.hash(code), in: transaction)
    }

    /// A topic's log, oldest first.
    func log(of id: Topic.ID, in transaction: Transaction) throws -> [EventStore.Entry<TopicEvent>] {
        try services.eventLog.log(of: id.number, tenant: tenant, as: TopicEvent.self, in: transaction)
    }

    private func record(
        _ transition: Transition<Topic>, by actor: Actor, role: Role?, at now: Instant, in transaction: Transaction
    ) throws -> EventStore.Recorded {
        let topic = transition.after
        transaction.afterCommit { [pages = services.pages, tenant] in
            pages.spoil(tenant: tenant, room: topic.room, topic: topic.id)
        }
        return try services.eventLog.append(
            transition, subject: transition.after.id.number,
            .init(tenant: tenant, actor: actor, role: role, recordedAt: now), in: transaction)
    }

    private static func hash(_ code: TrackingCode) -> [UInt8] {
        SHA256.digest(Array(code.text.utf8))
    }
}

extension RecordLink.Record {
    static func topic(_ id: Topic.ID) -> Self { .init(kind: TopicEvent.subject, number: id.number) }
}
