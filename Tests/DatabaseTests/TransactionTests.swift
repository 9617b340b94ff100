// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Testing

@testable import Database

@Suite("Transactions, on both engines")
struct TransactionTests {
    private struct Refusal: Error, Equatable {}

    @Test("what was written is there for the next read", arguments: EngineKind.allCases)
    func readsOwnWrite(kind: EngineKind) async throws {
        try await Counting.with(kind) { database in
            for number in 0..<50 {
                try await database.engine.write { try Counting.insert("n\(number)", in: $0) }
                let names = try await Counting.names(database.engine)
                #expect(names.count == number + 1)
            }
        }
    }

    @Test("a body that throws leaves nothing behind, and its error comes out", arguments: EngineKind.allCases)
    func ownError(kind: EngineKind) async throws {
        try await Counting.with(kind) { database in
            await #expect(throws: Refusal()) {
                try await database.engine.write { transaction in
                    try Counting.insert("a", in: transaction)
                    throw Refusal()
                }
            }
            let names = try await Counting.names(database.engine)
            #expect(names.isEmpty)
        }
    }

    @Test("a failure that is caught still undoes the whole", arguments: EngineKind.allCases)
    func caughtFailure(kind: EngineKind) async throws {
        try await Counting.with(kind) { database in
            await #expect {
                try await database.engine.write { transaction in
                    try Counting.insert("a", in: transaction)
                    try? Counting.insert("a", in: transaction)
                }
            } throws: {
                isConflict($0)
            }
            await #expect {
                try await database.engine.write { transaction in
                    try? Counting.insert("b", -1, in: transaction)
                    try Counting.insert("c", in: transaction)
                }
            } throws: {
                isInvalid($0)
            }
            let names = try await Counting.names(database.engine)
            #expect(names.isEmpty)
        }
    }

    @Test("an error of the body of a query that is caught does no harm", arguments: EngineKind.allCases)
    func caughtBodyError(kind: EngineKind) async throws {
        try await Counting.with(kind) { database in
            try await database.engine.write { transaction in
                try Counting.insert("a", in: transaction)
                try? transaction.forEach("SELECT name FROM counting") { _ in throw Refusal() }
                _ = try? transaction.rows("SELECT name FROM counting") { try $0.next(Int.self) }
                try Counting.insert("b", in: transaction)
            }
            let names = try await Counting.names(database.engine)
            #expect(names == ["a", "b"])
        }
    }

    @Test("being second is a conflict, breaking a rule is invalid", arguments: EngineKind.allCases)
    func constraints(kind: EngineKind) async throws {
        try await Counting.with(kind) { database in
            let engine = database.engine
            try await engine.write { try Counting.insert("a", in: $0) }
            await #expect { try await engine.write { try Counting.insert("a", in: $0) } } throws: { isConflict($0) }
            await #expect { try await engine.write { try Counting.insert("b", -1, in: $0) } } throws: { isInvalid($0) }
            for statement: SQL in [
                "INSERT INTO counting (name) VALUES ('c')",
                "INSERT INTO counting (name, amount, parent) VALUES ('c', 1, 7)",
                "INSERT INTO counting (name, amount, late) VALUES ('c', 1, 7)",
            ] {
                await #expect { try await engine.write { try $0.execute(statement) } } throws: { isInvalid($0) }
            }
            let names = try await Counting.names(engine)
            #expect(names == ["a"])
        }
    }

    @Test("the first row of a change that returns rows does not hide a broken rule", arguments: EngineKind.allCases)
    func firstOfChange(kind: EngineKind) async throws {
        try await Counting.with(kind) { database in
            await #expect {
                try await database.engine.write { transaction in
                    try transaction.first(
                        "INSERT INTO counting (name, amount, parent) VALUES ('a', 1, 7), ('b', 1, 8) RETURNING name"
                    ) { try $0.next(String.self) }
                }
            } throws: {
                isInvalid($0)
            }
            let first = try await database.engine.write { transaction in
                try transaction.first("INSERT INTO counting (name, amount) VALUES ('a', 1), ('b', 1) RETURNING name") {
                    try $0.next(String.self)
                }
            }
            #expect(first == "a")
            let names = try await Counting.names(database.engine)
            #expect(names == ["a", "b"])
        }
    }

    @Test("a statement says how many rows it changed", arguments: EngineKind.allCases)
    func affectedRows(kind: EngineKind) async throws {
        try await Counting.with(kind) { database in
            let counts = try await database.engine.write { transaction in
                for name in ["a", "b", "c"] { try Counting.insert(name, in: transaction) }
                return [
                    try transaction.execute("UPDATE counting SET amount = 2 WHERE name <> 'a'"),
                    try transaction.execute("UPDATE counting SET amount = 3 WHERE name = 'z'"),
                    try transaction.execute("DELETE FROM counting"),
                ]
            }
            #expect(counts == [2, 0, 3])
        }
    }

    @Test("a read cannot write", arguments: EngineKind.allCases)
    func readsDoNotWrite(kind: EngineKind) async throws {
        try await Counting.with(kind) { database in
            await #expect(throws: DatabaseError.self) {
                try await database.engine.read { try Counting.insert("a", in: $0) }
            }
            let names = try await Counting.names(database.engine)
            #expect(names.isEmpty)
        }
    }

    @Test("a read sees one moment, whatever is written meanwhile", arguments: EngineKind.allCases)
    func snapshot(kind: EngineKind) async throws {
        try await Counting.with(kind) { database in
            let engine = database.engine
            let gate = Gate()
            try await engine.write { try Counting.insert("before", in: $0) }
            async let reading = engine.read { transaction in
                let names = SQL("SELECT name FROM counting")
                let first = try transaction.rows(names) { try $0.next(String.self) }
                gate.pass()
                return [first, try transaction.rows(names) { try $0.next(String.self) }]
            }
            await gate.awaitArrival()
            try await engine.write { try Counting.insert("meanwhile", in: $0) }
            gate.open()
            let seen = try await reading
            #expect(seen == [["before"], ["before"]])
            let names = try await Counting.names(engine)
            #expect(names == ["before", "meanwhile"])
        }
    }

    @Test("200 writers at once lose nothing", arguments: EngineKind.allCases)
    func manyWriters(kind: EngineKind) async throws {
        try await Counting.with(kind) { database in
            let engine = database.engine
            try await engine.write { try Counting.insert("total", in: $0) }
            let before = (engine.counters.writes, engine.counters.commits)
            let refused = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        do {
                            try await engine.write { transaction in
                                try transaction.execute("UPDATE counting SET amount = amount + 1 WHERE name = 'total'")
                                try Counting.insert("n\(number)", in: transaction)
                                if number % 4 == 0 { throw Refusal() }
                            }
                            return 0
                        } catch is Refusal {
                            return 1
                        }
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(refused == 50)
            let names = try await Counting.names(engine)
            #expect(names.count == 151)
            let total = try await engine.read { transaction in
                try transaction.first("SELECT amount FROM counting WHERE name = 'total'") { try $0.next(Int.self) }
            }
            #expect(total == 150)
            #expect(engine.counters.writes - before.0 == 200)
            if kind == .sqlite { #expect(engine.counters.commits - before.1 < 100) }
        }
    }

    @Test("after closing, calls are told so, and those before are finished", arguments: EngineKind.allCases)
    func closing(kind: EngineKind) async throws {
        try await Counting.with(kind) { database in
            let engine = try database.makeSecondEngine()
            let tasks = (0..<100).map { number in
                Task { try await engine.write { try Counting.insert("n\(number)", in: $0) } }
            }
            try await engine.write { try Counting.insert("seen", in: $0) }
            await engine.close()
            var written: Set<String> = ["seen"]
            for (number, task) in tasks.enumerated() {
                do {
                    try await task.value
                    written.insert("n\(number)")
                } catch DatabaseError.unavailable {
                    continue
                }
            }
            let names = try await Counting.names(database.engine)
            #expect(names == written)
            await #expect { try await engine.write { _ in } } throws: { isUnavailable($0) }
            await #expect { try await engine.read { _ in } } throws: { isUnavailable($0) }
        }
    }
}

func isConflict(_ error: any Error) -> Bool {
    if case DatabaseError.conflict(let constraint) = error { constraint.contains("counting") } else { false }
}

func isInvalid(_ error: any Error) -> Bool {
    if case DatabaseError.invalid = error { true } else { false }
}

func isUnavailable(_ error: any Error) -> Bool {
    if case DatabaseError.unavailable = error { true } else { false }
}
