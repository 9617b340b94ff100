// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("The backups that a server takes by itself", .serialized)
struct BackupDeskTests {
    /// Runs `body` with a village whose server takes backups into a folder, by a clock that the test moves.
    private func with(
        _ kind: EngineKind, keep: Int = 14, _ body: @Sendable (Village, BackupDesk, Archives) async throws -> Void
    ) async throws {
        try await Archives.with { archives in
            let settings = ["backup-folder": archives.path(""), "backup-keep": "\(keep)"]
            try await Village.with(kind, settings: settings) { village in
                try await body(village, BackupDesk(services: village.services, isDemo: false), archives)
            }
        }
    }

    private func runs(_ village: Village) async throws -> [BackupRun] {
        try await village.services.engine.read { try BackupRunStore().recent(50, in: $0) }
    }

    @Test("it is taken, read back and noted, with the ledger beside it and no key", arguments: EngineKind.allCases)
    func taken(_ kind: EngineKind) async throws {
        try await with(kind) { village, desk, archives in
            let keys = village.services.settings.data + "/keys"
            let erasure = Erasure(tenant: village.story.county.id, content: 7, day: Day(year: 2026, month: 3, day: 4))
            try ErasureLedger(keys: keys).append([erasure])
            await desk.look()
            let names = try archives.names
            #expect(names == ["erasures", "shangliang-2026-03-05.archive"])
            let run = try #require(try await runs(village).first)
            guard case .good(let bytes, let rows) = run.end?.outcome else {
                Issue.record("\(run)")
                return
            }
            let archive = archives.path("shangliang-2026-03-05.archive")
            #expect(try Data(contentsOf: URL(filePath: archive)).count == bytes)
            #expect(rows > 60)
            #expect(try ErasureLedger(keys: archives.path("")).entries() == [erasure])
            // Again and again: nothing more that day, and what the ledger gains meanwhile comes with the next.
            village.clock.move(hours: 3)
            await desk.look()
            #expect(try await runs(village).count == 1)
            village.clock.move(hours: 20)
            await desk.look()
            #expect(try archives.names.count == 3)
            #expect(try ErasureLedger(keys: archives.path("")).entries() == [erasure], "a line is copied once")
            #expect(try await village.verify().isClean)
        }
    }

    @Test("of several servers one takes it", arguments: EngineKind.allCases)
    func one(_ kind: EngineKind) async throws {
        try await with(kind) { village, desk, archives in
            await withTaskGroup { group in
                for _ in 0..<4 { group.addTask { await desk.look() } }
            }
            let (names, attempts) = (try archives.names, try await runs(village))
            #expect(names == ["shangliang-2026-03-05.archive"])
            #expect(attempts.map(\.isGood) == [true])
        }
    }

    @Test("the oldest go, after a new one is good, and nothing that is not the server's own")
    func pruned() async throws {
        try await with(.sqlite, keep: 2) { village, desk, archives in
            let others = ["shangliang-2026-03-01.archive", "notes.txt"]
            for name in others { try Data("not ours".utf8).write(to: URL(filePath: archives.path(name))) }
            for _ in 0..<4 {
                await desk.look()
                village.clock.move(hours: 24)
            }
            #expect(
                try archives.names == [
                    "notes.txt", "shangliang-2026-03-01.archive", "shangliang-2026-03-07.archive",
                    "shangliang-2026-03-08.archive",
                ])
            // One that somebody has put in its place is not ours any more.
            try Data("somebody else's".utf8).write(to: URL(filePath: archives.path("shangliang-2026-03-07.archive")))
            await desk.look()
            #expect(try archives.names.filter { $0.hasSuffix(".archive") }.count == 4)
            #expect(village.log.lines.contains { $0.contains("not as it was written") })
        }
    }

    @Test(
        "an attempt whose server died is buried, its half archive with it, and made again",
        arguments: EngineKind.allCases)
    func died(_ kind: EngineKind) async throws {
        try await with(kind) { village, desk, archives in
            let (day, now) = (Village.morning.day, Village.morning)
            let isBegun = try await village.services.engine.write {
                try BackupRunStore().begin(day, attempt: 1, at: now, in: $0)
            }
            #expect(isBegun)
            try Data("half".utf8).write(to: URL(filePath: archives.path("shangliang-2026-03-05.archive.partial")))
            await desk.look()
            #expect(try archives.names == ["shangliang-2026-03-05.archive.partial"], "it may still be at it")
            village.clock.move(minutes: 3)
            await desk.look()
            #expect(try archives.names == ["shangliang-2026-03-05-2.archive"])
            #expect(try await runs(village).map { $0.end?.outcome == .abandoned } == [false, true])
        }
    }

    @Test("while none is good, none is deleted")
    func keptWhileFailing() async throws {
        try await with(.sqlite, keep: 1) { village, desk, archives in
            await desk.look()
            village.clock.move(hours: 24)
            let taken = archives.path("shangliang-2026-03-06.archive")
            try FileManager.default.createDirectory(atPath: taken, withIntermediateDirectories: true)
            await desk.look()
            #expect(try await runs(village).map(\.isGood) == [false, true])
            #expect(try archives.names == ["shangliang-2026-03-05.archive", "shangliang-2026-03-06.archive"])
            // The next attempt has another name, and with it the older one goes.
            village.clock.move(minutes: 11)
            await desk.look()
            #expect(try archives.names == ["shangliang-2026-03-06-2.archive", "shangliang-2026-03-06.archive"])
        }
    }

    @Test("an archive that was changed on the disk is found")
    func readBack() async throws {
        try await Village.with(.sqlite) { village in
            try await Archives.with { archives in
                let path = try await archives.take(village.services.settings, as: "a")
                let key = village.services.keys.signing.publicKey
                #expect(try ArchiveCheck.rows(path, key: key, isToStop: { false }) > 60)
                var bytes = try Data(contentsOf: URL(filePath: path))
                bytes[bytes.count / 2] ^= 1
                try bytes.write(to: URL(filePath: path))
                #expect(throws: ArchiveError.self) { try ArchiveCheck.rows(path, key: key, isToStop: { false }) }
                let other = try await archives.take(village.services.settings, as: "b")
                #expect(throws: CancellationError.self) {
                    try ArchiveCheck.rows(other, key: key, isToStop: { true })
                }
            }
        }
    }

    @Test("one that is to stop leaves nothing")
    func stopped() async throws {
        try await Village.with(.sqlite) { village in
            try await Archives.with { archives in
                var backup = Backup(migrator: DatabaseSchema.migrator, clock: .system)
                backup.isToStop = { true }
                let stopping = backup
                await #expect(throws: CancellationError.self) {
                    _ = try await stopping.take(village.services.settings, to: archives.path("a"), isDemo: false)
                }
                let names = try archives.names
                #expect(names == [])
            }
        }
    }

    @Test(
        "a failure is told to the system administrators once a day, as long as it lasts", arguments: EngineKind.allCases
    )
    func alarm(_ kind: EngineKind) async throws {
        let settings = ["backup-folder": "/nowhere/at/all", "gateways": "show"]
        try await Village.with(kind, settings: settings) { village in
            let desk = BackupDesk(services: village.services, isDemo: false)
            try await village.reach(.systemAdministrator, at: "qiumuzhi@mail.example", .mail, .each)
            func notices() async throws -> Int {
                await village.deliverLetters()
                let browser = try await village.browser(of: .systemAdministrator)
                return try await browser.get("/desk/notices").text.components(separatedBy: "备份没有做成").count - 1
            }
            await desk.look()
            #expect(try await notices() == 1)
            await village.sendMessages(.mail)
            #expect(village.shown.first?.title == "备份没有做成，请看看原因")
            #expect(village.shown.first?.text.contains("/desk/health") == true)
            village.clock.move(hours: 1)
            await desk.look()
            #expect(try await runs(village).count == 2, "it is tried again")
            #expect(try await notices() == 1, "and not told again on the same day")
            village.clock.move(hours: 26)
            await withTaskGroup { group in
                for _ in 0..<3 { group.addTask { await BackupWatch(services: village.services).look() } }
            }
            #expect(try await notices() == 1)
            let page = try await village.browser(of: .systemAdministrator).get("/desk/notices")
            #expect(page.text.components(separatedBy: "超过26小时没有新的备份").count == 2)
            #expect(village.log.lines.contains { $0.contains("the backup failed") && $0.contains("/nowhere/at/all") })
            #expect(try await village.verify().isClean)
        }
    }

    /// How often a sentence about backups stands in the system administrator's notices.
    private func told(_ sentence: String, in village: Village) async throws -> Int {
        await village.deliverLetters()
        let page = try await village.browser(of: .systemAdministrator).get("/desk/notices")
        return page.text.components(separatedBy: sentence).count - 1
    }

    @Test("where no folder is set nothing is taken, and that is told once a day", arguments: EngineKind.allCases)
    func unset(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let desk = BackupDesk(services: village.services, isDemo: false)
            await desk.look()
            #expect(try await told("备份", in: village) == 0, "whoever sets it up has time")
            village.clock.move(minutes: 61)
            for _ in 0..<2 { await desk.look() }
            #expect(try await runs(village) == [])
            #expect(try await told("没有设自动备份", in: village) == 1)
            village.clock.move(hours: 24)
            await desk.look()
            #expect(try await told("没有设自动备份", in: village) == 2)
            let health = try await village.browser(of: .systemAdministrator).get("/desk/health")
            #expect(health.text.contains("没有设备份目录，谁也不备份") && health.text.contains("backup-folder"))
            #expect(try await village.verify().isClean)
        }
    }

    @Test("nobody is told where another server takes them, where they are taken by other means, and of the demo")
    func notUnset() async throws {
        try await Village.with(.sqlite) { village in
            village.clock.move(hours: 100)
            await BackupDesk(services: village.services, isDemo: true).look()
            #expect(try await told("备份", in: village) == 0)
            let now = village.clock.now
            _ = try await village.services.engine.write {
                try BackupRunStore().begin(now.day, attempt: 1, at: now, in: $0)
            }
            await BackupDesk(services: village.services, isDemo: false).look()
            #expect(try await told("备份", in: village) == 0)
            let health = try await village.browser(of: .systemAdministrator).get("/desk/health")
            #expect(health.text.contains("由另一台服务器备份"))
        }
        try await Village.with(.sqlite, settings: ["backup-folder": "none"]) { village in
            village.clock.move(hours: 100)
            await BackupDesk(services: village.services, isDemo: false).look()
            #expect(try await told("备份", in: village) == 0)
            let health = try await village.browser(of: .systemAdministrator).get("/desk/health")
            #expect(health.text.contains("由运维另行备份"))
        }
    }
}
