// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("Restoring a backup", .serialized)
struct RestoreTests {
    @Test("from one engine to the other and back, line by line the same", arguments: EngineKind.allCases)
    func roundTrip(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seal()
            let own = village.services.settings
            try await Archives.with { archives in
                let first = try await archives.take(own, as: "first")
                let other: EngineKind = kind == .sqlite ? .postgres : .sqlite
                try await EmptyTarget.with(other, keysOf: own.data) { there in
                    _ = try await Restore().put(first, into: there.settings)
                    let second = try await archives.take(there.settings, as: "second")
                    try await EmptyTarget.with(kind, keysOf: own.data) { back in
                        _ = try await Restore().put(second, into: back.settings)
                        let third = try await archives.take(back.settings, as: "third")
                        let (a, b, c) = (
                            try Archives.lines(first), try Archives.lines(second), try Archives.lines(third)
                        )
                        // The heads name engine and moment, the ends sign them.
                        #expect(a.count > 60)
                        #expect(a.dropFirst().dropLast() == b.dropFirst().dropLast())
                        #expect(b.dropFirst().dropLast() == c.dropFirst().dropLast())
                        let reports = try await Inspection.verify(back.settings)
                        #expect(reports.map(\.isClean) == [true, true])
                        let report = try await village.verify()
                        #expect(reports[0] == report)
                    }
                }
            }
        }
    }

    @Test("what is restored can be served, and follows the codes of before", arguments: EngineKind.allCases)
    func served(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (own, code) = (village.services.settings, village.story.waiting.code.text)
            try await Archives.with { archives in
                let path = try await archives.take(own, as: "a")
                try await EmptyTarget.with(kind, keysOf: own.data) { target in
                    _ = try await Restore().put(path, into: target.settings)
                    let installation = try await Installation.open(target.settings, log: village.log.logger)
                    try await RunningServer.with(installation) { port in
                        let page = try await Browser(WebClient(port: port), host: Village.countyHost)
                            .get("/status/\(code)")
                        #expect(page.status == 200)
                        #expect(page.text.contains("放学时校门口停两排车"))
                    }
                    await installation.close()
                }
            }
        }
    }

    @Test("no id is made twice, even by a clock that is behind", arguments: EngineKind.allCases)
    func ids(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let own = village.services.settings
            let future = (IDGenerator.millisecond(of: village.story.waiting.id.number) + 3_600_000)
            let id = (future - 1_577_836_800_000) << 22
            try await village.services.engine.write {
                try $0.execute(
                    """
                    INSERT INTO person (id, tenant, name, created_at)
                    VALUES (\(id), \(village.story.county.id.number), '未来', 1)
                    """)
            }
            try await Archives.with { archives in
                let path = try await archives.take(own, as: "a")
                try await EmptyTarget.with(kind, keysOf: own.data) { target in
                    _ = try await Restore().put(path, into: target.settings)
                    let installation = try await Installation.open(target.settings, log: village.log.logger)
                    let next = installation.services.ids.next()
                    await installation.close()
                    #expect(next > id)
                }
            }
        }
    }

    @Test("an archive that was cut or changed leaves the target empty", arguments: EngineKind.allCases)
    func damaged(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let own = village.services.settings
            try await Archives.with { archives in
                let whole = try await archives.take(own, as: "whole")
                let data = try Data(contentsOf: URL(filePath: whole))
                let cut = archives.path("cut")
                try data.dropLast(200).write(to: URL(filePath: cut))
                let longer = archives.path("longer")
                try (data + Data([0])).write(to: URL(filePath: longer))
                let lines = try Archives.lines(whole)
                try Self.flipped(data, in: archives, from: lines).write(to: URL(filePath: archives.path("flipped")))
                let row = try #require(lines.firstIndex { $0.contains("杨柳社区议事室") })
                var changed = lines
                changed[row] = changed[row].replacing("杨柳社区议事室", with: "柳树社区议事室")
                var fewer = lines
                fewer.remove(at: row)
                // Its sums are right: only the signature can tell.
                let forged = try Self.resummed(changed)
                for (path, error) in [
                    (cut, ArchiveError.damaged(.cut)), (longer, .damaged(.end)),
                    (try archives.write(changed, as: "changed"), .damaged(.table("room"))),
                    (try archives.write(fewer, as: "fewer"), .damaged(.table("room"))),
                    (try archives.write(forged, as: "forged"), .damaged(.end)),
                    (try archives.write(lines.dropLast(), as: "endless"), .damaged(.cut)),
                    (try archives.write(["{}"], as: "other"), .notAnArchive(path: archives.path("other"))),
                    (own.data + "/keys/master.key", .notAnArchive(path: own.data + "/keys/master.key")),
                    ("/nowhere", .system(path: "/nowhere", reason: "No such file or directory")),
                ] {
                    try await expectRefusal(of: path, kind, keysOf: own.data) { $0 == error }
                }
                try await expectRefusal(of: archives.path("flipped"), kind, keysOf: own.data) {
                    if case .damaged = $0 { true } else { false }
                }
            }
        }
    }

    /// The archive with one bit turned in its middle. Some bits of gzip mean nothing, such as those before a block that is
    /// not compressed: the first one that does.
    private static func flipped(_ data: Data, in archives: Archives, from lines: [String]) throws -> Data {
        for place in (data.count / 2)..<data.count {
            var flipped = data
            flipped[place] ^= 1
            let path = archives.path("turned")
            try flipped.write(to: URL(filePath: path))
            if (try? Archives.lines(path)) != lines { return flipped }
        }
        throw CocoaError(.fileReadCorruptFile)
    }

    /// The archive with sums that fit its lines, as somebody without the keys would make them.
    private static func resummed(_ lines: [String]) throws -> [String] {
        var (whole, tables) = (SHA256(), [String: ArchiveLine.Tally]())
        var current = ("", SHA256(), 0)
        for line in lines.dropLast() {
            whole.update(Array((line + "\n").utf8))
            if line.hasPrefix("[") {
                current.1.update(Array((line + "\n").utf8))
                current.2 += 1
            } else {
                if let table = try ArchiveLine(Array(line.utf8)).table { current = (table.name, SHA256(), 0) }
            }
            tables[current.0] = .init(rows: current.2, digest: Base64URL.encode(current.1.digest()))
        }
        tables[""] = nil
        let end = try #require(try ArchiveLine(Array(lines[lines.count - 1].utf8)).end)
        let forged = ArchiveLine.End(
            tables: tables, digest: Base64URL.encode(whole.digest()), signature: end.signature)
        return lines.dropLast() + [String(decoding: try ArchiveLine(end: forged).bytes().dropLast(), as: UTF8.self)]
    }

    @Test("with other keys, or none, nothing is begun", arguments: EngineKind.allCases)
    func keys(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await Archives.with { archives in
                let path = try await archives.take(village.services.settings, as: "a")
                try await EmptyTarget.with(kind, keysOf: nil) { target in
                    await #expect(throws: KeyringError.missing(path: target.keys + "/master.key")) {
                        try await Restore().put(path, into: target.settings)
                    }
                    _ = try Keyring.loadOrCreate(in: target.keys)
                    await #expect(throws: ArchiveError.foreignKeys) {
                        try await Restore().put(path, into: target.settings)
                    }
                    #expect(try FileManager.default.contentsOfDirectory(atPath: target.settings.data) == ["keys"])
                    #expect(try await target.settings.tenantCount() == nil)
                }
            }
        }
    }

    @Test("a target that holds a tenant is left as it is", arguments: EngineKind.allCases)
    func occupied(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let own = village.services.settings
            try await Archives.with { archives in
                let path = try await archives.take(own, as: "a")
                let before = try await village.verify()
                await #expect(throws: ArchiveError.notEmpty) { try await Restore().put(path, into: own) }
                #expect(try await village.verify() == before)
                // A folder that was started once and founded never is empty.
                try await EmptyTarget.with(kind, keysOf: own.data) { target in
                    await (try await Installation.open(target.settings, log: village.log.logger)).close()
                    _ = try await Restore().put(path, into: target.settings)
                    #expect(try await target.settings.tenantCount() == 2)
                }
            }
        }
    }

    @Test("an older archive is brought up to date, a newer one refused", arguments: EngineKind.allCases)
    func schemas(_ kind: EngineKind) async throws {
        let migration = Migration.all(from: [
            ("9999_later.sql", "ALTER TABLE room ADD COLUMN colour TEXT NOT NULL DEFAULT 'green';")
        ])
        let later = Migrator(DatabaseSchema.migrations + migration)
        try await Village.with(kind) { village in
            let own = village.services.settings
            try await Archives.with { archives in
                let old = try await archives.take(own, as: "old")
                try await EmptyTarget.with(kind, keysOf: own.data) { target in
                    _ = try await Restore(migrator: later, clock: .system).put(old, into: target.settings)
                    let colours = try await target.settings.withEngine { engine in
                        try await engine.read {
                            try $0.rows("SELECT colour FROM room") { try $0.next(String.self) }
                        }
                    }
                    #expect(colours == ["green", "green", "green"])
                    let new = archives.path("new")
                    _ = try await Backup(migrator: later, clock: .system).take(target.settings, to: new, isDemo: false)
                    try await expectRefusal(of: new, kind, keysOf: own.data) { $0 == .newer(program: Version.current) }
                    // The other way round: a schema that is ahead of the archive cannot take its rows.
                    try await EmptyTarget.with(kind, keysOf: own.data) { ahead in
                        try await ahead.settings.withEngine { try await later.migrate($0, at: 1) }
                        await #expect(throws: ArchiveError.targetIsAhead) {
                            try await Restore(migrator: later, clock: .system).put(old, into: ahead.settings)
                        }
                    }
                }
            }
        }
    }

    private func expectRefusal(
        of path: String, _ kind: EngineKind, keysOf folder: String, _ fits: @escaping @Sendable (ArchiveError) -> Bool
    ) async throws {
        try await EmptyTarget.with(kind, keysOf: folder) { target in
            await #expect("\(path)") {
                _ = try await Restore().put(path, into: target.settings)
            } throws: { error in
                (error as? ArchiveError).map(fits) ?? false
            }
            let tenants = try await target.settings.tenantCount()
            #expect(tenants == nil, "\(path) left something behind")
        }
    }
}
