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
            let address = try #require(saved.header("Location"), "\(saved.text)")
            let record = try await member.get(address).text
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
            let result = try await office.post(
                "\(address)/result", ["filed": "yes", "number": "市0123", "words": "市生态环境局已答复"])
            #expect(result["state"] == "closed" && result["number"] == nil, "\(result.text)")
            #expect(try await village.browser(of: .member).get(address).text.contains("市0123"))
            let sums = try #require(
                try await office.get("/desk/proposals").object["reckoning"] as? [String: Any])
            #expect(sums["forwarded"] as? Int == 1 && sums["filed"] as? Int == 0 && sums["isBalanced"] as? Bool == true)
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
