// SPDX-License-Identifier: Apache-2.0

import Configuration
import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Demo
@testable import Server

@Suite("Ten hours of a media consultation, played by HTTP", .serialized)
struct LiveDemoTests {
    private static let day = Day(year: 2026, month: 7, day: 21)

    @Test("a small day on PostgreSQL: its report nests, in page and API")
    func small() async throws {
        try await Self.play(.small, on: .postgres, views: 5_240, heads: 18)
    }

    @Test(
        "the day as it was published: 90 000 views, 1 500 comments, 120 suggestions and more, more than 10 answered (B04)"
    )
    func whole() async throws {
        try await Self.play(.whole, on: .sqlite, views: 90_000, heads: 180)
    }

    @Test("what happens by the hours makes the whole")
    func shares() {
        #expect(LiveScale.share(of: 1_500, by: LiveScale.steps - 1) == 1_500)
        for views in [90_000, 52_400, 7] {
            let buckets = LiveScale.buckets(of: views)
            #expect(buckets.count == 20 && buckets.reduce(0, +) == views && buckets.allSatisfy { $0 >= 0 })
        }
        #expect(LiveScale.whole.platforms.map(\.views).reduce(0, +) == 90_000)
    }

    @Test("what people say is nearly the same now and then, short enough, and the same for a seed")
    func words() {
        func said(_ seed: UInt64) -> [String] {
            var words = LiveWords(seed: seed)
            return (0..<1_500).map { _ in words.next() }
        }
        let all = said(1)
        #expect(all == said(1) && all != said(2))
        #expect(all.allSatisfy { $0.count <= 140 })
        #expect(Set(all).count > 700 && Set(all.compactMap { LiveWords.idea(in: $0)?.text }).count == 16)
    }

    private static func play(_ scale: LiveScale, on kind: EngineKind, views: Int, heads: Int) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "live-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let database = kind == .postgres ? try await kind.makeDatabase() : nil
        var given = LiveDemo.settings
        given["data"] = folder
        given["database"] = database?.address
        let settings = try Settings(ConfigReader(provider: SettingsText(given).provider))
        do {
            try await LiveDemo(seed: 7, scale: scale).play(
                settings, log: CapturedLog().logger, on: day,
                afterwards: { try await expectReport($1, at: $0, scale, views: views, heads: heads) })
            await database?.remove()
        } catch {
            await database?.remove()
            throw error
        }
    }

    /// Reads it as whoever convened it does.
    private static func expectReport(
        _ played: LiveDemo.Played, at port: Int, _ scale: LiveScale, views: Int, heads: Int
    ) async throws {
        let client = WebClient(port: port)
        let entered = try await APIClient(client).post(
            "/sign-ins", ["name": "zhaojiren", "password": DemoPeople.password])
        let token = try #require(entered["token"], "\(entered.text)")
        let program = APIClient(client, bearer: token)
        let record = try await program.get("/desk/live/\(played.live)")
        #expect(record["state"] == "reported", "\(record.text)")
        #expect(record.object["views"] as? Int == views && record.object["heads"] as? Int == heads)
        let figures = try #require(record.object["figures"] as? [String: Any])
        let counted = [
            "comments", "undecided", "suggestions", "cutIn", "answeredOnSpot", "answeredLater", "unanswered",
            "itemised", "leftOver",
        ]
        let itemised = scale.suggestions - 13
        #expect(
            counted.map { figures[$0] as? Int } == [scale.comments, 0, scale.suggestions, 13, 12, 1, 0, itemised, 0])
        #expect(figures["nest"] as? Bool == true)
        // What the room never came to is written into items of its session, each with a unit and a day (BR-25).
        let leftOver =
            try await program.get("/desk/live/\(played.live)/suggestions").object["items"] as? [[String: Any]]
        #expect(leftOver?.isEmpty == true)
        let session = try #require(record["session"])
        let items = try #require(try await program.get("/desk/sessions/\(session)").object["items"] as? [String])
        #expect((2...LiveWords.ideas.count).contains(items.count), "what asks for the same is one item")

        let browser = Browser(client)
        let desk = try await browser.fillIn(
            "/sign-in", action: "/sign-in", [("name", "zhaojiren"), ("password", DemoPeople.password)])
        #expect(desk.status == 303)
        let page = try await browser.get(played.report)
        for words in [
            "\(scale.suggestions)/\(scale.comments)条", "13/\(scale.suggestions)条", "12/13条", "\(views)人次", "\(heads)人",
            "\(itemised)条，还有0条建议没有着落",
        ] + scale.platforms.map(\.name) {
            #expect(page.text.contains(words), "\(words)")
        }
        for id in items {
            let item = try await browser.get("/desk/items/\(id)").text
            #expect(item.contains("/desk/comments/"), "it names what it grew from")
            let said = LiveWords.ideas.contains { item.contains($0.text) && item.contains($0.answer) }
            #expect(said, "\(item.prefix(2_000))")
        }
        let public_ = try await Browser(client).get("/live/\(played.live)")
        #expect(public_.text.contains("收到留言\(scale.comments)条，当场回应12条"), "\(public_.text.prefix(2_000))")
    }
}
