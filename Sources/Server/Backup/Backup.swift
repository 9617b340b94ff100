// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import Foundation

/// Takes an archive of an installation, beside a server that goes on: one snapshot, in constant memory, without keys.
package struct Backup: Sendable {
    /// What was taken.
    package struct Receipt: Sendable, Equatable {
        package let tables: Int
        package let rows: Int
        package let bytes: Int
    }

    /// Tables that do not travel: migrations are made by whoever restores, leases belong to running processes, a sign-in
    /// ends with the installation it was made on, as do a code and the addresses of units, the backups of one installation lie in its own folder,
    /// what was checked of one database says nothing of another, and what topics and proposals are found by is made anew from them.
    static let leftBehind: Set<String> = [
        "migration", "node_lease", "sign_in", "backup_run", "phone_code", "resident_sign_in", "topic_index",
        "indexed_topic", "gram_block", "proposal_index", "indexed_proposal", "proposal_gram_block", "topic_claim",
        "proposal_claim", "live_comment_claim", "unit_address", "log_check",
    ]

    let migrator: Migrator
    let clock: Clock
    /// Asked from row to row; once it says yes, the backup ends with a `CancellationError` and leaves nothing.
    var isToStop: @Sendable () -> Bool = { false }

    /// A backup by the schema of this program and the machine's clock.
    package init() {
        self.init(migrator: DatabaseSchema.migrator, clock: .system)
    }

    init(migrator: Migrator, clock: Clock) {
        (self.migrator, self.clock) = (migrator, clock)
    }

    /// Writes the archive. `isDemo`: whether the data folder holds the demo. Throws ``ArchiveError``, and what reading
    /// keys and database throws; then there is no file of that name.
    package func take(_ settings: Settings, to path: String, isDemo: Bool) async throws -> Receipt {
        let keys = try Keyring.load(from: settings.data + "/keys")
        let engine = try Self.open(settings)
        do {
            let receipt = try await engine.read { try take($0, keys: keys, to: path, isDemo: isDemo) }
            await engine.close()
            return receipt
        } catch {
            await engine.close()
            throw error
        }
    }

    private static func open(_ settings: Settings) throws -> any Engine {
        if let url = settings.database { return try PostgresEngine(url: url, connections: 1) }
        let path = settings.data + "/shangliang.sqlite"
        guard FileManager.default.fileExists(atPath: path) else { throw ArchiveError.nothingThere }
        return try SQLiteSnapshotEngine(path: path)
    }

    private func take(_ transaction: Transaction, keys: Keyring, to path: String, isDemo: Bool) throws -> Receipt {
        try transaction.liftTimeLimits()
        let migrations = try migrator.applied(in: transaction)
        guard !migrations.isEmpty else { throw ArchiveError.nothingThere }
        let head = ArchiveLine.Head(
            format: ArchiveLine.format, program: Version.current, engine: transaction.dialect.rawValue,
            takenAt: clock.now().milliseconds, key: Base64URL.encode(keys.signing.publicKey.bytes), isDemo: isDemo,
            migrations: migrations)
        var writer = try ArchiveWriter(path: path, head: head)
        for table in try Table.all(in: transaction) where !Self.leftBehind.contains(table.name) {
            try writer.write(table, in: transaction, isToStop: isToStop)
        }
        let bytes = try writer.finish(signedBy: keys.signing)
        return Receipt(
            tables: writer.tables.count, rows: writer.tables.values.reduce(0) { $0 + $1.rows }, bytes: bytes)
    }
}
