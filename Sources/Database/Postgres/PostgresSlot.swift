// SPDX-License-Identifier: Apache-2.0

/// A place for one connection, which is made when it is needed and replaced when it is broken. Used by one thread at a
/// time.
final class PostgresSlot: @unchecked Sendable {
    private let server: PostgresServer
    private var connection: PostgresConnection?

    /// `cached plan must not change result type`: the table was altered since the statement was prepared.
    static let staleStatement = "0A000"

    init(_ server: PostgresServer) {
        self.server = server
    }

    func disconnect() { connection = nil }

    /// Runs `body` between `begin` and COMMIT, or ROLLBACK if it throws.
    func transaction<Value>(_ begin: String, _ body: (PostgresConnection) throws -> Value) throws -> Value {
        let connection = try begun(begin)
        defer { if !connection.isHealthy { disconnect() } }
        do {
            let value = try body(connection)
            try connection.commit()
            return value
        } catch {
            try? connection.run(script: "ROLLBACK")
            // Its prepared statements go with it.
            if case DatabaseError.failed(Self.staleStatement, _) = error { disconnect() }
            throw error
        }
    }

    /// The connection inside a new transaction; one that died while idle is replaced.
    private func begun(_ begin: String) throws -> PostgresConnection {
        if let connection {
            do {
                try connection.begin(begin)
                return connection
            } catch DatabaseError.timedOut {
                // It is there and does not answer: a second one would only wait as long.
                disconnect()
                throw DatabaseError.timedOut
            } catch {
                disconnect()
            }
        }
        let fresh = try server.connect()
        try fresh.begin(begin)
        connection = fresh
        return fresh
    }
}
