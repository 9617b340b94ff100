// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The rows of holds.
struct HoldStore: Sendable {
    let tenant: Tenant.ID

    func save(_ transition: Transition<RecordHold>, in transaction: Transaction) throws {
        let (before, after) = (transition.before, transition.after)
        guard before.version > 0 else {
            let (kind, number) = Self.columns(of: after.record)
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

    func isHeld(_ record: RecordHold.Record, in transaction: Transaction) throws -> Bool {
        let (kind, number) = Self.columns(of: record)
        return try transaction.first(
            """
            SELECT 1 FROM record_hold
            WHERE tenant = \(tenant.number) AND record_kind = \(kind) AND record = \(number) AND state = 'placed'
            """
        ) { try $0.next(Int64.self) } != nil
    }

    /// The holds that lie somewhere, in the order in which they were placed.
    func placed(most: Int, in transaction: Transaction) throws -> [RecordHold.ID] {
        try transaction.rows(
            """
            SELECT id FROM record_hold WHERE tenant = \(tenant.number) AND state = 'placed' ORDER BY id LIMIT \(most)
            """
        ) { Identifier(try $0.next()) }
    }

    private static func columns(of record: RecordHold.Record) -> (String, Int64) {
        switch record {
        case .topic(let id): (TopicEvent.subject, id.number)
        case .session(let id): (SessionEvent.subject, id.number)
        }
    }
}
