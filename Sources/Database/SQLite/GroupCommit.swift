// SPDX-License-Identifier: Apache-2.0

import GRDB
import Glibc
import Synchronization

/// Writers that come at the same time share a transaction, each in a savepoint of its own: one flush for many.
///
/// A body that throws undoes its own savepoint alone. When the transaction itself fails, all of the group fail: nobody
/// is told yes before COMMIT has returned.
final class GroupCommit: Sendable {
    private struct Job: Sendable {
        /// Runs the body; returns what is to be done after COMMIT.
        let run: @Sendable (Transaction) throws -> [@Sendable () -> Void]
        let done: @Sendable ((any Error)?) -> Void
    }

    private struct Pending {
        var jobs: [Job] = []
        var isRunning = false
        var isClosed = false
    }

    /// The writer's connection, touched only on GRDB's writer queue.
    private final class Writer: @unchecked Sendable {
        var connection: SQLiteConnection?
        /// When more than one writer was in a group last.
        var lastCrowd: ContinuousClock.Instant?
    }

    private static let groupMax = 256
    private static let waitingMax = 10_000

    private let pool: DatabasePool
    private let counters: EngineCounters
    private let pending = Mutex(Pending())
    private let writer = Writer()

    init(pool: DatabasePool, counters: EngineCounters) {
        self.pool = pool
        self.counters = counters
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        let outcome = Outcome<Value>()
        return try await withCheckedThrowingContinuation { continuation in
            let job = Job(
                run: { transaction in
                    let value = try transaction.unlessFailed(try body(transaction))
                    outcome.value.withLock { $0 = value }
                    return transaction.committed
                },
                done: { error in
                    continuation.resume(with: Result { try outcome.afterCommit(error) })
                })
            if let refusal = enqueue(job) { continuation.resume(throwing: refusal) }
        }
    }

    /// What a body returned, kept until COMMIT.
    private final class Outcome<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)

        func afterCommit(_ error: (any Error)?) throws -> Value {
            if let error { throw error }
            guard let value = value.withLock({ $0 }) else { preconditionFailure("a job without error has a value") }
            return value
        }
    }

    private func enqueue(_ job: Job) -> DatabaseError? {
        pending.withLock { pending in
            if pending.isClosed { return .unavailable("the database is closed") }
            guard pending.jobs.count < Self.waitingMax else { return .overloaded }
            pending.jobs.append(job)
            counters.countWaiting(1)
            // Inside the lock, so that `close`, which comes after, also stands behind it in GRDB's queue.
            if !pending.isRunning { pool.asyncWriteWithoutTransaction { self.drain($0) } }
            pending.isRunning = true
            return nil
        }
    }

    private func drain(_ database: GRDB.Database) {
        guard let handle = database.sqliteConnection else { preconditionFailure("GRDB lends an open connection") }
        let connection = writer.connection ?? SQLiteConnection(handle: handle)
        writer.connection = connection
        while true {
            if isBusy { gather() }
            let group = pending.withLock { pending -> [Job] in
                let group = Array(pending.jobs.prefix(Self.groupMax))
                pending.jobs.removeFirst(group.count)
                pending.isRunning = !group.isEmpty
                return group
            }
            if group.isEmpty { return }
            counters.countWaiting(-group.count)
            if group.count > 1 { writer.lastCrowd = .now }
            counters.countWrites(group.count)
            commit(group, on: connection)
        }
    }

    /// Whether writers came together a moment ago.
    private var isBusy: Bool {
        writer.lastCrowd.map { ContinuousClock.now - $0 < Self.crowdMemory } ?? false
    }

    /// Where writers came together, others are on their way: waiting for them a moment saves many flushes. A writer
    /// alone is never kept waiting.
    private func gather() {
        let start = ContinuousClock.now
        while pending.withLock({ $0.jobs.count < Self.worthAFlush }), ContinuousClock.now - start < Self.patience {
            usleep(200)
        }
    }

    private static let worthAFlush = 16
    private static let patience = Duration.milliseconds(3)
    private static let crowdMemory = Duration.milliseconds(100)

    private func commit(_ group: [Job], on connection: SQLiteConnection) {
        var errors: [(any Error)?] = []
        var actions: [@Sendable () -> Void] = []
        do {
            try connection.step("BEGIN IMMEDIATE")
            for job in group { errors.append(try attempt(job, connection, &actions)) }
            try connection.step("COMMIT")
            counters.countCommit()
            for action in actions { action() }
        } catch {
            if connection.isInTransaction { try? connection.step("ROLLBACK") }
            if case DatabaseError.invalid = error, group.count > 1 {
                // A deferred foreign key, checked at COMMIT, does not say whose it is: each alone, so that one falls.
                for job in group { commit([job], on: connection) }
                return
            }
            errors += Array(repeating: nil, count: group.count - errors.count)
            errors = errors.map { $0 ?? error }
        }
        for (job, error) in zip(group, errors) { job.done(error) }
    }

    /// Runs one job in its savepoint; returns its own error, throws when the whole transaction is lost.
    private func attempt(
        _ job: Job, _ connection: SQLiteConnection, _ actions: inout [@Sendable () -> Void]
    ) throws -> (any Error)? {
        try connection.step("SAVEPOINT job")
        let wanted: [@Sendable () -> Void]
        do {
            wanted = try job.run(Transaction(connection, dialect: .sqlite, counters: counters))
        } catch {
            guard connection.isInTransaction else { throw error }
            try connection.step("ROLLBACK TO job")
            try connection.step("RELEASE job")
            return error
        }
        try connection.step("RELEASE job")
        actions += wanted
        return nil
    }

    /// Takes no more writers, waits for those there are, then lets the connection's statements go.
    func close() async {
        pending.withLock { $0.isClosed = true }
        let writer = writer
        try? await pool.writeWithoutTransaction { _ in
            writer.connection?.finalize()
            writer.connection = nil
        }
    }
}
