// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension SessionDesk {
    /// What a session's step means for its topics and items.
    func follow(
        _ transition: Transition<ConsultationSession>, _ signature: Signature, in transaction: Transaction
    ) throws {
        let session = transition.after
        switch transition.event {
        case .planned:
            try together.insert(session, in: transaction)
            let links = RecordLinkStore(tenant: tenant)
            for topic in session.topics {
                try links.insert(
                    RecordLink(from: .session(session.id), to: .topic(topic), relation: .consults), in: transaction)
            }
            for proposal in session.proposals {
                try links.insert(
                    RecordLink(from: .session(session.id), to: .proposal(proposal), relation: .consults),
                    in: transaction)
            }
        case .announced, .rescheduled:
            try move(session, signature, in: transaction) { topic in
                topic.session == session.id ? nil : try topic.scheduling(in: session.id)
            }
        case .cancelled:
            try move(session, signature, in: transaction) { topic in
                topic.session == session.id ? try topic.unscheduling() : nil
            }
            if case .cancelled(let reason) = transition.event {
                try MediaDesk(services: services, site: site).end(with: session.id, reason, signature, in: transaction)
            }
        case .concluded:
            try move(session, signature, in: transaction) { try $0.beingConsulted() }
            try supervise(session, signature, in: transaction)
        case .outcomeIssued:
            try issue(session, signature, in: transaction)
        case .invited, .joined, .excused, .answered, .leaveApproved, .reminded, .visited, .leaderNoted, .readied,
            .started,
            .checkedIn,
            .arrived, .doubled,
            .opinionRecorded, .enlisted, .floorAsked, .reordered, .floorGiven, .turnEnded, .paired, .paperHandedIn,
            .paperChanged, .paperWithdrawn, .topicConcluded, .minutesDrafted, .itemDrafted, .itemDiscarded, .objected,
            .minutesConfirmed, .archived,
            .postponed, .deadlineMoved:
            break
        }
    }

    /// The outcome becomes a document with a number, items become binding and their topics are in handling; a topic without items
    /// ends here.
    private func issue(
        _ session: ConsultationSession, _ signature: Signature, in transaction: Transaction
    ) throws {
        try lists.issue(session, signature, in: transaction)
        var withItems: Set<Topic.ID> = []
        for id in session.items {
            guard let item = try items.item(id, in: transaction) else { continue }
            withItems.insert(item.topic)
            try items.save(try item.approving(), signature, in: transaction)
        }
        try move(session, signature, in: transaction) { topic in
            withItems.contains(topic.id)
                ? try topic.beginningHandling()
                : try topics.closing(
                    topic, .noAction(reason: session.conclusion(on: topic.id)?.text ?? .kept("")), in: transaction)
        }
    }

    /// Takes each topic of the session one step on; nil leaves it where it is.
    private func move(
        _ session: ConsultationSession, _ signature: Signature, in transaction: Transaction,
        _ step: (Topic) throws -> Transition<Topic>?
    ) throws {
        for id in session.topics {
            guard let topic = try topics.store.topic(id, in: transaction), let transition = try step(topic) else {
                continue
            }
            try topics.save(transition, signature, in: transaction)
        }
    }
}
