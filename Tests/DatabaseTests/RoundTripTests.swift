// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Testing

@testable import Database

@Suite("What goes in comes out")
struct RoundTripTests {
    private static let table = Migration(
        name: "0001_sample",
        scripts: [
            .sqlite: "CREATE TABLE sample (n INTEGER, t TEXT, b BLOB, r REAL) STRICT;",
            .postgres: "CREATE TABLE sample (n BIGINT, t TEXT, b BYTEA, r DOUBLE PRECISION);",
        ])

    @Test("texts come back byte for byte", arguments: EngineKind.allCases)
    func texts(kind: EngineKind) async throws {
        let back = try await roundTrip(kind, Hostile.texts, "t") { "\($0)" }
        // Texts are equal in Swift when they look the same; here the bytes count.
        #expect(back.map { Array($0.utf8) } == Hostile.texts.map { Array($0.utf8) })
    }

    @Test("whole numbers come back", arguments: EngineKind.allCases)
    func integers(kind: EngineKind) async throws {
        try await roundTrip(kind, Hostile.integers, "n") { "\($0)" }
    }

    @Test("numbers come back to the last bit", arguments: EngineKind.allCases)
    func reals(kind: EngineKind) async throws {
        try await roundTrip(kind, Hostile.reals, "r") { "\($0)" }
    }

    @Test("bytes come back", arguments: EngineKind.allCases)
    func bytes(kind: EngineKind) async throws {
        try await roundTrip(kind, Hostile.bytes, "b") { "\($0)" }
    }

    @Test("absent values come back absent, empty ones empty", arguments: EngineKind.allCases)
    func absent(kind: EngineKind) async throws {
        try await withSample(kind) { engine in
            let (none, empty): (String?, String?) = (nil, "")
            try await engine.write { transaction in
                try transaction.execute("INSERT INTO sample (n, t) VALUES (1, \(none)), (2, \(empty))")
            }
            let texts = try await engine.read { transaction in
                try transaction.rows("SELECT t FROM sample ORDER BY n") { try $0.next(String?.self) }
            }
            #expect(texts == [nil, ""])
        }
    }

    @Test("a column of another kind, or one too many, is refused", arguments: EngineKind.allCases)
    func mismatches(kind: EngineKind) async throws {
        try await withSample(kind) { engine in
            try await engine.write { transaction in
                try transaction.execute("INSERT INTO sample VALUES (NULL, \("abc"), \([UInt8]([1])), \(2.5))")
            }
            let reads: [@Sendable (inout Row) throws -> Void] = [
                { _ = try $0.next(Int64.self) }, { _ = try $0.next(String.self) },
                {
                    $0.skip(); _ = try $0.next(Int.self)
                },
                {
                    $0.skip(); _ = try $0.next(Double.self)
                },
                {
                    $0.skip(); _ = try $0.next([UInt8].self)
                },
                {
                    $0.skip(); $0.skip(); _ = try $0.next(String.self)
                },
                {
                    for _ in 0..<4 { $0.skip() }; _ = try $0.next(Int?.self)
                },
            ]
            for read in reads {
                await #expect {
                    try await engine.read { _ = try $0.first("SELECT n, t, b, r FROM sample") { try read(&$0) } }
                } throws: {
                    guard case DatabaseError.malformed = $0 else { return false }
                    return true
                }
            }
        }
    }

    @Test("a truth is 1 or 0, whatever the engine calls it", arguments: EngineKind.allCases)
    func truths(kind: EngineKind) async throws {
        try await kind.withEngine { engine in
            let truths = try await engine.read { transaction in
                try transaction.first("SELECT 1 = 1, EXISTS (SELECT 1 WHERE 1 = 2), 1 < \(2)") { row in
                    [try row.next(Bool.self), try row.next(Bool.self), try row.next(Int.self) == 1]
                }
            }
            #expect(truths == [true, false, true])
        }
    }

    @Test("a text with a NUL and a number that is none are refused", arguments: EngineKind.allCases)
    func unstorable(kind: EngineKind) async throws {
        try await withSample(kind) { engine in
            for statement: SQL in [
                "INSERT INTO sample (t) VALUES (\("a\u{0}b"))", "INSERT INTO sample (r) VALUES (\(Double.nan))",
                "INSERT INTO sample (r) VALUES (\(Double.infinity))",
            ] {
                await #expect {
                    try await engine.write { try $0.execute(statement) }
                } throws: {
                    guard case DatabaseError.malformed = $0 else { return false }
                    return true
                }
            }
        }
    }

    @discardableResult
    private func roundTrip<Value: SQLReadable & SQLBindable & Equatable>(
        _ kind: EngineKind, _ values: [Value], _ column: String, _ bound: @escaping @Sendable (Value) -> SQL
    ) async throws -> [Value] {
        try await withSample(kind) { engine in
            let back = try await engine.write { transaction in
                try values.map { value in
                    try transaction.first(
                        "INSERT INTO sample (\(unsafe: column)) VALUES (\(bound(value))) RETURNING \(unsafe: column)"
                    ) {
                        try $0.next(Value.self)
                    }
                }
            }
            #expect(back == values)
            let found = try await engine.read { transaction in
                try values.map { value in
                    try transaction.first(
                        "SELECT \(unsafe: column) FROM sample WHERE \(unsafe: column) = \(bound(value))"
                    ) {
                        try $0.next(Value.self)
                    }
                }
            }
            #expect(found == values)
            return back.compactMap(\.self)
        }
    }

    private func withSample<Value>(
        _ kind: EngineKind, _ body: (any Engine) async throws -> Value
    ) async throws -> Value {
        try await kind.withEngine { engine in
            try await Migrator([Self.table]).migrate(engine, at: 0)
            return try await body(engine)
        }
    }
}
