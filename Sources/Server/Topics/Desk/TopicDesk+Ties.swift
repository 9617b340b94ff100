// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What else is read with a topic: those it is tied to, those that are like it, and where it came from.
extension TopicDesk {
    /// The topics that this one is handled as part of, in its own room and above, and the rounds that went on from there,
    /// in order.
    func followers(of topic: Topic, in transaction: Transaction) throws -> [Topic] {
        var followers: [Topic] = []
        var next = topic.follower
        while let id = next, let follower = try store.topic(id, in: transaction) {
            followers.append(follower)
            next = follower.follower
        }
        return followers
    }

    /// How a topic stands to others.
    func ties(of id: Topic.ID, in transaction: Transaction) throws -> TopicTies {
        TopicTies(of: id, try links.links(of: .topic(id), in: transaction))
    }

    /// What other topics are called that a topic's record names: those it is tied to, and those its log speaks of; the ones
    /// that the reader may open.
    func named(
        beside loop: Loop, _ ties: TopicTies, _ merged: [Topic.ID], for actor: Actor, in transaction: Transaction
    ) throws -> [TopicDeskStore.Named] {
        let topic = loop.topic
        let told = loop.log.compactMap { entry -> Topic.ID? in
            if case .merged(let other) = entry.event { return other }
            if case .related(let other) = entry.event { return other }
            return nil
        }
        let others = [ties.advised, topic.mergedInto, topic.previousRound, topic.nextRound].compactMap(\.self)
        let ids = Set(ties.advice + ties.related + merged + told + others)
        return try TopicDeskStore(tenant: tenant, contents: services.contents)
            .named(ids.sorted(), scope: TopicScope(of: actor), in: transaction).filter(\.isOpen).map(\.topic)
    }

    /// The room above before which a topic was brought, and how its topic stands there.
    func above(_ topic: Topic, for actor: Actor, in transaction: Transaction) throws -> TopicRecord.Above? {
        guard let escalation = topic.escalation else { return nil }
        let parent = try escalation.parent.flatMap { try store.topic($0, in: transaction) }
        // What was gathered there may have been passed on since.
        guard let room = try RoomStore(tenant: tenant).room(parent?.room ?? escalation.room, in: transaction) else {
            return nil
        }
        let address = parent.flatMap { parent -> String? in
            if case .staff = actor, TopicScope(of: actor).includes(parent) { return "/desk/topics/\(parent.id)" }
            return parent.publication.isPublic ? "/topics/\(parent.id)" : nil
        }
        return .init(
            roomName: room.room.name, state: parent?.state.name, address: address,
            publicID: parent?.publication.isPublic == true ? parent?.id : nil)
    }

    /// Where a topic was said in person: a visit on a reception day, or an issue that a member met; nil for one that came
    /// in another way.
    func origin(of topic: Topic, in transaction: Transaction) throws -> RecordLink.Record? {
        guard [.reception, .liaison].contains(topic.source) else { return nil }
        return try links.links(of: .topic(topic.id), in: transaction).first { $0.relation == .raised }?.from
    }

    /// A topic with all that its page shows, for somebody of the desk.
    func whole(_ topic: Topic, for actor: Actor, in transaction: Transaction) throws -> DeskTopicWhole {
        let ties = try ties(of: topic.id, in: transaction)
        let loop = try LoopReader(services: services, site: site).loop(of: topic, in: transaction)
        let merged = try store.merged(into: topic.id, in: transaction)
        let named = try named(beside: loop, ties, merged, for: actor, in: transaction)
        let now = services.clock.now()
        let mayUnmask = TopicReading(topic, by: actor).mayUnmask
        return DeskTopicWhole(
            loop: loop, ties: ties, merged: merged,
            titles: Dictionary(named.map { ($0.id, $0.deskTitle) }, uniquingKeysWith: { a, _ in a }),
            origin: try origin(of: topic, in: transaction),
            children: topic.source == .escalation ? try store.children(of: topic.id, in: transaction) : [],
            above: try above(topic, for: actor, in: transaction),
            supporters: try SupportStore(tenant: tenant, contents: services.contents)
                .count(of: topic.id, in: transaction),
            scores: try TopicScoreStore(tenant: tenant).judgements(of: topic.id, in: transaction),
            attachments: try AttachmentDesk(services: services, site: site).list(of: .topic(topic.id), in: transaction),
            claim: try claimStore.live([topic.id], at: now, in: transaction)[topic.id],
            proposals: try ProposalDesk(services: services, site: site).lists.listed(
                ties.proposals, scope: ProposalScope(of: actor), in: transaction
            ).map(\.id),
            notices: try DeploymentFollowerStore(tenant: tenant, contents: services.contents)
                .notices(behind: .topic(topic.id), scope: DeploymentScope(of: actor), in: transaction).map(\.receipt),
            clue: try ClueStanding(of: topic, ClueDesk(services: services, site: site), in: transaction),
            mayUnmask: try mayUnmask
                && TopicContactStore(tenant: tenant, keys: services.keys).hasIdentities(topic.id, in: transaction),
            practice: site.practice, today: now.day)
    }

    /// Public topics that are like this one, the nearest first within the area and elsewhere.
    func alike(_ topic: Topic, in transaction: Transaction) throws -> [SimilarTopics.Found] {
        guard let words = topic.text.words else { return [] }
        return try SimilarTopics(services: services, tenant: tenant)
            .all(like: words, near: topic.area, except: topic.id, in: transaction)
    }
}
