// SPDX-License-Identifier: Apache-2.0

import Database
import Foundation

/// The PostgreSQL cluster that `Scripts/with-postgres` has started for the tests.
struct TestCluster: Sendable {
    /// There is none: a test on PostgreSQL fails rather than passes unseen.
    struct Missing: Error, CustomStringConvertible {
        let description = "run through `make test` or `Scripts/with-postgres swift test`"
    }

    private let maintenance: URLComponents

    /// Throws ``Missing`` unless the environment names the cluster's maintenance database.
    init() throws {
        guard let url = ProcessInfo.processInfo.environment["SHANGLIANG_TEST_POSTGRES"],
            let maintenance = URLComponents(string: url)
        else { throw Missing() }
        self.maintenance = maintenance
    }

    func url(ofDatabase name: String) -> String {
        var database = maintenance
        database.path = "/" + name
        return database.string ?? ""
    }

    /// Runs a statement outside of transactions, as creating and dropping databases wants it.
    func run(_ statement: String) throws {
        try PostgresConnection(url: maintenance.string ?? "").run(script: statement)
    }
}
