// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import Markup
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
            let open = try await village.openCall()
            let base = "/r/\(village.room.token.text)"
            let visitor = village.visitor()
            let slip = try await slip(village)
            let forms = [
                "/mine/sign-in", "\(base)/receptions/\(reception)", "/sessions/\(session)",
                "/topics/\(village.story.published.id)/support", "/clues", "\(open.address)/statement",
                "/s/\(slip)", "/s/\(slip)\(open.address)/statement",
            ]
            for form in forms {
                let page = try await visitor.get(form)
                #expect(page.status == 200 && saysBeforeButton(page.text), "\(form): \(page.text)")
            }
            let notice = try await visitor.get("/privacy")
            #expect(notice.text.contains("点了就是说已满14周岁，或者监护人同意"))
        }
    }

    @Test("on the page where a topic is looked over the line stands with the button, below all that is like it")
    func raising() async throws {
        try await Village.with(.sqlite) { village in
            let base = "/r/\(village.room.token.text)"
            // The same words as what is public: the page has a list of it.
            let lead = try #require(try await village.topic(village.story.published.id)?.publicText?.body.words)
            let checked = try await village.visitor().fillIn(
                "\(base)/raise", action: "\(base)/check", [("text", lead), ("place", ""), ("phone", "")])
            #expect(checked.status == 200 && checked.text.contains("/topics/\(village.story.published.id)"))
            #expect(saysBeforeButton(checked.text), "\(checked.text)")
            #expect(checked.text.occurrences(of: AgeStatement.words) == 1)
            // The button stays at the edge of the screen, and the line within the same bar.
            #expect(checked.text.contains("<div class=\"thumb\">\(AgeStatement.html.text)"))
        }
    }

    /// Whether nothing but markup stands between the line and the button that sends the form.
    private func saysBeforeButton(_ page: String) -> Bool {
        guard let line = page.firstRange(of: AgeStatement.words) else { return false }
        return page[line.upperBound...].prefixMatch(of: /<\/p>\s*<button\b/) != nil
    }

    /// A paper slip of the room.
    private func slip(_ village: Village) async throws -> String {
        let secretary = try await village.program(of: .secretary)
        let base = "/desk/rooms/\(village.room.id)/slips"
        let made = try await secretary.post(base, ["count": "12", "until": "2026-03-31"])
        let batches = made.object["slipBatches"] as? [[String: Any]]
        let batch = try #require(batches?.first?["id"] as? String, "\(made.text)")
        let slips = try await secretary.get("\(base)/\(batch)").object["slips"] as? [[String: Any]]
        return try #require(slips?.first?["code"] as? String)
    }
}
