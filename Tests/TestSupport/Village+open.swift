// SPDX-License-Identifier: Apache-2.0

import Configuration
import Database
import DatabaseTestSupport
import Domain
import Foundation
import Hummingbird
import Synchronization

@testable import Server

extension Village {
    /// Runs `body` beside a village that is served on a free port, over a database of its own that is gone afterwards.
    package static func with(
        _ kind: EngineKind, settings: [String: String] = [:], _ body: @Sendable (Village) async throws -> Void
    ) async throws {
        await VillageGate.shared.enter()
        do {
            try await live(kind, settings, body)
            await VillageGate.shared.leave()
        } catch {
            await VillageGate.shared.leave()
            throw error
        }
    }

    private static func live(
        _ kind: EngineKind, _ more: [String: String], _ body: @Sendable (Village) async throws -> Void
    ) async throws {
        let founded = try await FoundedVillages.shared.village(on: kind)
        let folder = FileManager.default.temporaryDirectory.appending(path: "village-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try founded.folder.write(to: folder)
        let database = try await founded.database?.copied()
        do {
            try await serve(founded.story, kind, try settings(in: folder, database, more), body)
            await database?.remove()
        } catch {
            await database?.remove()
            throw error
        }
    }

    fileprivate static func settings(
        in folder: URL, _ database: TestDatabase?, _ more: [String: String] = [:]
    ) throws -> Settings {
        var given = ["data": folder.path, "port": "0", "base-url": "http://127.0.0.1"]
        given["database"] = database?.address
        return try Settings(ConfigReader(provider: SettingsText(given.merging(more) { $1 }).provider))
    }

    private static func serve(
        _ story: VillageStory, _ kind: EngineKind, _ settings: Settings,
        _ body: @Sendable (Village) async throws -> Void
    ) async throws {
        let (clock, log) = (MovableClock(morning), CapturedLog())
        let installation = try await Installation.open(settings, log: log.logger, clock: clock.clock)
        do {
            try await RunningServer.with(installation) { port in
                try await body(
                    Village(
                        installation: installation, kind: kind, clock: clock, log: log, client: WebClient(port: port),
                        story: story))
            }
            await installation.close()
        } catch {
            await installation.close()
            throw error
        }
    }
}

/// The village as it stands before any test, founded once for each kind of database: a test is given a copy, which takes a
/// fraction of the time.
private actor FoundedVillages {
    static let shared = FoundedVillages()
    private var villages: [EngineKind: Task<Founded, any Error>] = [:]

    struct Founded: Sendable {
        let story: VillageStory
        /// The data folder.
        let folder: FolderCopy
        /// The database beside it; nil where it is in the folder.
        let database: TestDatabase?
    }

    func village(on kind: EngineKind) async throws -> Founded {
        let founding = villages[kind] ?? Task { try await Self.found(on: kind) }
        villages[kind] = founding
        do {
            return try await founding.value
        } catch {
            // The next test tries again.
            villages[kind] = nil
            throw error
        }
    }

    private static func found(on kind: EngineKind) async throws -> Founded {
        let folder = FileManager.default.temporaryDirectory.appending(path: "village-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = kind == .postgres ? try await kind.makeDatabase() : nil
        let (clock, log) = (MovableClock(Village.morning), CapturedLog())
        let installation = try await Installation.open(
            Village.settings(in: folder, database), log: log.logger, clock: clock.clock)
        let story = try await Commands.run(on: installation) { try VillageStory.tell(with: $0, at: Village.morning) }
        await installation.close()
        await database?.engine.close()
        return Founded(story: story, folder: try FolderCopy(of: folder), database: database)
    }
}

/// The files of a folder, with who may read them.
private struct FolderCopy: Sendable {
    private let files: [(path: String, bytes: Data, permissions: Int)]
    private let folders: [(path: String, permissions: Int)]

    init(of folder: URL) throws {
        var files: [(path: String, bytes: Data, permissions: Int)] = []
        var folders = [("", try Self.permissions(of: folder))]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() {
            let url = folder.appending(path: path)
            let permissions = try Self.permissions(of: url)
            if try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true {
                folders.append((path, permissions))
            } else {
                files.append((path, try Data(contentsOf: url), permissions))
            }
        }
        (self.files, self.folders) = (files, folders)
    }

    func write(to folder: URL) throws {
        for part in folders {
            try FileManager.default.createDirectory(
                at: folder.appending(path: part.path), withIntermediateDirectories: true,
                attributes: [.posixPermissions: part.permissions])
        }
        for file in files {
            let url = folder.appending(path: file.path)
            try file.bytes.write(to: url)
            try FileManager.default.setAttributes([.posixPermissions: file.permissions], ofItemAtPath: url.path)
        }
    }

    private static func permissions(of url: URL) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int ?? 0o700
    }
}

/// Lets a few villages live at a time: each holds connections and threads of its own.
private actor VillageGate {
    static let shared = VillageGate()
    private var free = 6
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func enter() async {
        if free > 0 {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func leave() {
        guard !waiting.isEmpty else { return free += 1 }
        waiting.removeFirst().resume()
    }
}
