// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What two supervise is closed by both", .serialized)
struct SigningTests {
    @Test(
        "both are told, have it on their desks, and sign by their accounts; the second signature closes it",
        arguments: EngineKind.allCases)
    func both(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .verified)
            let item = try #require(journey.item)
            let path = "/desk/items/\(item)"
            #expect(try await village.program(of: .otherOfficer).get(path).status == 404)
            let named = try await village.program(of: .secretary).post(
                "\(path)/supervision",
                [
                    "partyPerson": village.person(.otherOfficer).text, "party": "督查室副主任",
                    "committeePerson": village.person(.leader).text,
                ])
            let supervision = try #require(named.object["supervision"] as? [String: Any])
            #expect(supervision["missingSignatures"] as? [String] == ["party", "committee"])
            #expect(supervision["partyPerson"] as? String == village.person(.otherOfficer).text)
            let (tenant, supervisor) = (village.story.county.id, village.person(.otherOfficer))
            let day = village.clock.now.day
            let (counts, isUsed) = try await village.services.engine.read { transaction in
                let entry = try RegisterStore(tenant: tenant, form: .people)
                    .entry(.init(supervisor.number), in: transaction)
                return (
                    try HandOverStore(tenant: tenant).counts(of: supervisor, from: day, in: transaction),
                    try entry.map { try DirectoryUseStore(tenant: tenant).isUsed($0, on: day, in: transaction) }
                )
            }
            #expect(counts.supervised == 1 && HandOverWording.sentence(counts).contains("联合督办的事项1件"))
            #expect(isUsed == true, "who signs for it is not taken out of the register")
            await village.deliverLetters()
            for villager in [Villager.otherOfficer, .leader] {
                let notices = try await village.browser(of: villager).get("/desk/notices").text
                #expect(notices.contains("联合督办"), "\(villager)")
            }
            let early = try await village.program(of: .leader).post("\(path)/signature", [:])
            #expect(early.status == 409 && early["code"] == "still_asking")
            #expect(try await Self.listed("to_countersign", of: .leader, village) == [])
            village.clock.move(hours: 24 * 40)
            let closing = try await village.program(of: .secretary).post("\(path)/closing", [:])
            #expect(closing.status == 409 && closing["code"] == "needs_signatures")
            for villager in [Villager.otherOfficer, .leader] {
                #expect(try await Self.listed("to_countersign", of: villager, village) == [item.text])
                #expect(try await Self.listed("supervised", of: villager, village) == [item.text])
            }
            #expect(try await Self.listed("inbox", of: .otherOfficer, village) == [], "the unit owes nothing of it")
            #expect(try await Self.listed("unsigned", of: .secretary, village) == [item.text])
            let desk = try await village.browser(of: .otherOfficer).get("/desk/items?part=to_countersign").text
            #expect(desk.contains("待我会签 1 件") && desk.contains(item.text))
            #expect(try await village.program(of: .convener).post("\(path)/signature", [:]).status == 404)
            let first = try await village.program(of: .otherOfficer).post("\(path)/signature", ["words": "灯亮了<b>"])
            #expect(first.status == 200 && first["state"] == "verified", "\(first.text)")
            let again = try await village.program(of: .otherOfficer).post("\(path)/signature", [:])
            #expect(again.status == 409 && again["code"] == "already_signed")
            let waiting = try await village.browser(of: .secretary).get(path).text
            #expect(waiting.contains("督查室副主任") && waiting.contains("已会签") && waiting.contains("等会签"))
            #expect(waiting.contains("灯亮了&lt;b&gt;") && !waiting.contains("灯亮了<b>"))
            let second = try await village.browser(of: .leader)
                .fillIn("\(path)/signature", action: "\(path)/signature", [("words", "")])
            #expect(second.status == 303)
            #expect(try await village.item(item)?.state == .closed)
            await village.deliverLetters()
            let told = try await village.browser(of: .secretary).get("/desk/notices").text
            #expect(told.contains("有一件事项办结了"), "whom the second signature spares the closing")
            let stranger = try await village.visitor().get("/topics/\(journey.topic.id)").text
            #expect(stranger.contains("督办人会签") && !stranger.contains("灯亮了") && !stranger.contains("督查室"))
            #expect(try await village.verify().isClean)
        }
    }

    @Test("who does not sign sends it back with a reason, and the unit is told", arguments: EngineKind.allCases)
    func declined(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let item = try #require(try await village.carry(to: .verified).item)
            let path = "/desk/items/\(item)"
            let named = try await village.program(of: .convener).post(
                "\(path)/supervision", ["partyPerson": village.person(.leader).text, "committee": "县政协副主席"])
            #expect(named.status == 200, "\(named.text)")
            let leader = try await village.program(of: .leader)
            #expect(try await leader.post("\(path)/signature-refusal", [:]).status == 422)
            let back = try await leader.post("\(path)/signature-refusal", ["reason": "桥头那盏没有亮。"])
            #expect(back.status == 200 && back["state"] == "sent_back")
            await village.deliverLetters()
            let notices = try await village.browser(of: .officer).get("/desk/notices").text
            #expect(notices.contains("督办人没有会签"))
            #expect(try await village.browser(of: .officer).get(path).text.contains("桥头那盏没有亮。"))
        }
    }

    @Test(
        "a secretary notes signatures from paper, for those alone who have no account", arguments: EngineKind.allCases)
    func onBehalf(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let item = try #require(try await village.carry(to: .verified).item)
            let path = "/desk/items/\(item)"
            village.clock.move(hours: 24 * 40)
            let secretary = try await village.program(of: .secretary)
            let none = try await secretary.post("\(path)/noted-signature", ["side": "party", "paper": "会签单"])
            #expect(none.status == 409 && none["code"] == "not_supervised")
            #expect(try await secretary.post("\(path)/supervision", ["party": "督查室"]).status == 422)
            let own = try await secretary.post(
                "\(path)/supervision", ["partyPerson": village.person(.officer).text, "committee": "副主席"])
            #expect(own.status == 422 && own.text.contains("partyPerson"), "nobody supervises the own work")
            let twice = try await secretary.post(
                "\(path)/supervision",
                ["partyPerson": village.person(.leader).text, "committeePerson": village.person(.leader).text])
            #expect(twice.status == 422 && twice["code"] == "same_person_twice")
            let named = try await secretary.post("\(path)/supervision", ["party": "督查室", "committee": "副主席"])
            #expect(named.status == 200)
            #expect(try await secretary.post("\(path)/noted-signature", ["side": "party"]).status == 422)
            for (side, state) in [("party", "verified"), ("committee", "closed")] {
                let noted = try await secretary.post(
                    "\(path)/noted-signature", ["side": side, "paper": "3月5日的会签单"])
                #expect(noted.status == 200 && noted["state"] == state, "\(noted.text)")
            }
            let page = try await village.browser(of: .secretary).get(path).text
            #expect(page.contains("凭3月5日的会签单"))
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "who supervises from another room reads the item, not who said what, and no number of the own room has it",
        arguments: EngineKind.allCases)
    func elsewhere(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await Self.appoint(.otherSecretary, Appointment(.convener, .room(village.otherRoom.id)), village)
            let item = try #require(try await village.carry(to: .verified).item)
            let working = try #require(try await village.carry(to: .accepted).item)
            let secretary = try await village.program(of: .secretary)
            let supervisor = try await village.program(of: .otherSecretary)
            for each in [item, working] {
                #expect(try await supervisor.get("/desk/items/\(each)").status == 404)
                let named = try await secretary.post(
                    "/desk/items/\(each)/supervision",
                    ["party": "督查室", "committeePerson": village.person(.otherSecretary).text])
                #expect(named.status == 200, "\(named.text)")
                #expect(try await supervisor.get("/desk/items/\(each)").status == 200)
            }
            let path = "/desk/items/\(item)/confirmations"
            #expect(try await secretary.get(path).status == 200)
            #expect(try await supervisor.get(path).status == 404)

            let board = "/desk/board/items?from=2020-01-01&to=2030-12-31"
            #expect(try await secretary.get(board).object["count"] as? Int == 2)
            #expect(try await supervisor.get(board).object["count"] as? Int == 0)
            let store = ItemListStore(tenant: village.story.county.id, contents: village.services.contents)
            let later = Village.morning.day.advanced(by: 300)
            let kept = village.story.staff[.secretary]?.appointments ?? []
            let elsewhere = [Appointment(.convener, .room(village.otherRoom.id))]
            let scopes = [(Villager.secretary, kept), (.otherSecretary, elsewhere)].map { villager, appointments in
                ItemScope(
                    of: .staff(
                        Staff(id: village.person(villager), name: villager.name, appointments: appointments)))
            }
            let overdue = try await village.services.engine.read { transaction in
                try scopes.map {
                    try store.deadlines(scope: $0, today: later, since: later, in: transaction).overdue
                }
            }
            #expect(overdue == [1, 0])
        }
    }

    @Test("a secretary who is one of the two notes nothing for the other", arguments: EngineKind.allCases)
    func oneOfTheTwo(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await Self.appoint(.secretary, Appointment(.convener, .room(village.room.id)), village)
            let item = try #require(try await village.carry(to: .verified).item)
            let path = "/desk/items/\(item)"
            village.clock.move(hours: 24 * 40)
            let secretary = try await village.program(of: .secretary)
            let named = try await secretary.post(
                "\(path)/supervision",
                ["party": "督查室", "committeePerson": village.person(.secretary).text])
            #expect(named.status == 200, "\(named.text)")
            #expect(try await secretary.post("\(path)/signature", [:]).status == 200)
            let noted = try await secretary.post("\(path)/noted-signature", ["side": "party", "paper": "会签单"])
            #expect(noted.status == 422 && noted["code"] == "same_person_twice")
            #expect(try await village.item(item)?.state == .verified)
        }
    }

    @Test("an item is not given to the unit of whoever supervises it", arguments: EngineKind.allCases)
    func reassigned(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let item = try #require(try await village.carry(to: .dispatched).item)
            let path = "/desk/items/\(item)"
            let secretary = try await village.program(of: .secretary)
            let named = try await secretary.post(
                "\(path)/supervision",
                ["partyPerson": village.person(.otherOfficer).text, "committee": "副主席"])
            #expect(named.status == 200, "\(named.text)")
            let asked = try await village.program(of: .officer).post(
                "\(path)/return", ["reason": "灯杆不归我们管。", "suggested": "公用事业中心"])
            #expect(asked.status == 200, "\(asked.text)")
            let other = ["unit": village.story.otherUnit.id.text, "officer": village.person(.otherOfficer).text]
            let refused = try await secretary.post("\(path)/reassignment", other)
            #expect(refused.status == 422 && refused.text.contains("请先另定督办人"), "\(refused.text)")
            let renamed = try await secretary.post("\(path)/supervision", ["party": "督查室", "committee": "副主席"])
            #expect(renamed.status == 200)
            #expect(try await secretary.post("\(path)/reassignment", other).status == 200)
        }
    }

    private static func appoint(_ villager: Villager, _ appointment: Appointment, _ village: Village) async throws {
        let (person, county) = (village.person(villager), village.story.county.id)
        try await Commands.run(on: village.installation) {
            try $0.appoint(person, to: appointment, tenant: county)
        }
    }

    /// What stands in a part of somebody's list; signed in anew, since nobody stays signed in for a month.
    private static func listed(_ part: String, of villager: Villager, _ village: Village) async throws -> [String] {
        let answer = try await village.program(of: villager).get("/desk/items?part=\(part)")
        return (answer.object["items"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }
}
