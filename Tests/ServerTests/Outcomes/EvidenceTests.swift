// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Photos and documents of an item", .serialized)
struct EvidenceTests {
    @Test(
        "what shows the progress and the report lies with the item, for whoever sees the item",
        arguments: EngineKind.allCases)
    func evidence(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .accepted)
            let item = try #require(journey.item)
            let path = "/desk/items/\(item)"
            let officer = try await village.program(of: .officer)
            let (first, second) = (try await village.upload(by: .officer), try await village.upload(by: .officer))
            let progress = try await officer.post(
                "\(path)/progress", ["text": "标线划了一半。", "evidence": [first.id.text]])
            #expect(progress.status == 200, "\(progress.text)")
            let report = try await officer.post(
                "\(path)/report",
                ["adoption": "adopted", "claimed": "solved", "text": "划好了。", "evidence": [second.id.text]])
            let told = (report.object["evidence"] as? [[String: Any]])?.compactMap { $0["id"] as? String }
            #expect(told == [first.id.text, second.id.text])
            for (villager, status) in [
                (Villager.officer, 200), (.colleague, 200), (.secretary, 200), (.leader, 200), (.otherOfficer, 404),
                (.otherSecretary, 404),
            ] {
                let browser = try await village.browser(of: villager)
                #expect(try await browser.get("/desk/attachments/\(first.id)").status == status, "\(villager)")
            }
            let secretary = try await village.browser(of: .secretary)
            #expect(try await secretary.get(path).text.contains("照片和材料（2个）"))
            let trace = try await secretary.get("/desk/topics/\(journey.topic.id)").text
            #expect(trace.contains("href=\"\(path)#files\""))
            let strangers = try await village.visitor().get("/topics/\(journey.topic.id)").text
            #expect(!strangers.contains("照片和材料"))
        }
    }

    @Test("what somebody else has uploaded is not taken, and nothing is written then")
    func foreign() async throws {
        try await Village.with(.sqlite) { village in
            let item = try #require(try await village.carry(to: .accepted).item)
            let foreign = try await village.upload(by: .secretary)
            let answer = try await village.program(of: .officer).post(
                "/desk/items/\(item)/progress", ["text": "有进展。", "evidence": [foreign.id.text]])
            #expect(answer.status >= 400 && answer.status < 500)
            #expect(try await village.item(item)?.state == .accepted)
        }
    }

    @Test("many at once are done without files: they belong to one item")
    func bulk() async throws {
        try await Village.with(.sqlite) { village in
            _ = try await village.carry(to: .accepted)
            let officer = try await village.browser(of: .officer)
            #expect(!(try await officer.get("/desk/bulk/items/progress").text.contains("name=\"evidence\"")))
        }
    }
}
