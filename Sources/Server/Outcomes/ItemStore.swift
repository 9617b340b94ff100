// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The rows of items: what lists, figures and CHECKs need. The item itself is what its log tells.
struct ItemStore: Sendable {
    let tenant: Tenant.ID

    /// Writes the row after a transition. Throws ``WebFailure/changedMeanwhile`` when somebody else was first.
    func save(
        _ transition: Transition<SuggestionItem>, _ recorded: EventStore.Recorded, at now: Instant,
        in transaction: Transaction
    ) throws {
        let (before, after) = (transition.before, transition.after)
        let stays = StayStore(tenant: tenant)
        let (kind, state) = (ItemEvent.subject, after.state.name.rawValue)
        if before.version == 0 {
            try insert(after, recorded, in: transaction)
            try stays.begin(kind, after.id.number, in: state, version: after.version, at: now, in: transaction)
        } else {
            // A task that was written anew has new words; otherwise the row keeps those it has.
            let task: SQL = recorded.content(of: after.task.text).map { "task = \($0)," } ?? ""
            let ending = stays.ending(kind, after.id.number, from: before.state.name.rawValue, to: state, at: now)
            try update(
                after, from: before.version, task: before.task == after.task ? "" : task, ending, in: transaction)
            try stays.move(
                kind, after.id.number, from: before.state.name.rawValue, to: state, version: after.version, at: now,
                in: transaction)
        }
    }

    private func insert(
        _ item: SuggestionItem, _ recorded: EventStore.Recorded, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO suggestion_item (id, tenant, session, topic, room, area, unit, officer, task, state,
                next_milestone_on, inquiries, is_jointly_supervised, version)
            VALUES (\(item.id.number), \(tenant.number), \(item.session.number), \(item.topic.number),
                \(item.room.number), \(item.area.text), \(item.task.unit.number), \(item.task.officer.number),
                \(recorded.content(of: item.task.text)), \(item.state.name.rawValue),
                \(item.nextMilestone?.day.description), \(item.inquiries), \(item.supervision != nil), \(item.version))
            """)
    }

    private func update(
        _ item: SuggestionItem, from version: Int, task: SQL, _ ending: SQL, in transaction: Transaction
    ) throws {
        let reopened: SQL = item.state.name == .reopened ? "is_reopened = 1," : ""
        let changed = try transaction.execute(
            """
            UPDATE suggestion_item SET \(task) \(ending) \(reopened) unit = \(item.task.unit.number), officer = \(item.task.officer.number),
                state = \(item.state.name.rawValue), next_milestone_on = \(item.nextMilestone?.day.description),
                adoption = \(item.report?.adoption.rawValue), claimed = \(item.report?.claimed.rawValue),
                \(Self.tally(in: item.inquiries)),
                inquiries = \(item.inquiries), asking_again = \(item.askingAgain),
                reminded_on = \(item.remindedOn?.description), is_jointly_supervised = \(item.supervision != nil),
                asks_longer = \(item.asksExtension), \(Self.supervisors(item)),
                is_discarded = \(item.isDiscarded), closed_on = \(item.closedOn?.description),
                \(Self.deadlines(of: item)), version = \(item.version)
            WHERE tenant = \(tenant.number) AND id = \(item.id.number) AND version = \(version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    /// The day of the present stage. That by which a report is looked at stands in columns of its own: no unit's.
    private static func deadlines(of item: SuggestionItem) -> SQL {
        let isReported = item.state == .reported
        return """
            \(DeadlineColumns.assignments(isReported ? nil : item.deadline)),
            \(DeadlineColumns.assignments(isReported ? item.deadline : nil, prefix: "verify_"))
            """
    }

    /// Who of the two signs by an account, and who has.
    private static func supervisors(_ item: SuggestionItem) -> SQL {
        func hasSigned(_ side: SuggestionItem.Side) -> Bool { item.signatures.contains { $0.side == side } }
        return """
            party_supervisor = \(item.supervision?.partyPerson?.number),
            committee_supervisor = \(item.supervision?.committeePerson?.number),
            party_signed = \(hasSigned(.party)), committee_signed = \(hasSigned(.committee))
            """
    }

    /// A new inquiry begins with nobody's word; the columns on the right are those before the statement.
    private static func tally(in inquiry: Int) -> SQL {
        let columns: [SQL] = ["answered", "answered_solved", "unflagged", "unflagged_solved"]
        return SQL(
            joining: columns.map { "\($0) = CASE WHEN inquiries = \(inquiry) THEN \($0) ELSE 0 END" }, with: ", ")
    }

    /// Waits for whoever closes the item or has a word on it, and keeps others out until the end. SQLite has one writer anyway.
    func lock(_ id: SuggestionItem.ID, in transaction: Transaction) throws {
        guard transaction.dialect == .postgres else { return }
        try transaction.forEach(
            """
            SELECT id FROM suggestion_item WHERE tenant = \(tenant.number) AND id = \(id.number) FOR UPDATE
            """
        ) { _ in }
    }

    /// How far an item of a topic is.
    struct Outcome: Sendable {
        let isClosed: Bool
        let claimed: OutcomeClass?
    }

    func outcomes(of topic: Topic.ID, in transaction: Transaction) throws -> [Outcome] {
        try transaction.rows(
            """
            SELECT state, claimed FROM suggestion_item
            WHERE tenant = \(tenant.number) AND topic = \(topic.number) AND is_discarded = 0
            """
        ) { row in
            Outcome(
                isClosed: try row.next(String.self) == SuggestionItem.State.Name.closed.rawValue,
                claimed: try row.next(String?.self).flatMap { OutcomeClass(rawValue: $0) })
        }
    }

    /// On which topics these items are.
    func topics(
        of items: [SuggestionItem.ID], in transaction: Transaction
    ) throws -> [SuggestionItem.ID: Topic.ID] {
        let found = try transaction.rows(
            """
            SELECT id, topic FROM suggestion_item
            WHERE tenant = \(tenant.number) AND id IN (\(SQL(numbers: items.map(\.number))))
            """
        ) { (SuggestionItem.ID(try $0.next()), Topic.ID(try $0.next())) }
        return Dictionary(uniqueKeysWithValues: found)
    }

    /// The items of a topic, in the order in which they were written down; those that were thrown away as drafts only where asked.
    func items(
        of topic: Topic.ID, withDiscarded: Bool = false, in transaction: Transaction
    ) throws -> [SuggestionItem.ID] {
        let kept: SQL = withDiscarded ? "" : "AND is_discarded = 0"
        return try transaction.rows(
            """
            SELECT id FROM suggestion_item
            WHERE tenant = \(tenant.number) AND topic = \(topic.number) \(kept) ORDER BY id
            """
        ) { Identifier(try $0.next()) }
    }
}
