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
        /// How those have agreed whom its public words show (BR-41); the words lie with the event's own, and go with them.
        var consent: FreeText?
        /// For whom the person acts, as a unit's substitute officer.
        var actingFor: Person.ID?
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
        try append(
            transition.event, subject: subject, subjectVersion: transition.after.version, circumstances,
            in: transaction)
    }

    /// Appends an event as the so-many-th of its record, its words apart.
    @discardableResult
    func append<Event: LifecycleEvent>(
        _ said: Event, subject: Int64, subjectVersion: Int, _ circumstances: Circumstances, in transaction: Transaction
    ) throws -> Recorded {
        let keeper = ContentKeeper(ids: ids)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        encoder.userInfo[.freeTextKeeper] = keeper
        let facts = String(
            decoding: try encoder.encode(
                EventFacts(event: said, consent: circumstances.consent, actingFor: circumstances.actingFor)),
            as: UTF8.self)
        try ContentStore(keys: keys).insert(keeper.kept, tenant: circumstances.tenant, in: transaction)
        let id = ids.next()
        let (actorKind, actor) = Self.columns(of: circumstances.actor)
        try transaction.execute(
            """
            INSERT INTO event (id, tenant, subject_kind, subject, subject_version, kind, version, actor_kind, actor,
                role, recorded_at, occurred_on, facts)
            VALUES (\(id), \(circumstances.tenant.number), \(Event.subject), \(subject),
                \(subjectVersion), \(said.kind), \(Event.version), \(actorKind), \(actor),
                \(circumstances.role?.rawValue), \(circumstances.recordedAt.milliseconds),
                \((circumstances.occurredOn ?? circumstances.recordedAt.day).description), \(facts))
            """)
        return Recorded(
            event: id, contents: Dictionary(keeper.kept.map { ($0.words, $0.id) }, uniquingKeysWith: { a, _ in a }))
    }

    /// The events of one record, oldest first, with who acted.
    func log<Event: LifecycleEvent>(
        of subject: Int64, tenant: Tenant.ID, as: Event.Type, in transaction: Transaction
    ) throws -> [Entry<Event>] {
        try entries("e.subject = \(subject)", tenant: tenant, as: Event.self, in: transaction).map(\.entry)
    }

    /// The events of several records of a kind, each one's oldest first, read at once; a record without any is not in it.
    func logs<Event: LifecycleEvent>(
        of subjects: [Int64], tenant: Tenant.ID, as: Event.Type, in transaction: Transaction
    ) throws -> [Int64: [Entry<Event>]] {
        guard !subjects.isEmpty else { return [:] }
        let found = try entries(
            "e.subject IN (\(SQL(numbers: subjects)))", tenant: tenant, as: Event.self, in: transaction)
        return Dictionary(grouping: found, by: \.subject).mapValues { $0.map(\.entry) }
    }

    private func entries<Event: LifecycleEvent>(
        _ condition: SQL, tenant: Tenant.ID, as: Event.Type, in transaction: Transaction
    ) throws -> [(subject: Int64, entry: Entry<Event>)] {
        let rows = try transaction.rows(
            """
            SELECT e.subject, e.id, e.facts, e.actor_kind, e.actor, p.name, e.role, e.recorded_at
            FROM event e LEFT JOIN person p ON p.tenant = e.tenant AND p.id = e.actor
            WHERE e.tenant = \(tenant.number) AND e.subject_kind = \(Event.subject) AND \(condition)
            ORDER BY e.subject, e.subject_version
            """
        ) { row -> RawEntry in try RawEntry(&row) }
        let words = try ContentStore(keys: keys).words(
            behind: rows.flatMap { ContentKeeper.references(in: $0.facts) }, tenant: tenant, in: transaction)
        let decoder = JSONDecoder()
        decoder.userInfo[.freeTextKeeper] = ContentKeeper(ids: ids, words: words)
        return try rows.map { raw in
            let facts = try decoder.decode(EventFacts<Event>.self, from: Data(raw.facts.utf8))
            return (
                raw.subject,
                Entry(
                    id: raw.id, event: facts.event, consent: facts.consent, actorKind: raw.actorKind,
                    person: raw.person, actorName: raw.actorName,
                    role: raw.role.flatMap(Role.init), at: raw.recordedAt)
            )
        }
    }

    /// The events of one record, oldest first, in which each text says where its words lie instead of them.
    func references<Event: LifecycleEvent>(
        of subject: Int64, tenant: Tenant.ID, as: Event.Type, in transaction: Transaction
    ) throws -> [Event] {
        let decoder = JSONDecoder()
        decoder.userInfo[.freeTextKeeper] = ReferenceKeeper()
        return try transaction.rows(
            """
            SELECT facts FROM event
            WHERE tenant = \(tenant.number) AND subject_kind = \(Event.subject) AND subject = \(subject)
            ORDER BY subject_version
            """
        ) { try $0.next(String.self) }.map { try decoder.decode(Event.self, from: Data($0.utf8)) }
    }

    /// Gives back the reference itself.
    private final class ReferenceKeeper: FreeTextKeeper {
        func keep(_ words: String) -> String { words }
        func words(behind reference: String) -> String? { reference }
    }

    /// Whether anything is in the log of a record.
    func knows(_ subject: Int64, kind: String, tenant: Tenant.ID, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            """
            SELECT 1 FROM event
            WHERE tenant = \(tenant.number) AND subject_kind = \(kind) AND subject = \(subject) LIMIT 1
            """
        ) { try $0.next(Int64.self) } != nil
    }

    /// The content rows of a record's events of these kinds: what is erased with it. Whose consent was noted is told by words that
    /// are gone with them, so what this record's own log notes of consents goes too, whatever the event; what other records note
    /// of the same matter is found by ``consents(of:subject:tenant:in:)``.
    func contents(
        of subject: Int64, subject subjectKind: String, kinds: [String], tenant: Tenant.ID, in transaction: Transaction
    ) throws -> [Int64] {
        let listed = SQL(joining: kinds.map { "\($0)" }, with: ", ")
        return try transaction.rows(
            """
            SELECT kind, facts FROM event
            WHERE tenant = \(tenant.number) AND subject_kind = \(subjectKind) AND subject = \(subject)
                AND (kind IN (\(listed)) OR \(Self.notesConsent))
            """
        ) { row -> [Int64] in
            let (kind, facts) = (try row.next(String.self), try row.next(String.self))
            return try kinds.contains(kind)
                ? ContentKeeper.references(in: facts).map(\.id) : NotedConsent(facts: facts).contents
        }.flatMap { $0 }
    }

    /// The content rows of what the logs of these records note of consents, and of nothing else.
    func consents(
        of subjects: [Int64], subject subjectKind: String, tenant: Tenant.ID, in transaction: Transaction
    ) throws -> [Int64] {
        guard !subjects.isEmpty else { return [] }
        return try transaction.rows(
            """
            SELECT facts FROM event
            WHERE tenant = \(tenant.number) AND subject_kind = \(subjectKind) AND subject IN (\(SQL(numbers: subjects)))
                AND \(Self.notesConsent)
            """
        ) { try NotedConsent(facts: try $0.next()).contents }.flatMap { $0 }
    }

    /// Whether an event's row notes how those have agreed whom its words show.
    static let notesConsent: SQL = "facts LIKE '%\"_consent\":%'"

    /// The words that the events of these kinds said of several records, each one's oldest first; nothing of what is erased.
    func words(
        of subjects: [Int64], subject subjectKind: String, kinds: [String], tenant: Tenant.ID,
        in transaction: Transaction
    ) throws -> [Int64: [String]] {
        guard !subjects.isEmpty else { return [:] }
        let kinds = SQL(joining: kinds.map { "\($0)" }, with: ", ")
        let rows = try transaction.rows(
            """
            SELECT subject, facts FROM event
            WHERE tenant = \(tenant.number) AND subject_kind = \(subjectKind) AND subject IN (\(SQL(numbers: subjects)))
                AND kind IN (\(kinds))
            ORDER BY subject, subject_version
            """
        ) { row -> (subject: Int64, references: [Int64]) in
            (try row.next(), ContentKeeper.references(in: try row.next()).map(\.id))
        }
        let words = try ContentStore(keys: keys).words(rows.flatMap(\.references), tenant: tenant, in: transaction)
        return rows.reduce(into: [:]) { said, row in
            said[row.subject, default: []] += row.references.compactMap { words[$0] }
        }
    }

    /// One event of a record's log.
    struct Entry<Event: LifecycleEvent>: Sendable {
        /// Rises with time, so that events of several records can be put in order.
        let id: Int64
        let event: Event
        /// How those have agreed whom its public words show; nil where it shows nobody.
        let consent: FreeText?
        let actorKind: String
        /// Who acted, where that is somebody with an account.
        let person: Person.ID?
        let actorName: String?
        let role: Role?
        let at: Instant
    }

    private struct RawEntry {
        let subject: Int64
        let id: Int64
        let facts: String
        let actorKind: String
        let person: Person.ID?
        let actorName: String?
        let role: String?
        let recordedAt: Instant

        init(_ row: inout Row) throws {
            subject = try row.next()
            id = try row.next()
            facts = try row.next()
            actorKind = try row.next()
            person = try row.next(Int64?.self).map { Identifier($0) }
            actorName = try row.next()
            role = try row.next()
            recordedAt = Instant(milliseconds: try row.next())
        }
    }

    private static func columns(of actor: Actor) -> (kind: String, id: Int64?) {
        switch actor {
        case .visitor: ("visitor", nil)
        // One role of every kind of key (rules.md D.4).
        case .holder: ("code_holder", nil)
        case .staff(let staff): ("staff", staff.id.number)
        case .console: ("console", nil)
        case .system: ("system", nil)
        }
    }
}
