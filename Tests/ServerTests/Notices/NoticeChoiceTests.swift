// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("How one hears of each kind of notices", .serialized)
struct NoticeChoiceTests {
    private static let show = ["gateways": "show"]

    private func choose(_ choices: [String: String], _ villager: Villager, _ village: Village) async throws {
        let saved = try await village.program(of: villager).post("/desk/notice-choices", choices)
        #expect(saved.status == 200, "\(saved.text)")
    }

    private func raise(_ village: Village, _ text: String) async throws {
        let raised = try await village.program().post("/topics", ["room": village.room.token.text, "text": text])
        #expect(raised.status == 201)
        await village.deliverLetters()
    }

    /// The next working day at eight.
    private func nextMorning(_ village: Village) {
        var day = village.clock.now.day
        repeat { day = day.advanced(by: 1) } while !Village.practice.calendar.isWorkingDay(day)
        let target = Instant(day, hour: 8)
        village.clock.move(milliseconds: target.milliseconds - village.clock.now.milliseconds)
    }

    @Test("at once, in the digest, in the product alone: each once and in one way", arguments: EngineKind.allCases)
    func ways(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            // What is held is due tomorrow; here nothing is.
            try await village.act(.release, on: village.story.held.id, as: .secretary)
            try await village.reach(.secretary, at: Village.mail, .mail, .digest)
            await village.deliverLetters()
            await village.makeDigests()
            await village.sendMessages(.mail)
            #expect(village.shown.count == 1, "what came before goes as usual")

            try await choose(["topics": "each"], .secretary, village)
            try await raise(village, "桥面有坑")
            await village.sendMessages(.mail)
            #expect(village.shown.count == 2)
            #expect(village.shown.first?.title == "来了一件新议题，请在期限内筛选")
            nextMorning(village)
            await village.makeDigests()
            await village.sendMessages(.mail)
            #expect(village.shown.count == 2, "what was sent at once is in no digest")

            try await choose(["topics": "product"], .secretary, village)
            try await raise(village, "桥下漏水")
            #expect(try await village.messageCounts().waiting == 0)
            let list = try await village.program(of: .secretary).get("/desk/notices")
            #expect(list.text.contains("submitted"), "it stands in the product")
        }
    }

    @Test("a choice that changes meanwhile loses nothing and tells nothing twice", arguments: EngineKind.allCases)
    func changes(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            // What is held is due tomorrow; here nothing is.
            try await village.act(.release, on: village.story.held.id, as: .secretary)
            try await village.reach(.secretary, at: Village.mail, .mail, .digest)
            await village.deliverLetters()
            await village.makeDigests()
            await village.sendMessages(.mail)

            // Meant for the digest; then everything is to come at once: it is told all the same, once.
            try await raise(village, "桥面有坑")
            try await choose(["topics": "each"], .secretary, village)
            nextMorning(village)
            await village.makeDigests()
            await village.makeDigests()
            await village.sendMessages(.mail)
            #expect(village.shown.prefix(1).map(\.title) == ["今日提要：新通知1条"])
            #expect(village.shown.count == 2)

            // Sent at once; then the digest is chosen: it is not told again.
            try await raise(village, "桥下漏水")
            try await choose(["topics": "digest"], .secretary, village)
            nextMorning(village)
            await village.makeDigests()
            await village.sendMessages(.mail)
            #expect(village.shown.count == 3)
            #expect(village.shown.first?.title == "来了一件新议题，请在期限内筛选")

            // The whole channel at once, and this kind in the digest.
            try await village.reach(.secretary, at: Village.mail, .mail, .each)
            try await raise(village, "桥头没有灯")
            #expect(try await village.messageCounts().waiting == 0)
            nextMorning(village)
            await village.makeDigests()
            await village.sendMessages(.mail)
            #expect(village.shown.first?.title == "今日提要：新通知1条")
            #expect(village.shown.count == 4)
        }
    }

    @Test(
        "what the law asks for cannot be left to the product, and goes out where mail was turned off",
        arguments: EngineKind.allCases)
    func required(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let program = try await village.program(of: .privacyOfficer)
            let refused = try await program.post("/desk/notice-choices", ["personal_data": "product"])
            #expect(refused.status == 422 && refused.text.contains("个人信息保护法"))
            try await village.reach(.privacyOfficer, at: "yezhiwei@mail.example", .mail, NoticePace.none)
            await village.deliverLetters()
            await village.makeDigests()
            await village.sendMessages(.mail)
            let before = village.shown.count
            let asked = try await village.program().post(
                "/topics/status/\(village.story.waiting.code.text)/erasure", [:])
            #expect(asked.status == 201 || asked.status == 200, "\(asked.text)")
            await village.deliverLetters()
            nextMorning(village)
            await village.makeDigests()
            await village.sendMessages(.mail)
            #expect(village.shown.count == before + 1)
            #expect(village.shown.first?.text.contains("有人就自己的信息提出申请") == true)
        }
    }

    @Test(
        "chosen on the page of one's account; each has the own, and nonsense is said beside the field",
        arguments: EngineKind.allCases)
    func page(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let browser = try await village.browser(of: .secretary)
            let saved = try await browser.fillIn(
                "/desk/account", action: "/desk/account/notices", [("topics", "product"), ("sessions", "each")])
            #expect(saved.status == 303)
            let page = try await browser.get("/desk/account?done=choices")
            #expect(page.text.contains("已保存") && page.text.contains("哪一类通知怎么收"))
            let own = try await village.program(of: .secretary).get("/desk/notice-choices")
            #expect(own.text.contains("product") && own.text.contains("each"))
            let other = try await village.program(of: .leader).get("/desk/notice-choices")
            #expect(!other.text.contains("product"))
            let wrong = try await browser.fillIn(
                "/desk/account", action: "/desk/account/notices", [("topics", "hourly")])
            #expect(wrong.status == 422)
            let back = try await browser.fillIn("/desk/account", action: "/desk/account/notices", [("topics", "usual")])
            #expect(back.status == 303)
            let after = try await village.program(of: .secretary).get("/desk/notice-choices")
            #expect(!after.text.contains("product"))
            let administrator = try await village.browser(of: .systemAdministrator).get("/desk/account")
            #expect(administrator.text.contains("网络安全法") && !administrator.text.contains("委员接待日</label>"))
        }
    }
}
