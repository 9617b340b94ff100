// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What people are told inside the product.
struct NoticeStore: Sendable {
    let tenant: Tenant.ID

    /// A notice as its list shows it.
    struct Notice: Sendable {
        let id: Identifier<NoticeStore>
        let event: Int64
        let subjectKind: String
        let subjectNumber: Int64
        let eventKind: String
        let at: Instant
        let isRead: Bool

        /// The record; nil for a kind that this program does not know.
        var subject: NoticeSubject? { NoticeSubject(kind: subjectKind, number: subjectNumber) }
    }

    /// Puts a notice into the person's list; a second delivery of the same letter changes nothing.
    func deliver(
        _ letter: OutboxStore.Letter, as id: Int64, at now: Instant, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO notice (id, tenant, person, event, created_at)
            VALUES (\(id), \(tenant.number), \(letter.recipient.number), \(letter.event), \(now.milliseconds))
            ON CONFLICT (tenant, event, person) DO NOTHING
            """)
    }

    /// A person's notices, latest first, before the one with id `before`.
    func notices(
        of person: Person.ID, before: Identifier<NoticeStore>?, limit: Int, in transaction: Transaction
    ) throws -> [Notice] {
        try transaction.rows(
            """
            SELECT n.id, n.event, e.subject_kind, e.subject, e.kind, e.recorded_at, n.read_at
            FROM notice n JOIN event e ON e.tenant = n.tenant AND e.id = n.event
            WHERE n.tenant = \(tenant.number) AND n.person = \(person.number) AND n.id < \(before?.number ?? .max)
            ORDER BY n.id DESC LIMIT \(limit)
            """
        ) { try Self.notice(&$0) }
    }

    private static func notice(_ row: inout Row) throws -> Notice {
        Notice(
            id: Identifier(try row.next()), event: try row.next(), subjectKind: try row.next(),
            subjectNumber: try row.next(),
            eventKind: try row.next(), at: Instant(milliseconds: try row.next()),
            isRead: try row.next(Int64?.self) != nil)
    }

    /// A person's unread notices that no digest has told of yet, oldest first.
    func undigested(of person: Person.ID, in transaction: Transaction) throws -> [Notice] {
        try transaction.rows(
            """
            SELECT n.id, n.event, e.subject_kind, e.subject, e.kind, e.recorded_at, n.read_at
            FROM notice n JOIN event e ON e.tenant = n.tenant AND e.id = n.event
            WHERE n.tenant = \(tenant.number) AND n.person = \(person.number)
                AND n.digested_at IS NULL AND n.read_at IS NULL
            ORDER BY n.id
            """
        ) { try Self.notice(&$0) }
    }

    /// Notes that a digest has told of these notices.
    func markDigested(_ notices: [Notice], at now: Instant, in transaction: Transaction) throws {
        guard !notices.isEmpty else { return }
        let ids = SQL(joining: notices.map { "\($0.id.number)" }, with: ", ")
        try transaction.execute(
            """
            UPDATE notice SET digested_at = \(now.milliseconds)
            WHERE tenant = \(tenant.number) AND id IN (\(ids)) AND digested_at IS NULL
            """)
    }

    /// How many unread notices are counted at most. Every request of somebody who is signed in asks for the number, and who
    /// never reads the own notices has tens of thousands after some years; no page tells more than this apart.
    static let unreadMax = 1_000

    /// How many notices somebody has not read, ``unreadMax`` at most, as a column beside others of a row that names tenant
    /// and person.
    static func unreadCount(tenant: SQL, person: SQL) -> SQL {
        """
        (SELECT COUNT(*) FROM (
            SELECT 1 FROM notice n WHERE n.tenant = \(tenant) AND n.person = \(person) AND n.read_at IS NULL
            LIMIT \(unreadMax)) unread)
        """
    }

    /// Marks all of a person's notices as read.
    func markRead(of person: Person.ID, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE notice SET read_at = \(now.milliseconds)
            WHERE tenant = \(tenant.number) AND person = \(person.number) AND read_at IS NULL
            """)
    }
}
