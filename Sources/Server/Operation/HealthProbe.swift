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
        let checkStore = LogCheckStore(tenant: site.tenant.id)
        let people = StaffingStore(of: site.tenant)
        let (tokens, days) = (APITokenStore(tenant: site.tenant.id), site.practice.profile.tokenWarningDays)
        let (waiting, backups, bytes, sent, checks, alive, ending, staffing) = try await services.engine.read {
            (
                try store.waiting(in: $0), try BackupRunStore().standing(in: $0), try HealthStore.bytes(in: $0),
                try codes.sent(on: now.day, in: $0), try checkStore.standing(in: $0), try tokens.count(at: now, in: $0),
                try tokens.ending(within: days, at: now, in: $0).count { $0.isEnding(days: days, at: now) },
                try people.staffing(on: now.day, in: $0)
            )
        }
        let (data, engine, backup) = (services.settings.data, services.engine.dialect, services.settings.backup)
        return HealthFacts(
            now: now, version: Version.current, schema: (status.applied.last ?? "", status.pending.count),
            openedAt: services.openedAt,
            database: (
                engine, engine == .sqlite ? Machine.bytes(ofDatabase: data + "/shangliang.sqlite") : bytes
            ),
            dataDisk: Machine.disk(of: data), memory: Machine.memory(),
            backupDisk: backup.folder.flatMap { Machine.disk(of: $0) }, takesBackups: backup.folder != nil,
            areBackupsElsewhere: backup.areTakenElsewhere,
            isBackupBesideData: backup.folder.map { Machine.isSameDisk($0, data) } ?? false, backups: backups,
            keysExportedAt: KeyCopy.read(in: data), waiting: waiting,
            verification: LastVerification.read(in: data), checks: checks, calendarYears: site.practice.calendar.years,
            channels: services.channels(of: site.tenant.id), showsMessages: services.gateways.shown != nil,
            codes: (sent, site.practice.profile.residents.codesPerDay),
            tokens: (alive, ending), typesettingAbsence: services.typesetter.absence, staffing: staffing)
    }
}
