// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Judging and honouring proposals and units", .serialized)
struct CommendationRoutesTests {
    private static var marks: [String: Any] {
        [
            "evaluator": "县统计学会", "points_organisation": "18", "points_contact": "20", "points_reply": "22",
            "points_result": "27", "words": "答得实，还要快",
        ]
    }

    @Test(
        "a third party judges a unit, good proposals are reviewed one by one, and the numbers decide what is announced",
        arguments: EngineKind.allCases)
    func honouring(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let sector = try await village.seatMembers()
            let own = try await village.fileProposal()
            let collective = try await village.fileProposal(
                Village.proposalFields("关于规范托管的提案").merging(["kind": "sector", "body": sector.text]) { $1 })
            let office = try await village.program(of: .proposalOfficer)
            let begun = try await office.post("/desk/commendations", ["span": "15-3"])
            #expect(begun.status == 201 && begun["title"] == "十五届三次会议好提案评选", "\(begun.text)")
            let id = try #require(begun["id"])
            let address = "/desk/commendations/\(id)"
            #expect(try await office.post("/desk/commendations", ["span": "15-3"])["code"] == "already_begun")
            #expect(try await office.post("/desk/commendations", ["span": "十五届"]).status == 422)
            let unit = ["unit": village.story.unit.id.text] as [String: Any]
            let judged = try await office.post("\(address)/evaluations", Self.marks.merging(unit) { $1 })
            #expect(judged.status == 200, "\(judged.text)")
            let again = try await office.post("\(address)/evaluations", Self.marks.merging(unit) { $1 })
            #expect(again["code"] == "already_evaluated")
            for number in ["15-3-001", "15-3-2"] {
                let nominated = try await office.post("\(address)/proposals", ["number": number, "reason": "写得实"])
                #expect(nominated.status == 200, "\(nominated.text)")
            }
            #expect(try await office.post("\(address)/proposals", ["number": "15-3-9", "reason": "好"]).status == 422)
            #expect(
                try await office.post("\(address)/units", unit.merging(["reason": "办得好"]) { $1 }).status == 200)
            let early = try await office.post("\(address)/announcement", ["decidedBy": "主席会议"])
            #expect(early["code"] == "not_reviewed")
            for nominee in [Self.id(own), Self.id(collective), village.story.unit.id.text] {
                let reviewed = try await office.post(
                    "\(address)/reviews", ["nominee": nominee, "verdict": "listed", "words": "好"])
                #expect(reviewed.status == 200, "\(reviewed.text)")
            }
            let many = try await office.post("\(address)/announcement", ["decidedBy": "主席会议"])
            #expect(many["code"] == "too_many" && many.text.contains("立案2件，最多评1%，就是1件"), "\(many.text)")
            let dropped = try await office.post(
                "\(address)/reviews", ["nominee": Self.id(collective), "verdict": "not_listed", "words": "明年再说"])
            #expect(dropped.status == 200)
            let few = try await office.post("\(address)/announcement", ["decidedBy": "主席会议"])
            #expect(few["code"] == "too_few_collective" && few.text.contains("集体提案0件，少了：至少20%，就是1件"), "\(few.text)")
            for (nominee, verdict) in [(Self.id(own), "not_listed"), (Self.id(collective), "listed")] {
                _ = try await office.post(
                    "\(address)/reviews", ["nominee": nominee, "verdict": verdict, "words": "以这次为准"])
            }
            let visitor = village.visitor()
            #expect(try await visitor.get("/good-proposals").text.contains("还没有公布过"))
            let announced = try await office.post("\(address)/announcement", ["decidedBy": "县政协第20次主席会议"])
            #expect(announced["state"] == "announced", "\(announced.text)")
            let page = try await visitor.get("/good-proposals").text
            for words in ["十五届三次会议好提案评选", "15-3-002", "全文还没有公开", village.story.unit.name] {
                #expect(page.contains(words), "\(words)")
            }
            #expect(!page.contains("托管"), "the text of what is not published stays in the house")
            #expect(try await office.get(collective).object["commendations"] as? [String] == [id])
            let record = try await village.browser(of: .leader).get(address).text
            for words in ["县统计学会", "共87/100", "立案2件", "集体提案"] { #expect(record.contains(words), "\(words)") }
            #expect(try await village.program(of: .member).get(address).status == 404)
            let nominees = try await office.get("\(ProposalTable.nominees.address)?session=15-3&format=csv").text
            for words in ["委员提案,15-3-001", "集体提案,15-3-002,关于规范托管的提案,列入名单", "承办单位,,\(village.story.unit.name)"] {
                #expect(nominees.contains(words), "\(words): \(nominees)")
            }
            let sums = try await office.get("\(ProposalTable.evaluations.address)?session=15-3&format=csv").text
            #expect(sums.contains("县统计学会,87,100"), "\(sums)")
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("of many who begin one for the same session at once one does", arguments: EngineKind.allCases)
    func doubles(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let office = try await village.program(of: .proposalOfficer)
            let answers = try await withThrowingTaskGroup(of: WebAnswer.self) { group in
                for _ in 0..<8 { group.addTask { try await office.post("/desk/commendations", ["span": "15"]) } }
                return try await group.reduce(into: [WebAnswer]()) { $0.append($1) }
            }
            #expect(answers.count { $0.status == 201 } == 1 && answers.count { $0["code"] == "already_begun" } == 7)
            let first = try #require(answers.first { $0.status == 201 }?["id"])
            let dropped = try await office.post("/desk/commendations/\(first)/dropping", ["reason": "今年不评"])
            #expect(dropped["state"] == "dropped")
            #expect(try await office.post("/desk/commendations", ["span": "15"]).status == 201)
        }
    }

    private static func id(_ address: String) -> String { address.split(separator: "/").last.map(String.init) ?? "" }
}
