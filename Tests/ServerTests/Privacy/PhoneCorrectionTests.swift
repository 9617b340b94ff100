// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Another phone takes the place of the one that was left", .serialized)
struct PhoneCorrectionTests {
    private static let former = "13811111111"
    private static let new = "13812345678"
    private static let show = ["gateways": "show"]

    @Test(
        "shown by a code to be theirs and granted, the new phone is asked, called and signed in by; the former is nobody's",
        arguments: EngineKind.allCases)
    func replaced(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let (id, code) = try await raise(village)
            let browser = village.visitor()
            let page = "/status/\(code)/phone"
            #expect(try await browser.get("/status/\(code)/correction").text.contains(page))
            let asked = try await browser.fillIn(page, action: page, [("phone", Self.new)])
            #expect(asked.status == 200 && asked.text.contains("138****5678") && asked.text.contains("可不填"))
            let ticket = try #require(asked.hiddenField("ticket"))
            let digits = try #require(await village.digits(sentTo: Self.new))
            let token = try #require(asked.formToken(page))
            let fields = [("phone", Self.new), ("ticket", ticket)]
            let other = digits == "000000" ? "000001" : "000000"
            let wrong = try await browser.post(page, [("_token", token), ("code", other)] + fields)
            #expect(wrong.status == 401 && wrong.text.contains("验证码不对"))
            let again = try #require(wrong.formToken(page))
            let sent = try await browser.post(
                page, [("_token", again), ("code", digits), ("phoneEnding", "1111")] + fields)
            #expect(sent.status == 303, "\(sent.text)")
            // News that still wait to be sent go to the new phone too.
            try await village.act(.ask, ["question": "哪一头？"], on: id, as: .secretary)

            let officer = try await village.browser(of: .privacyOfficer)
            let request = try await waiting(village)
            let shown = try await officer.get("/desk/erasures/\(request)")
            #expect(shown.text.contains("短信验证码对得上") && shown.text.contains("换成新的号码"))
            for number in [Self.new, "5678", "1111"] { #expect(!shown.text.contains(number), "\(number)") }
            let read = try await village.program(of: .privacyOfficer).get("/desk/erasures/\(request)")
            #expect(read["matter"] == "phone" && !read.text.contains("5678"))
            #expect((read.object["newPhone"] as? [String: Bool]) == ["isVerified": true, "knowsFormer": true])
            try await decide(village, "granting")

            let program = village.program()
            let path = "/topics/status/\(code)/answer"
            let old = try await program.post(path, ["answer": "靠桥那头", "phoneEnding": "1111"])
            #expect(old["code"] == "phone_ending_wrong")
            #expect(try await program.post(path, ["answer": "靠桥那头", "phoneEnding": "5678"]).status == 200)
            village.clock.move(hours: 1)
            let own = try await village.resident(Self.new)
            #expect(try await own.get("/resident/topics").text.contains(id.text))
            // By the phone as by the code: whoever asks again shows the next one to be theirs too.
            let asking = try await own.post("/resident/topics/\(id)/phone", ["phone": "13700001111"])
            #expect(asking.status == 422 && asking.text.contains("\"name\":\"code\""), "\(asking.text)")
            #expect(!asking.text.contains("13700001111"))
            #expect(try await !village.resident(Self.former).get("/resident/topics").text.contains(id.text))
            let desk = try await village.browser(of: .secretary).get("/desk/topics/\(id)")
            #expect(desk.text.contains("更换了联系电话") && !desk.text.contains("5678"))
            #expect(try await browser.get("/status/\(code)/data").text.contains("联系电话换成您给的号码了"))
            #expect(
                !village.shown.contains { $0.address == Self.former && $0.title == "您的议题有进展" },
                "what waited went to the new phone")
            #expect(village.shown.contains { $0.address == Self.new && $0.title == "您的议题有进展" })
            #expect(village.shown.contains { $0.address == Self.former && $0.title == "联系电话换了" })
            #expect(try await keptPhones(village, of: id) == [Self.new])
            try await village.seal()
            #expect(try await village.verify().isClean)
            try await expectReplay(village)
        }
    }

    @Test(
        "where no SMS is sent the officer decides alone; refused, nothing changes and the new number is gone",
        arguments: EngineKind.allCases)
    func withoutGateway(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (id, code) = try await raise(village)
            let program = village.program()
            let path = "/topics/status/\(code)/phone"
            #expect(try await program.post(path, ["phone": "12"]).status == 422)
            let wrong = try await program.post(path, ["phone": Self.new, "phoneEnding": "9999"])
            #expect(wrong["code"] == "phone_ending_wrong")
            #expect(try await program.post(path, ["phone": Self.new]).status == 201)
            #expect(try await program.post(path, ["phone": Self.new])["code"] == "already_requested")
            let request = try await waiting(village)
            let officer = try await village.program(of: .privacyOfficer)
            let read = try await officer.get("/desk/erasures/\(request)")
            #expect((read.object["newPhone"] as? [String: Bool]) == ["isVerified": false, "knowsFormer": false])
            let page = try await village.browser(of: .privacyOfficer).get("/desk/erasures/\(request)")
            #expect(page.text.contains("没有短信验证") && page.text.contains("他没有说出后四位"))
            try await decide(village, "refusal", ["reason": "请到议事室当面说一说"])
            #expect(try await number(village, in: request) == .erased)
            #expect(try await keptPhones(village, of: id) == [Self.former])
        }
    }

    @Test(
        "a held record keeps the phone that was left, and the request the one that was wished",
        arguments: EngineKind.allCases)
    func held(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (id, code) = try await raise(village)
            let officer = try await village.program(of: .privacyOfficer)
            _ = try await officer.post("/desk/holds", ["record": id.text, "reason": "正在诉讼"])
            _ = try await village.program().post("/topics/status/\(code)/phone", ["phone": Self.new])
            let request = try await waiting(village)
            let answer = try await officer.post("/desk/erasures/\(request)/granting", [:])
            #expect(answer["code"] == "under_hold")
            #expect(try await keptPhones(village, of: id) == [Self.former])
            try await decide(village, "refusal", ["reason": "案子还没结"])
            #expect(try await number(village, in: request) == .kept(Self.new))
        }
    }

    @Test("a held request keeps the number that was written in it", arguments: EngineKind.allCases)
    func heldRequest(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (id, code) = try await raise(village)
            _ = try await village.program().post("/topics/status/\(code)/phone", ["phone": Self.new])
            let request = try await waiting(village)
            let officer = try await village.program(of: .privacyOfficer)
            let placed = try await officer.post("/desk/holds", ["record": request, "reason": "正在诉讼"])
            #expect(placed.status == 201, "\(placed.text)")
            try await decide(village, "granting")
            #expect(try await keptPhones(village, of: id) == [Self.new])
            #expect(try await number(village, in: request) == .kept(Self.new))
        }
    }

    @Test(
        "a place is set right where it stands; what holds a number is sent to the field for phones, and names are masked",
        arguments: EngineKind.allCases)
    func matters(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (id, code) = try await raise(village)
            let program = village.program()
            let path = "/topics/status/\(code)/correction"
            let numbered = try await program.post(
                path, ["wrong": "手机号", "right": "手机号应该是\(Self.new)", "phoneEnding": "1111"])
            #expect(numbered.status == 422 && !numbered.text.contains(Self.new))
            let place = try await program.post(
                path, ["about": "place", "wrong": "不是小学", "right": "中学旁边，我叫王小花", "phoneEnding": "1111"])
            #expect(place.status == 201)
            let request = try await waiting(village)
            let officer = try await village.browser(of: .privacyOfficer).get("/desk/erasures/\(request)")
            #expect(officer.text.contains("中学旁边") && !officer.text.contains("王小花"))
            let read = try await village.program(of: .privacyOfficer).get("/desk/erasures/\(request)")
            #expect(read["matter"] == "place" && !read.text.contains("王小花"))
            try await decide(village, "granting")
            #expect(try await village.topic(id)?.place == .kept("中学旁边，我叫王小花"))
            let desk = try await village.browser(of: .secretary).get("/desk/topics/\(id)")
            #expect(desk.text.contains("更正的地点里有") && desk.text.contains("按本人要求更正地点"))
            _ = try await program.post("/topics/status/\(code)/erasure", ["phoneEnding": "1111"])
            try await decide(village, "granting")
            #expect(try await village.topic(id)?.place == .erased)
            #expect(try await keptPhones(village, of: id) == [])
            try await expectReplay(village)
        }
    }

    // MARK: -

    private func raise(_ village: Village) async throws -> (id: Topic.ID, code: String) {
        let sent = try await village.program().post(
            "/topics",
            ["room": village.room.id.text, "text": "桥头第三盏灯不亮。", "place": "小学旁边", "phone": Self.former])
        return (try #require(sent["id"].flatMap { Topic.ID($0) }), try #require(sent["trackingCode"]))
    }

    private func waiting(_ village: Village) async throws -> String {
        let list = try await village.program(of: .privacyOfficer).get("/desk/erasures")
        return try #require((list.object["items"] as? [[String: Any]])?.last?["id"] as? String)
    }

    private func decide(_ village: Village, _ segment: String, _ fields: [String: String] = [:]) async throws {
        let answer = try await village.program(of: .privacyOfficer)
            .post("/desk/erasures/\(try await waiting(village))/\(segment)", fields)
        #expect(answer.status == 200, "\(answer.text)")
    }

    /// The phone that was wished, as it stands in the request.
    private func number(_ village: Village, in request: String) async throws -> FreeText? {
        let desk = PersonalDataDesk(services: village.services, site: site(village))
        let id = try #require(PersonalDataRequest.ID(request))
        return try await village.services.engine.read {
            try desk.request(id, in: $0)?.asking.correction?.phone?.number
        }
    }

    /// The phones that can still be read of those that were left with a topic.
    private func keptPhones(_ village: Village, of id: Topic.ID) async throws -> [String] {
        let desk = TopicDesk(services: village.services, site: site(village))
        let contacts = TopicContactStore(tenant: village.story.county.id, keys: village.services.keys)
        return try await village.services.engine.read { transaction in
            let said = try desk.log(of: id, in: transaction).compactMap { $0.event.phoneLeft?.words }
            let stored = try contacts.phone(of: id, in: transaction)
            #expect(said == [stored].compactMap(\.self))
            return said
        }
    }

    private func site(_ village: Village) -> Site {
        Site(tenant: village.story.county, practice: Village.practice)
    }

    private func expectReplay(_ village: Village) async throws {
        let (services, site) = (village.services, site(village))
        let differences = try await services.engine.read {
            try RowReplay(services: services, site: site).differences(in: $0)
        }
        #expect(differences == [], "\(differences.first ?? "")")
    }
}
