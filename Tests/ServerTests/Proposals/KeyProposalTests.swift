// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Key proposals, their supervision and the look back", .serialized)
struct KeyProposalTests {
    @Test(
        "several proposals are supervised in one session, and the link is read from both ends",
        arguments: EngineKind.allCases)
    func consultation(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let first = try await village.fileProposal()
            let second = try await village.fileProposal(Village.proposalFields("关于清理河道的提案"), by: .otherMember)
            _ = try await village.assignProposal(first)
            let office = try await village.program(of: .proposalOfficer)
            let bare = try await office.post("\(first)/key", ["leader": "县委书记"])
            #expect(bare.status == 422, "why is asked too")
            let key = try await office.post("\(first)/key", ["leader": "县委书记", "reason": "群众说得多"])
            #expect(key["keyReason"] == "群众说得多" && key.object["isKey"] as? Bool == true, "\(key.text)")
            let session = try await Self.session(village)
            var fields: [String: Any] = [
                "records": [first, second].map { String($0.split(separator: "/").last ?? "") }, "means": "site_visit",
                "day": village.clock.now.day.description, "people": "提案者、承办单位", "words": "商定先查后修",
                "session": session,
            ]
            let wrong = try await office.post("/desk/bulk/proposals/supervision", fields)
            #expect(wrong.status == 422 && wrong["code"] == "not_consultation", "\(wrong.text)")
            fields["means"] = "consultation"
            let done = try await office.post("/desk/bulk/proposals/supervision", fields)
            #expect((done.object["done"] as? [Any])?.count == 2, "\(done.text)")
            let read = try await office.get(first)
            #expect(read.object["consultations"] as? [String] == [session], "\(read.text)")
            #expect(read.object["supervisions"] as? Int == 1)
            let page = try await village.browser(of: .proposalOfficer).get(first).text
            for words in ["督办协商", "/sessions/\(session)", "群众说得多", "县委书记"] { #expect(page.contains(words), "\(words)") }
            let other = try await village.browser(of: .secretary).get("/desk/sessions/\(session)").text
            #expect(other.contains("协商的提案") && other.contains("另有2件"), "who sees no proposals reads how many")
            let none = try await office.post(
                "\(first)/supervision",
                [
                    "means": "consultation", "day": village.clock.now.day.description, "people": "三方", "words": "谈了",
                    "session": first.split(separator: "/").last.map(String.init) ?? "",
                ])
            #expect(none.status == 422 && none.text.contains("\"session\""), "\(none.text)")
            #expect(try await village.rowDifferences() == [])
        }
    }

    /// An announced session of the form in which proposals are talked over.
    private static func session(_ village: Village) async throws -> String {
        let topic = try await village.carry(to: .ready).topic.id
        try await village.giveOffice(.secretary)
        let planned = try await village.program(of: .secretary).post(
            "/desk/sessions",
            [
                "title": "提案办理协商会", "topics": [topic.text], "day": "2026-03-20", "time": "15:00", "place": "政协会议室",
                "form": ConsultationForm.proposalHandlingCode,
            ])
        let id = try #require(planned["id"], "\(planned.text)")
        let announced = try await village.program(of: .convener).post("/desk/sessions/\(id)/announcement", [:])
        #expect(announced.status == 200, "\(announced.text)")
        return id
    }

    @Test(
        "what is promised stands on the list by its day, and the year after says what came of it",
        arguments: EngineKind.allCases)
    func followUp(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let promised = try await village.answerProposal(try await village.fileProposal(), outcome: "B")
            let opinion = try #require(try await village.askedOpinions(of: .member).first)
            try await village.opine(opinion, "satisfied")
            let office = try await village.program(of: .proposalOfficer)
            let closed = try await office.post("\(promised)/closing", [:])
            #expect(closed["state"] == "closed" && closed["dueOn"] != nil, "\(closed.text)")
            let listed = try await office.get("/desk/proposals?part=promised")
            let items = try #require(listed.object["items"] as? [[String: Any]])
            #expect(items.count == 1 && items.first?["dueOn"] as? String == closed["dueOn"])
            #expect((try await office.get("/desk/proposals?part=over").object["items"] as? [Any])?.isEmpty == true)
            #expect(try await office.post("\(promised)/follow-up", [:])["code"] == "too_early")
            village.clock.move(hours: 366 * 24)
            let begun = try await village.program(of: .proposalOfficer).post("\(promised)/follow-up", [:])
            #expect(begun["state"] == "follow_up", "\(begun.text)")
            let result = try await village.program(of: .proposalOfficer).post(
                "\(promised)/follow-up-result", ["outcome": "A", "words": "灯都换好了"])
            #expect(result["state"] == "closed" && result["outcome"] == "A" && result["dueOn"] == nil, "\(result.text)")
            let sheet = try await village.program(of: .proposalOfficer).get("/desk/proposal-statistics")
            let figures = try #require(sheet.object["figures"] as? [String: Any])
            #expect(figures["promised"] as? Int == 1 && figures["followed_up"] as? Int == 1)
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("what the office sorts as it files is split by category, and sessions stand beside each other")
    func categories() async throws {
        try await Village.with(.sqlite) { village in
            try await village.seatMembers()
            let submitted = try await village.submitProposal()
            let office = try await village.program(of: .proposalOfficer)
            let unknown = try await office.post("\(submitted)/category", ["category": "mood"])
            #expect(unknown.status == 422)
            let filed = try await office.post(
                "\(submitted)/filing", Village.checked.merging(["category": "utilities"]) { $1 })
            #expect(filed["category"] == "utilities" && filed["state"] == "filed", "\(filed.text)")
            #expect(try await office.post("\(submitted)/category", ["category": "roads"])["category"] == "roads")
            let sheet = try await office.get("/desk/proposal-statistics")
            let tables = try #require(sheet.object["tables"] as? [[String: Any]])
            let rows = tables.first { $0["by"] as? String == "category" }?["rows"] as? [[String: Any]]
            #expect(rows?.map { $0["name"] as? String } == ["道路交通"], "\(sheet.text)")
            let years = try #require(sheet.object["years"] as? [[String: Any]])
            #expect(years.count == 1 && years.first?["session"] as? String == "十五届三次会议")
            let records = try await office.get(
                "/desk/proposal-statistics/records?session=15-3&figure=filed&category=roads")
            #expect(records.object["count"] as? Int == 1)
        }
    }
}
