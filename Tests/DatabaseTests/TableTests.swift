// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Foundation
import Testing

@testable import Database

@Suite("Tables as the schema describes them")
struct TableTests {
    private static let migrator = Migrator(
        Migration.all(from: [
            (
                "0001_things.sql",
                """
                CREATE TABLE place (code TEXT NOT NULL, tenant {integer} NOT NULL, PRIMARY KEY (tenant, code)) {strict};
                CREATE TABLE a_thing (
                    id      {id},
                    tenant  {integer} NOT NULL,
                    place   TEXT,
                    part_of {integer},
                    data    {bytes},
                    {key} (tenant, id),
                    FOREIGN KEY (tenant, place) REFERENCES place (tenant, code),
                    FOREIGN KEY (tenant, part_of) REFERENCES a_thing (tenant, id)
                ) {strict};
                CREATE INDEX thing_by_place ON a_thing (tenant, place);
                """
            )
        ]))

    private func thing(_ engine: any Engine) async throws -> Table {
        try #require(try await engine.read { try Table.all(in: $0) }.first { $0.name == "a_thing" })
    }

    @Test("columns, kinds, key and references are found, parents first", arguments: EngineKind.allCases)
    func schema(kind: EngineKind) async throws {
        try await kind.withEngine { engine in
            try await Self.migrator.migrate(engine, at: 1)
            let tables = try await engine.read { try Table.all(in: $0) }
            #expect(tables.map(\.name) == ["migration", "place", "a_thing"])
            #expect(tables[1].order == ["tenant", "code"])
            #expect(tables[2].order == ["tenant", "id"])
            #expect(tables[2].parents == ["a_thing", "place"])
            #expect(tables[2].columns.map(\.name) == ["id", "tenant", "place", "part_of", "data"])
            #expect(tables[2].columns.map(\.kind) == [.integer, .integer, .text, .integer, .bytes])
        }
    }

    @Test("tables that refer to each other in a circle are put in order all the same")
    func circle() {
        func table(_ name: String, _ parents: Set<String>) -> Table {
            Table(name: name, columns: [], order: [], parents: parents)
        }
        let order = Table.inOrderOfReference([
            table("c", ["b"]), table("b", ["c"]), table("a", ["c"]), table("z", []),
        ])
        #expect(order.map(\.name) == ["z", "a", "b", "c"])
    }

    @Test("rows of any number come out as they went in, in the order of their key", arguments: EngineKind.allCases)
    func rows(kind: EngineKind) async throws {
        try await kind.withEngine { engine in
            try await Self.migrator.migrate(engine, at: 1)
            let thing = try await thing(engine)
            let rows: [[SQLValue]] = (1...123).map {
                [.integer($0), .integer($0 % 2), .null, .null, .bytes([UInt8](repeating: UInt8($0), count: 40_000))]
            }
            try await engine.write { transaction in
                let loader = TableLoader(
                    thing, columns: ["id", "tenant", "place", "part_of", "data"], in: transaction)
                for row in rows { try loader.add(row) }
                try loader.finish()
            }
            let kept = try await engine.read { transaction in
                var kept: [[SQLValue]] = []
                try thing.forEachRow(in: transaction) { kept.append($0) }
                return kept
            }
            #expect(kept == rows.filter { $0[1] == .integer(0) } + rows.filter { $0[1] == .integer(1) })
        }
    }

    @Test("a row with a column too few is refused", arguments: EngineKind.allCases)
    func narrow(kind: EngineKind) async throws {
        try await kind.withEngine { engine in
            try await Self.migrator.migrate(engine, at: 1)
            let thing = try await thing(engine)
            await #expect(throws: DatabaseError.malformed("a row has 1 columns instead of 2")) {
                try await engine.write { try TableLoader(thing, columns: ["id", "tenant"], in: $0).add([.integer(1)]) }
            }
        }
    }

    @Test("children may come before their parents, but not without them", arguments: EngineKind.allCases)
    func foreignKeys(kind: EngineKind) async throws {
        try await kind.withEngine { engine in
            try await Self.migrator.migrate(engine, at: 1)
            let child: SQL = "INSERT INTO a_thing (id, tenant, place, part_of) VALUES (1, 1, 'x', 2)"
            let rest: [SQL] = [
                "INSERT INTO a_thing (id, tenant) VALUES (2, 1)", "INSERT INTO place (tenant, code) VALUES (1, 'x')",
            ]
            let load: @Sendable ([SQL]) async throws -> Void = { statements in
                try await engine.write { transaction in
                    try transaction.deferringForeignKeys { for sql in statements { try transaction.execute(sql) } }
                }
            }
            await #expect { try await load([child, rest[0]]) } throws: { error in
                if case DatabaseError.invalid = error { true } else { false }
            }
            try await load([child] + rest)
            // And afterwards they hold again.
            await #expect { try await engine.write { try $0.execute("DELETE FROM place") } } throws: { error in
                if case DatabaseError.invalid = error { true } else { false }
            }
        }
    }

    @Test("once counted, readers find the rows of another table by what singles them out")
    func statistics() async throws {
        let database = try await EngineKind.sqlite.makeDatabase()
        let engine = database.engine
        try await engine.write { transaction in
            for statement: SQL in [
                "CREATE TABLE day (id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, held INTEGER NOT NULL, UNIQUE (tenant, id))",
                "CREATE INDEX day_by_held ON day (tenant, held, id)",
                """
                CREATE TABLE matter (
                    id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, day INTEGER NOT NULL, state TEXT NOT NULL)
                """,
                "CREATE INDEX matter_by_state ON matter (tenant, state, id)",
                "CREATE INDEX matter_by_day ON matter (tenant, day)",
            ] {
                try transaction.execute(statement)
            }
            for number in 1...500 {
                try transaction.execute("INSERT INTO day (id, tenant, held) VALUES (\(number), 1, \(number))")
                try transaction.execute("INSERT INTO matter (tenant, day, state) VALUES (1, \(number), 'closed')")
            }
        }
        // A plan that was shown is kept with its statement, so that another one has to be asked for; and a connection that
        // only shows plans does not look whether the counts are new.
        func plan(_ count: SQL) async throws -> String {
            try await engine.read { transaction in
                _ = try transaction.rows("SELECT id FROM day LIMIT 1") { try $0.next(Int64.self) }
                return try transaction.rows(
                    """
                    EXPLAIN QUERY PLAN SELECT \(count) FROM matter m JOIN day d ON d.tenant = m.tenant AND d.id = m.day
                    WHERE m.tenant = 1 AND d.held > 0 AND d.held < 1000 AND m.state IN ('closed')
                    """
                ) { row in
                    for _ in 0..<3 { _ = try row.next(Int64.self) }
                    return try row.next(String.self)
                }
            }.joined(separator: "; ")
        }
        let before = try await plan("COUNT(*)")
        #expect(before.contains("matter_by_state"), "what every matter has seems to single some out: \(before)")
        try await engine.refreshStatistics()
        let after = try await plan("COUNT(m.id)")
        #expect(after.contains("matter_by_day"), "\(after)")
        await database.remove()
    }

    @Test("after a purge, what was overwritten is in no file")
    func purge() async throws {
        let database = try await EngineKind.sqlite.makeDatabase()
        let engine = database.engine
        try await Self.migrator.migrate(engine, at: 1)
        let secret = [UInt8]((0..<6_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) })
        try await engine.write {
            try $0.execute(
                "INSERT INTO a_thing (id, tenant, data) VALUES (1, 1, \(secret)), (2, 1, \(Array(secret[..<60])))")
        }
        try await engine.write { try $0.execute("UPDATE a_thing SET data = NULL") }
        let folder = URL(fileURLWithPath: database.address).deletingLastPathComponent()
        func isFound() throws -> Bool {
            try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).contains {
                try Data(contentsOf: $0).range(of: Data(secret[8..<48])) != nil
            }
        }
        #expect(try isFound(), "before the purge it is in the log")
        try await engine.purge("a_thing")
        #expect(try !isFound())
        await database.remove()
    }

    @Test("a purge is refused while somebody still reads what was there, and comes through afterwards")
    func purgeBesideReader() async throws {
        let database = try await EngineKind.sqlite.makeDatabase()
        let engine = database.engine
        try await Self.migrator.migrate(engine, at: 1)
        let reader = try SQLiteSnapshotEngine(path: database.address)
        let (began, hasBegun) = AsyncStream.makeStream(of: Void.self)
        let gate = DispatchSemaphore(value: 0)
        let reading = Task {
            try await reader.read { transaction in
                _ = try transaction.rows("SELECT 1 FROM a_thing") { try $0.next(Int.self) }
                hasBegun.yield()
                gate.wait()
            }
        }
        var iterator = began.makeAsyncIterator()
        await iterator.next()
        try await engine.write { try $0.execute("INSERT INTO a_thing (id, tenant) VALUES (1, 1)") }
        await #expect(throws: DatabaseError.timedOut) { try await engine.purge("a_thing") }
        gate.signal()
        try await reading.value
        try await engine.purge("a_thing")
        await reader.close()
        await database.remove()
    }

    @Test("a database opened for reading only shows one moment and writes nothing")
    func snapshot() async throws {
        let database = try await EngineKind.sqlite.makeDatabase()
        try await Self.migrator.migrate(database.engine, at: 1)
        let reader = try SQLiteSnapshotEngine(path: database.address)
        let tables = try await reader.read { try Table.all(in: $0).count }
        #expect(tables == 3)
        await #expect(throws: DatabaseError.unavailable("the database is open for reading only")) {
            try await reader.write { try $0.execute("DELETE FROM place") }
        }
        await #expect(throws: (any Error).self) {
            try await reader.read { try $0.execute("DELETE FROM place") }
        }
        await reader.close()
        #expect(throws: DatabaseError.self) { try SQLiteSnapshotEngine(path: database.address + ".none") }
        await database.remove()
    }
}
