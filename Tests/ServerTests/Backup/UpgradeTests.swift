// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import DatabaseTestSupport
import Domain
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Server

@Suite("Before a database is upgraded", .serialized)
struct UpgradeTests {
    private static let names = DatabaseSchema.migrations.map(\.name)

    /// A database of the schema before the last migration; with `isFounded` a tenant lives in it.
    private func older(_ target: EmptyTarget, isFounded: Bool) async throws {
        _ = try Keyring.loadOrCreate(in: target.keys)
        let before = Set(Self.names.dropLast())
        try await target.settings.withEngine { engine in
            try await engine.write { transaction in
                try DatabaseSchema.migrator.migrate(only: before, in: transaction, at: 1)
                guard isFounded else { return }
                try transaction.execute(
                    """
                    INSERT INTO tenant (id, kind, name, short_name, area, contact, is_default, created_at)
                    VALUES (1, 'county', '政协安澜县委员会', '安澜县政协', '990101000000', '0000-0000000', 1, 1)
                    """)
            }
        }
    }

    private func pending(_ target: EmptyTarget) async throws -> [String] {
        try await target.settings.withEngine { try await DatabaseSchema.migrator.status($0).pending }
    }

    private func archives(_ target: EmptyTarget) throws -> [String] {
        let folder = target.settings.data + "/upgrades"
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder)
    }

    @Test("an archive of the schema before is taken, told and good", arguments: EngineKind.allCases)
    func before(_ kind: EngineKind) async throws {
        try await EmptyTarget.with(kind, keysOf: nil) { target in
            try await older(target, isFounded: true)
            let told = Mutex<[String]>([])
            let installation = try await Installation.open(
                target.settings, log: CapturedLog().logger, clock: Clock { Village.morning },
                upgrade: .afterBackup(isDemo: true, tell: { words in told.withLock { $0.append(words) } }))
            await installation.close()
            #expect(try await pending(target) == [])
            let from = try #require(Self.names.dropLast().last)
            let name = "upgrade-2026-03-05T090000-from-\(from).archive"
            #expect(try archives(target) == [name])
            let path = target.settings.data + "/upgrades/" + name
            #expect(told.withLock { $0.count } == 2)
            #expect(told.withLock { $0.first }?.contains(path) == true)
            let lines = try Archives.lines(path)
            let head = try #require(try ArchiveLine(Array(lines[0].utf8)).archive)
            #expect(head.migrations.map(\.name) == Self.names.dropLast())
            #expect(head.isDemo)
            let key = try Keyring.load(from: target.keys).signing.publicKey
            #expect(try ArchiveCheck.rows(path, key: key, isToStop: { false }) >= 1)
        }
    }

    @Test("where it fails the database stays as it is; it can be left out", arguments: EngineKind.allCases)
    func refused(_ kind: EngineKind) async throws {
        try await EmptyTarget.with(kind, keysOf: nil) { target in
            try await older(target, isFounded: true)
            // A file where the folder should be.
            try Data().write(to: URL(filePath: target.settings.data + "/upgrades"))
            await #expect(throws: Upgrade.Refused.self) {
                _ = try await Installation.open(target.settings, log: CapturedLog().logger)
            }
            #expect(try await pending(target) == Self.names.suffix(1))
            let installation = try await Installation.open(
                target.settings, log: CapturedLog().logger, upgrade: .withoutBackup)
            await installation.close()
            #expect(try await pending(target) == [])
        }
    }

    @Test("where there is nothing to lose or nothing to change, none is taken", arguments: EngineKind.allCases)
    func none(_ kind: EngineKind) async throws {
        try await EmptyTarget.with(kind, keysOf: nil) { target in
            try await older(target, isFounded: false)
            for _ in 0..<2 {
                let installation = try await Installation.open(target.settings, log: CapturedLog().logger)
                await installation.close()
                #expect(try archives(target) == [])
            }
        }
    }
}
