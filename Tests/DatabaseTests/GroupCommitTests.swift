// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Testing

@testable import Database

@Suite("Writers who share a transaction, on SQLite")
struct GroupCommitTests {
    private struct Refusal: Error {}

    /// The results of writers who are certain to share one transaction, and how many transactions there were.
    private func group(
        _ engine: any Engine, _ bodies: [@Sendable (Transaction) throws -> Void]
    ) async throws -> (results: [Result<Void, any Error>], commits: Int) {
        let gate = Gate()
        async let first: Void = engine.write { _ in gate.pass() }
        await gate.awaitArrival()
        var tasks: [Task<Void, any Error>] = []
        for body in bodies {
            tasks.append(Task { try await engine.write(body) })
            // One after the other, so that they stand in line in this order.
            try await Task.sleep(for: .milliseconds(150))
        }
        let before = engine.counters.commits
        gate.open()
        try await first
        var results: [Result<Void, any Error>] = []
        for task in tasks { results.append(await task.result) }
        return (results, engine.counters.commits - before - 1)
    }

    @Test("they share one flush, and one who throws falls alone")
    func ownSavepoint() async throws {
        try await Counting.with(.sqlite) { database in
            let (results, commits) = try await group(
                database.engine,
                [
                    { try Counting.insert("a", in: $0) },
                    {
                        try Counting.insert("b", in: $0); throw Refusal()
                    },
                    { try Counting.insert("a", in: $0) },
                    { try Counting.insert("c", in: $0) },
                ])
            #expect(commits == 1)
            #expect(results.map(Self.word) == ["written", "refused", "conflict", "written"])
            let names = try await Counting.names(database.engine)
            #expect(names == ["a", "c"])
        }
    }

    @Test("what one has written, the next one in the group sees")
    func seesPredecessor() async throws {
        try await Counting.with(.sqlite) { database in
            let (results, _) = try await group(
                database.engine,
                [
                    { try Counting.insert("a", 5, in: $0) },
                    { transaction in
                        let seen = try transaction.first("SELECT amount FROM counting") { try $0.next(Int.self) }
                        guard seen == 5 else { throw Refusal() }
                    },
                ])
            #expect(results.map(Self.word) == ["written", "written"])
        }
    }

    @Test("when the disk is full all of the group fail, and the engine goes on once there is space")
    func fullDisk() async throws {
        try await Counting.with(.sqlite) { database in
            let engine = database.engine
            try await engine.write { transaction in
                try transaction.run(script: "CREATE TABLE heap (bytes BLOB) STRICT; PRAGMA max_page_count = 60")
            }
            let heap = [UInt8](repeating: 1, count: 1 << 20)
            let (results, commits) = try await group(
                engine,
                [
                    { try Counting.insert("before", in: $0) },
                    { _ = try? $0.execute("INSERT INTO heap VALUES (\(heap))") },
                    { try Counting.insert("after", in: $0) },
                ])
            #expect(results.map(Self.word) == ["full", "full", "full"])
            #expect(commits == 0)
            var names = try await Counting.names(engine)
            #expect(names.isEmpty)
            // Small things may still fit, big ones do once there is space again.
            try await engine.write { try Counting.insert("small", in: $0) }
            try await engine.write { try $0.run(script: "PRAGMA max_page_count = 10000") }
            try await engine.write { try $0.execute("INSERT INTO heap VALUES (\(heap))") }
            names = try await Counting.names(engine)
            #expect(names == ["small"])
        }
    }

    @Test("a transaction that is lost on the way fails all of the group")
    func lostTransaction() async throws {
        try await Counting.with(.sqlite) { database in
            let (results, commits) = try await group(
                database.engine,
                [
                    { try Counting.insert("a", in: $0) },
                    { try $0.run(script: "ROLLBACK") },
                    { try Counting.insert("c", in: $0) },
                ])
            #expect(results.map(Self.word) == ["failed", "failed", "failed"])
            #expect(commits == 0)
            try await database.engine.write { try Counting.insert("d", in: $0) }
            let names = try await Counting.names(database.engine)
            #expect(names == ["d"])
        }
    }

    @Test("when COMMIT refuses because of one, the others are written without it")
    func refusedCommit() async throws {
        try await Counting.with(.sqlite) { database in
            let (results, commits) = try await group(
                database.engine,
                [
                    { try Counting.insert("a", in: $0) },
                    { try $0.execute("INSERT INTO counting (name, amount, late) VALUES ('b', 1, 99)") },
                    { try Counting.insert("c", in: $0) },
                ])
            #expect(results.map(Self.word) == ["written", "invalid", "written"])
            #expect(commits == 2)
            let names = try await Counting.names(database.engine)
            #expect(names == ["a", "c"])
        }
    }

    @Test("writers beyond the bound are turned away, those before are served")
    func overloaded() async throws {
        try await Counting.with(.sqlite) { database in
            let engine = database.engine
            let gate = Gate()
            async let first: Void = engine.write { _ in gate.pass() }
            await gate.awaitArrival()
            let outcomes = Task {
                await withTaskGroup(of: String.self) { group in
                    for _ in 0..<10_050 {
                        group.addTask {
                            do {
                                try await engine.write { _ in }
                                return "written"
                            } catch {
                                return Self.word(.failure(error))
                            }
                        }
                    }
                    // The turned away come first: the others wait for the gate.
                    var outcomes = [await group.next() ?? ""]
                    gate.open()
                    for await outcome in group { outcomes.append(outcome) }
                    return outcomes
                }
            }
            try await first
            let words = await outcomes.value
            #expect(words.first == "overloaded")
            #expect(words.count == 10_050)
            #expect(words.count { $0 == "written" } >= 10_000)
        }
    }

    @Test("every commit is flushed, references are checked, readers do not wait for the writer")
    func settings() async throws {
        try await EngineKind.sqlite.withEngine { engine in
            let settings = try await engine.write { transaction in
                try ["synchronous", "foreign_keys", "trusted_schema"].map { name in
                    try transaction.first("PRAGMA \(unsafe: name)") { try $0.next(Int.self) }
                }
            }
            #expect(settings == [2, 1, 0])
            let mode = try await engine.read { try $0.first("PRAGMA journal_mode") { try $0.next(String.self) } }
            #expect(mode == "wal")
        }
    }

    private static func word(_ result: Result<Void, any Error>) -> String {
        switch result {
        case .success: "written"
        case .failure(is Refusal): "refused"
        case .failure(DatabaseError.conflict): "conflict"
        case .failure(DatabaseError.invalid): "invalid"
        case .failure(DatabaseError.full): "full"
        case .failure(DatabaseError.overloaded): "overloaded"
        case .failure(DatabaseError.failed): "failed"
        case .failure(let error): "\(error)"
        }
    }
}
