// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Glibc
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
                "idle_in_transaction_session_timeout", "client_encoding", "client_connection_check_interval",
            ]
            let settings = try await engine.read { transaction in
                try names.map { try transaction.first("SHOW \(unsafe: $0)") { try $0.next(String.self) } }
            }
            #expect(settings == ["repeatable read", "on", "on", "3s", "30s", "1min", "UTF8", "1s"])
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
        // Each for itself would knock forty times; who came late, on a loaded machine, may have tried once more.
        #expect(server.connections() <= 10)
        await engine.close()
    }

    @Test("a server that stops between two transactions is given up, and the next call finds another connection")
    func stoppedIdle() async throws {
        try await Self.withStoppable { engine in
            let server = try await Self.process(engine)
            kill(server, SIGSTOP)
            defer { kill(server, SIGCONT) }
            let start = ContinuousClock.now
            await #expect(throws: DatabaseError.timedOut) { try await engine.read { _ in } }
            #expect(ContinuousClock.now - start < .seconds(10))
            try await engine.write { try Counting.insert("after", in: $0) }
            let names = try await Counting.names(engine)
            #expect(names == ["after"])
        }
    }

    @Test("a server that stops in the middle is given up, and nothing is written")
    func stoppedAtWork() async throws {
        try await Self.withStoppable { engine in
            let server = try await Self.process(engine)
            await #expect(throws: DatabaseError.timedOut) {
                try await engine.write { transaction in
                    try Counting.insert("lost", in: transaction)
                    kill(server, SIGSTOP)
                    try Counting.insert("never sent", in: transaction)
                }
            }
            kill(server, SIGCONT)
            let names = try await Counting.names(engine)
            #expect(names == [])
        }
    }

    @Test("what becomes of a COMMIT without an answer is not known, and nobody is told that it is")
    func stoppedAtCommit() async throws {
        try await Self.withStoppable { engine in
            let server = try await Self.process(engine)
            await #expect(throws: DatabaseError.outcomeUnknown) {
                try await engine.write { transaction in
                    try Counting.insert("perhaps", in: transaction)
                    kill(server, SIGSTOP)
                }
            }
            let before = try await Counting.names(engine)
            #expect(before == [])
            kill(server, SIGCONT)
            // It reads now what it was sent, and does it after all.
            while try await Counting.names(engine) != ["perhaps"] { try await Task.sleep(for: .milliseconds(20)) }
        }
    }

    @Test("of a reading whose end is not answered nobody is told that it may have been kept")
    func stoppedAtTheEndOfReading() async throws {
        try await Self.withStoppable { engine in
            let server = try await Self.process(engine)
            await #expect {
                try await engine.read { _ in _ = kill(server, SIGSTOP) }
            } throws: {
                isUnavailable($0)
            }
            kill(server, SIGCONT)
        }
    }

    @Test("a transaction may allow its statements more than the seconds that people wait; the next one has them again")
    func allowed() async throws {
        try await Self.withStoppable { engine in
            let sleeps: SQL = "SELECT pg_sleep(4.5)"
            await #expect(throws: DatabaseError.timedOut) { try await engine.read { try $0.forEach(sleeps) { _ in } } }
            try await engine.read { transaction in
                try transaction.allow(.seconds(20))
                try transaction.forEach(sleeps) { _ in }
            }
            await #expect(throws: DatabaseError.timedOut) { try await engine.read { try $0.forEach(sleeps) { _ in } } }
        }
    }

    /// An engine with one connection, so that it is known whom to stop; the table of counting is there.
    private static func withStoppable(_ body: (any Engine) async throws -> Void) async throws {
        try await Counting.with(.postgres) { database in
            let engine = try PostgresEngine(url: database.address, connections: 1)
            do {
                try await body(engine)
                await engine.close()
            } catch {
                await engine.close()
                throw error
            }
        }
    }

    /// The server's process behind the engine's only connection.
    private static func process(_ engine: any Engine) async throws -> pid_t {
        let number = try await engine.read { try $0.first("SELECT pg_backend_pid()") { try $0.next(Int.self) } }
        return pid_t(try #require(number))
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
