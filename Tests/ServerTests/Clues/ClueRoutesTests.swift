// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What residents leave for those who write proposals", .serialized)
struct ClueRoutesTests {
    @Test(
        "somebody without an account leaves a clue, the office lets members read it, one writes a proposal, and the link is kept",
        arguments: EngineKind.allCases)
    func takenUp(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let words = "村口三盏路灯半年不亮，老人晚上不敢出门。"
            #expect(try await village.program().post("/clues", ["text": ""]).status == 422)
            #expect(try await village.program().post("/clues", ["text": words]).status == 201)
            let visitor = village.visitor()
            let page = try await visitor.get("/clues").text
            #expect(page.contains("收到1条，写成提案0条") && !page.contains("老人晚上"), "what was left is not public")
            let (office, member) = (
                try await village.program(of: .proposalOfficer), try await village.program(of: .member)
            )
            let listed = try await office.get("/desk/clues").object["items"] as? [[String: Any]]
            let id = try #require(listed?.first?["id"] as? String)
            #expect((try await member.get("/desk/clues").object["items"] as? [Any])?.isEmpty == true)
            #expect(try await member.get("/desk/clues/\(id)").status == 404)
            let early = try await member.post("/desk/proposals", Village.proposalFields().merging(["clue": id]) { $1 })
            #expect(early.status == 422, "\(early.text)")
            #expect(try await member.post("/desk/clues/\(id)/release", [:]).status == 404)
            #expect(try await office.post("/desk/clues/\(id)/release", [:])["state"] == "released")
            #expect(try await member.get("/desk/clues/\(id)")["text"] == words)
            let form = try await village.browser(of: .member).get("/desk/proposal?clue=\(id)").text
            #expect(form.contains(id) && form.contains("由哪条线索来"))
            let begun = try await member.post("/desk/proposals", Village.proposalFields().merging(["clue": id]) { $1 })
            #expect(begun.status == 201 && begun["clue"] == id, "\(begun.text)")
            let grown = try #require(begun["id"])
            #expect(try await member.get("/desk/clues/\(id)").object["proposals"] as? [String] == [grown])
            #expect(try await village.browser(of: .member).get("/desk/proposals/\(grown)").text.contains("居民留下的线索"))
            let after = try await visitor.get("/clues").text
            #expect(after.contains("收到1条，写成提案1条") && !after.contains("由线索写成的提案"), "a draft is nobody's to read")
            #expect(try await office.post("/desk/clues/\(id)/setting-aside", ["reason": "写好了"])["state"] == "set_aside")
            #expect(try await member.get("/desk/clues/\(id)").status == 404)
            let table = try await office.get("\(ProposalTable.clues.address)?format=csv").text
            #expect(table.contains("\(words),放下了,1"), "\(table)")
            #expect(try await village.program(of: .officer).get("/desk/clues").status == 404)
            #expect(try await village.rowDifferences() == [])
        }
    }
}
