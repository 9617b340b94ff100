// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What others named in a line of the own part", .serialized)
struct ForeignColumnTests {
    private static let path = "/desk/directory/observations"

    /// A duty group of the town, and two people: one who belongs to the town's room, and one who belongs nowhere.
    private struct Town {
        let group: String
        let own: String
        let foreign: String
        let secretary: APIClient
        let office: APIClient

        init(_ village: Village) async throws {
            let administrator = try await village.program(of: .systemAdministrator)
            var ids: [String] = []
            for (register, values) in [
                ("organs", ["kind": "duty_group", "name": "桥头小组", "area": village.room.area.text]),
                ("people", ["number": "LX1", "name": "尤若谷"]), ("people", ["number": "LX2", "name": "甘霖"]),
            ] {
                let entered = try await administrator.post("/desk/directory/\(register)", values)
                ids.append(try #require(entered["id"], "\(entered.text)"))
            }
            (group, own, foreign) = (ids[0], ids[1], ids[2])
            let member = try await administrator.post(
                "/desk/directory/members",
                [
                    "person": own, "level": "city", "area": village.room.area.text, "party": "none", "ranked": "no",
                    "room": village.room.id.text,
                ])
            #expect(member.status == 201, "\(member.text)")
            // The secretary of the other room looks after this town as well.
            let (person, county, area) = (
                village.person(.otherSecretary), village.story.county.id, village.room.area
            )
            try await Commands.run(on: village.installation) {
                try $0.appoint(person, to: Appointment(.roomSecretary, .area(area)), tenant: county)
            }
            secretary = try await village.program(of: .otherSecretary)
            office = try await village.program(of: .proposalOfficer)
        }

        func sitting(_ person: String?, on day: String = "2026-03-01") -> [String: Any] {
            let fields: [String: Any] = [
                "organ": group, "post": "head", "meeting": "government", "meetingName": "常务会议", "heldOn": day,
            ]
            return person.map { fields.merging(["person": $0]) { $1 } } ?? fields
        }

        /// Whoever went, as it stands.
        func person(of id: String) async throws -> String? {
            let values = try await office.get("\(path)/\(id)").object["values"] as? [String: Any]
            return values?["person"] as? String
        }
    }

    @Test("who corrects a line leaves as it was whom the office named", arguments: EngineKind.allCases)
    func corrected(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let town = try await Town(village)
            let entered = try await town.office.post(Self.path, town.sitting(town.foreign))
            let id = try #require(entered["id"], "\(entered.text)")
            let change = "\(Self.path)/\(id)/change"

            // On the page: the name stands there, alone, and a form without it takes nothing away.
            let browser = try await village.browser(of: .otherSecretary)
            let form = try await browser.get(change).text
            #expect(form.contains("甘霖") && form.contains("照原样留着") && !form.contains("尤若谷"))
            func fields(_ person: String, notes: String, version: Int) -> [(String, String)] {
                [
                    ("organ", town.group), ("post", "head"), ("person", person), ("meeting", "government"),
                    ("meetingName", "常务会议"), ("heldOn", "2026-03-01"), ("notes", notes), ("version", String(version)),
                ]
            }
            let blank = try await browser.fillIn(change, action: change, fields("", notes: "听了报告", version: 1))
            #expect(blank.status == 303, "\(blank.text)")
            #expect(try await town.person(of: id) == town.foreign)
            let same = try await browser.fillIn(
                change, action: change, fields(town.foreign, notes: "听了两个报告", version: 2))
            #expect(same.status == 303, "\(same.text)")

            // By program the same; another in the place of the one is a wrong field.
            let told = try await town.secretary.post(change, town.sitting(nil).merging(["notes": "发了言"]) { $1 })
            #expect(told.status == 200, "\(told.text)")
            #expect(try await town.person(of: id) == town.foreign)
            let other = try await town.secretary.post(change, town.sitting(town.own))
            #expect(other.status == 422 && other.text.contains("\"name\":\"person\""), "\(other.text)")
            #expect(other.text.contains("要照原样留着"))
            #expect(try await town.person(of: id) == town.foreign)

            // Whom the secretary named is the secretary's to take out, and nobody of elsewhere is put in.
            let own = try await town.secretary.post(Self.path, town.sitting(town.own, on: "2026-03-02"))
            let mine = try #require(own["id"], "\(own.text)")
            let put = try await town.secretary.post(
                "\(Self.path)/\(mine)/change", town.sitting(town.foreign, on: "2026-03-02"))
            #expect(put.status == 422 && put.text.contains("请从列表里选"), "\(put.text)")
            let taken = try await town.secretary.post(
                "\(Self.path)/\(mine)/change", town.sitting(nil, on: "2026-03-02"))
            #expect(taken.status == 200, "\(taken.text)")
            #expect(try await town.person(of: mine) == nil)
            // The office keeps all of it.
            #expect(try await town.office.post(change, town.sitting(nil)).status == 200)
            #expect(try await town.person(of: id) == nil)
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("somebody who is no longer in use stays named when the line is corrected", arguments: EngineKind.allCases)
    func ended(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let town = try await Town(village)
            let entered = try await town.office.post(Self.path, town.sitting(town.foreign))
            let id = try #require(entered["id"], "\(entered.text)")
            let ended = try await village.program(of: .systemAdministrator)
                .post("/desk/directory/people/\(town.foreign)/end", [:])
            #expect(ended.status == 200, "\(ended.text)")
            let form = try await village.browser(of: .proposalOfficer).get("\(Self.path)/\(id)/change").text
            #expect(form.contains("甘霖"), "it can be left as it is")
            let kept = try await town.office.post(
                "\(Self.path)/\(id)/change", town.sitting(town.foreign).merging(["notes": "听了报告"]) { $1 })
            #expect(kept.status == 200, "\(kept.text)")
            let again = try await town.office.post(Self.path, town.sitting(town.foreign, on: "2026-03-03"))
            #expect(again.status == 422, "nobody names it anew: \(again.text)")
        }
    }

    @Test(
        "a table of an area takes lines of its bodies; whom others named may stay in them",
        arguments: EngineKind.allCases)
    func imported(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let town = try await Town(village)
            let entered = try await town.office.post(Self.path, town.sitting(town.foreign))
            let old = try #require(entered["id"], "\(entered.text)")
            let head = "哪个机构,哪个岗位列席,谁去的,哪类会议,会议名称,哪天,听到什么、说了什么\n"
            func line(_ number: String, _ day: String, _ notes: String) -> String {
                "桥头小组,\(DirectoryWording.name(Organ.Post.head)),\(number),政府常务会议,常务会议,\(day),\(notes)\n"
            }
            let wrong = try await village.sending(
                head + line("LX2", "2026-03-01", "听了报告") + line("LX2", "2026-03-05", ""), by: .otherSecretary)
            let refused = try await town.secretary.get("/desk/imports/\(wrong)")
            let problems = try #require(refused.object["problems"] as? [[String: Any]], "\(refused.text)")
            #expect(refused["state"] == "refused" && problems.count == 1, "\(refused.text)")
            #expect(problems.first?["row"] as? Int == 3 && problems.first?["column"] as? String == "C")

            let right = try await village.sending(
                head + line("LX2", "2026-03-01", "听了报告") + line("LX1", "2026-03-05", "") + line("", "2026-03-06", ""),
                by: .otherSecretary)
            let looked = try await town.secretary.get("/desk/imports/\(right)")
            #expect(looked["state"] == "checked", "\(looked.text)")
            #expect(looked.object["new"] as? Int == 2 && looked.object["changed"] as? Int == 1, "\(looked.text)")
            #expect(try await town.secretary.post("/desk/imports/\(right)/confirm", [:]).status == 200)
            await ImportWorker(services: village.services).work(for: village.countySite)
            #expect(try await town.secretary.get("/desk/imports/\(right)")["state"] == "applied")
            #expect(try await town.person(of: old) == town.foreign)
            #expect(try await town.office.get("\(Self.path)/\(old)").text.contains("听了报告"))
            let items = try await town.secretary.get(Self.path).object["items"] as? [Any]
            #expect(items?.count == 3)
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test(
        "a whole table of an area is looked at as it is taken: whom others named stays in it",
        arguments: EngineKind.allCases)
    func whole(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let town = try await Town(village)
            let entered = try await town.office.post(Self.path, town.sitting(town.foreign))
            let id = try #require(entered["id"], "\(entered.text)")
            let form = RegisterForm.of(.observations)
            /// A table with every column of the register.
            func table(_ person: String) -> String {
                let cells = [
                    "organ": "桥头小组", "post": DirectoryWording.name(Organ.Post.head), "person": person,
                    "meeting": "政府常务会议",
                    "meetingName": "常务会议", "heldOn": "2026-03-01",
                ]
                return form.columns.map(\.label).joined(separator: ",") + "\n"
                    + form.columns.map { cells[$0.name] ?? "" }.joined(separator: ",") + "\n"
            }
            let sent = try await village.sending(table("LX2"), by: .otherSecretary)
            let looked = try await town.secretary.get("/desk/imports/\(sent)")
            #expect(looked["state"] == "checked" && looked.object["same"] as? Int == 1, "\(looked.text)")
            #expect(looked.object["changed"] as? Int == 0, "what is kept is no change")
            #expect(try await town.secretary.post("/desk/imports/\(sent)/confirm", [:]).status == 200)
            await ImportWorker(services: village.services).work(for: village.countySite)
            #expect(try await town.secretary.get("/desk/imports/\(sent)")["state"] == "applied")
            #expect(try await town.person(of: id) == town.foreign)

            // Whoever is no longer in use stays named in a table that is sent back, and is named nowhere anew.
            let ended = try await village.program(of: .systemAdministrator)
                .post("/desk/directory/people/\(town.foreign)/end", [:])
            #expect(ended.status == 200, "\(ended.text)")
            let back = try await village.sending(table("LX2"), by: .otherSecretary)
            let same = try await town.secretary.get("/desk/imports/\(back)")
            #expect(same["state"] == "checked" && same.object["same"] as? Int == 1, "\(same.text)")
            let anew = try await village.sending(
                table("LX2").replacing("2026-03-01", with: "2026-03-09"), by: .otherSecretary)
            #expect(try await town.secretary.get("/desk/imports/\(anew)")["state"] == "refused")
        }
    }
}

extension Village {
    /// Sends a table of who sat in, as the secretary of the room's area, and lets the program look at it; the id of the import.
    fileprivate func sending(_ table: String, by villager: Villager) async throws -> String {
        let (site, now) = (countySite, clock.now)
        let actor = Actor.staff(
            Staff(
                id: person(villager), name: villager.name,
                appointments: [Appointment(.roomSecretary, .area(room.area))]))
        let desk = ImportDesk(services: services, site: site)
        let id = try await services.engine.write {
            try desk.send(
                Array(table.utf8), named: "列席.csv", for: .register(.observations), by: actor, at: now, in: $0
            ).id
        }
        await ImportWorker(services: services).work(for: site)
        return id.text
    }
}
