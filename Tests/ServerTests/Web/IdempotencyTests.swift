// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("A write is done once", .serialized)
struct IdempotencyTests {
    private let key = "0123456789abcdef-once"

    @Test("the same key and body get the same answer again, marked as such", arguments: EngineKind.allCases)
    func replayed(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let before = try await village.topicCount()
            let fields = ["room": village.room.token.text, "text": "路口的树要倒了"]
            let first = try await village.program().post("/topics", fields, key: key)
            #expect(first.status == 201)
            #expect(first.header("Idempotency-Replayed") == nil)
            let second = try await village.program().post("/topics", fields, key: key)
            #expect(second.status == 201)
            #expect(second.body == first.body)
            #expect(second.header("Content-Type") == first.header("Content-Type"))
            #expect(second.header("Idempotency-Replayed") == "true")
            #expect(try await village.topicCount() == before + 1)
        }
    }

    @Test("what is kept of a body does not tell a phone by trying all of them", arguments: EngineKind.allCases)
    func keyedDigest(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let body = Array(#"{"phone":"13700000009"}"#.utf8)
            let path = "/topics/\(village.story.published.id)/supports"
            #expect(try await village.program().post(path, bytes: body, key: key).status == 201)
            let kept = try await village.services.engine.read {
                try $0.rows("SELECT body_hash FROM answered_request") { try $0.next([UInt8].self) }
            }
            #expect(kept.count == 1 && !kept.contains(SHA256.digest(body)))
        }
    }

    @Test("the same key with another body is refused; another key is another topic", arguments: EngineKind.allCases)
    func reused(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let before = try await village.topicCount()
            let room = village.room.token.text
            _ = try await village.program().post("/topics", ["room": room, "text": "第一件"], key: key)
            let other = try await village.program().post("/topics", ["room": room, "text": "第二件"], key: key)
            #expect(other.status == 422)
            #expect(other["code"] == "idempotency_key_reused")
            let fresh = try await village.program().post("/topics", ["room": room, "text": "第一件"], key: key + "2")
            #expect(fresh.status == 201)
            #expect(try await village.topicCount() == before + 2)
        }
    }

    @Test("a missing or malformed key is refused, and nothing is kept")
    func malformed() async throws {
        try await Village.with(.sqlite) { village in
            let before = try await village.topicCount()
            let fields = ["room": village.room.token.text, "text": "路口的树要倒了"]
            let missing = try await village.program().post("/topics", fields, key: nil)
            #expect(missing.status == 400)
            #expect(missing["code"] == "missing_idempotency_key")
            for bad in ["fifteen-letters", String(repeating: "k", count: 65), "with a space inside", "带中文的键带中文的键"] {
                let answer = try await village.program().post("/topics", fields, key: bad)
                #expect(answer.status == 400, "\(bad)")
                #expect(answer["code"] == "malformed_idempotency_key", "\(bad)")
            }
            #expect(try await village.topicCount() == before)
        }
    }

    @Test("twenty at the same moment make one topic and hear the same", arguments: EngineKind.allCases)
    func concurrent(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let before = try await village.topicCount()
            let bodies = try await withThrowingTaskGroup(of: WebAnswer.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await village.program().post(
                            "/topics", bytes: Array(#"{"room":"YANGXV01","text":"同一件事"}"#.utf8), key: key)
                    }
                }
                return try await group.reduce(into: [WebAnswer]()) { $0.append($1) }
            }
            #expect(bodies.map(\.status) == Array(repeating: 201, count: 20))
            #expect(Set(bodies.map(\.text)).count == 1)
            #expect(bodies.filter { $0.header("Idempotency-Replayed") == nil }.count == 1)
            #expect(try await village.topicCount() == before + 1)
        }
    }

    @Test("an act sent four times at the same moment is done once and answered alike", arguments: EngineKind.allCases)
    func concurrentAct(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let secretary = try await village.program(of: .secretary)
            let path = "/desk/topics/\(village.story.waiting.id)/pool"
            let answers = try await withThrowingTaskGroup(of: WebAnswer.self) { group in
                for _ in 0..<4 {
                    group.addTask { try await secretary.post(path, bytes: Array("{}".utf8), key: key) }
                }
                return try await group.reduce(into: [WebAnswer]()) { $0.append($1) }
            }
            #expect(answers.map(\.status) == [200, 200, 200, 200])
            #expect(Set(answers.map(\.text)).count == 1)
        }
    }

    @Test("a double tap on a form makes one topic and leads to the same page", arguments: EngineKind.allCases)
    func doubleTap(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let before = try await village.topicCount()
            let browser = village.visitor()
            let base = "/r/\(village.room.token.text)"
            let check = try await browser.fillIn("\(base)/raise", action: "\(base)/check", [("text", "桥面有坑")])
            let token = try #require(check.formToken("\(base)/topics"))
            let first = try await browser.post("\(base)/topics", [("_token", token), ("text", "桥面有坑")])
            let second = try await browser.post("\(base)/topics", [("_token", token), ("text", "桥面有坑")])
            #expect(first.status == 303)
            #expect(second.status == 303)
            let place = try #require(first.header("Location"))
            #expect(place.hasPrefix("/status/") && place.hasSuffix("/received"))
            #expect(second.header("Location") == place)
            #expect(try await village.topicCount() == before + 1)
            #expect(try await browser.get(place).text.contains("收到了"))
        }
    }

    @Test("who scans again because the answer was lost makes no second topic", arguments: EngineKind.allCases)
    func draftSentAgain(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let before = try await village.topicCount()
            let browser = village.visitor()
            let name = "00112233445566778899aabbccddeeff"
            let first = try await raise("桥面有坑", draft: name, browser, village)
            #expect(first.status == 303)
            let again = try await raise("桥面有坑", draft: name, browser, village)
            #expect(again.status == 303)
            #expect(again.header("Location") == first.header("Location"))
            #expect(try await village.topicCount() == before + 1)
            // Other words in the same form, and the same name in another browser, are something else.
            let other = try await raise("桥面有坑，还有积水", draft: name, browser, village)
            #expect(other.header("Location") != first.header("Location"))
            let stranger = try await raise("桥面有坑", draft: name, village.visitor(), village)
            #expect(stranger.header("Location") != first.header("Location"))
            #expect(try await village.topicCount() == before + 3)
            // The page in between hands the name on, and back.
            let base = "/r/\(village.room.token.text)"
            let page = try await browser.fillIn(
                "\(base)/raise", action: "\(base)/check", [("text", "桥面有坑"), ("_draft", name)])
            for action in ["\(base)/topics", "\(base)/raise"] {
                let hidden = try #require(page.hiddenFields(action))
                #expect(hidden.contains { $0 == ("_draft", name) })
            }
        }
    }

    @Test(
        "a name that no script of ours made is none: the form's own token counts",
        arguments: ["", "0011", "00112233445566778899AABBCCDDEEFF", "00112233445566778899aabbccddeeff0", "名名名名名名名名名名名"])
    func malformedDraft(_ name: String) async throws {
        try await Village.with(.sqlite) { village in
            let before = try await village.topicCount()
            let browser = village.visitor()
            for _ in 0..<2 {
                #expect(try await raise("桥面有坑", draft: name, browser, village).status == 303)
            }
            #expect(try await village.topicCount() == before + 2)
        }
    }

    /// From the scanned code to the sent form.
    private func raise(
        _ text: String, draft: String, _ browser: Browser, _ village: Village
    ) async throws -> WebAnswer {
        let base = "/r/\(village.room.token.text)"
        let said = [("text", text), ("_draft", draft)]
        let check = try await browser.fillIn("\(base)/raise", action: "\(base)/check", said)
        let token = try #require(check.formToken("\(base)/topics"))
        return try await browser.post("\(base)/topics", [("_token", token)] + said)
    }

    @Test("what was refused can be mended and sent again under the same key")
    func mended() async throws {
        try await Village.with(.sqlite) { village in
            let room = village.room.token.text
            let refused = try await village.program().post("/topics", ["room": room, "text": "  "], key: key)
            #expect(refused.status == 422)
            #expect(refused["code"] == "invalid_input")
            let mended = try await village.program().post("/topics", ["room": room, "text": "桥面有坑"], key: key)
            #expect(mended.status == 201)
            // A rule's no is not noted either: once there is something to release, the same key may.
            let program = try await village.program(of: .secretary)
            let path = "/desk/topics/\(village.story.published.id)/unpublication"
            let wrong = try await program.post("/desk/topics/\(village.story.waiting.id)/release", [:], key: key)
            #expect(wrong.status == 409)
            #expect(try await program.post(path, ["reason": "有姓名"], key: key).status == 200)
        }
    }

    @Test("equal keys of two people, and of two addresses, are two keys")
    func scopes() async throws {
        try await Village.with(.sqlite) { village in
            let story = village.story
            let answer = try await village.program(of: .secretary)
                .post("/desk/topics/\(story.waiting.id)/pool", [:], key: key)
            #expect(answer.status == 200)
            let other = try await village.program(of: .otherSecretary)
                .post("/desk/topics/\(story.waitingElsewhere.id)/pool", [:], key: key)
            #expect(other.status == 200)
            #expect(other.header("Idempotency-Replayed") == nil)
            #expect(other["id"] == story.waitingElsewhere.id.text)
        }
    }
}
