// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Looks at the installation: a few short reads, some figures of the system, nothing that grows with the data.
struct HealthProbe: Sendable {
    let services: Services
    let site: Site

    func facts(at now: Instant) async throws -> HealthFacts {
        let status = try await DatabaseSchema.migrator.status(services.engine)
        let store = HealthStore(tenant: site.tenant.id)
        let codes = PhoneCodeStore(tenant: site.tenant.id, keys: services.keys)
        let (waiting, backups, bytes, sent) = try await services.engine.read {
            (
                try store.waiting(in: $0), try BackupRunStore().standing(in: $0), try HealthStore.bytes(in: $0),
                try codes.sent(on: now.day, in: $0)
            )
        }
        let (data, engine) = (services.settings.data, services.engine.dialect)
        return HealthFacts(
            now: now, version: Version.current, schema: (status.applied.last ?? "", status.pending.count),
            openedAt: services.openedAt,
            database: (
                engine, engine == .sqlite ? Machine.bytes(ofDatabase: data + "/shangliang.sqlite") : bytes
            ),
            dataDisk: Machine.disk(of: data), memory: Machine.memory(),
            backupDisk: services.settings.backup.folder.flatMap { Machine.disk(of: $0) },
            takesBackups: services.settings.backup.folder != nil, backups: backups, waiting: waiting,
            verification: LastVerification.read(in: data), calendarYears: site.practice.calendar.years,
            channels: services.channels(of: site.tenant.id), showsMessages: services.gateways.shown != nil,
            codes: (sent, site.practice.profile.residents.codesPerDay),
            typesettingAbsence: services.typesetter.absence)
    }
}
