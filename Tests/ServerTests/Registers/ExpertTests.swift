// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What experts did", .serialized)
struct ExpertTests {
    @Test(
        "the sessions that an expert came to are counted, what was done beside them is kept by the office, and both stand in the file and the table",
        arguments: EngineKind.allCases)
    func file(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let keeper = try await village.program(of: .systemAdministrator)
            func enter(_ register: String, _ values: [String: Any]) async throws -> String {
                let entered = try await keeper.post("/desk/directory/\(register)", values)
                return try #require(entered["id"], "\(entered.text)")
            }
            let pool = try await enter("organs", ["kind": "expert_pool", "name": "协商议事专家团"])
            let person = try await enter("people", ["number": "ZJ01", "name": "尤若谷"])
            _ = try await enter(
                "experts",
                [
                    "person": person, "pool": pool, "fields": "校门口、停车", "startsOn": "2026-01-01",
                    "record": "2025年讲过一课",
                ])
            let announced = try await village.carry(to: .announced)
            let session = try #require(announced.session)
            let secretary = try await village.program(of: .secretary)
            let told = try await secretary.get("/desk/sessions/\(session)/suggestions")
            let suggested = (told.object["experts"] as? [[String: Any]])?.compactMap { $0["person"] as? String }
            #expect(suggested == [person], "\(told.text)")
            for names in ["尤若谷", "没有登记的人"] {
                try await village.act(.invite, ["category": "expert", "names": names], on: session, as: .secretary)
            }
            let linked = try #require(try await village.session(session)).participants.filter { $0.category == .expert }
            #expect(linked.map { $0.expert?.text } == [person, nil] && linked.allSatisfy { $0.person == nil })
            _ = try await village.carry(announced, from: .inProgress, to: .concluded)

            let register = "/desk/directory/contributions"
            let line: [String: Any] = [
                "person": person, "contribution": "review", "contributionName": "评老桥改造方案", "heldOn": "2026-03-04",
                "contributionResult": "建议分两段施工",
            ]
            #expect(try await keeper.post(register, line).status == 404, "this is the committee's business")
            let office = try await village.program(of: .proposalOfficer)
            let early = try await office.post(register, line.merging(["heldOn": "2026-03-20"]) { $1 })
            #expect(early.status == 422 && early.text.contains("contributionResult"))
            #expect(try await office.post(register, line).status == 201)

            for reader in [Villager.proposalOfficer, .secretary, .leader, .systemAdministrator] {
                let program = try await village.program(of: reader)
                let items = try await program.get("/desk/experts").object["items"] as? [[String: Any]]
                #expect(items?.count == 1 && items?[0]["sessions"] as? Int == 1, "\(reader)")
                #expect(items?[0]["contributions"] as? Int == 1)
                let page = try await village.browser(of: reader).get("/desk/experts/\(person)").text
                for words in ["协商议事专家团", "到会1次", "校门口怎样不堵", "评审评议：评老桥改造方案；建议分两段施工", "2025年讲过一课"] {
                    #expect(page.contains(words), "\(reader): \(words)")
                }
            }
            #expect(try await village.program(of: .member).get("/desk/experts").status == 404)
            #expect(try await office.get("/desk/experts/\(village.person(.member))").status == 404, "no expert")
            let table = try await village.browser(of: .proposalOfficer).get("/desk/experts/table?format=csv").text
            #expect(table.contains("尤若谷") && table.contains("2025年讲过一课"))
            #expect(try await village.rowDifferences() == [])
        }
    }
}
