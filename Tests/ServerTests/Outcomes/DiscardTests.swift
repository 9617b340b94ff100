// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("A draft that is thrown away", .serialized)
struct DiscardTests {
    @Test(
        "it leaves the session and every list with its reason on record, and the outcome needs another",
        arguments: EngineKind.allCases)
    func discarded(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .minuted)
            let (item, session) = (try #require(journey.item), try #require(journey.session))
            let path = "/desk/items/\(item)"
            #expect(
                try await village.program(of: .officer).post("\(path)/discarding", ["reason": "不办"]).status == 404)
            let secretary = try await village.program(of: .secretary)
            let done = try await secretary.post("\(path)/discarding", ["reason": "和另一件写重了。"])
            #expect(done.status == 200 && done.object["isDiscarded"] as? Bool == true)
            #expect(try await secretary.post("\(path)/discarding", ["reason": "再废"])["code"] == "discarded")
            let desk = try await village.browser(of: .secretary)
            #expect(!(try await desk.get("/desk/items?part=to_dispatch").text.contains(item.text)))
            let page = try await desk.get(path).text
            #expect(page.contains("已作废") && page.contains("和另一件写重了。"))
            #expect(!(try await desk.get("/desk/sessions/\(session)").text.contains("href=\"\(path)\"")))
            #expect(try await village.session(session)?.items == [])
            try await village.act(.confirmMinutes, on: session, as: .convener)
            let convener = try await village.program(of: .convener)
            #expect(try await convener.post("/desk/sessions/\(session)/outcome", [:])["code"] == "no_items")
        }
    }
}
