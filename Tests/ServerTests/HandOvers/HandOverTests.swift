// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Work that is handed over when somebody leaves", .serialized)
struct HandOverTests {
    private static let path = "/desk/handover"

    @Test(
        "a unit's officer sees all items of a colleague and hands them over in one act", arguments: EngineKind.allCases)
    func items(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let items = try await [village.carry(to: .dispatched), village.carry(to: .accepted)].compactMap(\.item)
            let (own, colleague) = (village.person(.officer), village.person(.colleague))
            let officer = try await village.browser(of: .officer)
            let page = try await officer.get("\(Self.path)?from=\(own.text)")
            #expect(page.status == 200 && page.text.contains("在办的事项2件"))
            #expect(page.text.occurrences(of: " checked") == 2)
            let boxes = items.map { ("items.\($0.text)", "on") }
            let missing = try await officer.fillIn(
                "\(Self.path)?from=\(own.text)", action: Self.path, [("from", own.text)] + boxes)
            #expect(missing.status == 422 && missing.text.contains("请选由谁接着办"))
            let done = try await officer.fillIn(
                "\(Self.path)?from=\(own.text)", action: Self.path,
                [("from", own.text), ("officer", colleague.text)] + boxes)
            #expect(done.status == 200 && done.text.contains("办好了2件"), "\(done.text)")
            for item in items { #expect(try await village.item(item)?.task.officer == colleague) }
            #expect(try await village.verify().isClean)
        }
    }

    @Test("research and reception days go to another member, each with an event; what is gone is told")
    func members() async throws {
        try await Village.with(.sqlite) { village in
            let topic = try await village.carry(to: .researching).topic.id
            let reception = try await village.planReception()
            let (member, other) = (village.person(.member), village.person(.otherMember))
            let secretary = try await village.program(of: .secretary)
            let listed = try await secretary.get("\(Self.path)?from=\(member.text)")
            let kinds = (listed.object["cases"] as? [[String: Any]])?.compactMap { $0["kind"] as? String } ?? []
            #expect(kinds.contains("topics"), "\(listed.text)")
            let days = kinds.contains("receptions") ? [reception] : []
            let due = try await village.topic(topic)?.deadline?.day
            let fields: [String: Any] = [
                "from": member.text, "topics": [topic.text, village.story.waiting.id.text],
                "researcher": other.text, "receptions": days, "receiver": other.text,
            ]
            let answer = try await secretary.post(Self.path, fields)
            let done = (answer.object["done"] as? [[String: Any]])?.compactMap { $0["id"] as? String } ?? []
            #expect(Set(done) == Set([topic.text] + days), "\(answer.text)")
            let left = answer.object["left"] as? [[String: Any]] ?? []
            #expect(left.map { $0["code"] as? String } == ["not_found"])
            let after = try #require(try await village.topic(topic))
            #expect(after.researcher == other && after.deadline?.day == due)
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "a proposal that somebody of the unit looks after goes to a colleague with the rest, and nobody ends before",
        arguments: EngineKind.allCases)
    func proposals(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let id = try await village.assignProposal(try await village.fileProposal())
            let (own, colleague) = (village.person(.officer), village.person(.colleague))
            let (officer, registrar) = (
                try await village.program(of: .officer), try await village.program(of: .systemAdministrator)
            )
            let unnamed = try await officer.get("\(Self.path)?from=\(colleague.text)")
            #expect((unnamed.object["cases"] as? [Any])?.isEmpty == true, "what nobody was named for is the unit's")
            let named = try await officer.post("/desk/assignments/\(id)/handover", ["officer": colleague.text])
            #expect(named.status == 200, "\(named.text)")
            let ending = try await registrar.post("/desk/directory/people/\(colleague)/end", [:])
            #expect(ending["code"] == "still_used", "\(ending.text)")
            #expect(try await officer.get(Self.path).text.contains(colleague.text))
            let browser = try await village.browser(of: .officer)
            let page = try await browser.get("\(Self.path)?from=\(colleague.text)")
            #expect(page.text.contains("负责的提案1件") && page.text.occurrences(of: " checked") == 1)
            let other = try await village.program(of: .otherOfficer).post(
                Self.path, ["from": colleague.text, "assignments": [id], "handler": own.text])
            #expect(((other.object["left"] as? [[String: Any]])?.first)?["code"] as? String == "not_found")
            let box = ("assignments.\(id)", "on")
            let missing = try await browser.fillIn(
                "\(Self.path)?from=\(colleague.text)", action: Self.path, [("from", colleague.text), box])
            #expect(missing.status == 422 && missing.text.contains("请选由谁接着办"))
            let stranger = try await officer.post(
                Self.path,
                ["from": colleague.text, "assignments": [id], "handler": village.person(.otherOfficer).text])
            #expect(((stranger.object["left"] as? [[String: Any]])?.first)?["code"] as? String == "other_unit")
            let done = try await browser.fillIn(
                "\(Self.path)?from=\(colleague.text)", action: Self.path,
                [("from", colleague.text), ("handler", own.text), box])
            #expect(done.status == 200 && done.text.contains("办好了1件"), "\(done.text)")
            let listed = try await officer.get("\(Self.path)?from=\(own.text)")
            let cases = listed.object["cases"] as? [[String: Any]] ?? []
            #expect(cases.map { $0["id"] as? String } == [id] && cases.first?["kind"] as? String == "assignments")
            let open = try await registrar.post("/desk/directory/people/\(colleague)/end", [:])
            #expect(open["code"] == "still_used", "the account is open")
            try await closeAccount(of: colleague, village)
            #expect(try await registrar.post("/desk/directory/people/\(colleague)/end", [:]).status == 200)
            #expect(try await village.rowDifferences().isEmpty)
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "nobody ends who receives on a day to come, or has walked for what is not over", arguments: EngineKind.allCases)
    func personal(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let registrar = try await village.program(of: .systemAdministrator)
            let person = "/desk/directory/people/\(village.person(.member))"
            let day = try await village.planReception()
            let walk = try await village.beginSentiment()
            try await closeAccount(of: village.person(.member), village)
            #expect(try await registrar.post("\(person)/end", [:])["code"] == "still_used", "a day to come and a walk")
            let secretary = try await village.program(of: .secretary)
            let taken = try await secretary.post(
                "/desk/sentiments/\(walk)/handover", ["keeper": village.person(.secretary).text])
            #expect(taken.status == 200, "\(taken.text)")
            #expect(try await registrar.post("\(person)/end", [:])["code"] == "still_used", "a day to come")
            let cancelled = try await secretary.post("/desk/receptions/\(day)/cancellation", ["reason": "社区停电"])
            #expect(cancelled.status == 200, "\(cancelled.text)")
            #expect(try await registrar.post("\(person)/end", [:]).status == 200, "nothing is under way")
            #expect(try await registrar.post("\(person)/resume", [:]).status == 200)
        }
    }

    @Test(
        "what a member met while walking goes to another member or the secretary, who then tells the person concerned",
        arguments: EngineKind.allCases)
    func walks(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let ids = try await [village.visitSentiment(), village.beginSentiment()]
            let (member, other) = (village.person(.member), village.person(.otherMember))
            let secretary = try await village.browser(of: .secretary)
            let page = try await secretary.get("\(Self.path)?from=\(member.text)")
            #expect(page.text.contains("走访的事（2件）") && page.text.occurrences(of: " checked") == 2, "\(page.text)")
            let program = try await village.program(of: .secretary)
            let stranger = try await program.post(
                Self.path,
                ["from": member.text, "sentiments": ids, "keeper": village.person(.officer).text])
            let left = stranger.object["left"] as? [[String: Any]] ?? []
            #expect(left.map { $0["code"] as? String } == ["other_room", "other_room"], "\(stranger.text)")
            for villager in [Villager.otherSecretary, .convener] {
                let refused = try await village.program(of: villager).post(
                    Self.path, ["from": member.text, "sentiments": ids, "keeper": other.text])
                #expect((refused.object["done"] as? [Any])?.isEmpty == true, "\(villager): \(refused.text)")
            }
            let due = try await program.get("/desk/sentiments/\(ids[0])")["dueOn"]
            let done = try await secretary.fillIn(
                "\(Self.path)?from=\(member.text)", action: Self.path,
                [("from", member.text), ("keeper", other.text)] + ids.map { ("sentiments.\($0)", "on") })
            #expect(done.status == 200 && done.text.contains("办好了2件"), "\(done.text)")

            let taker = try await village.program(of: .otherMember).get("/desk/sentiments/\(ids[0])")
            #expect(taker["keeper"] == other.text && taker["opener"] == member.text && taker["dueOn"] == due)
            #expect(taker["person"] == "王大姐" && taker.text.contains("consult"))
            let before = try await village.program(of: .member).get("/desk/sentiments/\(ids[0])")
            #expect(before.status == 200 && before["person"] == nil, "whoever met it sees what becomes of it, no names")
            let refused = try await village.program(of: .member).post(
                "/desk/sentiments/\(ids[1])/listening", ["day": "2026-03-05", "place": "桥头", "words": "话"])
            #expect(refused.status == 404, "\(refused.text)")
            #expect(try await secretary.get("/desk/sentiments/\(ids[0])").text.contains("现在谁接着办"))
            await village.deliverLetters()
            let notices = try await village.browser(of: .otherMember).get("/desk/notices")
            #expect(notices.text.contains("有一件走访的事改由您接着办"))

            // Whoever goes on with it is reminded, and nobody else.
            let store = SentimentStore(tenant: village.story.county.id, contents: village.services.contents)
            for (villager, owes) in [(Villager.otherMember, true), (.member, false)] {
                let scope = SentimentScope(of: village.actor(villager))
                let (today, far) = (village.clock.now.day, village.clock.now.day.advanced(by: -400))
                let due = try await village.services.engine.read {
                    try store.deadlines(scope: scope, today: today.advanced(by: 400), since: far, in: $0)
                }
                #expect((due.overdue > 0) == owes, "\(villager)")
            }

            // From the record itself; the same person is not asked twice.
            let form = "/desk/sentiments/\(ids[1])/handover"
            let offered = try await secretary.get(form)
            #expect(!offered.text.contains("value=\"\(other.text)\"") && offered.text.contains(member.text))
            let same = try await program.post(form, ["keeper": other.text])
            #expect(same.status == 422 && same["code"] == "already_theirs", "\(same.text)")
            let own = try await program.post(form, ["keeper": village.person(.secretary).text])
            #expect(own.status == 200, "\(own.text)")
            let registrar = try await village.program(of: .systemAdministrator)
            try await closeAccount(of: member, village)
            try await closeAccount(of: other, village)
            #expect(try await registrar.post("/desk/directory/people/\(member)/end", [:]).status == 200)
            #expect(
                try await registrar.post("/desk/directory/people/\(other)/end", [:])["code"] == "still_used")
            #expect(try await village.rowDifferences() == [])
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test("nobody hands over what is not theirs to give, and nobody hands over to the one who leaves")
    func refused() async throws {
        try await Village.with(.sqlite) { village in
            let item = try #require(try await village.carry(to: .accepted).item)
            let (own, colleague) = (village.person(.officer), village.person(.colleague))
            let other = try await village.program(of: .otherOfficer).post(
                Self.path, ["from": own.text, "items": [item.text], "officer": colleague.text])
            #expect((other.object["left"] as? [Any])?.count == 1 && (other.object["done"] as? [Any])?.isEmpty == true)
            let same = try await village.program(of: .officer).post(
                Self.path, ["from": own.text, "items": [item.text], "officer": own.text])
            #expect(same.status == 422 && same.text.contains("officer"))
            let stranger = try await village.program(of: .officer).post(
                Self.path, ["from": own.text, "items": [item.text], "officer": village.person(.otherOfficer).text])
            let left = (stranger.object["left"] as? [[String: Any]])?.first
            #expect(left?["code"] as? String == "other_unit")
            #expect(try await village.item(item)?.task.officer == own)
        }
    }

    private func closeAccount(of person: Person.ID, _ village: Village) async throws {
        let closed = try await village.program(of: .securityAdministrator)
            .post("/desk/accounts/\(person)/closing", ["reason": "调走了"])
        #expect(closed.status == 200, "\(closed.text)")
    }
}
