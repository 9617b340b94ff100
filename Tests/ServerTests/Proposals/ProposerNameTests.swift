// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What a body proposes bears its name", .serialized)
struct ProposerNameTests {
    @Test(
        "everybody reads the party and not who signs for it: page, list, search and programs",
        arguments: EngineKind.allCases)
    func published(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let (address, party) = (try await village.filePartyProposal(), Village.partyName)
            let office = try await village.program(of: .proposalOfficer)
            let reviewed = try await office.post("\(address)/review", ["title": "建托育园", "body": "请建一所托育园。"])
            #expect(reviewed["publication"] == "published", "\(reviewed.text)")
            let id = try #require(address.split(separator: "/").last.map(String.init))
            let (visitor, program) = (village.visitor(), village.program())
            for path in ["/proposals/\(id)", "/proposals", "/search?q=%E6%89%98%E8%82%B2%E5%9B%AD"] {
                let page = try await visitor.get(path).text
                #expect(page.contains(party) && !page.contains(Villager.member.name), "\(path)")
            }
            let found = try await visitor.get("/search?q=%E6%B0%91%E8%BF%9B").text
            #expect(found.contains("/proposals/\(id)"), "it is found by the name of the party")
            let one = try await program.get("/proposals/\(id)")
            #expect(one["proposer"] == party && !one.text.contains(Villager.member.name), "\(one.text)")
            let popolo = try await program.get("/popolo")
            let motion = (popolo.object["motions"] as? [[String: Any]])?.first
            let bodies = popolo.object["organizations"] as? [[String: Any]] ?? []
            #expect(motion?["creator_id"] as? String == party, "\(popolo.text)")
            #expect(bodies.contains { $0["id"] as? String == party && $0["parent_id"] as? String == nil })
            #expect((popolo.object["persons"] as? [Any])?.isEmpty == true)
        }
    }

    @Test(
        "numbers open records that name the body, of proposals and of opinions, and so do tables and units",
        arguments: EngineKind.allCases)
    func counted(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let sector = try await village.seatMembers()
            let address = try await village.filePartyProposal()
            let assignment = try await village.assignProposal(address)
            _ = try await village.program(of: .officer).post("/desk/assignments/\(assignment)/receipt", [:])
            try await village.reply(assignment)
            _ = try await village.fileProposal(
                Village.proposalFields("关于规范托管的提案").merging(["kind": "sector", "body": sector.text]) { $1 })
            let (office, party) = (try await village.program(of: .proposalOfficer), Village.partyName)
            func names(_ figure: String) async throws -> [String?] {
                let read = try await office.get(
                    "/desk/proposal-statistics/records?session=15-3&figure=\(figure)")
                return (read.object["items"] as? [[String: Any]] ?? []).map { $0["name"] as? String }
            }
            #expect(try await names("filed") == [party, "教育界"])
            #expect(try await names("asked") == [party], "who was asked is the party")
            #expect(try await names("assigned") == [village.story.unit.name], "of what a unit has, the unit")
            for table in [ProposalTable.proposals, .opinions] {
                let rows = try await office.get("\(table.address)?session=15-3&format=csv").text
                #expect(rows.contains(party) && !rows.contains(Villager.member.name), "\(table.name): \(rows)")
            }
            let unit = try await village.browser(of: .officer).get("/desk/assignments/\(assignment)").text
            #expect(unit.contains("\(party)（\(Villager.member.name)签名）"), "the unit speaks with a person")
            #expect(try await office.get(address)["signer"] == village.person(.member).text)
        }
    }
}
