// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import Foundation

/// Puts an archive into an empty database of either engine: all of it, or nothing.
package struct Restore: Sendable {
    /// What was restored.
    package struct Receipt: Sendable, Equatable {
        package let rows: Int
        /// Contents whose words the archive still held although they had been erased since.
        package let erasedAgain: Int
        package let isDemo: Bool
    }

    let migrator: Migrator
    let clock: Clock

    /// A restore to the schema of this program, by the machine's clock.
    package init() {
        self.init(migrator: DatabaseSchema.migrator, clock: .system)
    }

    init(migrator: Migrator, clock: Clock) {
        (self.migrator, self.clock) = (migrator, clock)
    }

    /// Restores the archive at `path`; the keys must be in the data folder. Throws ``ArchiveError``, and what reading
    /// keys and database throws; then the target holds nothing.
    package func put(_ path: String, into settings: Settings) async throws -> Receipt {
        let folder = settings.data + "/keys"
        let keys = try Keyring.load(from: folder)
        // Before anything is opened or made: an archive that cannot be meant leaves no trace.
        try check(try ArchiveReader(path: path, key: keys.signing.publicKey).head)
        let erasures = Erasures(ledger: ErasureLedger(keys: folder))
        let engine: any Engine =
            if let url = settings.database {
                try PostgresEngine(url: url, connections: 2)
            } else {
                try SQLiteEngine(path: settings.data + "/shangliang.sqlite", readers: 1)
            }
        do {
            let receipt = try await engine.write { transaction in
                try load(try ArchiveReader(path: path, key: keys.signing.publicKey), erasures, in: transaction)
            }
            try await erasures.purge(engine)
            await engine.close()
            return receipt
        } catch DatabaseError.invalid(let constraint), DatabaseError.conflict(let constraint) {
            await engine.close()
            throw ArchiveError.unfit(constraint)
        } catch {
            await engine.close()
            throw error
        }
    }

    private func check(_ head: ArchiveLine.Head) throws {
        guard let dialect = Dialect(rawValue: head.engine) else { throw ArchiveError.damaged(.line) }
        do {
            try migrator.check(head.migrations, of: dialect)
        } catch DatabaseError.schema {
            throw ArchiveError.newer(program: head.program)
        }
    }

    private func load(
        _ archive: ArchiveReader, _ erasures: Erasures, in transaction: Transaction
    ) throws -> Receipt {
        let (head, now) = (archive.head, clock.now().milliseconds)
        try transaction.liftTimeLimits()
        try requireEmpty(head, in: transaction)
        try migrator.migrate(only: Set(head.migrations.map(\.name)), in: transaction, at: now)
        try transaction.liftTimeLimits()
        var (rows, idMax) = (0, Int64(0))
        try transaction.deferringForeignKeys {
            (rows, idMax) = try loadTables(archive, in: transaction)
        }
        try migrator.migrate(in: transaction, at: now)
        // Ids are made by the clock, and this machine's may be behind that of the archive.
        try NodeLease.reserve(upTo: max(now, IDGenerator.millisecond(of: idMax) + 1), in: transaction)
        return Receipt(rows: rows, erasedAgain: try erasures.reapply(in: transaction), isDemo: head.isDemo)
    }

    private func requireEmpty(_ head: ArchiveLine.Head, in transaction: Transaction) throws {
        let applied = Set(try migrator.applied(in: transaction).map(\.name))
        guard !applied.isEmpty else { return }
        if try DirectoryStore().hasTenant(in: transaction) { throw ArchiveError.notEmpty }
        guard applied.isSubset(of: head.migrations.map(\.name)) else { throw ArchiveError.targetIsAhead }
    }

    /// Returns how many rows there were, and the highest id.
    private func loadTables(_ archive: ArchiveReader, in transaction: Transaction) throws -> (Int, Int64) {
        let tables = Dictionary(uniqueKeysWithValues: try Table.all(in: transaction).map { ($0.name, $0) })
        var archive = archive
        var loader: TableLoader?
        var idColumn: Int?
        var (rows, idMax) = (0, Int64(0))
        while let item = try archive.next() {
            switch item {
            case .table(let head):
                try loader?.finish()
                loader = try Self.loader(for: head, of: tables, in: transaction)
                idColumn = head.columns.firstIndex { $0 == ["id", Table.Kind.integer.rawValue] }
            case .row(let row):
                try loader?.add(row)
                rows += 1
                if let idColumn, case .integer(let id) = row[idColumn] { idMax = max(idMax, id) }
            }
        }
        try loader?.finish()
        return (rows, idMax)
    }

    private static func loader(
        for head: ArchiveLine.TableHead, of tables: [String: Table], in transaction: Transaction
    ) throws -> TableLoader {
        guard let table = tables[head.name], !Backup.leftBehind.contains(head.name) else {
            throw ArchiveError.unknownColumn(head.name)
        }
        for column in head.columns {
            let known = table.columns.contains { [$0.name, $0.kind.rawValue] == column }
            guard known else { throw ArchiveError.unknownColumn("\(head.name).\(column[0])") }
        }
        return TableLoader(table, columns: head.columns.map { $0[0] }, in: transaction)
    }
}
