// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What a room has settled by itself is solved when those who raised it say so", .serialized)
struct SettledTopicTests {
    private static let answer = ["answer": "当天疏通了。"]
    private static let phone = "13812345678"

    @Test(
        "its submitter is asked on the page, by the same words as about an item, and may change the word",
        arguments: EngineKind.allCases)
    func page(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let own = village.story.waiting
            let address = "/status/\(own.code.text)"
            let action = "\(address)/judgement"
            let browser = village.visitor()
            #expect(try await !browser.get(address).text.contains(action))
            try await village.act(.solveDirectly, Self.answer, on: own.id, as: .secretary)
            let asked = try await browser.get(address)
            #expect(asked.text.contains("轮到您了") && asked.text.contains("当天疏通了。"), "\(asked.text)")
            #expect(asked.text.contains("这件事解决了吗") && asked.text.contains("办事的态度，您满意吗"))
            let blank = try await browser.fillIn(address, action: action, [("outcome", "partly"), ("remark", "还差一段")])
            #expect(blank.status == 422 && blank.text.contains("还差一段"))
            let said = try await browser.fillIn(
                address, action: action, [("outcome", "partly"), ("rating", "satisfied"), ("remark", "还差一段")])
            #expect(said.status == 303)
            #expect(try await browser.get(address).text.contains("您说过：解决了一部分"))
            await village.deliverLetters()
            let desk = try await village.browser(of: .secretary)
            #expect(try await desk.get("/desk/notices").text.contains("提出人说当场办的一件事没有全解决"))
            let record = try await desk.get("/desk/topics/\(own.id)").text
            #expect(record.contains("还差一段") && record.contains("提出人说解决了一部分"))
            let changed = try await browser.fillIn(
                address, action: action, [("outcome", "solved"), ("rating", "satisfied"), ("remark", "")])
            #expect(changed.status == 303)
            #expect(try await village.topic(own.id)?.word == .solved)
            try await expectSound(village)
        }
    }

    @Test(
        "not solved, it is screened anew with a term of its own; denied twice, it goes another way",
        arguments: EngineKind.allCases)
    func denied(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let own = village.story.waiting
            let path = "/topics/status/\(own.code.text)"
            let (program, secretary) = (village.program(), try await village.program(of: .secretary))
            let word = ["outcome": "unsolved", "rating": "dissatisfied"]
            #expect(try await program.post("\(path)/judgement", word)["code"] == "nothing_asked")
            for denials in 1...Topic.directAnswersMax {
                let solved = try await secretary.post("/desk/topics/\(own.id)/solution", Self.answer)
                #expect(solved.status == 200 && solved["state"] == "solved_directly", "\(solved.text)")
                let asked = try await program.get(path).object["judgement"] as? [String: Any]
                #expect(asked?["until"] is String && !(asked?["outcome"] is String))
                let back = try await program.post("\(path)/judgement", word)
                #expect(back.status == 200 && back["state"] == "screening", "\(back.text)")
                let record = try await secretary.get("/desk/topics/\(own.id)")
                #expect(record["dueOn"] != nil && record.object["denials"] as? Int == denials)
            }
            let third = try await secretary.post("/desk/topics/\(own.id)/solution", Self.answer)
            #expect(third.status == 409 && third["code"] == "denied_enough", "\(third.text)")
            #expect(try await secretary.post("/desk/topics/\(own.id)/pool", [:]).status == 200)
            try await expectSound(village)
        }
    }

    @Test("when the days are over nobody is asked; the secretary may take it up again", arguments: EngineKind.allCases)
    func over(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let own = village.story.waiting
            let path = "/topics/status/\(own.code.text)"
            try await village.act(.solveDirectly, Self.answer, on: own.id, as: .secretary)
            village.clock.move(hours: 24 * 60)
            let late = try await village.program()
                .post("\(path)/judgement", ["outcome": "unsolved", "rating": "dissatisfied"])
            #expect(late.status == 409 && late["code"] == "asking_is_over", "\(late.text)")
            #expect(try await !village.visitor().get("/status/\(own.code.text)").text.contains("轮到您了"))
            let anew = try await village.program(of: .secretary)
                .post("/desk/topics/\(own.id)/reconsideration", ["reason": "居民打电话说又堵了。"])
            #expect(anew.status == 200 && anew["state"] == "screening", "\(anew.text)")
        }
    }

    @Test(
        "a room's figures count as solved what is confirmed or was not denied, and say which",
        arguments: EngineKind.allCases)
    func figures(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let own = village.story.waiting
            try await village.act(
                .review, ["title": "桥头排水沟", "body": "排水沟堵了。"], on: own.id, as: .secretary)
            let before = try await figures(village)
            try await village.act(.solveDirectly, Self.answer, on: own.id, as: .secretary)
            let asking = try await figures(village)
            #expect(asking["results"] == (before["results"] ?? 0) + 1 && asking["solved"] == before["solved"])
            let path = "/topics/status/\(own.code.text)/judgement"
            let word = { (outcome: String) in ["outcome": outcome, "rating": "basically"] }
            #expect(try await village.program().post(path, word("partly")).status == 200)
            #expect(try await figures(village)["solved"] == before["solved"])
            #expect(try await village.program().post(path, word("solved")).status == 200)
            let confirmed = try await figures(village)
            #expect(confirmed["solved"] == (before["solved"] ?? 0) + 1)
            #expect(confirmed["confirmed"] == (before["confirmed"] ?? 0) + 1)
            let list = try await village.visitor().get("/r/\(village.room.token.text)/results?solved=yes").text
            #expect(list.contains("桥头排水沟") && list.contains("大家说：1/1人答复"))
        }
    }

    @Test("what nobody has denied when the days are over counts as solved, and not as confirmed")
    func silence() async throws {
        try await Village.with(.sqlite) { village in
            let own = village.story.waiting
            try await village.act(
                .review, ["title": "桥头排水沟", "body": "排水沟堵了。"], on: own.id, as: .secretary)
            let before = try await figures(village)
            try await village.act(.solveDirectly, Self.answer, on: own.id, as: .secretary)
            village.clock.move(hours: 24 * 60)
            let after = try await figures(village)
            #expect(after["solved"] == (before["solved"] ?? 0) + 1 && after["confirmed"] == before["confirmed"])
        }
    }

    @Test(
        "whose topic is handled as part of it is asked too, by phone, and goes on alone where it is not solved",
        arguments: EngineKind.allCases)
    func part(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            let host = village.story.waiting.id
            let raised = try await village.program().post(
                "/topics", ["room": village.room.token.text, "text": "校门口两边都停车。", "phone": Self.phone])
            let own = try #require(raised["id"].flatMap { Topic.ID($0) })
            try await village.act(.merge, ["topic": host.text], on: own, as: .secretary)
            try await village.act(.solveDirectly, Self.answer, on: host, as: .secretary)
            let browser = try await village.residentBrowser(Self.phone)
            let mine = try await browser.get("/mine").text
            #expect(mine.contains("轮到您了") && mine.contains("/mine/topics/\(own)"))
            let address = "/mine/topics/\(own)"
            let said = try await browser.fillIn(
                address, action: "\(address)/judgement",
                [("outcome", "unsolved"), ("rating", "dissatisfied"), ("remark", "还是堵")])
            #expect(said.status == 303, "\(said.text)")
            #expect(try await village.topic(own)?.state == .screening)
            #expect(try await village.topic(host)?.state.name == .solvedDirectly)
            try await expectSound(village)
        }
    }

    @Test(
        "what was said of a settlement goes with it: settled once more, whose topic is part of it is asked anew",
        arguments: EngineKind.allCases)
    func forgotten(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (host, own) = (village.story.waiting.id, village.story.asked)
            try await village.act(.merge, ["topic": host.text], on: own.id, as: .secretary)
            try await village.act(.solveDirectly, Self.answer, on: host, as: .secretary)
            let path = "/topics/status/\(own.code.text)/judgement"
            let partly = ["outcome": "partly", "rating": "basically"]
            #expect(try await village.program().post(path, partly).status == 200)
            #expect(try await village.topic(own.id)?.word == .partly)
            try await expectSound(village)
            try await village.act(.reconsider, ["reason": "还差一段"], on: host, as: .secretary)
            #expect(try await village.topic(own.id)?.word == nil)
            try await expectSound(village)
            try await village.act(.solveDirectly, Self.answer, on: host, as: .secretary)
            let page = try await village.visitor().get("/status/\(own.code.text)").text
            #expect(page.contains("轮到您了") && !page.contains("您说过："), "\(page)")
            #expect(try await village.program().post(path, partly).status == 200)
            #expect(try await village.topic(own.id)?.word == .partly)
            try await expectSound(village)
        }
    }

    @Test(
        "where nobody holds the code of what is settled, those are asked whose topics are part of it",
        arguments: EngineKind.allCases)
    func partsAlone(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            let entered = try await village.program(of: .secretary).post(
                "/desk/topics",
                [
                    "room": village.room.id.text, "source": "survey", "text": "夜里太暗", "name": "夜间照明问卷", "count": "210",
                ])
            let host = try #require(entered["id"].flatMap { Topic.ID($0) })
            let raised = try await village.program().post(
                "/topics", ["room": village.room.token.text, "text": "河边的灯不亮。", "phone": Self.phone])
            let own = try #require(raised["id"].flatMap { Topic.ID($0) })
            let code = try #require(raised["trackingCode"])
            try await village.act(.merge, ["topic": host.text], on: own, as: .secretary)
            try await village.act(.solveDirectly, Self.answer, on: host, as: .secretary)
            await village.sendMessages(.sms)
            #expect(texts(village).contains { $0.contains("是不是真解决了，请您说一说") }, "\(texts(village))")
            let page = try await village.visitor().get("/status/\(code)").text
            #expect(page.contains("轮到您了") && page.contains("当天疏通了。"), "\(page)")
            let denied = try await village.program()
                .post(
                    "/topics/status/\(code)/judgement",
                    ["outcome": "unsolved", "rating": "dissatisfied", "phoneEnding": String(Self.phone.suffix(4))])
            #expect(denied.status == 200, "\(denied.text)")
            #expect(try await village.topic(own)?.state == .screening)
            try await expectSound(village)
        }
    }

    @Test("supporters who left a phone are told of the answer, and that it is not solved after all")
    func supporters() async throws {
        try await Village.with(.sqlite, settings: ["gateways": "show"]) { village in
            let raised = try await village.program().post(
                "/topics", ["room": village.room.token.text, "text": "河边的灯不亮。"])
            let own = try #require(raised["id"].flatMap { Topic.ID($0) })
            try await village.act(.review, ["title": "河边的灯", "body": "灯不亮。"], on: own, as: .secretary)
            #expect(
                try await village.program().post("/topics/\(own)/supports", ["phone": Self.phone]).status == 201)
            try await village.act(.solveDirectly, Self.answer, on: own, as: .secretary)
            let code = try #require(raised["trackingCode"])
            let denied = try await village.program()
                .post("/topics/status/\(code)/judgement", ["outcome": "unsolved", "rating": "dissatisfied"])
            #expect(denied.status == 200, "\(denied.text)")
            await village.sendMessages(.sms)
            let told = texts(village)
            for words in ["您支持的一件事，议事室答复了", "还没有真解决", "/topics/\(own)"] {
                #expect(told.contains { $0.contains(words) }, "\(words): \(told)")
            }
        }
    }

    private func figures(_ village: Village) async throws -> [String: Int] {
        let answer = try await village.program().get("/rooms/\(village.room.id)")
        return (answer.object["figures"] as? [String: Any] ?? [:]).compactMapValues { $0 as? Int }
    }

    private func expectSound(_ village: Village) async throws {
        try await village.seal()
        #expect(try await village.verify().isClean)
        let differences = try await village.read { transaction in
            try RowReplay(services: village.services, site: village.countySite).differences(in: transaction)
        }
        #expect(differences == [])
    }

    private func texts(_ village: Village) -> [String] {
        village.shown.filter { $0.address == Village.phone }.map(\.text)
    }
}
