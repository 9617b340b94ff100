// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Media consultations over the web", .serialized)
struct LiveRoutesTests {
    private static let phone = "13812345678"
    private static let show = ["gateways": "show"]

    @Test(
        "a word on a phone is approved, cut in and answered; what is not becomes a task; the rest items; the report nests",
        arguments: EngineKind.allCases)
    func whole(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let journey = try await village.carry(to: .inProgress)
            let session = try #require(journey.session)
            let trace = "/topics/\(journey.topic.id)"
            #expect(try await !village.visitor().get(trace).text.contains("场外留言"))
            let live = try await village.openLive(beside: session)
            #expect(try await village.visitor().get(trace).text.contains("开放场外留言"))
            let (page, wall) = ("/live/\(live)", "/live/\(live)/wall")
            let visitor = try await village.visitor().get(page)
            #expect(visitor.status == 200 && visitor.text.contains("登录后说一句"), "\(visitor.text)")
            let phone = try await village.residentBrowser(Self.phone, next: page)
            let sent = try await phone.fillIn(
                page, action: "\(page)/comments", [("words", "公交站能不能往南移80米"), ("name", "豆豆妈")])
            #expect(sent.status == 303 && sent.header("Location") == "\(page)?done=sent", "\(sent.text)")
            #expect(try await phone.get(page).text.contains("下一条就看它。"))
            #expect(try await phone.get("/mine").text.contains("公交站能不能往南移80米"))
            #expect(try await !village.visitor().get(page).text.contains("公交站"), "nobody has looked at it")

            let moderation = "/desk/live/\(live)/moderation"
            let secretary = try await village.browser(of: .secretary)
            let queue = try await secretary.get(moderation)
            #expect(queue.text.contains("公交站能不能往南移80米") && !queue.text.contains(Self.phone))
            let first = try #require(queue.hiddenField("comment"))
            for command in ["approve", "mark", "shortlist"] {
                let version = try #require(try await secretary.get(moderation).hiddenField("version"))
                let done = try await secretary.fillIn(
                    moderation, action: moderation, [("comment", first), ("command", command), ("version", version)])
                #expect(done.status == 303, "\(command): \(done.text)")
            }
            #expect(try await village.visitor().get(page).text.contains("公交站能不能往南移80米"))
            let program = try await village.program(of: .secretary)
            let cut = try await program.post("/desk/comments/\(first)/cut-in", ["unit": village.story.unit.id.text])
            #expect(cut["state"] == "cut_in", "\(cut.text)")
            let screen = try await village.visitor().get(wall)
            #expect(screen.text.contains("豆豆妈") && screen.text.contains("安澜县住建局") && screen.text.contains("正在回应"))
            #expect(
                screen.text.contains("http-equiv=\"refresh\" content=\"5\"") && screen.text.contains("data-stream="))
            let inbox = try await village.browser(of: .officer).get("/desk/comments")
            #expect(inbox.text.contains("公交站能不能往南移80米"))
            let noted = try await program.post("/desk/comments/\(first)/noted-answer", ["words": "下月移"])
            #expect(noted["state"] == "answered" && noted.object["isOnSpot"] as? Bool == true)
            #expect(try await phone.get(page).text.contains("已当场回应"))
            #expect(try await village.visitor().get(wall).text.contains("下月移"))
            await village.sendMessages(.sms)
            #expect(village.shown.contains { $0.address == Self.phone && $0.title == "您的留言有回应了" })

            // Of two more, one is on the screen when the window closes, one was marked and never came up.
            let owed = try await village.comment("东门的小摊", on: live)
            try await village.cutIn(owed)
            let left = try await village.comment("北门能不能接", on: live, phone: "13812340002")
            for segment in ["approval", "suggestion"] {
                #expect(try await program.post("/desk/comments/\(left)/\(segment)", [:]).status == 200)
            }
            let early = try await program.post("/desk/live/\(live)/report", ["words": "好"])
            #expect(early["code"] == "not_closed")
            #expect(try await program.post("/desk/live/\(live)/closing", [:])["state"] == "closed")
            #expect(try await village.visitor().get(trace).text.contains("2条切入会场，当场回应1条"))
            let task = try await village.program(of: .officer).get("/desk/comments/\(owed)")
            #expect(task["state"] == "follow_up" && task["dueOn"] == "2026-03-26", "\(task.text)")
            let late = try await village.program(of: .officer).post(
                "/desk/comments/\(owed)/answer", ["words": "已划好摊位"])
            #expect(late["state"] == "answered" && late.object["isOnSpot"] as? Bool == false)
            #expect(try await phone.get(page).text.contains("已经结束"))

            _ = try await village.carry(journey, from: .concluded, to: .concluded)
            let item = try await program.post(
                "/desk/comments/\(left)/items",
                [
                    "topic": journey.topic.id.text, "task": "开北门接送", "unit": village.story.unit.id.text,
                    "officer": village.person(.officer).text, "milestones": "2026-04-30 开门",
                ])
            #expect(item["state"] == "itemised", "\(item.text)")
            let id = try #require(item["item"].flatMap { SuggestionItem.ID($0) })
            #expect(try await village.session(session)?.items.contains(id) == true)
            let report = try await program.post("/desk/live/\(live)/report", ["words": "都有着落。"])
            let figures = try #require(report.object["figures"] as? [String: Any], "\(report.text)")
            #expect(figures["nest"] as? Bool == true)
            let counted = ["comments", "suggestions", "cutIn", "answeredOnSpot", "answeredLater", "itemised"]
            #expect(counted.map { figures[$0] as? Int } == [3, 3, 2, 1, 1, 1])
            let replay = try await village.browser(of: .leader).get("/desk/live/\(live)/replay")
            for words in ["都有着落。", "切入“豆豆妈”的留言", "下月移", "已划好摊位", "2/3条", "协商会开始"] {
                #expect(replay.text.contains(words), "\(words)")
            }
            let timeline = try await program.get("/desk/live/\(live)/timeline")
            #expect((timeline.object["items"] as? [Any])?.count ?? 0 > 6)
            try await expectReplay(village)
        }
    }

    @Test("of two moderators the first decides, whoever claims is left alone", arguments: EngineKind.allCases)
    func doubles(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let live = try await village.openLive(beside: village.announceSession())
            let comment = try await village.comment(on: live)
            let (secretary, convener) = (
                try await village.program(of: .secretary), try await village.program(of: .convener)
            )
            #expect(try await secretary.post("/desk/comments/\(comment)/claim", [:]).status == 200)
            let other = try await convener.post("/desk/comments/\(comment)/approval", [:])
            #expect(other.status == 409 && other["code"] == "claimed_by_other", "\(other.text)")
            #expect(try await secretary.post("/desk/comments/\(comment)/claim-end", [:]).status == 200)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for program in [secretary, convener, secretary, convener] {
                    group.addTask { try await program.post("/desk/comments/\(comment)/approval", [:]).status }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.sorted() == [200, 409, 409, 409])
            let stale = try await secretary.post("/desk/comments/\(comment)/suggestion", ["version": "1"])
            #expect(stale.status == 409 && stale["code"] == "changed_meanwhile")
            for segment in ["suggestion", "shortlist"] {
                #expect(try await secretary.post("/desk/comments/\(comment)/\(segment)", [:]).status == 200)
            }
            // Cutting in and closing at the same moment: nothing on the screen is left without a task.
            let unit = village.story.unit.id.text
            async let cut = secretary.post("/desk/comments/\(comment)/cut-in", ["unit": unit])
            async let closed = convener.post("/desk/live/\(live)/closing", [:])
            let (cutting, closing) = try await (cut, closed)
            #expect(closing.status == 200, "\(closing.text)")
            let state = try await secretary.get("/desk/comments/\(comment)")["state"]
            #expect(state == (cutting.status == 200 ? "follow_up" : "shortlisted"), "\(cutting.text)")
            try await expectReplay(village)
        }
    }

    @Test("an account likes once, whoever it is; one's own word can be taken back", arguments: EngineKind.allCases)
    func own(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let live = try await village.openLive(beside: village.announceSession())
            let comment = try await village.comment(on: live)
            let resident = try await village.resident(Self.phone)
            let base = "/resident/live/\(live)/comments"
            #expect(try await resident.post("\(base)/\(comment)/like", [:]).status == 404, "nobody has approved it")
            #expect(
                try await village.program(of: .secretary).post("/desk/comments/\(comment)/approval", [:]).status == 200)
            let likes = try await withThrowingTaskGroup(of: Int?.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        try await resident.post("\(base)/\(comment)/like", [:]).object["likes"] as? Int
                    }
                }
                return try await group.reduce(into: [Int?]()) { $0.append($1) }
            }
            #expect(likes == Array(repeating: 1, count: 6))
            #expect(try await village.program().post("\(base)/\(comment)/like", [:]).status == 401)
            let sent = try await resident.post(base, ["words": "一年级能不能早放十分钟"])
            let own = try #require(sent["id"], "\(sent.text)")
            #expect(sent.status == 201 && sent["name"] == "居民")
            #expect(try await resident.post("\(base)/\(comment)/withdrawal", [:]).status == 404, "another's")
            let back = try await resident.post("\(base)/\(own)/withdrawal", [:])
            #expect(back["state"] == "withdrawn" && back["words"] == nil, "\(back.text)")
            #expect((try await resident.get(base).object["items"] as? [Any])?.isEmpty == true)
            #expect((try await resident.get("/resident/comments").object["items"] as? [Any])?.isEmpty == true)
            _ = try await resident.post(base, ["words": "北门能不能接"])
            let everywhere = try await resident.get("/resident/comments")
            #expect((everywhere.object["items"] as? [[String: Any]])?.map { $0["words"] as? String } == ["北门能不能接"])
            let public_ = try await village.program().get("/live/\(live)/comments")
            #expect((public_.object["items"] as? [Any])?.count == 1)
            try await expectReplay(village)
        }
    }

    @Test(
        "beside an open call the phone asks a statement and comes back, and the wall shows what all agree on",
        arguments: EngineKind.allCases)
    func asked(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let session = try await village.announceSession()
            let live = try await village.openLive(beside: session)
            let (page, wall) = ("/live/\(live)", "/live/\(live)/wall")
            let visitor = village.visitor()
            #expect(try await !visitor.get(page).text.contains("这句话，您怎么看？"))
            let open = try await village.openCall(beside: session)
            let action = "\(open.address)/votes"
            let first = try await visitor.get(page)
            #expect(first.text.contains("这句话，您怎么看？") && first.text.contains("第1条，共3条"), "\(first.text)")
            for number in 2...4 {
                let voted = try await visitor.press(page, action: action, [("answer", "agree")])
                #expect(voted.header("Location") == page, "\(voted.text)")
                let next = try await visitor.get(page).text
                #expect(next.contains(number < 4 ? "第\(number)条，共3条" : "您都表过态了"), "\(number)")
            }
            try await village.castVotes(in: open, people: 12)
            let before = try await visitor.get(wall).text
            #expect(before.contains("data-opinion-part=\"foot\" hidden>"), "nothing was found yet")
            #expect(before.contains("data-opinion-part=\"map\" hidden>") && before.contains("data-opinion-drawn=\"\""))
            let watching = try await Watching(port: village.client.port, "/streams/live/\(live)", headers: [])
            try await watching.wait { $0.received.contains("event: figures") }
            #expect(!watching.received.contains("event: opinions"))
            try await village.drawMaps()
            let screen = try await visitor.get(wall).text
            let drawn = try #require(screen.firstMatch(of: /data-opinion-drawn="(\d+)"/)).output.1
            // Whoever watches is told of the map by its moment, and of nobody's votes.
            try await watching.wait { $0.received.contains("event: opinions\ndata: {\"drawn\":\(drawn)}") }
            await watching.leave()
            #expect(screen.contains("大家都赞同</b> \(Village.statements[0])") && screen.contains("13/13人赞同"))
            let comment = try await village.comment(on: live)
            try await village.cutIn(comment)
            #expect(
                try await visitor.get(wall).text.contains("data-live=\"rest\" data-opinion-part=\"map\" hidden>"),
                "a comment stands there")
            // What was found stays on the screen and leads from the phone once nobody is asked any more.
            let ended = try await village.program(of: .secretary).post("/desk\(open.address)/closing", [:])
            #expect(ended["state"] == "closed", "\(ended.text)")
            try await village.drawMaps()
            let after = try await visitor.get(page).text
            #expect(after.contains("\(open.address)/map") && !after.contains("这句话，您怎么看？"))
            #expect(try await visitor.get(wall).text.contains("大家都赞同</b> \(Village.statements[0])"))
            let told = try await Watching(port: village.client.port, "/streams/live/\(live)", headers: [])
            try await told.wait { $0.received.contains("event: opinions\n") }
            await told.leave()
        }
    }

    @Test("many comments of one account are held, then refused; others go on", arguments: EngineKind.allCases)
    func flood(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let live = try await village.openLive(beside: village.announceSession())
            for number in 0..<50 { _ = try await village.comment("第\(number)句", on: live) }
            await #expect(throws: CommentRefusal.tooMany) { try await village.comment("再来一句", on: live) }
            _ = try await village.comment("别人的话", on: live, phone: "13812340002")
            let queue = try await village.program(of: .secretary).get("/desk/live/\(live)/moderation")
            let undecided = try #require(queue.object["undecided"] as? [[String: Any]])
            #expect(undecided.count { $0["state"] as? String == "waiting" } == 6)
            // The flood is turned down at once.
            let flood = try #require(queue.object["undecided"] as? [[String: Any]]).filter {
                $0["state"] as? String == "held"
            }.compactMap { $0["id"] as? String }
            let cleared = try await village.program(of: .secretary).post(
                "/desk/bulk/comments/rejection", ["records": flood, "ground": RejectionGround.spamCode])
            #expect(
                cleared.status == 200 && (cleared.object["done"] as? [Any])?.count == flood.count, "\(cleared.text)")
            village.clock.move(milliseconds: 11 * 60_000)
            _ = try await village.comment("过一会儿", on: live)
        }
    }

    @Test("views are declared with their source, and only where the buckets make the sum (BR-26)")
    func views() async throws {
        try await Village.with(.sqlite) { village in
            let live = try await village.openLive(beside: village.announceSession())
            let secretary = try await village.program(of: .secretary)
            let fields: [String: Any] = [
                "platform": "县融媒体中心", "source": "export", "day": "2026-03-05",
                "buckets": "开始,结束,人次\n08:00,08:30,40\n08:30,09:00,50", "total": "90",
            ]
            let path = "/desk/live/\(live)/views"
            let wrong = try await secretary.post(path, fields.merging(["total": "91"]) { $1 })
            #expect(wrong.status == 422 && wrong["code"] == "sums_differ", "\(wrong.text)")
            let ahead = try await secretary.post(path, fields.merging(["buckets": "08:00,21:00,90"]) { $1 })
            #expect(ahead["code"] == "buckets_not_possible")
            #expect(try await secretary.post(path, fields.merging(["buckets": "上午,40"]) { $1 }).status == 422)
            let declared = try await secretary.post(path, fields)
            #expect(declared.status == 200 && declared.object["views"] as? Int == 90, "\(declared.text)")
            #expect(
                try await secretary.post("/desk/live/\(live)/heads", ["count": "180"]).object["heads"] as? Int == 180)
            let replay = try await village.browser(of: .leader).get("/desk/live/\(live)/replay")
            for words in ["90人次", "180人", "平台后台导出的表格"] { #expect(replay.text.contains(words), "\(words)") }
        }
    }

    @Test(
        "a stream is shown within the page only from the operator's hosts; it ends with the session that is cancelled")
    func stream() async throws {
        try await Village.with(.sqlite, settings: ["stream-hosts": "example.cn"]) { village in
            let session = try await village.announceSession()
            let convener = try await village.program(of: .convener)
            let fields = Village.liveFields(session)
            for stream in ["http://live.example.cn/1", "javascript:alert(1)"] {
                let refused = try await convener.post("/desk/live", fields.merging(["stream": stream]) { $1 })
                #expect(refused.status == 422, "\(stream)")
            }
            let planned = try await convener.post(
                "/desk/live", fields.merging(["stream": "https://live.example.cn/1"]) { $1 })
            let live = try #require(planned["id"], "\(planned.text)")
            #expect(try await convener.post("/desk/live", fields)["code"] == "already_planned")
            #expect(try await convener.post("/desk/live/\(live)/opening", [:]).status == 200)
            let page = try await village.visitor().get("/live/\(live)")
            #expect(page.text.contains("<iframe") && page.text.contains("src=\"https://live.example.cn/1\""))
            #expect(page.header("Content-Security-Policy")?.contains("frame-src https://live.example.cn") == true)
            let other = try await convener.post(
                "/desk/live/\(live)/revision",
                ["day": "2026-03-05", "from": "08:00", "to": "20:00", "stream": "https://elsewhere.example.com/1"])
            #expect(other.status == 200, "\(other.text)")
            let plain = try await village.visitor().get("/live/\(live)")
            #expect(!plain.text.contains("<iframe") && plain.text.contains("href=\"https://elsewhere.example.com/1\""))
            #expect(plain.header("Content-Security-Policy")?.contains("frame-src") == false)
            // One that was not opened ends with its session.
            let second = try await village.announceSession()
            let waiting = try #require(try await convener.post("/desk/live", Village.liveFields(second))["id"])
            try await village.act(.cancel, ["reason": "已当场解决"], on: second, as: .convener)
            #expect(try await convener.get("/desk/live/\(waiting)")["state"] == "cancelled")
            #expect(try await village.visitor().get("/streams/live/\(waiting)").status == 404)
            #expect(try await village.visitor().get("/live/\(waiting)").status == 404)
        }
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
