// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("Many hands in a media consultation", .serialized)
struct LiveHandsTests {
    /// Whoever asks says from which address; so many topics a minute from one.
    private static let limited = [
        "gateways": "show", "trusted-proxy": "127.0.0.1/32", "intake-limit": "5",
    ]

    // MARK: - Floods

    @Test(
        "one account writes five, the next ones are held, the fifty-first is refused and what was typed stays",
        arguments: EngineKind.allCases)
    func account(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show", "intake-limit": "100000"]) { village in
            let live = try await village.openLive(beside: village.announceSession())
            let resident = try await village.resident("13812345678")
            var states: [String] = []
            for number in 0..<50 {
                let sent = try await resident.post("/resident/live/\(live)/comments", ["words": "第\(number)句"])
                states.append(sent["state"] ?? sent.text)
            }
            #expect(states == Array(repeating: "waiting", count: 5) + Array(repeating: "held", count: 45))
            let refused = try await resident.post("/resident/live/\(live)/comments", ["words": "再来一句"])
            #expect(refused.status == 429 && refused["code"] == "too_many", "\(refused.text)")
            #expect(refused.header("Retry-After") == "600")
            // A phone is sent another code after a minute.
            village.clock.move(minutes: 1)
            let browser = try await village.residentBrowser("13812345678", next: "/live/\(live)")
            let page = try await browser.fillIn(
                "/live/\(live)", action: "/live/\(live)/comments", [("words", "还有一句要紧的")])
            #expect(page.status == 422 && page.text.contains("请过十分钟再发") && page.text.contains("还有一句要紧的"))
            let other = try await village.resident("13812340002")
            let taken = try await other.post("/resident/live/\(live)/comments", ["words": "别人的话"])
            #expect(taken["state"] == "waiting", "\(taken.text)")
            #expect(try await counts(live, village) == [.waiting: 6, .held: 45])
        }
    }

    @Test(
        "many accounts from one address are held, then refused for a minute; another address is heard meanwhile",
        arguments: EngineKind.allCases)
    func address(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.limited) { village in
            let live = try await village.openLive(beside: village.announceSession())
            var accounts: [String] = []
            for number in 0..<12 { accounts.append(try await village.residentToken("138123400\(10 + number)")) }
            var answers: [WebAnswer] = []
            for number in 0..<60 {
                answers.append(
                    try await say("第\(number)句", live, accounts[number % 12], from: "203.0.113.9", village))
            }
            let states = answers.map { $0["state"] ?? String($0.status) }
            #expect(states.prefix(5).allSatisfy { $0 == "waiting" }, "\(states)")
            #expect(states.dropFirst(5).prefix(45).allSatisfy { $0 == "held" }, "\(states)")
            #expect(states.dropFirst(50).allSatisfy { $0 == "429" }, "\(states)")
            let other = try await say("别处的话", live, accounts[0], from: "203.0.113.77", village)
            #expect(other.status == 201, "\(other.text)")
            village.clock.move(minutes: 1)
            let later = try await say("过一分钟", live, accounts[1], from: "203.0.113.9", village)
            #expect(later.status == 201, "\(later.text)")
        }
    }

    @Test(
        "a hall of addresses is heard: what is above the room's limit is held, nothing is refused before ten times of it",
        arguments: EngineKind.allCases)
    func many(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.limited) { village in
            let live = try await village.openLive(beside: village.announceSession())
            var states: [String] = []
            for number in 0..<18 {
                let account = try await village.residentToken("138123400\(10 + number)")
                let sent = try await say("第\(number)句", live, account, from: "203.0.113.\(number + 1)", village)
                states.append(sent["state"] ?? String(sent.status))
            }
            #expect(states == Array(repeating: "waiting", count: 5) + Array(repeating: "held", count: 13))
            #expect(try await counts(live, village) == [.waiting: 5, .held: 13])
        }
    }

    private func say(
        _ words: String, _ live: MediaConsultation.ID, _ account: String, from address: String, _ village: Village
    ) async throws -> WebAnswer {
        try await village.client.send(
            "POST", "/api/v1/resident/live/\(live)/comments",
            headers: [
                ("Host", "127.0.0.1"), ("Authorization", "Bearer \(account)"), ("X-Forwarded-For", address),
                ("Content-Type", "application/json"), ("Idempotency-Key", UUID().uuidString),
            ], body: Array(try JSONSerialization.data(withJSONObject: ["words": words])))
    }

    private func counts(
        _ live: MediaConsultation.ID, _ village: Village
    ) async throws -> [LiveComment.State.Name: Int] {
        let lists = CommentListStore(tenant: village.story.county.id, contents: village.services.contents)
        return try await village.services.engine.read { try lists.counts(of: live, in: $0) }
    }

    // MARK: - Doubles

    @Test(
        "a moderator's and a unit's doubles end in one result, and whoever was second reads one kind sentence",
        arguments: EngineKind.allCases)
    func doubles(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let live = try await village.openLive(beside: village.announceSession())
            let comment = try await village.comment(on: live)
            let page = "/desk/live/\(live)/moderation"
            let (secretary, convener) = (
                try await village.browser(of: .secretary), try await village.browser(of: .convener)
            )
            let fields = [("comment", comment.text), ("command", "approve"), ("version", "1")]
            let (own, others) = (
                try await secretary.token(on: page, for: page), try await convener.token(on: page, for: page)
            )
            // The same form twice is one act; another's form of the same card comes too late.
            for _ in 0..<2 {
                let sent = try await secretary.post(page, [("_token", own)] + fields)
                #expect(sent.status == 303 && sent.header("Location") == "\(page)?done=approve", "\(sent.text)")
            }
            let second = try await convener.post(page, [("_token", others)] + fields)
            #expect(second.status == 409 && second.text.contains("已公开"), "the columns stand there as they are now")
            #expect(second.text.contains("请看看现在的样子") || second.text.contains("这一条已经看过了。"), "\(second.text)")
            #expect(try await events(of: comment, village).count { $0.kind == "approved" } == 1)

            let program = try await village.program(of: .secretary)
            for segment in ["suggestion", "shortlist"] {
                #expect(try await program.post("/desk/comments/\(comment)/\(segment)", [:]).status == 200)
            }
            let unit = village.story.unit.id.text
            let cut = try await together(6) {
                try await program.post("/desk/comments/\(comment)/cut-in", ["unit": unit])
            }
            #expect(cut.map(\.status).sorted() == [200, 409, 409, 409, 409, 409])
            for late in cut where late.status == 409 { expectKind(late, "already_cut_in", "已经切入会场了。") }
            let home = try await village.browser(of: .officer).get("/desk/items").text
            #expect(home.contains("场外留言：1条要回应"), "the room waits for it")
            #expect(try await village.browser(of: .secretary).get(page).text.contains("data-live-known=\"1 0 0\""))
            // The unit writes while the moderator notes what it said aloud.
            let officer = try await village.program(of: .officer)
            async let written = together(3) {
                try await officer.post("/desk/comments/\(comment)/answer", ["words": "下月移"])
            }
            async let noted = together(3) {
                try await program.post("/desk/comments/\(comment)/noted-answer", ["words": "说下月移"])
            }
            let answers = try await (written + noted)
            #expect(answers.map(\.status).sorted() == [200, 409, 409, 409, 409, 409])
            for late in answers where late.status == 409 { expectKind(late, "already_answered", "已经回应过了。") }
            #expect(try await events(of: comment, village).count { $0.kind == "answered" } == 1)
            // Whoever moderates is told that there is an answer, whoever wrote it.
            #expect(try await village.browser(of: .secretary).get(page).text.contains("data-live-known=\"1 0 1\""))
            #expect(try await village.verify().isClean)
        }
    }

    /// Whoever came a hair later hears that somebody was first; whoever came after that, what was done.
    private func expectKind(_ late: WebAnswer, _ code: String, _ sentence: String) {
        switch late["code"] {
        case code: #expect(late.text.contains(sentence), "\(late.text)")
        default:
            #expect(late["code"] == "changed_meanwhile" && late.text.contains("刚才有人改过这件事"), "\(late.text)")
        }
    }

    private func together(
        _ count: Int, _ act: @escaping @Sendable () async throws -> WebAnswer
    ) async throws -> [WebAnswer] {
        try await withThrowingTaskGroup(of: WebAnswer.self) { group in
            for _ in 0..<count { group.addTask { try await act() } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    private func events(of comment: LiveComment.ID, _ village: Village) async throws -> [CommentEvent] {
        let desk = CommentDesk(
            services: village.services, site: Site(tenant: village.story.county, practice: Village.practice))
        return try await village.services.engine.read { try desk.log(of: comment, in: $0).map(\.event) }
    }

    // MARK: - The end

    @Test(
        "closed by nobody, it ends by itself when its day is over, and what lay on the screen is its unit's task (BR-25)",
        arguments: EngineKind.allCases)
    func forgotten(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let live = try await village.openLive(beside: village.announceSession())
            let comment = try await village.comment(on: live)
            try await village.cutIn(comment)
            let watch = MediaWatch(services: village.services)
            try await watch.look()
            #expect(try await state(live, village) == .open)
            // Eight in the evening is past, and people may still be talking in the room.
            while village.clock.now.day.description == "2026-03-05" { village.clock.move(hours: 1) }
            try await together(looks: 3, watch)
            #expect(try await state(live, village) == .closed)
            let desk = CommentDesk(
                services: village.services, site: Site(tenant: village.story.county, practice: Village.practice))
            let owed = try await village.services.engine.read { try desk.comment(comment, in: $0) }
            #expect(owed?.state == .followUp && owed?.deadline != nil)
            #expect(try await events(of: comment, village).count { $0.kind == "follow_up_due" } == 1)
            let page = try await village.visitor().get("/live/\(live)").text
            #expect(page.contains("已经结束") && page.contains("安澜县住建局会后书面答复"), "everybody sees whose task it is")
            #expect(page.contains("上了会场大屏的 1条"))
            #expect(page.matches(of: /data-comment="/).count == 1, "it stands there and not once more below")
            await village.deliverLetters()
            let notices = NoticeStore(tenant: village.story.county.id)
            let told = try await village.services.engine.read {
                try notices.undigested(of: village.person(.secretary), in: $0)
            }
            #expect(told.count { $0.subject == .live(live) && $0.eventKind == "closed" } == 1, "the room hears of it")
            #expect(try await village.verify().isClean)
        }
    }

    private func together(looks count: Int, _ watch: MediaWatch) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<count { group.addTask { try await watch.look() } }
            try await group.waitForAll()
        }
    }

    private func state(
        _ live: MediaConsultation.ID, _ village: Village
    ) async throws -> MediaConsultation.State.Name? {
        let desk = MediaDesk(
            services: village.services, site: Site(tenant: village.story.county, practice: Village.practice))
        return try await village.services.engine.read { try desk.consultation(live, in: $0)?.state.name }
    }

    @Test("what is asked in between, of whoever speaks, is told again in its order", arguments: EngineKind.allCases)
    func askedInBetween(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .inProgress)
            let session = try #require(journey.session)
            let live = try await village.openLive(beside: session)
            let present = try await village.session(session)?.participants.first { $0.isPresent }
            let asked = try #require(present)
            try await village.act(
                .recordOpinion, ["participant": asked.id.text, "stance": "question", "text": "单行以后公交怎么走？"],
                on: session, as: .secretary)
            let timeline = try await village.program(of: .secretary).get("/desk/live/\(live)/timeline")
            let moments = try #require(timeline.object["items"] as? [[String: Any]])
            let told = moments.first { ($0["act"] as? String)?.hasSuffix("插问") == true }
            #expect(told?["kind"] as? String == "speaking" && told?["words"] as? String == "单行以后公交怎么走？")
            #expect(try await village.browser(of: .secretary).get("/desk/sessions/\(session)").text.contains("插问"))
        }
    }

    @Test(
        "what is left over becomes an item by the secretary's one act, or part of one, and the two name each other (BR-25)",
        arguments: EngineKind.allCases)
    func leftOver(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .inProgress)
            let session = try #require(journey.session)
            let live = try await village.openLive(beside: session)
            let first = try await village.comment("北门能不能接孩子", on: live)
            let second = try await village.comment("北门也该放行，打我13812340009", on: live, phone: "13812340002")
            let (secretary, convener) = (
                try await village.program(of: .secretary), try await village.program(of: .convener)
            )
            for comment in [first, second] {
                for segment in ["approval", "suggestion"] {
                    #expect(try await secretary.post("/desk/comments/\(comment)/\(segment)", [:]).status == 200)
                }
            }
            let task: [String: Any] = [
                "topic": journey.topic.id.text, "task": "开北门接送", "unit": village.story.unit.id.text,
                "officer": village.person(.officer).text, "milestones": "2026-04-30 开门",
            ]
            let early = try await secretary.post("/desk/comments/\(first)/items", task)
            #expect(early["code"] == "still_open", "\(early.text)")
            #expect(try await secretary.post("/desk/live/\(live)/closing", [:])["state"] == "closed")
            let report = try await village.browser(of: .secretary).get("/desk/live/\(live)/replay")
            let desk = try await village.browser(of: .secretary).get("/desk/live/\(live)").text
            #expect(desk.contains("还有2条建议没有着落") && desk.contains("/desk/live/\(live)/replay#rest"))
            #expect(report.text.contains("还没有着落的建议 2条") && report.text.contains("/desk/comments/\(first)"))
            _ = try await village.carry(journey, from: .concluded, to: .concluded)
            // It is the secretary's act, as every item is; neither the convener nor the unit writes one.
            #expect(try await convener.post("/desk/comments/\(first)/items", task).status == 404)
            #expect(try await village.program(of: .officer).post("/desk/comments/\(first)/items", task).status == 404)
            let drafted = try await secretary.post("/desk/comments/\(first)/items", task)
            let item = try #require(drafted["item"], "\(drafted.text)")
            #expect(drafted["state"] == "itemised")
            let joined = try await secretary.post("/desk/comments/\(second)/joining", ["item": item])
            #expect(joined["state"] == "itemised" && joined["item"] == item, "\(joined.text)")
            let again = try await secretary.post("/desk/comments/\(first)/items", task)
            #expect(again["code"] == "already_itemised", "\(again.text)")
            let record = try await village.browser(of: .secretary).get("/desk/items/\(item)").text
            #expect(record.contains("/desk/comments/\(first)") && record.contains("北门能不能接孩子"))
            #expect(record.contains("/desk/comments/\(second)") && !record.contains("13812340009"), "masked")
            let comment = try await village.browser(of: .secretary).get("/desk/comments/\(first)").text
            #expect(comment.contains("/desk/items/\(item)"))
            let counted = try await secretary.get("/desk/live/\(live)").object["figures"] as? [String: Any]
            #expect(counted?["itemised"] as? Int == 2 && counted?["leftOver"] as? Int == 0)
            #expect(try await village.visitor().get("/live/\(live)").text.contains("写进了会上商定的事项"))
            let after = try await village.browser(of: .secretary).get("/desk/live/\(live)/replay").text
            #expect(!after.contains("还没有着落的建议"))
        }
    }
}
