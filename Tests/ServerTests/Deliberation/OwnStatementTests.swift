// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Statements and the people who offer them", .serialized)
struct OwnStatementTests {
    private static let show = ["gateways": "show"]
    private static let words = "老王家的车天天乱停"

    @Test(
        "the room hears of the first sentence that waits; those that follow lie beside it until it is empty again",
        arguments: EngineKind.allCases)
    func notices(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let open = try await village.openCall()
            let (browser, form) = (village.visitor(), "\(open.address)/statement")
            for text in ["校门口装一个红绿灯", "校车多加两班"] {
                #expect(try await browser.fillIn(form, action: form, [("text", text)]).status == 303, "\(text)")
            }
            #expect(try await told(village) == 1)
            let page = try await village.browser(of: .secretary).get("/desk/notices").text
            #expect(page.contains("征集里有人添了话") && page.contains("东门口怎么才能不堵？"))
            #expect(!page.contains("红绿灯"), "what was offered stands in no notice")
            let secretary = try await village.program(of: .secretary)
            for statement in try await offered(open, secretary) {
                #expect(try await secretary.post("/desk/statements/\(statement)/adoption", [:]).status == 200)
            }
            #expect(try await browser.fillIn(form, action: form, [("text", "画一条等候线")]).status == 303)
            #expect(try await told(village) == 2)
            _ = try await secretary.post("/desk/deliberations/\(open.call)/statements", ["text": "小摊挪到对面空地"])
            #expect(try await told(village) == 2, "what staff add waits for nobody")
        }
    }

    /// How many notices of statements the secretary has.
    private func told(_ village: Village) async throws -> Int {
        await village.deliverLetters()
        let store = NoticeStore(tenant: village.story.county.id)
        let secretary = village.person(.secretary)
        return try await village.services.engine.read { transaction in
            try store.undigested(of: secretary, in: transaction).count {
                if case .statement = $0.subject { true } else { false }
            }
        }
    }

    /// The ids of the statements that wait to be looked at.
    private func offered(_ open: Village.OpenCall, _ secretary: APIClient) async throws -> [String] {
        let list = try await secretary.get("/desk/deliberations/\(open.call)/statements")
        return (list.object["items"] as? [[String: Any]] ?? []).filter { $0["state"] as? String == "offered" }
            .compactMap { $0["id"] as? String }
    }

    @Test(
        "whoever offered a sentence that was not used has its words erased, nobody else does, and its ground stays",
        arguments: EngineKind.allCases)
    func own(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let open = try await village.openCall()
            let (phone, other) = (
                try await village.resident("13700000001"), try await village.resident("13700000002")
            )
            let base = "/resident\(open.address)/statements"
            let id = try #require(try await phone.post(base, ["text": Self.words])["id"])
            let own = try await phone.get(base).object["items"] as? [[String: Any]]
            #expect(own?.count == 1 && own?.first?["text"] as? String == Self.words)
            #expect((try await other.get(base).object["items"] as? [Any])?.isEmpty == true)
            let early = try await phone.post("\(base)/\(id)/erasure", [:])
            #expect(early.status == 409 && early["code"] == "not_rejected", "\(early.text)")
            let secretary = try await village.program(of: .secretary)
            let rejected = try await secretary.post(
                "/desk/statements/\(id)/rejection", ["ground": "personal_detail", "words": "写了老王"])
            #expect(rejected["state"] == "rejected", "\(rejected.text)")

            #expect(try await other.post("\(base)/\(id)/erasure", [:]).status == 404)
            let done = try await phone.post("\(base)/\(id)/erasure", [:])
            let left = (done.object["items"] as? [[String: Any]])?.first
            #expect(done.status == 200 && left?["ground"] as? String == "personal_detail", "\(done.text)")
            #expect(left?["text"] is String == false)
            #expect(try await phone.post("\(base)/\(id)/erasure", [:])["code"] == "already_erased")
            let record = try await secretary.get("/desk/statements/\(id)")
            #expect(record["state"] == "rejected" && record["text"] == nil, "\(record.text)")
            let page = try await village.browser(of: .secretary).get("/desk/statements/\(id)").text
            #expect(!page.contains("老王") && page.contains("按要求删掉了原话") && page.contains("写到了具体的个人"))
            #expect(try await secretary.post("/desk/statements/\(id)/adoption", [:])["code"] == "already_erased")
            #expect(try await village.visitor().get(open.address).text.contains("写到了具体的个人1句"), "it still counts")
            try await expectReplay(village)
        }
    }

    @Test("on the phone's page one's own sentences stand with what became of them", arguments: EngineKind.allCases)
    func page(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let open = try await village.openCall()
            let (browser, form) = (village.visitor(), "\(open.address)/statement")
            let answers = "\(open.address)/answers"
            for text in ["校门口装一个红绿灯", Self.words] {
                #expect(try await browser.fillIn(form, action: form, [("text", text)]).status == 303)
            }
            #expect(try await browser.get(open.address).text.contains("看、改我表过的态"), "though nothing was answered")
            let waiting = try await browser.get(answers).text
            #expect(waiting.contains("我添的话") && waiting.contains(Self.words) && !waiting.contains("删掉这句话"))
            let secretary = try await village.program(of: .secretary)
            let ids = try await offered(open, secretary)
            #expect(try await secretary.post("/desk/statements/\(ids[0])/adoption", [:]).status == 200)
            _ = try await secretary.post("/desk/statements/\(ids[1])/rejection", ["ground": "personal_detail"])
            let decided = try await browser.get(answers).text
            #expect(decided.contains("正在问大家。") && decided.contains("没有问大家：写到了具体的个人。"))
            #expect(try await !village.visitor().get(answers).text.contains("我添的话"))
            let erased = try await browser.press(answers, action: "\(open.address)/statements/\(ids[1])/erasure")
            #expect(erased.status == 303 && erased.header("Location") == "\(answers)?done=erased", "\(erased.text)")
            let after = try await browser.get("\(answers)?done=erased").text
            #expect(after.contains("原话删掉了") && !after.contains("老王"))
        }
    }

    @Test(
        "staff erase the words where somebody is named in them, but not under a hold, and not what is asked",
        arguments: EngineKind.allCases)
    func named(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let open = try await village.openCall(Village.statements + [Self.words])
            let (secretary, statement) = (try await village.program(of: .secretary), open.statements[3])
            let path = "/desk/statements/\(statement)"
            #expect(try await secretary.post("\(path)/erasure", [:])["code"] == "not_rejected")
            _ = try await secretary.post("\(path)/removal", ["ground": "personal_detail"])
            #expect(try await village.program(of: .otherSecretary).post("\(path)/erasure", [:]).status == 404)
            let officer = try await village.program(of: .privacyOfficer)
            let held = try await officer.post(
                "/desk/holds", ["record": village.story.published.id.text, "reason": "正在诉讼"])
            #expect(try await secretary.post("\(path)/erasure", [:])["code"] == "under_hold")
            #expect(try await secretary.get(path)["text"] == Self.words)
            _ = try await officer.post("/desk/holds/\(try #require(held["id"]))/lifting", ["reason": "结案"])
            let page = "\(path)/erasure"
            let browser = try await village.browser(of: .secretary)
            #expect(try await browser.get(page).text.contains("删了谁也找不回来"))
            #expect(try await browser.press(page, action: page).status == 303)
            #expect(try await secretary.get(path)["text"] == nil)
            try await expectReplay(village)
        }
    }

    @Test(
        "a phone's copy holds what was said by it, until nobody knows any more whose it was (BR-40)",
        arguments: EngineKind.allCases)
    func copy(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let open = try await village.openCall()
            let live = try await village.openLive(beside: village.announceSession())
            let phone = try await village.resident("13700000001")
            _ = try await phone.post("/resident/live/\(live)/comments", ["words": "北门能不能接", "name": "豆豆妈"])
            _ = try await phone.post("/resident\(open.address)/statements", ["text": "校门口装一个红绿灯"])
            let voted = try await phone.post(
                "/resident\(open.address)/votes", ["statement": open.statements[0].text, "answer": "disagree"],
                key: nil)
            #expect(voted.status == 200, "\(voted.text)")
            let copy = try await phone.get("/resident/copy")
            let items = copy.object["items"] as? [[String: Any]] ?? []
            let words = items.compactMap { $0["words"] as? String }
            for text in ["北门能不能接", "豆豆妈", "\(Village.statements[0])：不赞同", "校门口装一个红绿灯"] {
                #expect(words.contains(text), "\(text): \(copy.text)")
            }
            #expect(words.count == 4)
            let other = try await village.resident("13700000002").get("/resident/copy")
            #expect((other.object["items"] as? [Any])?.isEmpty == true)
            #expect(try await village.program().get("/resident/copy").status == 401)
            // A number gets another code only after a minute.
            village.clock.move(minutes: 1)
            let browser = try await village.residentBrowser("13700000001")
            #expect(try await browser.get("/mine").text.contains("/mine/copy"))
            #expect(try await browser.get("/mine/copy").text.contains("校门口装一个红绿灯"))
            let table = try await browser.get("/mine/copy.csv")
            #expect(table.header("Content-Type")?.hasPrefix("text/csv") == true && table.text.contains("不赞同"))
            #expect(try await browser.get("/mine/copy.json").text.contains("北门能不能接"))

            let secretary = try await village.program(of: .secretary)
            #expect(try await secretary.post("/desk/deliberations/\(open.call)/closing", [:])["state"] == "closed")
            village.clock.move(hours: 24 * 31)
            try await Housekeeping.forget(village.services)
            let later = try await village.resident("13700000001").get("/resident/copy")
            #expect(!later.text.contains("不赞同") && !later.text.contains("红绿灯"), "\(later.text)")
        }
    }

    @Test(
        "a call ends by itself when its last day is over, once however many look, with what was counted",
        arguments: EngineKind.allCases)
    func ending(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let open = try await village.openCall(until: "2026-03-06")
            try await village.castVotes(in: open, people: 6)
            let watch = DeliberationWatch(services: village.services)
            while village.clock.now.day.description < "2026-03-06" { village.clock.move(hours: 1) }
            try await watch.look()
            let asked = try await call(open, village)
            #expect(asked?.lastDay?.description == "2026-03-06", "people answer on the last day")
            while village.clock.now.day.description < "2026-03-07" { village.clock.move(hours: 1) }
            try await looks(3, watch)
            let ended = try #require(try await call(open, village))
            #expect(ended.state.name == .closed && ended.result?.people == 6 && ended.result?.votes == 18)
            let store = OpinionVoteStore(tenant: village.story.county.id)
            let counted = try await village.services.engine.read { try store.result(of: open.call, in: $0) }
            #expect(ended.result == counted && ended.version == 3, "begun, opened, closed once")
            #expect(try await village.visitor().get(open.address).text.contains("截止了"))
            await village.deliverLetters()
            let notices = NoticeStore(tenant: village.story.county.id)
            let told = try await village.services.engine.read {
                try notices.undigested(of: village.person(.secretary), in: $0)
            }
            #expect(told.count { $0.subject == .call(open.call) } == 1, "the room hears of it once")
            try await expectReplay(village)
        }
    }

    private func looks(_ count: Int, _ watch: DeliberationWatch) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<count { group.addTask { try await watch.look() } }
            try await group.waitForAll()
        }
    }

    private func call(_ open: Village.OpenCall, _ village: Village) async throws -> Deliberation? {
        let desk = DeliberationDesk(
            services: village.services, site: Site(tenant: village.story.county, practice: Village.practice))
        return try await village.services.engine.read { try desk.call(open.call, in: $0) }
    }

    private func expectReplay(_ village: Village) async throws {
        let rows = RowReplay(
            services: village.services, site: Site(tenant: village.story.county, practice: Village.practice))
        let differences = try await village.services.engine.read { try rows.differences(in: $0) }
        #expect(differences == [], "\(differences.prefix(5))")
        try await village.seal()
        #expect(try await village.verify().isClean)
    }
}
