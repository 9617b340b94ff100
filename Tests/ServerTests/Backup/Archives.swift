// SPDX-License-Identifier: Apache-2.0

import Database
import Foundation
import TestSupport

@testable import Server

/// Archives that a test makes, unpacks and spoils.
struct Archives: Sendable {
    private let folder: String

    /// Runs `body` with a folder for archives, which is gone afterwards.
    static func with(_ body: @Sendable (Archives) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "archives-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(Archives(folder: folder))
    }

    func path(_ name: String) -> String { folder + "/" + name }

    var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() } }

    /// Takes an archive of what these settings name.
    @discardableResult
    func take(_ settings: Settings, as name: String) async throws -> String {
        _ = try await Backup().take(settings, to: path(name), isDemo: false)
        return path(name)
    }

    /// The lines of an archive, unpacked.
    static func lines(_ path: String) throws -> [String] {
        let reader = try GzipReader(path: path)
        var lines: [String] = []
        while let line = try reader.line() { lines.append(String(decoding: line, as: UTF8.self)) }
        return lines
    }

    /// An archive of these lines, whatever they say.
    func write(_ lines: [String], as name: String) throws -> String {
        let path = path(name)
        let file = try ArchiveFile(path: path)
        let gzip = GzipWriter(file)
        for line in lines { try gzip.write(Array((line + "\n").utf8)) }
        try gzip.finish()
        _ = try file.finish()
        return path
    }
}

extension Settings {
    /// Opens the database that they name, for a test to look into.
    func withEngine<Value>(_ body: (any Engine) async throws -> Value) async throws -> Value {
        let engine: any Engine =
            if let database {
                try PostgresEngine(url: database, connections: 1)
            } else {
                try SQLiteEngine(path: data + "/shangliang.sqlite", readers: 1)
            }
        do {
            let value = try await body(engine)
            await engine.close()
            return value
        } catch {
            await engine.close()
            throw error
        }
    }

    /// How many tenants there are; nil where there is no schema at all.
    func tenantCount() async throws -> Int? {
        try await withEngine { engine in
            try await engine.read { transaction in
                guard try !DatabaseSchema.migrator.applied(in: transaction).isEmpty else { return nil }
                return try transaction.first("SELECT COUNT(*) FROM tenant") { try $0.next(Int.self) }
            }
        }
    }
}
