// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import Server

@Suite("Who residents are stands nowhere on the desk", .serialized)
struct MaskingTests {
    /// Names and phones of residents of the story: the submitter's, a supporter's, those of two participants.
    private static let identities = ["13900008888", "13600006666", "13700000001", "赵春梅", "老郑"]

    @Test(
        "no page and no answer of the desk has a resident's name or phone, whoever reads it",
        arguments: EngineKind.allCases)
    func walk(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let records = try await closed(village)
            for villager in Villager.allCases where !villager.isOfZone {
                let (browser, program) = (
                    try await village.browser(of: villager), try await village.program(of: villager)
                )
                var reached = 0
                for route in village.installation.table.routes
                where route.method == .get && route.path.contains("/desk") {
                    for path in Self.addresses(of: route, records) {
                        let answer =
                            route.isAPI
                            ? try await program.get(String(path.dropFirst("/api/v1".count)))
                            : try await browser.get(path)
                        if answer.status == 200 { reached += 1 }
                        for words in Self.identities {
                            #expect(!answer.text.contains(words), "\(words): \(path) as \(villager)")
                        }
                    }
                }
                #expect(reached > 3, "\(villager) reads something")
            }
        }
    }

    @Test(
        "secretary and convener read names while the session is on; members and leaders never do",
        arguments: EngineKind.allCases)
    func during(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let session = try #require(try await village.carry(to: .inProgress).session)
            for villager in [Villager.secretary, .convener, .leader, .member] {
                let isNamed = [.secretary, .convener].contains(villager)
                let page = try await village.browser(of: villager).get("/desk/sessions/\(session)")
                #expect(page.status == 200 && page.text.contains("赵春梅") == isNamed, "\(villager)")
                let json = try await village.program(of: villager).get("/desk/sessions/\(session)")
                #expect(json.text.contains("赵春梅") == isNamed, "\(villager)")
            }
        }
    }

    @Test(
        "who a submitter is stands in no word that a leader reads, and no search finds a topic by it",
        arguments: EngineKind.allCases)
    func words(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let said = "我叫王小满，住3号楼2单元502室，电话13900001234，门口的井盖坏了。"
            let sent = try await village.program().post("/topics", ["room": village.room.id.text, "text": said])
            let id = try #require(sent["id"])
            let (leader, secretary) = (
                try await village.browser(of: .leader), try await village.browser(of: .secretary)
            )
            let program = try await village.program(of: .leader)
            let search = "/desk/search?q=\(FormEncoding.encode("井盖"))"
            for path in ["/desk/topics/\(id)", "/desk/topics?part=waiting", search] {
                for answer in [try await leader.get(path), try await program.get(path)] {
                    #expect(answer.status == 200 && answer.text.contains(id), "\(path)")
                    for words in ["王小满", "502室", "13900001234"] {
                        #expect(!answer.text.contains(words), "\(words): \(path)")
                    }
                }
            }
            #expect(try await leader.get("/desk/topics/\(id)").text.contains("井盖坏了"))
            #expect(try await secretary.get("/desk/topics/\(id)").text.contains(said))
            for words in ["13900001234", "王小满"] {
                let path = "/desk/search?q=\(FormEncoding.encode(words))"
                #expect(try await !program.get(path).text.contains(id))
                #expect(try await secretary.get(path).text.contains(id))
            }
            let published = village.story.published
            let page = try await leader.get("/desk/topics/\(published.id)")
            #expect(!page.text.contains("13900000000") && page.text.contains("希望一起商量怎么办"))
        }
    }

    @Test(
        "a public wording shows by name or door who somebody is only with how this person has agreed, and the log says so",
        arguments: EngineKind.allCases)
    func consent(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let secretary = try await village.program(of: .secretary)
            let path = "/desk/topics/\(village.story.waiting.id)/review"
            let shown = ["title": "给独居老人送饭", "body": "我叫王小满，住3号楼2单元502室，盼着有人送饭。"]
            let refused = try await secretary.post(path, shown)
            #expect(refused.status == 422 && refused.text.contains("consent"), "\(refused.text)")
            #expect(try await secretary.get("/desk/topics/\(village.story.waiting.id)")["publicTitle"] == nil)
            let agreed = try await secretary.post(path, shown.merging(["consent": "王小满11月3日上门签字同意"]) { $1 })
            #expect(agreed["publicTitle"] == "给独居老人送饭", "\(agreed.text)")
            let record = try await village.browser(of: .secretary).get("/desk/topics/\(village.story.waiting.id)").text
            #expect(record.contains("写到的人同意公开：王小满11月3日上门签字同意"))
            // The wording says who it is; the consent is not for whoever reads without what points at one person (BR-38).
            let desk = "/desk/topics/\(village.story.waiting.id)"
            for answer in [
                try await village.browser(of: .leader).get("\(desk)?trace=whole"),
                try await village.program(of: .leader).get(desk),
            ] {
                #expect(answer.status == 200 && answer.text.contains("给独居老人送饭"), "\(answer.text)")
                #expect(!answer.text.contains("签字同意") && !answer.text.contains("写到的人同意公开"), "\(answer.text)")
            }
            #expect(try await secretary.get(desk).text.contains("王小满11月3日上门签字同意"))
            let page = try await village.visitor().get("/topics/\(village.story.waiting.id)").text
            #expect(page.contains("给独居老人送饭") && !page.contains("签字同意"))
            let without = try await secretary.post(path, ["title": "给独居老人送饭", "body": "有的老人做不了饭，盼着有人送。"])
            #expect(without["publicText"] == "有的老人做不了饭，盼着有人送。", "\(without.text)")
            #expect(try await village.rowDifferences() == [])
        }
    }

    /// A topic with a phone, a supporter and residents in its session, carried to its end.
    private func closed(_ village: Village) async throws -> [String: String] {
        let sent = try await village.program().post(
            "/topics", ["room": village.room.id.text, "text": "校门口放学时太堵。", "phone": Self.identities[0]])
        let id = try #require(sent["id"].flatMap { Topic.ID($0) })
        let code = try #require(sent["trackingCode"].flatMap { TrackingCode($0) })
        try await village.act(.review, ["title": "校门口放学时段拥堵", "body": "放学时两侧停车。"], on: id, as: .secretary)
        let supported = try await village.program().post("/topics/\(id)/supports", ["phone": Self.identities[1]])
        #expect(supported.status == 201)
        let journey = try await village.carry(of: .init(id: id, code: code, words: ""), to: .closed)
        let asked = try await village.program(of: .convener)
            .post("/desk/unmaskings", ["whose": id.text, "reason": "要约时间"])
        let unmasking = try #require(asked["id"])
        _ = try await village.program(of: .privacyOfficer).post("/desk/unmaskings/\(unmasking)/granting", [:])
        let erasure = try await village.program().post("/topics/status/\(code.text)/erasure", ["phoneEnding": "8888"])
        #expect(erasure.status == 201)
        return [
            "topics": id.text, "sessions": try #require(journey.session).text, "items": try #require(journey.item).text,
            "unmaskings": unmasking,
        ]
    }

    /// The addresses of a route; the one that unmasks is left out.
    private static func addresses(of route: Route, _ records: [String: String]) -> [String] {
        guard !route.path.hasSuffix("/identity") else { return [] }
        let query = ["/desk/unmasking": "?topic=\(records["topics"] ?? "")"]
        guard route.path.contains("{record}") else {
            return route.path.contains("{") ? [] : [route.path + (query[route.path] ?? "")]
        }
        return records.filter { route.path.contains("/\($0.key)/{record}") }
            .map { route.path.replacing("{record}", with: $0.value) }
    }
}
