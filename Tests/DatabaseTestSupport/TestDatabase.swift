// SPDX-License-Identifier: Apache-2.0

import Database
import Foundation

/// A database of its own for one test: a file in a temporary folder, or a database in the cluster of the tests.
package struct TestDatabase: Sendable {
    package let engine: any Engine
    /// The file, or the URL: for a second engine over the same data.
    package let address: String
    private let cleanUp: @Sendable () async -> Void

    /// Another engine over the same data, as another server would have it. The caller closes it.
    package func makeSecondEngine() throws -> any Engine {
        switch engine.dialect {
        case .sqlite: try SQLiteEngine(path: address)
        case .postgres: try PostgresEngine(url: address)
        }
    }

    /// Closes the engine and removes the data.
    package func remove() async {
        await engine.close()
        await cleanUp()
    }

    /// Another database with the same data, of its own; nobody may be connected to this one. PostgreSQL only.
    package func copied() async throws -> TestDatabase {
        let cluster = try TestCluster()
        let url = try await cluster.copyDatabase(address)
        return TestDatabase(engine: try PostgresEngine(url: url), address: url) { await cluster.drop(url) }
    }

    static func sqlite() throws -> TestDatabase {
        let folder = FileManager.default.temporaryDirectory.appending(path: "shangliang-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "test.sqlite").path
        return TestDatabase(engine: try SQLiteEngine(path: path), address: path) {
            try? FileManager.default.removeItem(at: folder)
        }
    }

    static func postgres() async throws -> TestDatabase {
        let cluster = try TestCluster()
        let url = try await cluster.takeDatabase()
        return TestDatabase(engine: try PostgresEngine(url: url), address: url) { await cluster.giveBack(url) }
    }
}
