// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Topics that rooms hand on to those who write proposals (BR-46), and what members met while walking: they become clues, and what
/// became of those goes back to whoever raised the topic, or goes on with what was met.
extension ClueDesk {
    private var topics: TopicDesk { TopicDesk(services: services, site: site) }
    private var walks: SentimentDesk { SentimentDesk(services: services, site: site) }

    /// A topic becomes a clue; the link is kept at both ends. A county without proposals has nobody to read it.
    func handOn(
        _ topic: Topic, in words: String?, _ signature: Signature, in transaction: Transaction
    ) throws {
        guard site.practice.profile.has(.proposals) else { return }
        let transition = try ProposalClue.handingOn(topic, in: words, as: services.id(ProposalClue.self))
        try save(transition, signature, in: transaction)
        try topics.links.insert(link(.topic(topic.id), transition.after.id), in: transaction)
    }

    /// What was met while walking becomes a clue, in the words with which it was passed on; the link is kept at both ends.
    func handOn(
        _ walk: SentimentIssue.ID, in words: String, _ signature: Signature, in transaction: Transaction
    ) throws {
        guard site.practice.profile.has(.proposals) else { return }
        let transition = ProposalClue.handingOn(walk, in: words, as: services.id(ProposalClue.self))
        try save(transition, signature, in: transaction)
        try topics.links.insert(link(.sentiment(walk), transition.after.id), in: transaction)
    }

    /// The room has what it handed on again: a clue that nobody has read goes with it.
    func takeBack(_ origin: RecordLink.Record, _ signature: Signature, in transaction: Transaction) throws {
        guard let clue = try clue(of: origin, in: transaction), clue.state == .left else { return }
        try save(try clue.takingBack(), signature, in: transaction)
        try topics.links.delete(link(origin, clue.id), in: transaction)
    }

    /// The clue that a topic, or what was met while walking, became; the last one, where it was handed on more than once.
    func clue(of origin: RecordLink.Record, in transaction: Transaction) throws -> ProposalClue? {
        let ids = try topics.links.links(of: origin, in: transaction)
            .filter { $0.relation == .handedOn && $0.from == origin }.map { ProposalClue.ID($0.to.number) }
        return try ids.max().flatMap { try clue($0, in: transaction) }
    }

    /// Waits for whoever is just doing something to the topic, or to the walk, that a clue was before.
    func lockOrigin(of clue: ProposalClue, in transaction: Transaction) throws {
        if let topic = clue.topic { try topics.store.lock([topic], in: transaction) }
        if let walk = clue.walk { try walks.store.lock([walk], in: transaction) }
    }

    /// Where the clue is read that something met while walking became, for whoever may read it.
    func link(from issue: SentimentIssue, for actor: Actor, in transaction: Transaction) throws -> TextLink? {
        guard issue.transfer?.channel == .proposalClue,
            let clue = try clue(of: .sentiment(issue.id), in: transaction), clue.isOpen(to: actor)
        else { return nil }
        return TextLink(text: ClueWording.name(clue.state), address: "/desk/clues/\(clue.id)")
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

    /// The same words where they were passed on, of a clue that was met while walking, and what the walk heard of it, which repeats
    /// why it was set aside; nothing of what was passed on another way.
    func contents(walkedBefore clue: ProposalClue.ID, in transaction: Transaction) throws -> [Int64] {
        guard let walk = try self.clue(clue, in: transaction)?.walk else { return [] }
        let events = try services.eventLog.references(
            of: walk.number, tenant: site.tenant.id, as: SentimentEvent.self, in: transaction)
        var isHandedOn = false
        var words: [FreeText] = []
        for event in events {
            if case .transferred(let transfer, _) = event {
                isHandedOn = transfer.channel == .proposalClue
                if isHandedOn { words.append(transfer.words) }
            }
            if case .consulted = event { isHandedOn = false }
            if case .resultReturned(let result, _) = event, isHandedOn { words.append(result) }
        }
        return words.compactMap { $0.words.flatMap { ContentKeeper.parse($0)?.id } }
    }

    /// Whoever raised the topic, or goes on with the walk, hears that the office has set its clue aside, and why.
    func tellOrigin(
        of transition: Transition<ProposalClue>, _ signature: Signature, in transaction: Transaction
    ) throws {
        guard case .setAside(let reason) = transition.event else { return }
        try tell(transition.after, ClueWording.setAside(reason), signature, in: transaction)
    }

    /// Whoever raised the topic, or goes on with the walk, hears what was decided on the proposal that grew from its clue.
    func tellOrigin(
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
            let clue = try clue(ProposalClue.ID(source.number), in: transaction)
        else { return }
        try tell(clue, result, signature, in: transaction)
    }

    private func tell(
        _ clue: ProposalClue, _ result: String, _ signature: Signature, in transaction: Transaction
    ) throws {
        if let topic = clue.topic { try tell(topic, of: clue.id, result, signature, in: transaction) }
        if let walk = clue.walk { try tell(walk, of: clue.id, result, signature, in: transaction) }
    }

    /// Nothing is said to a walk that has its result, was taken back meanwhile, or was handed on anew.
    private func tell(
        _ id: SentimentIssue.ID, of clue: ProposalClue.ID, _ result: String, _ signature: Signature,
        in transaction: Transaction
    ) throws {
        try walks.store.lock([id], in: transaction)
        guard let walk = try walks.issue(id, in: transaction), walk.isHandedOn,
            try self.clue(of: .sentiment(id), in: transaction)?.id == clue
        else { return }
        try walks.save(
            try walk.hearing(result, at: signature.now, practice: site.practice), signature, in: transaction)
    }

    /// Nothing is said to a topic that the room has taken back meanwhile, or has handed on anew.
    private func tell(
        _ id: Topic.ID, of clue: ProposalClue.ID, _ result: String, _ signature: Signature,
        in transaction: Transaction
    ) throws {
        try topics.store.lock([id], in: transaction)
        guard let topic = try topics.store.topic(id, in: transaction), topic.isHandedOn,
            try self.clue(of: .topic(id), in: transaction)?.id == clue
        else { return }
        try topics.save(try topic.hearing(result), signature, in: transaction)
    }

    private func link(_ origin: RecordLink.Record, _ clue: ProposalClue.ID) -> RecordLink {
        RecordLink(from: origin, to: .clue(clue), relation: .handedOn)
    }
}
