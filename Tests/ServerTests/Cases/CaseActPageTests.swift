// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("The page of an act", .serialized)
struct CaseActPageTests {
    @Test(
        "one writes at once into the first field that must be filled; after a refusal what is wrong is read first",
        arguments: EngineKind.allCases)
    func focus(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let item = try #require(try await village.carry(to: .accepted).item)
            let officer = try await village.browser(of: .officer)
            let path = "/desk/items/\(item)/progress"
            let page = try await officer.get(path).text
            #expect(page.occurrences(of: " autofocus") == 1)
            #expect(page.firstMatch(of: /<textarea[^>]*name="text"[^>]* autofocus/) != nil)
            let refused = try await officer.fillIn(path, action: path, [("text", "")])
            #expect(refused.status == 422 && !refused.text.contains(" autofocus"))
        }
    }
}
