// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// What is to be sent by mail or SMS. Any use case writes it in the transaction of its change; the courier sends it
/// after that, at least once. Once it was sent or given up, address and words are gone from the row.
struct MessageStore: Sendable {
    let tenant: Tenant.ID
    let keys: Keyring

    /// How long a message is tried if whoever wrote it says nothing else.
    static let lifeMilliseconds: Int64 = 7 * 86_400_000
    /// How long an attempt keeps others away: longer than the slowest conversations one after the other.
    static let leaseMilliseconds: Int64 = 120_000

    /// A message that an attempt has taken for itself.
    struct Claimed: Sendable {
        let id: Identifier<MessageStore>
        let address: ContactAddress
        let title: String
        let text: String
        let createdAt: Instant
        let expiresAt: Instant
        let attempts: Int
    }

    /// Writes a message. False when one is there already under this key: then nothing changes.
    ///
    /// `recipient`: whose contact point it is; nil for people without an account. `expiresAt`: from when on it is of no
    /// use any more, as a code that is valid for minutes; a week if nothing is said.
    @discardableResult
    func insert(
        to address: ContactAddress, title: String, text: String, key: String, recipient: Person.ID? = nil,
        expiresAt: Instant? = nil, as id: Identifier<MessageStore>, at now: Instant, in transaction: Transaction
    ) throws -> Bool {
        let last = expiresAt ?? now.advanced(byMilliseconds: Self.lifeMilliseconds)
        return try transaction.execute(
            """
            INSERT INTO message (id, tenant, channel, idempotency_key, recipient, address, title, text,
                created_at, expires_at, next_try_at)
            VALUES (\(id.number), \(tenant.number), \(address.channel.rawValue), \(key), \(recipient?.number),
                \(seal(address.text, .address, id)), \(seal(title, .title, id)), \(seal(text, .text, id)),
                \(now.milliseconds), \(last.milliseconds), \(now.milliseconds))
            ON CONFLICT (tenant, idempotency_key) DO NOTHING
            """) == 1
    }

    /// Somebody without an account to whom the same words go as to others.
    struct Receiver: Sendable {
        let id: Identifier<MessageStore>
        let address: ContactAddress
        let key: String
    }

    /// Writes the same words to several people without an account, in one statement for every hundred. Where a message is
    /// there already under a key, nothing changes.
    func insert(
        to receivers: [Receiver], title: String, text: String, at now: Instant, in transaction: Transaction
    ) throws {
        let last = now.advanced(byMilliseconds: Self.lifeMilliseconds).milliseconds
        for start in stride(from: 0, to: receivers.count, by: 100) {
            let rows = receivers[start..<min(start + 100, receivers.count)].map { receiver -> SQL in
                """
                (\(receiver.id.number), \(tenant.number), \(receiver.address.channel.rawValue), \(receiver.key), NULL,
                    \(seal(receiver.address.text, .address, receiver.id)), \(seal(title, .title, receiver.id)),
                    \(seal(text, .text, receiver.id)), \(now.milliseconds), \(last), \(now.milliseconds))
                """
            }
            try transaction.execute(
                """
                INSERT INTO message (id, tenant, channel, idempotency_key, recipient, address, title, text,
                    created_at, expires_at, next_try_at)
                VALUES \(SQL(joining: rows, with: ", "))
                ON CONFLICT (tenant, idempotency_key) DO NOTHING
                """)
        }
    }

    /// The key of the message that tells somebody of one event at once.
    static func key(of event: Int64, to recipient: Person.ID, on channel: ContactChannel) -> String {
        "event/\(Identifier<Never>(event))/\(recipient)/\(channel.rawValue)"
    }

    /// Those of these keys under which a message was written, sent or not.
    func written(_ keys: [String], in transaction: Transaction) throws -> Set<String> {
        guard !keys.isEmpty else { return [] }
        return Set(
            try transaction.rows(
                """
                SELECT idempotency_key FROM message
                WHERE tenant = \(tenant.number) AND idempotency_key IN (\(SQL(joining: keys.map { "\($0)" }, with: ", ")))
                """
            ) { try $0.next(String.self) })
    }

    /// Takes the messages of a channel whose time has come, oldest first, and keeps everybody else away from them for a
    /// while. If the taker dies, they are taken again after that.
    func claim(
        _ channel: ContactChannel, at now: Instant, limit: Int, in transaction: Transaction
    ) throws -> [Claimed] {
        try transaction.rows(
            """
            UPDATE message SET attempts = attempts + 1, next_try_at = \(now.milliseconds + Self.leaseMilliseconds)
            WHERE tenant = \(tenant.number) AND id IN (
                SELECT id FROM message
                WHERE tenant = \(tenant.number) AND channel = \(channel.rawValue) AND address IS NOT NULL
                    AND next_try_at <= \(now.milliseconds)
                ORDER BY next_try_at, id LIMIT \(limit)
                \(sqlite: "", postgres: "FOR UPDATE SKIP LOCKED"))
            RETURNING id, address, title, text, created_at, expires_at, attempts
            """
        ) { row in
            let id = Identifier<MessageStore>(try row.next())
            guard let address = ContactAddress(try open(try row.next(), .address, id), on: channel) else {
                throw DatabaseError.malformed("message \(id)")
            }
            return Claimed(
                id: id, address: address, title: try open(try row.next(), .title, id),
                text: try open(try row.next(), .text, id), createdAt: Instant(milliseconds: try row.next()),
                expiresAt: Instant(milliseconds: try row.next()), attempts: try row.next())
        }
    }

    /// It was handed over: from now on nobody sends it, and nobody can read it here.
    func markDelivered(_ message: Claimed, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE message SET delivered_at = \(now.milliseconds), address = NULL, title = NULL, text = NULL
            WHERE tenant = \(tenant.number) AND id = \(message.id.number) AND address IS NOT NULL
            """)
    }

    /// It cannot be handed over, or no longer needs to be.
    func giveUp(_ message: Claimed, at now: Instant, in transaction: Transaction) throws {
        try giveUp("id = \(message.id.number)", at: now, in: transaction)
    }

    /// Tries again later: after half a minute, then one, two, four …, at most an hour, so that all is caught up with soon
    /// after a gateway is back. Not if somebody else has taken it meanwhile.
    func postpone(_ message: Claimed, at now: Instant, in transaction: Transaction) throws {
        let wait = min(Int64(30_000) << Int64(min(max(message.attempts - 1, 0), 12)), 3_600_000)
        try transaction.execute(
            """
            UPDATE message SET next_try_at = \(now.milliseconds + wait)
            WHERE tenant = \(tenant.number) AND id = \(message.id.number) AND address IS NOT NULL
                AND attempts = \(message.attempts)
            """)
    }

    /// Gives up what still waits for a person on a channel, whose address there is no longer the same.
    func withdraw(from person: Person.ID, _ channel: ContactChannel, at now: Instant, in transaction: Transaction)
        throws
    {
        try giveUp("recipient = \(person.number) AND channel = \(channel.rawValue)", at: now, in: transaction)
    }

    /// Sends to another address what still waits under one of these keys, or as what a topic hears of another (``TopicContacts``).
    func redirect(
        _ keys: [String], andTopicsOf topic: String, to address: ContactAddress, in transaction: Transaction
    ) throws {
        let listed = SQL(joining: keys.map { "\($0)" }, with: ", ")
        let waiting = try transaction.rows(
            """
            SELECT id FROM message
            WHERE tenant = \(tenant.number) AND channel = \(address.channel.rawValue) AND address IS NOT NULL
                AND (idempotency_key IN (\(listed)) OR idempotency_key LIKE \("topic/%/\(topic)"))
            """
        ) { Identifier<MessageStore>(try $0.next()) }
        for id in waiting {
            try transaction.execute(
                """
                UPDATE message SET address = \(seal(address.text, .address, id))
                WHERE tenant = \(tenant.number) AND id = \(id.number) AND address IS NOT NULL
                """)
        }
    }

    /// Gives up what nobody has come round to send in its time, as where a channel has no gateway. Returns how many.
    @discardableResult
    func giveUpExpired(at now: Instant, in transaction: Transaction) throws -> Int {
        try giveUp(
            "expires_at <= \(now.milliseconds) AND next_try_at <= \(now.milliseconds)", at: now, in: transaction)
    }

    @discardableResult
    private func giveUp(_ condition: SQL, at now: Instant, in transaction: Transaction) throws -> Int {
        try transaction.execute(
            """
            UPDATE message SET given_up_at = \(now.milliseconds), address = NULL, title = NULL, text = NULL
            WHERE tenant = \(tenant.number) AND address IS NOT NULL AND \(condition)
            """)
    }

    /// How many messages wait, and how many were given up in the time that rows are kept; of all tenants.
    static func figures(in transaction: Transaction) throws -> (waiting: Int, givenUp: Int) {
        try transaction.first(
            """
            SELECT (SELECT COUNT(*) FROM message WHERE address IS NOT NULL),
                (SELECT COUNT(*) FROM message WHERE given_up_at IS NOT NULL)
            """
        ) { (try $0.next(), try $0.next()) } ?? (0, 0)
    }

    private enum Column: String {
        case address, title, text
    }

    private func seal(_ words: String, _ column: Column, _ id: Identifier<MessageStore>) -> [UInt8] {
        keys.sealing.seal(Array(words.utf8), context: context(column, id))
    }

    private func open(_ sealed: [UInt8], _ column: Column, _ id: Identifier<MessageStore>) throws -> String {
        String(decoding: try keys.sealing.open(sealed, context: context(column, id)), as: UTF8.self)
    }

    private func context(_ column: Column, _ id: Identifier<MessageStore>) -> [UInt8] {
        Array("message.\(column.rawValue)/\(tenant)/\(id)".utf8)
    }
}
