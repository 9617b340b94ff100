// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("A unit's list of what the room puts to it", .serialized)
struct UnitCommentsTests {
    private static let words = "公交站能不能南移"

    @Test(
        "is told each time when something of it has changed, without a word of what was said, and reads it anew",
        arguments: EngineKind.allCases)
    func told(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let live = try await village.openLive(beside: village.announceSession())
            let (comment, other) = (
                try await village.comment(Self.words, on: live),
                try await village.comment("东门的小摊", on: live, phone: "13812340002")
            )
            let secretary = try await village.program(of: .secretary)
            let (mine, others) = (try await watch(.officer, village), try await watch(.otherOfficer, village))
            #expect(try await !list(.officer, village).contains(Self.words))

            try await village.cutIn(comment)
            try await mine.wait { $0.numbers.count == 1 }
            #expect(try await list(.officer, village).contains(Self.words), "what is read by hand says the same")
            // The colleague is told as well, by a page that has seen the first.
            let colleague = try await watch(.colleague, village)
            try await village.cutIn(other)
            try await mine.wait { $0.numbers.count == 2 }
            try await colleague.wait { $0.numbers.count == 1 }
            #expect(others.numbers.isEmpty, "nobody has asked the other unit")

            let moved = try await secretary.post(
                "/desk/comments/\(other)/redirection", ["unit": village.story.otherUnit.id.text])
            #expect(moved.status == 200, "\(moved.text)")
            try await mine.wait { $0.numbers.count == 3 }
            try await others.wait { $0.numbers.count == 1 }
            #expect(try await !list(.officer, village).contains("东门的小摊"))
            #expect(try await list(.otherOfficer, village).contains("东门的小摊"))

            let noted = try await secretary.post("/desk/comments/\(comment)/noted-answer", ["words": "下月移"])
            #expect(noted["state"] == "answered", "\(noted.text)")
            try await mine.wait { $0.numbers.count == 4 }
            // What is left on the screen when the window closes is a task with its day from then on.
            #expect(try await secretary.post("/desk/live/\(live)/closing", [:])["state"] == "closed")
            try await others.wait { $0.numbers.count == 2 }
            #expect(mine.numbers.count == 4 && mine.numbers == mine.numbers.sorted())
            for watching in [mine, others, colleague] {
                #expect(watching.received.contains("event: changed\ndata: {}\n"))
                for said in [Self.words, "东门", "下月移", "豆豆妈"] { #expect(!watching.received.contains(said), "\(said)") }
                await watching.leave()
            }
            #expect(try await village.verify().isClean)
        }
    }

    @Test("is told to those who answer for the unit, as long as they do, and to nobody else")
    func hidden() async throws {
        try await Village.with(.sqlite) { village in
            let (unit, other) = (village.story.unit.id, village.story.otherUnit.id)
            let page = try await village.browser(of: .officer).get("/desk/comments").text
            let address = try address(in: page)
            #expect(address == "/streams/unit-comments/\(unit)?after=0", "no ticket: the right is looked at each time")
            #expect(page.contains("data-stream-note hidden>"), "whoever is writing is asked first")
            #expect(try await village.visitor().get(address).status == 404)
            for villager in Villager.allCases where ![.officer, .colleague].contains(villager) {
                #expect(try await village.browser(of: villager).get(address).status == 404, "\(villager)")
                #expect(try await village.program(of: villager).get("/streams/unit-comments/\(unit)").status == 404)
            }
            #expect(try await village.browser(of: .officer).get("/streams/unit-comments/\(other)").status == 404)
            let lists = try await village.browser(of: .secretary).get("/desk/comments").text
            #expect(!lists.contains("data-stream="), "whoever moderates has the columns")
        }
    }

    private func list(_ villager: Villager, _ village: Village) async throws -> String {
        try await village.browser(of: villager).get("/desk/comments").text
    }

    /// Watches by the address that the list says, with the cookie of whoever reads it.
    private func watch(_ villager: Villager, _ village: Village) async throws -> Watching {
        let browser = try await village.browser(of: villager)
        let address = try address(in: try await browser.get("/desk/comments").text)
        let cookie = try #require(browser.cookies["sign_in"])
        let watching = try await Watching(
            port: village.client.port, address, headers: [("Cookie", "sign_in=\(cookie)")])
        try await watching.wait { $0.received.contains("retry: ") }
        return watching
    }

    private func address(in page: String) throws -> String {
        let found = try #require(page.firstMatch(of: /data-stream="([^"]+)"/), "\(page)")
        return String(found.output.1).replacing("&amp;", with: "&")
    }
}
