// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Testing

@testable import Server

@Suite("Requests to erase of before are requests about personal data now", .serialized)
struct PersonalDataMigrationTests {
    @Test("each row moves, whatever became of it", arguments: EngineKind.allCases)
    func moved(_ kind: EngineKind) async throws {
        try await kind.withEngine { engine in
            let names = Set(DatabaseSchema.migrations.map(\.name).filter { $0 < "0013" })
            try await engine.write { transaction in
                try DatabaseSchema.migrator.migrate(only: names, in: transaction, at: 0)
                try Self.fill(transaction)
            }
            try await DatabaseSchema.migrator.migrate(engine, at: 1)
            let rows = try await engine.read {
                try $0.rows(
                    "SELECT id, kind, whose_kind, whose, state, COALESCE(due_on, '-') FROM personal_data_request ORDER BY id"
                ) { row in
                    let id = try row.next(Int64.self)
                    let (kind, whose) = (try row.next(String.self), try row.next(String.self))
                    let topic = try row.next(Int64.self)
                    return "\(id) \(kind) \(whose) \(topic) \(try row.next(String.self)) \(try row.next(String.self))"
                }
            }
            #expect(rows == ["5 erase submitter 4 granted -", "6 erase submitter 4 open 2026-03-26"])
        }
    }

    /// A topic with two requests, as they were stored before.
    private static func fill(_ transaction: Transaction) throws {
        let bytes: [UInt8] = [1]
        let statements: [SQL] = [
            """
            INSERT INTO tenant (id, kind, name, short_name, area, contact, is_default, created_at)
            VALUES (1, 'county', '安澜县政协', '安澜县政协', '990101000000', '0000-0000000', 1, 0)
            """,
            "INSERT INTO area (tenant, code, name) VALUES (1, '990101000000', '安澜县')",
            """
            INSERT INTO room (id, tenant, name, area, level, address, token, created_at)
            VALUES (2, 1, '议事室', '990101000000', 'village', '村口', 'ABCD2345', 0)
            """,
            "INSERT INTO content (id, tenant, salt, words) VALUES (3, 1, \(bytes), \(bytes))",
            """
            INSERT INTO topic (id, tenant, room, area, source, received_at, tracking_hash, text, round, state,
                research_records, publication, reviewers, version)
            VALUES (4, 1, 2, '990101000000', 'scan', 0, \(bytes), 3, 1, 'pooled', 0, 'hidden', '', 1)
            """,
            "INSERT INTO erasure_request (id, tenant, topic, state, version) VALUES (5, 1, 4, 'granted', 2)",
            """
            INSERT INTO erasure_request (id, tenant, topic, state, due_on, due_from, due_term, due_is_provisional, version)
            VALUES (6, 1, 4, 'open', '2026-03-26', '2026-03-05', '15wd', 0, 1)
            """,
        ]
        for statement in statements { try transaction.execute(statement) }
    }
}
