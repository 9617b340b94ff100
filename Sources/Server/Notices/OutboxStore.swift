// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What is to be told: written in the transaction of the change, delivered after it.
struct OutboxStore: Sendable {
    let tenant: Tenant.ID

    /// One thing to tell one person.
    struct Letter: Sendable {
        let id: Int64
        let event: Int64
        let recipient: Person.ID
        let attempts: Int
        /// What the event speaks of; nil for a kind that this program does not know.
        let subject: NoticeSubject?
        let eventKind: String
    }

    func insert(
        _ event: Int64, to recipients: [Person.ID], ids: IDGenerator, at now: Instant, in transaction: Transaction
    ) throws {
        guard !recipients.isEmpty else { return }
        let rows = recipients.map { recipient -> SQL in
            "(\(ids.next()), \(tenant.number), \(event), \(recipient.number), \(now.milliseconds))"
        }
        try transaction.execute(
            """
            INSERT INTO outbox (id, tenant, event, recipient, next_try_at)
            VALUES \(SQL(joining: rows, with: ", "))
            """)
    }

    /// Letters whose time has come, oldest first.
    func due(at now: Instant, limit: Int, in transaction: Transaction) throws -> [Letter] {
        try transaction.rows(
            """
            SELECT o.id, o.event, o.recipient, o.attempts, e.subject_kind, e.subject, e.kind
            FROM outbox o JOIN event e ON e.tenant = o.tenant AND e.id = o.event
            WHERE o.tenant = \(tenant.number) AND o.delivered_at IS NULL AND o.next_try_at <= \(now.milliseconds)
            ORDER BY o.next_try_at, o.id LIMIT \(limit)
            """
        ) {
            Letter(
                id: try $0.next(), event: try $0.next(), recipient: Identifier(try $0.next()), attempts: try $0.next(),
                subject: NoticeSubject(kind: try $0.next(), number: try $0.next()), eventKind: try $0.next())
        }
    }

    func markDelivered(_ letter: Letter, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE outbox SET delivered_at = \(now.milliseconds), attempts = attempts + 1
            WHERE tenant = \(tenant.number) AND id = \(letter.id) AND delivered_at IS NULL
            """)
    }

    /// Tries again later: after a minute, then two, four …, at most a day.
    func postpone(_ letter: Letter, at now: Instant, in transaction: Transaction) throws {
        let wait = min(Int64(60_000) << Int64(min(letter.attempts, 12)), 86_400_000)
        try transaction.execute(
            """
            UPDATE outbox SET attempts = attempts + 1, next_try_at = \(now.milliseconds + wait)
            WHERE tenant = \(tenant.number) AND id = \(letter.id)
            """)
    }
}
