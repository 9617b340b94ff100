// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("What a submitter said is erased at the submitter's wish", .serialized)
struct ErasureTests {
    private static let said = "校门口两边都停车，我家孩子王小雨差点被撞，电话13900001111。"

    @Test("asked for by code, once, and told to the privacy officer alone", arguments: EngineKind.allCases)
    func asking(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let topic = try await village.carry(to: .pooled).topic
            let browser = village.visitor()
            let path = "/status/\(topic.code.text)/erasure"
            let sent = try await browser.fillIn(path, action: path, [])
            #expect(sent.status == 303)
            let page = try await browser.get("/status/\(topic.code.text)")
            #expect(page.text.contains("您申请删除说过的话，隐私专员3月26日（周四）前处理"), "fifteen working days")
            let twice = try await village.program().post("/topics/status/\(topic.code.text)/erasure", [:])
            #expect(twice.status == 409 && twice["code"] == "already_requested")
            await Courier(services: village.services).deliver(for: village.story.county.id)
            for villager in [Villager.privacyOfficer, .secretary, .convener, .officer] {
                let notices = try await village.program(of: villager).get("/desk/notices?limit=100")
                #expect(notices.text.contains("\"asked\"") == (villager == .privacyOfficer), "\(villager)")
            }
            for villager in [Villager.secretary, .leader, .member] {
                #expect(try await village.program(of: villager).get("/desk/erasures").status == 404)
            }
            let foreign = try await village.program(host: Village.zoneHost)
                .post("/topics/status/\(topic.code.text)/erasure", [:])
            #expect(foreign.status == 404)
        }
    }

    @Test("granted, the words are nowhere any more, and everything else stands", arguments: EngineKind.allCases)
    func granting(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await erasable(village)
            let sealed = try await sealedWords(village, journey.topic.id)
            #expect(sealed.count >= 5, "text, place, answer, title and body")
            try await village.seal()
            let before = try await figures(village)
            let id = try await request(village, journey.topic.code)
            let done = try await village.program(of: .privacyOfficer).post("/desk/erasures/\(id)/granting", [:])
            #expect(done.status == 200 && done["state"] == "granted")

            try await expectGone(village, journey, sealed)
            #expect(try await figures(village) == before, "nothing is counted differently")
            let topic = try #require(try await village.topic(journey.topic.id))
            #expect(topic.text == .erased && topic.place == .erased && topic.publicText == nil)
            #expect(topic.publication == .withdrawn)
            let (rows, site) = (village.services, Site(tenant: village.story.county, practice: Village.practice))
            let differences = try await village.services.engine.read {
                try RowReplay(services: rows, site: site).differences(in: $0)
            }
            #expect(differences == [], "\(differences.first ?? "")")
            try await village.seal()
            #expect(try await village.verify().isClean)
            let again = try await village.program().post("/topics/status/\(journey.topic.code.text)/erasure", [:])
            #expect(again.status == 409 && again["code"] == "already_erased")
        }
    }

    @Test(
        "what the submitter added to an answer goes with it, also where it was changed", arguments: EngineKind.allCases)
    func changedAnswers(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .verified)
            let item = try #require(journey.item)
            let remarks = ["没开到八点半，电话13900002222", "现在好了"]
            for (outcome, remark) in zip(["unsolved", "solved"], remarks) {
                let answer = try await village.program().post(
                    "/topics/status/\(journey.topic.code.text)/confirmations/\(item)",
                    ["outcome": outcome, "rating": "satisfied", "remark": remark])
                #expect(answer.status == 200)
            }
            #expect(Set(remarks).isSubset(of: Set(try await keptWords(village))), "both are there before")
            let id = try await request(village, journey.topic.code)
            let done = try await village.program(of: .privacyOfficer).post("/desk/erasures/\(id)/granting", [:])
            #expect(done["state"] == "granted")
            #expect(Set(remarks).isDisjoint(with: Set(try await keptWords(village))))
        }
    }

    @Test("what was said on a reception day and became a topic goes there as well", arguments: EngineKind.allCases)
    func visits(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let day = try await village.planReception(day: "2026-03-06")
            village.clock.move(hours: 25)
            let secretary = try await village.program(of: .secretary)
            let came = try await secretary.post(
                "/desk/receptions/\(day)/walk-ins", ["name": "王大姐", "phone": "13900002222"])
            #expect(came.status == 200, "\(came.text)")
            let visits = try #require(
                try await secretary.get("/desk/receptions/\(day)").object["visits"] as? [[String: Any]])
            let visit = try #require(visits.last?["id"] as? String)
            let recorded = try await secretary.post(
                "/desk/visits/\(visit)/record", ["said": Self.said, "place": "王家巷东侧"])
            #expect(recorded.status == 200, "\(recorded.text)")
            #expect(try await secretary.post("/desk/visits/\(visit)/topic", [:]).status == 200)
            let code = try #require(try await secretary.get("/desk/visits/\(visit)/code")["trackingCode"])
            try await expectErased(village, code, but: ["王大姐", "13900002222", Self.said, "王家巷东侧"])
            let left = try await secretary.get("/desk/visits/\(visit)").text
            #expect(!left.contains("王小雨") && !left.contains("王大姐"), "\(left)")
        }
    }

    @Test("what was heard on a walk and became a topic goes there as well", arguments: EngineKind.allCases)
    func walks(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let member = try await village.program(of: .member)
            let opened = try await member.post(
                "/desk/sentiments",
                [
                    "room": village.room.id.text, "title": "校门口的车", "day": "2026-03-04", "place": "校门口",
                    "words": Self.said, "person": "王大姐", "phone": "13900002222",
                ])
            let walk = "/desk/sentiments/\(try #require(opened["id"], "\(opened.text)"))"
            let heard = "孩子的奶奶说每天都怕"
            for (step, words) in [("listening", heard), ("visiting", "数过，十一辆车")] {
                let done = try await member.post(
                    "\(walk)/\(step)", ["day": "2026-03-05", "place": "校门口", "words": words])
                #expect(done.status == 200, "\(done.text)")
            }
            let raised = try await member.post("\(walk)/consultation", ["text": "校门口两边停车，孩子难走。", "place": "校门口"])
            #expect(raised.status == 200, "\(raised.text)")
            let code = try #require(try await member.get("\(walk)/code")["trackingCode"])
            try await expectErased(village, code, but: ["王大姐", "13900002222", Self.said, heard])
            let left = try await member.get(walk).text
            #expect(!left.contains("王小雨") && !left.contains("王大姐") && !left.contains(heard), "\(left)")
        }
    }

    /// Asks for the erasure by code and grants it: these words were kept somewhere, and are nowhere any more.
    private func expectErased(_ village: Village, _ code: String, but words: [String]) async throws {
        let before = Set(try await keptWords(village))
        #expect(Set(words).isSubset(of: before), "\(Set(words).subtracting(before))")
        let id = try await request(village, try #require(TrackingCode(code)), ending: "2222")
        let done = try await village.program(of: .privacyOfficer).post("/desk/erasures/\(id)/granting", [:])
        #expect(done["state"] == "granted", "\(done.text)")
        let after = Set(try await keptWords(village))
        #expect(after.isDisjoint(with: words), "\(after.intersection(words))")
        #expect(try await village.rowDifferences() == [])
        try await village.seal()
        #expect(try await village.verify().isClean)
    }

    /// All words that are kept sealed in the village.
    private func keptWords(_ village: Village) async throws -> [String] {
        let (services, county) = (village.services, village.story.county.id)
        return try await services.engine.read { transaction in
            try transaction.rows(
                "SELECT id, words FROM content WHERE tenant = \(county.number) AND words IS NOT NULL"
            ) { row in
                let id = try row.next(Int64.self)
                return try services.contents.open(try row.next([UInt8].self), tenant: county, id: id)
            }
        }
    }

    @Test("nothing that the submitter said goes on into a later round", arguments: EngineKind.allCases)
    func laterRounds(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let first = try await village.carry(to: .closed)
            try await village.act(.openNextRound, ["changes": "送货车没处停"], on: first.topic.id, as: .convener)
            let next = try #require(try await village.topic(first.topic.id)?.nextRound)
            #expect(try await village.topic(next)?.place == nil)
            let id = try await request(village, first.topic.code)
            _ = try await village.program(of: .privacyOfficer).post("/desk/erasures/\(id)/granting", [:])
            let topic = try #require(try await village.topic(next))
            #expect(topic.text == .kept("送货车没处停"), "the room said that")
            #expect(topic.publicText == nil && !topic.publication.isPublic)
            #expect(try await village.visitor().get("/topics/\(next)").status == 404)
            try await village.seal()
            #expect(try await village.verify().isClean)
            let (rows, site) = (village.services, Site(tenant: village.story.county, practice: Village.practice))
            let differences = try await village.services.engine.read {
                try RowReplay(services: rows, site: site).differences(in: $0)
            }
            #expect(differences == [], "\(differences.first ?? "")")
        }
    }

    @Test("refused, the submitter reads why, and may ask again", arguments: EngineKind.allCases)
    func refusing(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let topic = try await village.carry(to: .pooled).topic
            let id = try await request(village, topic.code)
            let officer = try await village.browser(of: .privacyOfficer)
            let action = "/desk/erasures/\(id)/refusal"
            let empty = try await officer.fillIn(action, action: action, [("reason", "")])
            #expect(empty.status == 422)
            let reason = "正在诉讼中，依法保存；可向县网信办申诉。"
            #expect(try await officer.fillIn(action, action: action, [("reason", reason)]).status == 303)
            let page = try await village.visitor().get("/status/\(topic.code.text)")
            #expect(page.text.contains("没有删除") && page.text.contains(reason) && page.text.contains(topic.words))
            let late = try await village.program(of: .privacyOfficer).post("/desk/erasures/\(id)/granting", [:])
            #expect(late["code"] == "already_decided")
            #expect(try await village.topic(topic.id)?.text == .kept(topic.words))
            _ = try await request(village, topic.code)
        }
    }

    /// A topic on which the submitter has said all that one can say.
    private func erasable(_ village: Village) async throws -> Journey {
        let raised = try await village.carry(to: .pooled, words: "另一件事").topic
        _ = raised
        let program = village.program()
        let sent = try await program.post(
            "/topics", ["room": village.room.id.text, "text": Self.said, "place": "王家巷东侧"])
        let id = try #require(sent["id"].flatMap { Topic.ID($0) })
        let code = try #require(sent["trackingCode"].flatMap { TrackingCode($0) })
        try await village.act(.ask, ["question": "哪个门？"], on: id, as: .secretary)
        _ = try await program.post("/topics/status/\(code.text)/answer", ["answer": "王家巷那个小门"])
        try await village.act(.review, ["title": "王家巷口停车", "body": "王家巷口两边停车，行人难走。"], on: id, as: .secretary)
        return try await village.carry(of: .init(id: id, code: code, words: Self.said), to: .verified)
    }

    /// Asks for it by the code, and by how the phone ends where one was left; the wish's id.
    private func request(_ village: Village, _ code: TrackingCode, ending: String? = nil) async throws -> String {
        let asked = try await village.program().post(
            "/topics/status/\(code.text)/erasure", ending.map { ["phoneEnding": $0] } ?? [:])
        #expect(asked.status == 201 && asked["state"] == "open")
        let list = try await village.program(of: .privacyOfficer).get("/desk/erasures")
        let items = try #require(list.object["items"] as? [[String: Any]])
        return try #require(items.last?["id"] as? String)
    }

    /// The sealed bytes of everything that the submitter said.
    private func sealedWords(_ village: Village, _ topic: Topic.ID) async throws -> [[UInt8]] {
        let (services, county) = (village.services, village.story.county.id)
        return try await village.services.engine.read { transaction in
            let ids = try services.eventLog.contents(
                of: topic.number, subject: TopicEvent.subject, kinds: PersonalDataStore.personalKinds,
                tenant: county, in: transaction)
            return try ids.compactMap { id in
                try transaction.first("SELECT words FROM content WHERE id = \(id)") { try $0.next([UInt8]?.self) }
                    ?? nil
            }
        }
    }

    private func figures(_ village: Village) async throws -> [Int] {
        try await village.services.engine.read { transaction in
            let queries: [SQL] = [
                "SELECT COUNT(*) FROM topic", "SELECT COUNT(*) FROM topic WHERE state = 'in_handling'",
                "SELECT COUNT(*) FROM suggestion_item", "SELECT COUNT(*) FROM confirmation",
                "SELECT COUNT(*) FROM consultation_session", "SELECT COUNT(*) FROM content",
            ]
            return try queries.map { try transaction.first($0) { try $0.next(Int.self) } ?? 0 }
        }
    }

    private func expectGone(_ village: Village, _ journey: Journey, _ sealed: [[UInt8]]) async throws {
        let id = journey.topic.id
        let (session, item) = (try #require(journey.session), try #require(journey.item))
        #expect(try await village.visitor().get("/topics/\(id)").status == 404)
        #expect(try await village.program().get("/topics/\(id)").status == 404)
        let own = try await village.visitor().get("/status/\(journey.topic.code.text)")
        #expect(own.status == 200 && own.text.contains("按您的要求已删除") && own.text.contains("按本人要求，删除了说过的话"))
        var answers = [own, try await village.program().get("/topics/status/\(journey.topic.code.text)")]
        let secretary = try await village.browser(of: .secretary)
        for path in [
            "/desk/topics/\(id)", "/desk/topics/\(id)/review", "/desk/topics?part=handling",
            "/desk/sessions/\(session)",
            "/desk/items/\(item)", "/desk/notices",
        ] {
            answers.append(try await secretary.get(path))
        }
        for path in ["/", "/topics", "/topics?q=%E7%8E%8B%E5%AE%B6", "/r/\(village.room.token.text)"] {
            answers.append(try await village.visitor().get(path))
        }
        for answer in answers {
            for words in ["王小雨", "13900001111", "王家巷"] { #expect(!answer.text.contains(words), "\(words)") }
        }
        try await expectNoTrace(village, sealed)
    }

    /// No row holds the words, nor the bytes in which they were sealed; on SQLite, no byte of the files does.
    private func expectNoTrace(_ village: Village, _ sealed: [[UInt8]]) async throws {
        let left = try await village.services.engine.read { transaction in
            try transaction.rows("SELECT words FROM content WHERE words IS NOT NULL") { try $0.next([UInt8].self) }
        }
        #expect(sealed.allSatisfy { !left.contains($0) })
        let publicTexts = try await village.services.engine.read { transaction in
            try transaction.rows("SELECT public_title, public_body FROM topic WHERE public_title IS NOT NULL") {
                try $0.next(String.self) + $0.next(String.self)
            }
        }
        #expect(publicTexts.allSatisfy { !$0.contains("王家巷") })
        let facts = try await village.services.engine.read { transaction in
            try transaction.rows("SELECT facts FROM event") { try $0.next(String.self) }
        }
        #expect(facts.allSatisfy { !$0.contains("王家巷") && !$0.contains("王小雨") })
        guard village.kind == .sqlite else { return }
        _ = try? await village.services.engine.write { try $0.execute("PRAGMA wal_checkpoint(TRUNCATE)") }
    }
}
