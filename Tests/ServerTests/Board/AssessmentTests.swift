// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("The handling assessment of units", .serialized)
struct AssessmentTests {
    @Test("each figure is out of something, and is the length of the list it opens", arguments: EngineKind.allCases)
    func figures(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            _ = try await village.carry(to: .closed)
            _ = try await village.carry(to: .verified, claimed: .partly)
            _ = try await village.carry(to: .dispatched)
            village.clock.move(hours: 24 * 20)
            let program = try await village.program(of: .leader)
            let units = try await program.get("/desk/assessment").object["units"] as? [[String: Any]]
            let unit = try #require(units?.first)
            #expect(
                units?.count == 1 && unit["items"] as? Int == 3 && unit["unit"] as? String == village.story.unit.id.text
            )
            let figures = try #require(unit["figures"] as? [[String: Any]])
            let told = Dictionary(
                uniqueKeysWithValues: figures.map {
                    ($0["figure"] as? String ?? "", [$0["count"] as? Int, $0["of"] as? Int])
                })
            #expect(
                told == [
                    "verified": [2, 3], "closed": [1, 3], "overdue": [1, 3], "claimed": [1, 2], "confirmed": [1, 1],
                    "unflagged": [1, 1], "commented": [0, 3], "scored": [0, 1],
                ])
            let browser = try await village.browser(of: .leader)
            let page = try await browser.get("/desk/assessment").text
            for link in page.matches(of: /href="(\/desk\/board\/items[^"]*)">\s*(\d+)/) {
                let address = String(link.1).replacing("&amp;", with: "&")
                let count = try await program.get(address).object["count"] as? Int
                #expect(count == Int(link.2), "\(address)")
            }
            #expect(page.matches(of: /href="\/desk\/board\/items/).count == 10)
            let csv = try await browser.get("/desk/assessment/table?format=csv")
            #expect(
                csv.text.contains(village.story.unit.name) && csv.text.contains("3,,2,3,1,3,1,3,1,2,1,1,1,1,0,3,0,1"))
            #expect(try await browser.get("/desk/assessment/table").status == 200)
            #expect(try await program.get("/desk/assessment?from=2026-05-01&to=2026-01-01").status == 422)
            let other = try await village.program(of: .otherSecretary).get("/desk/assessment")
            #expect((other.object["units"] as? [Any])?.isEmpty == true, "that room has none")
        }
    }
}
