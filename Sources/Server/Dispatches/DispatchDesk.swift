// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What systems outside do with topics: push one, ask how it stands, fetch its result, take in what was sent on to them,
/// send the result back (BR-09). Whatever is done twice is done once, and answered alike.
struct DispatchDesk: Sendable {
    let topics: TopicDesk

    init(_ topics: TopicDesk) { self.topics = topics }

    init(_ request: WebRequest, _ services: Services) { self.init(TopicDesk(request, services)) }

    private var store: DispatchStore { topics.dispatches }

    /// Takes in what a system pushes. The same number with the same words has its receipt already; with other words it is
    /// refused.
    func push(_ draft: TopicDraft, _ ticket: Topic.Ticket, _ decision: Decision<TopicDesk>) throws -> Topic {
        if let known = try store.find(ticket, .incoming, in: decision.transaction) {
            let topic = try pushed(known.topic, for: decision.actor, in: decision.transaction).topic
            guard known.bodyHash == store.hash(Topic.Submission(draft)) else {
                throw InputProblems([.init(field: "number", sentence: DispatchWording.otherWords)])
            }
            return topic
        }
        let receipt = try topics.enter(draft, by: decision.actor, at: decision.now, in: decision.transaction)
        return try topics.visible(receipt.id, to: decision.actor, in: decision.transaction)
    }

    /// A topic that a system pushed, for whoever speaks for that system.
    struct Pushed: Sendable {
        let topic: Topic
        /// The room to which it was pushed, where another has it now and this person sees it no more but for the system.
        let passedOnBy: (id: Room.ID, area: AreaCode)?
    }

    /// The topic that a system pushed, under its number.
    func pushed(_ ticket: Topic.Ticket, for actor: Actor, in transaction: Transaction) throws -> Pushed {
        try pushed(found(ticket, .incoming, in: transaction), for: actor, in: transaction)
    }

    private func pushed(_ id: Topic.ID, for actor: Actor, in transaction: Transaction) throws -> Pushed {
        // A system keeps one token, that of the room to which it pushes: whoever has the matter now, it is told there.
        if let topic = try topics.store.topic(id, in: transaction),
            let first = try TopicPassingStore(tenant: topics.site.tenant.id).firstRoom(of: id, in: transaction),
            first.id != topic.room, !TopicScope(of: actor).includes(topic),
            Topic.role(of: actor, speakingForWhoPushedTo: first.id, in: first.area) != nil
        {
            return Pushed(topic: topic, passedOnBy: first)
        }
        return Pushed(topic: try topics.visible(id, to: actor, in: transaction), passedOnBy: nil)
    }

    /// The topic that a system has taken in, under its number.
    private func sent(_ ticket: Topic.Ticket, for actor: Actor, in transaction: Transaction) throws -> Topic {
        try topics.visible(found(ticket, .outgoing, in: transaction), to: actor, in: transaction)
    }

    private func found(
        _ ticket: Topic.Ticket, _ direction: DispatchStore.Direction, in transaction: Transaction
    ) throws -> Topic.ID {
        guard let known = try store.find(ticket, direction, in: transaction) else {
            throw InputProblems([.init(field: "number", sentence: DispatchWording.unknown)])
        }
        return known.topic
    }

    /// The system has fetched the result in this version. Throws ``WebFailure/changedMeanwhile`` where another was said since.
    func acknowledge(
        _ version: String, of ticket: Topic.Ticket, _ decision: Decision<TopicDesk>
    ) throws -> Topic {
        let pushed = try pushed(ticket, for: decision.actor, in: decision.transaction)
        let (topic, actor) = (pushed.topic, decision.actor)
        let role =
            if let first = pushed.passedOnBy {
                Topic.role(of: actor, speakingForWhoPushedTo: first.id, in: first.area)
            } else {
                topic.role(of: actor, for: .acknowledgeReturn)
            }
        // First: what came back is not said anew, but it may have been erased since, and has another version then.
        if topic.dispatch?.isReturned == true, role != nil { return topic }
        if let current = store.version(of: topic), current != version { throw WebFailure.changedMeanwhile }
        let transition =
            if let first = pushed.passedOnBy {
                try topic.acknowledgingReturn(by: actor, whoPushedTo: first.id, in: first.area)
            } else {
                try topic.acknowledgingReturn(by: actor)
            }
        try topics.save(transition, decision.signature(as: role), in: decision.transaction)
        return transition.after
    }

    /// The system has taken in what was sent on to it, under its own number.
    func takeReceipt(_ ticket: Topic.Ticket, for id: Topic.ID, _ decision: Decision<TopicDesk>) throws -> Topic {
        let topic = try topics.visible(id, to: decision.actor, in: decision.transaction)
        if let known = try store.find(ticket, .outgoing, in: decision.transaction) {
            guard known.topic == id else {
                throw InputProblems([.init(field: "number", sentence: DispatchWording.numberTaken)])
            }
            return topic
        }
        return try save(topic.givingReceipt(ticket, by: decision.actor), .giveReceipt, decision)
    }

    /// The system says what came of it. Whoever pushed the topic, or one that is handled as part of it, and is owed a result reads
    /// this as such.
    func takeResult(_ result: String, for ticket: Topic.Ticket, _ decision: Decision<TopicDesk>) throws -> Topic {
        let topic = try sent(ticket, for: decision.actor, in: decision.transaction)
        if case .redirected(let redirection) = topic.state, redirection.result == .kept(result),
            topic.role(of: decision.actor, for: .tellResult) != nil
        {
            return topic
        }
        let told = try save(topic.takingResult(result, by: decision.actor), .tellResult, decision)
        let signature = decision.signature(as: topic.role(of: decision.actor, for: .tellResult))
        let parts = try topics.store.owing(amongPartsOf: topic.id, in: decision.transaction)
        for part in try topics.store.topics(parts, in: decision.transaction) {
            guard let returned = part.returningResultElsewhere(result) else { continue }
            try topics.save(returned, signature, in: decision.transaction)
        }
        guard let returned = told.returningResultElsewhere(result) else { return told }
        try topics.save(returned, signature, in: decision.transaction)
        return returned.after
    }

    /// The system sends back what is not its own, and says why: the room screens it anew, by a day of its own. The number is free
    /// again.
    func takeBack(_ reason: String, from ticket: Topic.Ticket, _ decision: Decision<TopicDesk>) throws -> Topic {
        let topic = try sent(ticket, for: decision.actor, in: decision.transaction)
        return try save(topics.takingBack(reason, of: topic, decision), .takeBack, decision)
    }

    private func save(
        _ transition: Transition<Topic>, _ command: Topic.Command, _ decision: Decision<TopicDesk>
    ) throws -> Topic {
        let role = transition.before.role(of: decision.actor, for: command)
        try topics.save(transition, decision.signature(as: role), in: decision.transaction)
        return transition.after
    }
}
