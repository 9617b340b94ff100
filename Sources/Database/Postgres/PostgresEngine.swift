// SPDX-License-Identifier: Apache-2.0

/// PostgreSQL 15 or newer through libpq: a pool of blocking connections on as many threads.
package final class PostgresEngine: Engine {
    package let dialect = Dialect.postgres
    package let counters = EngineCounters()
    private let workers: Workers
    private let slots: [PostgresSlot]
    private static let attemptsMax = 4

    /// `url`: `postgres://user@host/database`. Connections are made when they are first needed.
    package init(url: String, connections: Int = 8) throws {
        let server = PostgresServer(url: url)
        slots = (0..<connections).map { _ in PostgresSlot(server) }
        workers = Workers(count: connections, patience: .seconds(4))
    }

    package func read<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value
    {
        try await run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body)
    }

    package func write<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value
    {
        counters.countWrites(1)
        let (value, actions) = try await run("BEGIN") { transaction in
            (try body(transaction), transaction.committed)
        }
        counters.countCommit()
        for action in actions { action() }
        return value
    }

    private func run<Value: Sendable>(
        _ begin: String, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        let counters = counters
        var attempt = 1
        while true {
            do {
                return try await workers.run { seat in
                    try self.slots[seat].transaction(begin) { connection in
                        let transaction = Transaction(connection, dialect: .postgres, counters: counters)
                        return try transaction.unlessFailed(try body(transaction))
                    }
                }
            } catch DatabaseError.failed(let code, _) where Self.passing.contains(code) && attempt < Self.attemptsMax {
                try await Task.sleep(for: .milliseconds(Int.random(in: 1...20) * attempt))
                attempt += 1
            }
        }
    }

    /// Serialisation failure, deadlock, and a prepared statement that a migration has overtaken: nothing happened, so it
    /// can be tried again.
    private static let passing = ["40001", "40P01", PostgresSlot.staleStatement]

    package func close() async {
        await workers.close()
        for slot in slots { slot.disconnect() }
    }
}
