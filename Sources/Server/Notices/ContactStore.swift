// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// Where people can be reached outside the product, and how often they want to be.
struct ContactStore: Sendable {
    let tenant: Tenant.ID
    let keys: Keyring

    /// What somebody has said about a channel.
    struct Contact: Sendable {
        let channel: ContactChannel
        let address: ContactAddress?
        let pace: NoticePace

        /// How notices of a kind go out here.
        func pace(of kind: NoticeKind?, _ choices: [NoticeKind: NoticeChoice]) -> NoticePace {
            NoticeKind.pace(
                of: kind, kind.flatMap { choices[$0] } ?? .usual, on: channel, usual: pace)
        }
    }

    /// What a person has said about every channel, in their order.
    func contacts(of person: Person.ID, in transaction: Transaction) throws -> [Contact] {
        let channels = SQL(joining: ContactChannel.allCases.map { "(\($0.rawValue))" }, with: ", ")
        let found = try transaction.rows(
            """
            WITH channels (channel) AS (VALUES \(channels))
            SELECT w.channel, c.address, p.pace
            FROM channels w
            LEFT JOIN contact_point c
                ON c.tenant = \(tenant.number) AND c.person = \(person.number) AND c.channel = w.channel
            LEFT JOIN notice_preference p
                ON p.tenant = \(tenant.number) AND p.person = \(person.number) AND p.channel = w.channel
            """
        ) { try contact(&$0, of: person) }
        return ContactChannel.allCases.compactMap { channel in found.first { $0.channel == channel } }
    }

    private func contact(_ row: inout Row, of person: Person.ID) throws -> Contact {
        guard let channel = ContactChannel(rawValue: try row.next()) else {
            throw DatabaseError.malformed("contact_point.channel")
        }
        let address = try row.next([UInt8]?.self).map { try open($0, of: person, channel) }
        let pace = try row.next(String?.self).map { name in
            guard let pace = NoticePace(rawValue: name) else { throw DatabaseError.malformed("notice_preference.pace") }
            return pace
        }
        return Contact(channel: channel, address: address, pace: pace ?? .standard(for: channel))
    }

    /// Keeps a person's address of its channel; the one before is forgotten.
    func save(_ address: ContactAddress, of person: Person.ID, at now: Instant, in transaction: Transaction) throws {
        let sealed = keys.sealing.seal(Array(address.text.utf8), context: context(person, address.channel))
        try transaction.execute(
            """
            INSERT INTO contact_point (tenant, person, channel, address, address_hash, created_at)
            VALUES (\(tenant.number), \(person.number), \(address.channel.rawValue), \(sealed), \(hash(address)),
                \(now.milliseconds))
            ON CONFLICT (tenant, person, channel) DO UPDATE SET
                address = excluded.address, address_hash = excluded.address_hash, created_at = excluded.created_at
            """)
    }

    func save(
        _ pace: NoticePace, _ channel: ContactChannel, of person: Person.ID, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO notice_preference (tenant, person, channel, pace)
            VALUES (\(tenant.number), \(person.number), \(channel.rawValue), \(pace.rawValue))
            ON CONFLICT (tenant, person, channel) DO UPDATE SET pace = excluded.pace
            """)
    }

    /// Forgets a person's address of a channel.
    func remove(_ channel: ContactChannel, of person: Person.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            DELETE FROM contact_point
            WHERE tenant = \(tenant.number) AND person = \(person.number) AND channel = \(channel.rawValue)
            """)
    }

    /// Forgets all addresses of a person.
    func removeAll(of person: Person.ID, in transaction: Transaction) throws {
        try transaction.execute(
            "DELETE FROM contact_point WHERE tenant = \(tenant.number) AND person = \(person.number)")
    }

    /// The people who have given this address.
    func people(at address: ContactAddress, in transaction: Transaction) throws -> [Person.ID] {
        try transaction.rows(
            """
            SELECT person FROM contact_point
            WHERE tenant = \(tenant.number) AND address_hash = \(hash(address)) ORDER BY person
            """
        ) { Identifier(try $0.next()) }
    }

    /// Somebody who wants a digest today and has had none.
    struct Awaiting: Sendable {
        let person: Person.ID
        /// The day of the last digest, and how far the event chain was then; nil before the first one.
        let last: (day: Day, sealPosition: Int64)?
    }

    /// Everybody who may want a digest by one of these channels and has had none on this day: as usual, for some kind of what
    /// is unread, or for what the law asks for.
    func awaitingDigest(
        on day: Day, by channels: [ContactChannel], in transaction: Transaction
    ) throws -> [Awaiting] {
        let unread: SQL = """
            EXISTS (SELECT 1 FROM notice n JOIN event e ON e.tenant = n.tenant AND e.id = n.event
                WHERE n.tenant = c.tenant AND n.person = c.person AND n.digested_at IS NULL AND n.read_at IS NULL
            """
        let required = SQL(joining: NoticeSubject.requiredKinds.map { "\($0)" }, with: ", ")
        let wanted = channels.map { channel -> SQL in
            let pace: SQL = "COALESCE(p.pace, \(NoticePace.standard(for: channel).rawValue))"
            // What the law asks for goes out by a channel that goes out by itself, also where it was turned off.
            let owed: SQL =
                NoticePace.standard(for: channel) == .none
                ? "" : "OR (\(pace) = 'none' AND \(unread) AND e.subject_kind IN (\(required))))"
            return """
                (c.channel = \(channel.rawValue) AND (
                    \(pace) = 'digest' OR (\(pace) = 'each' AND \(unread))) \(owed)))
                """
        }
        guard !wanted.isEmpty else { return [] }
        return try transaction.rows(
            """
            SELECT w.person, d.day, d.seal_position
            FROM (
                SELECT DISTINCT c.person FROM contact_point c
                LEFT JOIN notice_preference p
                    ON p.tenant = c.tenant AND p.person = c.person AND p.channel = c.channel
                WHERE c.tenant = \(tenant.number) AND (\(SQL(joining: wanted, with: " OR ")))
            ) w
            LEFT JOIN digest d ON d.tenant = \(tenant.number) AND d.person = w.person AND d.day = (
                SELECT MAX(l.day) FROM digest l WHERE l.tenant = \(tenant.number) AND l.person = w.person)
            WHERE d.day IS NULL OR d.day < \(day.description)
            ORDER BY w.person
            """
        ) { row in
            let person = Identifier<Person>(try row.next())
            let lastDay = try row.next(String?.self).flatMap { Day($0) }
            let position = try row.next(Int64?.self)
            return Awaiting(person: person, last: lastDay.flatMap { day in position.map { (day, $0) } })
        }
    }

    private func hash(_ address: ContactAddress) -> [UInt8] { keys.lookup.digest(address.comparable) }

    private func open(_ sealed: [UInt8], of person: Person.ID, _ channel: ContactChannel) throws -> ContactAddress {
        let bytes = try keys.sealing.open(sealed, context: context(person, channel))
        guard let address = ContactAddress(String(decoding: bytes, as: UTF8.self), on: channel) else {
            throw DatabaseError.malformed("contact_point of \(person)")
        }
        return address
    }

    private func context(_ person: Person.ID, _ channel: ContactChannel) -> [UInt8] {
        Array("contact_point/\(tenant)/\(person)/\(channel.rawValue)".utf8)
    }
}
