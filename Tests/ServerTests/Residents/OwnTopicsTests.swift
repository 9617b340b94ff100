// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What a resident finds by phone", .serialized)
struct OwnTopicsTests {
    private static let phone = "13812345678"
    private static let other = "13900000001"
    private static let show = ["gateways": "show"]

    @Test("a topic whose code is lost is found, followed and answered; others' are not", arguments: EngineKind.allCases)
    func found(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let mine = try await raise("桥头第三盏灯不亮。", Self.phone, village)
            let foreign = try await raise("南门台阶太高。", Self.other, village)
            try await village.act(.ask, ["question": "哪一头？"], on: mine.id, as: .secretary)
            let browser = try await village.residentBrowser(Self.phone)
            let list = try await browser.get("/mine")
            #expect(list.text.contains("桥头第三盏灯不亮") && list.text.contains("轮到您了：议事室想问您一件事"))
            #expect(list.text.contains("/mine/topics/\(mine.id)") && !list.text.contains("南门"))
            let page = try await browser.get("/mine/topics/\(mine.id)")
            #expect(
                page.status == 200 && page.text.contains("哪一头？") && page.text.contains("/mine/topics/\(mine.id)/data"))
            #expect(!page.text.contains(mine.code) && !page.text.contains("查询码"))
            let address = "/mine/topics/\(mine.id)/answer"
            #expect(
                try await browser.fillIn("/mine/topics/\(mine.id)", action: address, [("answer", "")]).status == 422)
            let said = try await browser.fillIn(
                "/mine/topics/\(mine.id)", action: address, [("answer", "靠小学那一头")])
            #expect(said.status == 303 && said.header("Location") == "/mine/topics/\(mine.id)")
            #expect(try await browser.get("/mine/topics/\(mine.id)").text.contains("靠小学那一头"))
            // The code goes on working, and nobody has got a new one.
            #expect(try await village.visitor().get("/status/\(mine.code)").text.contains("靠小学那一头"))
            for path in ["", "/data", "/erasure", "/correction", "/copy", "/copy.csv"] {
                #expect(try await browser.get("/mine/topics/\(foreign.id)\(path)").status == 404, "\(path)")
                #expect(try await browser.get("/mine/topics/\(village.story.waiting.id)\(path)").status == 404)
            }
            let program = try await resident(Self.phone, village)
            #expect(try await program.get("/resident/topics/\(foreign.id)").status == 404)
            #expect(try await program.post("/resident/topics/\(foreign.id)/erasure", [:]).status == 404)
            let one = try await program.get("/resident/topics/\(mine.id)")
            #expect(one.status == 200 && one["text"] == "桥头第三盏灯不亮。")
            let items = try #require(try await program.get("/resident/topics").object["items"] as? [[String: Any]])
            #expect(items.count == 1 && items[0]["id"] as? String == mine.id.text)
            #expect(try await village.visitor().get("/").text.contains("忘了查询码？"))
            try await village.seal()
            #expect(try await village.verify().isClean)
            try await expectReplay(village)
        }
    }

    @Test("lists go on page by page, each topic once", arguments: EngineKind.allCases)
    func pagesOfTopics(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            var raised: [String] = []
            for number in 0..<5 { raised.append(try await raise("第\(number)件", Self.phone, village).id.text) }
            let program = try await resident(Self.phone, village)
            var (found, cursor): ([String], String?) = ([], nil)
            repeat {
                let query = cursor.map { "&cursor=\($0)" } ?? ""
                let page = try await program.get("/resident/topics?limit=2\(query)")
                let items = try #require(page.object["items"] as? [[String: Any]])
                found += items.compactMap { $0["id"] as? String }
                cursor = page["next"]
            } while cursor != nil
            #expect(found == raised.reversed())
            let foreign = try await resident(Self.other, village)
            let next = try #require(try await program.get("/resident/topics?limit=2")["next"])
            #expect(try await foreign.get("/resident/topics?cursor=\(next)").status == 400, "not of this list")
        }
    }

    @Test("what is raised while signed in is one's own, without typing a number", arguments: EngineKind.allCases)
    func raising(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let browser = try await village.residentBrowser(Self.phone)
            let base = "/r/\(village.room.token.text)"
            let form = try await browser.get("\(base)/raise")
            #expect(form.text.contains("138****5678（登录时核实过）") && !form.text.contains("name=\"phone\""))
            let check = try await browser.fillIn(
                "\(base)/raise", action: "\(base)/check", [("text", "北门的灯不亮"), ("verified", "1")])
            #expect(check.status == 200 && check.text.contains("138****5678") && !check.text.contains(Self.phone))
            let token = try #require(check.formToken("\(base)/topics"))
            let sent = try await browser.post(
                "\(base)/topics", [("_token", token), ("text", "北门的灯不亮"), ("verified", "1")])
            #expect(sent.status == 303)
            #expect(try await browser.get("/mine").text.contains("北门的灯不亮"))

            // Out meanwhile: nobody is left without news unawares, and what was written stays.
            let late = try await browser.token(on: "\(base)/raise", for: "\(base)/check")
            _ = try await browser.fillIn("/mine", action: "/mine/sign-out", [])
            let asked = try await browser.post(
                "\(base)/check", [("_token", late), ("text", "西门的灯不亮"), ("verified", "1")])
            #expect(asked.status == 422 && asked.text.contains("您的登录到期了") && asked.text.contains("西门的灯不亮"))
            #expect(asked.text.contains("name=\"phone\"") && !asked.text.contains("name=\"verified\""))

            let program = APIClient(
                village.client, bearer: try await later(village) { try await $0.residentToken(Self.phone) })
            let key = "0000000000000001"
            let fields = ["room": village.room.token.text, "text": "东门的灯不亮"]
            let first = try await program.post("/resident/topics", fields, key: key)
            let again = try await program.post("/resident/topics", fields, key: key)
            #expect(first.status == 201 && again.text == first.text)
            #expect(
                try await program.post("/resident/topics", fields.merging(["phone": Self.other]) { $1 }).status == 422)
            #expect((try await program.get("/resident/topics").object["items"] as? [Any])?.count == 2)
            // Another resident's equal key is another key.
            let other = try await resident(Self.other, village)
            let theirs = try await other.post("/resident/topics", fields, key: key)
            #expect(theirs.status == 201 && theirs["id"] != first["id"])
        }
    }

    @Test(
        "a verified phone supports once, is counted apart, and makes of a typed one a known one",
        arguments: EngineKind.allCases)
    func supporting(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let id = village.story.published.id
            _ = try await village.program().post("/topics/\(id)/supports", ["phone": Self.phone])
            _ = try await village.program().post("/topics/\(id)/supports", ["phone": "13900000005"])
            let browser = try await village.residentBrowser(Self.phone)
            #expect(try await browser.get("/mine").text.contains("我支持的"))
            let path = "/topics/\(id)/support"
            let form = try await browser.get(path)
            #expect(form.text.contains("138****5678") && !form.text.contains("name=\"phone\""))
            #expect(try await browser.fillIn(path, action: path, [("verified", "1")]).status == 303)
            #expect(try await browser.fillIn(path, action: path, [("verified", "1")]).status == 303)
            let page = try await village.visitor().get("/topics/\(id)")
            #expect(page.text.contains("2人说这也是他们的事（手机号核实过的1人，其他1人）"))
            let desk = try await village.browser(of: .secretary).get("/desk/topics/\(id)")
            #expect(desk.text.contains("2人（手机号核实过的1人，其他1人）"))
            let program = try await resident(Self.other, village)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<6 {
                    group.addTask { try await program.post("/resident/topics/\(id)/supports", [:]).status }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses == Array(repeating: 201, count: 6))
            let counted = try await program.post("/resident/topics/\(id)/supports", [:])
            #expect(counted.object["supporters"] as? Int == 3 && counted.object["verifiedSupporters"] as? Int == 2)
            // A typed number that is known already stays known.
            let typed = try await village.program().post("/topics/\(id)/supports", ["phone": Self.other])
            #expect(typed.object["verifiedSupporters"] as? Int == 2)
            let own = try #require(try await program.get("/resident/supports").object["items"] as? [[String: Any]])
            #expect(own.count == 1 && own[0]["isVerified"] as? Bool == true)
            #expect(try await program.post("/resident/topics/\(village.story.waiting.id)/supports", [:]).status == 404)
            // Signed out meanwhile: the number is asked for.
            let late = try await browser.token(on: path, for: path)
            _ = try await browser.fillIn("/mine", action: "/mine/sign-out", [])
            let asked = try await browser.post(path, [("_token", late), ("verified", "1")])
            #expect(asked.status == 422 && asked.text.contains("name=\"phone\""))
            try await expectReplay(village)
        }
    }

    @Test("who was at the session finds what waits for a word, too", arguments: EngineKind.allCases)
    func confirmingAsParticipant(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let journey = try await village.carry(to: .verified)
            let item = try #require(journey.item)
            let browser = try await village.residentBrowser("13700000001")
            #expect(try await browser.get("/mine").text.contains("轮到您了"))
            let program = try await resident("13700000001", village)
            let waiting = try #require(
                try await program.get("/resident/confirmations").object["items"] as? [[String: Any]])
            let id = try #require(waiting.first?["id"] as? String)
            #expect(waiting.count == 1)
            let path = "/mine/confirmations/\(id)"
            let said = try await browser.fillIn(
                path, action: path, [("outcome", "solved"), ("rating", "satisfied"), ("remark", "")])
            #expect(said.status == 303 && said.header("Location") == "/mine?done=confirmed")
            for asked in try await village.asked(about: item) where asked.id.text != id {
                #expect(try await browser.get("/mine/confirmations/\(asked.id)").status == 404)
            }
        }
    }

    @Test(
        "what waits for a word is listed, for submitter and supporter, and answered once",
        arguments: EngineKind.allCases)
    func confirming(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let journey = try await village.carry(to: .reported)
            _ = try await village.program().post("/topics/\(journey.topic.id)/supports", ["phone": Self.phone])
            let verified = try await village.carry(journey, from: .verified, to: .verified)
            let item = try #require(verified.item)
            let browser = try await village.residentBrowser(Self.phone)
            let mine = try await browser.get("/mine")
            #expect(mine.text.contains("轮到您了") && mine.text.contains(Journey.task))
            let program = try await resident(Self.phone, village)
            let waiting = try #require(
                try await program.get("/resident/confirmations").object["items"] as? [[String: Any]])
            #expect(waiting.count == 1 && waiting[0]["item"] as? String == item.text)
            let id = try #require(waiting[0]["id"] as? String)
            let path = "/mine/confirmations/\(id)"
            #expect(try await browser.get(path).text.contains(Journey.report))
            let foreign = try await village.residentBrowser(Self.other)
            #expect(try await foreign.get(path).status == 404)
            #expect(try await browser.fillIn(path, action: path, [("outcome", "solved")]).status == 422)
            let said = try await browser.fillIn(
                path, action: path, [("outcome", "partly"), ("rating", "satisfied"), ("remark", "")])
            #expect(said.status == 303 && said.header("Location") == "/mine?done=confirmed")
            let after = try await browser.get("/mine?done=confirmed")
            #expect(after.text.contains("记下了，谢谢您") && !after.text.contains("轮到您了"))
            let changed = try await program.post(
                "/resident/confirmations/\(id)", ["outcome": "solved", "rating": "satisfied"])
            #expect(changed.status == 200 && changed["outcome"] == "solved", "until the item is closed")
            // Somebody else's word is not given: the submitter's, or a participant's.
            for asked in try await village.asked(about: item) where asked.id.text != id {
                #expect(try await browser.get("/mine/confirmations/\(asked.id)").status == 404)
            }
        }
    }

    @Test("a submitter confirms on the topic's own page", arguments: EngineKind.allCases)
    func submitter(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let raised = try await raise("校门口两边都停车。", Self.phone, village)
            let host = try await village.carry(to: .reported)
            try await village.act(.merge, ["topic": host.topic.id.text], on: raised.id, as: .secretary)
            let verified = try await village.carry(host, from: .verified, to: .verified)
            let item = try #require(verified.item)
            let browser = try await village.residentBrowser(Self.phone)
            #expect(try await browser.get("/mine").text.contains("/mine/topics/\(raised.id)"))
            let action = "/mine/topics/\(raised.id)/confirmations/\(item)"
            let said = try await browser.fillIn(
                "/mine/topics/\(raised.id)", action: action, [("outcome", "solved"), ("rating", "satisfied")])
            #expect(said.status == 303)
            #expect(try await browser.get("/mine/topics/\(raised.id)").text.contains("您说过：解决了"))
        }
    }

    @Test("the own data is asked for, corrected and erased by phone as by code", arguments: EngineKind.allCases)
    func ownData(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let mine = try await raise("桥头的灯不亮。", Self.phone, village)
            let browser = try await village.residentBrowser(Self.phone)
            let base = "/mine/topics/\(mine.id)"
            #expect(try await browser.fillIn("\(base)/data", action: "\(base)/access", []).status == 303)
            #expect(try await browser.get("\(base)/data").text.contains("您申请查阅、复制您的信息"))
            try await grant(village)
            let copy = try await browser.get("\(base)/copy")
            #expect(copy.status == 200 && copy.text.contains("桥头的灯不亮") && copy.text.contains("\(base)/copy.csv"))
            #expect(!copy.text.contains(mine.code))
            let corrected = try await browser.fillIn(
                "\(base)/correction", action: "\(base)/correction", [("wrong", "桥头"), ("right", "桥尾")])
            #expect(corrected.header("Location") == "\(base)/data")
            #expect(try await browser.fillIn("\(base)/erasure", action: "\(base)/erasure", []).status == 303)
            #expect(try await village.visitor().get("/status/\(mine.code)").text.contains("您申请删除说过的话"))
        }
    }

    @Test("a phone of the zone opens nothing in the county", arguments: EngineKind.allCases)
    func tenants(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let mine = try await raise("桥头的灯不亮。", Self.phone, village)
            let zone = try await zoneToken(village)
            #expect(try await APIClient(village.client, bearer: zone).get("/resident/topics").status == 401)
            let there = APIClient(village.client, host: Village.zoneHost, bearer: zone)
            #expect((try await there.get("/resident/topics").object["items"] as? [Any])?.isEmpty == true)
            #expect(try await there.get("/resident/topics/\(mine.id)").status == 404)
        }
    }

    // MARK: - What the tests have in common

    private func raise(
        _ text: String, _ phone: String, _ village: Village
    ) async throws -> (id: Topic.ID, code: String) {
        let answer = try await village.program().post(
            "/topics", ["room": village.room.token.text, "text": text, "phone": phone])
        return (try #require(Identifier(answer["id"] ?? "")), try #require(answer["trackingCode"]))
    }

    private func expectReplay(_ village: Village) async throws {
        let replay = RowReplay(
            services: village.services, site: Site(tenant: village.story.county, practice: Village.practice))
        #expect(try await village.services.engine.read { try replay.differences(in: $0) } == [])
    }

    private func grant(_ village: Village) async throws {
        let officer = try await village.program(of: .privacyOfficer)
        let waiting = try #require(try await officer.get("/desk/erasures").object["items"] as? [[String: Any]])
        let id = try #require(waiting.first?["id"] as? String)
        #expect(try await officer.post("/desk/erasures/\(id)/granting", [:]).status == 200)
    }

    /// A program for the phone; a minute later, so that another code may be sent to it.
    private func resident(_ phone: String, _ village: Village) async throws -> APIClient {
        try await later(village) { try await $0.resident(phone) }
    }

    private func later<Value>(_ village: Village, _ body: (Village) async throws -> Value) async throws -> Value {
        village.clock.move(minutes: 1)
        return try await body(village)
    }

    private func zoneToken(_ village: Village) async throws -> String {
        let program = village.program(host: Village.zoneHost)
        let asked = try await program.post("/resident/codes", ["phone": Self.phone])
        await MessageCourier(services: village.services, gateways: village.services.gateways)
            .deliver(.sms, of: village.story.zone)
        let digits = village.shown.first.flatMap { $0.text.firstMatch(of: /(\d{6})/).map { String($0.output.1) } }
        let entered = try await program.post(
            "/resident/sign-ins",
            ["phone": Self.phone, "ticket": try #require(asked["ticket"]), "code": try #require(digits)], key: nil)
        return try #require(entered["token"])
    }
}
