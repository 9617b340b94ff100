// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

/// BR-39: whoever does the committee's business writes it down, each for the own part of the county.
@Suite("Who keeps which register", .serialized)
struct RegisterKeeperTests {
    private static func plan(_ room: Room) -> [String: Any] {
        ["room": room.id.text, "planYear": "2026", "plannedSessions": "6", "plannedTopics": "停车"]
    }

    @Test(
        "a room's secretary plans the own room's year, by program and by page, and no other's",
        arguments: EngineKind.allCases)
    func ownRoom(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let path = "/desk/directory/room_plans"
            let program = try await village.program(of: .secretary)
            let refused = try await program.post(path, Self.plan(village.otherRoom))
            #expect(refused.status == 422 && refused.text.contains("\"name\":\"room\""), "\(refused.text)")
            #expect(refused.text.contains("不在您负责的范围里"))
            let entered = try await program.post(path, Self.plan(village.room))
            let id = try #require(entered["id"], "\(entered.text)")
            let moved = try await program.post("\(path)/\(id)/change", Self.plan(village.otherRoom))
            #expect(moved.status == 422 && moved.text.contains("不在您负责的范围里"), "\(moved.text)")

            let browser = try await village.browser(of: .secretary)
            let form = try await browser.get("\(path)/new").text
            #expect(form.contains(village.room.name) && !form.contains(village.otherRoom.name))
            let changed = try await browser.fillIn(
                "\(path)/\(id)/change", action: "\(path)/\(id)/change",
                [
                    ("room", village.room.id.text), ("planYear", "2026"), ("plannedSessions", "8"),
                    ("plannedTopics", "停车"), ("version", "1"),
                ])
            #expect(changed.status == 303, "\(changed.text)")
            let record = try await browser.get("\(path)/\(id)").text
            #expect(record.contains("秘书") && record.contains("8"))
            let roles = try await village.services.engine.read {
                try $0.rows("SELECT role FROM event WHERE subject_kind = 'directory' AND subject = \(Self.number(id))")
                {
                    try $0.next(String?.self)
                }
            }
            #expect(roles == ["room_secretary", "room_secretary"])

            // The convener keeps it as well; nobody of another room meets it.
            #expect(try await village.program(of: .convener).get("\(path)/\(id)").status == 200)
            let other = try await village.program(of: .otherSecretary)
            #expect(try await other.get("\(path)/\(id)").status == 404)
            #expect(try await other.post("\(path)/\(id)/end", [:]).status == 404)
            #expect((try await other.get(path).object["items"] as? [Any])?.isEmpty == true)
            let list = try await village.browser(of: .otherSecretary).get(path).text
            #expect(!list.contains(id))
            #expect(try await !other.text(of: "\(path)/export?format=csv").contains("停车"))
            #expect(try await program.text(of: "\(path)/export?format=csv").contains("停车"))
            #expect(try await program.post("\(path)/\(id)/end", [:]).status == 200)
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test(
        "the system administrator keeps what everything stands on and none of the committee's business",
        arguments: EngineKind.allCases)
    func administrator(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .systemAdministrator)
            let entered = try await village.program(of: .secretary)
                .post("/desk/directory/room_plans", Self.plan(village.room))
            let id = try #require(entered["id"], "\(entered.text)")
            for register in Register.allCases where register.isBusiness {
                let path = "/desk/directory/\(register.rawValue)"
                let refused = try await program.post(path, [:])
                #expect(refused.status == 404 && refused["code"] == "not_yours", "\(register): \(refused.text)")
                for address in [path, "\(path)/export", "\(path)/template"] {
                    #expect(try await program.get(address).status == 404, "\(address)")
                }
            }
            let line = try await program.post("/desk/directory/room_plans", Self.plan(village.otherRoom))
            #expect(line.status == 404 && line["code"] == "not_yours", "\(line.text)")
            #expect(try await program.get("/desk/directory/room_plans/\(id)").status == 404)
            #expect(try await program.post("/desk/directory/room_plans/\(id)/end", [:]).status == 404)
            let page = try await village.browser(of: .systemAdministrator).get("/desk/directory/room_plans/new")
            #expect(page.status == 404 && page.text.contains("议事室秘书、召集人"), "it says who does it")

            func registers(_ villager: Villager) async throws -> Set<String> {
                let read = try await village.program(of: villager).get("/desk/directory")
                let items = read.object["items"] as? [[String: Any]] ?? []
                #expect((read.object["members"] != nil) == (villager == .systemAdministrator), "\(read.text)")
                return Set(items.compactMap { $0["register"] as? String })
            }
            let business = Set(Register.allCases.filter(\.isBusiness).map(\.rawValue))
            let all = Set(Register.allCases.map(\.rawValue))
            #expect(try await registers(.systemAdministrator) == all.subtracting(business))
            #expect(
                try await registers(.secretary)
                    == ["parties", "venue_activities", "room_plans", "appraisals", "activities", "trainings"])
            #expect(
                try await registers(.proposalOfficer)
                    == business.subtracting(["parties", "venue_activities", "room_plans"]))
            try await village.giveOffice(.secretary)
            #expect(try await registers(.secretary) == business)
            let ledger = try await village.browser(of: .secretary).get("/desk/directory").text
            #expect(ledger.contains("台账") && ledger.contains("专题培训") && !ledger.contains("归属不齐的委员"))
            for register in ["areas", "people", "members", "rooms"] {
                #expect(try await village.program(of: .secretary).get("/desk/directory/\(register)").status == 404)
            }
            for villager in [Villager.leader, .member, .officer, .privacyOfficer] {
                #expect(try await village.program(of: villager).get("/desk/directory").status == 404)
            }
        }
    }

    @Test(
        "people belong to a room by the register of members, and to the room that they convene",
        arguments: EngineKind.allCases)
    func people(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (own, other) = try await village.seatByRoom()
            let path = "/desk/directory/trainings"
            func line(_ person: String) -> [String: Any] {
                ["trainingKind": "proposals", "trainingName": "提案怎么写", "heldOn": "2026-03-02", "person": person]
            }
            let secretary = try await village.program(of: .secretary)
            #expect(try await secretary.post(path, line(own)).status == 201)
            let refused = try await secretary.post(path, line(other))
            #expect(refused.status == 422 && refused.text.contains("\"name\":\"person\""), "\(refused.text)")
            let form = try await village.browser(of: .secretary).get("\(path)/new").text
            #expect(form.contains("尤若谷") && !form.contains("甘霖"))
            let office = try await village.program(of: .proposalOfficer)
            #expect(try await office.post(path, line(other)).status == 201)
            #expect((try await office.get(path).object["items"] as? [Any])?.count == 2)
            #expect((try await secretary.get(path).object["items"] as? [Any])?.count == 1)

            // The other room's convener is trained by that room.
            let convener = village.person(.officer)
            let (tenant, room) = (village.story.county.id.number, village.otherRoom.id.number)
            try await village.services.engine.write {
                try $0.execute(
                    "UPDATE room SET convener = \(convener.number) WHERE tenant = \(tenant) AND id = \(room)")
            }
            let there = try await village.program(of: .otherSecretary)
            #expect(try await there.post(path, line(convener.text)).status == 201)
            #expect(try await secretary.post(path, line(convener.text)).status == 422)
            try await village.compareScopes()
        }
    }

    @Test(
        "a table is imported by whoever keeps the register; a line outside of the own part is a bad one",
        arguments: EngineKind.allCases)
    func imports(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            _ = try await village.seatByRoom()
            let title = "哪一类,培训名称,哪天,谁参加"
            let mixed = try await village.sending(
                [title, "提案撰写,提案怎么写,2026-03-02,KA1", "提案撰写,提案怎么写,2026-03-02,KA2"], by: .secretary)
            let secretary = try await village.program(of: .secretary)
            let refused = try await secretary.get("/desk/imports/\(mixed)")
            let problems = try #require(refused.object["problems"] as? [[String: Any]])
            #expect(refused["state"] == "refused" && problems.count == 1, "\(refused.text)")
            #expect(problems.first?["row"] as? Int == 3 && problems.first?["column"] as? String == "D")
            #expect((problems.first?["sentence"] as? String)?.contains("不在您负责的范围里") == true)

            let fine = try await village.sending([title, "提案撰写,提案怎么写,2026-03-02,KA1"], by: .secretary)
            // Neither the other room nor the system administrator meets the file; the office sees it.
            for villager in [Villager.otherSecretary, .systemAdministrator, .convener] {
                let program = try await village.program(of: villager)
                #expect(try await program.get("/desk/imports/\(fine)").status == 404)
                #expect(try await program.post("/desk/imports/\(fine)/confirm", [:]).status == 404)
                #expect(try await !program.get("/desk/imports").text.contains(fine))
            }
            #expect(try await village.program(of: .proposalOfficer).get("/desk/imports").text.contains(fine))
            #expect(try await secretary.get("/desk/imports").text.contains(fine))
            #expect(try await secretary.post("/desk/imports/\(fine)/confirm", [:]).status == 200)
            await ImportWorker(services: village.services).work(for: village.countySite)
            #expect(try await secretary.get("/desk/imports/\(fine)")["state"] == "applied")

            let whole = try await village.sending(
                [title, "提案撰写,提案怎么写,2026-03-02,KA1", "提案撰写,提案怎么写,2026-03-02,KA2"], by: .proposalOfficer)
            let office = try await village.program(of: .proposalOfficer)
            let checked = try await office.get("/desk/imports/\(whole)")
            #expect(checked.object["new"] as? Int == 1 && checked.object["same"] as? Int == 1, "\(checked.text)")
            #expect(try await office.post("/desk/imports/\(whole)/confirm", [:]).status == 200)
            await ImportWorker(services: village.services).work(for: village.countySite)
            #expect((try await office.get("/desk/directory/trainings").object["items"] as? [Any])?.count == 2)

            // The form offers what one keeps.
            let page = try await village.browser(of: .secretary).get("/desk/imports").text
            #expect(page.contains("专题培训") && !page.contains("往年的提案") && !page.contains("区域"))
            let keeper = try await village.browser(of: .systemAdministrator).get("/desk/imports").text
            #expect(keeper.contains("往年的提案") && !keeper.contains("专题培训"))
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("a token narrows it further, and never widens it")
    func tokens() async throws {
        try await Village.with(.sqlite) { village in
            let path = "/desk/directory/room_plans"
            let own = try await village.program(of: .secretary)
            for (context, status) in [("rooms", 403), ("directory", 201)] {
                let made = try await own.post(
                    "/desk/me/tokens", ["name": "计划", "access": "write", "context": context, "days": "30"])
                let program = APIClient(village.client, bearer: made["token"])
                let entered = try await program.post(path, Self.plan(village.room))
                #expect(entered.status == status, "\(entered.text)")
                let other = try await program.post(path, Self.plan(village.otherRoom))
                #expect(other.status == (status == 201 ? 422 : 403), "\(other.text)")
                #expect(try await program.get("/desk/directory/people").status == (status == 201 ? 404 : 403))
            }
        }
    }

    private static func number(_ id: String) -> Int64 { DirectoryEntry.ID(id)?.number ?? 0 }
}

extension APIClient {
    fileprivate func text(of path: String) async throws -> String { try await get(path).text }
}

extension Village {
    /// Two members of the city's committee, each assigned to one of the rooms; their ids.
    fileprivate func seatByRoom() async throws -> (own: String, other: String) {
        let administrator = try await program(of: .systemAdministrator)
        var people: [String] = []
        for (number, name, room) in [("KA1", "尤若谷", room), ("KA2", "甘霖", otherRoom)] {
            let person = try await administrator.post("/desk/directory/people", ["number": number, "name": name])
            let id = try #require(person["id"], "\(person.text)")
            let member = try await administrator.post(
                "/desk/directory/members",
                [
                    "person": id, "level": "city", "area": room.area.text, "party": "none", "ranked": "no",
                    "room": room.id.text,
                ])
            #expect(member.status == 201, "\(member.text)")
            people.append(id)
        }
        return (people[0], people[1])
    }

    /// Sends a table of trainings, and lets the program look at it; the id of the import.
    fileprivate func sending(_ lines: [String], by villager: Villager) async throws -> String {
        let (site, actor, now) = (countySite, actor(villager), clock.now)
        let table = Array(lines.joined(separator: "\n").utf8)
        let desk = ImportDesk(services: services, site: site)
        let id = try await services.engine.write {
            try desk.send(table, named: "签到.csv", for: .register(.trainings), by: actor, at: now, in: $0).id
        }
        await ImportWorker(services: services).work(for: site)
        return id.text
    }

    /// The condition of the database lets through exactly the lines that the rule covers.
    fileprivate func compareScopes() async throws {
        let tenant = story.county.id
        let domains: [Appointment.Domain] = [
            .tenant, .room(room.id), .room(otherRoom.id), .area(room.area), .area(otherRoom.area),
            .area(story.county.areaCode),
        ]
        let form = RegisterForm.trainings
        try await services.engine.read { transaction in
            let places = RegisterPlaceStore(tenant: tenant)
            let all = try RegisterStore(tenant: tenant, form: form)
                .entries(.init(), after: nil, limit: 100, in: transaction)
            #expect(all.count == 3)
            for domain in domains {
                let staff = Staff(id: .init(1), name: "甲", appointments: [.init(.roomSecretary, domain)])
                let scope = RegisterScope(of: .staff(staff), over: .trainings)
                let found = try RegisterStore(tenant: tenant, form: form, scope: scope)
                    .entries(.init(), after: nil, limit: 100, in: transaction)
                let covered = try all.filter { entry in
                    let person = try #require(entry.values["person"].flatMap { DirectoryEntry.ID($0) })
                    return scope.covers(try places.places(of: person, in: .people, in: transaction))
                }
                #expect(found.map(\.id) == covered.map(\.id), "\(domain)")
            }
        }
    }
}
