// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Proposals", .serialized)
struct ProposalRoutesTests {
    @Test(
        "a member writes on a page without a script, saves, and reads what is missing and what is like it",
        arguments: EngineKind.allCases)
    func writing(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            _ = try await village.fileProposal(by: .otherMember)
            let member = try await village.browser(of: .member)
            let form = "/desk/proposal"
            let blank = try await member.get(form).text
            #expect(blank.contains("写提案") && blank.contains("算十五届三次会议的大会提案") && blank.contains("还没有写案由"))
            let saved = try await member.fillIn(
                form, action: form, [("subject", "关于更换村口旧路灯的提案"), ("situation", "灯不亮，天黑看不见路。"), ("kind", "")])
            let location = try #require(saved.header("Location"), "\(saved.text)")
            let done = try await member.get(location).text
            #expect(done.contains("草稿已存下") && done.contains("data-draft-done=\"/desk/proposal\""))
            let address = location.replacing("?done=write", with: "")
            let record = try await member.get(address).text
            #expect(!record.contains("data-draft-done"))
            #expect(record.contains("草稿") && record.contains("接着写") && record.contains("案由、情况、分析、建议都要写"))
            let writing = try await member.get("\(address)/text").text
            for words in ["还没有写分析", "还没有写建议", "最好有数字", "相似提案 1", "十五届三次会议第001号", "关于更换村口路灯的提案"] {
                #expect(writing.contains(words), "\(words)")
            }
            #expect(writing.contains("aria-label=\"情况100%，分析0%，建议0%\""))
            let kept = try await member.fillIn(
                "\(address)/text", action: "\(address)/text",
                Village.proposalFields().map { ($0.key, $0.value as? String ?? "") })
            #expect(kept.status == 303, "\(kept.text)")
            for other in [Villager.otherMember, .proposalOfficer, .leader] {
                #expect(try await village.browser(of: other).get(address).status == 404, "\(other) reads no draft")
            }
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "the browser keeps what is written over a saved text by the version it was written over",
        arguments: EngineKind.allCases)
    func keptOver(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let member = try await village.browser(of: .member)
            func base(_ page: String) -> Substring? { page.firstMatch(of: /data-draft-base="([^"]*)"/)?.1 }
            let blank = try await member.get("/desk/proposal").text
            #expect(blank.contains("data-draft=\"/desk/proposal\"") && base(blank) == nil, "nothing to write over")
            let unnamed = try await member.fillIn(
                "/desk/proposal", action: "/desk/proposal", [("subject", ""), ("situation", "灯不亮。"), ("kind", "")])
            #expect(unnamed.status == 422 && base(unnamed.text) == "new" && unnamed.text.contains("灯不亮。"))

            let address = try await village.draftProposal()
            let form = "\(address)/text"
            let fields = Village.proposalFields().map { ($0.key, $0.value as? String ?? "") }
            let first = try await member.get(form).text
            #expect(
                first.contains("data-draft=\"\(form)\"") && base(first) == "1" && first.contains("data-draft-earlier"))
            #expect(try await member.fillIn(form, action: form, fields).status == 303)
            let second = try await member.get(form).text
            #expect(base(second) == "2", "what was written over the first is not put back over the second")
            #expect(try await member.get("\(address)?done=write").text.contains("data-draft-done=\"\(form)\""))
            let wrong = try await member.fillIn(form, action: form, fields.map { $0.0 == "subject" ? ($0.0, "") : $0 })
            #expect(wrong.status == 422 && base(wrong.text) == "2", "a mistake changes nothing it was written over")

            // Sent back, it is written on in the same way.
            let program = try await village.program(of: .member)
            #expect(try await program.post("\(address)/submission", [:]).status == 200)
            let office = try await village.program(of: .proposalOfficer)
            let returned = try await office.post("\(address)/sending-back", ["reason": "建议再具体一些"])
            #expect(returned["state"] == "returned", "\(returned.text)")
            let again = try await member.get(form).text
            #expect(again.contains("data-draft=\"\(form)\"") && base(again) == "4", "\(base(again) ?? "")")
        }
    }

    @Test(
        "what is attached stays as the text is written anew, and is opened by those who see the proposal or the reply",
        arguments: EngineKind.allCases)
    func attachments(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let (member, unit) = (try await village.program(of: .member), try await village.program(of: .officer))
            let address = try await village.draftProposal()
            var fields = Village.proposalFields()
            let file = try await village.upload(by: .member).id.text
            fields["files"] = [file]
            let kept = try await member.post("\(address)/text", fields)
            #expect(kept.object["attachments"] as? [String] == [file], "\(kept.text)")
            fields["files"] = [try await village.upload(by: .otherMember).id.text]
            #expect(try await member.post("\(address)/text", fields).status >= 400, "nobody attaches another one's")
            let again = try await member.post("\(address)/text", Village.proposalFields())
            #expect(again.object["attachments"] as? [String] == [file], "\(again.text)")
            #expect(try await village.browser(of: .member).get(address).text.contains("/desk/attachments/\(file)"))
            #expect(
                try await village.program(of: .proposalOfficer).get("/attachments/\(file)").status == 404, "a draft")
            #expect(try await member.post("\(address)/submission", [:]).status == 200)
            let office = try await village.program(of: .proposalOfficer)
            #expect(try await office.get("/attachments/\(file)").status == 200)
            #expect(try await village.program(of: .otherMember).get("/attachments/\(file)").status == 404)
            #expect(try await office.post("\(address)/filing", Village.checked).status == 200)
            let assignment = try await village.assignProposal(address)
            #expect(try await unit.get("/attachments/\(file)").status == 200)
            let record = "/desk/assignments/\(assignment)"
            _ = try await unit.post("\(record)/receipt", [:])
            _ = try await unit.post("\(record)/contact", village.contactFields())
            let photo = try await village.upload(by: .officer).id.text
            let draft: [String: Any] = ["outcome": "A", "text": "灯已经换好。", "disclosure": "open", "files": [photo]]
            #expect(try await unit.post("\(record)/draft", draft)["state"] == "drafted")
            #expect(try await member.get("/attachments/\(photo)").status == 404, "not before it is sent")
            #expect(try await office.get("/attachments/\(photo)").status == 200)
            #expect(try await office.post("\(record)/checking", [:])["state"] == "checked")
            #expect(try await unit.post("\(record)/sending", village.signatureFields())["state"] == "sent")
            #expect(try await member.get("/attachments/\(photo)").status == 200)
            #expect(try await village.browser(of: .member).get(address).text.contains("/desk/attachments/\(photo)"))
            #expect(try await village.program(of: .otherMember).get("/attachments/\(photo)").status == 404)
            #expect(try await village.verify().isClean)
        }
    }

    @Test("others sign or decline, and then it is handed in", arguments: EngineKind.allCases)
    func coSigning(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let (member, other) = (
                try await village.program(of: .member), try await village.program(of: .otherMember)
            )
            let address = try await village.draftProposal()
            #expect(try await other.get(address).status == 404)
            let stranger = village.person(.officer).text
            let refused = try await member.post("\(address)/invitation", ["people": [stranger]])
            #expect(refused["code"] == "not_eligible", "\(refused.text)")
            let invited = try await member.post(
                "\(address)/invitation", ["people": [village.person(.otherMember).text]])
            #expect(invited["state"] == "awaiting_co_signers", "\(invited.text)")
            #expect(try await member.post("\(address)/submission", [:])["code"] == "still_signing")
            let seen = try await other.get(address)
            #expect(seen.status == 200 && seen.text.contains("\"sign\""))
            #expect(try await other.post("\(address)/signature", [:]).status == 200)
            #expect(try await other.post("\(address)/signature", [:])["code"] == "already_answered")
            let submitted = try await member.post("\(address)/submission", [:])
            #expect(submitted["state"] == "submitted" && submitted["period"] == "in_session")
            let page = try await village.browser(of: .proposalOfficer).get(address).text
            #expect(page.contains("\(Villager.otherMember.name)（已签名）"))
            let office = try await village.program(of: .proposalOfficer)
            #expect(try await office.post("\(address)/filing", Village.checked).status == 200)
            let text: [String: Any] = ["title": "更换村口路灯", "body": "村口路灯不亮。"]
            let numbered = try await office.post("\(address)/review", ["title": "更换村口路灯", "body": "请打13812345678。"])
            #expect(numbered.status == 422 && numbered.text.contains("这里有手机号，从第"), "\(numbered.text)")
            #expect(try await office.post("\(address)/review", text)["publication"] == "published")
            let open = address.replacing("/desk", with: "")
            #expect(try await village.visitor().get(open).text.contains("\(Villager.member.name)等2位委员"))
            #expect(try await village.program().get(open).object["coSigners"] as? Int == 1)
        }
    }

    @Test(
        "a sector proposes by its convener alone, while the session is open (BR-11, BR-12)",
        arguments: EngineKind.allCases)
    func sector(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let sector = try await village.seatMembers()
            var fields = Village.proposalFields()
            fields["kind"] = "sector"
            fields["body"] = sector.text
            let other = try await village.program(of: .otherMember).post("/desk/proposals", fields)
            #expect(other["code"] == "not_eligible", "\(other.text)")
            let address = try await village.draftProposal(fields)
            village.clock.move(hours: 24 * 8)
            let member = try await village.program(of: .member)
            #expect(try await member.post("\(address)/submission", [:])["code"] == "only_in_session")
            village.clock.move(hours: -24 * 5)
            #expect(try await member.post("\(address)/submission", [:]).status == 200)
            // Whoever is in no register proposes nothing.
            let secretary = try await village.program(of: .secretary).post("/desk/proposals", Village.proposalFields())
            #expect(secretary.status == 404)
        }
    }

    @Test(
        "the office turns down with a ground and a way, sends back to be improved, and files with everything gone through",
        arguments: EngineKind.allCases)
    func review(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let office = try await village.program(of: .proposalOfficer)
            let member = try await village.program(of: .member)
            let address = try await village.submitProposal()
            #expect(try await office.post("\(address)/claim", [:])["until"] != nil)
            var checks = Village.checked
            checks["signed"] = "no"
            #expect(try await office.post("\(address)/filing", checks)["code"] == "checks_open")
            let back = try await office.post("\(address)/sending-back", ["reason": "请补数字"])
            #expect(back["state"] == "returned")
            #expect(try await member.post("\(address)/text", Village.proposalFields()).status == 200)
            #expect(try await member.post("\(address)/submission", [:]).status == 200)
            let unknown = try await office.post(
                "\(address)/turning-down", ["ground": "mood", "redirect": "proposer", "explanation": "不行"])
            #expect(unknown.status == 422)
            let down = try await office.post(
                "\(address)/turning-down", ["ground": "empty", "redirect": "proposer", "explanation": "没有具体建议"])
            #expect(down["state"] == "not_filed" && down["ground"] == "empty" && down["redirect"] == "proposer")
            #expect(try await village.browser(of: .member).get(address).text.contains("没有具体建议"))
            #expect(try await office.post("\(address)/reconsideration", ["reason": "看漏了"]).status == 200)
            let filed = try await office.post("\(address)/filing", Village.checked)
            #expect(filed["number"] == "15-3-001" && filed["dueOn"] == nil, "\(filed.text)")
            for villager in [Villager.secretary, .officer, .otherMember, .privacyOfficer, .systemAdministrator] {
                #expect(try await village.program(of: villager).get(address).status == 404, "\(villager)")
            }
        }
    }

    @Test(
        "a party hands in with its sealed original, and the next one is offered its name (BR-11)",
        arguments: EngineKind.allCases)
    func party(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            var fields = Village.proposalFields()
            fields["kind"] = "organisation"
            let nameless = try await village.program(of: .member).post("/desk/proposals", fields)
            #expect(nameless.status == 422, "\(nameless.text)")
            fields["organisation"] = "民进安澜县支部"
            let address = try await village.draftProposal(fields)
            let (member, browser) = (try await village.program(of: .member), try await village.browser(of: .member))
            let sentence = ProposalRefusal.sealMissing.sentence
            let bare = try await browser.get(address).text
            #expect(bare.contains(sentence) && !bare.contains("\(address)/submission\""))
            let refused = try await member.post("\(address)/submission", [:])
            #expect(refused.status == 422 && refused["code"] == "seal_missing", "\(refused.text)")
            #expect(refused.text.contains(sentence))
            #expect(!(try await browser.get("/desk/proposal").text.contains("民进安澜县支部")), "a draft is its author's")

            let form = try await browser.get("\(address)/text").text
            #expect(form.contains("党派、团体提案盖章的原件。"), "the field of files says which are meant")
            // What somebody else has sent is no original of this one.
            let foreign = try await village.upload(by: .otherMember)
            var text = Village.proposalFields()
            text["files"] = [foreign.id.text]
            #expect(try await member.post("\(address)/text", text).status >= 400)
            let original = try await village.upload(name: "盖章原件.pdf", by: .member)
            text["files"] = [original.id.text]
            let written = try await member.post("\(address)/text", text)
            #expect(written.status == 200, "\(written.text)")
            #expect(try await browser.get(address).text.contains("\(address)/submission\""))
            let submitted = try await member.post("\(address)/submission", [:])
            #expect(submitted.status == 200 && submitted["state"] == "submitted", "\(submitted.text)")
            let reviewed = try await village.browser(of: .proposalOfficer).get(address).text
            #expect(reviewed.contains("盖章原件.pdf") && reviewed.contains("民进安澜县支部"))

            let queue = try await village.browser(of: .proposalOfficer).get("/desk/proposals?part=review").text
            #expect(queue.contains("民进安澜县支部 · 审查中"), "a body's stands in lists by its own name")
            let items =
                try await village.program(of: .proposalOfficer).get("/desk/proposals?part=review")
                .object["items"] as? [[String: Any]]
            #expect(items?.first?["bodyName"] as? String == "民进安澜县支部")

            let offered = try await village.browser(of: .otherMember).get("/desk/proposal").text
            #expect(offered.contains("list=\"field-organisation-list\""))
            #expect(offered.contains("<option value=\"民进安澜县支部\"></option>"))
        }
    }

    @Test("fifty filed at once have fifty numbers without a gap (BR-13)", arguments: EngineKind.allCases)
    func numbering(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            var addresses: [String] = []
            for count in 1...50 {
                addresses.append(try await village.submitProposal(Village.proposalFields("关于第\(count)件事的提案")))
            }
            let office = try await village.program(of: .proposalOfficer)
            // One of them was filed a moment before: that filing fails, and takes no number.
            #expect(try await office.post("\(addresses[0])/filing", Village.checked).status == 200)
            let answers = try await withThrowingTaskGroup(of: WebAnswer.self) { group in
                for address in addresses {
                    group.addTask { try await office.post("\(address)/filing", Village.checked) }
                }
                return try await group.reduce(into: [WebAnswer]()) { $0.append($1) }
            }
            let filed = answers.filter { $0.status == 200 }
            #expect(filed.count == 49 && answers.filter { $0["code"] == "not_in_review" }.count == 1)
            var numbers = filed.compactMap { $0["number"].flatMap { ProposalNumber($0)?.serial } } + [1]
            numbers.sort()
            #expect(numbers == Array(1...50))
            let list = try await office.get("/desk/proposals?part=filed")
            let sums = try #require(list.object["reckoning"] as? [String: Any])
            #expect(
                sums["filed"] as? Int == 50 && sums["awaiting"] as? Int == 50 && sums["isBalanced"] as? Bool == true)
        }
    }

    @Test(
        "merging destroys nothing: number, text and proposer stay, and it can be undone (BR-16)",
        arguments: EngineKind.allCases)
    func merging(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let office = try await village.program(of: .proposalOfficer)
            let lead = try await village.fileProposal()
            let part = try await village.fileProposal(Village.proposalFields("关于修好村口路灯的提案"), by: .otherMember)
            let leadID = try #require(lead.split(separator: "/").last.map(String.init))
            let form = try await village.browser(of: .proposalOfficer).get("\(part)/merging").text
            #expect(form.contains("15-3-001 关于更换村口路灯的提案（案由相近）"))
            let merged = try await office.post("\(part)/merging", ["proposal": leadID, "consent": "都同意"])
            #expect(merged["state"] == "merged" && merged["number"] == "15-3-002" && merged["lead"] == leadID)
            #expect(merged["subject"] == "关于修好村口路灯的提案")
            let chain = try await office.post("\(lead)/merging", ["proposal": leadID, "consent": "自己"])
            #expect(chain["code"] == "is_the_same")
            let third = try await village.fileProposal(by: .otherMember)
            let thirdID = try #require(third.split(separator: "/").last.map(String.init))
            let twice = try await office.post("\(lead)/merging", ["proposal": thirdID, "consent": "好"])
            #expect(twice["code"] == "has_merged", "\(twice.text)")
            let back = try await office.post("\(part)/unmerging", ["reason": "不是一件"])
            #expect(back["state"] == "filed" && back["lead"] == nil && back["number"] == "15-3-002")
            #expect(try await office.post("\(lead)/merging", ["proposal": thirdID, "consent": "好"]).status == 200)
            let list = try await office.get("/desk/proposals?part=filed")
            let sums = try #require(list.object["reckoning"] as? [String: Any])
            #expect(sums["merged"] as? Int == 1 && sums["awaiting"] as? Int == 2 && sums["isBalanced"] as? Bool == true)
            let page = try await village.browser(of: .leader).get("/desk/proposals").text
            #expect(page.contains("十五届三次会议提案的账") && page.contains("账是平的"))
            #expect(try await !village.browser(of: .member).get("/desk/proposals").text.contains("提案的账"))
        }
    }

    @Test(
        "fifty who merge across each other leave chains of one link, and sums that hold", arguments: EngineKind.allCases
    )
    func crossing(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            var addresses: [String] = []
            for count in 1...8 {
                addresses.append(try await village.fileProposal(Village.proposalFields("关于第\(count)件事的提案")))
            }
            let all = addresses
            let office = try await village.program(of: .proposalOfficer)
            let answers = try await withThrowingTaskGroup(of: WebAnswer.self) { group in
                for step in 0..<50 {
                    let (part, lead) = (all[step % 8], all[(step % 8 + 1 + step / 8) % 8])
                    group.addTask {
                        let id = lead.split(separator: "/").last.map(String.init) ?? ""
                        return try await office.post("\(part)/merging", ["proposal": id, "consent": "同意"])
                    }
                }
                return try await group.reduce(into: [WebAnswer]()) { $0.append($1) }
            }
            #expect(answers.allSatisfy { [200, 409, 422].contains($0.status) })
            #expect(answers.contains { $0.status == 200 })
            var states: [String: (state: String?, lead: String?)] = [:]
            for address in all {
                let read = try await office.get(address)
                states[try #require(read["id"])] = (read["state"], read["lead"])
            }
            for (id, each) in states {
                #expect((each.state == "merged") == (each.lead != nil), "\(id)")
                if let lead = each.lead {
                    #expect(states[lead]?.state == "filed", "\(id) is part of what stands by itself")
                }
            }
            let list = try await office.get("/desk/proposals?part=filed")
            let sums = try #require(list.object["reckoning"] as? [String: Any])
            #expect(sums["filed"] as? Int == 8 && sums["isBalanced"] as? Bool == true)
            #expect(try await village.verify().isClean)
        }
    }

    @Test("before it has a number it is taken back freely, afterwards by consent", arguments: EngineKind.allCases)
    func withdrawing(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let (office, member) = (
                try await village.program(of: .proposalOfficer), try await village.program(of: .member)
            )
            let early = try await village.submitProposal()
            #expect(try await member.post("\(early)/withdrawal", ["reason": "另写"])["state"] == "withdrawn")
            let late = try await village.fileProposal()
            let asked = try await member.post("\(late)/withdrawal", ["reason": "已经解决"])
            #expect(asked["state"] == "filed" && asked.object["asksBack"] as? Bool == true)
            #expect(try await village.browser(of: .proposalOfficer).get(late).text.contains("已经解决"))
            let gone = try await office.post("\(late)/withdrawal-consent", [:])
            #expect(gone["state"] == "withdrawn" && gone["number"] == "15-3-001")
            // Its number is not given again.
            let next = try await village.fileProposal()
            #expect(try await office.get(next)["number"] == "15-3-002")
        }
    }

    @Test(
        "strangers read what was reviewed and what its proposer agrees to, and nothing else (BR-41)",
        arguments: EngineKind.allCases)
    func publishing(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let office = try await village.program(of: .proposalOfficer)
            let open = try await village.fileProposal()
            var fields = Village.proposalFields("关于不公开的事的提案")
            fields["disclosure"] = "closed"
            #expect(
                try await village.program(of: .member).post("/desk/proposals", fields).status == 422,
                "a reason is asked")
            fields["closedReason"] = "涉及他人"
            let closed = try await village.fileProposal(fields)
            let text: [String: Any] = ["title": "更换村口路灯", "body": "村口路灯不亮，建议更换。<b>"]
            #expect(try await office.post("\(closed)/review", text)["code"] == "not_disclosed")
            let visitor = village.visitor()
            #expect(try await visitor.get("/proposals").text.contains("还没有公开的提案"))
            #expect(try await office.post("\(open)/review", text)["publication"] == "published")
            let id = try #require(open.split(separator: "/").last.map(String.init))
            let page = try await visitor.get("/proposals/\(id)").text
            #expect(page.contains("十五届三次会议第001号") && page.contains("建议更换。&lt;b&gt;"))
            #expect(!page.contains("线路老化"), "what was not reviewed stays inside")
            let found = try await village.program().get("/proposals?q=%E8%B7%AF%E7%81%AF")
            #expect((found.object["items"] as? [[String: Any]])?.count == 1, "\(found.text)")
            for other in ["q=%E6%B0%B4%E6%B8%A0", "session=15-2", "class=A"] {
                let none = try await village.program().get("/proposals?\(other)")
                #expect((none.object["items"] as? [Any])?.isEmpty == true, "\(other)")
            }
            for hostile in [
                "/proposals?q=%00%FF", "/proposals?unit=x", "/proposals?class=%3Cscript%3E", "/proposals?session=-1-",
            ] {
                #expect(try await visitor.get(hostile).status < 500, "\(hostile)")
            }
            let word = "q=%E8%B7%AF%E7%81%AF&kind=proposals"
            let hits = try await village.program().get("/search?\(word)").object["items"] as? [[String: Any]]
            #expect(hits?.compactMap { $0["id"] as? String } == [id], "the search finds what is public")
            for (villager, count) in [(Villager.member, 1), (.proposalOfficer, 1), (.otherMember, 0), (.secretary, 0)] {
                let found = try await village.program(of: villager).get("/desk/search?\(word)")
                #expect((found.object["items"] as? [Any])?.count == count, "\(villager): \(found.text)")
            }
            let hidden = try #require(closed.split(separator: "/").last)
            #expect(try await visitor.get("/proposals/\(hidden)").status == 404)
            #expect(try await office.post("\(open)/unpublishing", ["reason": "更正"])["publication"] == "withdrawn")
            #expect(try await visitor.get("/proposals/\(id)").status == 404)
        }
    }

    @Test(
        "what comes back from the city is told, and it never has a number here (A4-04)", arguments: EngineKind.allCases)
    func upward(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let office = try await village.program(of: .proposalOfficer)
            let address = try await village.submitProposal()
            #expect(try await office.post("\(address)/forwarding", [:])["state"] == "forwarded")
            // Nobody has to assign it here: the list that waits for that says what the sums say.
            _ = try await village.fileProposal(by: .otherMember)
            let waiting = try await office.get("/desk/proposals?part=filed")
            let counted = try #require(waiting.object["reckoning"] as? [String: Any])
            #expect((waiting.object["items"] as? [Any])?.count == 1 && counted["awaiting"] as? Int == 1)
            let handled = try await office.get("/desk/proposals?part=handling")
            #expect(handled.text.contains("\"forwarded\""), "the committee above has it")
            let result = try await office.post(
                "\(address)/result", ["filed": "yes", "number": "市0123", "words": "市生态环境局已答复"])
            #expect(result["state"] == "closed" && result["number"] == nil, "\(result.text)")
            #expect(try await village.browser(of: .member).get(address).text.contains("市政协立案了，编号市0123"))
            let sums = try #require(
                try await office.get("/desk/proposals").object["reckoning"] as? [String: Any])
            #expect(sums["forwarded"] as? Int == 1 && sums["filed"] as? Int == 1 && sums["isBalanced"] as? Bool == true)
        }
    }

    @Test(
        "what is filed goes up beside its handling here, and its proposer reads the city's answer (A4-04)",
        arguments: EngineKind.allCases)
    func upwardBeside(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let office = try await village.program(of: .proposalOfficer)
            let address = try await village.fileProposal()
            let early = try await office.post("\(address)/result", ["filed": "yes", "words": "好"])
            #expect(early["code"] == "not_forwarded")
            #expect(try await village.program(of: .member).post("\(address)/forwarding", [:]).status == 404)
            let sent = try await office.post("\(address)/forwarding", [:])
            let waiting = sent.object["upward"] as? [String: Any]
            #expect(sent["state"] == "filed" && waiting?["state"] as? String == "waiting", "\(sent.text)")
            #expect(try await office.post("\(address)/forwarding", [:])["code"] == "already_forwarded")
            try await village.answerProposal(address)
            #expect(try await village.browser(of: .member).get(address).text.contains("已报市政协，等市里的结果"))
            let result = try await office.post(
                "\(address)/result", ["filed": "no", "number": "", "words": "转有关部门研究"])
            let told = try #require(result.object["upward"] as? [String: Any], "\(result.text)")
            #expect(result["state"] == "replied" && told["state"] as? String == "answered")
            #expect(told["isFiled"] as? Bool == false && told["words"] as? String == "转有关部门研究")
            await village.deliverLetters()
            let notices = try await village.browser(of: .member).get("/desk/notices").text
            #expect(notices.contains("上报市政协的提案有了结果"))
            let opinion = try #require(try await village.askedOpinions(of: .member).first)
            try await village.opine(opinion, "satisfied")
            #expect(try await office.post("\(address)/closing", [:])["state"] == "closed")
            let page = try await village.browser(of: .member).get(address).text
            #expect(page.contains("市政协没有立案：转有关部门研究"), "the answer stays")
            let sheet = try await office.get("/desk/proposal-statistics")
            let sums = try #require(
                try await office.get("/desk/proposals").object["reckoning"] as? [String: Any], "\(sheet.text)")
            #expect(sums["filed"] as? Int == 1 && sums["assigned"] as? Int == 1 && sums["forwarded"] as? Int == 0)
            #expect(sums["isBalanced"] as? Bool == true, "going up takes nothing from the sums (BR-15)")
            for (figure, count) in [("upward", 1), ("upward_individual", 1), ("upward_answered", 1)] {
                let records = try await office.get(
                    "/desk/proposal-statistics/records?session=15-3&figure=\(figure)")
                #expect(records.object["count"] as? Int == count, "\(figure)")
            }
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("from a topic it keeps the link at both ends (BR-46)", arguments: EngineKind.allCases)
    func fromTopic(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            var fields = Village.proposalFields()
            fields["topic"] = village.story.published.id.text
            let address = try await village.draftProposal(fields)
            let read = try await village.program(of: .member).get(address)
            #expect(read["topic"] == village.story.published.id.text)
            // A topic that this member does not see is not there.
            fields["topic"] = village.story.waiting.id.text
            #expect(try await village.program(of: .member).post("/desk/proposals", fields).status == 422)
        }
    }

    @Test("the form begins with what the member's research found, and what has no record here is named in writing")
    func fromResearch() async throws {
        try await Village.with(.sqlite) { village in
            try await village.seatMembers()
            let topic = try await village.carry(to: .ready).topic.id
            let form = try await village.browser(of: .member).get("/desk/proposal?topic=\(topic)").text
            #expect(form.contains("照调研记录先填好了") && form.contains("value=\"\(topic)\" selected"), "\(form)")
            let other = try await village.browser(of: .otherMember).get("/desk/proposal?topic=\(topic)").text
            #expect(!other.contains("照调研记录"), "whoever does not see the topic on the desk reads no research")
            var fields = Village.proposalFields()
            (fields["topic"], fields["basis"]) = (topic.text, "《路灯调研报告》，2026年3月，城建委")
            let address = try await village.draftProposal(fields)
            #expect(try await village.program(of: .member).get(address)["basis"] == "《路灯调研报告》，2026年3月，城建委")
            let record = try await village.browser(of: .member).get(address).text
            #expect(record.contains("议题和1份调研记录：") && record.contains("依据的材料"), "\(record)")
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test(
        "from what a member met while walking it keeps the link, for those who see that (BR-46)",
        arguments: EngineKind.allCases)
    func fromSentiment(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let issue = try await village.visitSentiment()
            let member = try await village.browser(of: .member)
            let before = try await member.get("/desk/sentiments/\(issue)").text
            #expect(before.contains("/desk/proposal?sentiment=\(issue)") && !before.contains("由此写的提案"))
            let form = try await member.get("/desk/proposal?sentiment=\(issue)").text
            #expect(form.contains("由哪件走访的事来") && form.contains("value=\"\(issue)\" selected"))
            #expect(form.contains("data-draft=\"/desk/proposal?sentiment=\(issue)\""), "no words of another matter")
            var fields = Village.proposalFields()
            fields["sentiment"] = issue
            let address = try await village.draftProposal(fields)
            #expect(try await village.program(of: .member).get(address)["sentiment"] == issue)
            let record = try await member.get("\(address)?done=write").text
            #expect(record.contains("走访的事：桥头的灯不亮") && record.contains("href=\"/desk/sentiments/\(issue)\""))
            #expect(record.contains("data-draft-done=\"/desk/proposal?sentiment=\(issue)\""))
            #expect(!record.contains("王大姐"), "whose matter it is stays there")
            let after = try await member.get("/desk/sentiments/\(issue)").text
            #expect(after.contains("由此写的提案") && after.contains("关于更换村口路灯的提案"))
            let secretary = try await village.browser(of: .secretary).get("/desk/sentiments/\(issue)").text
            #expect(!secretary.contains("由此写的提案") && !secretary.contains("由它写一件提案"), "nobody else reads a draft")
            #expect(try await village.program(of: .member).post("\(address)/submission", [:]).status == 200)
            let office = try await village.browser(of: .proposalOfficer).get(address).text
            #expect(!office.contains("桥头的灯不亮"), "who does not see the visit does not read of it")
            // What this member has not met and does not go on with is not there.
            #expect(try await village.program(of: .otherMember).post("/desk/proposals", fields).status == 422)
            #expect(try await village.rowDifferences() == [])
            #expect(try await village.verify().isClean)
        }
    }

    @Test("from what was found on looking back it keeps the link, for a convener who is a member (BR-46)")
    func fromLookBack() async throws {
        try await Village.with(.sqlite) { village in
            let topic = try await village.carry(to: .closed).topic.id
            village.clock.move(hours: 24 * 365)
            try await village.seatMembers()
            let chosen = try await village.program(of: .leader).post(
                "/desk/lookbacks", ["topic": topic.text, "reason": "家长最关心"])
            let lookBack = try #require(chosen["id"], "\(chosen.text)")
            var fields = Village.proposalFields()
            fields["lookBack"] = lookBack
            #expect(
                try await village.program(of: .member).post("/desk/proposals", fields).status == 422,
                "whoever does not see it does not find it")
            let page = "/desk/lookbacks/\(lookBack)"
            #expect(try await !village.browser(of: .convener).get(page).text.contains("由它写一件提案"))
            let (county, person) = (village.story.county.id, village.person(.member))
            try await Commands.run(on: village.installation) {
                try $0.appoint(person, to: Appointment(.convener, .tenant), tenant: county)
            }
            let member = try await village.program(of: .member)
            let address = try await village.draftProposal(fields)
            #expect(try await member.get(address)["lookBack"] == lookBack)
            let browser = try await village.browser(of: .member)
            let record = try await browser.get(address).text
            #expect(record.contains("回头看：校门口放学时段拥堵") && record.contains("href=\"\(page)\""))
            let after = try await browser.get(page).text
            #expect(after.contains("由此写的提案") && after.contains("/desk/proposal?lookBack=\(lookBack)"))
            #expect(try await !village.browser(of: .convener).get(page).text.contains("由此写的提案"), "a draft")
        }
    }

    @Test(
        "from a session that took place it keeps the link, for those who see it (BR-46)", arguments: EngineKind.allCases
    )
    func fromMeeting(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let meeting = try #require(try await village.carry(to: .concluded).session).text
            let early = try #require(try await village.carry(to: .announced).session).text
            let page = "/desk/sessions/\(meeting)"
            let member = try await village.browser(of: .member)
            let before = try await member.get(page).text
            #expect(before.contains("/desk/proposal?meeting=\(meeting)") && !before.contains("由此写的提案"))
            #expect(try await !member.get("/desk/sessions/\(early)").text.contains("由它写一件提案"), "it is still to come")
            let form = try await member.get("/desk/proposal?meeting=\(meeting)").text
            #expect(form.contains("由哪场会来") && form.contains("value=\"\(meeting)\" selected"))
            var fields = Village.proposalFields()
            fields["meeting"] = meeting
            let address = try await village.draftProposal(fields)
            #expect(try await village.program(of: .member).get(address)["meeting"] == meeting)
            let record = try await member.get(address).text
            #expect(record.contains("href=\"\(page)\""))
            let after = try await member.get(page).text
            #expect(after.contains("由此写的提案") && after.contains("关于更换村口路灯的提案"))
            #expect(try await !village.browser(of: .secretary).get(page).text.contains("由此写的提案"), "a draft")
            for other in [early, "0000000000001"] {
                fields["meeting"] = other
                let refused = try await village.program(of: .member).post("/desk/proposals", fields)
                #expect(refused.status == 422 && refused.text.contains("meeting"), "\(refused.text)")
            }
            fields["meeting"] = meeting
            #expect(try await village.program(of: .otherMember).post("/desk/proposals", fields).status == 422)
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test(
        "from what a session agreed on it keeps the link, and the item shows it (BR-46)", arguments: EngineKind.allCases
    )
    func fromItem(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let item = try #require(try await village.carry(to: .verified).item).text
            var fields = Village.proposalFields()
            fields["item"] = item
            let address = try await village.draftProposal(fields)
            let member = try await village.program(of: .member)
            #expect(try await member.get(address)["item"] == item)
            #expect(try await member.post("\(address)/submission", [:]).status == 200)
            let form = try await village.browser(of: .member).get("/desk/proposal?item=\(item)").text
            #expect(form.contains("由哪件商定的事项来") && form.contains("value=\"\(item)\" selected"))
            // Whoever sees both, sees them beside each other.
            let record = try await village.browser(of: .officer).get("/desk/items/\(item)").text
            #expect(!record.contains("由此写的提案"), "no unit has it yet")
            fields["item"] = "0000000000001"
            #expect(try await member.post("/desk/proposals", fields).status == 422)
            _ = try await village.program(of: .proposalOfficer).post("\(address)/filing", Village.checked)
            _ = try await village.assignProposal(address)
            let after = try await village.browser(of: .officer).get("/desk/items/\(item)").text
            #expect(after.contains("由此写的提案") && after.contains("关于更换村口路灯的提案"))
        }
    }

    @Test(
        "of more than a thousand of earlier sessions the one that is like it is found, with its class and its reply",
        arguments: EngineKind.allCases)
    func manyYears(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            try await village.declare(1_200, like: "关于更换村口旧路灯的提案", reply: "路灯已经换了，电话13800000001。")
            let address = try await village.draftProposal()
            let writing = try await village.browser(of: .member).get("\(address)/text").text
            for words in ["十四届五次会议第001号", "A类 已经解决或基本解决", "住建局答复：路灯已经换了"] {
                #expect(writing.contains(words), "\(words)")
            }
            #expect(!writing.contains("13800000001"))
            // What is filed meanwhile is found at once, and what is closed to others is not.
            _ = try await village.fileProposal(Village.proposalFields("关于更换村口坏路灯的提案"), by: .otherMember)
            var closed = Village.proposalFields("关于更换村口暗路灯的提案")
            (closed["disclosure"], closed["closedReason"]) = ("closed", "涉及他人")
            _ = try await village.fileProposal(closed, by: .otherMember)
            let again = try await village.browser(of: .member).get("\(address)/text").text
            #expect(again.contains("相似提案 2") && again.contains("村口坏路灯") && !again.contains("村口暗路灯"))
        }
    }

    @Test("what was replied to a proposal like this is told while that is published")
    func repliesBesideLike() async throws {
        try await Village.with(.sqlite) { village in
            try await village.seatMembers()
            let address = try await village.answerProposal(try await village.fileProposal())
            let draft = try await village.draftProposal(by: .otherMember)
            let (writer, office) = (
                try await village.browser(of: .otherMember), try await village.program(of: .proposalOfficer)
            )
            #expect(try await !writer.get("\(draft)/text").text.contains("灯已经换好"))
            _ = try await office.post("\(address)/review", ["title": "换路灯", "body": "请换路灯"])
            #expect(try await writer.get("\(draft)/text").text.contains("灯已经换好"))
            _ = try await office.post("\(address)/unpublishing", ["reason": "更正"])
            let after = try await writer.get("\(draft)/text").text
            #expect(after.contains("相似提案 1") && !after.contains("灯已经换好"))
        }
    }

    @Test("two that may be one matter stand side by side, with what each says alone marked")
    func sideBySide() async throws {
        try await Village.with(.sqlite) { village in
            try await village.seatMembers()
            let first = try await village.fileProposal()
            var fields = Village.proposalFields("关于更换村口旧路灯的提案")
            fields["situation"] = "村口5盏路灯半年不亮。<b>"
            let second = try await village.submitProposal(fields, by: .otherMember)
            let office = try await village.browser(of: .proposalOfficer)
            let firstID = try #require(first.split(separator: "/").last)
            let address = "\(second)/comparison?with=\(firstID)"
            #expect(try await office.get("\(second)/filing").text.contains(address))
            let page = try await office.get(address).text
            #expect(page.contains("村口<mark>5</mark>盏路灯半年不亮") && page.contains("村口<mark>3</mark>盏路灯半年不亮"))
            #expect(!page.contains("<b>") && page.contains("十五届三次会议第001号"))
            #expect(try await office.get("\(second)/comparison").text.contains("选一件"))
            #expect(try await office.get("\(second)/comparison?with=0000000000001").status == 404)
            for other in [Villager.member, .officer, .secretary] {
                #expect(try await village.browser(of: other).get(address).status == 404, "\(other)")
            }
        }
    }

    @Test(
        "words of anybody come back as words, and a form of any size ends in an answer", arguments: EngineKind.allCases)
    func hostile(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let member = try await village.program(of: .member)
            let script = "<script>alert(1)</script>\"'&"
            var fields = Village.proposalFields(script)
            for name in ["situation", "analysis", "advice"] { fields[name] = script }
            let address = try await village.draftProposal(fields)
            for path in [address, "\(address)/text", "/desk/proposals"] {
                let page = try await village.browser(of: .member).get(path)
                #expect(page.status == 200 && !page.text.contains("<script>alert"), "\(path)")
            }
            for (name, value) in [
                ("subject", String(repeating: "长", count: 61)), ("situation", String(repeating: "长", count: 3001)),
                ("units", "x"), ("kind", "mayor"), ("body", "x"), ("disclosure", "maybe"), ("topic", "../../etc"),
            ] as [(String, String)] {
                var wrong = Village.proposalFields()
                wrong[name] = name == "units" ? [value] as Any : value
                let answer = try await member.post("/desk/proposals", wrong)
                #expect(answer.status == 422, "\(name): \(answer.status)")
            }
            let unit = try await member.post(
                "/desk/proposals", Village.proposalFields().merging(["units": ["0000000000001"]]) { $1 })
            #expect(unit.status == 422, "a unit that is not there")
        }
    }
}
