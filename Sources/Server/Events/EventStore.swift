// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import Foundation

/// Writes events and reads them back. Nobody else touches the log.
struct EventStore: Sendable {
    let keys: Keyring
    let ids: IDGenerator

    /// Who acted, in which role, and when: said beside every event.
    struct Circumstances: Sendable {
        let tenant: Tenant.ID
        let actor: Actor
        let role: Role?
        let recordedAt: Instant
        /// The day it happened, where that is not the day it was entered.
        var occurredOn: Day?
    }

    /// What an event left in the database: its id and the rows that hold its words.
    struct Recorded: Sendable {
        let event: Int64
        fileprivate let contents: [String: Int64]

        /// The content row of a text that the event said.
        func content(of text: FreeText?) -> Int64? {
            text?.words.flatMap { contents[$0] }
        }
    }

    /// Appends the event of a transition, its words apart.
    func append<Case: Lifecycle>(
        _ transition: Transition<Case>, subject: Int64, _ circumstances: Circumstances, in transaction: Transaction
    ) throws -> Recorded {
        let keeper = ContentKeeper(ids: ids)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        encoder.userInfo[.freeTextKeeper] = keeper
        let facts = String(decoding: try encoder.encode(transition.event), as: UTF8.self)
        try ContentStore(keys: keys).insert(keeper.kept, tenant: circumstances.tenant, in: transaction)
        let event = ids.next()
        let (actorKind, actor) = Self.columns(of: circumstances.actor)
        try transaction.execute(
            """
            INSERT INTO event (id, tenant, subject_kind, subject, subject_version, kind, version, actor_kind, actor,
                role, recorded_at, occurred_on, facts)
            VALUES (\(event), \(circumstances.tenant.number), \(Case.Event.subject), \(subject),
                \(transition.after.version), \(transition.event.kind), \(Case.Event.version), \(actorKind), \(actor),
                \(circumstances.role?.rawValue), \(circumstances.recordedAt.milliseconds),
                \((circumstances.occurredOn ?? circumstances.recordedAt.day).description), \(facts))
            """)
        return Recorded(
            event: event, contents: Dictionary(keeper.kept.map { ($0.words, $0.id) }, uniquingKeysWith: { a, _ in a }))
    }

    /// The events of one record, oldest first, with who acted.
    func log<Event: LifecycleEvent>(
        of subject: Int64, tenant: Tenant.ID, as: Event.Type, in transaction: Transaction
    ) throws -> [Entry<Event>] {
        let rows = try transaction.rows(
            """
            SELECT e.facts, e.actor_kind, e.actor, p.name, e.role, e.recorded_at
            FROM event e LEFT JOIN person p ON p.tenant = e.tenant AND p.id = e.actor
            WHERE e.tenant = \(tenant.number) AND e.subject_kind = \(Event.subject) AND e.subject = \(subject)
            ORDER BY e.subject_version
            """
        ) { row -> RawEntry in try RawEntry(&row) }
        let words = try ContentStore(keys: keys).words(
            behind: rows.flatMap { ContentKeeper.references(in: $0.facts) }, tenant: tenant, in: transaction)
        let decoder = JSONDecoder()
        decoder.userInfo[.freeTextKeeper] = ContentKeeper(ids: ids, words: words)
        return try rows.map { raw in
            Entry(
                event: try decoder.decode(Event.self, from: Data(raw.facts.utf8)), actorKind: raw.actorKind,
                actorName: raw.actorName, role: raw.role.flatMap(Role.init), at: raw.recordedAt)
        }
    }

    /// One event of a record's log.
    struct Entry<Event: LifecycleEvent>: Sendable {
        let event: Event
        let actorKind: String
        let actorName: String?
        let role: Role?
        let at: Instant
    }

    private struct RawEntry {
        let facts: String
        let actorKind: String
        let actorName: String?
        let role: String?
        let recordedAt: Instant

        init(_ row: inout Row) throws {
            facts = try row.next()
            actorKind = try row.next()
            _ = try row.next(Int64?.self)
            actorName = try row.next()
            role = try row.next()
            recordedAt = Instant(milliseconds: try row.next())
        }
    }

    private static func columns(of actor: Actor) -> (kind: String, id: Int64?) {
        switch actor {
        case .visitor: ("visitor", nil)
        case .codeHolder: ("code_holder", nil)
        case .staff(let staff): ("staff", staff.id.number)
        case .console: ("console", nil)
        case .system: ("system", nil)
        }
    }
}
