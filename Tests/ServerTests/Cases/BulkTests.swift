// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Many cases dealt with at once", .serialized)
struct BulkTests {
    @Test(
        "spam is found by its words, looked over, turned down and, by mistake, taken back",
        arguments: EngineKind.allCases)
    func spam(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let spam = try await village.raise(["加微信领红包，点开就有", "领红包！限今天"])
            let secretary = try await village.browser(of: .secretary)
            let path = "/desk/bulk/topics/rejection"
            let open = try await secretary.get(path)
            #expect(
                spam.allSatisfy { open.text.contains("records.\($0.id.text)\"") } && !open.text.contains(" checked"))
            let found = try await secretary.get("\(path)?words=\(FormEncoding.encode("领红包"))")
            #expect(spam.allSatisfy { found.text.contains("records.\($0.id.text)") })
            #expect(found.text.occurrences(of: " checked") == 2, "both ticked, nothing else")
            #expect(!found.text.contains(village.story.waiting.id.text))
            let done = try await secretary.fillIn(
                path, action: path,
                [("ground", "spam"), ("explanation", "和议事无关。")] + spam.map { ("records.\($0.id.text)", "on") })
            #expect(done.status == 200 && done.text.contains("办好了2件"))
            for topic in spam {
                let state = try await village.topic(topic.id)?.state.name
                #expect(state == .rejected)
            }
            let back = try await village.program(of: .secretary).post(
                "/desk/bulk/topics/reconsideration",
                ["records": [spam[0].id.text, village.story.waiting.id.text], "reason": "看错了，这一件是真的。"])
            #expect(back.object["done"] as? [String] == [spam[0].id.text])
            let left = try #require(back.object["left"] as? [[String: Any]])
            #expect(left.map { $0["code"] as? String } == ["not_rejected"])
            let topic = try #require(try await village.topic(spam[0].id))
            #expect(topic.state == .screening && topic.deadline?.from == village.clock.now.day)
            let page = try await village.visitor().get("/status/\(spam[0].code.text)")
            #expect(page.text.contains("重新受理") && page.text.contains("看错了"))
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "what a whole hall has said is merged into one, which may be among the chosen, and taken apart in one tap",
        arguments: EngineKind.allCases)
    func merging(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let same = try await village.raise(["操场晚上没有灯", "操场没有灯，走路看不见", "操场的灯早就坏了"])
            let secretary = try await village.browser(of: .secretary)
            let (path, back) = ("/desk/bulk/topics/merging", "/desk/bulk/topics/unmerging")
            let found = try await secretary.get("\(path)?words=\(FormEncoding.encode("操场"))")
            #expect(same.allSatisfy { found.text.contains("records.\($0.id.text)") })
            #expect(same.allSatisfy { found.text.contains("<option value=\"\($0.id.text)\">") }, "the first one too")
            let chosen = same.map { ("records.\($0.id.text)", "on") }
            let done = try await secretary.fillIn(path, action: path, [("topic", same[0].id.text)] + chosen)
            #expect(done.status == 200 && done.text.contains("办好了2件"), "\(done.text)")
            #expect(done.text.contains("这就是它自己"), "the one itself is left, and said")
            for topic in same.dropFirst() {
                #expect(try await village.topic(topic.id)?.mergedInto == same[0].id)
                let own = try await village.visitor().get("/status/\(topic.code.text)")
                #expect(own.status == 200 && own.text.contains("同样的事一起办"), "its submitter is told")
            }
            let hidden = try #require(done.hiddenFields(back))
            let undone = try await secretary.post(back, hidden)
            #expect(undone.status == 200 && undone.text.contains("办好了2件"))
            for topic in same { #expect(try await village.topic(topic.id)?.state == .screening) }
            let elsewhere = try await village.program(of: .secretary).post(
                path, ["topic": village.story.waitingElsewhere.id.text, "records": same.map(\.id.text)])
            #expect(elsewhere.status == 422, "what one does not see is no target")
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "what came in long ago is found by a day, though only so many are looked through",
        arguments: EngineKind.allCases)
    func long(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let secretary = try await village.browser(of: .secretary)
            let path = "/desk/bulk/topics/rejection"
            let today = Village.morning.day
            let (own, before) = (village.story.waiting.id.text, today.advanced(by: -400))
            #expect(try await secretary.get("\(path)?receivedUntil=\(today)").text.contains("records.\(own)\""))
            let earlier = try await secretary.get("\(path)?receivedUntil=\(before)")
            #expect(earlier.status == 200 && !earlier.text.contains("records.\(own)\""))
            #expect(earlier.text.contains("往后找\(TopicDesk.lookedThroughMax ?? 0)件为止"))
            #expect(try await secretary.get("\(path)?receivedUntil=yesterday").status == 422)
            let store = TopicDeskStore(tenant: village.story.county.id, contents: village.services.contents)
            let looked = try await village.services.engine.read { transaction in
                try [1, nil].map { most in
                    try store.searched(
                        [.screening, .asked], heldBy: nil, scope: TopicScope(of: .console), matching: { _ in true },
                        limit: 50, lookingThrough: most, in: transaction
                    ).count
                }
            }
            #expect(looked[0] == 1 && looked[1] > 1)
        }
    }

    @Test("a flood over several rooms is looked over, removed and brought back by the secretary of the whole county")
    func flood() async throws {
        try await Village.with(.sqlite) { village in
            let security = try await village.program(of: .securityAdministrator)
            let granted = try await security.post(
                "/desk/accounts/\(village.person(.secretary))/granting",
                ["role": Role.roomSecretary.rawValue, "area": village.story.county.areaCode.text])
            #expect(granted.status == 200, "\(granted.text)")
            var flood: [String] = []
            for room in [village.room, village.otherRoom] {
                let raised = try await village.program().post(
                    "/topics", ["room": room.token.text, "text": "加微信领红包，点开就有"])
                flood.append(try #require(raised["id"]))
            }
            let secretary = try await village.browser(of: .secretary)
            let preview = try await secretary.get("/desk/bulk/topics/rejection?words=\(FormEncoding.encode("领红包"))")
            #expect(flood.allSatisfy { preview.text.contains("records.\($0)") })
            #expect(preview.text.occurrences(of: " checked") == 2)
            let program = try await village.program(of: .secretary)
            let removed = try await program.post(
                "/desk/bulk/topics/rejection", ["ground": "spam", "explanation": "和议事无关。", "records": flood])
            #expect((removed.object["done"] as? [String])?.count == 2, "\(removed.text)")
            let back = try await program.post(
                "/desk/bulk/topics/reconsideration", ["reason": "看错了。", "records": flood])
            #expect((back.object["done"] as? [String])?.count == 2, "\(back.text)")
        }
    }

    @Test(
        "a held topic is turned down without a release, and a double tap does it once", arguments: EngineKind.allCases)
    func held(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let held = village.story.held.id
            let program = try await village.program(of: .secretary)
            let fields: [String: Any] = ["records": [held.text], "ground": "spam", "explanation": "灌水"]
            let first = try await program.post("/desk/bulk/topics/rejection", fields, key: "bulk-rejection-0001")
            let second = try await program.post("/desk/bulk/topics/rejection", fields, key: "bulk-rejection-0001")
            #expect(first.text == second.text && second.header("Idempotency-Replayed") == "true")
            #expect(try await village.topic(held)?.version == 2)
        }
    }

    @Test("a field that is wrong stops all of it, before anything is done", arguments: EngineKind.allCases)
    func badFields(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let topic = village.story.waiting.id
            let program = try await village.program(of: .secretary)
            let path = "/desk/bulk/topics/rejection"
            let rejection: [String: Any] = ["ground": "spam", "explanation": "灌水"]
            for fields in [
                rejection.merging(["ground": "unheard_of", "records": [topic.text]]) { $1 },
                rejection.merging(["records": [String]()]) { $1 },
                rejection.merging(["records": (0..<151).map { Identifier<Topic>(Int64($0 + 1)).text }]) { $1 },
                rejection.merging(["records": [topic.text], "explanation": ""]) { $1 },
            ] {
                #expect(try await program.post(path, fields).status == 422)
            }
            let browser = try await village.browser(of: .secretary)
            let page = try await browser.fillIn(
                "\(path)?words=\(FormEncoding.encode("校门"))", action: path,
                [("words", "校门"), ("ground", "spam"), ("explanation", ""), ("records.\(topic.text)", "on")])
            #expect(page.text.contains("value=\"校门\"") && !page.text.contains(village.story.asked.id.text))
            #expect(
                page.status == 422 && page.text.occurrences(of: " checked") == 2,
                "the ground and the topic are chosen as before")
            #expect(try await village.topic(topic)?.version == 1)
        }
    }

    @Test(
        "what was not accepted in bulk is taken back in one tap, for all that was done", arguments: EngineKind.allCases)
    func undone(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let topic = village.story.waiting.id
            let (path, back) = ("/desk/bulk/topics/rejection", "/desk/bulk/topics/reconsideration")
            let browser = try await village.browser(of: .secretary)
            let done = try await browser.fillIn(
                path, action: path, [("ground", "spam"), ("explanation", "灌水"), ("records.\(topic.text)", "on")])
            #expect(done.status == 200 && done.text.contains("撤销这1件"))
            #expect(try await village.topic(topic)?.state.name == .rejected)
            let token = try #require(done.formToken(back))
            #expect(done.text.contains("name=\"records.\(topic.text)\""))
            let undone = try await browser.post(
                back,
                [
                    ("_token", token), ("records.\(topic.text)", "on"),
                    ("reason", try #require(done.hiddenField("reason"))),
                ])
            #expect(undone.status == 200 && undone.text.contains("办好了1件") && !undone.text.contains("撤销这"))
            #expect(try await village.topic(topic)?.state.name == .screening)
        }
    }

    @Test("what is another room's is told as not found, and stays as it is", arguments: EngineKind.allCases)
    func otherRoom(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let elsewhere = village.story.waitingElsewhere
            let program = try await village.program(of: .secretary)
            let answer = try await program.post(
                "/desk/bulk/topics/pool", ["records": [elsewhere.id.text, village.story.waiting.id.text]])
            #expect(answer.object["done"] as? [String] == [village.story.waiting.id.text])
            #expect((answer.object["left"] as? [[String: Any]])?.first?["code"] as? String == "not_found")
            #expect(!answer.text.contains("灌溉渠"))
            #expect(try await village.topic(elsewhere.id)?.version == 1)
            let page = try await village.browser(of: .secretary).get("/desk/bulk/topics/pool")
            #expect(!page.text.contains("灌溉渠"))
        }
    }

    @Test(
        "whoever leaves hands all open work over: items to a colleague, research to another member",
        arguments: EngineKind.allCases)
    func handingOver(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let items = try await [village.carry(to: .dispatched), village.carry(to: .accepted)].compactMap(\.item)
            let path = "/desk/bulk/items/handover"
            let officer = try await village.browser(of: .officer)
            let own = village.person(.officer)
            let page = try await officer.get("\(path)?keeper=\(own.text)")
            #expect(page.text.occurrences(of: " checked") == 2)
            let done = try await officer.fillIn(
                path, action: path,
                [("officer", village.person(.colleague).text)] + items.map { ("records.\($0.text)", "on") })
            #expect(done.text.contains("办好了2件"), "\(done.text)")
            for item in items {
                #expect(try await village.item(item)?.task.officer == village.person(.colleague))
            }
            let other = try await village.program(of: .otherOfficer).post(
                path, ["officer": village.person(.otherOfficer).text, "records": items.map(\.text)])
            #expect((other.object["left"] as? [Any])?.count == 2, "not the other unit's")

            let topic = try await village.carry(to: .researching).topic.id
            let convener = try await village.program(of: .convener)
            let day = village.clock.now.day.advanced(by: 9)
            let answer = try await convener.post(
                "/desk/bulk/topics/assignment",
                ["researcher": village.person(.otherMember).text, "day": day.description, "records": [topic.text]])
            #expect(answer.object["done"] as? [String] == [topic.text], "\(answer.text)")
            #expect(try await village.topic(topic)?.researcher == village.person(.otherMember))
            let past = try await convener.post(
                "/desk/bulk/topics/assignment",
                ["researcher": village.person(.member).text, "day": "2020-01-01", "records": [topic.text]])
            #expect(past.status == 422 && past.text.contains("day"))
        }
    }
}

extension Village {
    /// Raises topics in the room as residents do by API.
    fileprivate func raise(_ texts: [String]) async throws -> [VillageStory.Raised] {
        var raised: [VillageStory.Raised] = []
        for words in texts {
            let answer = try await program().post("/topics", ["room": story.room.token.text, "text": words])
            guard let id = answer["id"].flatMap({ Topic.ID($0) }),
                let code = answer["trackingCode"].flatMap({ TrackingCode($0) })
            else { throw NotRaised(answer: answer.text) }
            raised.append(.init(id: id, code: code, words: words))
        }
        return raised
    }
}

private struct NotRaised: Error {
    let answer: String
}
