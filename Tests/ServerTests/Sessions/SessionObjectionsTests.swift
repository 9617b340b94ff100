// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What people object to the minutes", .serialized)
struct ObjectionsBesideTests {
    @Test("whoever confirms the minutes reads the objections beside it", arguments: EngineKind.allCases)
    func beside(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let session = try #require(try await village.carry(to: .minuted).session)
            let convener = try await village.browser(of: .convener)
            let path = "/desk/sessions/\(session)/minutes-confirmation"
            #expect(!(try await convener.get(path).text.contains("对纪要的异议")))
            let objected = try await village.program(of: .member).post(
                "/desk/sessions/\(session)/objections", ["text": "单行的时段<b>没有写全"])
            #expect(objected.status == 200)
            let page = try await convener.get(path).text
            #expect(page.contains("对纪要的异议 1条") && page.contains("单行的时段&lt;b&gt;没有写全"))
        }
    }
}
