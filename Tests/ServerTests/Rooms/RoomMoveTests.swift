// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Rooms that are moved into another area", .serialized)
struct RoomMoveTests {
    private static let elsewhere = "990101100201"

    /// Moves the village's room by the register, as the system administrator does.
    private static func move(_ village: Village, to area: String) async throws {
        let room = village.room
        let moved = try await village.program(of: .systemAdministrator).post(
            "/desk/directory/rooms/\(room.id)/change",
            ["name": room.name, "area": area, "level": room.level.rawValue, "address": room.address])
        #expect(moved.status == 200, "\(moved.text)")
    }

    /// Makes somebody the secretary of whatever lies in an area.
    private static func appoint(_ villager: Villager, to area: String, _ village: Village) async throws {
        let (person, county) = (village.person(villager), village.story.county.id)
        let code = try #require(AreaCode(area))
        try await Commands.run(on: village.installation) {
            try $0.appoint(person, to: Appointment(.roomSecretary, .area(code)), tenant: county)
        }
    }

    /// How many records name another area than that in which their room lies.
    private static func strays(_ village: Village) async throws -> Int {
        try await village.services.engine.read { transaction in
            try RoomMoveStore.followed.reduce(0) { sum, place in
                sum
                    + (try transaction.first(
                        """
                        SELECT COUNT(*) FROM \(place.table) q
                        JOIN room r ON r.tenant = q.tenant AND r.id = q.\(place.room) WHERE q.\(place.area) <> r.area
                        """
                    ) { try $0.next(Int.self) } ?? 0)
            }
        }
    }

    private static func listed(_ path: String, of villager: Villager, _ village: Village) async throws -> Set<String> {
        let answer = try await village.program(of: villager).get(path)
        return Set((answer.object["items"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String })
    }

    @Test(
        "what belongs to a room is seen by whoever has the room's area now, open and ended, and by nobody of before",
        arguments: EngineKind.allCases)
    func moved(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let story = village.story
            let journey = try await village.carry(to: .verified)
            let (session, item) = (try #require(journey.session), try #require(journey.item))
            let reception = try await village.planReception()
            let sentiment = try await village.beginSentiment()
            let call = try await village.openCall()
            // A village on each side, and somebody for whatever lies there.
            try await Self.appoint(.otherSecretary, to: Self.elsewhere, village)
            try await Self.appoint(.otherOfficer, to: village.room.area.text, village)
            let records = [
                "/desk/topics/\(story.waiting.id)", "/desk/topics/\(journey.topic.id)", "/desk/sessions/\(session)",
                "/desk/items/\(item)", "/desk/receptions/\(reception)", "/desk/sentiments/\(sentiment)",
                "/desk/deliberations/\(call.call)",
            ]
            func statuses(of villager: Villager) async throws -> [Int] {
                let program = try await village.program(of: villager)
                var statuses: [Int] = []
                for record in records { statuses.append(try await program.get(record).status) }
                return statuses
            }
            #expect(try await statuses(of: .otherSecretary) == records.map { _ in 404 })
            #expect(try await statuses(of: .otherOfficer) == records.map { _ in 200 })

            try await Self.move(village, to: Self.elsewhere)
            // At once for each record; for lists as the lots come.
            #expect(try await statuses(of: .otherSecretary) == records.map { _ in 200 })
            #expect(try await statuses(of: .otherOfficer) == records.map { _ in 404 })
            let read = try await village.program(of: .otherSecretary).get(records[0])
            let permitted = read.object["permittedCommands"] as? [String] ?? []
            #expect(permitted.contains("pool"), "the secretary of now acts on it: \(permitted)")
            let fresh = try await village.program()
                .post("/topics", ["room": village.room.id.text, "text": "搬过来以后提的"])
            #expect(fresh.status == 201, "\(fresh.text)")

            let follower = RoomFollower(services: village.services)
            try await follower.followLots()
            #expect(try await Self.strays(village) == 0)
            for (path, id) in [
                ("/desk/topics", story.waiting.id.text), ("/desk/receptions", reception),
                ("/desk/sentiments", sentiment),
            ] {
                #expect(try await Self.listed(path, of: .otherSecretary, village).contains(id), "\(path)")
                #expect(try await !Self.listed(path, of: .otherOfficer, village).contains(id), "\(path)")
            }
            let desk = try await village.browser(of: .secretary).get("/desk/rooms/\(village.room.id)")
            #expect(desk.text.contains("议事室换到区域\(Self.elsewhere)"), "whose room it is, is told")
            let audit = try await village.browser(of: .auditAdministrator).get("/desk/audit?subject=room_code")
            #expect(audit.text.contains("记录随议事室换区域"))
            #expect(try await village.rowDifferences() == [])

            // Once more there is nothing to follow, and back again all of it follows back.
            try await follower.followLots()
            try await Self.move(village, to: village.room.area.text)
            try await follower.followLots()
            #expect(try await Self.strays(village) == 0)
            #expect(try await statuses(of: .otherSecretary) == records.map { _ in 404 })
            #expect(try await village.rowDifferences() == [])
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "a public topic that is passed on before its row has followed is found where it lies now, and there alone",
        arguments: EngineKind.allCases)
    func passedOn(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let topic = village.story.waiting.id
            try await village.act(.review, ["title": "南门路灯坏了", "body": "路灯坏了。"], on: topic, as: .secretary)
            try await Self.move(village, to: Self.elsewhere)
            let passed = try await village.program(of: .secretary).post(
                "/desk/topics/\(topic)/passing", ["room": village.otherRoom.id.text, "reason": "归隔壁管"])
            #expect(passed.status == 200, "\(passed.text)")
            try await RoomFollower(services: village.services).followLots()
            #expect(try await Self.strays(village) == 0)
            // The index says the same as one that is made of the rows.
            let kept = try await Self.texts(village)
            try await village.services.engine.write {
                for table in ["gram_block", "indexed_topic", "topic_index"] as [SQL] {
                    try $0.execute("DELETE FROM \(table)")
                }
            }
            try await TextIndexing(services: village.services, batch: 2).catchUp()
            #expect(try await Self.texts(village) == kept)
        }
    }

    /// Grams of published topics, with how many texts hold them.
    private static func texts(_ village: Village) async throws -> [[Int64]] {
        try await village.services.engine.read {
            try $0.rows("SELECT gram, SUM(texts) FROM gram_block GROUP BY gram HAVING SUM(texts) > 0 ORDER BY gram") {
                [try $0.next(), try $0.next()]
            }
        }
    }

    @Test("every table that names a room's area is followed; those of the registers say whose they are by themselves")
    func tables() async throws {
        try await Village.with(.sqlite) { village in
            let found = try await village.services.engine.read { transaction in
                try transaction.rows(
                    """
                    SELECT m.name FROM sqlite_master m
                    WHERE m.type = 'table' AND 2 = (
                        SELECT COUNT(*) FROM pragma_table_info(m.name) c WHERE c.name IN ('room', 'area'))
                    """
                ) { try $0.next(String.self) }
            }
            let followed = RoomMoveStore.followed.map { $0.table.rendered(for: .sqlite).text }
            #expect(Set(found) == Set(followed).union(["membership", "counterpart", "appointment"]))
        }
    }

    @Test("records follow in lots, each once, and another server knows of the move", arguments: EngineKind.allCases)
    func lots(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            _ = try await village.carry(to: .verified)
            for number in 0..<5 {
                let raised = try await village.program()
                    .post("/topics", ["room": village.room.id.text, "text": "第\(number)件"])
                #expect(raised.status == 201, "\(raised.text)")
            }
            try await Self.move(village, to: Self.elsewhere)
            let before = try await Self.strays(village)
            #expect(before > 6)
            let (room, county, now) = (village.room.id, village.story.county.id, village.clock.now)
            let store = RoomMoveStore(tenant: county)
            var (left, lots) = (before, 0)
            while lots < 100 {
                let move = try await village.services.engine.write { transaction -> RoomMoveStore.Move? in
                    guard var move = try store.standing(of: room, in: transaction) else { return nil }
                    try store.follow(&move, limit: 2, in: transaction)
                    try store.save(move, at: now, in: transaction)
                    return move
                }
                guard let move else { break }
                lots += 1
                let rest = try await Self.strays(village)
                #expect(left - rest <= 2 && rest == before - move.records, "no more than a lot, and each once")
                left = rest
            }
            #expect(left == 0 && lots >= before / 2)
            #expect(try await village.services.engine.read { try store.unfinished(in: $0) } == [])

            let other = MovedRooms([:])
            #expect(other.area(of: room, in: county) == nil)
            try await other.reload(village.services.engine)
            #expect(other.area(of: room, in: county)?.text == Self.elsewhere)
            #expect(other.area(of: village.otherRoom.id, in: county) == nil)
        }
    }
}
