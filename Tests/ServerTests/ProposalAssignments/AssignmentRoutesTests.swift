// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Assignments", .serialized)
struct AssignmentRoutesTests {
    @Test(
        "a lead replies once it has talked with the proposers and its co-handler has given its opinion (BR-19)",
        arguments: EngineKind.allCases)
    func wholeWay(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let proposal = try await village.fileProposal()
            let id = try await village.assignProposal(proposal, coHandlers: [village.story.otherUnit])
            let other = try await village.assignment(of: proposal, unit: village.story.otherUnit)
            let (lead, helper, office) = (
                try await village.program(of: .officer), try await village.program(of: .otherOfficer),
                try await village.program(of: .proposalOfficer)
            )
            let address = "/desk/assignments/\(id)"
            #expect(try await helper.get(address).status == 404, "a co-handler reads its own")
            #expect(try await lead.get("/desk/assignments/\(other)").status == 200, "the lead reads what it waits for")
            #expect(
                try await lead.post("/desk/assignments/\(other)/receipt", [:]).status == 404, "and acts on none of it")
            #expect(try await lead.post("\(address)/draft", draft)["code"] == "not_signed_for")
            #expect(try await lead.post("\(address)/receipt", [:])["state"] == "signed_for")
            #expect(
                try await lead.post("\(address)/draft", ["outcome": "Z", "text": "好", "disclosure": "open"]).status
                    == 422)
            #expect(try await lead.post("\(address)/draft", draft)["state"] == "drafted")
            #expect(try await office.post("\(address)/checking", [:])["code"] == "not_contacted")
            let contested = village.contactFields(isAgreed: false)
            #expect(try await lead.post("\(address)/contact", contested).status == 200)
            #expect(try await office.post("\(address)/checking", [:])["code"] == "still_contested")
            let back = try await office.post("\(address)/return-of-draft", ["reason": "先谈好"])
            #expect(back["state"] == "sent_back")
            #expect(try await lead.post("\(address)/contact", village.contactFields()).status == 200)
            #expect(try await lead.post("\(address)/draft", draft)["state"] == "drafted")
            #expect(try await office.post("\(address)/checking", [:])["state"] == "checked")
            #expect(try await lead.post("\(address)/sending", village.signatureFields())["code"] == "opinions_owed")
            #expect(try await helper.post("/desk/assignments/\(other)/receipt", [:]).status == 200)
            var opinion = village.signatureFields()
            opinion["text"] = "同意换灯"
            #expect(try await helper.post("/desk/assignments/\(other)/opinion", opinion)["state"] == "sent")
            #expect(try await lead.post("\(address)/sending", village.signatureFields())["state"] == "sent")
            let record = try await village.browser(of: .member).get(proposal).text
            for words in ["灯已经换好。", "A类 已经解决或基本解决", "在谁手里，多久", "说说您的意见"] {
                #expect(record.contains(words), "\(words)")
            }
            #expect(!record.contains("/desk/assignments/"), "a proposer opens no record of a unit")
            let page = try await village.browser(of: .officer).get(address).text
            #expect(page.contains("同意换灯") && page.contains("会办意见") && page.contains("退回"))
            #expect(try await office.get(proposal)["state"] == "replied")
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "who spoke with the proposers before, during and after the handling is noted, until one looks no more (A4-08)",
        arguments: EngineKind.allCases)
    func contacts(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let proposal = try await village.fileProposal()
            let id = try await village.assignProposal(proposal)
            let address = "/desk/assignments/\(id)"
            func stages(_ answer: WebAnswer) -> [String?] {
                (answer.object["contacts"] as? [[String: Any]] ?? []).map { $0["stage"] as? String }
            }
            let unit = try await village.program(of: .officer)
            let early = try await unit.post("\(address)/contact", village.contactFields())
            #expect(early["state"] == "issued" && stages(early) == ["before"], "\(early.text)")
            #expect(try await unit.post("\(address)/receipt", [:])["state"] == "signed_for")
            try await village.reply(id)
            let visited = try await unit.post("\(address)/contact", village.contactFields(isAgreed: false))
            #expect(visited["state"] == "sent" && stages(visited) == ["before", "during", "after"], "\(visited.text)")
            var tomorrow = village.contactFields()
            tomorrow["day"] = village.clock.now.day.advanced(by: 1).description
            #expect(try await unit.post("\(address)/contact", tomorrow)["code"] == "day_is_to_come")
            #expect(
                try await village.program(of: .otherOfficer).post("\(address)/contact", village.contactFields()).status
                    == 404)
            let page = try await village.browser(of: .officer).get(address).text
            for words in ["办前1次，办中1次，办后1次", "办后联系：", "提案者还有不同意见", "\(address)/contact"] {
                #expect(page.contains(words), "\(words)")
            }
            let opinion = try #require(try await village.askedOpinions(of: .member).first)
            try await village.opine(opinion, "satisfied")
            let closed = try await village.program(of: .proposalOfficer).post("\(proposal)/closing", [:])
            #expect(closed["state"] == "closed", "\(closed.text)")
            #expect(try await unit.post("\(address)/contact", village.contactFields()).status == 200)
            village.clock.move(hours: 24 * 400)
            let over = try await village.program(of: .officer).post("\(address)/contact", village.contactFields())
            #expect(over["code"] == "contact_is_over", "\(over.text)")
            #expect(try await village.rowDifferences() == [])
            #expect(try await village.verify().isClean)
        }
    }

    private var draft: [String: Any] { ["outcome": "A", "text": "灯已经换好。", "disclosure": "open"] }

    @Test(
        "a unit gives back once in its days, and the office decides; more time is asked before the term has passed",
        arguments: EngineKind.allCases)
    func returning(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let proposal = try await village.fileProposal()
            let id = try await village.assignProposal(proposal)
            let (unit, office) = (
                try await village.program(of: .officer), try await village.program(of: .proposalOfficer)
            )
            let address = "/desk/assignments/\(id)"
            let back: [String: Any] = ["reason": "不归我们", "suggested": "水务局"]
            #expect(try await unit.post("\(address)/return", back)["state"] == "return_requested")
            let same = try await office.post("\(address)/reassignment", ["unit": village.story.unit.id.text])
            #expect(same["code"] == "same_unit", "\(same.text)")
            let moved = try await office.post("\(address)/reassignment", ["unit": village.story.otherUnit.id.text])
            #expect(moved["state"] == "issued" && moved["unit"] == village.story.otherUnit.id.text)
            #expect(try await unit.get(address).status == 404, "it is that unit's no more")
            village.clock.move(hours: 24 * 12)
            // Nobody stays signed in so long.
            let (other, later) = (
                try await village.program(of: .otherOfficer), try await village.program(of: .proposalOfficer)
            )
            #expect(try await other.post("\(address)/return", back)["code"] == "return_window_over")
            #expect(try await later.post("\(address)/reminder", ["text": "请签收"]).status == 200)
            #expect(try await later.post("\(address)/reminder", ["text": "请签收"])["code"] == "already_reminded")
            let list = try await village.browser(of: .otherOfficer).get("/desk/assignments?part=overdue").text
            #expect(list.contains("超期"))
            let received = try await other.post("\(address)/receipt", [:])
            #expect(received["state"] == "signed_for")
            let short = try await other.post("\(address)/extension-request", ["months": "2", "reason": "难"])
            #expect(short["code"] == "too_long", "\(short.text)")
            #expect(try await other.post("\(address)/extension-request", ["months": "5", "reason": "难"]).status == 200)
            let due = try await later.get(address)["dueOn"]
            let granted = try await later.post("\(address)/extension", [:])
            #expect(granted.status == 200 && granted["dueOn"] != due)
            let again = try await other.post("\(address)/extension-request", ["months": "6", "reason": "难"])
            #expect(again["code"] == "already_extended")
            #expect(try await village.verify().isClean)
        }
    }

    @Test("two units that send at once leave the proposal answered once", arguments: EngineKind.allCases)
    func apart(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let proposal = try await village.fileProposal()
            let (unit, other) = (village.story.unit, village.story.otherUnit)
            let office = try await village.program(of: .proposalOfficer)
            let alone = try await office.post("\(proposal)/assignment", ["separate": [unit.id.text]])
            #expect(alone["code"] == "not_one_lead", "\(alone.text)")
            let stranger = try await office.post("\(proposal)/assignment", ["lead": "0000000000001"])
            #expect(stranger.status == 422, "\(stranger.text)")
            let assigned = try await office.post(
                "\(proposal)/assignment", ["separate": [unit.id.text, other.id.text]])
            #expect(assigned.status == 200, "\(assigned.text)")
            var ways: [(APIClient, String)] = []
            for (villager, unit) in [(Villager.officer, unit), (.otherOfficer, other)] {
                let program = try await village.program(of: villager)
                let address = "/desk/assignments/\(try await village.assignment(of: proposal, unit: unit))"
                _ = try await program.post("\(address)/receipt", [:])
                _ = try await program.post("\(address)/contact", village.contactFields())
                var own = draft
                own["outcome"] = villager == .officer ? "A" : "C"
                _ = try await program.post("\(address)/draft", own)
                #expect(try await office.post("\(address)/checking", [:])["state"] == "checked")
                ways.append((program, address))
            }
            let answers = try await withThrowingTaskGroup(of: Int.self) { group in
                for (program, address) in ways {
                    group.addTask { try await program.post("\(address)/sending", village.signatureFields()).status }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(answers == [200, 200])
            let after = try await office.get(proposal)
            #expect(after["state"] == "replied" && after["outcome"] == "C", "the one that did least counts")
            #expect(try await village.askedOpinions(of: .member).count == 1)
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "several are assigned at once, with the units that the most alike was given; the list is printed",
        arguments: EngineKind.allCases)
    func meeting(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let first = try await village.fileProposal()
            _ = try await village.assignProposal(first)
            let second = try await village.fileProposal(Village.proposalFields("关于更换村口旧路灯的提案"), by: .otherMember)
            let third = try await village.fileProposal(Village.proposalFields("关于清理河道的提案"), by: .otherMember)
            let ids = try [second, third].map { try #require($0.split(separator: "/").last.map(String.init)) }
            let browser = try await village.browser(of: .proposalOfficer)
            let page = try await browser.get("/desk/assigning").text
            #expect(page.contains("参照15-3-001") && page.contains("没有可以参照的"))
            let form = "/desk/assigning"
            let unit = village.story.unit.id.text
            let incomplete = try await browser.fillIn(
                form, action: form, [("records.\(ids[1])", "on"), ("lead.\(ids[1])", "")])
            #expect(incomplete.status == 422 && incomplete.text.contains("请选主办单位"))
            let done = try await browser.fillIn(
                form, action: form,
                ids.flatMap { [("records.\($0)", "on"), ("lead.\($0)", unit)] })
            #expect(done.status == 200 && done.text.contains("办好了2件"), "\(done.text)")
            let printed = try await browser.get("/desk/assigning/list").text
            #expect(printed.contains("十五届三次会议提案交办清单") && printed.contains("15-3-003"))
            #expect(try await village.browser(of: .otherOfficer).get("/desk/assigning/list").text.contains("还没有交办的提案"))
            #expect(try await village.program(of: .officer).get("/desk/assignments").text.contains("关于清理河道的提案"))
            #expect(try await village.browser(of: .officer).get("/desk/assigning").status == 404)
        }
    }

    @Test("the units that the proposing body keeps in touch with are named, and none is chosen by that (A1-05)")
    func counterparts() async throws {
        try await Village.with(.sqlite) { village in
            let sector = try await village.seatMembers()
            let (county, administrator, now) = (
                village.story.county, village.actor(.systemAdministrator), village.clock.now
            )
            let fields = ["organ": sector.text, "unit": village.story.otherUnit.id.text]
            _ = try await Commands.run(on: village.installation) { commands in
                try commands.enter(
                    fields, into: .counterparts, by: administrator, at: now, practice: Village.practice,
                    tenant: county)
            }
            _ = try await village.fileProposal(
                Village.proposalFields("关于规范托管的提案").merging(["kind": "sector", "body": sector.text]) { $1 })
            let browser = try await village.browser(of: .proposalOfficer)
            let page = try await browser.get("/desk/assigning").text
            #expect(page.contains("没有可以参照的 · 提案者对口联系\(village.story.otherUnit.name)"), "\(page)")
            #expect(!page.contains("<option value=\"\(village.story.otherUnit.id.text)\" selected>"))
        }
    }

    @Test("a precedent has to be like it by half, and the single form begins with whom the proposer wishes for")
    func proposedUnits() async throws {
        try await Village.with(.sqlite) { village in
            try await village.seatMembers()
            let first = try await village.fileProposal(Village.proposalFields("关于加强农村道路养护的提案"))
            _ = try await village.assignProposal(first)
            var fields = Village.proposalFields("关于加强农村饮水安全的提案")
            fields["units"] = [village.story.otherUnit.id.text, village.story.unit.id.text]
            let second = try await village.fileProposal(fields, by: .otherMember)
            let browser = try await village.browser(of: .proposalOfficer)
            let page = try await browser.get("/desk/assigning").text
            #expect(!page.contains("参照15-3-001") && page.contains("提案者希望"), "some words are no precedent")
            let form = try await browser.get("\(second)/assignment").text
            // What is wished for is ticked, not ranked: the first of the register leads until the office says otherwise.
            #expect(form.contains("<option value=\"\(village.story.unit.id.text)\" selected>"))
            let box = form.split(separator: "name=\"coHandlers.\(village.story.otherUnit.id.text)\"").last
            #expect(box?.prefix { $0 != ">" }.contains(" checked") == true)
        }
    }

    @Test(
        "a draft that waits for the office is taken back, and the form begins with what was written",
        arguments: EngineKind.allCases)
    func takingBack(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let id = try await village.assignProposal(try await village.fileProposal())
            let (unit, address) = (try await village.program(of: .officer), "/desk/assignments/\(id)")
            _ = try await unit.post("\(address)/receipt", [:])
            #expect(try await unit.post("\(address)/draft-withdrawal", [:])["code"] == "not_drafted")
            _ = try await unit.post("\(address)/draft", draft)
            let office = try await village.program(of: .proposalOfficer)
            #expect(try await office.post("\(address)/draft-withdrawal", [:]).status == 404, "it is the unit's")
            let back = try await unit.post("\(address)/draft-withdrawal", [:])
            #expect(back["state"] == "signed_for" && back["draft"] == nil, "\(back.text)")
            #expect(try await office.post("\(address)/checking", [:])["code"] == "not_drafted")
            let browser = try await village.browser(of: .officer)
            #expect(try await browser.get(address).text.contains("收回的答复稿"))
            #expect(try await browser.get("\(address)/draft").text.contains("灯已经换好。"))
            #expect(try await unit.post("\(address)/draft", draft)["state"] == "drafted")
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "each letter has the next number of its unit's mark and year, none twice, and what is refused takes none",
        arguments: EngineKind.allCases)
    func letters(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let (tenant, year) = (village.story.county.id, village.clock.now.day.year)
            // Both units write under one mark: their letters are one series.
            try await village.services.engine.write { transaction in
                try transaction.execute(
                    "UPDATE handling_unit SET letter_mark = '安建提复' WHERE tenant = \(tenant.number)")
            }
            let proposal = try await village.fileProposal()
            let (unit, other) = (village.story.unit, village.story.otherUnit)
            let office = try await village.program(of: .proposalOfficer)
            _ = try await office.post("\(proposal)/assignment", ["separate": [unit.id.text, other.id.text]])
            var ways: [(APIClient, String)] = []
            for (villager, unit) in [(Villager.officer, unit), (.otherOfficer, other)] {
                let program = try await village.program(of: villager)
                let address = "/desk/assignments/\(try await village.assignment(of: proposal, unit: unit))"
                _ = try await program.post("\(address)/receipt", [:])
                _ = try await program.post("\(address)/contact", village.contactFields())
                _ = try await program.post("\(address)/draft", draft)
                #expect(
                    try await program.post("\(address)/sending", village.signatureFields())["code"] == "not_checked")
                #expect(try await office.post("\(address)/checking", [:])["state"] == "checked")
                ways.append((program, address))
            }
            let sent = try await withThrowingTaskGroup(of: WebAnswer.self) { group in
                for (program, address) in ways {
                    group.addTask { try await program.post("\(address)/sending", village.signatureFields()) }
                }
                return try await group.reduce(into: [WebAnswer]()) { $0.append($1) }
            }
            let numbers = sent.compactMap { answer in
                (answer.object["replies"] as? [[String: Any]])?.first?["letterNumber"] as? String
            }
            #expect(numbers.sorted() == ["安建提复〔\(year)〕1号", "安建提复〔\(year)〕2号"], "\(sent.map(\.text))")
            let page = try await village.browser(of: .member).get(proposal).text
            #expect(numbers.allSatisfy { page.contains($0) })
            let another = try await village.answerProposal(try await village.fileProposal())
            #expect(try await village.browser(of: .member).get(another).text.contains("安建提复〔\(year)〕3号"))
            #expect(try await village.verify().isClean)
        }
    }

    @Test("a proposal that is taken back is recalled from its units", arguments: EngineKind.allCases)
    func recalling(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let proposal = try await village.fileProposal()
            let id = try await village.assignProposal(proposal)
            let asked = try await village.program(of: .member).post("\(proposal)/withdrawal", ["reason": "已经修好"])
            #expect(asked.status == 200, "\(asked.text)")
            let office = try await village.program(of: .proposalOfficer)
            #expect(try await office.post("\(proposal)/withdrawal-consent", [:])["state"] == "withdrawn")
            #expect(try await office.get("/desk/assignments/\(id)")["state"] == "recalled")
            #expect(try await village.program(of: .officer).get("/desk/assignments/\(id)").status == 404)
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "everybody reads the replies to a published proposal that are open, without anybody's number",
        arguments: EngineKind.allCases)
    func published(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let proposal = try await village.fileProposal()
            let office = try await village.program(of: .proposalOfficer)
            let reviewed = try await office.post("\(proposal)/review", ["title": "换路灯", "body": "请换路灯"])
            #expect(reviewed.status == 200, "\(reviewed.text)")
            let id = try await village.assignProposal(proposal)
            let (unit, address) = (try await village.program(of: .officer), "/desk/assignments/\(id)")
            _ = try await unit.post("\(address)/receipt", [:])
            let publicAddress = "/proposals/\(try #require(proposal.split(separator: "/").last))"
            #expect(try await !village.visitor().get(publicAddress).text.contains("id=\"replies\""))
            _ = try await unit.post("\(address)/contact", village.contactFields())
            let text = "灯已换好，有事打13800000001。"
            _ = try await unit.post("\(address)/draft", ["outcome": "A", "text": text, "disclosure": "open"])
            #expect(try await office.post("\(address)/checking", [:])["state"] == "checked")
            let early = try await village.visitor().get(publicAddress).text
            #expect(!early.contains("灯已换好"), "nothing is read before it is sent")
            #expect(try await unit.post("\(address)/sending", village.signatureFields())["state"] == "sent")
            let page = try await village.visitor().get(publicAddress).text
            #expect(page.contains("灯已换好") && !page.contains("13800000001"))
            let told = try await village.program().get(publicAddress)
            #expect((told.object["replies"] as? [Any])?.count == 1 && !told.text.contains("13800000001"))
        }
    }

    @Test(
        "where a reply says more than everybody need know, everybody reads its abstract", arguments: EngineKind.allCases
    )
    func abstracts(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let proposal = try await village.fileProposal()
            let office = try await village.program(of: .proposalOfficer)
            _ = try await office.post("\(proposal)/review", ["title": "换路灯", "body": "请换路灯"])
            let id = try await village.assignProposal(proposal)
            let (unit, address) = (try await village.program(of: .officer), "/desk/assignments/\(id)")
            _ = try await unit.post("\(address)/receipt", [:])
            _ = try await unit.post("\(address)/contact", village.contactFields())
            var fields = draft
            fields["text"] = "灯已经换好，各户补贴如下。"
            fields["abstract"] = "灯已经换好。有事打13800000001。"
            _ = try await unit.post("\(address)/draft", fields)
            _ = try await office.post("\(address)/checking", [:])
            #expect(try await unit.post("\(address)/sending", village.signatureFields())["state"] == "sent")
            let page = try await village.visitor().get(
                "/proposals/\(try #require(proposal.split(separator: "/").last))"
            ).text
            #expect(page.contains("灯已经换好。") && page.contains("摘要") && !page.contains("各户补贴"))
            #expect(!page.contains("13800000001"), "an abstract is masked as a reply is")
            #expect(try await village.browser(of: .member).get(proposal).text.contains("各户补贴"))
            #expect(try await village.verify().isClean)
        }
    }

    @Test("a reply that is closed says why, and stays in the house", arguments: EngineKind.allCases)
    func closed(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let proposal = try await village.fileProposal()
            let office = try await village.program(of: .proposalOfficer)
            _ = try await office.post("\(proposal)/review", ["title": "换路灯", "body": "请换路灯"])
            let id = try await village.assignProposal(proposal)
            let (unit, address) = (try await village.program(of: .officer), "/desk/assignments/\(id)")
            _ = try await unit.post("\(address)/receipt", [:])
            _ = try await unit.post("\(address)/contact", village.contactFields())
            var fields: [String: Any] = ["outcome": "A", "text": "涉及管线位置", "disclosure": "closed"]
            #expect(try await unit.post("\(address)/draft", fields).status == 422, "it says why")
            fields["closedReason"] = "涉及地下管线"
            #expect(try await unit.post("\(address)/draft", fields)["state"] == "drafted")
            _ = try await office.post("\(address)/checking", [:])
            #expect(try await unit.post("\(address)/sending", village.signatureFields())["state"] == "sent")
            let publicAddress = "/proposals/\(try #require(proposal.split(separator: "/").last))"
            let page = try await village.visitor().get(publicAddress)
            #expect(page.status == 200 && !page.text.contains("涉及管线位置"))
            #expect(try await village.browser(of: .member).get(proposal).text.contains("涉及管线位置"))
        }
    }

    @Test("what a unit writes stands on pages as it was written, whatever it is", arguments: EngineKind.allCases)
    func hostile(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let proposal = try await village.fileProposal()
            let id = try await village.assignProposal(proposal)
            let (unit, address) = (try await village.program(of: .officer), "/desk/assignments/\(id)")
            _ = try await unit.post("\(address)/receipt", [:])
            let text = "<script>alert(1)</script>\"'&"
            var contact = village.contactFields()
            contact["words"] = text
            #expect(try await unit.post("\(address)/contact", contact).status == 200)
            #expect(
                try await unit.post("\(address)/draft", ["outcome": "A", "text": text, "disclosure": "open"]).status
                    == 200)
            for villager in [Villager.officer, .proposalOfficer] {
                let page = try await village.browser(of: villager).get(address).text
                #expect(!page.contains("<script>alert") && page.contains("&lt;script&gt;"))
            }
            let long = try await unit.post(
                "\(address)/draft", ["outcome": "A", "text": String(repeating: "长", count: 5001), "disclosure": "open"])
            #expect(long.status == 422)
        }
    }
}
