// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Testing

@testable import Database

@Suite("Migrations, on both engines")
struct MigratorTests {
    private static let files = [
        (
            "0002_filled.sql",
            "INSERT INTO thing (id, tenant) VALUES (1, 1); INSERT INTO thing (id, tenant) VALUES (2, 1);"
        ),
        (
            "0001_things.sql",
            "CREATE TABLE thing (id {id}, tenant {integer} NOT NULL, data {bytes}, {key} (tenant, id)) {strict};"
        ),
        ("0003_index.sqlite.sql", "CREATE INDEX thing_data ON thing (data);"),
        ("0003_index.postgres.sql", "CREATE INDEX thing_data ON thing USING hash (data);"),
        ("README.md", "not a migration"),
    ]

    private static let all = Migration.all(from: files)

    private func count(_ engine: any Engine) async throws -> Int? {
        try await engine.read { try $0.first("SELECT COUNT(*) FROM thing") { try $0.next(Int.self) } }
    }

    @Test("files are put in order, and each engine gets its own words")
    func files() {
        #expect(Self.all.map(\.name) == ["0001_things", "0002_filled", "0003_index"])
        #expect(
            Self.all[0].script(for: .sqlite)
                == "CREATE TABLE thing (id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, data BLOB, UNIQUE (tenant, id)) STRICT;"
        )
        #expect(
            Self.all[0].script(for: .postgres)
                == "CREATE TABLE thing (id BIGINT NOT NULL, tenant BIGINT NOT NULL, data BYTEA, PRIMARY KEY (tenant, id)) ;"
        )
        #expect(Self.all[2].script(for: .postgres).contains("USING hash"))
        #expect(!Self.all[2].script(for: .sqlite).contains("USING hash"))
    }

    @Test("each is applied once, and the status tells what is missing", arguments: EngineKind.allCases)
    func once(kind: EngineKind) async throws {
        try await kind.withEngine { engine in
            let names = Self.all.map(\.name)
            var status = try await Migrator(Self.all).status(engine)
            #expect(status == .init(applied: [], pending: names))
            try await Migrator(Array(Self.all.prefix(2))).migrate(engine, at: 5)
            status = try await Migrator(Self.all).status(engine)
            #expect(status == .init(applied: Array(names.prefix(2)), pending: [names[2]]))
            for _ in 0..<2 { try await Migrator(Self.all).migrate(engine, at: 6) }
            status = try await Migrator(Self.all).status(engine)
            #expect(status == .init(applied: names, pending: []))
            let things = try await count(engine)
            #expect(things == 2)
        }
    }

    @Test("servers that start together migrate once", arguments: EngineKind.allCases)
    func together(kind: EngineKind) async throws {
        let database = try await kind.makeDatabase()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let engine = try database.makeSecondEngine()
                    try await Migrator(Self.all).migrate(engine, at: 5)
                    await engine.close()
                }
            }
            try await group.waitForAll()
        }
        let things = try await count(database.engine)
        #expect(things == 2)
        await database.remove()
    }

    @Test("a migration that fails leaves nothing of any", arguments: EngineKind.allCases)
    func allOrNothing(kind: EngineKind) async throws {
        try await kind.withEngine { engine in
            let broken = Migration.all(
                from: Self.files + [("0004_broken.sql", "CREATE TABLE other (id {id}); SELEC 1;")])
            await #expect(throws: DatabaseError.self) { try await Migrator(broken).migrate(engine, at: 5) }
            let status = try await Migrator(Self.all).status(engine)
            #expect(status.applied.isEmpty)
            try await Migrator(Self.all).migrate(engine, at: 6)
            let things = try await count(engine)
            #expect(things == 2)
        }
    }

    @Test("a changed file is named", arguments: EngineKind.allCases)
    func changed(kind: EngineKind) async throws {
        try await kind.withEngine { engine in
            try await Migrator(Self.all).migrate(engine, at: 5)
            let changed = Migration.all(from: Self.files + [("0002_filled.sql", "SELECT 1;")])
            for attempt in [
                { _ = try await Migrator(changed).status(engine) },
                { try await Migrator(changed).migrate(engine, at: 6) },
            ] as [() async throws -> Void] {
                await #expect {
                    try await attempt()
                } throws: {
                    guard case DatabaseError.schema(let sentence) = $0 else { return false }
                    return sentence.contains("0002_filled") && sentence.contains("changed")
                }
            }
        }
    }

    @Test("a database newer than the program is named as such", arguments: EngineKind.allCases)
    func unknown(kind: EngineKind) async throws {
        try await kind.withEngine { engine in
            try await Migrator(Self.all).migrate(engine, at: 5)
            await #expect {
                try await Migrator(Array(Self.all.prefix(2))).migrate(engine, at: 6)
            } throws: {
                guard case DatabaseError.schema(let sentence) = $0 else { return false }
                return sentence.contains("0003_index") && sentence.contains("older")
            }
        }
    }

    @Test("a migration for the other engine alone is refused")
    func missingScript() async throws {
        try await EngineKind.sqlite.withEngine { engine in
            let half = Migration.all(from: [("0001_half.postgres.sql", "SELECT 1;")])
            await #expect(throws: DatabaseError.schema("migration 0001_half has no script for sqlite")) {
                try await Migrator(half).migrate(engine, at: 5)
            }
        }
    }
}
