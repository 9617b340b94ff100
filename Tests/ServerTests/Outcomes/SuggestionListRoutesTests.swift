// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("Numbered suggestion lists", .serialized)
struct SuggestionListRoutesTests {
    @Test(
        "an outcome with items becomes a list with a number, which session, item, trace and API show",
        arguments: EngineKind.allCases)
    func issued(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .minuted)
            let (session, item) = (try #require(journey.session), try #require(journey.item))
            let (browser, program) = (
                try await village.browser(of: .secretary), try await village.program(of: .secretary)
            )
            #expect(try await program.get("/desk/sessions/\(session)").object["list"] is NSNull)
            _ = try await village.carry(journey, from: .issued, to: .dispatched)
            let number = "政协议〔2026〕1号"
            let shown = try #require(
                try await program.get("/desk/sessions/\(session)").object["list"] as? [String: Any])
            #expect(shown["number"] as? String == number)
            let id = try #require(shown["id"] as? String)
            let onItem = try await program.get("/desk/items/\(item)").object["list"] as? [String: Any]
            #expect(onItem?["id"] as? String == id)
            for path in ["sessions/\(session)", "items/\(item)", "topics/\(journey.topic.id)", "lists/\(id)", "lists"] {
                #expect(try await browser.get("/desk/\(path)").text.contains(number), "\(path)")
            }
            #expect(try await village.visitor().get("/topics/\(journey.topic.id)").text.contains(number))
            let unit = try await village.browser(of: .officer).get("/desk/items/\(item)")
            #expect(unit.text.contains(number) && !unit.text.contains("/desk/lists/"), "the unit reads it, no more")
            let listed = try await program.get("/desk/lists?state=issued").object["items"] as? [[String: Any]]
            #expect(listed?.map { $0["items"] as? Int } == [1])
            #expect(try await program.get("/desk/lists?state=gone").status == 422)
            #expect(try await program.get("/desk/lists?cursor=x").status == 400)
        }
    }

    @Test("outcomes that are issued at once get numbers without a gap, and none twice", arguments: EngineKind.allCases)
    func concurrently(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            var sessions: [ConsultationSession.ID] = []
            for _ in 0..<8 {
                let session = try #require(try await village.carry(to: .minuted).session)
                try await village.act(.confirmMinutes, on: session, as: .convener)
                sessions.append(session)
            }
            // One that is undone in the middle gives its number back.
            let (services, site) = (
                village.services, Site(tenant: village.story.county, practice: Village.practice)
            )
            let (undone, now) = (try #require(try await village.session(sessions[0])), village.clock.now)
            await #expect(throws: WebFailure.notFound) {
                try await services.engine.write { transaction in
                    try SuggestionListDesk(services: services, site: site).issue(
                        undone, Signature(actor: .system, role: nil, now: now), in: transaction)
                    throw WebFailure.notFound
                }
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for session in sessions {
                    group.addTask { try await village.act(.issueOutcome, on: session, as: .convener) }
                }
                try await group.waitForAll()
            }
            let listed = try await village.program(of: .secretary).get("/desk/lists").object["items"]
            let numbers = (listed as? [[String: Any]])?.compactMap { $0["number"] as? String } ?? []
            #expect(Set(numbers) == Set((1...8).map { "政协议〔2026〕\($0)号" }) && numbers.count == 8)
            // The next year begins with one.
            village.clock.move(hours: 24 * 365)
            _ = try await village.carry(to: .issued)
            let later = try await village.program(of: .secretary).get("/desk/lists?limit=1").object["items"]
            #expect((later as? [[String: Any]])?.first?["number"] as? String == "政协议〔2027〕1号")
            #expect(try await village.verify().isClean)
        }
    }

    @Test("it is sent up and acknowledged, by the room alone", arguments: EngineKind.allCases)
    func routed(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            _ = try await village.carry(to: .issued)
            let secretary = try await village.browser(of: .secretary)
            let program = try await village.program(of: .secretary)
            let listed = try await program.get("/desk/lists").object["items"] as? [[String: Any]]
            let id = try #require(listed?.first?["id"] as? String)
            let routing = "/desk/lists/\(id)/routing"
            let early = try await secretary.fillIn(
                routing, action: routing, [("addressee", "party_committee"), ("day", "2026-03-04")])
            #expect(early.status == 422 && early.text.contains("这一天不对"))
            let sent = try await secretary.fillIn(
                routing, action: routing, [("addressee", "party_committee"), ("day", "2026-03-05")])
            #expect(sent.status == 303)
            #expect(
                try await program.post(routing, ["addressee": "party_committee", "day": "2026-03-05"])["code"]
                    == "already_routed")
            let other = try await village.program(of: .otherSecretary)
            #expect(try await other.get("/desk/lists/\(id)").status == 404)
            #expect(try await other.post(routing, ["addressee": "government", "day": "2026-03-05"]).status == 404)
            #expect((try await other.get("/desk/lists").object["items"] as? [Any])?.isEmpty == true)
            let receipt = "/desk/lists/\(id)/receipt"
            let got = try await program.post(
                receipt,
                ["addressee": "party_committee", "day": "2026-03-05", "words": "县委办<b>签收", "instruction": "请抓紧<i>"])
            #expect(got.status == 200 && got["state"] == "received")
            let page = try await secretary.get("/desk/lists/\(id)")
            #expect(page.text.contains("请抓紧&lt;i&gt;") && page.text.contains("documents/outcome?format=docx"))
            #expect(page.text.contains("县委办&lt;b&gt;签收") && page.text.contains("3月5日收到"))
        }
    }
}
