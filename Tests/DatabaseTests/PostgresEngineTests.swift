// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Testing

@testable import Database

@Suite("PostgreSQL when it is slow, busy or gone")
struct PostgresEngineTests {
    @Test("reads are repeatable, commits are flushed, everything has a limit")
    func settings() async throws {
        try await EngineKind.postgres.withEngine { engine in
            let names = [
                "transaction_isolation", "transaction_read_only", "synchronous_commit", "lock_timeout",
                "statement_timeout",
                "idle_in_transaction_session_timeout", "client_encoding",
            ]
            let settings = try await engine.read { transaction in
                try names.map { try transaction.first("SHOW \(unsafe: $0)") { try $0.next(String.self) } }
            }
            #expect(settings == ["repeatable read", "on", "on", "5s", "30s", "1min", "UTF8"])
            let isolation = try await engine.write { transaction in
                try transaction.first("SHOW transaction_isolation") { try $0.next(String.self) }
            }
            #expect(isolation == "read committed")
        }
    }

    @Test("of two writers who lock crosswise, one is tried again, and both succeed")
    func deadlock() async throws {
        try await Counting.with(.postgres) { database in
            let engine = database.engine
            try await engine.write { transaction in
                for name in ["a", "b"] { try Counting.insert(name, in: transaction) }
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for names in [["a", "b"], ["b", "a"]] {
                    group.addTask {
                        try await engine.write { transaction in
                            for name in names {
                                try transaction.execute("UPDATE counting SET amount = amount + 1 WHERE name = \(name)")
                                try transaction.forEach("SELECT pg_sleep(0.2)") { _ in }
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let amounts = try await engine.read { transaction in
                try transaction.rows("SELECT amount FROM counting") { try $0.next(Int.self) }
            }
            #expect(amounts == [2, 2])
        }
    }

    @Test("who waits too long for a lock or an answer is told so")
    func timeOuts() async throws {
        try await EngineKind.postgres.withEngine { engine in
            await #expect(throws: DatabaseError.timedOut) {
                try await engine.write { transaction in
                    try transaction.run(script: "SET LOCAL statement_timeout = '50ms'")
                    try transaction.forEach("SELECT pg_sleep(5)") { _ in }
                }
            }
            let limit = try await engine.read { try $0.first("SHOW statement_timeout") { try $0.next(String.self) } }
            #expect(limit == "30s")
        }
    }

    @Test("connections that died while idle are replaced unnoticed")
    func diedIdle() async throws {
        try await Counting.with(.postgres) { database in
            let killer = try PostgresConnection(url: database.address)
            for number in 0..<3 {
                try await database.engine.write { try Counting.insert("n\(number)", in: $0) }
                try killer.run(script: Self.killOthers)
            }
            let names = try await Counting.names(database.engine)
            #expect(names == ["n0", "n1", "n2"])
        }
    }

    @Test("a connection that dies in the middle is told, nothing is written, and the next call goes on")
    func diedAtWork() async throws {
        try await Counting.with(.postgres) { database in
            await #expect {
                try await database.engine.write { transaction in
                    try Counting.insert("lost", in: transaction)
                    try PostgresConnection(url: database.address).run(script: Self.killOthers)
                    try Counting.insert("too late", in: transaction)
                }
            } throws: {
                isUnavailable($0)
            }
            try await database.engine.write { try Counting.insert("after", in: $0) }
            let names = try await Counting.names(database.engine)
            #expect(names == ["after"])
        }
    }

    @Test("a server that is down is told at once, and found again when it is back")
    func downAndBack() async throws {
        try await Counting.with(.postgres) { database in
            let engine = database.engine
            try await engine.write { try Counting.insert("before", in: $0) }
            try setAllowsConnections(false, address: database.address)
            for _ in 0..<3 {
                await #expect { try await engine.write { try Counting.insert("during", in: $0) } } throws: {
                    isUnavailable($0)
                }
                await #expect { try await engine.read { _ in } } throws: { isUnavailable($0) }
            }
            try setAllowsConnections(true, address: database.address)
            // The engine does not ask more often than this.
            try await Task.sleep(for: .milliseconds(600))
            try await engine.write { try Counting.insert("after", in: $0) }
            let names = try await Counting.names(engine)
            #expect(names == ["before", "after"])
        }
    }

    @Test("a server that accepts but never answers is given up for all in line together")
    func silent() async throws {
        let server = try SilentServer()
        let engine = try PostgresEngine(url: "postgres://nobody@127.0.0.1:\(server.port)/none", connections: 1)
        let clock = ContinuousClock()
        let start = clock.now
        let refusals = await withTaskGroup(of: (any Error)?.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    do {
                        try await engine.read { _ in }
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(refusals.allSatisfy { $0.map(isUnavailable) == true || $0 as? DatabaseError == .timedOut })
        // One has tried to connect; the others learn from it, instead of trying one after the other.
        #expect(refusals.count { $0.map(isUnavailable) == true } > 30)
        // Each for itself would take forty times three seconds; a loaded machine may take its time.
        #expect(clock.now - start < .seconds(60))
        await engine.close()
    }

    @Test("a statement prepared before a migration of another server is prepared anew")
    func overtaken() async throws {
        try await Counting.with(.postgres) { database in
            let engine = database.engine
            let query: SQL = "SELECT * FROM counting"
            try await engine.write { try Counting.insert("a", 4, in: $0) }
            try await engine.read { try $0.forEach(query) { _ in } }
            try PostgresConnection(url: database.address).run(script: "ALTER TABLE counting ADD COLUMN extra BIGINT")
            let count = try await engine.read { transaction in try transaction.first(query) { $0.columnCount } }
            #expect(count == 5)
        }
    }

    /// Ends every other connection to the same database.
    private static let killOthers = """
        SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
        """

    private func setAllowsConnections(_ allows: Bool, address: String) throws {
        let (server, name) = try #require(
            address.lastIndex(of: "/").map { (address[..<$0], address[$0...].dropFirst()) })
        let administrator = try PostgresConnection(url: server + "/postgres")
        try administrator.run(script: "ALTER DATABASE \(name) ALLOW_CONNECTIONS \(allows)")
        if !allows {
            try administrator.run(
                script: "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE datname = '\(name)'")
        }
    }
}
