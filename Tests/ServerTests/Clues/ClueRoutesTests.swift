// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("What residents leave for those who write proposals", .serialized)
struct ClueRoutesTests {
    @Test(
        "somebody without an account leaves a clue, the office lets members read it, one writes a proposal, and the link is kept",
        arguments: EngineKind.allCases)
    func takenUp(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let words = "村口三盏路灯半年不亮，老人晚上不敢出门。"
            #expect(try await village.program().post("/clues", ["text": ""]).status == 422)
            #expect(try await village.program().post("/clues", ["text": words]).status == 201)
            let visitor = village.visitor()
            let page = try await visitor.get("/clues").text
            #expect(page.contains("收到1条，写成提案0条") && !page.contains("老人晚上"), "what was left is not public")
            let (office, member) = (
                try await village.program(of: .proposalOfficer), try await village.program(of: .member)
            )
            let listed = try await office.get("/desk/clues").object["items"] as? [[String: Any]]
            let id = try #require(listed?.first?["id"] as? String)
            #expect((try await member.get("/desk/clues").object["items"] as? [Any])?.isEmpty == true)
            #expect(try await member.get("/desk/clues/\(id)").status == 404)
            let early = try await member.post("/desk/proposals", Village.proposalFields().merging(["clue": id]) { $1 })
            #expect(early.status == 422, "\(early.text)")
            #expect(try await member.post("/desk/clues/\(id)/release", [:]).status == 404)
            #expect(try await office.post("/desk/clues/\(id)/release", [:])["state"] == "released")
            #expect(try await member.get("/desk/clues/\(id)")["text"] == words)
            let form = try await village.browser(of: .member).get("/desk/proposal?clue=\(id)").text
            #expect(form.contains(id) && form.contains("由哪条线索来"))
            let begun = try await member.post("/desk/proposals", Village.proposalFields().merging(["clue": id]) { $1 })
            #expect(begun.status == 201 && begun["clue"] == id, "\(begun.text)")
            let grown = try #require(begun["id"])
            #expect(try await member.get("/desk/clues/\(id)").object["proposals"] as? [String] == [grown])
            #expect(try await village.browser(of: .member).get("/desk/proposals/\(grown)").text.contains("居民留下的线索"))
            let after = try await visitor.get("/clues").text
            #expect(after.contains("收到1条，写成提案1条") && !after.contains("由线索写成的提案"), "a draft is nobody's to read")
            #expect(try await office.post("/desk/clues/\(id)/setting-aside", ["reason": "写好了"])["state"] == "set_aside")
            #expect(try await member.get("/desk/clues/\(id)").status == 404)
            let table = try await office.get("\(ProposalTable.clues.address)?format=csv").text
            #expect(table.contains("\(words),居民留的,放下了,1"), "\(table)")
            #expect(try await village.program(of: .officer).get("/desk/clues").status == 404)
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test(
        "the privacy officer has the words of one clue erased for good, and of no other", arguments: EngineKind.allCases
    )
    func erased(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let (personal, other) = ("东头王大爷家的电话是13900001234，他家门口没有灯。", "桥头的公交站没有座椅。")
            for words in [other, personal] {
                #expect(try await village.program().post("/clues", ["text": words]).status == 201)
            }
            let (office, officer) = (
                try await village.program(of: .proposalOfficer), try await village.program(of: .privacyOfficer)
            )
            let listed = try await officer.get("/desk/clues").object["items"] as? [[String: Any]]
            let ids = try #require(listed?.compactMap { $0["id"] as? String })
            #expect(ids.count == 2)
            let read = try await officer.get("/desk/clues/\(ids[0])")
            #expect(read["text"] == personal && read.object["permittedCommands"] as? [String] == ["erase"])
            #expect(try await office.post("/desk/clues/\(ids[0])/erasure", [:]).status == 404)
            #expect(try await officer.post("/desk/clues/\(ids[0])/release", [:]).status == 404)

            let browser = try await village.browser(of: .privacyOfficer)
            #expect(try await browser.get("/desk/erasures").text.contains("/desk/clues"))
            let page = try await browser.get("/desk/clues/\(ids[0])").text
            #expect(page.contains(personal) && page.contains("/desk/clues/\(ids[0])/erasure"))
            #expect(!page.contains(ProposalTable.clues.address), "the table is the office's")
            let action = "/desk/clues/\(ids[0])/erasure"
            #expect(try await browser.get(action).text.contains("谁也找不回来"))
            let done = try await browser.fillIn(action, action: action, [("version", "1")])
            #expect(done.status == 303, "\(done.text)")

            for program in [office, officer] {
                let gone = try await program.get("/desk/clues/\(ids[0])")
                #expect(gone.status == 200 && gone.object["text"] is NSNull && gone["state"] == "left", "\(gone.text)")
                #expect(try await program.get("/desk/clues/\(ids[1])")["text"] == other)
            }
            let record = try await village.browser(of: .proposalOfficer).get("/desk/clues/\(ids[0])").text
            #expect(record.contains(TopicWording.erased) && record.contains("删除内容") && !record.contains("13900001234"))
            let table = try await office.get("\(ProposalTable.clues.address)?format=csv").text
            #expect(!table.contains("13900001234") && table.contains("公交站"))
            let again = try await officer.post("/desk/clues/\(ids[0])/erasure", [:])
            #expect(again.status == 409 && again["code"] == "already_erased", "\(again.text)")
            let release = try await office.post("/desk/clues/\(ids[0])/release", [:])
            #expect(release.status == 409 && release["code"] == "already_erased", "\(release.text)")

            // Salt and words are gone, the ledger knows it, and the chain holds.
            let number = try #require(ProposalClue.ID(ids[0])).number
            let tenant = village.story.county.id.number
            let erased = try await village.services.engine.read { transaction in
                try transaction.first(
                    """
                    SELECT CASE WHEN c.words IS NULL AND c.salt IS NULL AND x.content IS NOT NULL THEN 1 ELSE 0 END
                    FROM proposal_clue u
                    JOIN content c ON c.tenant = u.tenant AND c.id = u.text
                    LEFT JOIN erasure x ON x.tenant = c.tenant AND x.content = c.id
                    WHERE u.tenant = \(tenant) AND u.id = \(number)
                    """
                ) { try $0.next(Int.self) }
            }
            #expect(erased == 1)
            try await village.seal()
            #expect(try await village.verify().isClean)
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("what was a topic's is not erased while a hold lies on the topic", arguments: EngineKind.allCases)
    func held(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let topic = village.story.waiting.id
            let clue = try await handOn(village, topic)
            let officer = try await village.program(of: .privacyOfficer)
            let hold = try await officer.post("/desk/holds", ["record": topic.text, "reason": "正在诉讼"])
            #expect(hold.status == 201, "\(hold.text)")
            let refused = try await officer.post("/desk/clues/\(clue)/erasure", [:])
            #expect(refused.status == 409 && refused["code"] == "under_hold", "\(refused.text)")
            let lifted = try await officer.post(
                "/desk/holds/\(try #require(hold["id"]))/lifting", ["reason": "已经结案"])
            #expect(lifted.status == 200, "\(lifted.text)")
            let gone = try await officer.post("/desk/clues/\(clue)/erasure", [:])
            #expect(gone.status == 200 && gone.object["text"] is NSNull, "\(gone.text)")
        }
    }

    /// Hands a topic that waits for its room on as a clue; the clue's id.
    private func handOn(
        _ village: Village, _ topic: Topic.ID, _ fields: [String: Any] = ["clueText": "农贸市场下雨就积水，老人常滑倒。"]
    ) async throws -> String {
        let sent = try await village.program(of: .secretary).post(
            "/desk/topics/\(topic)/redirection",
            ["channel": "proposal_clue", "explanation": "要改规划，请委员写成提案"].merging(fields) { $1 })
        #expect(sent.status == 200 && sent["state"] == "redirected", "\(sent.text)")
        let listed = try await village.program(of: .proposalOfficer).get("/desk/clues")
        let items = try #require(listed.object["items"] as? [[String: Any]], "\(listed.text)")
        return try #require(items.first { $0["topic"] as? String == topic.text }?["id"] as? String, "\(listed.text)")
    }

    /// How a topic stands with those who write proposals, as its submitter reads it.
    private func standing(_ village: Village, _ topic: VillageStory.Raised) async throws -> [String: Any] {
        let told = try await village.program().get("/topics/status/\(topic.code.text)")
        let redirection = try #require(told.object["redirection"] as? [String: Any], "\(told.text)")
        return try #require(redirection["clue"] as? [String: Any], "\(told.text)")
    }

    @Test(
        "a topic that a room hands on becomes a clue in words for everybody, and its submitter reads what became of it",
        arguments: EngineKind.allCases)
    func handedOn(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let topic = village.story.waiting
            let secretary = try await village.program(of: .secretary)
            let path = "/desk/topics/\(topic.id)/redirection"
            let form = try await village.browser(of: .secretary).get(path).text
            #expect(form.contains("写给委员的话"))
            let fields: [String: Any] = ["channel": "proposal_clue", "explanation": "请委员写成提案"]
            let bare = try await secretary.post(path, fields)
            #expect(bare.status == 409 && bare["code"] == "no_public_words", "\(bare.text)")
            let named = try await secretary.post(path, fields.merging(["clueText": "请打13900000000"]) { $1 })
            #expect(named.status == 422 && named.text.contains("clueText"), "\(named.text)")
            #expect(try await village.topic(topic.id)?.state.name == .screening, "nothing was done by halves")
            let id = try await handOn(village, topic.id)
            #expect(try await standing(village, topic)["stage"] as? String == "unread")
            #expect(try await secretary.get("/desk/topics/\(topic.id)")["clue"] == id)
            let (office, member) = (
                try await village.program(of: .proposalOfficer), try await village.program(of: .member)
            )
            let clue = try await office.get("/desk/clues/\(id)")
            #expect(clue["text"] == "农贸市场下雨就积水，老人常滑倒。" && clue["topic"] == topic.id.text, "\(clue.text)")
            #expect(!clue.text.contains(topic.words), "what was said is the room's alone")
            let page = try await village.browser(of: .proposalOfficer).get("/desk/clues/\(id)").text
            #expect(page.contains("议事室转来的议题") && !page.contains(topic.words))
            #expect(try await office.post("/desk/clues/\(id)/release", [:])["state"] == "released")
            #expect(try await standing(village, topic)["stage"] as? String == "with_members")
            let begun = try await member.post("/desk/proposals", Village.proposalFields().merging(["clue": id]) { $1 })
            let proposal = "/desk/proposals/\(try #require(begun["id"], "\(begun.text)"))"
            #expect(
                try await standing(village, topic)["stage"] as? String == "with_members",
                "drafts are nobody's to know of")
            #expect(try await member.post("\(proposal)/submission", [:]).status == 200)
            #expect(try await standing(village, topic)["stage"] as? String == "taken_up")
            #expect(try await office.post("\(proposal)/filing", Village.checked)["state"] == "filed")
            let filed = try await standing(village, topic)
            #expect(filed["stage"] as? String == "filed" && filed["numbers"] as? [String] == ["15-3-001"], "\(filed)")
            let status = try await village.visitor().get("/status/\(topic.code.text)").text
            #expect(status.contains("立案了，编号15-3-001"))
            let record = try await village.browser(of: .secretary).get("/desk/topics/\(topic.id)").text
            #expect(record.contains("提案线索") && record.contains("15-3-001"))
            #expect(try await village.browser(of: .member).get(proposal).text.contains("议事室转来的线索"))
            let table = try await office.get("\(ProposalTable.clues.address)?format=csv").text
            #expect(table.contains("议事室转来的议题,已转委员,1"), "\(table)")
            // Taken back by consent, it counts as filed no more.
            #expect(try await member.post("\(proposal)/withdrawal", ["reason": "已经解决"]).status == 200)
            #expect(try await office.post("\(proposal)/withdrawal-consent", [:])["state"] == "withdrawn")
            let gone = try await standing(village, topic)
            #expect(gone["stage"] as? String == "with_members" && gone["numbers"] as? [String] == [], "\(gone)")
            let ended = try await village.visitor().get("/status/\(topic.code.text)").text
            #expect(ended.contains("委员撤回了由这件事写的提案。") && !ended.contains("委员写成的提案立案了"))
            try await village.seal()
            #expect(try await village.verify().isClean)
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test(
        "taken back before anybody has read it, the clue goes too; set aside, its reason is told",
        arguments: EngineKind.allCases)
    func takenBack(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let topic = village.story.waiting
            let (secretary, office) = (
                try await village.program(of: .secretary), try await village.program(of: .proposalOfficer)
            )
            let reviewed = try await secretary.post(
                "/desk/topics/\(topic.id)/review", ["title": "农贸市场排水", "body": "下雨就积水。"])
            #expect(reviewed.status == 200, "\(reviewed.text)")
            let first = try await handOn(village, topic.id, [:])
            #expect(try await office.get("/desk/clues/\(first)")["text"] == "农贸市场排水\n下雨就积水。")
            let back = try await secretary.post("/desk/topics/\(topic.id)/taking-back", ["reason": "转错了"])
            #expect(back["state"] == "screening", "\(back.text)")
            #expect(try await office.get("/desk/clues/\(first)")["state"] == "withdrawn")
            let late = try await office.post("/desk/clues/\(first)/release", [:])
            #expect(late.status == 409 && late["code"] == "is_withdrawn", "\(late.text)")
            #expect(try await village.visitor().get("/clues").text.contains("收到0条"))

            let second = try await handOn(village, topic.id, [:])
            #expect(second != first)
            let aside = try await office.post("/desk/clues/\(second)/setting-aside", ["reason": "去年已经立项"])
            #expect(aside["state"] == "set_aside", "\(aside.text)")
            #expect(try await standing(village, topic)["stage"] as? String == "set_aside")
            let status = try await village.visitor().get("/status/\(topic.code.text)").text
            #expect(status.contains("没有用作提案线索：去年已经立项"))
            // Read again, written and not filed: the last word counts.
            #expect(try await office.post("/desk/clues/\(second)/release", [:])["state"] == "released")
            let proposal = try await village.submitProposal(Village.proposalFields().merging(["clue": second]) { $1 })
            let down = try await office.post(
                "\(proposal)/turning-down",
                ["ground": "empty", "redirect": "proposer", "explanation": "请写具体"])
            #expect(down["state"] == "not_filed", "\(down.text)")
            #expect(try await standing(village, topic)["stage"] as? String == "not_filed")
            #expect(try await village.visitor().get("/status/\(topic.code.text)").text.contains("没有立案"))
            await village.deliverLetters()
            let told = try await village.browser(of: .secretary).get("/desk/notices").text
            #expect(told.contains("转给委员的一件议题有了回音"))
            let again = try await secretary.post("/desk/topics/\(topic.id)/taking-back", ["reason": "本室接着办"])
            #expect(again["state"] == "screening", "\(again.text)")
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("what somebody has read stays when the topic comes back, and erased words are erased in the clue too")
    func readBefore() async throws {
        try await Village.with(.sqlite) { village in
            try await village.seatMembers()
            let topic = village.story.waiting
            let id = try await handOn(village, topic.id)
            let office = try await village.program(of: .proposalOfficer)
            #expect(try await office.post("/desk/clues/\(id)/release", [:]).status == 200)
            let back = try await village.program(of: .secretary)
                .post("/desk/topics/\(topic.id)/taking-back", ["reason": "居民不同意"])
            #expect(back["state"] == "screening", "\(back.text)")
            #expect(try await office.get("/desk/clues/\(id)")["state"] == "released")
            let asked = try await village.program().post("/topics/status/\(topic.code.text)/erasure", [:])
            #expect(asked.status < 300, "\(asked.text)")
            let privacy = try await village.program(of: .privacyOfficer)
            let waiting = try await privacy.get("/desk/erasures").object["items"] as? [[String: Any]]
            let request = try #require(waiting?.first?["id"] as? String)
            #expect(try await privacy.post("/desk/erasures/\(request)/granting", [:])["state"] == "granted")
            let clue = try await office.get("/desk/clues/\(id)")
            #expect(clue.status == 200 && clue["text"] == nil, "\(clue.text)")
        }
    }

    @Test("many at once are handed on in their public words, and those that have none are left")
    func many() async throws {
        try await Village.with(.sqlite) { village in
            let (open, shut) = (village.story.waiting.id, village.story.asked.id)
            let secretary = try await village.program(of: .secretary)
            let reviewed = try await secretary.post(
                "/desk/topics/\(open)/review", ["title": "农贸市场排水", "body": "下雨就积水。"])
            #expect(reviewed.status == 200, "\(reviewed.text)")
            let done = try await secretary.post(
                "/desk/bulk/topics/redirection",
                [
                    "records": [open.text, shut.text], "channel": "proposal_clue", "explanation": "请委员写成提案",
                ])
            #expect((done.object["done"] as? [Any])?.count == 1, "\(done.text)")
            #expect(done.text.contains("no_public_words"), "\(done.text)")
            let clues = try await village.program(of: .proposalOfficer).get("/desk/clues")
            #expect((clues.object["items"] as? [Any])?.count == 1, "\(clues.text)")
        }
    }

    @Test(
        "a flood of spam is found by its words, looked over and set aside at once; what was taken for spam is released",
        arguments: EngineKind.allCases)
    func spam(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            for text in ["加微信领红包，点开就有", "领红包！限今天", "村口三盏路灯半年不亮"] {
                #expect(try await village.program().post("/clues", ["text": text]).status == 201)
            }
            let office = try await village.program(of: .proposalOfficer)
            let items = try await office.get("/desk/clues").object["items"] as? [[String: Any]] ?? []
            func id(_ text: String) throws -> String {
                try #require(items.first { ($0["text"] as? String)?.contains(text) == true }?["id"] as? String)
            }
            let (first, second, lamp) = (try id("加微信"), try id("限今天"), try id("路灯"))
            let browser = try await village.browser(of: .proposalOfficer)
            let path = "/desk/bulk/clues/setting-aside"
            #expect(try await browser.get("/desk/clues").text.contains("href=\"\(path)\""))
            let found = try await browser.get("\(path)?words=\(FormEncoding.encode("领红包"))").text
            #expect(found.contains("records.\(first)") && found.contains("records.\(second)") && !found.contains(lamp))
            let done = try await browser.fillIn(
                path, action: path, [("reason", "和提案无关。"), ("records.\(first)", "on"), ("records.\(second)", "on")])
            #expect(done.status == 200 && done.text.contains("办好了2件"), "\(done.text)")
            #expect(try await office.get("/desk/clues/\(first)")["state"] == "set_aside")
            let back = try await office.post("/desk/bulk/clues/release", ["records": [second, lamp]])
            #expect(Set(back.object["done"] as? [String] ?? []) == [second, lamp], "\(back.text)")
            #expect(try await office.get("/desk/clues/\(first)")["state"] == "set_aside")
            #expect(
                try await village.program(of: .member).post("/desk/bulk/clues/release", ["records": [first]]).status
                    == 404)
            #expect(try await village.rowDifferences() == [])
            #expect(try await village.verify().isClean)
        }
    }
}
