// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("People ask about what is kept of them", .serialized)
struct OwnDataTests {
    private static let phone = "13900008888"
    /// What whoever acts by code says of it.
    private static let ending = ["phoneEnding": "8888"]
    private static let said = "=1+1 桥头第三盏路灯不亮。"

    @Test(
        "granted, all that is kept can be seen and copied by code for thirty days, and kept by nobody between",
        arguments: EngineKind.allCases)
    func access(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            let (id, code) = try await raise(village)
            try await village.act(.ask, ["question": "哪一头？"], on: id, as: .secretary)
            _ = try await village.program().post(
                "/topics/status/\(code)/answer", ["answer": "靠小学那一头", "phoneEnding": "8888"])
            let browser = village.visitor()
            #expect(try await browser.get("/status/\(code)").text.contains("/status/\(code)/data"))
            #expect(try await browser.get("/status/\(code)/copy").status == 404)
            let action = "/status/\(code)/access"
            #expect(
                try await browser.fillIn("/status/\(code)/data", action: action, [("phoneEnding", "8888")]).status
                    == 303)
            let waiting = try await browser.get("/status/\(code)/data")
            #expect(waiting.text.contains("您申请查阅、复制您的信息，隐私专员3月26日（周四）前处理"))
            let twice = try await village.program().post("/topics/status/\(code)/access", Self.ending)
            #expect(twice["code"] == "already_requested")
            try await decide(village, "granting", [:])

            let copy = try await browser.get("/status/\(code)/copy")
            let csv = try await browser.get("/status/\(code)/copy.csv")
            let json = try await browser.get("/status/\(code)/copy.json")
            let api = try await village.program().get("/topics/status/\(code)/copy")
            for answer in [copy, csv, json, api] {
                #expect(answer.status == 200 && answer.header("Cache-Control") == "no-store")
                for words in ["桥头第三盏路灯不亮", "小学旁边", "\(Self.phone.prefix(3))……", "靠小学那一头", "哪一头"] {
                    #expect(answer.text.contains(words), "\(words)")
                }
                #expect(!answer.text.contains(Self.phone), "a code may be somebody else's")
            }
            let own = try await village.residentBrowser(Self.phone)
            #expect(try await own.get("/mine/topics/\(id)/copy").text.contains(Self.phone))
            #expect(csv.text.contains("'=1+1 桥头") && csv.header("Content-Type")?.hasPrefix("text/csv") == true)
            #expect(csv.header("Content-Disposition")?.contains("attachment") == true)
            village.clock.move(hours: 31 * 24)
            #expect(try await browser.get("/status/\(code)/copy").status == 404)
            #expect(try await village.program().get("/topics/status/\(code)/copy").status == 404)
            #expect(try await browser.get("/status/\(code)/data").text.contains("上次查阅的时间已过"))
        }
    }

    @Test(
        "a correction is asked, granted, and stands beside what was said; both go when all is erased",
        arguments: EngineKind.allCases)
    func correction(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (id, code) = try await raise(village)
            let browser = village.visitor()
            let action = "/status/\(code)/correction"
            #expect(try await browser.fillIn(action, action: action, [("wrong", "第三盏"), ("right", "")]).status == 422)
            let sent = try await browser.fillIn(
                action, action: action, [("wrong", "第三盏"), ("right", "是第五盏路灯"), ("phoneEnding", "8888")])
            #expect(sent.status == 303)
            let officer = try await village.browser(of: .privacyOfficer)
            let request = try await waiting(village)
            let page = try await officer.get("/desk/erasures/\(request)")
            #expect(page.text.contains("是第五盏路灯") && page.text.contains("照他写的更正"))
            try await decide(village, "granting", [:])
            #expect(try await browser.get("/status/\(code)").text.contains("是第五盏路灯"))
            let desk = try await village.browser(of: .secretary).get("/desk/topics/\(id)")
            #expect(desk.text.contains("是第五盏路灯") && desk.text.contains("桥头第三盏路灯不亮"))
            #expect(try await village.topic(id)?.text == .kept(Self.said), "what was said stays as history")

            _ = try await village.program().post("/topics/status/\(code)/erasure", Self.ending)
            try await decide(village, "granting", [:])
            let gone = try await village.browser(of: .secretary).get("/desk/topics/\(id)")
            #expect(!gone.text.contains("第五盏") && !gone.text.contains("第三盏"))
            let erased = try await officer.get("/desk/erasures/\(request)")
            #expect(!erased.text.contains("第五盏"), "nor does it stand in the request")
            try await village.seal()
            #expect(try await village.verify().isClean)
            try await expectReplay(village)
        }
    }

    @Test(
        "what was written in a request stays while it is held, whatever goes with the topic, and while the topic is",
        arguments: EngineKind.allCases)
    func heldRequest(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (id, code) = try await raise(village)
            let sent = try await village.program().post(
                "/topics/status/\(code)/correction",
                ["wrong": "第三盏", "right": "是第五盏路灯", "phoneEnding": "8888"])
            #expect(sent.status == 201, "\(sent.text)")
            let request = try await waiting(village)
            try await decide(village, "granting", [:])
            let officer = try await village.program(of: .privacyOfficer)
            let placed = try await officer.post("/desk/holds", ["record": request, "reason": "正在诉讼"])
            #expect(placed.status == 201, "\(placed.text)")
            _ = try await village.program().post("/topics/status/\(code)/erasure", Self.ending)
            let erasure = try await waiting(village)
            let refused = try await officer.post("/desk/erasures/\(erasure)/granting", [:])
            #expect(refused.status == 409 && refused["code"] == "under_hold", "\(refused.text)")
            #expect(try await village.topic(id)?.text == .kept(Self.said))
            #expect(try await officer.get("/desk/erasures/\(request)").text.contains("第五盏"))

            // Of itself it would go in its time, and does not while what it is about is held.
            _ = try await officer.post("/desk/holds/\(try #require(placed["id"]))/lifting", ["reason": "结案"])
            #expect(try await isDue(village, request))
            let other = try await officer.post("/desk/holds", ["record": id.text, "reason": "另案"])
            #expect(try await !isDue(village, request))
            _ = try await officer.post("/desk/holds/\(try #require(other["id"]))/lifting", ["reason": "结案"])
            try await decide(village, "granting", [:])
            #expect(try await !officer.get("/desk/erasures/\(request)").text.contains("第五盏"))
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    /// Whether the words of a decided request would go if its period were over.
    private func isDue(_ village: Village, _ request: String) async throws -> Bool {
        let store = RetentionStore(tenant: village.story.county.id)
        let limit = village.clock.now.advanced(byMilliseconds: 1000)
        return try await village.services.engine.read {
            try store.due(.decidedRequests, endedBefore: limit, most: 9, in: $0)
                .contains { Identifier<Never>($0.number).text == request }
        }
    }

    @Test(
        "past its day a request is overdue on the officer's desk, and its asker is told whom to call",
        arguments: EngineKind.allCases)
    func overdue(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (_, code) = try await raise(village)
            _ = try await village.program().post("/topics/status/\(code)/access", Self.ending)
            village.clock.move(hours: 30 * 24)
            let desk = try await village.browser(of: .privacyOfficer).get("/desk/erasures")
            #expect(desk.text.contains("超期") && desk.text.contains("查阅、复制议题"))
            let own = try await village.visitor().get("/status/\(code)/data")
            #expect(own.text.contains("超期了") && own.text.contains("0000-0000000"))
        }
    }

    @Test(
        "a resident of a session asks by the own link, and the name goes; how many there were stays",
        arguments: EngineKind.allCases)
    func resident(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .verified)
            let (session, item) = (try #require(journey.session), try #require(journey.item))
            let token = try await link(village, item) { if case .participant = $0 { true } else { false } }
            let browser = village.visitor()
            #expect(try await browser.get("/c/\(token)").text.contains("/c/\(token)/erasure"))
            let action = "/c/\(token)/erasure"
            let sent = try await browser.fillIn(action, action: action, [])
            #expect(sent.status == 200 && sent.text.contains("隐私专员3月26日（周四）前处理"))
            let again = try await village.program().post("/confirmations/\(token)/erasure", [:])
            #expect(again["code"] == "already_requested")
            try await decide(village, "granting", [:])
            let people = try #require(try await village.session(session)).participants
            let residents = people.filter { $0.category == .people }
            #expect(residents.map(\.name) == [.erased, .kept("商户老郑")] && residents[0].phone == .erased)
            #expect(people.count == 5)
            #expect(try await browser.get("/c/\(token)").status == 200, "the word on the item is still asked")
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "a supporter takes the phone back at once; the support counts, and the phone is found no more",
        arguments: EngineKind.allCases)
    func supporter(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .reported)
            let topic = journey.topic.id
            _ = try await village.program().post("/topics/\(topic)/supports", ["phone": "13600006666"])
            let verified = try await village.carry(journey, from: .verified, to: .verified)
            let item = try #require(verified.item)
            let token = try await link(village, item) { if case .supporter = $0 { true } else { false } }
            let placed = try await village.program(of: .privacyOfficer)
                .post("/desk/holds", ["record": topic.text, "reason": "正在诉讼"])
            let held = try await village.program().post("/confirmations/\(token)/erasure", [:])
            #expect(held["code"] == "under_hold")
            _ = try await village.program(of: .privacyOfficer)
                .post("/desk/holds/\(try #require(placed["id"]))/lifting", ["reason": "结案"])
            let done = try await village.program().post("/confirmations/\(token)/erasure", [:])
            #expect(done.status == 201 && done["state"] == "granted")
            let again = try await village.program().post("/confirmations/\(token)/erasure", [:])
            #expect(again["code"] == "no_phone")
            let rows = try await village.services.engine.read { transaction in
                try transaction.rows("SELECT phone, phone_hash FROM topic_support WHERE topic = \(topic.number)") {
                    (try $0.next(Int64?.self), try $0.next([UInt8]?.self))
                }
            }
            #expect(rows.count == 1 && rows[0].0 == nil && rows[0].1 == nil)
            try await village.seal()
            #expect(try await village.verify().isClean)
            try await expectReplay(village)
        }
    }

    private func raise(_ village: Village) async throws -> (id: Topic.ID, code: String) {
        let sent = try await village.program().post(
            "/topics",
            ["room": village.room.id.text, "text": Self.said, "place": "小学旁边", "phone": Self.phone])
        let id = try #require(sent["id"].flatMap { Topic.ID($0) })
        return (id, try #require(sent["trackingCode"]))
    }

    /// The request that waits.
    private func waiting(_ village: Village) async throws -> String {
        let list = try await village.program(of: .privacyOfficer).get("/desk/erasures")
        return try #require((list.object["items"] as? [[String: Any]])?.last?["id"] as? String)
    }

    private func decide(_ village: Village, _ segment: String, _ fields: [String: String]) async throws {
        let request = try await waiting(village)
        let answer = try await village.program(of: .privacyOfficer)
            .post("/desk/erasures/\(request)/\(segment)", fields)
        #expect(answer.status == 200)
    }

    /// A one-time link of somebody who is asked about an item.
    private func link(
        _ village: Village, _ item: SuggestionItem.ID, _ isMeant: (Domain.Confirmation.Voice) -> Bool
    ) async throws -> String {
        let asked = try #require(try await village.asked(about: item).first { isMeant($0.voice) })
        let desk = ConfirmationDesk(
            services: village.services, site: Site(tenant: village.story.county, practice: Village.practice))
        let now = village.clock.now
        return try await village.services.engine.write { try desk.makeLink(for: asked.id, at: now, in: $0) }.text
    }

    private func expectReplay(_ village: Village) async throws {
        let (services, site) = (village.services, Site(tenant: village.story.county, practice: Village.practice))
        let differences = try await services.engine.read {
            try RowReplay(services: services, site: site).differences(in: $0)
        }
        #expect(differences == [], "\(differences.first ?? "")")
    }
}
