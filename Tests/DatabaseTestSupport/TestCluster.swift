// SPDX-License-Identifier: Apache-2.0

import Database
import Dispatch
import Foundation
import Synchronization

/// The PostgreSQL cluster that `Scripts/with-postgres` has started for the tests, and that goes with all it holds.
struct TestCluster: Sendable {
    /// There is none: a test on PostgreSQL fails rather than passes unseen.
    struct Missing: Error, CustomStringConvertible {
        let description = "run through `make test` or `Scripts/with-postgres swift test`"
    }

    /// Databases that a test has left. Emptying one takes a tenth of the time of dropping and creating one.
    private static let left = Mutex<[String]>([])

    private let maintenance: URLComponents

    /// Throws ``Missing`` unless the environment names the cluster's maintenance database.
    init() throws {
        guard let url = ProcessInfo.processInfo.environment["SHANGLIANG_TEST_POSTGRES"],
            let maintenance = URLComponents(string: url)
        else { throw Missing() }
        self.maintenance = maintenance
    }

    /// The URL of an empty database that nobody else uses.
    func takeDatabase() async throws -> String {
        if let url = Self.left.withLock({ $0.popLast() }) { return url }
        return try await create("ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0")
    }

    /// The URL of a database that nobody else uses, with the data of the one at `url`.
    func copyDatabase(_ url: String) async throws -> String {
        try await create("TEMPLATE \(Self.name(of: url))")
    }

    /// Removes a database; one that cannot be removed goes with the cluster.
    func drop(_ url: String) async {
        try? await run("DROP DATABASE \(Self.name(of: url)) WITH (FORCE)", at: maintenance.string ?? "")
    }

    private func create(_ options: String) async throws -> String {
        let name = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
        try await run("CREATE DATABASE \(name) \(options)", at: maintenance.string ?? "")
        var database = maintenance
        database.path = "/" + name
        return database.string ?? ""
    }

    private static func name(of url: String) -> String {
        URLComponents(string: url).map { String($0.path.dropFirst()) } ?? ""
    }

    /// Empties a database for the next test; one that cannot be emptied is not used again.
    func giveBack(_ url: String) async {
        do {
            try await run("DROP SCHEMA public CASCADE; CREATE SCHEMA public", at: url)
            Self.left.withLock { $0.append(url) }
        } catch {
            return
        }
    }

    /// On a thread of its own: the threads of the tests are few, and this waits for the disk.
    private func run(_ script: String, at url: String) async throws {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try PostgresConnection(url: url).run(script: script) })
            }
        }
    }
}
