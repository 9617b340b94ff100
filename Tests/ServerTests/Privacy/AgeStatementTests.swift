// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Children under 14", .serialized)
struct AgeStatementTests {
    @Test("forms by which residents leave something of the own say what sending them states; the notice explains it")
    func forms() async throws {
        try await Village.with(.sqlite, settings: ["gateways": "show"]) { village in
            let reception = try await village.planReception()
            let session = try await village.announceSession(seats: 3)
            let base = "/r/\(village.room.token.text)"
            let visitor = village.visitor()
            let forms = [
                "/mine/sign-in", "\(base)/receptions/\(reception)", "/sessions/\(session)",
                "/topics/\(village.story.published.id)/support",
            ]
            for form in forms {
                let page = try await visitor.get(form)
                #expect(page.status == 200 && page.text.contains(AgeStatement.words), "\(form): \(page.status)")
            }
            let checked = try await visitor.fillIn(
                "\(base)/raise", action: "\(base)/check", [("text", "路灯不亮"), ("place", ""), ("phone", "")])
            #expect(checked.status == 200 && checked.text.contains(AgeStatement.words), "\(checked.text)")
            let notice = try await visitor.get("/privacy")
            #expect(notice.text.contains("点了就是说已满14周岁，或者监护人同意"))
        }
    }
}
