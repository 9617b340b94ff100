// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import TestSupport
import Testing

@testable import Server

@Suite("The documents that the code writes")
struct DescriptionTests {
    @Test("docs/lifecycles is what the rules say", arguments: Description.Lifecycle.allCases)
    func lifecycles(_ kind: Description.Lifecycle) throws {
        let written = try Repository.text("docs/lifecycles/\(kind.rawValue).md")
        #expect(written == Description.lifecycle(kind) + "\n")
    }

    @Test("docs/routes.md is what the route table says")
    func routes() async throws {
        try await Village.with(.sqlite) { village in
            let described = Description.routes(of: village.installation) + "\n"
            let written = try Repository.text("docs/routes.md")
            #expect(written == described)
        }
    }
}
