// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Logging

/// Begins and ends checks of a tenant's log, each with its event; a log that does not hold is told to those who must know.
struct LogCheckDesk: Sendable {
    let services: Services
    let tenant: Tenant.ID

    var store: LogCheckStore { LogCheckStore(tenant: tenant) }

    /// Begins one whose time has come. False where one goes on.
    func begin(isWhole: Bool, at now: Instant, in transaction: Transaction) throws -> Bool {
        let last = isWhole ? nil : try store.lastGood(in: transaction)?.walk
        // What a check counts is its own; the texts are those of all events before.
        let walk = last.map {
            LogWalk(position: $0.position, chain: $0.chain, sealedTo: $0.sealedTo, texts: $0.texts)
        }
        return try begin(at: walk ?? LogWalk(), by: nil, comparing: nil, at: now, in: transaction) != nil
    }

    /// Begins one of the whole log for whoever asks. Throws ``AuditRefusal/underWay`` where one goes on.
    func order(_ head: ChainHead?, by staff: Staff, at now: Instant, in transaction: Transaction) throws -> LogCheck {
        guard let id = try begin(at: LogWalk(), by: staff.id, comparing: head, at: now, in: transaction),
            let check = try store.open(in: transaction)
        else { throw AuditRefusal.underWay }
        try services.eventLog.append(
            AuditEvent.ordered(isWhole: true), subject: id.number, subjectVersion: 1,
            .init(tenant: tenant, actor: .staff(staff), role: .auditAdministrator, recordedAt: now), in: transaction)
        return check
    }

    private func begin(
        at walk: LogWalk, by person: Person.ID?, comparing head: ChainHead?, at now: Instant,
        in transaction: Transaction
    ) throws -> LogCheck.ID? {
        let id = services.id(LogCheck.self)
        let goal = try SealStore(keys: services.keys).last(tenant: tenant, in: transaction)?.last ?? 0
        let isBegun = try store.begin(
            id, at: walk, goal: goal, by: person, comparing: head, at: now, in: transaction)
        return isBegun ? id : nil
    }

    /// Keeps what was found. Where the log does not hold, the audit and system administrators hear of it.
    func end(_ check: LogCheck, _ walk: LogWalk, holdsHead: Bool?) async throws {
        let (services, store, tenant, now) = (services, store, tenant, services.clock.now())
        try await services.engine.write { transaction in
            guard try store.end(check, walk, holdsHead: holdsHead, at: now, in: transaction) else { return }
            let recorded = try services.eventLog.append(
                AuditEvent.verified(
                    events: walk.events, isClean: walk.firstBad == nil, from: check.from, to: walk.position),
                subject: check.id.number, subjectVersion: check.person == nil ? 1 : 2,
                .init(tenant: tenant, actor: .system, role: nil, recordedAt: now), in: transaction)
            guard walk.firstBad != nil else { return }
            let appointments = AppointmentStore(tenant: tenant)
            let people = try [Role.auditAdministrator, .systemAdministrator].flatMap {
                try appointments.holders(of: $0, on: now.day, in: transaction).map(\.id)
            }
            try OutboxStore(tenant: tenant).insert(
                recorded.event, to: people, ids: services.ids, at: now, in: transaction)
        }
        guard let bad = walk.firstBad else { return }
        services.log.error(
            "the event log does not hold",
            metadata: ["tenant": "\(tenant)", "position": "\(bad.position ?? 0)", "fault": "\(bad.fault.rawValue)"])
    }
}
