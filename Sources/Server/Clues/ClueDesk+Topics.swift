// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Topics that rooms hand on to those who write proposals (BR-46): they become clues, and what became of those goes back to whoever
/// raised the topic.
extension ClueDesk {
    private var topics: TopicDesk { TopicDesk(services: services, site: site) }

    /// A topic becomes a clue; the link is kept at both ends. A county without proposals has nobody to read it.
    func handOn(
        _ topic: Topic, in words: String?, _ signature: Signature, in transaction: Transaction
    ) throws {
        guard site.practice.profile.has(.proposals) else { return }
        let transition = try ProposalClue.handingOn(topic, in: words, as: services.id(ProposalClue.self))
        try save(transition, signature, in: transaction)
        try topics.links.insert(link(topic.id, transition.after.id), in: transaction)
    }

    /// The room has its topic again: a clue that nobody has read goes with it.
    func takeBack(_ topic: Topic.ID, _ signature: Signature, in transaction: Transaction) throws {
        guard let clue = try clue(of: topic, in: transaction), clue.state == .left else { return }
        try save(try clue.takingBack(), signature, in: transaction)
        try topics.links.delete(link(topic, clue.id), in: transaction)
    }

    /// The clue that a topic became; the last one, where it was handed on more than once.
    func clue(of topic: Topic.ID, in transaction: Transaction) throws -> ProposalClue? {
        let ids = try topics.links.links(of: .topic(topic), in: transaction)
            .filter { $0.relation == .handedOn && $0.from == .topic(topic) }.map { ProposalClue.ID($0.to.number) }
        return try ids.max().flatMap { try clue($0, in: transaction) }
    }

    /// Waits for whoever is just doing something to the topic that a clue was before.
    func lockTopic(of clue: ProposalClue, in transaction: Transaction) throws {
        if let topic = clue.topic { try topics.store.lock([topic], in: transaction) }
    }

    /// Where the topic is read that a clue was before, for whoever sees it.
    func link(to id: Topic.ID, for actor: Actor, in transaction: Transaction) throws -> TextLink? {
        guard let topic = try topics.store.topic(id, in: transaction) else { return nil }
        let title = topic.publicText?.title.words ?? "看这件议题"
        if case .staff = actor, TopicScope(of: actor).includes(topic) {
            return TextLink(text: title, address: "/desk/topics/\(id)")
        }
        return topic.publication.isPublic ? TextLink(text: title, address: "/topics/\(id)") : nil
    }

    /// What stands in for a topic's words in its clues.
    func contents(handedOnFrom topic: Topic.ID, in transaction: Transaction) throws -> [Int64] {
        try store.clues(of: topic, in: transaction).flatMap { id in
            try services.eventLog.contents(
                of: id.number, subject: ClueEvent.subject, kinds: ["handed_on"], tenant: site.tenant.id,
                in: transaction)
        }
    }

    /// Whoever raised the topic hears that the office has set its clue aside, and why.
    func tellTopic(
        of transition: Transition<ProposalClue>, _ signature: Signature, in transaction: Transaction
    ) throws {
        guard case .setAside(let reason) = transition.event, let topic = transition.after.topic else { return }
        try tell(topic, of: transition.after.id, ClueWording.setAside(reason), signature, in: transaction)
    }

    /// Whoever raised the topic hears what was decided on the proposal that grew from its clue.
    func tellTopic(
        of transition: Transition<Proposal>, _ signature: Signature, in transaction: Transaction
    ) throws {
        let proposals = ProposalDesk(services: services, site: site)
        let result: String?
        switch transition.event {
        case .filed(let number): result = ClueWording.filed(number)
        case .turnedDown(let rejection):
            result = ClueWording.turnedDown(rejection, site.practice.profile.proposals)
        case .merged(let lead, _) where transition.after.number == nil:
            result = try proposals.proposal(lead, in: transaction)?.number.map(ClueWording.merged)
        case .withdrawn where transition.after.number != nil: result = ClueWording.withdrawn
        case _: result = nil
        }
        guard let result,
            let source = try proposals.links.links(of: .proposal(transition.after.id), in: transaction)
                .first(where: { $0.relation == .proposedAs && $0.from.kind == ClueEvent.subject })?.from,
            let clue = try clue(ProposalClue.ID(source.number), in: transaction), let topic = clue.topic
        else { return }
        try tell(topic, of: clue.id, result, signature, in: transaction)
    }

    /// Nothing is said to a topic that the room has taken back meanwhile, or has handed on anew.
    private func tell(
        _ id: Topic.ID, of clue: ProposalClue.ID, _ result: String, _ signature: Signature,
        in transaction: Transaction
    ) throws {
        try topics.store.lock([id], in: transaction)
        guard let topic = try topics.store.topic(id, in: transaction), topic.isHandedOn,
            try self.clue(of: id, in: transaction)?.id == clue
        else { return }
        try topics.save(try topic.hearing(result), signature, in: transaction)
    }

    private func link(_ topic: Topic.ID, _ clue: ProposalClue.ID) -> RecordLink {
        RecordLink(from: .topic(topic), to: .clue(clue), relation: .handedOn)
    }
}
