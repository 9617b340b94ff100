// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Seeing who lies behind a record", .serialized)
struct UnmaskingTests {
    private static let phone = "13900008888"
    private static let show = ["gateways": "show"]

    @Test(
        "asked with a reason, granted by another, seen for thirty minutes by the asker alone, and told",
        arguments: EngineKind.allCases)
    func granted(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let (id, code) = try await raise(village)
            let convener = try await village.program(of: .convener)
            let request = try await ask(village, id)
            let early = try await convener.get("/desk/unmaskings/\(request)/identity")
            #expect(early.status == 409 && early["code"] == "not_granted")
            let own = try await convener.post("/desk/unmaskings/\(request)/granting", [:])
            #expect(own.status == 404, "nobody grants but the privacy officer")
            let granted = try await village.program(of: .privacyOfficer)
                .post("/desk/unmaskings/\(request)/granting", [:])
            #expect(granted.status == 200 && granted["state"] == "granted")

            village.clock.move(minutes: 29)
            let browser = try await village.browser(of: .convener)
            let (page, action) = ("/desk/unmaskings/\(request)", "/desk/unmaskings/\(request)/look")
            #expect(try await browser.get(page).text.contains(Self.phone) == false)
            let seen = try await browser.fillIn(page, action: action, [])
            #expect(seen.status == 200 && seen.text.contains(Self.phone))
            #expect(seen.header("Cache-Control") == "no-store")
            let again = try await convener.get("/desk/unmaskings/\(request)/identity")
            #expect(again["phone"] == Self.phone && again.header("Cache-Control") == "no-store")
            for villager in Villager.allCases where villager != .convener && !villager.isOfZone {
                let other = try await village.program(of: villager).get("/desk/unmaskings/\(request)/identity")
                #expect(other.status == 404, "\(villager)")
            }

            let status = try await village.visitor().get("/status/\(code)")
            let told = "2026年3月5日，议事室召集人因“要约时间上门看现场”查看过您留下的联系方式"
            #expect(status.text.contains(told))
            let looks = try await village.program().get("/topics/status/\(code)").object["looks"] as? [[String: Any]]
            #expect(looks?.count == 1 && looks?.first?["reason"] as? String == "要约时间上门看现场")
            await village.sendMessages(.sms)
            let messages = village.shown.filter { $0.text.contains("查看过") }
            #expect(messages.map(\.address) == [Self.phone] && messages[0].text.contains(told), "told once, not twice")

            village.clock.move(minutes: 1)
            let late = try await convener.get("/desk/unmaskings/\(request)/identity")
            #expect(late.status == 404 && late["code"] == "time_is_over")
            #expect(try await browser.get(page).text.contains("时间已过"))
            let record = try await convener.get("/desk/unmaskings/\(request)")
            #expect(record.object["looks"] as? Int == 2)
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "only the convener of the record's room asks, and only where something was left", arguments: EngineKind.allCases
    )
    func asking(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (id, _) = try await raise(village)
            let fields = ["whose": id.text, "reason": "要约时间上门看现场"]
            for villager in [Villager.secretary, .leader, .member, .officer, .privacyOfficer] {
                let answer = try await village.program(of: villager).post("/desk/unmaskings", fields)
                #expect(answer.status == 404, "\(villager)")
            }
            let convener = try await village.program(of: .convener)
            let elsewhere = ["whose": village.story.waitingInZone.id.text, "reason": "看看"]
            #expect(try await convener.post("/desk/unmaskings", elsewhere).status == 404)
            let nothing = ["whose": village.story.waiting.id.text, "reason": "看看"]
            #expect(try await convener.post("/desk/unmaskings", nothing)["code"] == "nothing_kept")
            _ = try await ask(village, id)
            #expect(try await convener.post("/desk/unmaskings", fields)["code"] == "already_requested")
        }
    }

    @Test("asked on the page from the topic, refused with the reason, and withdrawn", arguments: EngineKind.allCases)
    func refused(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (id, code) = try await raise(village)
            let convener = try await village.browser(of: .convener)
            let link = "/desk/unmasking?topic=\(id)"
            #expect(try await convener.get("/desk/topics/\(id)").text.contains(link))
            let secretary = try await village.browser(of: .secretary)
            #expect(try await secretary.get("/desk/topics/\(id)").text.contains(link) == false)
            let empty = try await convener.fillIn(link, action: link, [("whose", id.text), ("reason", "")])
            #expect(empty.status == 422)
            let sent = try await convener.fillIn(link, action: link, [("whose", id.text), ("reason", "想认识一下")])
            let address = try #require(sent.header("Location"))
            let officer = try await village.browser(of: .privacyOfficer)
            #expect(try await officer.get(address).text.contains("想认识一下"))
            let refusal = "\(address)/refusal"
            let done = try await officer.fillIn(refusal, action: refusal, [("reason", "在进度页上问就可以。")])
            #expect(done.status == 303)
            #expect(try await convener.get(address).text.contains("在进度页上问就可以。"))
            let look = try await convener.post("\(address)/look", [])
            #expect(look.status != 200 && !look.text.contains(Self.phone))
            await village.deliverLetters()
            let notices = try await village.program(of: .convener).get("/desk/notices?limit=100")
            #expect(notices.text.contains("\"refused\""))
            #expect(try await village.visitor().get("/status/\(code)").text.contains("查看过") == false)

            let second = try await ask(village, id)
            let program = try await village.program(of: .convener)
            #expect(try await program.post("/desk/unmaskings/\(second)/withdrawal", [:])["state"] == "withdrawn")
        }
    }

    @Test(
        "supporters and residents of a session too: masked once the minutes are confirmed",
        arguments: EngineKind.allCases)
    func others(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .verified)
            let topic = journey.topic.id
            _ = try await village.program().post("/topics/\(topic)/supports", ["phone": "13600006666"])
            let session = try #require(journey.session)
            let people = try #require(try await village.session(session)).participants
            let resident = try #require(people.first { $0.category == .people })
            let convener = try await village.browser(of: .convener)
            let page = try await convener.get("/desk/sessions/\(session)")
            #expect(page.text.contains("/desk/unmasking?session=\(session)") && page.text.contains("群众代表1"))
            #expect(try await convener.get("/desk/unmasking?topic=\(topic)").text.contains("第1位支持者的电话"))
            let request = try await ask(village, .init(resident.id.number))
            _ = try await village.program(of: .privacyOfficer).post("/desk/unmaskings/\(request)/granting", [:])
            let seen = try await village.program(of: .convener).get("/desk/unmaskings/\(request)/identity")
            #expect(seen["name"] == "家长赵春梅" && seen["phone"] == "13700000001")
        }
    }

    @Test(
        "what was written in a decided request stays while the topic of its supporter, or the session of its resident, is held",
        arguments: EngineKind.allCases)
    func held(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .verified)
            let (topic, session) = (journey.topic.id, try #require(journey.session))
            let supported = try await village.program().post("/topics/\(topic)/supports", ["phone": "13600006666"])
            #expect(supported.status == 201, "\(supported.text)")
            let people = try #require(try await village.session(session)).participants
            let resident = try #require(people.first { $0.category == .people })
            let support = try await village.services.engine.read {
                try $0.first("SELECT id FROM topic_support WHERE topic = \(topic.number) AND phone IS NOT NULL") {
                    try $0.next(Int64.self)
                }
            }
            let ofSupporter = try await ask(village, .init(try #require(support)))
            let ofResident = try await ask(village, .init(resident.id.number))
            let officer = try await village.program(of: .privacyOfficer)
            for request in [ofSupporter, ofResident] {
                let refused = try await officer.post("/desk/unmaskings/\(request)/refusal", ["reason": "打电话就够了"])
                #expect(refused.status == 200, "\(refused.text)")
            }
            #expect(try await due(village) == [ofSupporter, ofResident])
            for (record, expected) in [(topic.text, [ofResident]), (session.text, [ofSupporter])] {
                let placed = try await officer.post("/desk/holds", ["record": record, "reason": "正在诉讼"])
                #expect(try await due(village) == expected)
                let lifted = try await officer.post(
                    "/desk/holds/\(try #require(placed["id"]))/lifting", ["reason": "结案"])
                #expect(lifted.status == 200, "\(lifted.text)")
            }
            #expect(try await due(village) == [ofSupporter, ofResident])
        }
    }

    /// The decided requests whose words would go if their period were over.
    private func due(_ village: Village) async throws -> [String] {
        let store = RetentionStore(tenant: village.story.county.id)
        let limit = village.clock.now.advanced(byMilliseconds: 1000)
        return try await village.services.engine.read {
            try store.due(.decidedRequests, endedBefore: limit, most: 9, in: $0)
                .map { Identifier<Never>($0.number).text }
        }
    }

    @Test("the phone goes with the words when the submitter has them erased", arguments: EngineKind.allCases)
    func erased(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (id, code) = try await raise(village)
            let request = try await ask(village, id)
            let officer = try await village.program(of: .privacyOfficer)
            _ = try await officer.post("/desk/unmaskings/\(request)/granting", [:])
            _ = try await village.program().post("/topics/status/\(code)/erasure", ["phoneEnding": "8888"])
            let list = try await officer.get("/desk/erasures")
            let erasure = try #require((list.object["items"] as? [[String: Any]])?.last?["id"] as? String)
            #expect(try await officer.post("/desk/erasures/\(erasure)/granting", [:]).status == 200)
            let seen = try await village.program(of: .convener).get("/desk/unmaskings/\(request)/identity")
            #expect(seen.status == 200 && seen["phone"] == nil)
            let left = try await village.services.engine.read {
                try $0.first("SELECT COUNT(*) FROM topic_contact") { try $0.next(Int.self) }
            }
            #expect(left == 0, "nor can the phone be found by its hash")
        }
    }

    @Test("news goes to the phone that was left, without a word of the matter", arguments: EngineKind.allCases)
    func news(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let (id, _) = try await raise(village)
            try await village.act(.pool, on: id, as: .secretary)
            await village.sendMessages(.sms)
            #expect(village.shown.map(\.address) == [Self.phone])
            let text = village.shown.first?.text ?? ""
            #expect(text.contains("您提的事受理了") && !text.contains("路灯"))
        }
    }

    @Test("what was turned down as spam sends nothing: the phone may be a stranger's", arguments: EngineKind.allCases)
    func noNewsOfSpam(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let (spam, _) = try await raise(village)
            let (other, _) = try await raise(village)
            try await village.act(.reject, ["ground": "spam", "explanation": "广告"], on: spam, as: .secretary)
            try await village.act(.reject, ["ground": "no_matter", "explanation": "请说清楚"], on: other, as: .secretary)
            await village.sendMessages(.sms)
            #expect(village.shown.count == 1)
        }
    }

    /// A topic whose submitter left a phone.
    private func raise(_ village: Village) async throws -> (id: Topic.ID, code: String) {
        let sent = try await village.program().post(
            "/topics", ["room": village.room.id.text, "text": "巷口的路灯又坏了。", "phone": Self.phone])
        let id = try #require(sent["id"].flatMap { Topic.ID($0) })
        return (id, try #require(sent["trackingCode"]))
    }

    private func ask(_ village: Village, _ whose: Topic.ID) async throws -> String {
        let asked = try await village.program(of: .convener)
            .post("/desk/unmaskings", ["whose": whose.text, "reason": "要约时间上门看现场"])
        #expect(asked.status == 201 && asked["state"] == "open" && asked["dueOn"] == "2026-03-10")
        return try #require(asked["id"])
    }
}
