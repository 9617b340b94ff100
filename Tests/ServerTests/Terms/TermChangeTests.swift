// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("The change of term, from the list to the day it begins", .serialized)
struct TermChangeTests {
    private static let path = "/desk/term-change"
    /// Two days after the village's morning.
    private static let begins = Day(year: 2026, month: 3, day: 7)

    private func addTerm(_ village: Village) async throws -> String {
        let entered = try await village.program(of: .systemAdministrator).post(
            "/desk/directory/terms", ["name": "第十六届", "startsOn": Self.begins.description])
        #expect(entered.status == 201, "\(entered.text)")
        return try #require(entered["id"])
    }

    private func number(_ villager: Villager, _ village: Village) -> String {
        String(village.person(villager).number)
    }

    private func members(_ village: Village, on day: Day) async throws -> Set<Person.ID> {
        let people = [village.person(.member), village.person(.otherMember)]
        let store = MembershipStore(tenant: village.story.county.id)
        return try await village.services.engine.read { try store.members(people, on: day, in: $0) }
    }

    @Test("who goes on is looked over, said, taken back, said again and carried out", arguments: EngineKind.allCases)
    func life(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let (stays, leaves) = (village.person(.member), village.person(.otherMember))
            let address = try await village.draftProposal()
            let invited = try await village.program(of: .member).post(
                "\(address)/invitation", ["people": [leaves.text]])
            #expect(invited.status == 200, "\(invited.text)")
            let draft = try await village.draftProposal(
                Village.proposalFields("关于修好桥头护栏的提案"), by: .otherMember)
            let term = try await addTerm(village)
            let program = try await village.program(of: .systemAdministrator)
            let list = "\(number(.member, village)) 甲\n\n99999 新委员"

            let preview = try await program.post("\(Self.path)/preview", ["term": term, "carried": list])
            #expect(preview.status == 200, "\(preview.text)")
            let leaving = try #require((preview.object["leaving"] as? [[String: Any]])?.first)
            #expect(leaving["person"] as? String == leaves.text)
            #expect(leaving["invitations"] as? Int == 1 && leaving["drafts"] as? Int == 1)
            #expect((preview.object["staying"] as? [[String: Any]])?.first?["person"] as? String == stays.text)
            #expect(preview.object["unknownLines"] as? [Int] == [3])

            let planned = try await program.post(
                Self.path, ["term": term, "carried": list, "version": "0", "leaving": "1"])
            #expect(planned.status == 200 && planned["state"] == "planned", "\(planned.text)")
            let twice = try await program.post(
                Self.path, ["term": term, "carried": list, "version": "1", "leaving": "1"])
            #expect(twice.status == 409 && twice["code"] == "already_planned")
            let held = try await program.post("/desk/directory/terms/\(term)/end", [:])
            #expect(held.status == 409 && held["code"] == "still_used")
            let undone = try await program.post("\(Self.path)/undoing", ["term": term, "version": "1"])
            #expect(undone.status == 200 && undone["state"] == "open")
            #expect(try await members(village, on: Self.begins).isEmpty, "nobody was taken along")
            let late = try await program.post(
                Self.path, ["term": term, "carried": list, "version": "0", "leaving": "1"])
            #expect(late.status == 409 && late["code"] == "changed_meanwhile")
            let again = try await program.post(
                Self.path, ["term": term, "carried": list, "version": "2", "leaving": "1"])
            #expect(again.status == 200, "\(again.text)")

            let last = Self.begins.advanced(by: -1)
            #expect(try await members(village, on: last) == [stays, leaves])
            #expect(try await members(village, on: Self.begins) == [stays], "before anything is carried out")

            village.clock.move(hours: 48)
            let other = try await village.program(of: .otherMember)
            let former = try await village.browser(of: .otherMember)
            let sentence = ProposalRefusal.notEligible.sentence
            for (page, barred) in [(address, "signature"), (draft, "submission"), (draft, "invitation")] {
                let shown = try await former.get(page).text
                #expect(shown.contains(sentence) && !shown.contains("\(page)/\(barred)\""), "\(barred)")
            }
            #expect(try await former.get("/desk/proposal").text.contains(sentence), "nor does anything begin")
            let still = try await village.browser(of: .member).get("/desk/proposal").text
            #expect(!still.contains(sentence))
            let inviting = try await other.post("\(draft)/invitation", ["people": [stays.text]])
            #expect(inviting.status == 422 && inviting["code"] == "not_eligible", "\(inviting.text)")
            let signed = try await other.post("\(address)/signature", [:])
            #expect(signed.status == 422 && signed["code"] == "not_eligible", "\(signed.text)")
            let handedIn = try await other.post("\(draft)/submission", [:])
            #expect(handedIn.status == 422 && handedIn["code"] == "not_eligible")
            #expect(try await other.post("\(address)/declining", [:]).status == 200, "to say no is free")
            let submitted = try await village.program(of: .member).post("\(address)/submission", [:])
            #expect(submitted.status == 200, "\(submitted.text)")

            try await MembershipWatch(services: village.services).look()
            try await MembershipWatch(services: village.services).look()
            let browser = try await village.browser(of: .systemAdministrator)
            let ended = try await browser.get("/desk/directory/members?part=ended")
            #expect(ended.text.contains("停用") && ended.status == 200)
            let page = try await browser.get(Self.path)
            #expect(page.text.contains("已经换届") && !page.text.contains("撤销换届</"))
            let fresh = try await village.program(of: .systemAdministrator)
            let over = try await fresh.post("\(Self.path)/undoing", ["term": term])
            #expect(over.status == 409 && over["code"] == "already_begun")
            let count = try await village.services.engine.read { transaction in
                try transaction.first(
                    "SELECT COUNT(*) FROM membership WHERE ended_on = \(Self.begins.description) AND ends_on IS NULL"
                ) { try $0.next(Int.self) }
            }
            #expect(count == 1, "once, as of the day the term began")
            // The former member still reads what was proposed.
            #expect(try await village.program(of: .otherMember).get(draft).status == 200)
            let log = try await village.browser(of: .auditAdministrator).get("/desk/audit?subject=term_change")
            for word in ["定下留任的委员", "撤销换届", "换届生效"] { #expect(log.text.contains(word), "\(word)") }
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    /// The line of somebody in the register of members.
    private func line(
        of person: Person.ID, _ program: APIClient
    ) async throws -> (id: String, values: [String: String]) {
        let listed = try await program.get("/desk/directory/members?limit=100")
        let entries = try #require(listed.object["items"] as? [[String: Any]])
        let entry = try #require(entries.first { ($0["values"] as? [String: String])?["person"] == person.text })
        return (
            try #require(entry["id"] as? String), try #require(entry["values"] as? [String: String])
        )
    }

    @Test(
        "whoever is entered before the term changes is of the new one after the list was said, and of the old one before",
        arguments: EngineKind.allCases)
    func newMembers(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let program = try await village.program(of: .systemAdministrator)
            let term = try await addTerm(village)
            let values = try await line(of: village.person(.member), program).values
            let people = [Villager.convener, .leader, .officer].map { village.person($0) }
            let store = MembershipStore(tenant: village.story.county.id)
            func enter(_ person: Person.ID, startsOn: Day? = nil) async throws {
                var fields = values.merging(["person": person.text]) { $1 }
                fields["startsOn"] = startsOn?.description
                let entered = try await program.post("/desk/directory/members", fields)
                #expect(entered.status == 201, "\(entered.text)")
            }
            func standing(on day: Day) async throws -> Set<Person.ID> {
                try await village.services.engine.read { try store.members(people, on: day, in: $0) }
            }
            // Entered before the list is said and not on it: of the old term.
            try await enter(people[0])
            let looked = try await program.post(
                "\(Self.path)/preview", ["term": term, "carried": number(.member, village)])
            let leaving = try #require(looked.object["leaving"] as? [Any], "\(looked.text)")
            #expect(leaving.count == 2)
            let planned = try await program.post(
                Self.path, ["term": term, "carried": number(.member, village), "version": "0", "leaving": "2"])
            #expect(planned.status == 200, "\(planned.text)")
            // Afterwards: one from now on, one from the first day of the new term.
            try await enter(people[1])
            try await enter(people[2], startsOn: Self.begins)
            #expect(try await standing(on: village.clock.now.day) == [people[0], people[1]])
            #expect(try await standing(on: Self.begins.advanced(by: -1)) == [people[0], people[1]])
            #expect(try await standing(on: Self.begins) == [people[1], people[2]])
            village.clock.move(hours: 48)
            try await MembershipWatch(services: village.services).look()
            let after = try await village.program(of: .systemAdministrator)
            #expect(try await standing(on: village.clock.now.day) == [people[1], people[2]])
            for person in [people[1], people[2]] {
                #expect(try await after.get("/desk/directory/members/\(line(of: person, after).id)")["endedOn"] == nil)
            }
            let current = try await after.get("/desk/directory/members?limit=100")
            #expect((current.object["items"] as? [Any])?.count == 3, "the two who left are ended: \(current.text)")
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test(
        "a term whose change is said is not moved; undone, it is, and the new day counts",
        arguments: EngineKind.allCases)
    func moved(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let (stays, leaves) = (village.person(.member), village.person(.otherMember))
            let program = try await village.program(of: .systemAdministrator)
            let term = try await addTerm(village)
            let list = number(.member, village)
            let planned = try await program.post(
                Self.path, ["term": term, "carried": list, "version": "0", "leaving": "1"])
            #expect(planned.status == 200, "\(planned.text)")
            let later = Self.begins.advanced(by: 3)
            let moving = ["name": "第十六届", "startsOn": later.description]
            let held = try await program.post("/desk/directory/terms/\(term)/change", moving)
            #expect(held.status == 409 && held["code"] == "still_used", "\(held.text)")
            #expect(try await members(village, on: Self.begins) == [stays])
            let renamed = try await program.post(
                "/desk/directory/terms/\(term)/change", ["name": "第十六届委员会", "startsOn": Self.begins.description])
            #expect(renamed.status == 200, "what it is called is no day: \(renamed.text)")
            #expect(try await members(village, on: Self.begins) == [stays])

            #expect(try await program.post("\(Self.path)/undoing", ["term": term, "version": "1"]).status == 200)
            let done = try await program.post("/desk/directory/terms/\(term)/change", moving)
            #expect(done.status == 200, "\(done.text)")
            #expect(try await members(village, on: Self.begins) == [stays, leaves], "the old term goes on")
            #expect(try await members(village, on: later).isEmpty)
            let again = try await program.post(
                Self.path, ["term": term, "carried": list, "version": "2", "leaving": "1"])
            #expect(again.status == 200, "\(again.text)")
            #expect(try await members(village, on: later.advanced(by: -1)) == [stays, leaves])
            #expect(try await members(village, on: later) == [stays])
            // Nothing is carried out on the day it was moved from.
            let watch = MembershipWatch(services: village.services)
            village.clock.move(hours: 48)
            try await watch.look()
            let onOldDay = try await village.program(of: .systemAdministrator)
            #expect(
                try await onOldDay.get("/desk/directory/members/\(line(of: leaves, onOldDay).id)")["endedOn"] == nil)
            village.clock.move(hours: 72)
            try await watch.look()
            let ended = try await village.services.engine.read {
                try $0.rows("SELECT ended_on FROM membership WHERE ended_on IS NOT NULL") { try $0.next(String.self) }
            }
            #expect(ended == [later.description])
        }
    }

    @Test(
        "the overview tells whose line is in use though he is no member today, and why", arguments: EngineKind.allCases)
    func notStanding(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            func absent(_ program: APIClient) async throws -> [String: String] {
                let told = try await program.get("/desk/directory")
                let items = try #require(told.object["ownMembersNotStanding"] as? [[String: String]], "\(told.text)")
                return Dictionary(
                    items.map { ($0["id"] ?? "", $0["reason"] ?? "") }, uniquingKeysWith: { first, _ in first })
            }
            let program = try await village.program(of: .systemAdministrator)
            #expect(try await absent(program).isEmpty)
            let browser = try await village.browser(of: .systemAdministrator)
            let before = try await browser.get("/desk/directory").text
            #expect(before.contains("2/2名（不在任的") && !before.contains("今天不在任的委员"))
            let (own, other) = (
                try await line(of: village.person(.member), program),
                try await line(of: village.person(.otherMember), program)
            )
            // One begins tomorrow, and one is not taken along into a term that begins.
            let tomorrow = village.clock.now.day.advanced(by: 1).description
            let later = try await program.post(
                "/desk/directory/members/\(own.id)/change", own.values.merging(["startsOn": tomorrow]) { $1 })
            #expect(later.status == 200, "\(later.text)")
            #expect(try await absent(program) == [own.id: "not_begun"])
            let page = try await browser.get("/desk/directory").text
            #expect(page.contains("1/2名（不在任的") && page.contains("任职日期还没到"))
            #expect(page.contains("href=\"/desk/directory/members/\(own.id)\""))

            let back = try await program.post("/desk/directory/members/\(own.id)/change", own.values)
            #expect(back.status == 200, "\(back.text)")

            let term = try await addTerm(village)
            let planned = try await program.post(
                Self.path, ["term": term, "carried": number(.member, village), "version": "0", "leaving": "1"])
            #expect(planned.status == 200, "\(planned.text)")
            village.clock.move(hours: 48)
            let then = try await village.program(of: .systemAdministrator)
            #expect(try await absent(then) == [other.id: "former_term"], "nothing is carried out yet")
            let shown = try await village.browser(of: .systemAdministrator).get("/desk/directory").text
            #expect(shown.contains("不在这一届") && shown.contains("今天不在任的委员 1"))
            try await MembershipWatch(services: village.services).look()
            #expect(try await absent(then).isEmpty)
            // It is master data: who keeps the business is told nothing of it.
            let office = try await village.program(of: .proposalOfficer).get("/desk/directory")
            #expect(office.status == 200 && office.object["ownMembersNotStanding"] == nil)
        }
    }

    @Test(
        "the page shows who goes and what is open, and means it after the second press",
        arguments: EngineKind.allCases)
    func page(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let term = try await addTerm(village)
            let browser = try await village.browser(of: .systemAdministrator)
            let form = "\(Self.path)?term=\(term)"
            #expect(try await browser.get(form).text.contains(number(.otherMember, village)), "all are listed at first")
            let looked = try await browser.fillIn(
                form, action: Self.path, [("term", term), ("carried", number(.otherMember, village))])
            #expect(looked.status == 200 && looked.text.contains("连任1名，到期1名"), "\(looked.text)")
            #expect(looked.text.contains("召集或负责1处"), "the first member convenes the sector")
            let list = try await village.program(of: .systemAdministrator).get(Self.path)
            let states = (list.object["items"] as? [[String: Any]])?.compactMap { $0["state"] as? String }
            #expect(states == ["open", "open"], "nothing is said yet")
            let hidden = try #require(looked.hiddenFields(Self.path))
            let done = try await browser.post(Self.path, hidden)
            #expect(done.status == 303, "\(done.text)")
            #expect(try await browser.get("\(Self.path)?done=planned").text.contains("可以撤销"))
            #expect(try await members(village, on: Self.begins) == [village.person(.otherMember)])
            let undone = try await browser.press(Self.path, action: "\(Self.path)/undoing")
            #expect(undone.status == 303, "\(undone.text)")
        }
    }

    @Test(
        "what cannot be is refused: no such term, one that is over, nobody from before",
        arguments: EngineKind.allCases)
    func refused(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let program = try await village.program(of: .systemAdministrator)
            #expect(try await program.post(Self.path, [:]).status == 422)
            #expect(try await program.post(Self.path, ["term": "x"]).status == 422)
            #expect(
                try await program.post(Self.path, ["term": "0000000000009", "version": "0", "leaving": "0"]).status
                    == 404)
            let items = try #require(try await program.get(Self.path).object["items"] as? [[String: Any]])
            let current = try #require(items.first?["term"] as? String)
            let nobody = try await program.post(
                Self.path, ["term": current, "version": "0", "leaving": "0"])
            #expect(nobody.status == 409 && nobody["code"] == "nobody", "all were entered in this term")
            let earlier = try await program.post(
                "/desk/directory/terms", ["name": "第十四届", "startsOn": "2017-01-10"])
            let over = try await program.post(
                Self.path, ["term": try #require(earlier["id"]), "version": "0", "leaving": "0"])
            #expect(over.status == 409 && over["code"] == "term_is_over")
            let stranger = try await village.program(of: .securityAdministrator).post(Self.path, ["term": current])
            #expect(stranger.status == 404)
        }
    }

    @Test(
        "a membership with a last day ends by itself, and goes on when it is taken back",
        arguments: EngineKind.allCases)
    func lastDay(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let person = village.person(.otherMember)
            let program = try await village.program(of: .systemAdministrator)
            let listed = try await program.get("/desk/directory/members?limit=100")
            let entries = try #require(listed.object["items"] as? [[String: Any]])
            let entry = try #require(entries.first { ($0["values"] as? [String: String])?["person"] == person.text })
            let base = "/desk/directory/members/\(try #require(entry["id"] as? String))"
            var values = try #require(entry["values"] as? [String: String])
            values["endsOn"] = village.clock.now.day.description
            let changed = try await program.post("\(base)/change", values)
            #expect(changed.status == 200, "\(changed.text)")
            let today = village.clock.now.day
            #expect(try await members(village, on: today).contains(person))
            #expect(!(try await members(village, on: today.advanced(by: 1))).contains(person))
            try await MembershipWatch(services: village.services).look()
            #expect(try await program.get(base)["endedOn"] == nil)
            village.clock.move(hours: 24)
            try await MembershipWatch(services: village.services).look()
            let later = try await village.program(of: .systemAdministrator)
            #expect(try await later.get(base)["endedOn"] == today.advanced(by: 1).description)
            let back = try await later.post("\(base)/resume", [:])
            #expect(back.status == 200, "\(back.text)")
            try await MembershipWatch(services: village.services).look()
            #expect(try await later.get(base)["endedOn"] == nil)
            #expect(try await members(village, on: village.clock.now.day).contains(person))
            let wrong = values.merging(["startsOn": "2026-03-04", "endsOn": "2026-03-03"]) { $1 }
            let refused = try await later.post("\(base)/change", wrong)
            #expect(refused.status == 422 && refused.text.contains("\"name\":\"endsOn\""))
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }
}
