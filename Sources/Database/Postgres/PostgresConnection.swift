// SPDX-License-Identifier: Apache-2.0

import CPQ

/// A connection to PostgreSQL with its prepared statements. Used by one thread at a time.
///
/// Outside of the engine it serves what cannot run in a transaction, such as creating a database.
package final class PostgresConnection: Connection {
    private let wire: PostgresWire
    private var statements: [String: String] = [:]
    private var stream: PostgresStream?
    private static let statementsMax = 300

    /// Connects and sets the limits under which every statement runs. Throws ``DatabaseError/unavailable(_:)``.
    package init(url: String) throws {
        // A server that is gone without a word is noticed by the kernel, one that is stopped by the wire. The URL comes
        // last: it may say otherwise.
        let settings = [
            ("connect_timeout", "2"), ("keepalives_idle", "10"), ("keepalives_interval", "5"),
            ("keepalives_count", "2"),
            ("tcp_user_timeout", "5000"), ("application_name", "shangliang"), ("dbname", url),
        ]
        let keywords = try PostgresParameters(settings.map { .text($0.0) })
        let values = try PostgresParameters(settings.map { .text($0.1) })
        let handle = keywords.withPointers { keywords, _, _ in
            values.withPointers { values, _, _ in PQconnectdbParams(keywords + [nil], values + [nil], 1) }
        }
        guard let handle else { throw DatabaseError.unavailable("out of memory") }
        wire = PostgresWire(handle)
        guard PQstatus(handle) == CONNECTION_OK, PQsetnonblocking(handle, 1) == 0 else {
            throw DatabaseError.unavailable(String(cString: PQerrorMessage(handle)))
        }
        // Notices of a migration's IF NOT EXISTS are nobody's business.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        // What is asked by somebody who has given up is not worked on for long.
        try run(
            script: """
                SET client_encoding = 'UTF8'; SET bytea_output = 'hex'; SET statement_timeout = '30s';
                SET lock_timeout = '3s'; SET idle_in_transaction_session_timeout = '60s'; SET synchronous_commit = on;
                SET client_connection_check_interval = '1s';
                """)
    }

    /// Whether it can serve another transaction.
    var isHealthy: Bool { wire.isHealthy && PQtransactionStatus(wire.handle) == PQTRANS_IDLE }

    /// Begins a transaction. That costs the server nothing, so one that takes long over it is not well.
    func begin(_ text: String) throws {
        wire.patience = PostgresWire.patience
        PQclear(try answer(within: .seconds(2)) { PQsendQuery(wire.handle, text) })
    }

    func query(_ text: String, _ values: [SQLValue], isLong: Bool, _ body: (inout Row) throws -> Bool) throws {
        if isLong { return try streamed(text, values, body) }
        let result = try run(text, values)
        defer { PQclear(result) }
        for index in 0..<PQntuples(result) {
            var row = Row(.postgres(result, row: index))
            guard try body(&row) else { return }
        }
    }

    func execute(_ text: String, _ values: [SQLValue]) throws -> Int {
        let result = try run(text, values)
        defer { PQclear(result) }
        return Int(String(cString: PQcmdTuples(result))) ?? 0
    }

    /// Statements without values, one after the other.
    package func run(script: String) throws {
        try stream?.hold()
        PQclear(try answer { PQsendQuery(wire.handle, script) })
    }

    func allow(_ limit: Duration) throws {
        let milliseconds = Int(limit / .milliseconds(1))
        try run(script: "SET LOCAL statement_timeout = \(milliseconds); SET LOCAL lock_timeout = \(milliseconds)")
        wire.patience = limit + .seconds(1)
    }

    /// Gives each statement of this connection so much time, outside of transactions too: for upkeep.
    func allowUpkeep(_ limit: Duration) throws {
        try run(script: "SET statement_timeout = \(Int(limit / .milliseconds(1)))")
        wire.patience = limit + .seconds(1)
    }

    /// Throws unless the server says that it has committed: to a transaction that has failed it says ROLLBACK, and calls
    /// that a success. Throws ``DatabaseError/outcomeUnknown`` when it says nothing any more.
    func commit() throws {
        let result: OpaquePointer
        do {
            result = try answer { PQsendQuery(wire.handle, "COMMIT") }
        } catch DatabaseError.unavailable, DatabaseError.timedOut {
            throw DatabaseError.outcomeUnknown
        }
        defer { PQclear(result) }
        guard String(cString: PQcmdStatus(result)) == "COMMIT" else {
            throw DatabaseError.failed(code: "25P02", message: "the transaction had failed before COMMIT")
        }
    }

    /// What others have told under the names that this connection listens to; waits so long for it at most.
    func notifications(within limit: Duration) throws -> [String] {
        try wire.notifications(within: limit)
    }

    private func run(_ text: String, _ values: [SQLValue]) throws -> OpaquePointer {
        let parameters = try PostgresParameters(values)
        let name = try prepared(text, parameters)
        return try answer { send(name, parameters) }
    }

    private func send(_ name: String, _ parameters: PostgresParameters) -> Int32 {
        parameters.withPointers { values, lengths, formats in
            PQsendQueryPrepared(wire.handle, name, Int32(parameters.count), values, lengths, formats, 0)
        }
    }

    private func streamed(_ text: String, _ values: [SQLValue], _ body: (inout Row) throws -> Bool) throws {
        let parameters = try PostgresParameters(values)
        let name = try prepared(text, parameters)
        try wire.ask { send(name, parameters) }
        let stream = PostgresStream(wire)
        self.stream = stream
        defer { self.stream = nil }
        while let result = try stream.next() {
            defer { PQclear(result) }
            var row = Row(.postgres(result, row: 0))
            guard try body(&row) else { break }
        }
        try stream.finish()
    }

    private func prepared(_ text: String, _ parameters: PostgresParameters) throws -> String {
        try stream?.hold()
        if let name = statements[text] { return name }
        if statements.count >= Self.statementsMax {
            try run(script: "DEALLOCATE ALL")
            statements = [:]
        }
        let name = "s\(statements.count)"
        PQclear(try answer { PQsendPrepare(wire.handle, name, text, Int32(parameters.count), parameters.types) })
        statements[text] = name
        return name
    }

    /// Asks, and waits for the whole answer.
    private func answer(within limit: Duration? = nil, _ send: () -> Int32) throws -> OpaquePointer {
        try wire.ask(send)
        let result = try wire.last(within: limit ?? wire.patience)
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
            if let result { return result }
            throw DatabaseError.unavailable("no result")
        default:
            defer { PQclear(result) }
            throw DatabaseError(of: result, on: wire.handle)
        }
    }
}
