// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Proposals as tables", .serialized)
struct ProposalTableTests {
    private func lines(_ table: ProposalTable, _ client: APIClient) async throws -> [String] {
        let saved = try await client.get("\(table.address)?session=15-3&format=csv")
        #expect(saved.status == 200, "\(table): \(saved.text)")
        return saved.text.split(whereSeparator: \.isNewline).map(String.init)
    }

    @Test("hold what the pages say, and silence is no opinion", arguments: EngineKind.allCases)
    func rows(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            try await village.answerProposal(try await village.fileProposal())
            var fields = Village.proposalFields("=关于公式的提案")
            fields["topic"] = village.story.published.id.text
            _ = try await village.fileProposal(fields, by: .otherMember)
            let office = try await village.program(of: .proposalOfficer)
            let proposals = try await lines(.proposals, office)
            #expect(proposals.count == 3 && proposals[0].contains("编号,案由"))
            #expect(proposals[1].contains("15-3-001,关于更换村口路灯的提案,委员,"), "\(proposals[1])")
            #expect(!proposals[2].contains(",=关于"), "no cell is run as a formula")
            #expect(proposals[0].hasSuffix(",类别,来源") && proposals[1].hasSuffix(",") && proposals[2].hasSuffix(",议题"))
            let assignments = try await lines(.assignments, office)
            #expect(assignments.count == 2 && assignments[1].contains("主办,已答复"), "\(assignments)")
            let opinions = try await lines(.opinions, office)
            #expect(opinions.count == 2 && opinions[1].contains("没有意见,没有意见"), "\(opinions)")
            let opinion = try #require(try await village.askedOpinions(of: .member).first)
            #expect(try await village.opine(opinion, "basically").status == 200)
            #expect(try await lines(.opinions, office)[1].contains("满意,基本满意,说一句"))
            let sums = try await lines(.statistics, office)
            #expect(sums[0].contains("提交,立案") && sums[1].contains("十五届三次会议,2,2"), "\(sums)")
            for table in ProposalTable.allCases {
                let workbook = try await village.browser(of: .proposalOfficer).get(table.address)
                #expect(workbook.status == 200 && workbook.body.starts(with: Array("PK".utf8)), "\(table)")
                #expect(try await office.get("\(table.address)?format=ods").status == 422)
            }
            let lines = try await village.program(of: .auditAdministrator).get("/desk/audit?subject=document&limit=50")
            #expect(lines.text.contains("proposal_table_saved"))
            #expect(try await village.verify().isClean)
        }
    }

    @Test("everybody saves what is theirs to see, and words and sums are for those who see all")
    func scopes() async throws {
        try await Village.with(.sqlite) { village in
            try await village.seatMembers()
            _ = try await village.assignProposal(try await village.fileProposal())
            _ = try await village.fileProposal(Village.proposalFields("关于别的事的提案"), by: .otherMember)
            let (member, unit) = (try await village.program(of: .member), try await village.program(of: .officer))
            #expect(try await lines(.proposals, member).count == 2)
            #expect(try await lines(.proposals, unit).count == 2)
            #expect(try await lines(.assignments, unit).count == 2)
            #expect(try await lines(.assignments, village.program(of: .otherOfficer)).count == 1)
            for (client, tables) in [
                (member, [ProposalTable.assignments, .opinions, .statistics, .nominees, .evaluations, .clues]),
                (unit, [.opinions, .statistics, .nominees, .evaluations, .clues]),
                (try await village.program(of: .leader), [.clues]),
            ] {
                for table in tables { #expect(try await client.get(table.address).status == 404, "\(table)") }
            }
        }
    }
}
