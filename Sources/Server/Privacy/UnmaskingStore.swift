// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The rows of requests to unmask.
struct UnmaskingStore: Sendable {
    let tenant: Tenant.ID

    func save(
        _ transition: Transition<UnmaskingRequest>, at now: Instant, in transaction: Transaction
    ) throws {
        let (before, after) = (transition.before, transition.after)
        guard before.version > 0 else { return try insert(after, in: transaction) }
        let end: Int64? = if case .granted(let end) = after.state { end.milliseconds } else { nil }
        let look: SQL = before.looks == after.looks ? "" : "looked_at = COALESCE(looked_at, \(now.milliseconds)),"
        let changed = try transaction.execute(
            """
            UPDATE unmasking_request SET state = \(after.state.name.rawValue), granted_until = \(end),
                \(look) looks = \(after.looks), \(DeadlineColumns.assignments(after.deadline)),
                version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    private func insert(_ request: UnmaskingRequest, in transaction: Transaction) throws {
        let asking = request.asking
        try transaction.execute(
            """
            INSERT INTO unmasking_request (id, tenant, identity_kind, identity, asker, state, looks,
                \(DeadlineColumns.names), version)
            VALUES (\(request.id.number), \(tenant.number), \(asking.identity.kind.rawValue),
                \(asking.identity.number), \(asking.asker.number), \(request.state.name.rawValue), 0,
                \(DeadlineColumns.values(request.deadline)), \(request.version))
            """)
    }

    func hasOpen(for identity: MaskedIdentity, by asker: Person.ID, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            """
            SELECT 1 FROM unmasking_request
            WHERE tenant = \(tenant.number) AND identity_kind = \(identity.kind.rawValue)
                AND identity = \(identity.number) AND asker = \(asker.number) AND state = 'open'
            """
        ) { try $0.next(Int64.self) } != nil
    }

    /// The requests by which somebody has seen this identity, oldest first.
    func looked(at identity: MaskedIdentity, in transaction: Transaction) throws -> [(UnmaskingRequest.ID, at: Instant)]
    {
        try transaction.rows(
            """
            SELECT id, looked_at FROM unmasking_request
            WHERE tenant = \(tenant.number) AND identity_kind = \(identity.kind.rawValue)
                AND identity = \(identity.number) AND looks > 0
            ORDER BY id
            """
        ) { (Identifier(try $0.next()), Instant(milliseconds: try $0.next())) }
    }

    /// How many requests are to be decided by today, and how many should have been.
    func deadlines(today: Day, since day: Day, in transaction: Transaction) throws -> DeadlineCounts {
        try DeadlineCounts.read(
            "unmasking_request WHERE tenant = \(tenant.number) AND state = 'open'", owing: "due_on IS NOT NULL",
            due: "due_on", today: today, since: day, in: transaction)
    }

    /// A request in a list.
    struct Listed: Sendable {
        let id: UnmaskingRequest.ID
        let kind: MaskedIdentity.Kind
        let state: UnmaskingRequest.State.Name
        let dueOn: Day?
        let looks: Int
    }

    /// Requests by id, after the one with id `after`. `asker`: only this person's; nil for everybody's.
    func list(
        isOpen: Bool, asker: Person.ID?, after: UnmaskingRequest.ID?, limit: Int, in transaction: Transaction
    ) throws -> [Listed] {
        let state: SQL = isOpen ? "state = 'open'" : "state <> 'open'"
        return try transaction.rows(
            """
            SELECT id, identity_kind, state, due_on, looks FROM unmasking_request
            WHERE tenant = \(tenant.number) AND \(state) AND \(Self.own(asker)) AND id > \(after?.number ?? 0)
            ORDER BY id LIMIT \(limit)
            """
        ) { row in
            let id = Identifier<UnmaskingRequest>(try row.next())
            guard let kind = MaskedIdentity.Kind(rawValue: try row.next()),
                let state = UnmaskingRequest.State.Name(rawValue: try row.next())
            else { throw DatabaseError.malformed("unmasking_request \(id)") }
            return Listed(
                id: id, kind: kind, state: state, dueOn: try row.next(String?.self).flatMap { Day($0) },
                looks: try row.next())
        }
    }

    func counts(asker: Person.ID?, in transaction: Transaction) throws -> (open: Int, decided: Int) {
        try transaction.first(
            """
            SELECT COALESCE(SUM(CASE WHEN state = 'open' THEN 1 ELSE 0 END), 0),
                COALESCE(SUM(CASE WHEN state = 'open' THEN 0 ELSE 1 END), 0)
            FROM unmasking_request WHERE tenant = \(tenant.number) AND \(Self.own(asker))
            """
        ) { (open: try $0.next(), decided: try $0.next()) } ?? (0, 0)
    }

    private static func own(_ asker: Person.ID?) -> SQL { asker.map { "asker = \($0.number)" } ?? "1 = 1" }
}
