// SPDX-License-Identifier: Apache-2.0

import Configuration
import DatabaseTestSupport
import Foundation

@testable import Server

/// An empty data folder, with a database of either kind, to restore into; gone afterwards.
package struct EmptyTarget: Sendable {
    package let settings: Settings

    package var keys: String { settings.data + "/keys" }

    /// Runs `body` with a target that has the keys of this data folder and nothing else; nil: not even keys.
    package static func with(
        _ kind: EngineKind, keysOf folder: String?, _ body: @Sendable (EmptyTarget) async throws -> Void
    ) async throws {
        let data = FileManager.default.temporaryDirectory.appending(path: "target-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: data) }
        if let folder {
            try FileManager.default.createDirectory(atPath: data + "/keys", withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: folder + "/keys/master.key", toPath: data + "/keys/master.key")
        }
        let database = kind == .postgres ? try await kind.makeDatabase() : nil
        var given = ["data": data, "port": "0", "base-url": "http://127.0.0.1"]
        given["database"] = database?.address
        let settings = try Settings(ConfigReader(provider: SettingsText(given).provider))
        do {
            try await body(EmptyTarget(settings: settings))
            await database?.remove()
        } catch {
            await database?.remove()
            throw error
        }
    }
}
