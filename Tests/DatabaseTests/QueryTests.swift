// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Testing

@testable import Database

@Suite("Queries, on both engines")
struct QueryTests {
    private static func numbers(upTo count: Int) -> SQL {
        """
        WITH RECURSIVE number (n) AS (
            SELECT CAST(1 AS \(sqlite: "INTEGER", postgres: "BIGINT")) UNION ALL SELECT n + 1 FROM number WHERE n < \(count)
        )
        SELECT n FROM number
        """
    }

    @Test("every row of a long answer comes by", arguments: EngineKind.allCases)
    func longAnswer(kind: EngineKind) async throws {
        try await kind.withEngine { engine in
            let sum = try await engine.read { transaction in
                var sum = 0
                try transaction.forEach(Self.numbers(upTo: 30_000)) { sum += try $0.next(Int.self) }
                return sum
            }
            #expect(sum == 30_000 * 30_001 / 2)
        }
    }

    @Test("a query may ask further queries for each row, even the same", arguments: EngineKind.allCases)
    func nested(kind: EngineKind) async throws {
        try await kind.withEngine { engine in
            let seen = try await engine.read { transaction in
                var seen: [[Int]] = []
                try transaction.forEach(Self.numbers(upTo: 3)) { outer in
                    let number = try outer.next(Int.self)
                    try transaction.forEach(Self.numbers(upTo: 2)) { inner in
                        let again = try transaction.first("SELECT CAST(\(number) AS BIGINT)") { try $0.next(Int.self) }
                        seen.append([number, try inner.next(Int.self), again ?? 0])
                    }
                }
                return seen
            }
            #expect(seen == [[1, 1, 1], [1, 2, 1], [2, 1, 2], [2, 2, 2], [3, 1, 3], [3, 2, 3]])
        }
    }

    @Test("leaving a long answer early does no harm to what follows", arguments: EngineKind.allCases)
    func leftEarly(kind: EngineKind) async throws {
        struct Enough: Error {}
        try await kind.withEngine { engine in
            let after = try await engine.read { transaction in
                do {
                    try transaction.forEach(Self.numbers(upTo: 5_000)) {
                        if try $0.next(Int.self) == 3 { throw Enough() }
                    }
                } catch is Enough {}
                return try transaction.first("SELECT 'still here'") { try $0.next(String.self) }
            }
            #expect(after == "still here")
        }
    }

    @Test("an error in the middle of a long answer comes out", arguments: EngineKind.allCases)
    func failsMidway(kind: EngineKind) async throws {
        let failing: SQL = """
            SELECT \(sqlite: "json_extract('{}', CASE WHEN n < 900 THEN '$.a' ELSE 'no path' END)",
                postgres: "1 / (900 - n)") FROM (\(Self.numbers(upTo: 1_000))) AS x
            """
        try await kind.withEngine { engine in
            await #expect(throws: DatabaseError.self) {
                try await engine.read { try $0.forEach(failing) { _ in } }
            }
            let after = try await engine.read { try $0.first("SELECT 'fine'") { try $0.next(String.self) } }
            #expect(after == "fine")
        }
    }

    @Test(
        "more statements than are kept prepared still run, also while one is being read", arguments: EngineKind.allCases
    )
    func manyStatements(kind: EngineKind) async throws {
        try await kind.withEngine { engine in
            let sum = try await engine.read { transaction in
                var sum = 0
                try transaction.forEach(Self.numbers(upTo: 4)) { row in
                    for number in 0..<200 {
                        sum +=
                            try transaction.first("SELECT 1 + 0 * \(unsafe: "\(sum)") AS n\(unsafe: "\(number)")") {
                                try $0.next(Int.self)
                            } ?? 0
                    }
                    sum += try row.next(Int.self)
                }
                return sum
            }
            #expect(sum == 810)
        }
    }

    @Test("statements are counted", arguments: EngineKind.allCases)
    func counted(kind: EngineKind) async throws {
        try await kind.withEngine { engine in
            let before = engine.counters.statements
            try await engine.read { transaction in
                for _ in 0..<3 { _ = try transaction.first("SELECT 1") { try $0.next(Int.self) } }
            }
            #expect(engine.counters.statements - before == 3)
        }
    }

    @Test("a mistake in SQL is told with the engine's own code", arguments: EngineKind.allCases)
    func mistakes(kind: EngineKind) async throws {
        try await kind.withEngine { engine in
            await #expect {
                try await engine.read { try $0.execute("SELEC 1") }
            } throws: {
                guard case DatabaseError.failed(let code, let message) = $0 else { return false }
                return code == (kind == .sqlite ? "sqlite 1" : "42601") && message.contains("SELEC")
            }
        }
    }
}
