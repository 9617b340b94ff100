// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What everybody may know of a public topic", .serialized)
struct PublicTopicReadingTests {
    @Test(
        "a program reads what the page shows: support of each kind, who handles it, its way",
        arguments: EngineKind.allCases)
    func whole(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .reported)
            let id = journey.topic.id
            let joined = try await village.program().post("/topics/\(id)/supports", ["phone": "13900002222"])
            #expect(joined.status == 201 && joined.object["deviceSupporters"] as? Int == 1)
            let read = try await village.program().get("/topics/\(id)")
            #expect(read.status == 200 && read["title"] == "校门口放学时段拥堵")
            let counts = ["supporters", "verifiedSupporters", "slipSupporters", "deviceSupporters"]
            #expect(counts.map { read.object[$0] as? Int } == [1, 0, 0, 1])
            let items = try #require(read.object["items"] as? [[String: Any]])
            #expect(items.count == 1 && items[0]["task"] as? String == Journey.task)
            #expect(items[0]["claimed"] is String == false, "nobody has looked at the report yet")
            #expect((read.object["session"] as? [String: Any])?["state"] as? String != nil)
            let steps = try #require(read.object["steps"] as? [[String: Any]])
            let page = try await village.visitor().get("/topics/\(id)")
            for step in steps { #expect(page.text.contains(try #require(step["act"] as? String))) }
            #expect(steps.contains { $0["stage"] as? String == "done" })
            for words in ["王小雨", "13900001111", "13900002222"] { #expect(!read.text.contains(words)) }
            let hidden = village.story.waiting.id
            #expect(try await village.program().get("/topics/\(hidden)").status == 404)
        }
    }

    @Test("a session that is planned and not announced is nobody's to know", arguments: EngineKind.allCases)
    func planned(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .planned)
            let read = try await village.program().get("/topics/\(journey.topic.id)")
            #expect(read.status == 200 && read.object["session"] is [String: Any] == false)
        }
    }

    @Test("the rounds of a matter lead to each other once both are public", arguments: EngineKind.allCases)
    func rounds(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let first = try await village.carry(to: .closed).topic.id
            let page = "/topics/\(first)"
            #expect(try await !village.visitor().get(page).text.contains("下一轮"))
            try await village.act(.openNextRound, ["changes": "送货车没处停"], on: first, as: .convener)
            let next = try #require(try await village.topic(first)?.nextRound)
            #expect(try await !village.visitor().get(page).text.contains("\(next)"), "nobody has reviewed it")
            #expect(try await village.program().get(page)["nextRound"] == nil)
            try await village.act(.review, ["title": "送货车停放", "body": "单行以后送货车没处停。"], on: next, as: .secretary)
            let shown = try await village.visitor().get(page).text
            #expect(shown.contains("下一轮：<a href=\"/topics/\(next)\">送货车停放</a>"))
            let after = try await village.visitor().get("/topics/\(next)").text
            #expect(after.contains("第2轮协商") && after.contains("上一轮：<a href=\"/topics/\(first)\">"))
            let read = try await village.program().get("/topics/\(next)")
            #expect(read["previousRound"] == first.text && read.object["round"] as? Int == 2)
            #expect(try await village.program().get(page)["nextRound"] == next.text)
            try await village.act(.unpublish, ["reason": "写错了"], on: next, as: .secretary)
            #expect(try await !village.visitor().get(page).text.contains("送货车停放"), "the kept page is written anew")
        }
    }

    @Test("what several rooms have in common tells where each of theirs stands", arguments: EngineKind.allCases)
    func levels(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (above, secretary) = try await village.openCountyRoom()
            let (own, other) = (village.story.waiting, village.story.waitingElsewhere)
            try await village.bring(own.id, .secretary, above)
            try await village.bring(other.id, .otherSecretary, above)
            _ = try await secretary.post(
                "/desk/topics/\(own.id)/gathering", ["topics": [other.id.text], "text": "两处的路都不好走"])
            let parent = try #require(try await village.topic(own.id)?.escalatedInto)
            let reviewed = try await secretary.post(
                "/desk/topics/\(parent)/review", ["title": "两处的路", "body": "两个村的路都不好走。"])
            #expect(reviewed.status == 200, "\(reviewed.text)")
            let read = try await village.program().get("/topics/\(parent)")
            let children = try #require(read.object["children"] as? [[String: Any]])
            #expect(children.map { $0["state"] as? String } == ["pooled", "pooled"])
            #expect(children.allSatisfy { $0["topic"] is String == false }, "those are not public")
            #expect(!read.text.contains(own.id.text) && !read.text.contains(other.id.text))
        }
    }

    @Test("whoever chooses from the pool sees who supports what, and how it was judged", arguments: EngineKind.allCases)
    func weights(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let id = village.story.published.id
            for phone in ["13900002222", "13900003333"] {
                _ = try await village.program().post("/topics/\(id)/supports", ["phone": phone])
            }
            for (villager, mark) in [(Villager.secretary, "4"), (.convener, "5")] {
                try await village.act(
                    .score, ["needed": mark, "hopedFor": "5", "feasible": "3"], on: id, as: villager)
            }
            let page = try await village.browser(of: .convener).get("/desk/topics?part=pool")
            #expect(page.text.contains("2人支持（手机号核实过的0人，其他2人）"))
            #expect(page.text.contains("三条标准12.5分（2人打分，满分15）"))
            let queue = try await village.program(of: .convener).get("/desk/topics?part=pool")
            let items = try #require(queue.object["items"] as? [[String: Any]])
            let row = try #require(items.first { $0["id"] as? String == id.text })
            #expect(row["deviceSupporters"] as? Int == 2 && row["verifiedSupporters"] as? Int == 0)
            #expect(row["scorers"] as? Int == 2 && row["scoreSum"] as? Int == 25)
            let record = try await village.program(of: .convener).get("/desk/topics/\(id)")
            #expect(record.object["supporters"] as? Int == 2)
        }
    }

    @Test("who has typed a phone joins a similar topic with it in one tap", arguments: EngineKind.allCases)
    func joining(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let id = village.story.published.id
            let (base, browser) = ("/r/\(village.room.token.text)", village.visitor())
            let said = "社区排水沟堵塞，夏天蚊虫多"
            let bare = try await browser.fillIn("\(base)/raise", action: "\(base)/check", [("text", said)])
            #expect(bare.text.contains("href=\"/topics/\(id)/support\""), "without one it is asked for")
            let check = try await browser.fillIn(
                "\(base)/raise", action: "\(base)/check", [("text", said), ("phone", "13900002222")])
            #expect(check.text.contains("用您刚填的手机号") && check.text.contains("您已满14周岁"))
            let hidden = try #require(check.hiddenFields("/topics/\(id)/support"))
            let joined = try await browser.post("/topics/\(id)/support", hidden)
            #expect(joined.status == 303 && joined.header("Location") == "/topics/\(id)?supported=1")
            let read = try await village.program().get("/topics/\(id)")
            #expect(read.object["supporters"] as? Int == 1)
        }
    }

    @Test("a program narrows the list to a room, as the page does", arguments: EngineKind.allCases)
    func ofRoom(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (own, other) = (village.story.room.id, village.story.otherRoom.id)
            let program = village.program()
            let here = try #require(try await program.get("/topics?room=\(own)").object["items"] as? [[String: Any]])
            #expect(here.map { $0["id"] as? String } == [village.story.published.id.text])
            #expect((try await program.get("/topics?room=\(other)").object["items"] as? [Any])?.isEmpty == true)
            let odd = try await program.get("/topics?room=x")
            #expect(odd.status == 422 && odd["code"] == "invalid_input")
            #expect(try await village.visitor().get("/topics?room=x").status == 422)
        }
    }

    @Test("a related topic is named by its number or by the address of its page")
    func related() async throws {
        try await Village.with(.sqlite) { village in
            let (one, two) = (village.story.waiting.id, village.story.published.id)
            let program = try await village.program(of: .secretary)
            let typed = "http://127.0.0.1:8080/desk/topics/\(two)?part=pool"
            let done = try await program.post("/desk/topics/\(one)/relation", ["topic": typed])
            #expect(done.status == 200 && done.object["related"] as? [String] == [two.text], "\(done.text)")
            let odd = try await program.post("/desk/topics/\(one)/relation", ["topic": "那件路灯的"])
            #expect(odd.status == 422)
        }
    }
}
