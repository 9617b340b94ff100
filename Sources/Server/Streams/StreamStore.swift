// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What those who watch are told: written in the transaction of the change, numbered without gaps, told after it.
///
/// The numbers of a channel are given out under its row's lock, so they follow the order of commits: whoever has read up
/// to a number has missed nothing below it. That makes writers of one channel wait for each other; what many people write
/// at once, such as votes, is a figure (``LiveStreams/touch(_:in:)``) and no event.
struct StreamStore: Sendable {
    let tenant: Tenant.ID
    /// How long what was told can be told again.
    static let keptMilliseconds: Int64 = 2 * 86_400_000

    /// One event as it was written.
    struct Event: Sendable, Equatable {
        let number: Int64
        let kind: String
        /// JSON in one line.
        let data: String
    }

    /// Writes an event that carries nothing but what everybody who may watch the channel may see; `subject`: the record
    /// whose words are in it. As the last thing of a transaction, since others of the channel wait from here on.
    @discardableResult
    func append(
        _ kind: StreamEventKind, _ data: JSON, about subject: Int64? = nil, to channel: StreamChannel, at now: Instant,
        in transaction: Transaction
    ) throws -> Int64 {
        let number = try transaction.first(
            """
            INSERT INTO stream (tenant, channel, last_number) VALUES (\(tenant.number), \(channel.name), 1)
            ON CONFLICT (tenant, channel) DO UPDATE SET last_number = stream.last_number + 1
            RETURNING last_number
            """
        ) { try $0.next(Int64.self) }
        guard let number else { throw DatabaseError.malformed("stream") }
        try transaction.execute(
            """
            INSERT INTO stream_event (tenant, channel, number, kind, subject, data, made_at)
            VALUES (\(tenant.number), \(channel.name), \(number), \(kind.rawValue), \(subject),
                \(String(decoding: data.bytes, as: UTF8.self)), \(now.milliseconds))
            """)
        try Self.notify(channel, isFigure: false, in: transaction)
        return number
    }

    /// Events after that number, oldest first.
    func read(_ channel: StreamChannel, after number: Int64, limit: Int, in transaction: Transaction) throws -> [Event]
    {
        try transaction.rows(
            """
            SELECT number, kind, data FROM stream_event
            WHERE tenant = \(tenant.number) AND channel = \(channel.name) AND number > \(number)
            ORDER BY number LIMIT \(limit)
            """
        ) { Event(number: try $0.next(), kind: try $0.next(), data: try $0.next()) }
    }

    /// The number of the last event, 0 before the first. A page that is shown in the same transaction is as new as this.
    func last(of channel: StreamChannel, in transaction: Transaction) throws -> Int64 {
        try transaction.first(
            "SELECT last_number FROM stream WHERE tenant = \(tenant.number) AND channel = \(channel.name)"
        ) { try $0.next(Int64.self) } ?? 0
    }

    /// Takes the words of a record out of what was told; the numbers stay.
    func erase(about subject: Int64, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE stream_event SET kind = \(StreamEventKind.erased.rawValue), data = '{}'
            WHERE tenant = \(tenant.number) AND subject = \(subject)
            """)
    }

    /// Forgets what was told before that moment.
    func forget(before limit: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            "DELETE FROM stream_event WHERE tenant = \(tenant.number) AND made_at < \(limit.milliseconds)")
    }

    /// Tells the other servers, once this is committed, that a channel has something new.
    static func notify(_ channel: StreamChannel, isFigure: Bool, in transaction: Transaction) throws {
        guard transaction.dialect == .postgres else { return }
        let notification = StreamNotification(channel, isFigure: isFigure)
        try transaction.execute("SELECT pg_notify(\(StreamNotification.name), \(notification.text))")
    }
}
