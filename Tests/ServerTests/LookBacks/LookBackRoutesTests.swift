// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Look-backs", .serialized)
struct LookBackRoutesTests {
    private static let year: Int64 = 24 * 365

    @Test(
        "a topic of last year is chosen, looked at, the people are asked again, and a verdict is given",
        arguments: EngineKind.allCases)
    func whole(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .closed)
            let item = try #require(journey.item)
            let none = try await village.program(of: .leader).post(
                "/desk/lookbacks", ["topic": journey.topic.id.text, "reason": "今年的"])
            #expect(none["code"] == "not_last_year")
            village.clock.move(hours: Self.year)
            let convener = try await village.browser(of: .convener)
            let form = "/desk/lookback"
            let room = try await village.program(of: .convener).post(
                "/desk/lookbacks", ["topic": journey.topic.id.text, "reason": "我们的"])
            #expect(room.status == 404, "a room does not use up what is for the whole county")
            #expect(try await convener.get(form).status == 404)
            #expect(try await !convener.get("/desk/lookbacks").text.contains("选一件<"))
            let leader = try await village.browser(of: .leader)
            #expect(try await leader.get(form).text.contains("校门口放学时段拥堵"))
            let chosen = try await leader.fillIn(
                form, action: form, [("topic", journey.topic.id.text), ("reason", "家长最关心")])
            let address = try #require(chosen.header("Location"), "\(chosen.text)")
            let secretary = try await village.program(of: .secretary)
            let today = village.clock.now.day.description
            let look = try await secretary.post(
                "\(address)/look", ["means": "inspection", "day": today, "people": "三位委员", "found": "标线还在。"])
            #expect(look.status == 200 && look["state"] == "under_way", "\(look.text)")
            #expect(try await convener.get(address).text.contains("还没有再请大家确认"))
            let asked = try await secretary.post("\(address)/asking", [:])
            #expect(asked.object["asked"] as? Int == 2 && asked.object["answered"] as? Int == 0, "\(asked.text)")
            #expect(try await village.item(item)?.askingAgain == 2)
            // The board goes on counting what was said when the item was closed.
            let confirmed = try await secretary.get("/desk/board/items?from=2026-01-01&to=2026-12-31&confirmed=solved")
            #expect(confirmed.object["count"] as? Int == 1)

            let code = journey.topic.code.text
            let status = try await village.visitor().get("/status/\(code)").text
            #expect(status.contains("这件事解决了吗"), "the submitter is asked by code")
            let word = try await village.program().post(
                "/topics/status/\(code)/confirmations/\(item)", ["outcome": "partly", "rating": "basically"])
            #expect(word.status == 200, "\(word.text)")
            let verdict: [String: Any] = ["grade": "partly", "words": "雨天还会堵。"]
            let convening = try await village.program(of: .convener)
            #expect(try await convening.post("\(address)/conclusion", verdict)["code"] == "still_asking")
            for asked in try await village.asked(about: item) {
                guard case .participant = asked.voice else { continue }
                let link = try await secretary.post("/desk/items/\(item)/confirmations/\(asked.id)/link", [:])
                let token = try #require(link["address"]?.split(separator: "/").last)
                let said = try await village.program().post(
                    "/confirmations/\(token)", ["outcome": "solved", "rating": "satisfied"])
                #expect(said.status == 200, "\(said.text)")
            }
            let end = try await convening.post("\(address)/conclusion", verdict)
            #expect(end.status == 200 && end["grade"] == "partly", "\(end.text)")
            #expect(try await village.item(item)?.askingAgain == nil)
            let after = try await village.program().post(
                "/topics/status/\(code)/confirmations/\(item)", ["outcome": "solved", "rating": "satisfied"])
            #expect(after.status == 409, "nobody is asked any more")
            let page = try await village.browser(of: .leader).get(address).text
            for words in ["有些反复", "雨天还会堵。", "标线还在。", "再视察"] { #expect(page.contains(words), "\(words)") }
            #expect(try await village.program(of: .otherSecretary).get(address).status == 404)
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "an item that is reopened while a look-back asks stops asking, and asks anew in its handling (0044)",
        arguments: EngineKind.allCases)
    func reopened(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .closed)
            let (item, code) = (try #require(journey.item), journey.topic.code.text)
            village.clock.move(hours: 24 * 330)
            let chosen = try await village.program(of: .leader).post(
                "/desk/lookbacks", ["topic": journey.topic.id.text, "reason": "家长最关心"])
            let address = "/desk/lookbacks/\(try #require(chosen["id"], "\(chosen.text)"))"
            let secretary = try await village.program(of: .secretary)
            let look = [
                "means": "inspection", "day": village.clock.now.day.description, "people": "三位委员", "found": "又堵了。",
            ]
            #expect(try await secretary.post("\(address)/look", look).status == 200)
            #expect(try await secretary.post("\(address)/asking", [:]).status == 200)
            #expect(try await village.item(item)?.openInquiry == 2)
            let convener = try await village.program(of: .convener)
            let verdict: [String: Any] = ["grade": "relapsed", "words": "又堵了，已经重办。"]
            #expect(try await convener.post("\(address)/conclusion", verdict)["code"] == "still_asking")

            try await village.act(.reopen, ["reason": "又堵了"], on: item, as: .secretary)
            #expect(try await village.item(item)?.askingAgain == nil)
            let word = ["outcome": "unsolved", "rating": "satisfied"]
            let late = try await village.program().post("/topics/status/\(code)/confirmations/\(item)", word)
            #expect(late.status == 409, "nobody is asked while the unit is at work")
            let page = try await village.browser(of: .secretary).get("/desk/items/\(item)").text
            #expect(!page.contains("回头看，大家说") && !page.contains("发确认条"))
            #expect(
                try await convener.post("\(address)/conclusion", verdict)["grade"] == "relapsed",
                "there is nothing to wait for")

            let report = ["adoption": "adopted", "claimed": "solved", "text": "又疏导了。"]
            try await village.act(.report, report, on: item, as: .officer)
            try await village.act(.verify, on: item, as: .secretary)
            #expect(try await village.item(item)?.openInquiry == 3)
            let rows = try await secretary.get("/desk/items/\(item)/confirmations").object["items"] as? [[String: Any]]
            let id = try #require(
                rows?.first { $0["voice"] as? String == "participant" }?["id"] as? String, "the open inquiry is listed")
            #expect(try await secretary.post("/desk/items/\(item)/confirmations/\(id)/link", [:]).status == 201)
            #expect(try await village.rowDifferences() == [])
            #expect(try await village.verify().isClean)
        }
    }

    @Test("two a year, and one that is dropped makes room for another", arguments: EngineKind.allCases)
    func twoAYear(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            var topics: [Topic.ID] = []
            for _ in 0..<3 { topics.append(try await village.carry(to: .closed).topic.id) }
            village.clock.move(hours: Self.year)
            let leader = try await village.program(of: .leader)
            let answers = try await withThrowingTaskGroup(of: WebAnswer.self) { group in
                for topic in topics {
                    group.addTask { try await leader.post("/desk/lookbacks", ["topic": topic.text, "reason": "要看"]) }
                }
                return try await group.reduce(into: [WebAnswer]()) { $0.append($1) }
            }
            #expect(answers.map(\.status).sorted() == [201, 201, 409], "two at once do not make three")
            let first = try #require(answers.first { $0.status == 201 })
            let id = try #require(first["id"])
            let again = try await leader.post(
                "/desk/lookbacks", ["topic": try #require(first["topic"]), "reason": "再选"])
            #expect(again["code"] == "already_chosen")
            let room = try await village.program(of: .convener)
            #expect(try await room.post("/desk/lookbacks/\(id)/dropping", ["reason": "换一件"]).status == 404)
            #expect(try await leader.post("/desk/lookbacks/\(id)/dropping", ["reason": "换一件"]).status == 200)
            let left = try #require(answers.first { $0.status == 409 })
            #expect(left["code"] == "enough_chosen")
            let chosen = Set(answers.compactMap { $0["topic"] })
            let other = try #require(topics.first { !chosen.contains($0.text) })
            #expect(try await leader.post("/desk/lookbacks", ["topic": other.text, "reason": "补上"]).status == 201)
        }
    }

    @Test(
        "from April it is said, on the list and on the board, that none was chosen (BR-23)",
        arguments: EngineKind.allCases)
    func owed(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let topic = try await village.carry(to: .closed).topic.id
            village.clock.move(hours: 24 * 300)
            func isOwed(_ villager: Villager) async throws -> Bool? {
                try await village.program(of: villager).get("/desk/lookbacks").object["isOwed"] as? Bool
            }
            #expect(try await isOwed(.secretary) == false, "nothing was talked over in the year before")
            village.clock.move(hours: 24 * 65)
            #expect(try await isOwed(.secretary) == false, "March is early")
            village.clock.move(hours: 24 * 30)
            #expect(try await isOwed(.secretary) == true)
            #expect(try await isOwed(.leader) == true)
            #expect(try await isOwed(.otherSecretary) == false, "that room could choose nothing")
            let words = "2027年还没有选回头看的课题"
            #expect(try await village.browser(of: .secretary).get("/desk/lookbacks").text.contains(words))
            #expect(try await village.browser(of: .secretary).get("/desk/items").text.contains("今年还没有选"))
            #expect(try await village.browser(of: .leader).get("/desk/board").text.contains(words))
            let chosen = try await village.program(of: .leader).post(
                "/desk/lookbacks", ["topic": topic.text, "reason": "要看"])
            #expect(chosen.status == 201)
            #expect(try await isOwed(.secretary) == false)
            #expect(try await !village.browser(of: .leader).get("/desk/board").text.contains(words))
        }
    }
}
