// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The rows of holds.
struct HoldStore: Sendable {
    let tenant: Tenant.ID

    func save(_ transition: Transition<RecordHold>, in transaction: Transaction) throws {
        let (before, after) = (transition.before, transition.after)
        guard before.version > 0 else {
            let (kind, number) = after.record.reference
            try transaction.execute(
                """
                INSERT INTO record_hold (id, tenant, record_kind, record, state, version)
                VALUES (\(after.id.number), \(tenant.number), \(kind), \(number), \(after.state.name.rawValue),
                    \(after.version))
                """)
            return
        }
        let changed = try transaction.execute(
            """
            UPDATE record_hold SET state = \(after.state.name.rawValue), version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    /// Whether one lies on any of these: the record itself, or one that it belongs to.
    func isHeld(_ records: RecordHold.Record..., in transaction: Transaction) throws -> Bool {
        try isHeld(anyOf: records, in: transaction)
    }

    func isHeld(anyOf records: [RecordHold.Record], in transaction: Transaction) throws -> Bool {
        guard !records.isEmpty else { return false }
        let named = records.map { record -> SQL in
            let (kind, number) = record.reference
            return "(record_kind = \(kind) AND record = \(number))"
        }
        return try transaction.first(
            """
            SELECT 1 FROM record_hold
            WHERE tenant = \(tenant.number) AND state = 'placed' AND (\(SQL(joining: named, with: " OR "))) LIMIT 1
            """
        ) { try $0.next(Int64.self) } != nil
    }

    /// That none lies on a record: its columns in a statement, and its kind as the event log names it.
    static func none(on kind: SQL, _ record: SQL, of tenant: Tenant.ID) -> SQL {
        """
        NOT EXISTS (
            SELECT 1 FROM record_hold h
            WHERE h.tenant = \(tenant.number) AND h.record_kind = \(kind) AND h.record = \(record) AND h.state = 'placed')
        """
    }

    /// The case on which a hold lies that somebody names by the number of one of these: itself, or the one with which its personal
    /// data and files go.
    func record(numbered number: Int64, in transaction: Transaction) throws -> RecordHold.Record? {
        let kinds = SQL(joining: RecordHold.Record.kinds.map { "\($0.subject)" }, with: ", ")
        let found = try transaction.first(
            """
            SELECT subject_kind FROM event
            WHERE tenant = \(tenant.number) AND subject_kind IN (\(kinds)) AND subject = \(number) LIMIT 1
            """
        ) { try $0.next(String.self) }
        if let found { return RecordHold.Record(subject: found, number: number) }
        for (kind, query) in Self.parts(of: number, tenant) {
            let whole = try transaction.first("\(query) LIMIT 1") { try $0.next(Int64.self) }
            if let whole { return RecordHold.Record(subject: kind, number: whole) }
        }
        return nil
    }

    /// Records of which nothing personal is kept by themselves, and the case to which each belongs.
    private static func parts(of number: Int64, _ tenant: Tenant.ID) -> [(kind: String, query: SQL)] {
        let own: SQL = "WHERE tenant = \(tenant.number) AND id = \(number)"
        return [
            (TopicEvent.subject, "SELECT topic FROM suggestion_item \(own)"),
            (SessionEvent.subject, "SELECT session FROM session_enrolment \(own)"),
            (ProposalEvent.subject, "SELECT proposal FROM proposal_assignment \(own)"),
            (DeploymentEvent.subject, "SELECT deployment FROM deployment_receipt \(own)"),
        ]
    }

    /// The holds that lie somewhere, in the order in which they were placed.
    func placed(most: Int, in transaction: Transaction) throws -> [RecordHold.ID] {
        try transaction.rows(
            """
            SELECT id FROM record_hold WHERE tenant = \(tenant.number) AND state = 'placed' ORDER BY id LIMIT \(most)
            """
        ) { Identifier(try $0.next()) }
    }
}
