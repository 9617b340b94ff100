// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Statistics of proposals", .serialized)
struct ProposalStatisticsRoutesTests {
    @Test("every number opens as many records as it says", arguments: EngineKind.allCases)
    func drillDown(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let sector = try await village.seatMembers()
            let first = try await village.answerProposal(try await village.fileProposal())
            _ = try await village.fileProposal(Village.proposalFields("关于清理河道的提案"), by: .otherMember)
            _ = try await village.submitProposal(Village.proposalFields("关于修桥的提案"), by: .otherMember)
            let opinion = try #require(try await village.askedOpinions(of: .member).first)
            try await village.opine(opinion, "satisfied")
            let office = try await village.program(of: .proposalOfficer)
            #expect(try await office.post("\(first)/closing", [:])["state"] == "closed")
            let sheet = try await office.get("/desk/proposal-statistics")
            #expect(sheet["session"] == "十五届三次会议" && sheet.object["isBalanced"] as? Bool == true, "\(sheet.text)")
            let figures = try #require(Self.figures(sheet.object["figures"]))
            let expected = [
                "submitted": 3, "filed": 2, "bundles": 1, "closed": 1, "assigned": 1, "in_time": 1, "asked": 1,
                "returned": 1, "content": 1,
            ]
            for (figure, count) in expected { #expect(figures[figure] == count, "\(figure)") }
            try await self.open(figures, "session=15-3", office)
            let tables = try #require(sheet.object["tables"] as? [[String: Any]])
            var opened = 0
            for table in tables {
                let by = try #require(table["by"] as? String)
                for row in try #require(table["rows"] as? [[String: Any]]) {
                    let value = try #require(row["value"] as? String)
                    try await self.open(
                        try #require(Self.figures(row["figures"])), "session=15-3&\(by)=\(value)", office)
                    opened += 1
                }
            }
            #expect(opened == 4, "one unit, one kind, one sector, one class")
            #expect(tables.description.contains(sector.text))
            let page = try await village.browser(of: .leader).get("/desk/proposal-statistics").text
            for words in ["立案率", "（67%）", "满意率", "意见回收率", "账是平的", "按承办单位", "答复结果"] {
                #expect(page.contains(words), "\(words)")
            }
            let unit = village.story.unit.id.text
            #expect(page.contains("session=15-3&amp;class=A&amp;unit=\(unit)&amp;figure=answered"), "\(page)")
            let mixed = try await office.get(
                "/desk/proposal-statistics/records?session=15-3&figure=answered&unit=\(unit)&class=A")
            #expect(mixed.object["count"] as? Int == 1, "the class mix of a unit opens what it counts")
            let mixes = try #require(sheet.object["unitClasses"] as? [[String: Any]], "\(sheet.text)")
            let classes = try #require(mixes.first { $0["unit"] as? String == unit }?["classes"] as? [[String: Any]])
            #expect(mixes.count == 1 && mixes.first?["name"] as? String == village.story.unit.name)
            #expect(classes.map { $0["class"] as? String } == ["A"] && classes.map { $0["count"] as? Int } == [1])
            let records = try await village.browser(of: .leader)
                .get("/desk/proposal-statistics/records?session=15-3&figure=filed").text
            #expect(records.contains("立案 2 件") && records.contains("关于清理河道的提案"))
            for villager in [Villager.member, .officer, .secretary] {
                #expect(try await village.browser(of: villager).get("/desk/proposal-statistics").status == 404)
            }
            let wrong = try await office.get("/desk/proposal-statistics/records?session=15-3&figure=mood")
            #expect(wrong.status == 422)
        }
    }

    private static func figures(_ value: Any?) -> [String: Int]? {
        (value as? [String: Any])?.compactMapValues { $0 as? Int }
    }

    /// Asks for the records of each number, and counts them.
    private func open(_ figures: [String: Int], _ query: String, _ program: APIClient) async throws {
        for (figure, count) in figures {
            let records = try await program.get("/desk/proposal-statistics/records?\(query)&figure=\(figure)")
            let items = records.object["items"] as? [Any]
            #expect(records.object["count"] as? Int == count && items?.count == count, "\(query) \(figure)")
        }
    }
}
