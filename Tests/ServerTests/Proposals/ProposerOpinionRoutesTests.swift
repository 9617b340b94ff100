// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Proposers' opinions", .serialized)
struct ProposerOpinionRoutesTests {
    @Test(
        "somebody who is not satisfied gets a second reply, and the first stays on record (BR-20)",
        arguments: EngineKind.allCases)
    func again(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let proposal = try await village.answerProposal(try await village.fileProposal())
            let id = try await village.assignment(of: proposal, unit: village.story.unit)
            let opinion = try #require(try await village.askedOpinions(of: .member).first)
            let office = try await village.program(of: .proposalOfficer)
            for villager in [Villager.otherMember, .officer, .proposalOfficer] {
                let other = try await village.opine(opinion, "satisfied", by: villager)
                #expect(other.status == 404, "\(villager) has no word here")
            }
            #expect(try await office.post("\(proposal)/closing", [:])["code"] == "still_asking")
            #expect(try await village.opine(opinion, "dissatisfied").status == 200)
            #expect(try await office.get(proposal)["state"] == "rehandling")
            #expect(try await village.opine(opinion, "satisfied")["code"] == "not_asking")
            let unit = try await village.program(of: .officer)
            #expect(try await unit.get("/desk/assignments/\(id)")["state"] == "signed_for")
            let address = "/desk/assignments/\(id)"
            let why = try await village.browser(of: .officer).get(address).text
            #expect(why.contains("对第1次答复不满意") && why.contains("说一句"), "the unit reads what was wrong")
            let objections = try await unit.get(address).object["objections"] as? [[String: Any]]
            #expect(objections?.compactMap { $0["remark"] as? String } == ["说一句"])
            let said = try await village.browser(of: .member).get("/desk/opinions/\(opinion)").text
            #expect(!said.contains("现在还不能做的") && !said.contains("/answer\""), "what was said once is not refused")
            _ = try await unit.post("\(address)/contact", village.contactFields())
            _ = try await unit.post("\(address)/draft", ["outcome": "B", "text": "再换线", "disclosure": "open"])
            #expect(try await office.post("\(address)/checking", [:])["code"] == "leader_missing")
            _ = try await unit.post("\(address)/contact", village.contactFields(withLeader: true))
            #expect(try await office.post("\(address)/checking", [:])["state"] == "checked")
            #expect(try await unit.post("\(address)/sending", village.signatureFields())["state"] == "sent")
            let second = try #require(try await village.askedOpinions(of: .member).first)
            #expect(second != opinion)
            let page = try await village.browser(of: .member).get(proposal).text
            #expect(page.contains("灯已经换好。") && page.contains("再换线"), "both replies stand")
            #expect((try await unit.get(address).object["objections"] as? [Any])?.isEmpty == true, "answered now")
            #expect(try await village.opine(second, "dissatisfied").status == 200)
            #expect(try await office.get(proposal)["state"] == "replied", "a third reply there is not")
            #expect(try await village.opine(second, "basically").status == 200, "a word is changed while it is asked")
            #expect(try await office.post("\(proposal)/closing", [:])["state"] == "closed")
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "each proposer of a merged proposal is asked, and the two close together (BR-16)",
        arguments: EngineKind.allCases)
    func merged(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let office = try await village.program(of: .proposalOfficer)
            let lead = try await village.fileProposal()
            let part = try await village.fileProposal(Village.proposalFields("关于修好村口路灯的提案"), by: .otherMember)
            let leadID = try #require(lead.split(separator: "/").last.map(String.init))
            _ = try await office.post("\(part)/merging", ["proposal": leadID, "consent": "都同意"])
            try await village.answerProposal(lead)
            let own = try #require(try await village.askedOpinions(of: .member).first)
            let others = try #require(try await village.askedOpinions(of: .otherMember).first)
            #expect(try await village.browser(of: .otherMember).get(part).text.contains("灯已经换好。"))
            let answers = try await withThrowingTaskGroup(of: Int.self) { group in
                group.addTask { try await village.opine(own, "satisfied").status }
                group.addTask { try await village.opine(others, "basically", by: .otherMember).status }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(answers == [200, 200])
            #expect(try await office.post("\(lead)/closing", [:])["state"] == "closed")
            #expect(try await office.get(part)["state"] == "closed")
            #expect(try await village.verify().isClean)
        }
    }

    @Test("silence is no opinion, and never satisfaction (BR-21)", arguments: EngineKind.allCases)
    func silence(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let proposal = try await village.answerProposal(try await village.fileProposal())
            let office = try await village.program(of: .proposalOfficer)
            #expect(try await office.post("\(proposal)/closing", [:])["code"] == "still_asking")
            let watch = ProposerOpinionWatch(services: village.services)
            try await watch.look()
            let opinion = try #require(try await village.askedOpinions(of: .member).first)
            let before = try await village.program(of: .member).get("/desk/opinions/\(opinion)")
            #expect(before.object["version"] as? Int == 1, "it is early")
            village.clock.move(hours: 24 * 26)
            for _ in 0..<2 { try await watch.look() }
            let reminded = try await village.program(of: .member).get("/desk/opinions/\(opinion)")
            #expect(reminded.object["version"] as? Int == 2, "reminded once: \(reminded.text)")
            village.clock.move(hours: 24 * 14)
            let later = try await village.program(of: .proposalOfficer)
            #expect(try await later.post("\(proposal)/closing", [:])["state"] == "closed")
            let figures = try #require(
                try await later.get("/desk/proposal-statistics").object["figures"] as? [String: Any])
            #expect(figures["asked"] as? Int == 1 && figures["returned"] as? Int == 0)
            #expect(figures["content"] as? Int == 0 && figures["closed"] as? Int == 1)
            let page = try await village.browser(of: .member).get("/desk/opinions?part=past").text
            #expect(page.contains("没有答复，算没有意见"))
        }
    }
}
