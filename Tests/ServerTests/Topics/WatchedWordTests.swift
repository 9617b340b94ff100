// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Watched words", .serialized)
struct WatchedWordTests {
    private static let words = "厂里贴着一份涉密的图纸，路过的人都看得见，请管一管。"

    @Test(
        "a text with a word of the list is held, told with the word, and goes on once it is released",
        arguments: EngineKind.allCases)
    func held(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let raised = try await raise(village, Self.words)
            #expect(raised.status == 201 && raised["dueOn"] == nil, "taken in, never refused: \(raised.text)")
            let id = try #require(raised["id"].flatMap { Topic.ID($0) })
            #expect(try await village.topic(id)?.state == .held)
            let browser = try await village.browser(of: .secretary)
            let queue = try await browser.get("/desk/topics?part=held")
            #expect(queue.text.contains("有“涉密”，先看"))
            let record = try await browser.get("/desk/topics/\(id)")
            #expect(record.text.contains("话里有要留意的词“涉密”。先看清楚再放行"))
            let bulk = try await browser.get("/desk/bulk/topics/release")
            #expect(bulk.text.contains("有“涉密”，先看"), "whoever releases many sees which to look at")
            let program = try await village.program(of: .secretary)
            #expect(try await program.get("/desk/topics/\(id)").object["watchedWords"] as? [String] == ["涉密"])
            let listed = try #require(
                try await program.get("/desk/topics?part=held").object["items"] as? [[String: Any]])
            let told = Dictionary(
                uniqueKeysWithValues: listed.map { ($0["id"] as? String ?? "", $0["watchedWords"] as? [String] ?? []) })
            #expect(told[id.text] == ["涉密"] && told[village.story.held.id.text] == [], "\(told)")
            // Nobody sends it on before somebody has looked.
            for (act, fields) in [("redirection", ["channel": "hotline", "explanation": "请看"]), ("pool", [:])] {
                let early = try await program.post("/desk/topics/\(id)/\(act)", fields)
                #expect(early.status == 409 && early["code"] == "still_held", "\(act): \(early.text)")
            }
            let released = try await program.post("/desk/topics/\(id)/release", [:])
            #expect(released.status == 200 && released["state"] == "screening" && released["dueOn"] != nil)
            #expect(try await browser.get("/desk/topics").text.contains("先看") == false, "it was looked at")
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "what is held has a day for looking that is due on the desk, and its submitter is told so without a reason",
        arguments: EngineKind.allCases)
    func day(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let raised = try await raise(village, Self.words)
            let id = try #require(raised["id"].flatMap { Topic.ID($0) })
            #expect(try await village.topic(id)?.deadline?.day.description == "2026-03-06")
            let code = try #require(raised["trackingCode"])
            let visitor = village.visitor()
            for address in ["/status/\(code)/received", "/status/\(code)"] {
                let page = try await visitor.get(address)
                #expect(page.text.contains("先看一眼") && page.text.contains("3月6日"), "\(address)")
                #expect(!page.text.contains("放行"), "a word of the desk")
                for blame in ["来的人多", "会有人答复", "涉密的词", "要留意的词"] {
                    #expect(!page.text.contains(blame), "\(address): \(blame)")
                }
            }
            #expect(try await visitor.get("/status/\(code)").text.contains("等秘书先看</span>"))
            let told = try await village.program().get("/topics/status/\(code)")
            #expect(told["lookBy"] == "2026-03-06" && told["dueOn"] == nil, "no day of an answer: \(told.text)")
            let browser = try await village.browser(of: .secretary)
            #expect(!(try await browser.get("/desk/topics?part=overdue").text.contains(id.text)))
            village.clock.move(hours: 24 * 4)
            let later = try await village.browser(of: .secretary)
            #expect(try await later.get("/desk/topics?part=overdue").text.contains(id.text))
            #expect(try await visitor.get("/status/\(code)").text.contains("本该3月6日"))
            let store = TopicDeskStore(tenant: village.story.county.id, contents: village.services.contents)
            let (scope, today) = (TopicScope(of: village.actor(.secretary)), village.clock.now.day)
            let due = try await village.services.engine.read {
                try store.deadlines(scope: scope, today: today, since: today.advanced(by: -7), in: $0)
            }
            #expect(due.overdue == 2, "this one, and the one that was held from the beginning")
        }
    }

    @Test(
        "what the grid pushes and what is written down at the desk is held by a watched word as well",
        arguments: EngineKind.allCases)
    func entered(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .secretary)
            let pushed = [
                "channel": "grid", "room": village.room.id.text, "text": Self.words, "system": "县网格化平台",
                "number": "WG-7",
            ]
            let receipt = try await program.post("/desk/dispatches", pushed)
            #expect(receipt.status == 201, "\(receipt.text)")
            #expect(
                try await program.post("/desk/dispatches", pushed).text == receipt.text, "one receipt for one number")
            let query = "/desk/dispatches/pushed?system=\(FormEncoding.encode("县网格化平台"))&number=WG-7"
            let waiting = try await program.get(query)
            #expect(waiting["lookBy"] != nil && waiting["dueOn"] == nil, "\(waiting.text)")
            let written = try await program.post(
                "/desk/topics", ["source": "paper", "room": village.room.id.text, "text": Self.words])
            for id in [receipt["topic"], written["id"]].map({ $0.flatMap { Topic.ID($0) } }) {
                let id = try #require(id)
                #expect(try await village.topic(id)?.state == .held)
                #expect(try await watched(id.text, "held", program) == ["涉密"])
                #expect(try await program.post("/desk/topics/\(id)/release", [:])["state"] == "screening")
            }
            let differences = try await village.read { transaction in
                try RowReplay(services: village.services, site: village.countySite).differences(in: transaction)
            }
            #expect(differences == [])
        }
    }

    @Test("whoever does not read what was said is not told its words")
    func masked() async throws {
        try await Village.with(.sqlite) { village in
            let id = try #require(try await raise(village, Self.words)["id"])
            let seen = try await village.program(of: .leader).get("/desk/topics/\(id)")
            #expect(seen.status == 200 && seen.object["watchedWords"] as? [String] == [], "\(seen.text)")
            #expect(
                try await village.browser(of: .leader).get("/desk/topics/\(id)").text.contains("话里有要留意的词") == false)
        }
    }

    @Test("a place that names one holds the topic, and a list names no word to whoever does not read the place")
    func place() async throws {
        try await Village.with(.sqlite) { village in
            let raised = try await village.program().post(
                "/topics",
                ["room": village.room.token.text, "text": "路灯坏了三盏，请来修", "place": "涉密仓库东墙外"])
            #expect(raised.status == 201 && raised["dueOn"] == nil, "\(raised.text)")
            let id = try #require(raised["id"])
            let secretary = try await village.program(of: .secretary)
            #expect(try await watched(id, "held", secretary) == ["涉密"])
            let record = try await village.browser(of: .secretary).get("/desk/topics/\(id)")
            #expect(record.text.contains("话里有要留意的词“涉密”。先看清楚再放行"))
            let leader = try await village.program(of: .leader)
            #expect(try await watched(id, "held", leader) == [], "what the queue tells is what one may read")
            let queue = try await village.browser(of: .leader).get("/desk/topics?part=held")
            #expect(queue.status == 200 && queue.text.contains("路灯坏了三盏") && !queue.text.contains("涉密"))
        }
    }

    @Test(
        "what a submitter says later is told with its words as long as somebody has to decide, and stops nothing",
        arguments: EngineKind.allCases)
    func later(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let own = village.story.waiting
            let due = try await village.topic(own.id)?.deadline
            let added = try await village.program().post(
                "/topics/status/\(own.code.text)/addition", ["addition": "墙上还贴着一份涉密的图纸。"])
            #expect(added.status == 200, "\(added.text)")
            let topic = try await village.topic(own.id)
            #expect(topic?.state == .screening && topic?.deadline == due, "a word decides nothing")
            let secretary = try await village.program(of: .secretary)
            #expect(try await watched(own.id.text, "waiting", secretary) == ["涉密"])
            #expect(try await secretary.get("/desk/topics/\(own.id)").object["watchedWords"] as? [String] == ["涉密"])
            let browser = try await village.browser(of: .secretary)
            #expect(try await browser.get("/desk/topics").text.contains("有“涉密”，先看"))
            #expect(try await browser.get("/desk/topics/\(own.id)").text.contains("话里有要留意的词“涉密”。有国家秘密"))
            #expect(try await browser.get("/desk/bulk/topics/pool").text.contains("有“涉密”，先看"))
            let leader = try await village.program(of: .leader)
            #expect(try await watched(own.id.text, "waiting", leader) == [])
            #expect(try await secretary.post("/desk/topics/\(own.id)/pool", [:])["state"] == "pooled")
            #expect(try await watched(own.id.text, "pool", secretary) == [], "somebody has decided")
        }
    }

    /// What a part of the queue tells of a topic.
    private func watched(_ id: String, _ part: String, _ program: APIClient) async throws -> [String]? {
        let items = try await program.get("/desk/topics?part=\(part)&limit=100").object["items"] as? [[String: Any]]
        return items?.first { $0["id"] as? String == id }?["watchedWords"] as? [String]
    }

    @Test("the list is the county's, and an empty one holds nothing")
    func ownList() async throws {
        try await Village.with(.sqlite) { village in
            let administrator = try await village.program(of: .systemAdministrator)
            var fields = PracticeForm.values(Village.practice.profile, from: village.clock.now.day)
            fields["watchedWords"] = "矿坑、 Plan B，矿坑\n机"
            let refused = try await administrator.post("/desk/practice/revision", fields)
            #expect(refused.status == 422 && refused.text.contains("每个词2到20个字"), "\(refused.text)")
            fields["watchedWords"] = "矿坑、 Plan B，矿坑"
            #expect(try await administrator.post("/desk/practice/revision", fields).status == 201)
            try await village.reloadSites()
            #expect(village.countyProfile?.watchedWords == ["矿坑", "Plan B"])
            let page = try await village.browser(of: .systemAdministrator).get("/desk/practice")
            #expect(page.text.contains("要留意的词") && page.text.contains("矿坑；Plan B"))
            for (text, isHeld) in [(Self.words, false), ("后山礦坑没有围栏", true), ("ｐｌａｎ ｂ 的图", true)] {
                let raised = try await raise(village, text)
                #expect((raised["dueOn"] == nil) == isHeld, "\(text): \(raised.text)")
            }
            fields["watchedWords"] = ""
            #expect(try await administrator.post("/desk/practice/revision", fields).status == 201)
            try await village.reloadSites()
            #expect(try await raise(village, "后山矿坑没有围栏")["dueOn"] != nil)
        }
    }

    @Test("the standard's words are found whatever width and script, and not within common ones")
    func standard() {
        func found(_ text: String) -> [String] { WatchedWords.found(in: [text, nil], .standard) }
        #expect(found("這是國家秘密") == ["国家秘密"])
        #expect(found("上面印着机密级，还有内部文件") == ["机密级", "内部文件"])
        for harmless in ["忘了手机密码", "时机。密切联系群众", "个人秘密", "拒绝密封", "内部的文件柜", ""] {
            #expect(found(harmless) == [], "\(harmless)")
        }
        #expect(WatchedWords.found(in: [nil], .standard) == [])
        #expect(
            (try? WatchedWordText.read(WatchedWordText.words(WatchedWords.standard), field: "watchedWords"))
                == WatchedWords.standard)
    }

    private func raise(_ village: Village, _ text: String) async throws -> WebAnswer {
        try await village.program().post("/topics", ["room": village.room.token.text, "text": text])
    }
}
