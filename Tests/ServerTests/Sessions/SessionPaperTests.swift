// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Papers of a session, from the desk to whoever may read them", .serialized)
struct SessionPaperTests {
    private func upload(_ village: Village, as villager: Villager, _ name: String = "说明.pdf") async throws -> String {
        try await village.upload(name: name, by: villager).id.text
    }

    @Test("handed in, shown late, told once, read by who is invited, and taken away", arguments: EngineKind.allCases)
    func way(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            let session = try #require(try await village.carry(to: .announced).session)
            let path = "/desk/sessions/\(session)/papers"
            let member = try await village.program(of: .member)
            let handed = try await member.post(
                path, ["title": "停车调查", "file": [try await upload(village, as: .member)]])
            #expect(handed.status == 200, "\(handed.text)")
            let secretary = try await village.program(of: .secretary)
            let two = try await secretary.post(
                path,
                [
                    "title": "两份",
                    "file": [try await upload(village, as: .secretary), try await upload(village, as: .secretary)],
                ])
            #expect(two.status == 422 && two.text.contains("一次交一份"))
            let foreign = try await secretary.post(
                path, ["title": "别人的", "file": [try await upload(village, as: .member)]])
            #expect(foreign.status == 422 || foreign.status == 404 || foreign.status == 409, "\(foreign.status)")
            let bold = try await member.post(
                path, ["title": "公开", "file": [try await upload(village, as: .member)], "isPublic": "public"])
            #expect(bold.status == 404)
            let papers = try #require(try await village.session(session)).papers
            let paper = try #require(papers.first)
            #expect(papers.count == 1)

            let file = "/desk/attachments/\(paper.file)"
            for villager in [Villager.secretary, .convener, .leader, .member] {
                #expect(try await village.browser(of: villager).get(file).body == Village.pdf, "\(villager)")
            }
            for villager in [Villager.otherMember, .otherSecretary, .officer] {
                #expect(try await village.browser(of: villager).get(file).status == 404, "\(villager)")
            }
            let resident = try await village.residentBrowser("13700000001")
            let person = try #require(
                try await village.session(session)?.participants.first { $0.name == .kept("家长赵春梅") })
            let page = "/mine/invitations/\(person.id)"
            #expect(try await resident.get(page).text.contains("停车调查"))
            #expect(try await resident.get("\(page)/papers/\(paper.id)").body == Village.pdf)
            #expect(try await village.residentBrowser("13700000007").get("\(page)/papers/\(paper.id)").status == 404)
            village.clock.move(minutes: 1)
            let program = try await village.resident("13700000001")
            #expect(try await program.get("/resident/invitations/\(person.id)/papers/\(paper.id)").body == Village.pdf)

            // Everybody reads what is public, and nothing else.
            let (visitor, open) = (village.visitor(), "/sessions/\(session)")
            #expect(!(try await visitor.get(open).text.contains("停车调查")))
            #expect(try await visitor.get("\(open)/papers/\(paper.id)").status == 404)
            let change = "/desk/sessions/\(session)/papers-change"
            #expect(try await secretary.post(change, ["paper": paper.id.text, "change": "publish"]).status == 200)
            #expect(try await visitor.get(open).text.contains("停车调查"))
            #expect(try await visitor.get("\(open)/papers/\(paper.id)").body == Village.pdf)
            #expect(try await village.program().get("\(open)/papers/\(paper.id)").body == Village.pdf)

            // Those who are invited hear of it once.
            await village.sendMessages(.sms)
            func texts() -> Int { village.shown.count { $0.text.contains("材料可以看了") } }
            #expect(texts() == 0)
            try await village.act(.ready, on: session, as: .secretary)
            await village.sendMessages(.sms)
            #expect(texts() == 1)
            let second = try await secretary.post(
                path, ["title": "补充", "file": [try await upload(village, as: .secretary)]])
            #expect(second.status == 200)
            await village.sendMessages(.sms)
            #expect(texts() == 1)
            await village.deliverLetters()
            #expect(try await village.browser(of: .member).get("/desk/notices").text.contains("材料可以看了"))

            let gone = try await secretary.post(change, ["paper": paper.id.text, "change": "withdraw"])
            #expect(gone.status == 200)
            #expect(
                try await secretary.post(change, ["paper": paper.id.text, "change": "withdraw"])["code"] == "no_paper")
            #expect(try await visitor.get("\(open)/papers/\(paper.id)").status == 404)
            #expect(try await village.browser(of: .secretary).get(file).status == 404)
            #expect(try await village.rowDifferences() == [])
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test("the record says by when papers are due, whose each is, and which came late")
    func late() async throws {
        try await Village.with(.sqlite) { village in
            let topic = try await village.carry(to: .ready).topic.id
            let secretary = try await village.program(of: .secretary)
            let planned = try await secretary.post(
                "/desk/sessions",
                [
                    "form": "sector", "title": "校门口怎样不堵", "topics": [topic.text], "day": "2026-03-13", "time": "15:00",
                    "place": "社区会议室",
                ])
            let session = try #require(planned["id"].flatMap { ConsultationSession.ID($0) }, "\(planned.text)")
            #expect(planned["papersDue"] == "2026-03-11")
            try await village.act(.announce, on: session, as: .convener)
            try await village.act(.invite, ["category": "department", "names": "韩科长"], on: session, as: .secretary)
            let head = try #require(try await village.session(session)?.participants.first)
            let browser = try await village.browser(of: .secretary)
            #expect(try await browser.get("/desk/sessions/\(session)").text.contains("会前2个工作日交，最晚3月11日"))
            village.clock.move(minutes: 7 * 24 * 60)
            let later = try await village.program(of: .secretary)
            let handed = try await later.post(
                "/desk/sessions/\(session)/papers",
                ["title": "交警意见", "file": [try await upload(village, as: .secretary)], "author": head.id.text])
            let papers = try #require(handed.object["papers"] as? [[String: Any]], "\(handed.text)")
            #expect(papers.first?["isLate"] as? Bool == true)
            let page = try await village.browser(of: .secretary).get("/desk/sessions/\(session)").text
            #expect(page.contains("晚交") && page.contains("韩科长 3月12日交"))
        }
    }
}
