// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Public words that show who somebody is say how this person agreed (BR-41)", .serialized)
struct PublicConsentTests {
    private static let shown = "已到3号楼2单元502室上门装好扶手。"
    private static let agreed = "3月5日上门，本人签字同意"

    @Test(
        "a unit's report with a door comes back before its files are taken, is kept with the consent, and only the house reads that",
        arguments: EngineKind.allCases)
    func report(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .accepted)
            let (topic, item) = (journey.topic.id, try #require(journey.item))
            let officer = try await village.browser(of: .officer)
            let report = "/desk/items/\(item)/report"
            let written = [("adoption", "adopted"), ("claimed", "solved"), ("text", Self.shown)]
            let refused = try await officer.press(report, action: report, written)
            #expect(refused.status == 422 && refused.text.contains("要公开的话里有门牌"), "\(refused.text)")
            #expect(refused.text.contains("name=\"consent\"") && refused.text.contains(Self.shown))
            let secretary = try await village.program(of: .secretary)
            #expect(try await secretary.get("/desk/items/\(item)")["state"] == "accepted", "nothing was done yet")
            let again = try #require(refused.hiddenFields(report)) + written + [("consent", Self.agreed)]
            #expect(try await officer.post(report, again).status == 303)

            let record = try await village.browser(of: .secretary).get("/desk/topics/\(topic)").text
            #expect(record.contains("写到的人同意公开：\(Self.agreed)"))
            for path in ["/desk/topics/\(topic)", "/desk/items/\(item)"] {
                let page = try await village.browser(of: .leader).get(path)
                let read = try await village.program(of: .leader).get(path)
                #expect(page.status == 200 && read.status == 200, "\(path)")
                #expect(
                    !page.text.contains("本人签字") && !read.text.contains("本人签字"), "a leader is not told whom: \(path)")
            }
            #expect(try await officer.get("/desk/items/\(item)").text.contains(Self.agreed), "the unit wrote it")
            #expect(try await secretary.post("/desk/items/\(item)/verification", [:])["state"] == "verified")
            let published = try await village.visitor().get("/topics/\(topic)").text
            #expect(published.contains(Self.shown) && !published.contains("本人签字"))
            #expect(try await !village.program().get("/topics/\(topic)").text.contains("本人签字"))

            let auditor = try await village.program(of: .auditAdministrator)
            let lines = try await auditor.get("/desk/audit?subject=item&limit=100").object["items"] as? [[String: Any]]
            let noted = try #require(lines).filter { $0["notesConsent"] as? Bool == true }
            #expect(noted.map { $0["act"] as? String } == ["reported"])
            let page = try await village.browser(of: .auditAdministrator).get("/desk/audit?subject=item").text
            #expect(page.contains("写明了写到的人怎样同意公开") && !page.contains("本人签字"), "never the words")
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("what is written for the public is asked alike in every kind of case, and a program is told the field")
    func everyKind() async throws {
        try await Village.with(.sqlite) { village in
            let session = try #require(try await village.carry(to: .announced).session)
            try await expectAsked(
                "/desk/sessions/\(session)/postponement", ["reason": "联系人：王桂英家有事"], of: .convener, village)
            try await expectAsked(
                "/desk/sessions/\(session)/new-day",
                ["day": "2026-03-20", "time": "14:30", "place": "3号楼2单元502室"], of: .convener, village)
            try await expectAsked(
                "/desk/rooms/\(village.room.id)/pausing", ["reason": "议事员名叫王桂英，住院了"], of: .convener, village)
            let call = try await village.openCall().call
            try await expectAsked(
                "/desk/deliberations/\(call)/statements", ["text": "3号楼2单元502室不该养狗"], of: .secretary, village,
                status: 201)
            try await expectAsked(
                "/desk/deployments",
                [
                    "kind": "convey", "title": "传达会议精神", "text": "组织学习。联系人：李建国。", "to": "everybody",
                    "dueOn": "2026-03-12",
                ], of: .leader, village, status: 201)
        }
    }

    @Test("a clue of people outside is asked about when members are to read it", arguments: EngineKind.allCases)
    func clue(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            #expect(try await village.program().post("/clues", ["text": "我叫王小满，盼着村口有路灯。"]).status == 201)
            let office = try await village.program(of: .proposalOfficer)
            let listed = try #require((try await office.get("/desk/clues").object["items"] as? [[String: Any]])?.first)
            let record = "/desk/clues/\(try #require(listed["id"] as? String))"
            try await expectAsked("\(record)/release", [:], of: .proposalOfficer, village)
            let page = try await village.browser(of: .proposalOfficer).get(record).text
            #expect(page.contains("写到的人同意公开：\(Self.agreed)"))
        }
    }

    @Test(
        "a comment is not published by its card alone: its own page asks; of many at once it is left with the reason",
        arguments: EngineKind.allCases)
    func comments(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let session = try #require(try await village.carry(to: .announced).session)
            let live = try await village.openLive(beside: session)
            let comment = try await village.comment("我叫王小满，公交站能不能南移", on: live)
            let other = try await village.comment("路灯太暗", on: live, phone: "13812340002")
            let secretary = try await village.program(of: .secretary)
            let bulk = try await secretary.post(
                "/desk/bulk/comments/approval", ["records": [comment.text, other.text]])
            #expect(bulk.object["done"] as? [String] == [other.text], "\(bulk.text)")
            let left = try #require(bulk.object["left"] as? [[String: Any]])
            #expect(left.map { $0["code"] as? String } == ["consent_missing"])
            let browser = try await village.browser(of: .secretary)
            let (cards, approval) = ("/desk/live/\(live)/moderation", "/desk/comments/\(comment)/approval")
            let asked = try await browser.fillIn(
                cards, action: cards, [("comment", comment.text), ("command", "approve")])
            #expect(asked.status == 303 && asked.header("Location") == approval, "\(asked.text)")
            #expect(try await browser.get(approval).text.contains("name=\"consent\""))
            #expect(try await browser.press(approval, action: approval, [("consent", "本人留的言")]).status == 303)
            #expect(try await secretary.get("/desk/comments/\(comment)")["state"] == "approved")
        }
    }

    @Test("a form asks for it where whole passages are written, and elsewhere once somebody is shown")
    func forms() async throws {
        try await Village.with(.sqlite) { village in
            let session = try #require(try await village.carry(to: .announced).session)
            let convener = try await village.browser(of: .convener)
            let (later, moved) = ("/desk/sessions/\(session)/postponement", "/desk/sessions/\(session)/new-day")
            #expect(try await convener.get(later).text.contains("name=\"consent\""))
            #expect(try await convener.press(later, action: later, [("reason", "场地在修")]).status == 303)
            #expect(try await !convener.get(moved).text.contains("name=\"consent\""))
            let day = [("day", "2026-03-20"), ("time", "14:30"), ("place", "3号楼2单元502室")]
            let asked = try await convener.press(moved, action: moved, day)
            #expect(asked.status == 422 && asked.text.contains("name=\"consent\""), "\(asked.text)")
        }
    }

    @Test(
        "what a topic's review said of a consent itself, before that was noted beside it, is shown and told as before",
        arguments: EngineKind.allCases)
    func older(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let topic = village.story.waiting.id
            let secretary = try await village.program(of: .secretary)
            let wording = ["title": "给独居老人送饭", "body": "我叫王小满，盼着有人送饭。", "consent": Self.agreed]
            #expect(try await secretary.post("/desk/topics/\(topic)/review", wording).status == 200)
            // As the row was written then.
            try await village.services.engine.write { transaction in
                let facts = try #require(
                    try transaction.first(
                        "SELECT facts FROM event WHERE subject = \(topic.number) AND kind = 'reviewed'"
                    ) { try $0.next(String.self) })
                let noted = try #require(facts.firstMatch(of: /"_consent":("[^"]+"),/))
                let old = facts.replacing(noted.0, with: "")
                    .replacing("\"reviewed\":{", with: "\"reviewed\":{\"consent\":\(noted.1),")
                _ = try transaction.execute(
                    "UPDATE event SET facts = \(old) WHERE subject = \(topic.number) AND kind = 'reviewed'")
            }
            let desk = "/desk/topics/\(topic)"
            let page = try await village.browser(of: .secretary).get(desk).text
            #expect(page.contains("写到的人同意公开：\(Self.agreed)"), "\(page)")
            #expect(try await secretary.get(desk).text.contains(Self.agreed))
            #expect(try await !village.program(of: .leader).get(desk).text.contains(Self.agreed))
            let auditor = try await village.program(of: .auditAdministrator)
            let lines = try await auditor.get("/desk/audit?subject=topic&limit=100").object["items"] as? [[String: Any]]
            let told = try #require(lines).filter { $0["notesConsent"] as? Bool == true }
            #expect(told.map { $0["act"] as? String } == ["reviewed"])
        }
    }

    @Test(
        "what was written before that was asked is asked about where it becomes public, and only then",
        arguments: EngineKind.allCases)
    func unasked(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .inProgress)
            let session = try #require(journey.session)
            let path = "/desk/sessions/\(session)"
            let secretary = try await village.program(of: .secretary)
            let officer = try await village.program(of: .officer)
            let concluded = try await village.program(of: .convener).post(
                "\(path)/conclusion", ["reached": "consensus", "text": Self.shown, "consent": Self.agreed])
            #expect(concluded.status == 200, "\(concluded.text)")
            try await village.act(.draftMinutes, ["text": "大家一致同意。"], on: session, as: .secretary)
            let drafted = try await secretary.post(
                "\(path)/items",
                [
                    "topic": journey.topic.id.text, "task": Self.shown, "unit": village.story.unit.id.text,
                    "officer": village.person(.officer).text, "consent": Self.agreed,
                    "milestones": "\(village.clock.now.day.advanced(by: 10)) 装好扶手",
                ])
            #expect(drafted.status == 200, "\(drafted.text)")
            try await village.act(.confirmMinutes, on: session, as: .convener)
            let item = try #require(try await village.session(session)?.items.last)
            let record = "/desk/items/\(item)"
            try await forgetConsents(of: session.number, village)
            try await forgetConsents(of: item.number, village)
            try await expectAsked("\(path)/outcome", [:], of: .convener, village)
            let browser = try await village.browser(of: .secretary)
            #expect(try await browser.get("\(record)/dispatch").text.contains("name=\"consent\""))
            try await expectAsked("\(record)/dispatch", [:], of: .secretary, village)
            try await village.act(.accept, on: item, as: .officer)
            let report = ["adoption": "adopted", "claimed": "solved", "text": Self.shown, "consent": Self.agreed]
            #expect(try await officer.post("\(record)/report", report).status == 200)
            #expect(try await !browser.get("\(record)/verification").text.contains("name=\"consent\""), "asked already")
            try await forgetConsents(of: item.number, village)
            try await expectAsked("\(record)/verification", [:], of: .secretary, village)
            #expect(try await village.rowDifferences() == [])
        }
    }

    /// As the rows of a record were written before consents were noted.
    private func forgetConsents(of subject: Int64, _ village: Village) async throws {
        try await village.services.engine.write { transaction in
            let rows = try transaction.rows("SELECT id, facts FROM event WHERE subject = \(subject)") { row in
                (id: try row.next(Int64.self), facts: try row.next(String.self))
            }
            for row in rows {
                let old = row.facts.replacing(/"_consent":"[^"]+",/, with: "")
                _ = try transaction.execute("UPDATE event SET facts = \(old) WHERE id = \(row.id)")
            }
        }
    }

    @Test("with a topic's words what was noted of consents is erased, and the log still verifies")
    func erased() async throws {
        try await Village.with(.sqlite) { village in
            let topic = try await village.carry(to: .pooled).topic
            let secretary = try await village.program(of: .secretary)
            let wording = ["title": "给独居老人送饭", "body": "我叫王小满，盼着有人送饭。", "consent": Self.agreed]
            #expect(try await secretary.post("/desk/topics/\(topic.id)/review", wording).status == 200)
            let page = try await village.browser(of: .secretary)
            #expect(try await page.get("/desk/topics/\(topic.id)").text.contains(Self.agreed))
            let wish = try await village.program().post("/topics/status/\(topic.code.text)/erasure", [:])
            #expect(wish.status == 201, "\(wish.text)")
            let id = try await openWish(village)
            let granted = try await village.program(of: .privacyOfficer).post("/desk/erasures/\(id)/granting", [:])
            #expect(granted["state"] == "granted", "\(granted.text)")
            let after = try await page.get("/desk/topics/\(topic.id)").text
            #expect(!after.contains(Self.agreed) && after.contains("写到的人同意公开："))
            try await village.seal()
            let report = try await village.verify()
            #expect(report.isClean && report.erased > 0, "\(String(describing: report.firstBad))")
        }
    }

    @Test(
        "with a topic's words goes what its items and its session noted of consents; another topic's is left",
        arguments: EngineKind.allCases)
    func erasedBeside(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (journey, other) = (try await village.carry(to: .accepted), try await village.carry(to: .accepted))
            let officer = try await village.program(of: .officer)
            for item in [journey.item, other.item] {
                let reported = try await officer.post(
                    "/desk/items/\(try #require(item))/report",
                    ["adoption": "adopted", "claimed": "solved", "text": Self.shown, "consent": Self.agreed])
                #expect(reported.status == 200, "\(reported.text)")
            }
            let announced = try await village.carry(to: .announced)
            let session = try #require(announced.session)
            try await expectAsked(
                "/desk/sessions/\(session)/postponement", ["reason": "联系人：王桂英家有事"], of: .convener, village)
            let secretary = try await village.program(of: .secretary)
            let (item, kept) = (try #require(journey.item), try #require(other.item))
            let gone = ["/desk/items/\(item)", "/desk/topics/\(journey.topic.id)", "/desk/sessions/\(session)"]
            for path in gone + ["/desk/items/\(kept)"] {
                #expect(try await secretary.get(path).text.contains(Self.agreed), "\(path)")
            }
            for topic in [journey.topic, announced.topic] {
                let wish = try await village.program().post("/topics/status/\(topic.code.text)/erasure", [:])
                #expect(wish.status == 201, "\(wish.text)")
                let id = try await openWish(village)
                let granted = try await village.program(of: .privacyOfficer).post("/desk/erasures/\(id)/granting", [:])
                #expect(granted["state"] == "granted", "\(granted.text)")
            }
            for path in gone {
                let read = try await secretary.get(path)
                #expect(read.status == 200 && !read.text.contains(Self.agreed), "\(path): \(read.text)")
            }
            #expect(try await secretary.get("/desk/items/\(kept)").text.contains(Self.agreed))
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test("what an act makes public is written in it, and no such act has a field of that name itself")
    func declared() {
        func check<Desk: CaseDesk>(_ desk: Desk.Type) {
            for act in Desk.acts {
                guard let fields = act.publicFields else { continue }
                let own = act.fields(.standard)
                for name in fields {
                    #expect(own.first { $0.name == name }?.isWritten == true, "\(Desk.self) \(act.segment): \(name)")
                }
                #expect(!own.contains { $0.name == PersonalDetails.consentField.name }, "\(Desk.self) \(act.segment)")
            }
        }
        check(TopicDesk.self)
        check(SessionDesk.self)
        check(ItemDesk.self)
        check(ProposalDesk.self)
        check(ContestDesk.self)
        check(DeliberationDesk.self)
        check(OpinionStatementDesk.self)
        check(CommentDesk.self)
        check(MediaDesk.self)
        check(ClueDesk.self)
        check(RoomCodeDesk.self)
        check(ReceptionDesk.self)
        check(CommendationDesk.self)
        #expect(TopicDesk.acts.first { $0.command == .review }?.publicFields == ["title", "body", "answer"])
        #expect(ProposalDesk.acts.first { $0.command == .review }?.publicFields == ["title", "body"])
        #expect(ContestDesk.acts.first { $0.command == .publish }?.publicFields == ["words"])
        #expect(SessionDesk.acts.first { $0.command == .conclude }?.publicFields == ["text"])
    }

    /// Refused without, and done with how the person has agreed.
    private func expectAsked(
        _ path: String, _ fields: [String: Any], of villager: Villager, _ village: Village, status: Int = 200
    ) async throws {
        let program = try await village.program(of: villager)
        let refused = try await program.post(path, fields)
        #expect(refused.status == 422 && refused["code"] == "consent_missing", "\(path): \(refused.text)")
        let names = (refused.object["fields"] as? [[String: Any]])?.map { $0["name"] as? String }
        #expect(names == ["consent"], "\(path): \(refused.text)")
        let done = try await program.post(path, fields.merging(["consent": Self.agreed]) { $1 })
        #expect(done.status == status, "\(path): \(done.text)")
    }

    /// The wish to erase that waits for the privacy officer.
    private func openWish(_ village: Village) async throws -> String {
        let list = try await village.program(of: .privacyOfficer).get("/desk/erasures")
        return try #require((list.object["items"] as? [[String: Any]])?.last?["id"] as? String, "\(list.text)")
    }
}
