// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A database: SQLite in a file, or a PostgreSQL cluster. Stores are written once and run on both.
package protocol Engine: Sendable {
    var dialect: Dialect { get }
    var counters: EngineCounters { get }

    /// Reads from one consistent snapshot.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value

    /// Writes; returns only when all of it is durable, or throws and none of it is there.
    ///
    /// The body may run more than once (a lost race is tried again), so it has no effects but on the transaction.
    @discardableResult
    func write<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value

    /// Takes what was deleted from this table, or overwritten, out of the files as far as the engine can. Throws
    /// ``DatabaseError/timedOut`` while readers still see it: to be tried again.
    func purge(_ table: StaticString) async throws

    /// Counts again how much lies where, if the engine does not by itself: the plans of queries rest on it.
    func refreshStatistics() async throws

    /// Calls `heard` with what is told under this name on PostgreSQL (`NOTIFY`), until the task is cancelled; with nil when
    /// something may have been missed, as at the beginning and after a break. Returns at once on SQLite, where nobody
    /// else writes.
    func listen(to name: String, _ heard: @escaping @Sendable (String?) -> Void) async

    /// Waits for what is under way, then closes.
    func close() async
}

/// What an engine has done: tests count statements and flushes, `/metrics` shows them.
package final class EngineCounters: Sendable {
    private let statementCount = Atomic<Int>(0)
    private let writeCount = Atomic<Int>(0)
    private let commitCount = Atomic<Int>(0)
    private let waitingCount = Atomic<Int>(0)

    package var statements: Int { statementCount.load(ordering: .relaxed) }
    /// Bodies given to `write`.
    package var writes: Int { writeCount.load(ordering: .relaxed) }
    /// Transactions made durable: at most one flush each.
    package var commits: Int { commitCount.load(ordering: .relaxed) }
    /// Bodies that stand in line for SQLite's one writer at this moment.
    package var waitingWrites: Int { waitingCount.load(ordering: .relaxed) }

    func countStatement() { statementCount.wrappingAdd(1, ordering: .relaxed) }
    func countWrites(_ count: Int) { writeCount.wrappingAdd(count, ordering: .relaxed) }
    func countCommit() { commitCount.wrappingAdd(1, ordering: .relaxed) }
    func countWaiting(_ change: Int) { waitingCount.wrappingAdd(change, ordering: .relaxed) }
}
