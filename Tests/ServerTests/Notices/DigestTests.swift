// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("The daily digest", .serialized)
struct DigestTests {
    private static let show = ["gateways": "show"]

    /// Moves the clock of the village, which begins on Thursday, 5 March 2026 at nine, to a day and hour of March.
    private func move(_ village: Village, to day: Int, hour: Int, minute: Int = 0) {
        let target = Instant(Day(year: 2026, month: 3, day: day), hour: hour, minute: minute)
        village.clock.move(milliseconds: target.milliseconds - village.clock.now.milliseconds)
    }

    @Test("one mail for a person and a day, however many servers make it", arguments: EngineKind.allCases)
    func once(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            try await village.reach(.secretary, at: Village.mail, .mail, nil)
            await village.deliverLetters()
            await withTaskGroup { group in
                for _ in 0..<4 { group.addTask { await village.makeDigests() } }
            }
            village.clock.move(minutes: 30)
            await village.makeDigests()
            await village.sendMessages(.mail)
            #expect(village.shown.count == 1)
            let mail = try #require(village.shown.first)
            #expect(mail.address == Village.mail)
            #expect(mail.title == "今日提要：新通知4条")
            #expect(mail.text.contains("林小禾，您好。这是3月5日（周四）的提要。"))
            #expect(mail.text.contains("http://127.0.0.1/desk/topics/\(village.story.waiting.id)"))
            #expect(mail.text.contains("社区排水沟堵塞，夏天蚊虫多"), "the public title may travel")
            #expect(!mail.text.contains("校门口") && !mail.text.contains("路灯"), "a resident's own words do not")
            #expect(!mail.text.contains("事件链"), "the chain's head is for leaders")
        }
    }

    @Test("at eight on a working day, not before and not on a Sunday", arguments: EngineKind.allCases)
    func hours(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            try await village.reach(.secretary, at: Village.mail, .mail, .digest)
            await village.deliverLetters()
            move(village, to: 6, hour: 7, minute: 59)
            await village.makeDigests()
            #expect(try await village.messageCounts().waiting == 0)
            move(village, to: 8, hour: 12)
            await village.makeDigests()
            #expect(try await village.messageCounts().waiting == 0, "8 March 2026 is a Sunday")
            move(village, to: 9, hour: 8)
            await village.makeDigests()
            #expect(try await village.messageCounts().waiting == 1)
        }
    }

    @Test(
        "quiet when nothing is new; then what is due, and what has become overdue, once", arguments: EngineKind.allCases
    )
    func quiet(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            try await village.reach(.secretary, at: Village.mail, .mail, .digest)
            await village.deliverLetters()
            // The screening term of 5 March ends on Thursday the 12th; what is held is to be looked at on Friday the 6th.
            let expected: [(Int, String?)] = [
                (5, "今日提要：新通知4条"), (6, "今日提要：今天到期1件"), (9, "今日提要：超期1件"), (10, nil), (11, nil),
                (12, "今日提要：今天到期1件，超期1件"), (13, "今日提要：超期2件"), (16, nil),
            ]
            for (day, title) in expected {
                move(village, to: day, hour: 9)
                let before = village.shown.count
                await village.makeDigests()
                await village.sendMessages(.mail)
                let new = village.shown.prefix(village.shown.count - before)
                #expect(new.map(\.title) == [title].compactMap { $0 }, "\(day) March")
            }
        }
    }

    @Test("a notice that was read is not told again, one that came later is", arguments: EngineKind.allCases)
    func newOnes(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            try await village.reach(.secretary, at: Village.mail, .mail, .digest)
            await village.deliverLetters()
            let browser = try await village.browser(of: .secretary)
            let read = try await browser.fillIn("/desk/notices", action: "/desk/notices/read", [])
            #expect(read.status == 303)
            await village.makeDigests()
            #expect(try await village.messageCounts().waiting == 0)
            let raised = try await village.program().post(
                "/topics", ["room": village.room.token.text, "text": "桥面有坑"])
            #expect(raised.status == 201)
            await village.deliverLetters()
            move(village, to: 6, hour: 8)
            await village.makeDigests()
            await village.sendMessages(.mail)
            #expect(village.shown.map(\.title) == ["今日提要：新通知1条，今天到期1件"])
        }
    }

    @Test("a leader gets the signed head of the chain whenever it has grown", arguments: EngineKind.allCases)
    func head(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            try await village.reach(.leader, at: "guhuaiyuan@mail.example", .mail, nil)
            // What is held is due tomorrow; here nothing is.
            try await village.act(.release, on: village.story.held.id, as: .secretary)
            try await village.seal()
            await village.makeDigests()
            await village.sendMessages(.mail)
            let (keys, tenant) = (village.services.keys, village.story.county.id)
            let seal = try #require(
                try await village.services.engine.read { try SealStore(keys: keys).last(tenant: tenant, in: $0) })
            let line = "事件链 第\(seal.last)号 签名 \(Base64URL.encode(seal.signature))"
            #expect(village.shown.count == 1)
            #expect(village.shown.first?.text.contains(line) == true)
            move(village, to: 6, hour: 8)
            await village.makeDigests()
            await village.sendMessages(.mail)
            #expect(village.shown.count == 1, "nothing has happened since")
        }
    }

    @Test("nobody is told who wants none, has no address, or holds no role any more", arguments: EngineKind.allCases)
    func nobody(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            try await village.reach(.secretary, at: Village.mail, .mail, NoticePace.none)
            try await village.reach(.secretary, at: Village.phone, .sms, nil)
            await village.deliverLetters()
            await village.makeDigests()
            #expect(try await village.messageCounts().waiting == 0)
            try await village.reach(.secretary, at: Village.phone, .sms, .digest)
            await village.makeDigests()
            await village.sendMessages(.sms)
            #expect(village.shown.map(\.text) == ["今日提要：新通知4条。http://127.0.0.1/desk"])
        }
    }

    @Test(
        "what people ask about their own data is told on its last day, and stands in the privacy officer's calendar",
        arguments: EngineKind.allCases)
    func privacy(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            try await village.reach(.privacyOfficer, at: Village.mail, .mail, .digest)
            let topic = try await village.carry(to: .pooled).topic
            let asked = try await village.program().post("/topics/status/\(topic.code.text)/erasure", [:])
            #expect(asked.status == 201, "\(asked.text)")
            await village.deliverLetters()
            await village.makeDigests()
            await village.sendMessages(.mail)
            let (tenant, officer) = (village.story.county.id, try #require(village.story.staff[.privacyOfficer]))
            let dues = try await village.services.engine.read {
                try PersonalCalendarStore(tenant: tenant).dues(
                    of: officer, signer: .staff(officer), limit: 10, in: $0)
            }
            #expect(dues.map(\.day) == [Day(year: 2026, month: 3, day: 26)])
            move(village, to: 26, hour: 8)
            await village.makeDigests()
            await village.sendMessages(.mail)
            #expect(village.shown.map(\.title) == ["今日提要：今天到期1件", "今日提要：新通知1条"], "the last one first")
        }
    }
}
