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
            #expect(
                options.first == old.text && options.count > 100 && Set(options).count == options.count,
                "\(options.count)")
            #expect(form.text.contains("桥头路灯坏了（文字相近）") && !form.text.contains("三轮车乱停（文字相近）"))
        }
    }

    @Test("in a full pool one that nobody else reads and that says the same is offered, and any is named by its number")
    func fullPoolUnseen() async throws {
        try await Village.with(.sqlite) { village in
            let (room, county, now) = (village.room, village.story.county, village.clock.now)
            let raised = try await village.program().post(
                "/topics", ["room": room.token.text, "text": "桥头的路灯坏了半个月，晚上过桥看不见路。"])
            let old = try #require(raised["id"].flatMap { Topic.ID($0) })
            let unlike = try await Commands.run(on: village.installation) { commands in
                try (1...130).map { number in
                    let draft = TopicDraft(
                        room: room.id, area: room.area, source: .api, text: "第\(number)件：菜市场门口三轮车乱停。", place: nil)
                    return try commands.submit(draft, at: now, practice: Village.practice, tenant: county).0
                }
            }
            let own = try await village.program().post(
                "/topics", ["room": room.token.text, "text": "桥头路灯坏了，晚上看不见路。"])
            let id = try #require(own["id"].flatMap { Topic.ID($0) })
            let path = "/desk/topics/\(id)/merging"
            let secretary = try await village.browser(of: .secretary)
            let options = try await secretary.get(path).text.matches(of: /<option value="([0-9A-Z]{13})"/)
                .map { String($0.1) }
            #expect(
                options.first == old.text && options.count > 100 && Set(options).count == options.count,
                "\(options.count)")
            #expect(!options.contains(unlike[0].text), "what says something else and is old is not in the way")
            let empty = try await secretary.fillIn(path, action: path, [("topic", ""), ("number", "")])
            #expect(empty.status == 422 && empty.text.contains("请选一件，或者在下面填它的编号"), "\(empty.text)")
            let wrong = try await secretary.fillIn(path, action: path, [("topic", ""), ("number", "桥头那件")])
            #expect(wrong.status == 422 && wrong.text.contains("编号是13位"))
            let program = try await village.program(of: .secretary)
            let elsewhere = village.story.waitingElsewhere.id
            let foreign = try await program.post(path, ["number": elsewhere.text])
            #expect(foreign.status == 422 && foreign.text.contains("没有找到这件议题"), "\(foreign.text)")
            let named = try await secretary.fillIn(
                path, action: path,
                [("topic", ""), ("number", "https://example.org/desk/topics/\(unlike[0])?part=pool")])
            #expect(named.status == 303, "\(named.text)")
            #expect(try await village.topic(id)?.mergedInto == unlike[0])
        }
    }

    @Test(
        "what its submitter is taking back is not merged: by page, in bulk or by program",
        arguments: EngineKind.allCases)
    func withdrawing(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (own, host) = (village.story.waiting, village.story.published.id)
            let asked = try await village.program().post(
                "/topics/status/\(own.code.text)/withdrawal", ["reason": "已经解决了"])
            #expect(asked.status == 200, "\(asked.text)")
            let secretary = try await village.program(of: .secretary)
            let merged = try await secretary.post("/desk/topics/\(own.id)/merging", ["topic": host.text])
            #expect(merged.status == 409 && merged["code"] == "already_withdrawing", "\(merged.text)")
            let many = try await secretary.post(
                "/desk/bulk/topics/merging", ["records": [own.id.text], "topic": host.text])
            #expect(many.status == 409 || many.text.contains("already_withdrawing"), "\(many.text)")
            #expect(try await village.topic(own.id)?.withdrawalAt != nil, "the withdrawal stands")
            // Another decision ends it, and the submitter reads that.
            try await village.act(.solveDirectly, ["answer": "今天就疏通了。"], on: own.id, as: .secretary)
            let page = try await village.visitor().get("/status/\(own.code.text)").text
            #expect(page.contains("先定了别的，撤回没有生效"), "\(page)")
        }
    }

    @Test(
        "whoever is handled as part of another hears what is undone there, too, and of the rounds that follow",
        arguments: EngineKind.allCases)
    func symmetrical(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            let host = village.story.asked.id
            let raised = try await village.program().post(
                "/topics", ["room": village.room.token.text, "text": "校门口两边都停车。", "phone": Village.phone])
            let own = try #require(raised["id"].flatMap { Topic.ID($0) })
            try await village.act(.merge, ["topic": host.text], on: own, as: .secretary)
            let ground = try #require(
                PracticeProfile.standard.rejectionGrounds.first { $0.code != RejectionGround.spamCode })
            try await village.act(.reject, ["ground": ground.code, "explanation": "归交警"], on: host, as: .secretary)
            try await village.act(.reconsider, ["reason": "看错了"], on: host, as: .secretary)
            try await village.act(
                .redirect, ["channel": "hotline", "explanation": "热线派人更快"], on: host, as: .secretary)
            try await village.act(.takeBack, ["reason": "热线退回来了"], on: host, as: .secretary)
            await village.sendMessages(.sms)
            let told = texts(village)
            for words in ["不受理", "重新看过", "转送到该办的地方", "转送后退了回来"] {
                #expect(told.contains { $0.contains(words) }, "\(words): \(told)")
            }
        }
    }

    @Test("the next round is news for whoever raised the first, and for whoever was merged into it")
    func rounds() async throws {
        try await Village.with(.sqlite, settings: ["gateways": "show"]) { village in
            let raised = try await village.program().post(
                "/topics", ["room": village.room.token.text, "text": "校门口两边都停车。", "phone": Village.phone])
            let own = try #require(raised["id"].flatMap { Topic.ID($0) })
            let host = try await village.carry(to: .pooled)
            try await village.act(.merge, ["topic": host.topic.id.text], on: own, as: .secretary)
            let closed = try await village.carry(host, to: .closed).topic.id
            try await village.act(.openNextRound, ["changes": "又堵了"], on: closed, as: .convener)
            let next = try #require(try await village.topic(closed)?.nextRound)
            let concerned = try await village.read {
                try TopicStore(tenant: village.story.county.id, contents: village.services.contents)
                    .concerned(by: next, in: $0)
            }
            #expect(Set(concerned) == [closed, own], "\(concerned)")
            await village.sendMessages(.sms)
            #expect(texts(village).contains { $0.contains("又开始新一轮协商") }, "\(texts(village))")
        }
    }

    @Test("a public topic that was merged leads to its host, and stands for it where somebody says the same")
    func publicHost() async throws {
        try await Village.with(.sqlite) { village in
            var ids: [Topic.ID] = []
            for (title, body) in [("桥头路灯坏了", "桥头的路灯坏了半个月，晚上过桥看不见路。"), ("桥头要装灯", "桥头路灯坏了，夜里看不见，请换新灯。")] {
                let raised = try await village.program().post(
                    "/topics", ["room": village.room.token.text, "text": body])
                let id = try #require(raised["id"].flatMap { Topic.ID($0) })
                try await village.act(.review, ["title": title, "body": body], on: id, as: .secretary)
                ids.append(id)
            }
            let (own, host) = (ids[0], ids[1])
            _ = try await village.visitor().get("/topics/\(own)")
            try await village.act(.merge, ["topic": host.text], on: own, as: .secretary)
            let page = try await village.visitor().get("/topics/\(own)").text
            #expect(page.contains("href=\"/topics/\(host)\"") && page.contains("桥头要装灯"), "\(page)")
            let visitor = village.program()
            #expect(try await visitor.get("/topics/\(own)")["mergedInto"] == host.text)
            let similar = try await visitor.get("/topics/similar?text=\(FormEncoding.encode("桥头的路灯坏了，晚上过桥看不见路"))")
            let found = try #require(similar.object["items"] as? [[String: Any]], "\(similar.text)")
            let topics = found.compactMap { ($0["topic"] as? [String: Any])?["id"] as? String }
            #expect(topics.filter { $0 == host.text }.count == 1 && !topics.contains(own.text), "\(topics)")
            let support = try await village.visitor().get("/topics/\(own)/support")
            #expect(support.status == 303 && support.header("Location") == "/topics/\(host)/support", "\(support.text)")
            try await village.act(.unpublish, ["reason": "有姓名"], on: host, as: .secretary)
            let alone = try await village.visitor().get("/topics/\(own)").text
            #expect(!alone.contains("/topics/\(host)"), "what was taken back is not led to")
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

    @Test(
        "until the merging one reads the own steps alone, and the host's from there on, and is told so",
        arguments: EngineKind.allCases)
    func stepsFromTheMergingOn(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let own = village.story.waiting
            let page = "/status/\(own.code.text)"
            let host = try await village.carry(to: .ready)
            try await village.act(.pool, on: own.id, as: .secretary)
            try await village.act(.merge, ["topic": host.topic.id.text], on: own.id, as: .secretary)
            let before = try await village.visitor().get(page).text
            #expect(before.contains("您提出议题") && before.contains("受理，放进议题池"), "\(before)")
            #expect(before.contains("和另一件同样的事一起办，往后写的是那件事的进展"))
            #expect(before.contains("那件事现在：调研好了，等召集人安排协商会。"), "where it stands is said: \(before)")
            for step in ["有居民提出", "选定为协商议题", "委员交了调研记录"] {
                #expect(!before.contains(step), "\(step) was another's matter then")
            }
            #expect(before.ranges(of: "受理，放进议题池").count == 1, "the host's own is not told beside it")
            _ = try await village.carry(host, from: .planned, to: .concluded)
            let after = try await village.visitor().get(page).text
            #expect(after.contains("协商会谈成了") && !after.contains("委员交了调研记录"), "\(after)")
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
