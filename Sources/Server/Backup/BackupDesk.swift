// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import Logging
import NIOPosix
import ServiceLifecycle
import Synchronization

/// Takes the backup of each day into the folder of the settings, reads it back, deletes the oldest of its own, and tells
/// the system administrators when something is wrong with it.
struct BackupDesk: Service {
    let services: Services
    let isDemo: Bool
    private let store = BackupRunStore()

    init(services: Services, isDemo: Bool) {
        (self.services, self.isDemo) = (services, isDemo)
    }

    func run() async throws {
        if isUnset {
            services.log.warning("no backup-folder is set: nobody backs this installation up")
        }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await look()
                try? await Task.sleep(for: .seconds(10))
            }
        }
    }

    /// Whether nobody has decided how backups are taken. What is played is played again.
    private var isUnset: Bool {
        services.settings.backup.folder == nil && !services.settings.backup.areTakenElsewhere && !isDemo
    }

    /// Does what is due. Where no folder is set that is to tell those who could set one.
    func look() async {
        if isUnset { await BackupWatch(services: services).look() }
        guard let folder = services.settings.backup.folder else { return }
        do {
            try await takeIfDue(into: folder)
        } catch {
            services.log.error("the backup waits", metadata: ["error": "\(error)"])
        }
        await BackupWatch(services: services).look()
    }

    private func takeIfDue(into folder: String) async throws {
        let schedule = BackupSchedule(minuteOfDay: services.settings.backup.minuteOfDay)
        let (store, clock) = (store, services.clock)
        // A look costs nobody a write unless there is something to do.
        let recent = try await services.engine.read { try store.recent(50, in: $0) }
        guard schedule.step(recent, at: clock.now()) != .nothing else { return }
        let (begun, buried) = try await services.engine.write { transaction -> (BackupRun?, String?) in
            let now = clock.now()
            var buried: String?
            var step = schedule.step(try store.recent(50, in: transaction), at: now)
            if case .bury(let day, let attempt) = step {
                try store.end(day, attempt: attempt, .abandoned, at: now, in: transaction)
                buried = BackupRun.file(day, attempt)
                step = schedule.step(try store.recent(50, in: transaction), at: now)
            }
            guard case .take(let day, let attempt) = step,
                try store.begin(day, attempt: attempt, at: now, in: transaction)
            else { return (nil, buried) }
            return (BackupRun(day: day, attempt: attempt, beganAt: now, aliveAt: now, end: nil), buried)
        }
        // The next attempt has another name, so nobody would overwrite what was left half way under this one.
        if let buried { BackupFolder(folder).remove(buried + ".partial") }
        guard let begun else { return }
        let outcome = await take(begun, into: folder)
        try await end(begun, outcome)
        if case .good = outcome { try await prune(folder) }
    }

    /// Notes the end, also when the server is just being stopped.
    private func end(_ run: BackupRun, _ outcome: BackupRun.Outcome) async throws {
        let (store, engine, now) = (store, services.engine, services.clock.now())
        try await Task {
            try await engine.write { try store.end(run.day, attempt: run.attempt, outcome, at: now, in: $0) }
        }.value
        switch outcome {
        case .good(let bytes, let rows):
            services.log.notice(
                "backup taken", metadata: ["file": "\(run.file)", "bytes": "\(bytes)", "rows": "\(rows)"])
        case .failed(let reason):
            services.log.error("the backup failed", metadata: ["file": "\(run.file)", "error": "\(reason)"])
        case .abandoned:
            services.log.warning("the backup was broken off", metadata: ["file": "\(run.file)"])
        }
    }

    /// Takes the archive, saying twice a minute that it is still at it; broken off when the server is stopped.
    private func take(_ run: BackupRun, into folder: String) async -> BackupRun.Outcome {
        let stop = StopSign()
        return await withTaskCancellationHandler {
            await withTaskGroup(of: BackupRun.Outcome?.self) { group in
                group.addTask {
                    while !Task.isCancelled {
                        try? await Task.sleep(for: .seconds(30))
                        if !Task.isCancelled { await keepAlive(run) }
                    }
                    return nil
                }
                group.addTask { await work(run, into: folder, stop) }
                defer { group.cancelAll() }
                for await outcome in group {
                    if let outcome { return outcome }
                }
                return .abandoned
            }
        } onCancel: {
            stop.put()
        }
    }

    private func keepAlive(_ run: BackupRun) async {
        let (store, now) = (store, services.clock.now())
        // What fails here fails the end of the run as well, and is told there.
        try? await services.engine.write { try store.keepAlive(run.day, attempt: run.attempt, at: now, in: $0) }
    }

    private func work(_ run: BackupRun, into folder: String, _ stop: StopSign) async -> BackupRun.Outcome {
        do {
            // First, since an archive that is whole shall not be one of a failed attempt, which nobody would delete.
            try BackupFolder(folder).keepLedger(of: services.settings.data + "/keys")
            let path = "\(folder)/\(run.file)"
            let isToStop: @Sendable () -> Bool = { stop.isThere }
            var backup = Backup(migrator: DatabaseSchema.migrator, clock: services.clock)
            backup.isToStop = isToStop
            let receipt = try await backup.take(services.settings, to: path, isDemo: isDemo)
            let key = services.keys.signing.publicKey
            do {
                let rows = try await NIOThreadPool.singleton.runIfActive {
                    try ArchiveCheck.rows(path, key: key, isToStop: isToStop)
                }
                guard rows == receipt.rows else { throw ArchiveError.damaged(.end) }
            } catch {
                // It may be damaged, so nobody shall find it under the name of a good one.
                BackupFolder(folder).remove(run.file)
                throw error
            }
            return .good(bytes: receipt.bytes, rows: receipt.rows)
        } catch is CancellationError {
            return .abandoned
        } catch ArchiveError.damaged {
            return .failed(reason: "写好的备份读回来时有损坏，已经删掉；请检查备份目录所在的磁盘")
        } catch {
            return .failed(reason: "\(error)")
        }
    }

    /// Deletes the oldest archives beyond those that are kept: only what a server wrote, as it wrote it.
    private func prune(_ folder: String) async throws {
        let (store, keep, now) = (store, services.settings.backup.keep, services.clock.now())
        for run in try await services.engine.read({ try store.surplus(keep: keep, in: $0) }) {
            guard case .good(let bytes, _) = run.end?.outcome else { continue }
            if !BackupFolder(folder).remove(run.file, ifOfLength: bytes) {
                services.log.warning(
                    "an old archive is not as it was written: it stays", metadata: ["file": "\(run.file)"])
            }
            try await services.engine.write { try store.markRemoved(run, at: now, in: $0) }
        }
    }
}

/// Asks threads that know nothing of tasks to stop.
private final class StopSign: Sendable {
    private let flag = Atomic<Bool>(false)

    var isThere: Bool { flag.load(ordering: .relaxed) }

    func put() { flag.store(true, ordering: .relaxed) }
}
