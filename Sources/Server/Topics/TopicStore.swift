// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Topics, each as one row; its words lie in content rows.
struct TopicStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    func topic(_ id: Topic.ID, in transaction: Transaction) throws -> Topic? {
        try one("t.id = \(id.number)", in: transaction)
    }

    /// The topic behind the hash of a tracking code.
    func topic(trackingHash: [UInt8], in transaction: Transaction) throws -> Topic? {
        try one("t.tracking_hash = \(trackingHash)", in: transaction)
    }

    private func one(_ condition: SQL, in transaction: Transaction) throws -> Topic? {
        try transaction.first(
            """
            SELECT t.id, t.room, t.area, t.source, t.received_at, t.state, t.rejection_ground, t.due_on, t.due_from,
                t.due_working_days, t.due_is_provisional, t.publication, t.reviewers, t.public_title, t.public_body,
                t.version, t.text, c1.words, t.place, c2.words, t.question, c3.words, t.answer, c4.words,
                t.rejection_reason, c5.words
            FROM topic t
            LEFT JOIN content c1 ON c1.tenant = t.tenant AND c1.id = t.text
            LEFT JOIN content c2 ON c2.tenant = t.tenant AND c2.id = t.place
            LEFT JOIN content c3 ON c3.tenant = t.tenant AND c3.id = t.question
            LEFT JOIN content c4 ON c4.tenant = t.tenant AND c4.id = t.answer
            LEFT JOIN content c5 ON c5.tenant = t.tenant AND c5.id = t.rejection_reason
            WHERE t.tenant = \(tenant.number) AND \(condition)
            """
        ) { try TopicRow(&$0, tenant: tenant, contents: contents).topic() }
    }

    /// Adds a topic that has just come in. Throws a conflict if its tracking code exists already.
    func insert(
        _ topic: Topic, trackingHash: [UInt8], _ recorded: EventStore.Recorded, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO topic (id, tenant, room, area, source, received_at, tracking_hash, text, place, state,
                due_on, due_from, due_working_days, due_is_provisional, publication, reviewers, version)
            VALUES (\(topic.id.number), \(tenant.number), \(topic.room.number), \(topic.area.text),
                \(topic.source.rawValue), \(topic.receivedAt.milliseconds), \(trackingHash),
                \(recorded.content(of: topic.text)), \(recorded.content(of: topic.place)), \(topic.state.name.rawValue),
                \(topic.deadline?.day.description), \(topic.deadline?.from.description),
                \(topic.deadline?.workingDays), \(topic.deadline?.isProvisional), 'hidden', '', \(topic.version))
            """)
    }

    /// Saves what a transition changed. Throws ``WebFailure/changedMeanwhile`` when somebody else was first.
    func save(_ transition: Transition<Topic>, _ recorded: EventStore.Recorded, in transaction: Transaction) throws {
        let (before, after) = (transition.before, transition.after)
        let state: SQL = before.state == after.state ? "" : stateColumns(after.state, recorded)
        let reviewers = after.publication.reviewers.map(\.text).joined(separator: " ")
        let changed = try transaction.execute(
            """
            UPDATE topic SET \(state)
                due_on = \(after.deadline?.day.description), due_from = \(after.deadline?.from.description),
                due_working_days = \(after.deadline?.workingDays), due_is_provisional = \(after.deadline?.isProvisional),
                publication = \(after.publication.name), reviewers = \(reviewers),
                public_title = \(after.publicText?.title.words), public_body = \(after.publicText?.body.words),
                version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    private func stateColumns(_ state: Topic.State, _ recorded: EventStore.Recorded) -> SQL {
        var (question, answer, ground, reason): (Int64?, Int64?, String?, Int64?)
        switch state {
        case .held, .screening, .pooled: break
        case .asked(let text): question = recorded.content(of: text)
        case .solvedDirectly(let text): answer = recorded.content(of: text)
        case .rejected(let rejection):
            ground = rejection.ground
            reason = recorded.content(of: rejection.explanation)
        }
        return """
            state = \(state.name.rawValue), question = \(question), answer = \(answer), rejection_ground = \(ground),
            rejection_reason = \(reason),
            """
    }
}

extension Publication {
    /// The name of the column's value.
    var name: String {
        switch self {
        case .hidden: "hidden"
        case .reviewed: "reviewed"
        case .published: "published"
        case .withdrawn: "withdrawn"
        }
    }
}
