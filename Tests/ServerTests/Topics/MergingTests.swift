// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Topics that are handled as one", .serialized)
struct MergingTests {
    @Test("what it may be merged into is read by likeness, whether it was published or not")
    func order() async throws {
        try await Village.with(.sqlite) { village in
            let secretary = try await village.program(of: .secretary)
            let room = village.room.id.text
            func enter(_ text: String) async throws -> String {
                let entered = try await secretary.post(
                    "/desk/topics", ["source": "paper", "room": room, "text": text])
                return try #require(entered["id"], "\(entered.text)")
            }
            let near = try await enter("桥头的路灯坏了半个月，晚上过桥看不见路。")
            _ = try await enter("菜市场门口三轮车乱停，消防通道堵了。")
            let own = try await enter("桥头路灯坏了，晚上看不见路。")
            _ = try await enter("幼儿园门口没有减速带。")
            let form = try await village.browser(of: .secretary).get("/desk/topics/\(own)/merging")
            let options = form.text.matches(of: /<option value="([0-9A-Z]{13})"/).map { String($0.1) }
            #expect(options.first == near && options.count >= 4, "\(options)")
            #expect(form.text.contains("（文字相近）"))
        }
    }

    @Test("in a full pool a public one that says the same is offered, however many came after it")
    func fullPool() async throws {
        try await Village.with(.sqlite) { village in
            let (room, county, now) = (village.room, village.story.county, village.clock.now)
            let raised = try await village.program().post(
                "/topics", ["room": room.token.text, "text": "桥头的路灯坏了半个月，晚上过桥看不见路。"])
            let old = try #require(raised["id"].flatMap { Topic.ID($0) })
            try await village.act(
                .review, ["title": "桥头路灯坏了", "body": "桥头的路灯坏了半个月，晚上过桥看不见路。"], on: old, as: .secretary)
            try await village.act(.pool, on: old, as: .secretary)
            try await Commands.run(on: village.installation) { commands in
                for number in 1...120 {
                    let draft = TopicDraft(
                        room: room.id, area: room.area, source: .api, text: "第\(number)件：菜市场门口三轮车乱停。", place: nil)
                    _ = try commands.submit(draft, at: now, practice: Village.practice, tenant: county)
                }
            }
            let own = try await village.program().post(
                "/topics", ["room": room.token.text, "text": "桥头路灯坏了，晚上看不见路。"])
            let id = try #require(own["id"])
            let form = try await village.browser(of: .secretary).get("/desk/topics/\(id)/merging")
            let options = form.text.matches(of: /<option value="([0-9A-Z]{13})"/).map { String($0.1) }
            #expect(options.first == old.text && options.count == 101, "\(options.count)")
            #expect(form.text.contains("桥头路灯坏了（文字相近）") && !form.text.contains("三轮车乱停（文字相近）"))
        }
    }

    @Test("the record calls what it was merged into, and what was merged into it, by their titles")
    func titles() async throws {
        try await Village.with(.sqlite) { village in
            let (own, lead) = (village.story.waiting, village.story.published)
            try await village.act(.merge, ["topic": lead.id.text], on: own.id, as: .secretary)
            let title = try #require(try await village.topic(lead.id)?.publicText?.title.words)
            let desk = try await village.browser(of: .secretary)
            let page = try await desk.get("/desk/topics/\(own.id)").text
            #expect(page.contains("并入“\(title)”") && page.contains(">\(title)</a>"))
            #expect(!page.contains("并入 \(lead.id)") && !page.contains(">\(lead.id)</a>"))
            let merged = try await desk.get("/desk/topics/\(lead.id)").text
            #expect(merged.contains(">\(Excerpt.of(own.words))</a>") && !merged.contains(">\(own.id)</a>"))
        }
    }

    @Test(
        "who was merged follows the host without its submitter's words, and is asked in the end",
        arguments: EngineKind.allCases)
    func following(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let own = village.story.waiting
            let host = try await village.carry(to: .pooled)
            let secretary = try await village.program(of: .secretary)
            let merged = try await secretary.post("/desk/topics/\(own.id)/merging", ["topic": host.topic.id.text])
            #expect(merged["state"] == "merged" && merged["mergedInto"] == host.topic.id.text)
            let journey = try await village.carry(host, to: .verified)
            let item = try #require(journey.item)
            let page = try await village.visitor().get("/status/\(own.code.text)")
            #expect(page.text.contains("和另一件同样的事一起办") && page.text.contains("轮到您了"))
            for step in ["选定为协商议题", "委员交了调研记录", "协商会谈成了", "公布协商结果", "已核实，请大家确认"] {
                #expect(page.text.contains(step), "\(step)")
            }
            #expect(page.text.contains(own.words))
            let status = try await village.program().get("/topics/status/\(own.code.text)")
            #expect((status.object["items"] as? [Any])?.count == 1)
            for answer in [page, status] {
                for words in ["王小雨", "13900001111", host.topic.code.text] { #expect(!answer.text.contains(words)) }
            }
            let hostPage = try await village.visitor().get("/status/\(host.topic.code.text)")
            #expect(!hostPage.text.contains("车缝"), "nor does the host's submitter read the other's words")
            let voices = try await village.asked(about: item).map(\.voice)
            #expect(voices.contains(.submitter(own.id)) && voices.contains(.submitter(host.topic.id)))
            let word = try await village.program().post(
                "/topics/status/\(own.code.text)/confirmations/\(item)", ["outcome": "partly", "rating": "satisfied"])
            #expect(word.status == 200)
        }
    }

    @Test("an undone merging screens anew, takes its link back and is asked no more", arguments: EngineKind.allCases)
    func undoing(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let own = village.story.waiting.id
            let host = try await village.carry(to: .pooled)
            try await village.act(.merge, ["topic": host.topic.id.text], on: own, as: .secretary)
            #expect(try await links(village, own) == 1)
            village.clock.move(hours: 24)
            try await village.act(.unmerge, on: own, as: .secretary)
            #expect(try await links(village, own) == 0)
            let topic = try #require(try await village.topic(own))
            #expect(topic.state == .screening && topic.deadline?.from == village.clock.now.day)
            let journey = try await village.carry(host, to: .verified)
            let voices = try await village.asked(about: try #require(journey.item)).map(\.voice)
            #expect(!voices.contains(.submitter(own)))
            let page = try await village.visitor().get("/status/\(village.story.waiting.code.text)")
            #expect(!page.text.contains("选定为协商议题"))
        }
    }

    @Test(
        "who left a phone is told of the merging and of its undoing, and whose code goes on",
        arguments: EngineKind.allCases)
    func told(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            let host = try await village.carry(to: .pooled)
            let raised = try await village.program().post(
                "/topics", ["room": village.room.token.text, "text": "校门口两边都停车。", "phone": Village.phone])
            let own = try #require(raised["id"].flatMap { Topic.ID($0) })
            try await village.act(.merge, ["topic": host.topic.id.text], on: own, as: .secretary)
            await village.sendMessages(.sms)
            #expect(texts(village).count == 1)
            #expect(texts(village).first?.contains("和另一件同样的事一起办，查询码照样用") == true)
            try await village.act(.unmerge, on: own, as: .secretary)
            await village.sendMessages(.sms)
            let told = texts(village)
            #expect(told.count == 2)
            #expect(told.contains { $0.contains("改为单独办，议事室重新看，查询码照样用") }, "\(told)")
            #expect(told.allSatisfy { !$0.contains("停车") })
        }
    }

    private func texts(_ village: Village) -> [String] {
        village.shown.filter { $0.address == Village.phone }.map(\.text)
    }

    @Test("one merges into what one may see, never into itself nor into what has ended", arguments: EngineKind.allCases)
    func targets(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let story = village.story
            let secretary = try await village.program(of: .secretary)
            let path = "/desk/topics/\(story.waiting.id)/merging"
            let ended = try await village.carry(to: .closed).topic.id
            for (target, code) in [
                (story.waiting.id, "is_the_same"), (ended, "takes_no_more"), (story.held.id, "takes_no_more"),
                (story.waitingElsewhere.id, "invalid_input"), (story.waitingInZone.id, "invalid_input"),
                (.init(77), "invalid_input"),
            ] {
                let answer = try await secretary.post(path, ["topic": target.text])
                #expect(answer.status == 422 && answer["code"] == code, "\(code): \(answer.text)")
                #expect(!answer.text.contains("灌溉渠") && !answer.text.contains("宿舍楼"))
            }
            try await village.act(.merge, ["topic": story.published.id.text], on: story.asked.id, as: .secretary)
            let host = try await secretary.post(
                "/desk/topics/\(story.waiting.id)/merging", ["topic": story.asked.id.text])
            #expect(host["code"] == "takes_no_more", "no chains")
        }
    }

    private func links(_ village: Village, _ topic: Topic.ID) async throws -> Int {
        let store = RecordLinkStore(tenant: village.story.county.id)
        return try await village.services.engine.read {
            try store.links(of: .topic(topic), in: $0).filter { $0.relation == .mergedInto }.count
        }
    }
}
