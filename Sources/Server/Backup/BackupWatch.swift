// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Logging

/// Tells the system administrators of every tenant, once on a day, when the last attempt at a backup failed, the last good
/// archive is too old, or no server takes any.
struct BackupWatch: Sendable {
    let services: Services

    func look() async {
        let now = services.clock.now()
        do {
            let standing = try await services.engine.read { try BackupRunStore().standing(in: $0) }
            let alarm =
                services.settings.backup.folder == nil
                ? standing.absence(at: now, watchedSince: services.openedAt)
                : standing.alarm(at: now, watchedSince: services.openedAt)
            guard let alarm else { return }
            // Those who only practise have nothing to mend.
            for site in services.sites.all where !site.tenant.isTraining {
                try await tell(alarm, site.tenant.id, at: now)
            }
        } catch DatabaseError.conflict {
            // Another server has told them just now.
        } catch {
            services.log.error("the backup's alarm waits", metadata: ["error": "\(error)"])
        }
    }

    private func tell(_ alarm: BackupAlarm, _ tenant: Tenant.ID, at now: Instant) async throws {
        let (services, day) = (services, Int64(now.day.number))
        let isTold = try await services.engine.read {
            try services.eventLog.knows(day, kind: BackupAlarm.subject, tenant: tenant, in: $0)
        }
        if isTold { return }
        try await services.engine.write { transaction in
            let recorded = try services.eventLog.append(
                alarm, subject: day, subjectVersion: 1,
                .init(tenant: tenant, actor: .system, role: nil, recordedAt: now), in: transaction)
            let administrators = try AppointmentStore(tenant: tenant)
                .holders(of: .systemAdministrator, on: now.day, in: transaction)
            try OutboxStore(tenant: tenant).insert(
                recorded.event, to: administrators.map(\.id), ids: services.ids, at: now, in: transaction)
        }
        services.log.error("the backups need somebody", metadata: ["alarm": "\(alarm)"])
    }
}
