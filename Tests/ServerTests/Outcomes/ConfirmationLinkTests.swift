// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("The people's word", .serialized)
struct ConfirmationLinkTests {
    private static let word = ["outcome": "solved", "rating": "satisfied"]

    @Test("opening a link spends nothing, answering spends it, in the browser too", arguments: EngineKind.allCases)
    func once(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .verified)
            let token = try await link(village, journey)
            let browser = village.visitor()
            for _ in 0..<3 {
                let page = try await browser.get("/c/\(token)")
                #expect(page.status == 200 && page.text.contains(Journey.report))
                #expect(!page.text.contains("王小雨"), "nobody reads what the submitter said")
                #expect(page.header("Cache-Control")?.contains("no-store") == true)
            }
            let incomplete = try await browser.fillIn(
                "/c/\(token)", action: "/c/\(token)", [("outcome", "solved"), ("remark", "慢了点")])
            #expect(incomplete.status == 422 && incomplete.text.contains("慢了点"), "what was typed is kept")
            let said = try await browser.fillIn(
                "/c/\(token)", action: "/c/\(token)", Self.word.map { ($0.key, $0.value) })
            #expect(said.status == 303 && said.header("Location") == "/thanks")
            #expect(try await browser.get("/c/\(token)").status == 404)
            let again = try await village.program().post("/confirmations/\(token)", Self.word)
            #expect(again.status == 404)
        }
    }

    @Test(
        "the same answer under the same key gets the same answer, though the link is spent",
        arguments: EngineKind.allCases)
    func replayed(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let token = try await link(village, try await village.carry(to: .verified))
            let key = "0123456789abcdef"
            let first = try await village.program().post("/confirmations/\(token)", Self.word, key: key)
            let second = try await village.program().post("/confirmations/\(token)", Self.word, key: key)
            #expect(first.status == 200 && second.status == 200 && first.body == second.body)
            #expect(second.header("Idempotency-Replayed") == "true")
        }
    }

    @Test("a link works for thirty days, and a new one voids the old one", arguments: EngineKind.allCases)
    func expiry(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .verified)
            let old = try await link(village, journey)
            let new = try await link(village, journey)
            #expect(old != new)
            let program = village.program()
            #expect(try await program.get("/confirmations/\(old)").status == 404)
            village.clock.move(hours: 24 * 30, milliseconds: -1)
            #expect(try await program.get("/confirmations/\(new)").status == 200)
            village.clock.move(milliseconds: 1)
            #expect(try await program.get("/confirmations/\(new)").status == 404)
            #expect(try await program.post("/confirmations/\(new)", Self.word).status == 404)
        }
    }

    @Test(
        "whoever guesses links is stopped, whether by opening or by sending", arguments: EngineKind.allCases,
        [true, false])
    func misses(_ kind: EngineKind, _ isOpening: Bool) async throws {
        try await Village.with(kind) { village in
            let token = try await link(village, try await village.carry(to: .verified))
            for _ in 0..<40 {
                let torn = try await village.program().get("/confirmations/\(token.dropLast())")
                #expect(torn.status == 404, "what cannot be a link was copied badly, and guesses nothing")
            }
            var statuses: [Int] = []
            for _ in 0..<40 {
                let guess = SecretLink().text
                let answer =
                    isOpening
                    ? try await village.program().get("/confirmations/\(guess)")
                    : try await village.program().post("/confirmations/\(guess)", Self.word)
                statuses.append(answer.status)
            }
            #expect(statuses.first == 404 && statuses.last == 429, "\(statuses)")
            #expect(try await village.program().get("/confirmations/\(token)").status == 429, "the right one as well")
        }
    }

    @Test("a word by code can be changed until the item is closed, and not after", arguments: EngineKind.allCases)
    func changing(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .verified)
            let item = try #require(journey.item)
            let path = "/topics/status/\(journey.topic.code.text)/confirmations/\(item)"
            for outcome in ["unsolved", "partly", "solved"] {
                let answer = try await village.program().post(path, ["outcome": outcome, "rating": "satisfied"])
                #expect(answer["outcome"] == outcome)
            }
            let page = try await village.visitor().get("/status/\(journey.topic.code.text)")
            #expect(page.text.contains("您说过：") && page.text.contains("办结以前可以改"))
            let token = try await link(village, journey)
            #expect(try await village.program().post("/confirmations/\(token)", Self.word).status == 200)
            try await village.act(.close, on: item, as: .secretary)
            let late = try await village.program().post(path, Self.word)
            #expect(late.status == 409 && late["code"] == "not_asking")
            let tally = try await village.program(of: .secretary).get("/desk/items/\(item)").object["confirmed"]
            #expect((tally as? [String: Int])?["solved"] == 2)
            let browser = village.visitor()
            let after = try await browser.get("/status/\(journey.topic.code.text)")
            #expect(!after.text.contains("请您确认"), "nobody is asked any more")
        }
    }

    @Test("a code confirms only what its own submitter is asked", arguments: EngineKind.allCases)
    func foreignCode(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .verified)
            let item = try #require(journey.item)
            let code = village.story.waiting.code.text
            let answer = try await village.program().post("/topics/status/\(code)/confirmations/\(item)", Self.word)
            #expect(answer.status == 409 || answer.status == 404)
            let zone = village.program(host: Village.zoneHost)
            let own = journey.topic.code.text
            #expect(try await zone.post("/topics/status/\(own)/confirmations/\(item)", Self.word).status == 404)
            let tally = try await village.program(of: .secretary).get("/desk/items/\(item)").object["confirmed"]
            #expect((tally as? [String: Int])?["answered"] == 0)
        }
    }

    @Test("the database keeps a link's hash alone", arguments: EngineKind.allCases)
    func hashed(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let token = try await link(village, try await village.carry(to: .verified))
            let hashes = try await village.services.engine.read {
                try $0.rows("SELECT token_hash FROM confirmation WHERE token_hash IS NOT NULL") {
                    try $0.next([UInt8].self)
                }
            }
            #expect(hashes == [try #require(SecretLink(token)).hash])
            #expect(village.log.lines.allSatisfy { !$0.contains(token) })
        }
    }

    @Test(
        "in a next round the first round's submitter is asked, by the code that was given once",
        arguments: EngineKind.allCases)
    func nextRound(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let first = try await village.carry(to: .closed)
            try await village.act(.openNextRound, ["changes": "送货车没处停"], on: first.topic.id, as: .convener)
            let next = try #require(try await village.topic(first.topic.id)?.nextRound)
            let item = try #require(try await village.carry(on: next, to: .verified).item)
            let asked = try await village.asked(about: item)
            #expect(asked.contains { $0.voice == .submitter(first.topic.id) })
            #expect(!asked.contains { $0.voice == .submitter(next) }, "nobody holds that code")
            let answer = try await village.program().post(
                "/topics/status/\(first.topic.code.text)/confirmations/\(item)", Self.word)
            #expect(answer.status == 200)
        }
    }

    /// A fresh link for the participant of the people who was there.
    private func link(_ village: Village, _ journey: Journey) async throws -> String {
        let item = try #require(journey.item)
        let asked = try await village.asked(about: item).first { asked in
            if case .participant = asked.voice { return true }
            return false
        }
        let id = try #require(asked?.id)
        let answer = try await village.program(of: .secretary).post(
            "/desk/items/\(item)/confirmations/\(id)/link", [:])
        return String(try #require(answer["address"]?.split(separator: "/").last))
    }
}
