// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Finding published proposals by their words", .serialized)
struct ProposalSearchTests {
    private static let texts = [
        ("更换村口路灯", "村口路灯不亮，建议更换。"), ("3号楼電梯常坏", "請儘快維修電梯。"), ("修水渠", "水渠堵了，路灯也不亮。"),
    ]

    /// Which of the texts hold the words, by their places.
    private static let cases: [(words: String, found: Set<Int>)] = [
        ("路灯", [0, 2]), ("电梯", [1]), ("电梯 维修", [1]), ("水渠 路灯", [2]), ("15-3-002", [1]), ("楼", [1]), ("桥梁", []),
        ("建议更换路灯", []),
    ]

    private func search(_ words: String, _ village: Village) async throws -> [Proposal.ID] {
        let store = PublicProposalStore(tenant: village.story.county.id, contents: village.services.contents)
        return try await village.services.engine.read {
            try store.published(.init(words: words), after: nil, limit: 10, in: $0).map(\.id)
        }
    }

    private func blocks(_ village: Village) async throws -> Int {
        try await village.services.engine.read {
            try $0.first("SELECT COUNT(*) FROM proposal_gram_block") { try $0.next(Int.self) } ?? 0
        }
    }

    @Test(
        "is the same by the index, without it, and by one that was made anew, and nothing is left of what is gone",
        arguments: EngineKind.allCases)
    func found(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let office = try await village.program(of: .proposalOfficer)
            var addresses: [String] = []
            for (number, text) in Self.texts.enumerated() {
                let address = try await village.fileProposal(Village.proposalFields("关于第\(number)件事的提案"))
                let reviewed = try await office.post("\(address)/review", ["title": text.0, "body": text.1])
                #expect(reviewed["publication"] == "published", "\(reviewed.text)")
                addresses.append(address)
            }
            let ids = addresses.compactMap { $0.split(separator: "/").last.flatMap { Proposal.ID($0) } }
            func check(_ way: String) async throws {
                for (words, found) in Self.cases {
                    let hits = try await search(words, village)
                    #expect(hits == ids.indices.reversed().filter(found.contains).map { ids[$0] }, "\(way): \(words)")
                }
            }
            try await check("kept in step")
            try await village.services.engine.write {
                for table in ["proposal_gram_block", "indexed_proposal", "proposal_index"] as [SQL] {
                    try $0.execute("DELETE FROM \(table)")
                }
            }
            try await check("without an index")
            try await TextIndexing(services: village.services, batch: 2).catchUp()
            #expect(try await blocks(village) > 0)
            try await check("made anew")
            for address in addresses {
                #expect(try await office.post("\(address)/unpublishing", ["reason": "更正"]).status == 200)
            }
            #expect(try await search("路灯", village) == [])
            #expect(try await blocks(village) == 0)
        }
    }
}
