// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What a board counts is kept beside its records", .serialized)
struct BoardTallyTests {
    @Test(
        "who was there, how long each stay took and what was taken up again stand in the rows",
        arguments: EngineKind.allCases)
    func kept(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .verified)
            let item = try #require(journey.item)
            let secretary = try await village.program(of: .secretary)
            let before = try await rows(village)
            #expect(before.reopened == [0])
            #expect(before.present.reduce(0, +) > 0, "nobody was there")
            let answer = try await secretary.post("/desk/items/\(item)/reopening", ["reason": "雨后又积水"])
            #expect(answer.status == 200)
            let after = try await rows(village)
            #expect(after.reopened == [1])
            let stays = try #require(after.stays.first)
            #expect(stays.split(separator: ";").last?.hasPrefix("verified ") == true, "\(stays)")
            #expect(stays.split(separator: ";").count == (before.stays.first?.split(separator: ";").count ?? 0) + 1)
            let board = try await village.program(of: .leader).get("/desk/board?from=2020-01-01&to=2030-12-31").object
            #expect(board["reopenedItems"] as? Int == 1)
            let attendance = try #require(board["attendance"] as? [[String: Any]])
            #expect(attendance.compactMap { $0["count"] as? Int }.reduce(0, +) == after.present.reduce(0, +))
        }
    }

    private struct Rows {
        var stays: [String]
        var reopened: [Int]
        var present: [Int]
    }

    private func rows(_ village: Village) async throws -> Rows {
        try await village.services.engine.read { transaction in
            Rows(
                stays: try transaction.rows("SELECT ended_stays FROM suggestion_item") { try $0.next() },
                reopened: try transaction.rows("SELECT is_reopened FROM suggestion_item") { try $0.next() },
                present: try transaction.rows(
                    """
                    SELECT present_member + present_department + present_grassroots + present_people + present_expert
                    FROM consultation_session
                    """
                ) { try $0.next() })
        }
    }

    @Test("what was there before is counted once", arguments: EngineKind.allCases)
    func filled(_ kind: EngineKind) async throws {
        try await kind.withEngine { engine in
            let names = Set(DatabaseSchema.migrations.map(\.name).filter { $0 < "0059" })
            try await engine.write { transaction in
                try DatabaseSchema.migrator.migrate(only: names, in: transaction, at: 0)
                for statement in Self.before { try transaction.execute(statement) }
            }
            try await DatabaseSchema.migrator.migrate(engine, at: 1)
            let (stays, present) = try await engine.read { transaction in
                (
                    try transaction.rows("SELECT ended_stays FROM consultation_session") { try $0.next(String.self) },
                    try transaction.rows("SELECT present_member, present_people FROM consultation_session") { row in
                        [try row.next(Int.self), try row.next(Int.self)]
                    }
                )
            }
            // An hour that has begun counts; the second time it was planned is marked.
            #expect(stays == ["planned 2;announced 0;planned 1+;"])
            #expect(present == [[2, 0]])
        }
    }

    /// A session that was announced, taken back and announced again, with two members there and one of the people away.
    private static let before: [SQL] = [
        """
        INSERT INTO tenant (id, kind, name, short_name, area, contact, is_default, created_at)
        VALUES (1, 'county', '安澜县政协', '安澜县政协', '990101000000', '0000-0000000', 1, 0)
        """,
        "INSERT INTO area (tenant, code, name) VALUES (1, '990101000000', '安澜县')",
        """
        INSERT INTO room (id, tenant, name, area, level, address, token, created_at)
        VALUES (2, 1, '议事室', '990101000000', 'village', '村口', 'ABCD2345', 0)
        """,
        """
        INSERT INTO consultation_session (id, tenant, room, area, starts_on, starts_minute, state, is_announced, version)
        VALUES (7, 1, 2, '990101000000', '2026-03-05', 540, 'announced', 1, 4)
        """,
        """
        INSERT INTO session_participant (id, tenant, session, category, is_present)
        VALUES (11, 1, 7, 'member', 1), (12, 1, 7, 'member', 1), (13, 1, 7, 'people', 0)
        """,
        """
        INSERT INTO stay (tenant, subject_kind, subject, version, state, is_first, entered_at, left_at)
        VALUES (1, 'session', 7, 1, 'planned', 1, 0, 3600001), (1, 'session', 7, 2, 'announced', 1, 3600001, 3600001),
            (1, 'session', 7, 3, 'planned', 0, 3600001, 3600002), (1, 'session', 7, 4, 'announced', 0, 3600002, NULL)
        """,
    ]

    @Test("figures are told apart by all facets, counted together, and narrowed")
    func figures() throws {
        var counter = BoardFigures.Counter(by: [.state, .town])
        for (state, town) in [
            ("closed", "990101001"), ("closed", "990101002"), ("held", "990101001"), ("held", "990101001"),
        ] {
            try counter.add("\(state)\(BoardFigures.separator)\(town)")
        }
        let figures = counter.figures
        #expect(figures.total == 4)
        #expect(figures.counts(.state) == ["closed": 2, "held": 2])
        #expect(figures.counts(.town, .state) == ["990101001": ["closed": 1, "held": 2], "990101002": ["closed": 1]])
        #expect(figures.count(.town, ["990101001", "nowhere"]) == 3)
        #expect(figures.count(.unit, ["1"]) == 0)
        #expect(figures.narrowed(.state, "held").counts(.town) == ["990101001": 2])
        #expect(figures.narrowed([.state: ["held", "closed"], .town: ["990101002"]]).total == 1)
        #expect(figures.narrowed(.state, "open").total == 0)
        #expect(throws: (any Error).self) { try counter.add("closed") }
    }

    @Test("stays are counted by hours, and a second time in a state counts no second record")
    func stays() throws {
        var tally = StayTally()
        tally.add("screening 1;asked 30;screening 5+;")
        tally.add("screening 2;")
        tally.add("")
        let times = try tally.times()
        let screening = try #require(times.first { $0.state == "screening" })
        #expect(screening.records == 2 && screening.median == 2 && screening.ninetieth == 5)
        #expect(times.count == 2)
        tally.add("held;")
        #expect(throws: (any Error).self) { try tally.times() }
    }
}
