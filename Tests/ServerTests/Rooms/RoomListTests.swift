// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Lists of rooms and a room's page", .serialized)
struct RoomListTests {
    private static let today = Village.morning.day

    @Test(
        "the rule and the condition of completeness agree, whatever rooms have", arguments: EngineKind.allCases)
    func completeness(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            var random = SeededRandom(seed: 2026)
            try await Self.open(60, village, &random)
            let store = RoomStore(tenant: village.story.county.id)
            let (all, complete, incomplete) = try await village.services.engine.read { transaction in
                func rooms(_ isComplete: Bool?) throws -> [RoomStore.Listed] {
                    try store.rooms(
                        .init(isComplete: isComplete), on: Self.today, after: nil, limit: 200, in: transaction)
                }
                return (try rooms(nil), try rooms(true), try rooms(false))
            }
            #expect(all.count == 62 && complete.count > 3 && incomplete.count > 3)
            #expect(Set(complete.map(\.room.id)) == Set(all.filter { $0.gaps(on: Self.today).isEmpty }.map(\.room.id)))
            #expect(complete.count + incomplete.count == all.count)
            let counted = try await village.services.engine.read {
                try store.counts(.init(), on: Self.today, in: $0)
            }
            #expect(counted.all == all.count && counted.complete == complete.count)
        }
    }

    /// Rooms of which each has each thing three times in four.
    private static func open(_ count: Int, _ village: Village, _ random: inout SeededRandom) async throws {
        let (tenant, services) = (village.story.county.id, village.services)
        let person = try #require(village.story.staff[.secretary]).id
        var generator = random
        let rows = (0..<count).map { _ in (0..<9).map { _ in UInt64.random(in: 0..<8, using: &generator) > 0 } }
        random = generator
        try await services.engine.write { transaction in
            for (index, has) in rows.enumerated() {
                let room = Room(
                    id: services.id(Room.self), name: "第\(index)室", area: village.room.area,
                    level: Room.Level.allCases[index % Room.Level.allCases.count], address: "甲路\(index)号",
                    token: Room.Token(random: UInt64(index) + 1000), convener: nil, secretary: nil)
                try RoomStore(tenant: tenant).insert(
                    room, convener: has[0] ? person : nil, secretary: has[1] ? person : nil, at: Village.morning,
                    in: transaction)
                func said(_ index: Int) -> String? { has[index] ? "yes" : index % 2 == 0 ? "no" : nil }
                try transaction.execute(
                    """
                    UPDATE room SET host = \(has[2] ? "甲厂" : nil), has_place = \(said(3)), has_sign = \(said(4)),
                        has_rules = \(said(5)), has_procedure = \(said(6))
                    WHERE tenant = \(tenant.number) AND id = \(room.id.number)
                    """)
                let lastYear = Self.today.advanced(byMonths: -12)
                for (state, isRecent) in [("concluded", has[7]), ("archived", has[8])] {
                    let day = isRecent ? lastYear.advanced(by: 1) : lastYear
                    try transaction.execute(
                        """
                        INSERT INTO consultation_session (id, tenant, room, area, title, starts_on, starts_minute,
                            state, is_announced, conclusion, due_on, due_from, due_term, due_is_provisional, version)
                        VALUES (\(services.ids.next()), \(tenant.number), \(room.id.number), \(room.area.text), '会',
                            \(day.description), 540, \(state), 1, 'consensus',
                            \(state == "concluded" ? day.description : nil),
                            \(state == "concluded" ? day.description : nil), \(state == "concluded" ? "named" : nil),
                            \(state == "concluded" ? 0 : nil), 1)
                        """)
                }
            }
        }
    }

    @Test(
        "rooms are found by words, area and kind, page after page, by people and programs",
        arguments: EngineKind.allCases)
    func search(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let admin = try await village.program(of: .systemAdministrator)
            let made = try await admin.post(
                "/desk/directory/rooms",
                [
                    "name": "甲厂委员议事室", "area": village.otherRoom.area.text, "level": "enterprise", "address": "厂区",
                    "host": "甲厂", "hours": "工作日9:00–17:00", "library": "yes", "place": "yes",
                ])
            #expect(made.status == 201, "\(made.text)")
            let program = village.program()
            func names(_ query: String) async throws -> [String] {
                let answer = try await program.get("/rooms\(query)")
                #expect(answer.status == 200)
                return (answer.object["items"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
            }
            #expect(try await names("").count == 3)
            #expect(try await names("?level=enterprise") == ["甲厂委员议事室"])
            #expect(try await names("?q=%E7%94%B2%E5%8E%82") == ["甲厂委员议事室"])
            #expect(try await names("?area=\(village.room.area.text)") == [village.room.name])
            #expect(try await names("?complete=yes").isEmpty)
            #expect(try await program.get("/rooms?complete=perhaps").status == 422)
            let first = try await program.get("/rooms?limit=2")
            let next = try #require(first["next"])
            #expect(try await names("?limit=2&cursor=\(next)").count == 1)
            #expect(try await program.get("/rooms?limit=2&level=town&cursor=\(next)").status == 400)

            let page = try await village.visitor().get("/rooms?q=%E7%94%B2%E5%8E%82")
            for word in ["甲厂委员议事室", "还缺7项", "缺召集人、秘书、标识、制度、程序、近一年的活动、近一年的成果", "六有齐备 <b>0</b>"] {
                #expect(page.text.contains(word), "\(word)")
            }
            #expect(!page.text.contains("缺依托单位") && !page.text.contains(village.room.name))
            let token = try #require(
                (try await program.get("/rooms?level=enterprise").object["items"] as? [[String: Any]])?
                    .first?["token"] as? String)
            let room = try await village.visitor().get("/r/\(token)")
            for word in ["依托单位", "甲厂", "工作日9:00–17:00", "协商议事、书香政协"] { #expect(room.text.contains(word), "\(word)") }
            let desk = try await village.browser(of: .secretary).get("/desk/rooms?complete=no")
            #expect(desk.status == 200 && desk.text.contains("/desk/rooms/\(village.room.id)"))
            #expect(!desk.text.contains("/desk/rooms/\(village.otherRoom.id)\""), "only the own rooms are opened")

            func own(_ villager: Villager, _ query: String) async throws -> [String] {
                let answer = try await village.program(of: villager).get("/desk/rooms\(query)")
                #expect(answer.status == 200, "\(answer.text)")
                let items = answer.object["items"] as? [[String: Any]] ?? []
                #expect(items.allSatisfy { $0["gaps"] as? [String] != nil })
                return items.compactMap { $0["name"] as? String }
            }
            #expect(try await own(.secretary, "").contains(village.room.name))
            #expect(try await own(.secretary, "").contains(village.otherRoom.name) == false)
            #expect(try await own(.secretary, "?level=enterprise").isEmpty)
            #expect(try await own(.otherSecretary, "").contains(village.room.name) == false)
            #expect(Set(try await own(.systemAdministrator, "")) == Set(try await names("")))
            #expect(try await own(.systemAdministrator, "?level=enterprise") == ["甲厂委员议事室"])
            #expect(try await village.program(of: .member).get("/desk/rooms").status == 404)
        }
    }

    @Test("the numbers on a room's page are the lengths of the lists behind them", arguments: EngineKind.allCases)
    func figures(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .closed)
            let room = try #require(try await village.topic(journey.topic.id)).room
            let program = village.program()
            let read = try await program.get("/rooms/\(room)")
            let figures = try #require(read.object["figures"] as? [String: Int])
            let topics = try await program.get("/topics").object["items"] as? [[String: Any]] ?? []
            #expect(figures["publicTopics"] == topics.count { $0["room"] as? String == room.text })
            let sessions = try await program.get("/rooms/\(room)/sessions")
            #expect(figures["sessionsHeld"] == (sessions.object["items"] as? [Any])?.count)
            #expect(figures["sessionsComing"] == (sessions.object["coming"] as? [Any])?.count)
            #expect(figures["sessionsHeld"] == 1)
            let results = try await program.get("/rooms/\(room)/results")
            #expect(figures["results"] == (results.object["items"] as? [Any])?.count)
            let solved = try await program.get("/rooms/\(room)/results?solved=yes")
            #expect(figures["solved"] == (solved.object["items"] as? [Any])?.count)

            let token = try #require(read["token"])
            let visitor = village.visitor()
            let page = try await visitor.get("/r/\(token)")
            for address in ["/topics?room=\(room)", "/r/\(token)/join", "/r/\(token)/results", "/r/\(token)/advise"] {
                #expect(page.text.contains("href=\"\(address)\""), "\(address)")
                #expect(try await visitor.get(address).status == 200)
            }
            let told = try await visitor.get("/r/\(token)/results").text
            #expect(told.contains("单位报告：解决了；大家说："), "the claim never stands alone")
            let one = (results.object["items"] as? [[String: Any]])?.first {
                $0["id"] as? String == journey.topic.id.text
            }
            #expect(one?["answered"] as? Int == one?["answeredSolved"] as? Int && one?["answered"] as? Int != 0)
            #expect(try await program.get("/rooms/\(Identifier<Room>(1))/results").status == 404)
        }
    }

    @Test("advice begins with the topic's title and is raised like any other matter", arguments: EngineKind.allCases)
    func advice(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (visitor, base) = (village.visitor(), "/r/\(village.room.token.text)")
            let page = try await visitor.get("\(base)/advise")
            #expect(page.text.contains("社区排水沟堵塞") && page.text.contains("我有建议"))
            let way = try await visitor.get("/topics/\(village.story.published.id)/advise")
            let said = try await visitor.get(try #require(way.header("Location")))
            #expect(said.status == 200 && said.text.contains("关于“社区排水沟堵塞，夏天蚊虫多”，我建议：</textarea>"))
        }
    }

    @Test(
        "what has ended takes no place among what one may advise on or support, and what is open is found by its words",
        arguments: EngineKind.allCases)
    func openOnes(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (visitor, base) = (village.visitor(), "/r/\(village.room.token.text)")
            for number in 0..<3 {
                let raised = try await village.program().post(
                    "/topics", ["room": village.room.token.text, "text": "第\(number)处台阶太高"])
                let id = try #require(raised["id"].flatMap { Topic.ID($0) })
                try await village.act(
                    .review, ["title": "第\(number)处台阶", "body": "第\(number)处台阶太高。"], on: id, as: .secretary)
                try await village.act(.solveDirectly, ["answer": "加了一级。"], on: id, as: .secretary)
            }
            // The three newest have ended: a page of two is not empty for that.
            let page = try await visitor.get("\(base)/advise?limit=2").text
            #expect(page.contains("社区排水沟堵塞") && !page.contains("处台阶"), "\(page)")
            let found = try await visitor.get("\(base)/advise?q=\(FormEncoding.encode("排水沟"))").text
            #expect(found.contains("社区排水沟堵塞") && found.contains("name=\"q\""))
            let none = try await visitor.get("\(base)/advise?q=\(FormEncoding.encode("台阶"))").text
            #expect(none.contains("没有找到") && !none.contains("处台阶</a>"), "\(none)")
            let secretary = try await village.program(of: .secretary)
            let slips = "/desk/rooms/\(village.room.id)/slips"
            let made = try await secretary.post(slips, ["count": "12", "until": "2026-03-31"])
            let batch = try #require(
                (made.object["slipBatches"] as? [[String: Any]])?.first?["id"] as? String, "\(made.text)")
            let sheet = try await secretary.get("\(slips)/\(batch)")
            let code = try #require((sheet.object["slips"] as? [[String: Any]])?.first?["code"] as? String)
            let slip = try await visitor.get("/s/\(code)/supports").text
            #expect(slip.contains("社区排水沟堵塞") && slip.contains("name=\"q\"") && !slip.contains("处台阶"), "\(slip)")
            let sought = try await visitor.get("/s/\(code)/supports?q=\(FormEncoding.encode("台阶"))").text
            #expect(sought.contains("没有找到") && !sought.contains("社区排水沟堵塞"))
        }
    }

    @Test("a tracking code typed on the room's page leads to its topic; a wrong one keeps what was typed")
    func follow() async throws {
        try await Village.with(.sqlite) { village in
            let (visitor, base) = (village.visitor(), "/r/\(village.room.token.text)")
            let code = village.story.asked.code.text
            let right = try await visitor.fillIn(base, action: "\(base)/follow", [("code", code)])
            #expect(right.status == 303 && right.header("Location") == "/status/\(code)")
            let wrong = try await visitor.fillIn("\(base)/follow", action: "\(base)/follow", [("code", "7K4M-92QX")])
            #expect(wrong.status == 404 && wrong.text.contains("7K4M-92QX") && wrong.text.contains("没有找到这个查询码"))
        }
    }

    @Test("the paper form asks what the page asks")
    func paper() async throws {
        try await Village.with(.sqlite) { village in
            let page = try await village.visitor().get("/r/\(village.room.token.text)/form")
            #expect(page.status == 200)
            for field in RaiseRoutes.paperFields(.standard) { #expect(page.text.contains("<b>\(field.label)</b>")) }
            #expect(page.text.contains("127.0.0.1/r/\(village.room.token.text)") && page.text.contains("<svg viewBox"))
        }
    }
}
