// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Synchronization

/// Erasing for good: in the database with a row that says so, then in the ledger beside the keys, then out of the files.
final class Erasures: Sendable {
    private let ledger: ErasureLedger
    private let isPurgeDue = Atomic<Bool>(false)
    /// Whether the ledger could not be written and is behind the database.
    private let isLedgerDue = Atomic<Bool>(false)

    init(ledger: ErasureLedger) {
        self.ledger = ledger
    }

    /// Erases the words of these contents as part of the caller's transaction. The ledger follows it: what was not
    /// committed may still be decided otherwise. If the machine stops between the two, the next start writes it down.
    func erase(_ contents: [Int64], tenant: Tenant.ID, at now: Instant, in transaction: Transaction) throws {
        _ = try ErasureStore().erase(contents, tenant: tenant, at: now, in: transaction)
        transaction.afterCommit { [self] in
            do {
                try ledger.append(contents.map { Erasure(tenant: tenant, content: $0, day: now.day) })
            } catch {
                isLedgerDue.store(true, ordering: .releasing)
            }
            isPurgeDue.store(true, ordering: .releasing)
        }
    }

    /// Brings database and ledger to the same: erases again what an older copy of the database has brought back, and
    /// writes down what another server has erased. Returns how many contents were erased now.
    func reapply(in transaction: Transaction) throws -> Int {
        let (filed, known) = (try ledger.entries(), try ErasureStore().all(in: transaction))
        // What the database knows of is erased in it, by the same transaction; a copy from before has neither.
        let names = Set(known.map(\.name))
        var count = 0
        for (tenant, days) in Dictionary(grouping: filed.filter { !names.contains($0.name) }, by: \.tenant) {
            for (day, erasures) in Dictionary(grouping: days, by: \.day) {
                count += try ErasureStore().erase(
                    Set(erasures.map(\.content)).sorted(), tenant: tenant, at: Instant(day), isFollowed: false,
                    in: transaction)
            }
        }
        try append(known, to: filed)
        // Even if nothing was erased now: the last run may have stopped before it had purged.
        if !filed.isEmpty || count > 0 {
            transaction.afterCommit { self.isPurgeDue.store(true, ordering: .releasing) }
        }
        return count
    }

    private func append(_ known: [Erasure], to filed: [Erasure]) throws {
        let names = Set(filed.map(\.name))
        try ledger.append(known.filter { !names.contains($0.name) })
    }

    /// Takes erased words out of the database's files, if any were erased since the last time. What throws is to be
    /// tried again; it stays due.
    func purge(_ engine: any Engine) async throws {
        if isLedgerDue.exchange(false, ordering: .acquiringAndReleasing) {
            do {
                try append(try await engine.read { try ErasureStore().all(in: $0) }, to: try ledger.entries())
            } catch {
                isLedgerDue.store(true, ordering: .releasing)
                throw error
            }
        }
        guard isPurgeDue.exchange(false, ordering: .acquiringAndReleasing) else { return }
        do {
            try await engine.purge("content")
            // What a text was found by says much of it, too.
            try await engine.purge("gram_block")
            try await engine.purge("proposal_gram_block")
        } catch {
            isPurgeDue.store(true, ordering: .releasing)
            throw error
        }
    }
}

extension Erasure {
    /// What is erased, whenever it was.
    fileprivate var name: Erasure { Erasure(tenant: tenant, content: content, day: Day(number: 0)) }
}
