// SPDX-License-Identifier: Apache-2.0

import Database

/// The engines that every test of stored things runs on: `@Test(arguments: EngineKind.allCases)`.
package enum EngineKind: String, CaseIterable, Sendable {
    case sqlite, postgres

    /// A fresh, empty database of this kind.
    package func makeDatabase() async throws -> TestDatabase {
        switch self {
        case .sqlite: try TestDatabase.sqlite()
        case .postgres: try await TestDatabase.postgres()
        }
    }

    /// Runs `body` with a fresh, empty database, which is gone afterwards.
    @discardableResult
    package func withEngine<Value>(_ body: (any Engine) async throws -> Value) async throws -> Value {
        let database = try await makeDatabase()
        do {
            let value = try await body(database.engine)
            await database.remove()
            return value
        } catch {
            await database.remove()
            throw error
        }
    }
}
