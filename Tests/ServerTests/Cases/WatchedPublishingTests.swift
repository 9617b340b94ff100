// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Watched words where something is about to be read by others", .serialized)
struct WatchedPublishingTests {
    private static let words = "图纸上印着涉密两个字，已经收好。"

    @Test(
        "whoever writes one is told before it goes out, whoever checks it reads it by the button, and both may go on",
        arguments: EngineKind.allCases)
    func item(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let item = try #require(try await village.carry(to: .accepted).item)
            let officer = try await village.browser(of: .officer)
            let report = "/desk/items/\(item)/report"
            let written = [("adoption", "adopted"), ("claimed", "solved"), ("text", Self.words)]
            let asked = try await officer.press(report, action: report, written)
            #expect(asked.status == 422 && asked.text.contains("还没有办，请再看一眼"), "\(asked.text)")
            #expect(asked.text.contains("给别人看的话里有“涉密”，请再看一眼") && asked.text.contains(Self.words))
            #expect(try await state(of: item, village) == "accepted", "nothing was done yet")
            let again = try #require(asked.hiddenFields(report))
            #expect(again.contains { $0.0 == "_watched" && $0.1 == "涉密" })
            #expect(try await officer.post(report, again + written).status == 303)

            let secretary = try await village.browser(of: .secretary)
            let check = "/desk/items/\(item)/verification"
            let page = try await secretary.get(check).text
            #expect(page.contains("给别人看的话里有要留意的词“涉密”"))
            // Sent without the page, as by a button of before, it asks.
            let blind = try await secretary.fillIn(check, action: check, [])
            #expect(blind.status == 422 && blind.text.contains("给别人看的话里有“涉密”，请再看一眼"))
            #expect(try await state(of: item, village) == "reported")
            let told = try await village.program(of: .secretary).get("/desk/items/\(item)")
            #expect(told.object["watchedWords"] as? [String] == ["涉密"])
            #expect(try await secretary.press(check, action: check).status == 303)
            #expect(try await state(of: item, village) == "verified")
        }
    }

    @Test(
        "a form that was sent twice gets its answer again, though the list has another word since",
        arguments: EngineKind.allCases)
    func replayed(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let item = try #require(try await village.carry(to: .accepted).item)
            let officer = try await village.browser(of: .officer)
            let report = "/desk/items/\(item)/report"
            let written = [("adoption", "adopted"), ("claimed", "solved"), ("text", Self.words)]
            let asked = try await officer.press(report, action: report, written)
            let form = try #require(asked.hiddenFields(report)) + written
            let done = try await officer.post(report, form)
            #expect(done.status == 303, "\(done.text)")
            var profile = Village.practice.profile
            profile.watchedWords += ["图纸"]
            let revised = try await village.program(of: .systemAdministrator).post(
                "/desk/practice/revision", PracticeForm.values(profile, from: village.clock.now.day))
            #expect(revised.status == 201, "\(revised.text)")
            let again = try await officer.post(report, form)
            #expect(again.status == 303 && again.header("Location") == done.header("Location"), "\(again.text)")
            #expect(again.header("Idempotency-Replayed") == "true")
        }
    }

    @Test("a program is not asked: it is told with the record, and a record without such words says none")
    func program() async throws {
        try await Village.with(.sqlite) { village in
            let item = try #require(try await village.carry(to: .accepted).item)
            let officer = try await village.program(of: .officer)
            let before = try await officer.get("/desk/items/\(item)")
            #expect(before.object["watchedWords"] as? [String] == [])
            let sent = try await officer.post(
                "/desk/items/\(item)/report", ["adoption": "adopted", "claimed": "solved", "text": Self.words])
            #expect(sent.status == 200 && sent.object["watchedWords"] as? [String] == ["涉密"], "\(sent.text)")
        }
    }

    @Test(
        "the form of a public wording begins with what was said, and says its words; what is written instead is what counts"
    )
    func topic() async throws {
        try await Village.with(.sqlite) { village in
            let raised = try await village.program().post(
                "/topics", ["room": village.room.token.text, "text": "墙上贴着涉密的图纸，请管一管"])
            let id = try #require(raised["id"])
            let program = try await village.program(of: .secretary)
            #expect(try await program.post("/desk/topics/\(id)/release", [:]).status == 200)
            let secretary = try await village.browser(of: .secretary)
            let review = "/desk/topics/\(id)/review"
            #expect(try await secretary.get(review).text.contains("给别人看的话里有要留意的词“涉密”"))
            let asked = try await secretary.press(review, action: review, [("title", "墙上的纸"), ("body", "内部文件没人管。")])
            #expect(asked.status == 422 && asked.text.contains("给别人看的话里有“内部文件”，请再看一眼"), "\(asked.text)")
            #expect(!asked.text.contains("要留意的词“涉密”"), "it does not stand there any more")
            let clean = try await secretary.press(review, action: review, [("title", "墙上的纸"), ("body", "墙上的纸没人管。")])
            #expect(clean.status == 303, "\(clean.text)")
        }
    }

    @Test("why a session is put off is read by everybody, and so is what was agreed once it is issued")
    func session() async throws {
        try await Village.with(.sqlite) { village in
            let session = try #require(try await village.carry(to: .announced).session)
            let convener = try await village.browser(of: .convener)
            let later = "/desk/sessions/\(session)/postponement"
            let why = [("reason", "内部文件还没有印好")]
            let asked = try await convener.press(later, action: later, why)
            #expect(asked.status == 422 && asked.text.contains("给别人看的话里有要留意的词“内部文件”"), "\(asked.text)")
            let again = try #require(asked.hiddenFields(later))
            #expect(try await convener.post(later, again + why).status == 303)
            #expect(SessionDesk.publishing.contains(.issueOutcome))
        }
    }

    @Test("sentences that people offer and staff add are told with their words", arguments: EngineKind.allCases)
    func statements(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let open = try await village.openCall()
            let (visitor, form) = (village.visitor(), "\(open.address)/statement")
            #expect(try await visitor.fillIn(form, action: form, [("text", "先把涉密的图纸收起来")]).status == 303)
            let secretary = try await village.browser(of: .secretary)
            let call = "/desk/deliberations/\(open.call)"
            #expect(try await secretary.get(call).text.contains("有“涉密”，先看"))
            let program = try await village.program(of: .secretary)
            let all = try await program.get("\(call)/statements").object["items"] as? [[String: Any]] ?? []
            let offered = try #require(all.first { $0["state"] as? String == "offered" })
            #expect(offered["watchedWords"] as? [String] == ["涉密"])
            #expect(all.filter { $0["watchedWords"] as? [String] == [] }.count == 3)
            let record = "/desk/statements/\(try #require(offered["id"] as? String))"
            #expect(try await secretary.get(record).text.contains("话里有要留意的词“涉密”"))
            let adoption = "\(record)/adoption"
            #expect(
                try await secretary.fillIn(record, action: adoption, []).status == 422, "the button of another page")
            #expect(try await secretary.press(record, action: adoption).status == 303, "the record has said it")
            let add = "\(call)/statement"
            let asked = try await secretary.press(add, action: add, [("text", "内部文件不要贴在墙上")])
            #expect(asked.status == 422 && asked.text.contains("给别人看的话里有要留意的词“内部文件”"))
            let again = try #require(asked.hiddenFields(add))
            #expect(try await secretary.post(add, again + [("text", "内部文件不要贴在墙上")]).status == 303)
        }
    }

    @Test("comments on a media consultation are told with their words, on the cards and where many are published")
    func comments() async throws {
        try await Village.with(.sqlite) { village in
            let session = try #require(try await village.carry(to: .announced).session)
            let live = try await village.openLive(beside: session)
            let comment = try await village.comment("墙上贴着涉密的图纸", on: live)
            let secretary = try await village.browser(of: .secretary)
            #expect(try await secretary.get("/desk/live/\(live)/moderation").text.contains("话里有要留意的词“涉密”"))
            #expect(try await secretary.get("/desk/comments/\(comment)").text.contains("话里有要留意的词“涉密”"))
            #expect(try await secretary.get("/desk/bulk/comments/approval?group=\(live)").text.contains("有“涉密”，先看"))
            let program = try await village.program(of: .secretary)
            let queue = try await program.get("/desk/live/\(live)/moderation").object
            let waiting = try #require((queue["undecided"] as? [[String: Any]])?.first)
            #expect(waiting["watchedWords"] as? [String] == ["涉密"])
            #expect(try await program.post("/desk/comments/\(comment)/approval", [:])["state"] == "approved")
        }
    }

    @Test("a clue is told with its words to the office before members read it", arguments: EngineKind.allCases)
    func clues(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            #expect(try await village.program().post("/clues", ["text": "机密文件堆在楼道里，请管。"]).status == 201)
            let office = try await village.program(of: .proposalOfficer)
            let listed = try #require((try await office.get("/desk/clues").object["items"] as? [[String: Any]])?.first)
            #expect(listed["watchedWords"] as? [String] == ["机密文件"])
            let record = "/desk/clues/\(try #require(listed["id"] as? String))"
            let browser = try await village.browser(of: .proposalOfficer)
            let page = try await browser.get(record).text
            #expect(page.contains("有“机密文件”，先看") && page.contains("话里有要留意的词“机密文件”"))
            #expect(try await browser.press(record, action: "\(record)/release").status == 303)
            #expect(try await office.get(record)["state"] == "released")
        }
    }

    @Test("every kind that is published tells of its words in the API, and no other kind does")
    func kinds() {
        func tells<Desk: CaseDesk>(_ desk: Desk.Type) -> Bool {
            guard case .object(let fields, _) = Desk.toldSchema else { return false }
            #expect(Desk.publishing.isSubset(of: Set(Desk.acts.map(\.command))), "\(Desk.self)")
            return fields.contains { $0.0 == "watchedWords" }
        }
        #expect(tells(TopicDesk.self) && tells(ProposalDesk.self) && tells(AssignmentDesk.self))
        #expect(tells(SessionDesk.self) && tells(ItemDesk.self) && tells(ContestDesk.self))
        #expect(tells(CommendationDesk.self) && tells(DeliberationDesk.self) && tells(OpinionStatementDesk.self))
        #expect(tells(CommentDesk.self) && tells(MediaDesk.self) && tells(ClueDesk.self))
        #expect(tells(DeploymentReceiptDesk.self))
        #expect(!tells(AccountDesk.self) && !tells(ImportDesk.self) && !tells(UnmaskingDesk.self))
    }

    private func state(of item: SuggestionItem.ID, _ village: Village) async throws -> String? {
        try await village.program(of: .secretary).get("/desk/items/\(item)")["state"]
    }
}
