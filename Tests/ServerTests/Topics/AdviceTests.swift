// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("Advice on a topic, and what came of it", .serialized)
struct AdviceTests {
    @Test("an advice is a topic of its own that stands with the one it is on", arguments: EngineKind.allCases)
    func wholeWay(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (browser, published) = (village.visitor(), village.story.published.id)
            let begin = try await browser.get("/topics/\(published)/advise")
            #expect(begin.status == 303)
            let form = try #require(begin.header("Location"))
            let page = try await browser.get(form)
            #expect(page.status == 200 && page.text.contains("name=\"about\" value=\"\(published)\""))
            #expect(page.text.contains("我建议："))
            let base = "/r/\(village.room.token.text)"
            let words = "早上送孩子的车可以停到广场。"
            let check = try await browser.post(
                "\(base)/check",
                [
                    ("_token", try #require(page.formToken("\(base)/check"))), ("text", words),
                    ("about", published.text),
                ])
            #expect(check.status == 200 && check.text.contains("name=\"about\" value=\"\(published)\""))
            let sent = try await browser.post(
                "\(base)/topics",
                [
                    ("_token", try #require(check.formToken("\(base)/topics"))), ("text", words),
                    ("about", published.text),
                ])
            let status = String(try #require(sent.header("Location")).dropLast("/received".count))
            #expect(try await browser.get(status).text.contains("href=\"/topics/\(published)\""))

            let secretary = try await village.program(of: .secretary)
            let host = try await secretary.get("/desk/topics/\(published)")
            let advice = try #require((host.object["advice"] as? [String])?.first)
            let own = try await secretary.get("/desk/topics/\(advice)")
            #expect(own["advises"] == published.text && own.object["advice"] as? [String] == [])
            let desk = try await village.browser(of: .secretary)
            #expect(try await desk.get("/desk/topics/\(published)").text.contains("大家的建议"))
            #expect(try await desk.get("/desk/topics/\(advice)").text.contains("给这件提的建议"))
            let merge = try await desk.get("/desk/topics/\(advice)/merging")
            let first = try #require(merge.text.firstMatch(of: /<option value="([0-9A-Z]{13})"/)?.1)
            #expect(first == published.text, "what it is about stands first, and nothing is chosen")
            #expect(!merge.text.contains("value=\"\(published)\" selected"))
        }
    }

    @Test("nobody advises on what strangers do not read, or on what is agreed already")
    func refusals() async throws {
        try await Village.with(.sqlite) { village in
            let browser = village.visitor()
            for id in [village.story.waiting.id.text, "0000000000001", "x"] {
                #expect(try await browser.get("/topics/\(id)/advise").status == 404)
            }
            let room = village.room.token.text
            let hidden = try await village.program().post(
                "/topics", ["room": room, "text": "我建议", "about": village.story.waiting.id.text])
            #expect(hidden.status == 422 && hidden.text.contains("about"))
            #expect(
                try await village.program().post("/topics", ["room": room, "text": "我建议", "about": "x"]).status == 422)
            let closed = try await village.carry(to: .closed)
            try await publish(closed.topic.id, in: village)
            #expect(try await browser.get("/topics/\(closed.topic.id)/advise").status == 404)
        }
    }

    @Test("who is about to say the same reads what came of it", arguments: EngineKind.allCases)
    func answer(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let closed = try await village.carry(to: .closed)
            let form = try await village.browser(of: .secretary).get("/desk/topics/\(closed.topic.id)/review")
            #expect(form.text.contains("办得怎么样（公开）"))
            let number = try await village.program(of: .secretary).post(
                "/desk/topics/\(closed.topic.id)/review",
                ["title": "校门口停车", "body": "校门口两边停车", "answer": "电话13900001111"])
            #expect(number.status == 422 && number.text.contains("answer"))
            try await publish(closed.topic.id, answer: "画了四十个车位，上下学派人疏导。", in: village)
            let page = try await village.visitor().get("/topics/\(closed.topic.id)")
            #expect(page.text.contains("办得怎么样") && page.text.contains("画了四十个车位"))
            #expect(
                try await village.program().get("/topics/\(closed.topic.id)")["answer"] == "画了四十个车位，上下学派人疏导。")
            let base = "/r/\(village.room.token.text)"
            let check = try await village.visitor().fillIn(
                "\(base)/raise", action: "\(base)/check", [("text", "校门口两边停车，过不去")])
            #expect(check.text.contains("办得怎么样：</b>画了四十个车位"))
            let again = try await village.browser(of: .secretary).get("/desk/topics/\(closed.topic.id)")
            #expect(again.text.contains("改公开文字"))
        }
    }

    private func publish(_ id: Topic.ID, answer: String = "", in village: Village) async throws {
        try await village.act(
            .review, ["title": "校门口停车", "body": "校门口两边停车", "answer": answer], on: id, as: .secretary)
    }
}
