// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// Looks at an installation without taking part in it: no lease, no clockwork, no change.
package struct Inspection: Sendable {
    /// Whether the database holds a tenant already. Throws when it cannot be read.
    package static func isFounded(_ installation: Installation) -> Bool {
        !installation.services.sites.all.isEmpty
    }

    /// Checks the log of every tenant; `head`: what leaders of one of them were mailed. Throws when the database or the keys cannot
    /// be read.
    package static func verify(
        _ settings: Settings, comparing head: ChainHead? = nil
    ) async throws -> [Verification.Report] {
        let keys = try Keyring.load(from: settings.data + "/keys")
        let engine: any Engine =
            if let url = settings.database {
                try PostgresEngine(url: url)
            } else {
                try SQLiteEngine(path: settings.data + "/shangliang.sqlite")
            }
        let verification = Verification(keys: keys)
        var reports = try await engine.read { transaction in
            try transaction.allow(.seconds(1800))
            return try DirectoryStore().sites(on: Clock.system.now().day, in: transaction).all.map {
                try verification.report(on: $0, comparing: head, in: transaction)
            }
        }
        await engine.close()
        if reports.contains(where: { $0.holdsHead == true }) {
            // It is one tenant's, so the others cannot hold it.
            for index in reports.indices where reports[index].holdsHead == false { reports[index].holdsHead = nil }
        }
        return reports
    }

    /// Leaves in the data folder when the log was checked and what came of it, for the health page. Throws when the folder
    /// cannot be written to.
    package static func note(_ reports: [Verification.Report], _ settings: Settings) throws {
        try LastVerification(
            at: Clock.system.now().milliseconds, isClean: reports.allSatisfy(\.isClean),
            events: reports.reduce(0) { $0 + $1.events }
        ).write(in: settings.data)
    }
}
