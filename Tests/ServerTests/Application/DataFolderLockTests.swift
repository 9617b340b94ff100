// SPDX-License-Identifier: Apache-2.0

import Configuration
import DatabaseTestSupport
import Foundation
import Glibc
import Logging
import TestSupport
import Testing

@testable import Server

@Suite("The lock on a data folder")
struct DataFolderLockTests {
    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lock-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try await body(folder)
    }

    @Test("a second one is refused, told whose it is, and has it when the first lets go")
    func second() async throws {
        try await withFolder { folder in
            let first = try DataFolderLock(folder: folder)
            #expect(throws: DataFolderLock.Held(folder: folder, process: "\(getpid())")) {
                try DataFolderLock(folder: folder)
            }
            first.release()
            try DataFolderLock(folder: folder).release()
        }
    }

    @Test("a file that was left behind locks nothing, whatever it says")
    func stale() async throws {
        try await withFolder { folder in
            try Data("1\n".utf8).write(to: URL(filePath: folder + "/lock"))
            try DataFolderLock(folder: folder).release()
        }
    }

    @Test("a folder that cannot be written in is told with its reason")
    func failure() {
        #expect(throws: DataFolderLock.Failure.self) { try DataFolderLock(folder: "/nowhere/at/all") }
    }

    @Test("an installation holds it on SQLite until it is closed, and needs none on PostgreSQL")
    func installation() async throws {
        try await withFolder { folder in
            func settings(_ more: [String: String] = [:]) throws -> Settings {
                try Settings(ConfigReader(provider: SettingsText(["data": folder].merging(more) { $1 }).provider))
            }
            let log = Logger(label: "test")
            let first = try await Installation.open(settings(), log: log)
            await #expect(throws: DataFolderLock.Held.self) { try await Installation.open(settings(), log: log) }
            let reports = try await Inspection.verify(settings())
            #expect(reports.isEmpty, "who reads needs no lock")
            await first.close()
            let second = try await Installation.open(settings(), log: log)
            await second.close()
            let database = try await EngineKind.postgres.makeDatabase()
            let both = try await [
                Installation.open(settings(["database": database.address]), log: log),
                Installation.open(settings(["database": database.address]), log: log),
            ]
            for one in both { await one.close() }
            await database.remove()
        }
    }
}
