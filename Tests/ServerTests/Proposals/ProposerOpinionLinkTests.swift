// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("A proposer's word by link", .serialized)
struct ProposerOpinionLinkTests {
    private static let word = ["manner": "satisfied", "result": "basically"]

    /// A fresh link for the member, as the office hands it out.
    private func link(_ village: Village, _ opinion: String) async throws -> String {
        let made = try await village.program(of: .proposalOfficer).post("/desk/opinions/\(opinion)/link", [:])
        #expect(made.status == 201, "\(made.text)")
        return String(try #require(made["address"]?.split(separator: "/").last))
    }

    private func asked(_ village: Village) async throws -> (proposal: String, opinion: String) {
        try await village.seatMembers()
        let proposal = try await village.answerProposal(try await village.fileProposal())
        return (proposal, try #require(try await village.askedOpinions(of: .member).first))
    }

    @Test("opening spends nothing, answering spends it, and the word is the proposer's", arguments: EngineKind.allCases)
    func once(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (proposal, opinion) = try await asked(village)
            let old = try await link(village, opinion)
            let token = try await link(village, opinion)
            #expect(try await village.program().get("/opinions/\(old)").status == 404, "a new one voids the old one")
            await village.deliverLetters()
            let told = try await village.browser(of: .member).get("/desk/notices").text
            #expect(told.contains("提案委员会给您开了一张意见条"), "whose links are made hears of it")
            let own = try await village.browser(of: .member).get("/desk/opinions/\(opinion)").text
            #expect(own.contains("开了一张意见条") && own.contains(Villager.proposalOfficer.name))
            let browser = village.visitor()
            for _ in 0..<2 {
                let page = try await browser.get("/o/\(token)")
                #expect(page.status == 200 && page.text.contains("灯已经换好。") && page.text.contains("第001号"))
                #expect(page.header("Cache-Control")?.contains("no-store") == true)
            }
            let incomplete = try await browser.fillIn(
                "/o/\(token)", action: "/o/\(token)", [("manner", "satisfied"), ("remark", "慢了点")])
            #expect(incomplete.status == 422 && incomplete.text.contains("慢了点"), "what was typed is kept")
            let said = try await browser.fillIn(
                "/o/\(token)", action: "/o/\(token)", Self.word.map { ($0.key, $0.value) })
            #expect(said.status == 303 && said.header("Location") == "/thanks/opinion", "\(said.text)")
            #expect(try await browser.get("/o/\(token)").status == 404)
            #expect(try await village.program().post("/opinions/\(token)", Self.word).status == 404)
            let read = try await village.program(of: .member).get("/desk/opinions/\(opinion)")
            #expect(read["result"] == "basically", "\(read.text)")
            #expect(try await village.browser(of: .proposalOfficer).get(proposal).text.contains("凭意见条"))
            #expect(try await village.rowDifferences() == [])
            let late = try await village.program(of: .proposalOfficer).post("/desk/opinions/\(opinion)/link", [:])
            #expect(late.status == 409, "who has said it needs no link")
            let office = try await village.program(of: .proposalOfficer)
            #expect(try await office.post("\(proposal)/closing", [:])["state"] == "closed")
            #expect(village.log.lines.allSatisfy { !$0.contains(token) })
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "not satisfied by link opens the handling again (BR-20), and a double gets the first one's answer",
        arguments: EngineKind.allCases)
    func again(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (proposal, opinion) = try await asked(village)
            let token = try await link(village, opinion)
            let key = "0123456789abcdef"
            let word = ["manner": "satisfied", "result": "dissatisfied"]
            let first = try await village.program().post("/opinions/\(token)", word, key: key)
            let second = try await village.program().post("/opinions/\(token)", word, key: key)
            #expect(first.status == 200 && first.body == second.body, "\(first.text)")
            #expect(try await village.program(of: .proposalOfficer).get(proposal)["state"] == "rehandling")
            let old = try await village.program(of: .proposalOfficer).post("/desk/opinions/\(opinion)/link", [:])
            #expect(old["code"] == "not_asking")
        }
    }

    @Test("the office alone hands it out, never the unit; a link works thirty days, and guesses are counted")
    func whose() async throws {
        try await Village.with(.sqlite) { village in
            let (proposal, opinion) = try await asked(village)
            for villager in [Villager.officer, .leader, .member, .otherMember] {
                let answer = try await village.program(of: villager).post("/desk/opinions/\(opinion)/link", [:])
                #expect(answer.status == 404, "\(villager)")
            }
            #expect(try await village.browser(of: .proposalOfficer).get(proposal).text.contains("发意见条"))
            #expect(try await !village.browser(of: .officer).get(proposal).text.contains("发意见条"))
            let slip = try await village.browser(of: .proposalOfficer).fillIn(
                proposal, action: "/desk/opinions/\(opinion)/link", [])
            #expect(slip.status == 200 && slip.text.contains("说意见的二维码"), "\(slip.text)")
            let token = try await link(village, opinion)
            var statuses: [Int] = []
            for _ in 0..<40 {
                statuses.append(try await village.program().get("/opinions/\(SecretLink().text)").status)
            }
            #expect(statuses.first == 404 && statuses.last == 429)
            #expect(try await village.program().get("/opinions/\(token)").status == 429, "the right one as well")
        }
    }

    @Test("it goes to the proposer's own phone as the reply does, and once more with the reminder")
    func sent() async throws {
        try await Village.with(.sqlite, settings: ["gateways": "show"]) { village in
            try await village.reach(.member, at: Village.phone, .sms, nil)
            let (_, opinion) = try await asked(village)
            await village.sendMessages(.sms)
            let texts = village.shown.map(\.text).filter { $0.contains("/o/") }
            #expect(texts.count == 1 && texts.allSatisfy { $0.contains("15-3-001") && !$0.contains("路灯") }, "\(texts)")
            let token = try #require(texts.first?.firstMatch(of: /\/o\/([A-Za-z0-9_-]{27})/)?.1)
            let read = try await village.program().get("/opinions/\(token)")
            #expect(read.status == 200 && read["subject"] == "关于更换村口路灯的提案")
            village.clock.move(hours: 24 * 26)
            try await ProposerOpinionWatch(services: village.services).look()
            await village.sendMessages(.sms)
            #expect(village.shown.map(\.text).filter { $0.contains("/o/") }.count == 2)
            _ = opinion
        }
    }

    @Test("a slip outlives the reminder, which sends no other link", arguments: EngineKind.allCases)
    func slipReminded(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            try await village.reach(.member, at: Village.phone, .sms, nil)
            let (_, opinion) = try await asked(village)
            await village.sendMessages(.sms)
            village.clock.move(hours: 24 * 26)
            let token = try await link(village, opinion)
            try await ProposerOpinionWatch(services: village.services).look()
            await village.sendMessages(.sms)
            let read = try await village.program(of: .member).get("/desk/opinions/\(opinion)")
            #expect(read.object["version"] as? Int == 3, "asked, slip made, reminded: \(read.text)")
            #expect(village.shown.count { $0.text.contains("/o/") } == 1, "that of the asking alone")
            #expect(try await village.program().post("/opinions/\(token)", Self.word).status == 200, "the slip is good")
            #expect(try await village.rowDifferences() == [])
        }
    }
}
