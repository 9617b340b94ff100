// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The rows of requests about personal data.
struct PersonalDataStore: Sendable {
    let tenant: Tenant.ID

    /// The events of a topic that hold what its submitter said, the public wording made of it, and what was said between
    /// people at odds.
    static let personalKinds = [
        "submitted", "submitted_and_held", "answered", "added", "withdrawal_asked", "reviewed", "round_opened",
        "corrected", "place_corrected", "contact_replaced", "mediated", "taken_over", "judged",
    ]

    func save(_ transition: Transition<PersonalDataRequest>, in transaction: Transaction) throws {
        let (before, after) = (transition.before, transition.after)
        guard before.version > 0 else {
            try transaction.execute(
                """
                INSERT INTO personal_data_request (id, tenant, kind, whose_kind, whose, state, \(DeadlineColumns.names),
                    version)
                VALUES (\(after.id.number), \(tenant.number), \(after.asking.kind.rawValue),
                    \(after.asking.whose.kind.rawValue), \(after.asking.whose.number), \(after.state.name.rawValue),
                    \(DeadlineColumns.values(after.deadline)), \(after.version))
                """)
            return
        }
        let changed = try transaction.execute(
            """
            UPDATE personal_data_request SET state = \(after.state.name.rawValue),
                \(DeadlineColumns.assignments(after.deadline)), version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    func hasOpen(_ asking: PersonalDataRequest.Asking, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            """
            SELECT 1 FROM personal_data_request
            WHERE tenant = \(tenant.number) AND kind = \(asking.kind.rawValue)
                AND whose_kind = \(asking.whose.kind.rawValue) AND whose = \(asking.whose.number) AND state = 'open'
            """
        ) { try $0.next(Int64.self) } != nil
    }

    /// Somebody's last request of each kind.
    func latest(of whose: MaskedIdentity, in transaction: Transaction) throws -> [PersonalDataRequest.ID] {
        try transaction.rows(
            """
            SELECT MAX(id) FROM personal_data_request
            WHERE tenant = \(tenant.number) AND whose_kind = \(whose.kind.rawValue) AND whose = \(whose.number)
            GROUP BY kind ORDER BY 1
            """
        ) { Identifier(try $0.next()) }
    }

    /// All that somebody has asked, oldest first.
    func all(of whose: MaskedIdentity, in transaction: Transaction) throws -> [PersonalDataRequest.ID] {
        try transaction.rows(
            """
            SELECT id FROM personal_data_request
            WHERE tenant = \(tenant.number) AND whose_kind = \(whose.kind.rawValue) AND whose = \(whose.number) ORDER BY id
            """
        ) { Identifier(try $0.next()) }
    }

    /// How many requests are to be decided by today, and how many should have been.
    func deadlines(today: Day, since day: Day, in transaction: Transaction) throws -> DeadlineCounts {
        try DeadlineCounts.read(
            "personal_data_request WHERE tenant = \(tenant.number) AND state = 'open'", owing: "due_on IS NOT NULL",
            due: "due_on", today: today, since: day, in: transaction)
    }

    /// A request in a list.
    struct Listed: Sendable {
        let id: PersonalDataRequest.ID
        let kind: PersonalDataRequest.Kind
        let whoseKind: MaskedIdentity.Kind
        let whose: Int64
        let state: PersonalDataRequest.State.Name
        let dueOn: Day?
    }

    /// Requests by id, which is the order of their deadlines; after the one with id `after`.
    func list(
        isOpen: Bool, after: PersonalDataRequest.ID?, limit: Int, in transaction: Transaction
    ) throws -> [Listed] {
        let state: SQL = isOpen ? "state = 'open'" : "state <> 'open'"
        return try transaction.rows(
            """
            SELECT id, kind, whose_kind, whose, state, due_on FROM personal_data_request
            WHERE tenant = \(tenant.number) AND \(state) AND id > \(after?.number ?? 0) ORDER BY id LIMIT \(limit)
            """
        ) { row in
            let id = Identifier<PersonalDataRequest>(try row.next())
            guard let kind = PersonalDataRequest.Kind(rawValue: try row.next()),
                let whoseKind = MaskedIdentity.Kind(rawValue: try row.next())
            else { throw DatabaseError.malformed("personal_data_request \(id)") }
            let whose = try row.next(Int64.self)
            guard let state = PersonalDataRequest.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("personal_data_request \(id)")
            }
            return Listed(
                id: id, kind: kind, whoseKind: whoseKind, whose: whose, state: state,
                dueOn: try row.next(String?.self).flatMap { Day($0) })
        }
    }

    /// How many wait, how many of these are overdue, and how many were decided.
    func counts(today: Day, in transaction: Transaction) throws -> (open: Int, overdue: Int, decided: Int) {
        try transaction.first(
            """
            SELECT COALESCE(SUM(CASE WHEN state = 'open' THEN 1 ELSE 0 END), 0),
                COALESCE(SUM(CASE WHEN due_on < \(today.description) THEN 1 ELSE 0 END), 0),
                COALESCE(SUM(CASE WHEN state = 'open' THEN 0 ELSE 1 END), 0)
            FROM personal_data_request WHERE tenant = \(tenant.number)
            """
        ) { (open: try $0.next(), overdue: try $0.next(), decided: try $0.next()) } ?? (0, 0, 0)
    }
}
