// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("How what was met while walking comes to its end", .serialized)
struct WalkEndTests {
    /// An issue that is talked over as a topic of the room.
    private func consulted(_ village: Village) async throws -> (walk: String, topic: Topic.ID) {
        let walk = try await village.visitSentiment()
        let answer = try await village.program(of: .secretary)
            .post("/desk/sentiments/\(walk)/consultation", ["text": "桥头路灯的线断了，盼着接上。"])
        #expect(answer.status == 200, "\(answer.text)")
        return (walk, try #require(answer["topic"].flatMap { Topic.ID($0) }, "\(answer.text)"))
    }

    private func dueOn(_ village: Village, _ walk: String) async throws -> String? {
        try await village.program(of: .member).get("/desk/sentiments/\(walk)")["dueOn"]
    }

    @Test(
        "a topic that the room above gathered ends with that room's topic, and whoever walked is told and given a day",
        arguments: EngineKind.allCases)
    func gathered(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (above, county) = try await village.openCountyRoom()
            let (walk, topic) = try await consulted(village)
            try await village.bring(topic, .secretary, above)
            try await village.bring(village.story.waitingElsewhere.id, .otherSecretary, above)
            let gathered = try await county.post(
                "/desk/topics/\(topic)/gathering",
                ["topics": [village.story.waitingElsewhere.id.text], "text": "两处的灯都不亮"])
            #expect(gathered.status == 200, "\(gathered.text)")
            let parent = try #require(try await village.topic(topic)?.escalatedInto)
            let member = try await village.program(of: .member)
            let result = "/desk/sentiments/\(walk)/result"
            #expect(try await member.post(result, ["result": "修好了"])["code"] == "topic_goes_on")
            #expect(try await dueOn(village, walk) == nil, "nothing is owed while it goes on")
            try await close(parent, in: village)
            #expect(try await dueOn(village, walk) == "2026-03-10", "three working days to tell the person")
            await village.deliverLetters()
            let notices = try await village.browser(of: .member).get("/desk/notices").text
            #expect(notices.contains("走访的一件事商量出了结果"), "\(notices)")
            let page = try await village.browser(of: .member).get("/desk/sentiments/\(walk)").text
            #expect(page.contains("并到哪件一起办") && page.contains("议题有了结果，等着告诉当事人"), "\(page)")
            let form = try await village.browser(of: .member).get(result).text
            #expect(form.contains("各处都查过，不用另办。</textarea>"), "what the last topic ended with is the result")
            village.clock.move(hours: 24)
            // Nobody stays signed in so long.
            let returned = try await village.program(of: .member).post(result, ["result": "各处都查过，不用另办。"])
            #expect(returned["state"] == "result_returned" && returned["dueOn"] == "2026-03-10", "\(returned.text)")
            #expect(try await village.rowDifferences() == [])
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    /// Ends a topic of the room above with an answer.
    private func close(_ topic: Topic.ID, in village: Village) async throws {
        let (services, site, now) = (village.services, village.countySite, village.clock.now)
        try await services.engine.write { transaction in
            let desk = TopicDesk(services: services, site: site)
            guard let current = try desk.store.topic(topic, in: transaction) else { return }
            try desk.save(
                Transition(current, .solvedDirectly(answer: .kept("各处都查过，不用另办。"))),
                Signature(actor: .system, role: nil, now: now), in: transaction)
        }
    }

    @Test(
        "a topic merged into another goes on with that one; taken apart again, it goes on by itself",
        arguments: EngineKind.allCases)
    func merged(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (walk, topic) = try await consulted(village)
            let (secretary, member) = (
                try await village.program(of: .secretary), try await village.program(of: .member)
            )
            let host = village.story.waiting.id
            let merged = try await secretary.post("/desk/topics/\(topic)/merging", ["topic": host.text])
            #expect(merged.status == 200, "\(merged.text)")
            let result = "/desk/sentiments/\(walk)/result"
            let early = try await member.post(result, ["result": "和另一件一起办"])
            #expect(early.status == 409 && early["code"] == "topic_goes_on", "being merged is no result")
            #expect(try await secretary.post("/desk/topics/\(host)/solution", ["answer": "今天就修好了。"]).status == 200)
            #expect(try await dueOn(village, walk) == "2026-03-10")
            #expect(try await secretary.post("/desk/topics/\(topic)/unmerging", [:]).status == 200)
            #expect(try await dueOn(village, walk) == nil, "it is screened anew")
            let read = try await member.get("/desk/sentiments/\(walk)")
            #expect(read["state"] == "consulted")
            #expect(try await member.post(result, ["result": "修好了"])["code"] == "topic_goes_on")
            #expect(try await secretary.post("/desk/topics/\(topic)/solution", ["answer": "线接好了。"]).status == 200)
            #expect(try await dueOn(village, walk) == "2026-03-10")
            #expect(try await member.post(result, ["result": "线接好了。"]).status == 200)
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test(
        "a walk whose topic had ended before walks were told of it learns it once, and one whose topic goes on does not",
        arguments: EngineKind.allCases)
    func endedBefore(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (walk, topic) = try await consulted(village)
            let (other, _) = try await consulted(village)
            let (services, site, now) = (village.services, village.countySite, village.clock.now)
            // As an older version ended it: the topic's own log and row say so, and nobody else was told.
            try await services.engine.write { transaction in
                let desk = TopicDesk(services: services, site: site)
                let current = try #require(try desk.store.topic(topic, in: transaction))
                let ended = Transition(current, .solvedDirectly(answer: .kept("线接好了。")))
                let recorded = try desk.append(
                    ended, to: topic, Signature(actor: .system, role: nil, now: now), in: transaction)
                try desk.store.save(ended, recorded, at: now, in: transaction)
            }
            #expect(try await dueOn(village, walk) == nil)
            try await WalkWatch(services: services).look()
            #expect(try await dueOn(village, walk) == "2026-03-10", "three working days to tell the person")
            #expect(try await dueOn(village, other) == nil, "its topic goes on")
            let version =
                try await village.program(of: .member).get("/desk/sentiments/\(walk)").object["version"] as? Int
            village.clock.move(hours: 24)
            try await WalkWatch(services: services).look()
            let again = try await village.program(of: .member).get("/desk/sentiments/\(walk)")
            #expect(again.object["version"] as? Int == version && again["dueOn"] == "2026-03-10", "once")
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test(
        "a clue's erasure takes its words from the walk, too, with what was heard of it, and leaves the steps",
        arguments: EngineKind.allCases)
    func erasedClue(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let walk = try await village.visitSentiment()
            let secretary = try await village.program(of: .secretary)
            let passed = try await secretary.post(
                "/desk/sentiments/\(walk)/transfer",
                ["channel": "proposal_clue", "words": "张老汉家门口的路灯该统一管。", "due": "2026-03-20"])
            let clue = try #require(passed["clue"], "\(passed.text)")
            let office = try await village.program(of: .proposalOfficer)
            let aside = try await office.post("/desk/clues/\(clue)/setting-aside", ["reason": "张老汉去年反映过"])
            #expect(aside.status == 200, "\(aside.text)")
            let page = "/desk/sentiments/\(walk)"
            let before = try await village.browser(of: .secretary).get(page).text
            #expect(before.contains("张老汉家门口") && before.contains("张老汉去年反映过"))
            let erased = try await village.program(of: .privacyOfficer).post("/desk/clues/\(clue)/erasure", [:])
            #expect(erased.status == 200, "\(erased.text)")
            let after = try await village.browser(of: .secretary).get(page).text
            #expect(!after.contains("张老汉") && after.contains("孩子晚自习回来怕"), "\(after)")
            #expect(try await !secretary.get(page).text.contains("张老汉"))
            #expect(try await village.rowDifferences() == [])
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "a unit is told of what was passed on to it, reads it without the person's name, and answers or sends it back",
        arguments: EngineKind.allCases)
    func unit(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (first, second) = (try await village.visitSentiment(), try await village.visitSentiment())
            let secretary = try await village.program(of: .secretary)
            let officer = try await village.program(of: .officer)
            #expect(try await officer.get("/desk/sentiments/\(first)").status == 404, "it was not passed on")
            for walk in [first, second] {
                let passed = try await secretary.post(
                    "/desk/sentiments/\(walk)/transfer",
                    [
                        "channel": "department", "unit": village.story.unit.id.text, "words": "请接线",
                        "due": "2026-03-20",
                    ])
                #expect(passed.status == 200, "\(passed.text)")
            }
            await village.deliverLetters()
            let browser = try await village.browser(of: .officer)
            let notices = try await browser.get("/desk/notices").text
            #expect(notices.contains("走访的一件事转出去了，请接收的单位按期答复"), "\(notices)")
            let list = try await browser.get("/desk/sentiments").text
            #expect(list.contains("桥头的灯不亮") && list.contains("/desk/sentiments/\(first)"))
            let page = try await browser.get("/desk/sentiments/\(first)").text
            #expect(page.contains("请接线") && !page.contains(Village.phone))
            let read = try await officer.get("/desk/sentiments/\(first)")
            let walked = ["孩子晚自习回来怕", "六根杆子灭了四根", "王大姐"]
            for words in walked {
                #expect(
                    !page.contains(words) && !read.text.contains(words),
                    "said to whoever walked, not to a unit: \(words)")
                #expect(try await village.browser(of: .member).get("/desk/sentiments/\(first)").text.contains(words))
            }
            #expect(read["person"] == nil && read["phone"] == nil && read["unit"] == village.story.unit.id.text)
            #expect(read.object["permittedCommands"] as? [String] == ["return_result", "take_back"], "\(read.text)")
            let telling = try await officer.post(
                "/desk/sentiments/\(first)/telling", ["day": "2026-03-05", "means": "phone"])
            #expect(telling.status == 404)
            let form = "/desk/sentiments/\(first)/result"
            let asked = try await browser.get(form).text
            #expect(asked.contains("请接线") && !asked.contains("孩子晚自习回来怕"), "\(asked)")
            #expect(try await browser.fillIn(form, action: form, [("result", "线接好了。")]).status == 303)
            #expect(try await browser.get("/desk/sentiments/\(first)").text.contains("线接好了。"))
            let ending: [(String, [String: String])] = [
                ("telling", ["day": "2026-03-05", "means": "phone"]), ("closing", [:]),
            ]
            for (segment, fields) in ending {
                let done = try await secretary.post("/desk/sentiments/\(first)/\(segment)", fields)
                #expect(done.status == 200, "\(segment): \(done.text)")
            }
            let closed = try await browser.get("/desk/sentiments/\(first)").text
            let after = try await officer.get("/desk/sentiments/\(first)").text
            #expect(closed.contains("请接线") && closed.contains("线接好了。"))
            for words in walked {
                #expect(!closed.contains(words) && !after.contains(words), "nor when it is closed: \(words)")
            }
            let back = "/desk/sentiments/\(second)/taking-back"
            let sent = try await browser.fillIn(back, action: back, [("reason", "灯杆归供电所")])
            let address = try #require(sent.header("Location"), "\(sent.text)")
            let gone = try await browser.get(address)
            #expect(gone.status == 200 && gone.text.contains("记下了，请再商量或者另转。"), "no dead end")
            #expect(try await officer.get("/desk/sentiments/\(second)").status == 404, "it is the unit's no more")
            await village.deliverLetters()
            let told = try await village.browser(of: .member).get("/desk/notices").text
            #expect(told.contains("走访的一件事有了结果") && told.contains("退了回来"))
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("a unit named beside another channel has nothing of it", arguments: EngineKind.allCases)
    func otherChannel(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let walk = try await village.visitSentiment()
            let (secretary, officer) = (
                try await village.program(of: .secretary), try await village.program(of: .officer)
            )
            let unit = village.story.unit.id
            let passed = try await secretary.post(
                "/desk/sentiments/\(walk)/transfer",
                ["channel": "opinion_report", "unit": unit.text, "words": "请编成信息", "due": "2026-03-20"])
            #expect(passed.status == 200 && passed["unit"] == nil, "\(passed.text)")
            // As a row was written while a unit could be named beside any channel.
            let id = try #require(SentimentIssue.ID(walk))
            try await village.services.engine.write { transaction in
                _ = try transaction.execute(
                    "UPDATE sentiment_issue SET unit = \(unit.number) WHERE id = \(id.number)")
            }
            #expect(try await officer.get("/desk/sentiments/\(walk)").status == 404)
            let listed = try await officer.get("/desk/sentiments?part=passed").object["items"] as? [[String: Any]]
            #expect(try #require(listed).isEmpty)
            let answer = try await officer.post("/desk/sentiments/\(walk)/result", ["result": "不归我们"])
            #expect(answer.status == 404, "\(answer.text)")
        }
    }

    @Test(
        "passed on as a clue it is one, in the words with which it was passed on; what becomes of it is the result",
        arguments: EngineKind.allCases)
    func clue(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (walk, other) = (try await village.visitSentiment(), try await village.visitSentiment())
            let (secretary, office) = (
                try await village.program(of: .secretary), try await village.program(of: .proposalOfficer)
            )
            func transfer(_ walk: String, _ words: String) async throws -> WebAnswer {
                try await secretary.post(
                    "/desk/sentiments/\(walk)/transfer",
                    ["channel": "proposal_clue", "words": words, "due": "2026-03-20"])
            }
            let named = try await transfer(walk, "问13800000021，农村路灯该统一管。")
            #expect(named.status == 422 && named.text.contains("words"), "\(named.text)")
            let passed = try await transfer(walk, "农村路灯该统一管。")
            let clue = try #require(passed["clue"], "\(passed.text)")
            let read = try await office.get("/desk/clues/\(clue)")
            #expect(read["text"] == "农村路灯该统一管。" && read["walk"] == walk && read["topic"] == nil, "\(read.text)")
            #expect(!read.text.contains("王大姐"))
            let page = try await village.browser(of: .proposalOfficer).get("/desk/clues/\(clue)").text
            #expect(page.contains("走访转来的事"))
            #expect(
                try await office.post("/desk/clues/\(clue)/setting-aside", ["reason": "去年已经有提案"]).status == 200)
            let heard = try await secretary.get("/desk/sentiments/\(walk)")
            #expect(heard["state"] == "result_returned", "\(heard.text)")
            #expect(heard["result"]?.contains("去年已经有提案") == true && heard["dueOn"] == "2026-03-10")

            let second = try #require(try await transfer(other, "农村路灯该统一管。")["clue"])
            let back = try await secretary.post("/desk/sentiments/\(other)/taking-back", ["reason": "转错了"])
            #expect(back["state"] == "visited" && back["clue"] == nil, "\(back.text)")
            #expect(try await office.get("/desk/clues/\(second)")["state"] == "withdrawn")
            #expect(try await office.post("/desk/clues/\(second)/release", [:])["code"] == "is_withdrawn")
            #expect(try await village.rowDifferences() == [])
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }
}
