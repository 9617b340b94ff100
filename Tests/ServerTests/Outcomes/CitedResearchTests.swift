// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("The research that an item cites", .serialized)
struct CitedResearchTests {
    @Test(
        "an item names who looked into its topic, and when, to the room and to the unit (BR-02)",
        arguments: EngineKind.allCases)
    func cited(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let item = try #require(try await village.carry(to: .accepted).item)
            for reader in [Villager.secretary, .officer, .leader] {
                let page = try await village.browser(of: reader).get("/desk/items/\(item)").text
                let parts = page.split(separator: "调研依据", maxSplits: 1)
                #expect(parts.count == 2, "\(reader)")
                let row = parts.last ?? ""
                #expect(row.prefix(120).contains("3月5日交的调研记录"), "\(reader): \(row.prefix(120))")
            }
        }
    }
}
