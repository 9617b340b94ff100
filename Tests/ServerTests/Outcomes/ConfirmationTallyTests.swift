// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What people said is kept beside the item", .serialized)
struct ConfirmationTallyTests {
    @Test(
        "a word counts once, however often it is said anew, and a new inquiry begins at nothing",
        arguments: EngineKind.allCases)
    func saidAnew(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .verified)
            let item = try #require(journey.item)
            let path = "/topics/status/\(journey.topic.code.text)/confirmations/\(item)"
            for outcome in ["solved", "unsolved", "solved"] {
                let answer = try await village.program().post(path, ["outcome": outcome, "rating": "satisfied"])
                #expect(answer.status == 200)
                let solved = outcome == "solved" ? 1 : 0
                #expect(try await tallies(village) == [[1, solved, 1, solved]])
            }
            let secretary = try await village.program(of: .secretary)
            let officer = try await village.program(of: .officer)
            let reopened = try await secretary.post("/desk/items/\(item)/reopening", ["reason": "雨后又积水"])
            #expect(reopened.status == 200)
            #expect(try await tallies(village) == [[1, 1, 1, 1]])
            let reported = try await officer.post(
                "/desk/items/\(item)/report", ["adoption": "adopted", "claimed": "solved", "text": "又疏通了一次"])
            let verified = try await secretary.post("/desk/items/\(item)/verification", [:])
            #expect(reported.status == 200 && verified.status == 200)
            #expect(try await tallies(village) == [[0, 0, 0, 0]])
        }
    }

    private func tallies(_ village: Village) async throws -> [[Int]] {
        try await village.services.engine.read {
            try $0.rows("SELECT answered, answered_solved, unflagged, unflagged_solved FROM suggestion_item") { row in
                [try row.next(), try row.next(), try row.next(), try row.next()]
            }
        }
    }

    @Test("what was said before it was kept is counted once", arguments: EngineKind.allCases)
    func filled(_ kind: EngineKind) async throws {
        try await kind.withEngine { engine in
            let names = Set(DatabaseSchema.migrations.map(\.name).filter { $0 < "0046" })
            try await engine.write { transaction in
                try DatabaseSchema.migrator.migrate(only: names, in: transaction, at: 0)
                for statement in Self.before { try transaction.execute(statement) }
            }
            try await DatabaseSchema.migrator.migrate(engine, at: 1)
            let rows = try await engine.read {
                try $0.rows("SELECT answered, answered_solved, unflagged, unflagged_solved FROM suggestion_item") {
                    row in [try row.next(Int.self), try row.next(), try row.next(), try row.next()]
                }
            }
            #expect(rows == [[3, 2, 2, 1]])
        }
    }

    /// An item asked about twice; the second time one says no, one says yes, one says yes from the unit, one nothing.
    private static let before: [SQL] = {
        let bytes: [UInt8] = [1]
        let confirmations: [SQL] = [
            "(11, 1, 10, 1, 'supporter', 1, 'solved', 'satisfied', NULL, 1, 1)",
            "(12, 1, 10, 2, 'supporter', 1, 'unsolved', 'satisfied', NULL, 1, 1)",
            "(13, 1, 10, 2, 'supporter', 2, 'solved', 'satisfied', NULL, 1, 1)",
            "(14, 1, 10, 2, 'supporter', 3, 'solved', 'satisfied', 'unit_account', 1, 1)",
            "(15, 1, 10, 2, 'supporter', 4, NULL, NULL, NULL, NULL, 1)",
        ]
        return [
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
            "INSERT INTO person (id, tenant, name, created_at) VALUES (5, 1, '甲', 0)",
            "INSERT INTO handling_unit (id, tenant, name, created_at) VALUES (6, 1, '水务局', 0)",
            """
            INSERT INTO topic (id, tenant, room, area, source, received_at, tracking_hash, text, round, state,
                research_records, publication, reviewers, version)
            VALUES (4, 1, 2, '990101000000', 'scan', 0, \(bytes), 3, 1, 'pooled', 0, 'hidden', '', 1)
            """,
            """
            INSERT INTO consultation_session (id, tenant, room, area, starts_on, starts_minute, state, is_announced,
                version)
            VALUES (7, 1, 2, '990101000000', '2026-03-05', 540, 'planned', 0, 1)
            """,
            """
            INSERT INTO suggestion_item (id, tenant, session, topic, room, area, unit, officer, task, state, adoption,
                claimed, inquiries, closed_on, version)
            VALUES (10, 1, 7, 4, 2, '990101000000', 6, 5, 3, 'closed', 'adopted', 'solved', 2, '2026-04-01', 9)
            """,
            """
            INSERT INTO confirmation (id, tenant, item, inquiry, voice, voice_id, outcome, rating, flag, answered_at,
                version)
            VALUES \(SQL(joining: confirmations, with: ", "))
            """,
        ]
    }()
}
