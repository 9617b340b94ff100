// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("How far the rooms reach", .serialized)
struct RoomCoverageTests {
    private static func enter(
        _ register: String, _ values: [String: Any], _ program: APIClient
    ) async throws -> String {
        let entered = try await program.post("/desk/directory/\(register)", values)
        #expect(entered.status == 201, "\(register): \(entered.text)")
        return try #require(entered["id"])
    }

    @Test("each figure is the length of the two lists behind it", arguments: EngineKind.allCases)
    func figures(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .systemAdministrator)
            for (code, name) in [("990101001000", "清河街道"), ("990101001002", "东门社区")] {
                _ = try await Self.enter("areas", ["code": code, "name": name], program)
            }
            let sector = try await Self.enter("organs", ["kind": "sector", "name": "教育界"], program)
            _ = try await Self.enter("organs", ["kind": "sector", "name": "工商界"], program)
            let committee = try await Self.enter("organs", ["kind": "special_committee", "name": "提案委员会"], program)
            _ = try await Self.enter("counterparts", ["organ": sector, "room": village.otherRoom.id.text], program)
            for (number, name, room) in [("W1", "莫问", village.room.id.text), ("W2", "甘霖", "")] {
                let person = try await Self.enter("people", ["number": number, "name": name], program)
                _ = try await Self.enter(
                    "members",
                    [
                        "person": person, "level": "own", "sector": sector, "committee": committee,
                        "area": "990101001001", "party": "none", "ranked": "yes", "room": room,
                    ], program)
            }
            _ = try await village.carry(to: .concluded)
            for (room, sessions, keeper) in [
                (village.room, "1", Villager.secretary), (village.otherRoom, "4", .otherSecretary),
            ] {
                _ = try await Self.enter(
                    "room_plans", ["room": room.id.text, "planYear": "2026", "plannedSessions": sessions],
                    village.program(of: keeper))
            }

            let read = try await program.get("/desk/coverage")
            #expect(read.status == 200, "\(read.text)")
            let figures = (read.object["figures"] as? [[String: Any]] ?? []).reduce(into: [String: [Int]]()) {
                $0[$1["subject"] as? String ?? ""] = [$1["covered"] as? Int ?? -1, $1["all"] as? Int ?? -1]
            }
            #expect(
                figures == [
                    "towns": [0, 1], "villages": [2, 3], "sectors": [1, 2], "members": [1, 2], "rooms": [1, 2],
                    "plans": [2, 2], "fulfilled": [1, 2],
                ], "\(read.text)")
            func names(_ subject: String, _ covered: String) async throws -> [String] {
                let list = try await program.get("/desk/coverage?subject=\(subject)&covered=\(covered)")
                return (list.object["items"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
            }
            for (subject, counts) in figures {
                #expect(try await names(subject, "yes").count == counts[0], "\(subject)")
                #expect(try await names(subject, "no").count == counts[1] - counts[0], "\(subject)")
            }
            #expect(try await names("villages", "no") == ["东门社区"])
            #expect(try await names("sectors", "no") == ["工商界"])
            #expect(try await names("members", "no") == ["甘霖"])
            #expect(try await names("fulfilled", "no") == [village.otherRoom.name])
            let page = try await village.browser(of: .systemAdministrator).get("/desk/coverage")
            #expect(page.text.contains("东门社区") && page.text.contains("清河街道") && page.text.contains(">2/3<"))
            #expect(try await village.program(of: .secretary).get("/desk/coverage").status == 200)
            #expect(try await village.program(of: .member).get("/desk/coverage").status == 404)
            #expect(try await program.get("/desk/coverage?subject=moon").status == 422)
        }
    }

    @Test(
        "a room's page says its plan of the year, how many of it were held, and who keeps in touch with it",
        arguments: EngineKind.allCases)
    func plan(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .systemAdministrator)
            let committee = try await Self.enter("organs", ["kind": "special_committee", "name": "提案委员会"], program)
            let other = try await Self.enter("organs", ["kind": "special_committee", "name": "社会法制委"], program)
            let sector = try await Self.enter("organs", ["kind": "sector", "name": "教育界"], program)
            _ = try await Self.enter("counterparts", ["organ": committee, "room": village.room.id.text], program)
            _ = try await Self.enter("counterparts", ["organ": other, "area": "990101001001"], program)
            _ = try await Self.enter("counterparts", ["organ": other, "sector": sector], program)
            let both = try await program.post(
                "/desk/directory/counterparts", ["organ": committee, "room": village.room.id.text, "sector": sector])
            #expect(both.status == 422)
            let plan: [String: Any] = [
                "room": village.room.id.text, "planYear": "2026", "plannedSessions": "6", "plannedTopics": "停车、加装电梯",
            ]
            let secretary = try await village.program(of: .keeper(of: .roomPlans))
            for (field, wrong) in [("planYear", "26"), ("plannedSessions", "许多"), ("plannedSessions", "0")] {
                let refused = try await secretary.post(
                    "/desk/directory/room_plans", plan.merging([field: wrong]) { $1 })
                #expect(refused.status == 422 && refused.text.contains(field), "\(refused.text)")
            }
            _ = try await Self.enter("room_plans", plan, secretary)
            _ = try await village.carry(to: .concluded)
            let base = "/r/\(village.room.token.text)"
            for page in [
                try await village.visitor().get(base),
                try await village.browser(of: .secretary).get("/desk/rooms/\(village.room.id)"),
            ] {
                for words in ["2026年计划协商6场，开过1场", "停车、加装电梯", "提案委员会、社会法制委", "\(base)/join?year=2026"] {
                    #expect(page.text.contains(words), "\(words)")
                }
                #expect(!page.text.contains("教育界"))
            }
            let read = try await village.program().get("/rooms/\(village.room.id)")
            let told = read.object["plan"] as? [String: Any]
            #expect(told?["held"] as? Int == 1 && told?["sessions"] as? Int == 6, "\(read.text)")
            let held = try await village.program().get("/rooms/\(village.room.id)/sessions?year=2026")
            #expect((held.object["items"] as? [Any])?.count == 1)
            let earlier = try await village.program().get("/rooms/\(village.room.id)/sessions?year=2025")
            #expect((earlier.object["items"] as? [Any])?.isEmpty == true)
            #expect(try await village.visitor().get("\(base)/join?year=2026").text.contains("2026年开过的"))
            #expect(try await village.program().get("/rooms/\(village.room.id)/sessions?year=soon").status == 422)
        }
    }

    @Test("the table card says what the county calls its platform, its way by a code and its venue")
    func card() async throws {
        try await Village.with(.sqlite) { village in
            let names = RoomPractice(platform: "有事好商量", channel: "商量快车", venue: "商量书房")
            #expect(RoomWording.organ("安澜县政协", names, over: "杨柳议事室") == "安澜县政协 · 有事好商量 · 商量书房")
            #expect(RoomWording.organ("安澜县政协", names, over: "杨柳商量书房") == "安澜县政协 · 有事好商量")
            let card = try await village.visitor().get("/r/\(village.room.token.text)/card").text
            #expect(card.occurrences(of: "“码”上议：提议题") == 2, "on both faces")
        }
    }
}
