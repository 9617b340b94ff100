// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("The desk of accounts", .serialized)
struct AccountDeskTests {
    private func id(_ village: Village, _ villager: Villager) throws -> String {
        try #require(village.story.staff[villager]).id.text
    }

    @Test("roles are given and taken through the API, and count at once", arguments: EngineKind.allCases)
    func roles(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let security = try await village.program(of: .securityAdministrator)
            let member = try await village.program(of: .member)
            let path = "/desk/accounts/\(try id(village, .member))"
            let topics = "/desk/topics/\(village.story.waiting.id)"
            #expect(try await member.get(topics).status == 404)
            let given = try await security.post(
                "\(path)/granting", ["role": "room_secretary", "room": village.room.id.text])
            #expect(given.status == 200, "\(given.text)")
            #expect(try await member.get(topics).status == 200)
            let grants = try #require(given.object["appointments"] as? [[String: Any]])
            let grant = try #require(grants.last?["id"] as? String)
            let ended = try await security.post("\(path)/ending", ["appointment": grant])
            #expect(ended.status == 200)
            #expect(try await member.get(topics).status == 404)
            let again = try await security.post("\(path)/ending", ["appointment": grant])
            #expect(again.status == 422 && again["code"] == "not_appointed")
            let page = try await village.browser(of: .securityAdministrator).get(path)
            #expect(page.text.contains("任：议事室秘书 · 杨柳社区议事室") && page.text.contains("免：议事室秘书"))
        }
    }

    @Test(
        "no way leads to two roles that exclude each other, nor to the own account (BR-39)",
        arguments: EngineKind.allCases)
    func separation(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let security = try await village.program(of: .securityAdministrator)
            for (villager, role) in [
                (Villager.leader, "audit_administrator"), (.auditAdministrator, "leader"),
                (.systemAdministrator, "security_administrator"),
            ] {
                let answer = try await security.post(
                    "/desk/accounts/\(try id(village, villager))/granting", ["role": role])
                #expect(answer.status == 409 && answer["code"] == "separate_duties", "\(villager) as \(role)")
            }
            let own = "/desk/accounts/\(try id(village, .securityAdministrator))"
            for (segment, fields) in [
                ("granting", ["role": "security_administrator"]), ("closing", ["reason": "我走了"]), ("sign-ins-end", [:]),
                ("invitation", [:]),
            ] {
                let answer = try await security.post("\(own)/\(segment)", fields)
                #expect(answer.status == 409 && answer["code"] == "own_account", "\(segment): \(answer.text)")
            }
            for villager in [Villager.auditAdministrator, .systemAdministrator, .leader, .secretary] {
                let program = try await village.program(of: villager)
                #expect(try await program.get("/desk/accounts").status == 404)
                let answer = try await program.post(
                    "/desk/accounts/\(try id(village, .member))/granting", ["role": "leader"])
                #expect(answer.status == 404, "\(villager)")
            }
        }
    }

    @Test("a substitute acts in the period alone, and the log says for whom", arguments: EngineKind.allCases)
    func substitutes(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let path = "/desk/accounts/\(try id(village, .convener))"
            let (county, secretary) = (village.story.county.id, try #require(village.story.staff[.secretary]).id)
            let held = try await village.services.engine.read {
                try AppointmentStore(tenant: county).grants(of: secretary, on: Village.morning.day, in: $0)
            }
            let grant = try #require(held.first).id.text
            let security = try await village.program(of: .securityAdministrator)
            let given = try await security.post(
                "\(path)/substitution", ["appointment": grant, "from": "2026-03-06", "until": "2026-03-07"])
            #expect(given.status == 200, "\(given.text)")
            let stranger = try await security.post(
                "/desk/accounts/\(try id(village, .otherSecretary))/substitution",
                ["appointment": grant, "from": "2026-03-06", "until": "2026-03-07"])
            #expect(stranger.status == 422 && stranger["code"] == "other_place")
            // The other tenant-wide roles are not offered to a leader, and the form says so.
            let leader = "/desk/accounts/\(try id(village, .leader))/substitution"
            let form = try await village.browser(of: .securityAdministrator).get(leader).text
            #expect(!form.contains(Villager.privacyOfficer.name) && form.contains("现在没有可以选的。只列出"))
            let pooling = "/desk/topics/\(village.story.waiting.id)/pool"
            let today = try await village.program(of: .convener).post(pooling, [:])
            #expect(today.status == 404, "the period has not begun")
            village.clock.move(hours: 24)
            let tomorrow = try await village.program(of: .convener).post(pooling, [:])
            #expect(tomorrow.status == 200, "\(tomorrow.text)")
            let log = try await village.program(of: .auditAdministrator).get("/desk/audit?subject=topic&limit=1")
            let line = try #require((log.object["items"] as? [[String: Any]])?.first)
            #expect(line["role"] as? String == "room_secretary")
            #expect(line["actingFor"] as? String == Villager.secretary.name)
            village.clock.move(hours: 48)
            let over = try await village.program(of: .convener).get("/desk/me")
            #expect((over.object["roles"] as? [String]) == ["convener"])
        }
    }

    @Test("a substitute acts no longer than the one acted for", arguments: EngineKind.allCases)
    func substitutesEnd(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let county = village.story.county.id
            let secretary = try #require(village.story.staff[.secretary]).id
            let held = try await village.services.engine.read {
                try AppointmentStore(tenant: county).grants(of: secretary, on: Village.morning.day, in: $0)
            }
            let grant = try #require(held.first).id.text
            let security = try await village.program(of: .securityAdministrator)
            let given = try await security.post(
                "/desk/accounts/\(try id(village, .convener))/substitution",
                ["appointment": grant, "from": "2026-03-05", "until": "2026-03-31"])
            #expect(given.status == 200, "\(given.text)")
            let convener = try await village.program(of: .convener)
            func roles() async throws -> [String]? { try await convener.get("/desk/me").object["roles"] as? [String] }
            #expect(try await roles()?.contains("room_secretary") == true)
            let ended = try await security.post(
                "/desk/accounts/\(try id(village, .secretary))/ending", ["appointment": grant])
            #expect(ended.status == 200, "\(ended.text)")
            #expect(try await roles() == ["convener"])
            let log = try await village.program(of: .auditAdministrator).get("/desk/audit?subject=account&limit=2")
            let acts = (log.object["items"] as? [[String: Any]] ?? []).compactMap { $0["act"] as? String }
            #expect(acts == ["appointment_ended", "appointment_ended"], "each on its own account")
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test(
        "a colleague of the same unit stands in for its officer, and the log says so in the period alone",
        arguments: EngineKind.allCases)
    func unitSubstitutes(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let items = try await [village.carry(to: .dispatched), village.carry(to: .dispatched)].compactMap(\.item)
            try #require(items.count == 2)
            let (county, officer) = (village.story.county.id, try #require(village.story.staff[.officer]).id)
            let today = village.clock.now.day
            let held = try await village.services.engine.read {
                try AppointmentStore(tenant: county).grants(of: officer, on: today, in: $0)
            }
            let fields = [
                "appointment": try #require(held.first).id.text, "from": today.advanced(by: 1).description,
                "until": today.advanced(by: 2).description,
            ]
            let security = try await village.program(of: .securityAdministrator)
            let stranger = try await security.post(
                "/desk/accounts/\(try id(village, .otherOfficer))/substitution", fields)
            #expect(stranger.status == 422 && stranger["code"] == "other_place", "\(stranger.text)")
            let given = try await security.post("/desk/accounts/\(try id(village, .colleague))/substitution", fields)
            #expect(given.status == 200, "\(given.text)")
            for (item, name) in [(items[0], nil), (items[1], Villager.officer.name)] as [(SuggestionItem.ID, String?)] {
                let accepted = try await village.program(of: .colleague).post("/desk/items/\(item)/acceptance", [:])
                #expect(accepted.status == 200, "\(accepted.text)")
                let log = try await village.program(of: .auditAdministrator)
                    .get("/desk/audit?subject=item&record=\(item)&limit=1")
                let line = try #require((log.object["items"] as? [[String: Any]])?.first)
                #expect(line["role"] as? String == "unit_officer" && line["name"] as? String == Villager.colleague.name)
                #expect(line["actingFor"] as? String == name, "\(line)")
                village.clock.move(hours: 24)
            }
        }
    }

    @Test(
        "a unit's only officer is stood in for from another unit: marked there alone, and no longer than it rests on something",
        arguments: EngineKind.allCases)
    func neighbours(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let items = try await [village.carry(to: .dispatched), village.carry(to: .dispatched)].compactMap(\.item)
            try #require(items.count == 2)
            let (county, today) = (village.story.county.id, village.clock.now.day)
            func grants(_ villager: Villager) async throws -> [Grant] {
                let person = village.person(villager)
                return try await village.services.engine.read {
                    try AppointmentStore(tenant: county).grants(of: person, on: today, in: $0)
                }
            }
            let fields = [
                "appointment": try #require(try await grants(.officer).first).id.text, "from": today.description,
                "until": today.advanced(by: 2).description,
            ]
            let security = try await village.program(of: .securityAdministrator)
            let neighbour = "/desk/accounts/\(try id(village, .otherOfficer))"
            let refused = try await security.post("\(neighbour)/substitution", fields)
            #expect(refused.status == 422 && refused["code"] == "other_place", "a colleague is there: \(refused.text)")

            let leaving = try #require(try await grants(.colleague).first)
            let left = try await security.post(
                "/desk/accounts/\(try id(village, .colleague))/ending", ["appointment": leaving.id.text])
            #expect(left.status == 200, "\(left.text)")
            // The registers say that nobody would be there, until somebody is.
            let registers = try await village.program(of: .systemAdministrator)
            func gaps() async throws -> [String] {
                let units = try await registers.get("/desk/directory").object["unitsWithGaps"] as? [[String: Any]] ?? []
                return units.compactMap { unit in
                    unit["id"] as? String == village.story.unit.id.text ? unit["gap"] as? String : nil
                }
            }
            #expect(try await gaps() == ["substitute"])
            let page = try await village.browser(of: .systemAdministrator).get("/desk/directory").text
            #expect(page.contains("只有一名经办人") && page.contains("/desk/directory/units/\(village.story.unit.id)"))
            let form = try await village.browser(of: .securityAdministrator).get("\(neighbour)/substitution").text
            #expect(form.contains(Villager.officer.name), "offered now")
            let given = try await security.post("\(neighbour)/substitution", fields)
            #expect(given.status == 200, "\(given.text)")
            #expect(try await gaps() == [])

            let acting = try await village.program(of: .otherOfficer)
            let accepted = try await acting.post("/desk/items/\(items[0])/acceptance", [:])
            #expect(accepted.status == 200, "\(accepted.text)")
            func line(_ item: SuggestionItem.ID) async throws -> [String: Any] {
                let log = try await village.program(of: .auditAdministrator)
                    .get("/desk/audit?subject=item&record=\(item)&limit=1")
                return try #require((log.object["items"] as? [[String: Any]])?.first)
            }
            let marked = try await line(items[0])
            #expect(
                marked["name"] as? String == Villager.otherOfficer.name && marked["role"] as? String == "unit_officer")
            #expect(marked["actingFor"] as? String == Villager.officer.name, "\(marked)")
            let audit = try await village.browser(of: .auditAdministrator).get("/desk/audit?subject=item").text
            #expect(audit.contains("（代\(Villager.officer.name)）"))

            let handed = try await village.program(of: .officer).post(
                "/desk/items/\(items[0])/handover", ["officer": village.person(.otherOfficer).text])
            #expect(handed.status == 200, "what is open goes to the substitute: \(handed.text)")

            // Given back for the one unit and taken over for the own one: that is done in the own right.
            let path = "/desk/items/\(items[1])"
            let back = try await acting.post("\(path)/return", ["reason": "归水务局管", "suggested": "水务局"])
            #expect(back.status == 200, "\(back.text)")
            #expect(try await line(items[1])["actingFor"] as? String == Villager.officer.name)
            let moved = try await village.program(of: .secretary).post(
                "\(path)/reassignment",
                ["unit": village.story.otherUnit.id.text, "officer": village.person(.otherOfficer).text])
            #expect(moved.status == 200, "\(moved.text)")
            #expect(try await acting.post("\(path)/acceptance", [:]).status == 200)
            #expect(try await line(items[1])["actingFor"] is NSNull, "in the own right")

            // Whoever answers for no unit any more stands in at none.
            let ownGrant = try #require(try await grants(.otherOfficer).first { $0.actingFor == nil })
            let ended = try await security.post("\(neighbour)/ending", ["appointment": ownGrant.id.text])
            #expect(ended.status == 200, "\(ended.text)")
            #expect(try await acting.get("/desk/items/\(items[0])").status == 404)
            #expect(try await gaps() == ["substitute"])
            try await village.seal()
            #expect(try await village.verify().isClean)
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("an account that rests is unlocked, one that is closed lets nobody in", arguments: EngineKind.allCases)
    func lockAndClose(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            func signIn() async throws -> Int {
                try await village.program().post(
                    "/sign-ins", ["name": "lingdao", "password": Villager.password]
                ).status
            }
            for _ in 0..<5 {
                _ = try await village.program().post("/sign-ins", ["name": "lingdao", "password": "wrong"])
            }
            #expect(try await signIn() == 401)
            let security = try await village.program(of: .securityAdministrator)
            let locked = try await security.get("/desk/accounts?part=locked")
            #expect(
                (locked.object["items"] as? [[String: Any]])?.compactMap { $0["signInName"] as? String } == ["lingdao"])
            let path = "/desk/accounts/\(try id(village, .leader))"
            #expect(try await security.post("\(path)/unlocking", [:]).status == 200)
            #expect(try await signIn() == 201)
            let leader = try await village.program(of: .leader)
            #expect(try await leader.get("/desk/me").status == 200)
            #expect(try await security.post("\(path)/closing", ["reason": "调走了"]).status == 200)
            #expect(try await leader.get("/desk/me").status == 401)
            #expect(try await signIn() == 401)
            let reopened = try await security.post("\(path)/reopening", [:])
            #expect(reopened["state"] == "invited")
            #expect(try await signIn() == 401, "the old password does not come back")
            let log = try await village.program(of: .auditAdministrator).get("/desk/audit?subject=account")
            let acts = (log.object["items"] as? [[String: Any]] ?? []).compactMap { $0["act"] as? String }
            #expect(acts == ["reopened", "closed", "unlocked", "locked"])
        }
    }

    @Test("whoever has left hears no more of it, and is offered to nobody", arguments: EngineKind.allCases)
    func goneFromLists(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            try await village.reach(.officer, at: Village.mail, .mail, .digest)
            let security = try await village.program(of: .securityAdministrator)
            let path = "/desk/accounts/\(try id(village, .officer))"
            let name = try #require(village.story.staff[.officer]?.name)
            func offered() async throws -> Bool {
                let (tenant, day) = (village.story.county.id, village.clock.now.day)
                return try await village.services.engine.read {
                    try DirectoryStore().officers(of: tenant, on: day, in: $0).contains { $0.person.name == name }
                }
            }
            #expect(try await offered())
            _ = try await village.carry(to: .dispatched)
            await village.deliverLetters()
            #expect(try await security.post("\(path)/closing", ["reason": "调走了"]).status == 200)
            #expect(try await offered() == false)
            await village.makeDigests()
            await village.sendMessages(.mail)
            #expect(village.shown.isEmpty, "neither what waits nor what comes")
            #expect(try await security.post("\(path)/reopening", [:]).status == 200)
            #expect(try await offered(), "the post was kept")
        }
    }

    @Test("a fifth try that is right opens, and the log tells of both", arguments: EngineKind.allCases)
    func fifth(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            for _ in 0..<4 {
                _ = try await village.program().post("/sign-ins", ["name": "lingdao", "password": "wrong"])
            }
            let right = try await village.program().post(
                "/sign-ins", ["name": "lingdao", "password": Villager.password])
            #expect(right.status == 201)
            let log = try await village.program(of: .auditAdministrator).get("/desk/audit?subject=account")
            let lines = log.object["items"] as? [[String: Any]] ?? []
            #expect(lines.compactMap { $0["act"] as? String } == ["unlocked", "locked"])
            #expect(lines.compactMap { $0["actor"] as? String } == ["staff", "system"])
        }
    }

    @Test(
        "what stands on an account's page works, also where nothing has happened to it", arguments: EngineKind.allCases)
    func untouched(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let security = try await village.browser(of: .securityAdministrator)
            let path = "/desk/accounts/\(try id(village, .member))"
            let page = try await security.get(path)
            let hidden = try #require(page.hiddenFields("\(path)/sign-ins-end"))
            #expect(hidden.contains { $0 == ("version", "0") }, "\(hidden)")
            let granting = "\(path)/granting"
            for wrong in ["00", "01", "-1", "０", " 0"] {
                let answer = try await security.fillIn(
                    granting, action: granting, [("role", "member"), ("version", wrong)])
                #expect(answer.status == 422, "\(wrong)")
            }
            #expect(try await security.press(path, action: "\(path)/sign-ins-end").status == 303)
            #expect(try await security.press(path, action: "\(path)/invitation").status == 200)
            let closing = "\(path)/closing"
            #expect(try await security.press(closing, action: closing, [("reason", "调走了")]).status == 303)
        }
    }

    @Test("one sign-in or all are ended", arguments: EngineKind.allCases)
    func signIns(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let security = try await village.program(of: .securityAdministrator)
            let members = [try await village.program(of: .member), try await village.program(of: .member)]
            let path = "/desk/accounts/\(try id(village, .member))"
            let list = try await security.get("\(path)/sign-ins")
            let items = try #require(list.object["items"] as? [[String: Any]])
            #expect(items.count == 2)
            let latest = try #require(items.first?["id"] as? String)
            #expect(try await security.post("\(path)/sign-ins/\(latest)/end", [:]).status == 204)
            #expect(try await members[1].get("/desk/me").status == 401)
            #expect(try await members[0].get("/desk/me").status == 200)
            let foreign = try await security.post(
                "/desk/accounts/\(try id(village, .leader))/sign-ins/\(latest)/end", [:])
            #expect(foreign.status == 404)
            #expect(try await security.post("\(path)/sign-ins-end", [:]).status == 200)
            #expect(try await members[0].get("/desk/me").status == 401)
        }
    }

    @Test(
        "the list is searched, narrowed and paged; hostile words find nothing and do no harm",
        arguments: EngineKind.allCases)
    func list(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let security = try await village.program(of: .securityAdministrator)
            var (names, next): ([String], String?) = ([], "")
            while let cursor = next {
                let page = try await security.get("/desk/accounts?limit=4\(cursor.isEmpty ? "" : "&cursor=\(cursor)")")
                #expect(page.status == 200)
                names += (page.object["items"] as? [[String: Any]] ?? []).compactMap { $0["signInName"] as? String }
                next = page["next"]
            }
            #expect(names == Villager.allCases.filter { !$0.isOfZone }.map(\.signInName).sorted())
            let found = try await security.get("/desk/accounts?q=%E5%B0%8F%E7%A6%BE")
            #expect((found.object["items"] as? [[String: Any]])?.count == 1)
            let browser = try await village.browser(of: .securityAdministrator)
            for words in ["%25", "_", "'", "%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "%00", "%ff"] {
                let list = try await security.get("/desk/accounts?q=\(words)")
                #expect(list.status == 200 && list.text.contains("\"items\":[]") || words == "%00", "\(words)")
                let page = try await browser.get("/desk/accounts?q=\(words)")
                #expect(page.status == 200 && !page.text.contains("<script>alert"), "\(words)")
            }
            #expect(try await security.get("/desk/accounts?part=nothing").status == 422)
            #expect(try await security.get("/desk/accounts?cursor=x").status == 400)
        }
    }

    @Test("a name is given once, and a person has one account", arguments: EngineKind.allCases)
    func doubles(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let security = try await village.program(of: .securityAdministrator)
            let taken = try await security.post("/desk/accounts", ["name": "另一位", "sign_in_name": "mishu"])
            #expect(taken.status == 409 && taken["code"] == "name_taken")
            let twice = try await security.post(
                "/desk/accounts", ["person": try id(village, .member), "sign_in_name": "second"])
            #expect(twice.status == 409 && twice["code"] == "has_account")
            let zone = try #require(village.story.staff[.zoneSecretary]).id.text
            let foreign = try await security.post("/desk/accounts", ["person": zone, "sign_in_name": "third"])
            #expect(foreign.status == 422, "another tenant's person is nobody here")
            let register = try await village.program(of: .systemAdministrator)
            let entered = try await register.post("/desk/directory/people", ["number": "W07", "name": "江一苇"])
            #expect(entered.status == 201, "\(entered.text)")
            let known = try await security.post("/desk/accounts", ["person": "W07", "sign_in_name": "fourth"])
            #expect(known.status == 201 && known.text.contains("江一苇"), "\(known.text)")
            let record = try #require((known.object["account"] as? [String: Any])?["id"] as? String)
            let page = try await village.browser(of: .securityAdministrator).get("/desk/accounts/\(record)")
            #expect(page.text.contains("W07") && page.text.contains("名册编号") && page.text.contains(record))
            let auditor = try await village.program(of: .auditAdministrator)
            #expect(try await auditor.get("/desk/audit?person=W07").status == 200)
            #expect(try await auditor.get("/desk/audit?person=\(record)").status == 200)
            #expect(try await auditor.get("/desk/audit?person=W08").status == 422)
            let nameless = try await security.post("/desk/accounts", ["sign_in_name": "third"])
            #expect(nameless.status == 422)
        }
    }
}
