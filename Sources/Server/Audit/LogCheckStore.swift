// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The checks of a tenant's log.
struct LogCheckStore: Sendable {
    let tenant: Tenant.ID

    /// How it stands with the checks.
    struct Standing: Sendable {
        /// The last one that was begun.
        let latest: LogCheck?
        /// The last one that has ended.
        let lastEnded: LogCheck?
        /// When the last good one of the whole log began.
        let lastGoodWholeAt: Instant?
    }

    private static let selection: SQL = """
        SELECT c.id, c.person, p.name, c.began_at, c.ended_at, c.from_position, c.goal, c.position, c.chain, c.sealed_to,
            c.events, c.unsealed, c.seals, c.texts, c.erased, c.head_position, c.head_signature, c.holds_head, c.fault,
            c.bad_position, c.bad_event
        FROM log_check c LEFT JOIN person p ON p.tenant = c.tenant AND p.id = c.person
        """

    func standing(in transaction: Transaction) throws -> Standing {
        let recent = try list(before: nil, limit: 2, in: transaction)
        let whole = try transaction.first(
            """
            SELECT began_at FROM log_check
            WHERE tenant = \(tenant.number) AND from_position = 0 AND ended_at IS NOT NULL AND fault IS NULL
            ORDER BY id DESC LIMIT 1
            """
        ) { Instant(milliseconds: try $0.next()) }
        // One goes on at a time, so that of two the older has ended.
        return Standing(
            latest: recent.first, lastEnded: recent.first { $0.endedAt != nil }, lastGoodWholeAt: whole)
    }

    /// The last ones, latest first, before the one with this id.
    func list(before: LogCheck.ID?, limit: Int, in transaction: Transaction) throws -> [LogCheck] {
        try transaction.rows(
            """
            \(Self.selection) WHERE c.tenant = \(tenant.number) AND c.id < \(before?.number ?? .max)
            ORDER BY c.id DESC LIMIT \(limit)
            """, Self.check)
    }

    /// The one that goes on; nil when none does.
    func open(in transaction: Transaction) throws -> LogCheck? {
        try transaction.first(
            "\(Self.selection) WHERE c.tenant = \(tenant.number) AND c.ended_at IS NULL", Self.check)
    }

    /// The last good one: where it ended the next may begin.
    func lastGood(in transaction: Transaction) throws -> LogCheck? {
        try transaction.first(
            """
            \(Self.selection) WHERE c.tenant = \(tenant.number) AND c.ended_at IS NOT NULL AND c.fault IS NULL
            ORDER BY c.id DESC LIMIT 1
            """, Self.check)
    }

    /// Begins one, unless one goes on; returns false then. `walk`: where it begins; `goal`: how far the chain goes.
    func begin(
        _ id: LogCheck.ID, at walk: LogWalk, goal: Int64, by person: Person.ID?, comparing head: ChainHead?,
        at now: Instant, in transaction: Transaction
    ) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO log_check (id, tenant, person, began_at, from_position, goal, position, chain, sealed_to, events,
                unsealed, seals, texts, erased, head_position, head_signature)
            VALUES (\(id.number), \(tenant.number), \(person?.number), \(now.milliseconds), \(walk.position),
                \(max(goal, walk.position)), \(walk.position), \(walk.chain), \(walk.sealedTo), \(walk.events),
                \(walk.unsealed), \(walk.seals), \(walk.texts), \(walk.erased), \(head?.position), \(head?.signature))
            ON CONFLICT (tenant) WHERE ended_at IS NULL DO NOTHING
            """) == 1
    }

    /// Takes the one that goes on for a minute, unless another server has it.
    func claim(at now: Instant, in transaction: Transaction) throws -> LogCheck? {
        let claimed = try transaction.execute(
            """
            UPDATE log_check SET claimed_until = \(now.milliseconds + Self.claimMilliseconds)
            WHERE tenant = \(tenant.number) AND ended_at IS NULL
                AND (claimed_until IS NULL OR claimed_until <= \(now.milliseconds))
            """)
        return claimed == 1 ? try open(in: transaction) : nil
    }

    static let claimMilliseconds: Int64 = 60_000

    /// Notes how far it is, and goes on with the claim. False once somebody else is further, or has ended it.
    func note(_ walk: LogWalk, of check: LogCheck, at now: Instant, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            """
            UPDATE log_check SET claimed_until = \(now.milliseconds + Self.claimMilliseconds), \(Self.assignments(walk))
            WHERE tenant = \(tenant.number) AND id = \(check.id.number) AND ended_at IS NULL
                AND position < \(walk.position)
            """) == 1
    }

    /// Lets go of it, for the next server to go on.
    func release(_ check: LogCheck, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE log_check SET claimed_until = NULL
            WHERE tenant = \(tenant.number) AND id = \(check.id.number) AND ended_at IS NULL
            """)
    }

    /// Notes what was found. False when somebody else has done so.
    func end(
        _ check: LogCheck, _ walk: LogWalk, holdsHead: Bool?, at now: Instant, in transaction: Transaction
    ) throws -> Bool {
        let bad = walk.firstBad
        return try transaction.execute(
            """
            UPDATE log_check SET ended_at = \(now.milliseconds), claimed_until = NULL, \(Self.assignments(walk)),
                holds_head = \(holdsHead.map { $0 ? 1 : 0 }), fault = \(bad?.fault.rawValue),
                bad_position = \(bad?.position),
                bad_event = \(bad?.event.flatMap { Identifier<Never>($0)?.number })
            WHERE tenant = \(tenant.number) AND id = \(check.id.number) AND ended_at IS NULL
            """) == 1
    }

    private static func assignments(_ walk: LogWalk) -> SQL {
        """
        position = \(walk.position), chain = \(walk.chain), sealed_to = \(walk.sealedTo), events = \(walk.events),
            unsealed = \(walk.unsealed), seals = \(walk.seals), texts = \(walk.texts), erased = \(walk.erased)
        """
    }

    private static func check(_ row: inout Row) throws -> LogCheck {
        let id = LogCheck.ID(try row.next())
        let (person, name) = (try row.next(Int64?.self), try row.next(String?.self))
        let (began, ended) = (Instant(milliseconds: try row.next()), try row.next(Int64?.self))
        let (from, goal) = (try row.next(Int64.self), try row.next(Int64.self))
        var walk = LogWalk(
            position: try row.next(), chain: try row.next(), sealedTo: try row.next(), events: try row.next(),
            unsealed: try row.next(), seals: try row.next(), texts: try row.next(), erased: try row.next())
        let (position, signature) = (try row.next(Int64?.self), try row.next([UInt8]?.self))
        let holds = try row.next(Int?.self)
        let fault = try row.next(String?.self)
        let (badPosition, badEvent) = (try row.next(Int64?.self), try row.next(Int64?.self))
        if let fault {
            guard let fault = Verification.Fault(rawValue: fault) else {
                throw DatabaseError.malformed("log_check.fault")
            }
            walk.firstBad = .init(
                position: badPosition, event: badEvent.map { Identifier<Never>($0).text }, fault: fault)
        }
        var head: ChainHead?
        if let position, let signature { head = ChainHead(position: position, signature: signature) }
        return LogCheck(
            id: id, person: person.map { (Identifier($0), name ?? "") }, beganAt: began,
            endedAt: ended.map { Instant(milliseconds: $0) }, from: from, goal: goal, walk: walk, head: head,
            holdsHead: holds.map { $0 == 1 })
    }
}
