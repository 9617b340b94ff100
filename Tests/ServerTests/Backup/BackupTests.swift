// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("Taking a backup", .serialized)
struct BackupTests {
    @Test("both engines have the same tables, columns, keys and references")
    func sameTables() async throws {
        var found: [[Table]] = []
        for kind in EngineKind.allCases {
            try await kind.withEngine { engine in
                try await DatabaseSchema.migrator.migrate(engine, at: 1)
                found.append(try await engine.read { try Table.all(in: $0) })
            }
        }
        #expect(found[0] == found[1])
        #expect(found[0].count > 12)
        for table in found[0] where !Backup.leftBehind.contains(table.name) {
            #expect(
                table.parents.isDisjoint(with: Backup.leftBehind),
                "\(table.name) refers to what does not travel: a restore would be refused")
        }
    }

    @Test("an archive holds every row but those that do not travel, and no key", arguments: EngineKind.allCases)
    func whole(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            _ = try await village.signIn(.secretary)
            try await Archives.with { archives in
                let settings = village.services.settings
                let receipt = try await Backup().take(settings, to: archives.path("a"), isDemo: true)
                let lines = try Archives.lines(archives.path("a"))
                let head = try #require(try ArchiveLine(Array(lines[0].utf8)).archive)
                #expect(head.engine == village.services.engine.dialect.rawValue && head.isDemo && head.format == 1)
                let end = try #require(try ArchiveLine(Array(lines[lines.count - 1].utf8)).end)
                #expect(end.tables["topic"]?.rows == 7)
                #expect(end.tables["sign_in"] == nil && end.tables["node_lease"] == nil)
                #expect(receipt.tables == end.tables.count)
                #expect(receipt.rows == lines.count - 2 - receipt.tables)
                #expect(try Data(contentsOf: URL(filePath: archives.path("a"))).count == receipt.bytes)
                let master = try Data(contentsOf: URL(filePath: settings.data + "/keys/master.key"))
                let text = Data(lines.joined().utf8)
                #expect(text.range(of: master) == nil)
                #expect(text.range(of: Data(master.base64EncodedString().utf8)) == nil)
                #expect(text.range(of: Data("校门口".utf8)) == nil, "what was said is sealed")
                let mode = try FileManager.default.attributesOfItem(atPath: archives.path("a"))[.posixPermissions]
                #expect(mode as? Int == 0o600)
            }
        }
    }

    @Test("a file that is there is not overwritten, and what a kill has left is")
    func names() async throws {
        try await Village.with(.sqlite) { village in
            try await Archives.with { archives in
                try Data("older".utf8).write(to: URL(filePath: archives.path("a")))
                await #expect(throws: ArchiveError.alreadyThere(path: archives.path("a"))) {
                    try await archives.take(village.services.settings, as: "a")
                }
                #expect(try Data(contentsOf: URL(filePath: archives.path("a"))) == Data("older".utf8))
                try Data(repeating: 1, count: 1_000_000).write(to: URL(filePath: archives.path("b.partial")))
                try await archives.take(village.services.settings, as: "b")
                #expect(try archives.names == ["a", "b"])
                #expect(try !Archives.lines(archives.path("b")).isEmpty)
            }
        }
    }

    @Test("two at once under one name do not mix")
    func twice() async throws {
        try await Archives.with { archives in
            let first = try ArchiveFile(path: archives.path("a"))
            #expect(throws: ArchiveError.underWay(path: archives.path("a"))) {
                try ArchiveFile(path: archives.path("a"))
            }
            #expect(try archives.names == ["a.partial"])
            _ = try first.finish()
            #expect(try archives.names == ["a"])
        }
    }

    @Test("where there is nothing, nothing is made", arguments: EngineKind.allCases)
    func nothing(_ kind: EngineKind) async throws {
        try await EmptyTarget.with(kind, keysOf: nil) { target in
            _ = try Keyring.loadOrCreate(in: target.keys)
            try await Archives.with { archives in
                await #expect(throws: ArchiveError.nothingThere) {
                    try await archives.take(target.settings, as: "a")
                }
                let names = try archives.names
                #expect(names == [])
            }
        }
    }

    @Test("a folder that cannot be written to is named")
    func folder() async throws {
        try await Village.with(.sqlite) { village in
            await #expect(throws: ArchiveError.system(path: "/nowhere/a.partial", reason: "No such file or directory"))
            {
                _ = try await Backup().take(village.services.settings, to: "/nowhere/a", isDemo: false)
            }
        }
    }
}
