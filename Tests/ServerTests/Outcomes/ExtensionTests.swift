// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("More time for an item", .serialized)
struct ExtensionTests {
    @Test(
        "the unit asks, the room finds it in a part of its list and grants it or says why not",
        arguments: EngineKind.allCases)
    func asked(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let item = try #require(try await village.carry(to: .accepted).item)
            let path = "/desk/items/\(item)"
            let officer = try await village.program(of: .officer)
            let secretary = try await village.program(of: .secretary)
            let due = try await officer.get(path)["dueOn"]
            #expect(try await secretary.post("\(path)/extension", [:])["code"] == "no_extension_asked")
            #expect(try await secretary.post("\(path)/extension-request", ["reason": "等材料"]).status == 404)
            let asked = try await officer.post("\(path)/extension-request", ["reason": "灯杆要从市里调。"])
            #expect(asked["extensionReason"] == "灯杆要从市里调。" && asked["dueOn"] == due)
            await village.deliverLetters()
            let desk = try await village.browser(of: .secretary)
            #expect(try await desk.get("/desk/notices").text.contains("单位申请延期，请答复"))
            #expect(try await desk.get("/desk/items?part=asking_longer").text.contains("申请延期 1 件"))
            let page = try await desk.get(path).text
            #expect(page.contains("灯杆要从市里调。") && page.contains("同意延期"))
            let refused = try await secretary.post("\(path)/extension-refusal", ["reason": "先借两根。"])
            #expect(refused.status == 200 && refused["dueOn"] == due && refused["extensionReason"] == nil)
            #expect(try await officer.post("\(path)/extension-request", ["reason": "借不到。"]).status == 200)
            let granted = try await secretary.post("\(path)/extension", [:])
            #expect(granted.status == 200 && granted["dueOn"] != due)
            let again = try await officer.post("\(path)/extension-request", ["reason": "再等等。"])
            #expect(again.status == 409 && again["code"] == "already_extended")
        }
    }
}
