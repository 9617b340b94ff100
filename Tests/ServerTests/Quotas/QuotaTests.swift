// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What the county asks of its members", .serialized)
struct QuotaTests {
    private static let show = ["gateways": "show"]

    @Test("is counted from the records, and each figure opens them", arguments: EngineKind.allCases)
    func counted(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            _ = try await village.seatMembers()
            let committee = try await village.makeCommittee()
            try await village.ask([
                DutyQuota(.contacts, 10, .quarter), DutyQuota(.sessions, 1, .year), DutyQuota(.villageVisits, 2, .year),
                DutyQuota(.serviceActivities, 1, .year), DutyQuota(.symposia, 1, .month),
            ])
            let session = try #require(try await village.carry(to: .concluded).session)
            let sentiment = try await village.visitSentiment()
            let reception = try await village.receive()
            let member = village.person(.member).text
            for line in [
                [
                    "activity": "contact", "person": member, "activityName": "桥头组三户", "heldOn": "2026-03-02",
                    "people": "3",
                ],
                // The quarter before does not count.
                ["activity": "contact", "person": member, "activityName": "旧的", "heldOn": "2025-12-31", "people": "9"],
                ["activity": "village_visit", "person": member, "activityName": "看望老人", "heldOn": "2026-03-03"],
                [
                    "activity": "service_activity", "organ": committee, "activityName": "送医下乡",
                    "heldOn": "2026-03-01",
                ],
            ] { try await village.note(line) }

            let figures = try await village.standings(of: .member, as: .member)
            // One met on the way, one received, three by the register.
            #expect(figures["contacts"]?.done == 5 && figures["contacts"]?.records.count == 3)
            #expect(figures["sessions"]?.done == 1 && figures["sessions"]?.records == [session.text])
            // The session, the visit and the reception day were on one day, the old people on another.
            #expect(figures["village_visits"]?.done == 2)
            #expect(figures["contacts"]?.records.contains(sentiment) == true)
            #expect(figures["contacts"]?.records.contains(reception) == true)
            #expect(figures["service_activities"] == nil && figures["symposia"] == nil)

            let page = try await village.browser(of: .member).get("/desk/quotas/\(member)").text
            #expect(page.contains("2026年第1季度完成5/10人") && page.contains("href=\"/desk/sessions/\(session)\""))
            #expect(page.contains("桥头组三户") && !page.contains("明天走"))
            let leader = try await village.program(of: .leader)
            let committees = try await leader.get("/desk/quotas?duty=service_activities").object
            let rows = committees["items"] as? [[String: Any]]
            #expect(rows?.count == 2, "the one of the proposals has done nothing")
            let own = try #require(rows?.first { $0["id"] as? String == committee })
            #expect(own["done"] as? Int == 1 && own["state"] as? String == "fulfilled")
            let whole = try await leader.get("/desk/quotas?duty=symposia").object["items"] as? [[String: Any]]
            #expect(whole?.map { $0["done"] as? Int } == [0])
            let before = try await leader.get("/desk/quotas?duty=contacts&on=2025-11-01").object
            let past = (before["items"] as? [[String: Any]])?.first { $0["id"] as? String == member }
            #expect(before["first"] as? String == "2025-10-01" && past?["done"] as? Int == 9)
            #expect(past?["state"] as? String == "missed")
        }
    }

    @Test("the own figures are read by members, those of an area by who looks after it", arguments: EngineKind.allCases)
    func visible(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            _ = try await village.seatMembers()
            let (member, other) = (village.person(.member).text, village.person(.otherMember).text)
            let read = try await village.program(of: .member)
            #expect(try await village.names(as: .member) == [Villager.member.name])
            #expect(try await read.get("/desk/quotas/\(other)").status == 404)
            #expect(try await village.browser(of: .member).get("/desk/quotas/\(other)").status == 404)
            // A room's secretary keeps no area, and reads that nobody is there.
            #expect(try await village.names(as: .secretary).isEmpty)
            #expect(try await village.program(of: .secretary).get("/desk/quotas/\(member)").status == 404)
            #expect(try await village.names(as: .leader).count == 2)
            let (holder, county) = (village.person(.convener), village.story.county.id)
            for (area, count) in [("990101100000", 0), ("990101001000", 2)] {
                let place = try #require(AreaCode(area))
                try await Commands.run(on: village.installation) {
                    try $0.appoint(holder, to: Appointment(.convener, .area(place)), tenant: county)
                }
                #expect(try await village.names(as: .convener).count == count, "\(area)")
            }
            #expect(try await village.program(of: .officer).get("/desk/quotas").status == 404)
            let table = try await village.browser(of: .leader).get("/desk/quotas/table?duty=sessions&format=csv").text
            #expect(table.contains("谁") && table.contains(Villager.otherMember.name))
            for wrong in ["duty=nothing", "part=some", "on=2026-03-06", "on=1999-12-31", "on=x"] {
                #expect(try await read.get("/desk/quotas?\(wrong)").status == 422, "\(wrong)")
            }
        }
    }

    @Test("a record that the reader may not open is counted and not named")
    func unseen() async throws {
        try await Village.with(.sqlite) { village in
            _ = try await village.seatMembers()
            _ = try await village.carry(to: .concluded)
            // Somebody who looks after the members' area alone.
            let (holder, county) = (village.person(.colleague), village.story.county.id)
            let place = try #require(AreaCode("990101001001"))
            try await Commands.run(on: village.installation) {
                try $0.appoint(holder, to: Appointment(.convener, .area(place)), tenant: county)
            }
            let seen = try await village.standings(of: .member, as: .colleague)
            #expect(seen["sessions"]?.done == 1 && seen["sessions"]?.records.count == 1, "the room lies in the area")
            try await village.services.engine.write {
                try $0.execute("UPDATE consultation_session SET area = '990101100201'")
            }
            let unseen = try await village.standings(of: .member, as: .colleague)
            #expect(unseen["sessions"]?.done == 1 && unseen["sessions"]?.records.isEmpty == true)
            let page = try await village.browser(of: .colleague).get("/desk/quotas/\(village.person(.member))").text
            #expect(page.contains("别处的一场协商会") && !page.contains("校门口"))
        }
    }

    @Test(
        "whoever is behind is told once at half of the period, by mail and above the sessions",
        arguments: EngineKind.allCases)
    func warned(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            _ = try await village.seatMembers()
            try await village.reach(.member, at: Village.mail, .mail, .digest)
            try await village.reach(.leader, at: "lingdao@mail.example", .mail, .digest)
            // Half of the year is over on the 3rd of July, a Friday.
            let expected: [(month: Int, day: Int, count: Int)] = [(3, 6, 0), (7, 2, 0), (7, 3, 1), (7, 6, 0)]
            for (month, day, count) in expected {
                let target = Instant(Day(year: 2026, month: month, day: day), hour: 9)
                village.clock.move(milliseconds: target.milliseconds - village.clock.now.milliseconds)
                let before = village.shown.count { $0.text.contains("履职次数提醒") && $0.address == Village.mail }
                await village.makeDigests()
                await village.sendMessages(.mail)
                let after = village.shown.count { $0.text.contains("履职次数提醒") && $0.address == Village.mail }
                #expect(after - before == count, "\(month)-\(day)")
            }
            let own = try #require(village.shown.first { $0.address == Village.mail })
            #expect(own.title == "今日提要：履职次数提醒2条")
            #expect(own.text.contains("委员参加协商议事：每年4次，您完成了0/4次：时间过半，次数不到一半"))
            #expect(own.text.contains("/desk/quotas/\(village.person(.member))"))
            let office = try #require(
                village.shown.first { $0.address != Village.mail && $0.text.contains("履职次数提醒2条") })
            #expect(office.text.contains("2名委员落后了") && office.text.contains("/desk/quotas?duty=sessions&part=behind"))
            let sessions = try await village.browser(of: .member).get("/desk/sessions").text
            #expect(sessions.contains("您完成了0/4次") && sessions.contains("看记录"))
            #expect(try await !village.browser(of: .secretary).get("/desk/sessions").text.contains("您完成了"))
            let behind = try await village.program(of: .leader).get("/desk/quotas?duty=sessions&part=behind").object
            #expect((behind["items"] as? [[String: Any]])?.count == 2)
        }
    }

    @Test("the register of activities asks for whom it was, and for people where people are counted")
    func register() async throws {
        try await Village.with(.sqlite) { village in
            _ = try await village.seatMembers()
            let committee = try await village.makeCommittee()
            let member = village.person(.member).text
            let program = try await village.program(of: .keeper(of: .activities))
            let wrong: [([String: Any], String)] = [
                (["activity": "contact", "person": member], "people"),
                (["activity": "contact", "person": member, "people": "三"], "people"),
                (["activity": "contact", "person": member, "people": "0"], "people"),
                (["activity": "contact", "organ": committee, "people": "3"], "person"),
                (["activity": "village_visit", "person": member, "people": "3"], "people"),
                (["activity": "village_visit", "person": member, "organ": committee], "organ"),
                (["activity": "service_activity", "person": member], "organ"),
            ]
            for (line, field) in wrong {
                let values = line.merging(["activityName": "走访", "heldOn": "2026-03-02"]) { $1 }
                let answer = try await program.post("/desk/directory/activities", values)
                #expect(answer.status == 422 && answer.text.contains(field), "\(line): \(answer.text)")
            }
            let fine: [String: Any] = [
                "activity": "contact", "person": member, "people": "3", "activityName": "走访", "heldOn": "2026-03-02",
            ]
            #expect(try await program.post("/desk/directory/activities", fine).status == 201)
            #expect(try await program.post("/desk/directory/activities", fine).status == 409, "the same line twice")
            let list = try await village.browser(of: .keeper(of: .activities)).get("/desk/directory/activities").text
            #expect(list.contains(Villager.member.name))
        }
    }

    @Test("a county that asks nothing has nothing to compare with")
    func nothing() async throws {
        try await Village.with(.sqlite) { village in
            try await village.ask([])
            let page = try await village.browser(of: .leader).get("/desk/quotas").text
            #expect(page.contains(QuotaWording.nothingAsked))
            let read = try await village.program(of: .leader).get("/desk/quotas").object
            #expect((read["items"] as? [[String: Any]])?.isEmpty == true)
        }
    }
}

extension Village {
    /// A figure as programs read it, with the ids of the records that the reader may open.
    fileprivate struct Standing {
        let done: Int
        let records: [String]
    }

    /// Writes a version of the county's profile that asks this, which counts at once.
    fileprivate func ask(_ quotas: [DutyQuota]) async throws {
        var profile = Village.practice.profile
        profile.quotas = quotas
        let answer = try await program(of: .systemAdministrator).post(
            "/desk/practice/revision", PracticeForm.values(profile, from: clock.now.day))
        #expect(answer.status == 201, "\(answer.text)")
    }

    /// A special committee beside that of the proposals; its id.
    fileprivate func makeCommittee() async throws -> String {
        let answer = try await program(of: .systemAdministrator).post(
            "/desk/directory/organs", ["kind": "special_committee", "name": "文化委员会"])
        #expect(answer.status == 201, "\(answer.text)")
        return try #require(answer["id"])
    }

    /// Enters a line of the register of activities.
    fileprivate func note(_ line: [String: Any]) async throws {
        let answer = try await program(of: .keeper(of: .activities)).post("/desk/directory/activities", line)
        #expect(answer.status == 201, "\(answer.text)")
    }

    /// A reception day of today on which one person came; its id.
    fileprivate func receive() async throws -> String {
        let (id, secretary) = (try await planReception(day: "2026-03-05"), try await program(of: .secretary))
        for (path, fields) in [("walk-ins", ["name": "老周"]), ("finishing", [:])] as [(String, [String: Any])] {
            let answer = try await secretary.post("/desk/receptions/\(id)/\(path)", fields)
            #expect(answer.status == 200, "\(path): \(answer.text)")
        }
        return id
    }

    fileprivate func standings(of bearer: Villager, as villager: Villager) async throws -> [String: Standing] {
        let read = try await program(of: villager).get("/desk/quotas/\(person(bearer))")
        #expect(read.status == 200, "\(read.text)")
        let standings = try #require(read.object["standings"] as? [[String: Any]])
        return try standings.reduce(into: [:]) { found, standing in
            let records = try #require(standing["records"] as? [[String: Any]])
            found[try #require(standing["duty"] as? String)] = Standing(
                done: try #require(standing["done"] as? Int), records: records.compactMap { $0["id"] as? String })
        }
    }

    /// Whose figures somebody reads.
    fileprivate func names(as villager: Villager) async throws -> [String] {
        let read = try await program(of: villager).get("/desk/quotas?duty=sessions")
        #expect(read.status == 200, "\(read.text)")
        return (read.object["items"] as? [[String: Any]])?.compactMap { $0["name"] as? String } ?? []
    }
}
