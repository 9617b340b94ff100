// SPDX-License-Identifier: Apache-2.0

/// PostgreSQL 15 or newer through libpq: a pool of blocking connections on as many threads.
package final class PostgresEngine: Engine {
    package let dialect = Dialect.postgres
    package let counters = EngineCounters()
    private let workers: Workers
    private let slots: [PostgresSlot]
    private let server: PostgresServer
    private static let attemptsMax = 4
    /// For a free connection. With the two seconds that connecting or beginning may take, nobody waits longer than five.
    private static let patience = Duration.seconds(3)

    /// `url`: `postgres://user@host/database`. Connections are made when they are first needed.
    package init(url: String, connections: Int = 8) throws {
        server = PostgresServer(url: url)
        slots = (0..<connections).map { [server] _ in PostgresSlot(server) }
        workers = Workers(count: connections, patience: Self.patience)
    }

    package func read<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value
    {
        do {
            return try await run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body)
        } catch DatabaseError.outcomeUnknown {
            // Of what was only read nothing can have become.
            throw DatabaseError.unavailable("the connection broke at the end of reading")
        }
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

    /// Frees the place of old rows. The cluster may use it again late, and its write-ahead log and the copies made of it
    /// are its own affair.
    package func purge(_ table: StaticString) async throws {
        try await workers.run { [server] _ in
            // Vacuuming cannot run in a transaction, so it has a connection of its own.
            let connection = try server.connect()
            try connection.allowUpkeep(.seconds(3600))
            try connection.run(script: "VACUUM \(table)")
        }
    }

    package func listen(to name: String, _ heard: @escaping @Sendable (String?) -> Void) async {
        await PostgresListener(server, name: name).run(heard)
    }

    /// Nothing: the cluster counts for itself.
    package func refreshStatistics() async throws {}

    package func close() async {
        await workers.close()
        for slot in slots { slot.disconnect() }
    }
}
