// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Notices", .serialized)
struct NoticeTests {
    @Test(
        "a notice says what happened and to which topic; the navigation counts the unread",
        arguments: EngineKind.allCases)
    func list(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let browser = try await village.browser(of: .secretary)
            #expect(try await browser.get("/desk/notices").text.contains("没有通知"))
            await village.deliverLetters()
            await village.deliverLetters()
            let page = try await browser.get("/desk/notices")
            #expect(page.text.contains("放学时校门口停两排车"))
            #expect(page.text.contains("社区排水沟堵塞，夏天蚊虫多"))
            #expect(page.text.contains("有一件议题先放在一边，等您看过放行"))
            #expect(page.text.contains("/desk/topics/\(village.story.waiting.id)"))
            let told = try #require(
                try await village.program(of: .secretary).get("/desk/notices").object["items"] as? [[String: Any]])
            let address = "http://127.0.0.1/desk/topics/\(village.story.waiting.id)"
            let one = told.first { $0["address"] as? String == address }
            #expect(one?["title"] as? String == "放学时校门口停两排车，孩子从车缝里钻过去", "\(told)")
            let unread = "<span class=\"n\">4<span class=\"vh\">件</span></span>"
            #expect(try await browser.get("/desk/rooms").text.contains(unread))
            _ = try await browser.fillIn("/desk/notices", action: "/desk/notices/read", [])
            #expect(try await browser.get("/desk/rooms").text.contains(unread) == false)
        }
    }

    @Test("a record that the person may no longer see is not named", arguments: EngineKind.allCases)
    func outOfScope(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let titles = NoticeTitles(services: village.services, tenant: village.story.county.id)
            let subjects = [village.story.waiting.id, village.story.published.id].map { NoticeSubject.topic($0) }
            let (own, other) = (village.actor(.secretary), village.actor(.otherSecretary))
            let (seen, unseen) = try await village.services.engine.read { transaction in
                (
                    try titles.titles(of: subjects, seenBy: own, in: transaction),
                    try titles.titles(of: subjects, seenBy: other, in: transaction)
                )
            }
            #expect(seen[subjects[0]] == NoticeTitle(words: "放学时校门口停两排车，孩子从车缝里钻过去", isPublic: false))
            #expect(seen[subjects[1]] == NoticeTitle(words: "社区排水沟堵塞，夏天蚊虫多", isPublic: true))
            #expect(unseen.isEmpty)
        }
    }

    @Test("who wants to hear of each thing does, once for each event and channel", arguments: EngineKind.allCases)
    func each(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            try await village.reach(.secretary, at: Village.phone, .sms, .each)
            try await village.reach(.secretary, at: Village.mail, .mail, .each)
            await withTaskGroup { group in
                for _ in 0..<3 { group.addTask { await village.deliverLetters() } }
            }
            await village.sendMessages(.sms)
            await village.sendMessages(.mail)
            #expect(village.shown.count == 8)
            let held = village.shown.filter { $0.text.contains("\(village.story.held.id)") }.map(\.text).sorted()
            let address = "http://127.0.0.1/desk/topics/\(village.story.held.id)"
            #expect(
                held == [
                    "有一件议题先放在一边，等您看过放行。\n\n\(address)\n\n\(NoticeWording.footer)", "有一件议题先放在一边，等您看过放行。\(address)",
                ])
            #expect(!village.shown.contains { $0.text.contains("广场") })
            await village.makeDigests()
            #expect(try await village.messageCounts().waiting == 0, "who hears of each thing gets no digest")
        }
    }

    @Test("notices and delivered letters go after half a year, and do not come back", arguments: EngineKind.allCases)
    func retention(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            await village.deliverLetters()
            village.clock.move(hours: 179 * 24)
            await RetentionDesk.runAll(village.services)
            let kept = try await village.program(of: .secretary).get("/desk/notices")
            #expect((kept.object["items"] as? [Any])?.count == 4)
            village.clock.move(hours: 10 * 24)
            await RetentionDesk.runAll(village.services)
            await village.deliverLetters()
            let gone = try await village.program(of: .secretary).get("/desk/notices")
            #expect((gone.object["items"] as? [Any])?.count == 0)
            let left = try await village.services.engine.read {
                try $0.first("SELECT COUNT(*) FROM outbox WHERE delivered_at IS NOT NULL") { try $0.next(Int.self) }
            }
            #expect(left == 0)
        }
    }
}
