// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Issues from among the people", .serialized)
struct SentimentRoutesTests {
    @Test("walked, listened, visited, talked over as a topic, and told what came of it", arguments: EngineKind.allCases)
    func consulted(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let member = try await village.browser(of: .member)
            let page = "/desk/sentiment"
            let fields = [
                ("room", village.room.id.text), ("title", "桥头的灯不亮"), ("day", "2026-03-04"), ("place", "桥头"),
                ("words", "六根杆子灭了四根。"), ("person", "王大姐"), ("phone", ""),
            ]
            let wrong = try await member.fillIn(
                page, action: page, fields.map { $0.0 == "day" ? ("day", "2026-03-06") : $0 })
            #expect(wrong.status == 422 && wrong.text.contains("不能在今天以后") && wrong.text.contains("王大姐"))
            let named = try await member.fillIn(
                page, action: page, fields.map { $0.0 == "title" ? ("title", "打13800000021问路灯") : $0 })
            #expect(named.status == 422 && named.text.contains("13800000021") && named.text.contains("请去掉再写"))
            let begun = try await member.fillIn(page, action: page, fields)
            let address = try #require(begun.header("Location"), "\(begun.text)")
            for (segment, words) in [("listening", "大家都说晚上不敢走。"), ("visiting", "到桥头数过，是线断了。")] {
                let form = "\(address)/\(segment)"
                let done = try await member.fillIn(
                    form, action: form, [("day", "2026-03-05"), ("place", "桥头"), ("words", words)])
                #expect(done.status == 303, "\(done.text)")
            }
            let form = "\(address)/consultation"
            #expect(try await member.get(form).text.contains("到桥头数过，是线断了。</textarea>"))
            let raised = try await member.fillIn(form, action: form, [("text", "桥头路灯的线断了，盼着接上。"), ("place", "桥头")])
            #expect(raised.status == 303, "\(raised.text)")

            let record = try await village.program(of: .secretary).get(address)
            let topic = try #require(record["topic"], "\(record.text)")
            #expect(record["state"] == "consulted" && record["dueOn"] == nil && record["person"] == "王大姐")
            let onDesk = try await village.browser(of: .secretary).get("/desk/topics/\(topic)")
            #expect(onDesk.text.contains("委员走访") && onDesk.text.contains(address))
            let own = try await member.get(address)
            #expect(own.text.contains("还不能“有结果了”") && !own.text.contains("href=\"/desk/topics/\(topic)\""))
            let code = try await village.program(of: .member).get("\(address)/code")
            let tracking = try #require(code["trackingCode"])
            #expect(try await village.visitor().get("/status/\(tracking)").text.contains("桥头路灯的线断了"))

            let secretary = try await village.program(of: .secretary)
            let early = try await secretary.post("\(address)/result", ["result": "接好了"])
            #expect(early.status == 409 && early["code"] == "topic_goes_on")
            #expect(try await secretary.post("/desk/topics/\(topic)/solution", ["answer": "线接好了，六根都亮。"]).status == 200)
            let result = "\(address)/result"
            #expect(
                try await member.get(result).text.contains("线接好了，六根都亮。</textarea>"), "the topic's end is the result")
            #expect(try await member.fillIn(result, action: result, [("result", "线接好了，六根都亮。")]).status == 303)
            let telling = "\(address)/telling"
            let told = try await member.fillIn(
                telling, action: telling, [("day", "2026-03-05"), ("means", "visit"), ("words", "说谢谢")])
            #expect(told.status == 303, "\(told.text)")
            let closed = try await secretary.post("\(address)/closing", [:])
            #expect(closed.status == 200 && closed["state"] == "closed" && closed["person"] == nil)
            #expect(try await village.program(of: .member).get("\(address)/code").status == 404)
            #expect(try await village.rowDifferences() == [])
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "passed on to a unit, sent back, passed on elsewhere; lists by due day, and who is told",
        arguments: EngineKind.allCases)
    func transferred(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (first, second) = (try await village.visitSentiment(), try await village.visitSentiment())
            let secretary = try await village.browser(of: .secretary)
            let form = "/desk/sentiments/\(first)/transfer"
            let sent = [("channel", "department"), ("words", "请接线"), ("due", "2026-03-20"), ("unit", "")]
            let unnamed = try await secretary.fillIn(form, action: form, sent)
            #expect(unnamed.status == 422 && unnamed.text.contains("请选接收单位"))
            let done = try await secretary.fillIn(
                form, action: form, sent.map { $0.0 == "unit" ? ("unit", village.story.unit.id.text) : $0 })
            #expect(done.status == 303, "\(done.text)")
            let program = try await village.program(of: .secretary)
            let other = try await program.post(
                "/desk/sentiments/\(second)/transfer",
                ["channel": "proposal_clue", "words": "可作提案线索", "due": "2026-03-12"])
            #expect(other.status == 200 && other["dueOn"] == "2026-03-12", "\(other.text)")
            let list = try await program.get("/desk/sentiments?part=passed")
            let ids = (list.object["items"] as? [[String: Any]])?.compactMap { $0["id"] as? String }
            #expect(ids == [second, first], "by due day")
            let page = try await secretary.get("/desk/sentiments/\(first)")
            #expect(page.text.contains("转交部门 · 安澜县住建局") && page.text.contains("王大姐"))

            let back = try await program.post("/desk/sentiments/\(first)/taking-back", ["reason": "灯杆归供电所"])
            #expect(back.status == 200 && back["state"] == "visited" && back["channel"] == nil, "\(back.text)")
            let stranger = try await program.post(
                "/desk/sentiments/\(first)/transfer",
                ["channel": "department", "unit": village.room.id.text, "words": "请办", "due": "2026-03-20"])
            #expect(stranger.status == 422)
            await village.deliverLetters()
            let notices = try await village.browser(of: .member).get("/desk/notices")
            #expect(notices.text.contains("走访的一件事转出去了") && notices.text.contains("退了回来"))
            #expect(notices.text.contains("桥头的灯不亮"))
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("a changed calendar moves what is owed, and the profile says how long", arguments: EngineKind.allCases)
    func calendar(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let id = try await village.beginSentiment()
            let desk = CalendarDesk(
                services: village.services, site: Site(tenant: village.story.county, practice: Village.practice))
            let off = CalendarDay(day: Day(year: 2026, month: 3, day: 18), kind: .off, name: "安澜建县纪念日")
            let now = village.clock.now
            let receipt = try await village.services.engine.write {
                try desk.set(.init(days: [off]), by: .console, at: now, in: $0)
            }
            #expect(receipt.moved > 0)
            #expect(try await village.program(of: .member).get("/desk/sentiments/\(id)")["dueOn"] == "2026-03-20")
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("name and phone go at the person's wish, and by their period", arguments: EngineKind.allCases)
    func forgetting(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (wished, kept) = (try await village.visitSentiment(), try await village.visitSentiment())
            let member = try await village.program(of: .member)
            let forgotten = try await member.post("/desk/sentiments/\(wished)/forgetting", [:])
            #expect(forgotten.status == 200 && forgotten["person"] == nil && forgotten["phone"] == nil)
            #expect(try await member.post("/desk/sentiments/\(wished)/forgetting", [:])["code"] == "nothing_kept")
            let secretary = try await village.program(of: .secretary)
            for (segment, fields) in [
                ("transfer", ["channel": "opinion_report", "words": "请报", "due": "2026-03-20"]),
                ("result", ["result": "采用了"]),
                ("telling", ["day": "2026-03-05", "means": "phone"]), ("closing", [:]),
            ] as [(String, [String: Any])] {
                let answer = try await secretary.post("/desk/sentiments/\(kept)/\(segment)", fields)
                #expect(answer.status == 200, "\(segment): \(answer.text)")
            }
            func left() async throws -> Int? {
                try await village.services.engine.read {
                    try $0.first("SELECT COUNT(*) FROM sentiment_issue WHERE phone IS NOT NULL") {
                        try $0.next(Int.self)
                    }
                }
            }
            #expect(try await left() == 1)
            village.clock.move(hours: 24 * 200)
            try await RetentionDesk(
                services: village.services, site: Site(tenant: village.story.county, practice: Village.practice)
            ).run()
            #expect(try await left() == 0)
            #expect(try await village.rowDifferences() == [])
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test("whose room it is not, and who did not open it, finds nothing", arguments: EngineKind.allCases)
    func scope(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let id = try await village.beginSentiment()
            for villager in [Villager.otherSecretary, .otherMember, .officer, .privacyOfficer] {
                let program = try await village.program(of: villager)
                #expect(try await program.get("/desk/sentiments/\(id)").status == 404, "\(villager)")
                #expect(!(try await program.get("/desk/sentiments").text.contains(id)), "\(villager)")
            }
            for villager in [Villager.secretary, .convener, .leader, .member] {
                let read = try await village.program(of: villager).get("/desk/sentiments/\(id)")
                let names = [Villager.secretary, .member].contains(villager)
                #expect(read.status == 200 && (read["person"] == "王大姐") == names, "\(villager)")
                #expect((read["phone"] == Village.phone) == names, "\(villager)")
            }
            let elsewhere = try await village.program(of: .secretary).post(
                "/desk/sentiments",
                ["room": village.otherRoom.id.text, "title": "事", "day": "2026-03-04", "place": "桥头", "words": "话"])
            #expect(elsewhere.status == 404)
        }
    }

    @Test(
        "what members met while walking for a campaign stands on its page, with how much has a result (A2-25)",
        arguments: EngineKind.allCases)
    func campaign(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let campaign = try #require(try await village.makeCampaign())
            let member = try await village.program(of: .member)
            let form = try await village.browser(of: .member).get("/desk/sentiment")
            #expect(form.text.contains("哪项主题活动") && form.text.contains("民生议事月"))
            let fields = [
                "room": village.room.id.text, "title": "楼道堆杂物", "day": "2026-03-04", "place": "二号楼", "words": "三楼堵了一半。",
                "campaign": campaign,
            ]
            let unknown = try await member.post(
                "/desk/sentiments", fields.merging(["campaign": village.room.id.text]) { $1 })
            #expect(unknown.status == 422 && unknown.text.contains("没有这项活动"), "\(unknown.text)")
            let begun = try await member.post("/desk/sentiments", fields)
            #expect(begun.status == 201 && begun["campaign"] == campaign, "\(begun.text)")
            let id = try #require(begun["id"])
            let page = try await village.browser(of: .secretary).get("/desk/campaigns/\(campaign)").text
            for words in ["走访问题 1个", "楼道堆杂物", "收到问题1个，0个有了结果"] { #expect(page.contains(words), "\(words)") }
            let read = try await village.program(of: .secretary).get("/desk/campaigns/\(campaign)")
            let walks = try #require(read.object["walks"] as? [[String: Any]], "\(read.text)")
            #expect(walks.map { $0["id"] as? String } == [id])
            let other = try await village.program(of: .otherSecretary).get("/desk/campaigns/\(campaign)")
            #expect((other.object["walks"] as? [Any])?.isEmpty == true, "who does not see it counts none")
            #expect(try await village.rowDifferences() == [])
        }
    }
}
