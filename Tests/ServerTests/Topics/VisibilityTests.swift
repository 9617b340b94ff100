// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Who sees which topic", .serialized)
struct VisibilityTests {
    @Test("the database's condition is the plain meaning of the scope, for any scope", arguments: EngineKind.allCases)
    func condition(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            var random = SeededRandom()
            var ids = try await village.services.engine.read {
                try $0.rows("SELECT id FROM topic ORDER BY id") { try $0.next(Int64.self) }
            }
            ids += try await raise(30, in: village, &random)
            var topics: [Topic] = []
            for id in ids { if let topic = try await village.topic(.init(id)) { topics.append(topic) } }
            #expect(topics.count >= 35)
            for _ in 0..<200 {
                let scope = TopicScope(of: anybody(village, &random))
                let tenant = village.story.county.id
                let found = try await village.services.engine.read {
                    try $0.rows("SELECT t.id FROM topic t WHERE \(TopicVisibility.sql(scope, tenant: tenant))") {
                        try $0.next(Int64.self)
                    }
                }
                let meant = topics.filter { scope.includes($0) }.map(\.id.number)
                #expect(found.sorted() == meant.sorted(), "\(scope), seed \(SeededRandom.seed)")
            }
        }
    }

    @Test("list, search, record, room page and API agree on what is public", arguments: EngineKind.allCases)
    func surfaces(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            var random = SeededRandom()
            _ = try await raise(12, in: village, &random)
            let ids = try await village.services.engine.read {
                try $0.rows("SELECT id, publication FROM topic") { (Topic.ID(try $0.next()), try $0.next(String.self)) }
            }
            let browser = village.visitor()
            let pages = [
                try await browser.get("/topics?limit=100"),
                try await browser.get("/topics?limit=100&q=%E5%85%AC%E5%BC%80"),
                try await village.program().get("/topics?limit=100"),
                try await village.program().get("/topics?limit=100&area=990101000000"),
            ]
            for (id, publication) in ids {
                let topic = try await village.topic(id)
                let isPublic = publication == "published" && topic != nil
                #expect(try await browser.get("/topics/\(id)").status == (isPublic ? 200 : 404), "\(publication)")
                #expect(try await village.program().get("/topics/\(id)").status == (isPublic ? 200 : 404))
                for page in pages where page.text.contains("公开的第") || topic?.publicText == nil {
                    let isShown = page.text.contains(id.text)
                    #expect(isShown == isPublic || topic?.publicText?.title.words?.hasPrefix("公开的第") != true)
                    #expect(!isShown || isPublic)
                }
            }
        }
    }

    @Test("what a submitter said stands in no public answer, published or not", arguments: EngineKind.allCases)
    func originalWords(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let story = village.story
            let published = story.published.id
            let room = village.room.token.text
            let paths = [
                "/", "/topics", "/topics?q=13900000000", "/topics/\(published)", "/r/\(room)", "/r/\(room)/raise",
                "/api/v1/topics", "/api/v1/topics?q=13900000000", "/api/v1/topics/\(published)", "/api/v1/rooms",
                "/topics/\(story.waiting.id)", "/api/v1/topics/\(story.held.id)",
            ]
            for path in paths {
                let answer = try await village.visitor().get(path)
                for raised in [story.waiting, story.held, story.asked, story.published, story.waitingElsewhere] {
                    #expect(!answer.text.contains(raised.words), "\(path)")
                    #expect(!answer.text.contains(raised.words.prefix(8)), "\(path)")
                    #expect(!answer.text.contains(raised.code.text), "\(path)")
                }
                #expect(!answer.text.contains("张家门口"), "\(path)")
            }
            #expect(try await village.visitor().get("/topics/\(published)").text.contains("社区排水沟堵塞"))
            let own = try await village.visitor().get("/status/\(story.published.code.text)")
            #expect(own.text.contains(story.published.words), "who holds the code sees his own words")
        }
    }

    @Test("what is taken back is gone from every public answer at once", arguments: EngineKind.allCases)
    func unpublished(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let id = village.story.published.id
            let browser = village.visitor()
            let paths = [
                "/topics", "/topics/\(id)", "/r/\(village.room.token.text)", "/api/v1/topics", "/api/v1/topics/\(id)",
            ]
            for path in paths {
                let text = try await browser.get(path).text
                #expect(text.contains("社区排水沟堵塞"), "\(path)")
            }
            let program = try await village.program(of: .secretary)
            let answer = try await program.post("/desk/topics/\(id)/unpublication", ["reason": "有姓名"])
            #expect(answer.status == 200)
            for path in paths {
                let text = try await browser.get(path).text
                #expect(!text.contains("社区排水沟堵塞"), "\(path)")
            }
            let again = try await program.post(
                "/desk/topics/\(id)/review", ["title": "排水沟要清", "body": "希望清淤。"])
            #expect(again.status == 200)
            for path in paths {
                let text = try await browser.get(path).text
                #expect(text.contains("排水沟要清"), "\(path)")
            }
        }
    }

    /// Topics of both rooms, some of them published; their ids.
    private func raise(_ count: Int, in village: Village, _ random: inout SeededRandom) async throws -> [Int64] {
        var plans: [(room: Room, villager: Villager, isPublic: Bool)] = []
        for _ in 0..<count {
            let isOther = Bool.random(using: &random)
            plans.append(
                (
                    isOther ? village.otherRoom : village.room, isOther ? .otherSecretary : .secretary,
                    Bool.random(using: &random)
                ))
        }
        let fixed = plans
        let actors = Dictionary(
            uniqueKeysWithValues: [Villager.secretary, .otherSecretary].map { ($0, village.actor($0)) })
        let county = village.story.county
        return try await Commands.run(on: village.installation) { commands in
            try fixed.enumerated().map { index, plan in
                let draft = TopicDraft(
                    room: plan.room.id, area: plan.room.area, source: .api, text: "第\(index)件事", place: nil)
                let (id, _) = try commands.submit(
                    draft, at: Village.morning, practice: Village.practice, tenant: county)
                if plan.isPublic, let actor = actors[plan.villager] {
                    try commands.perform(
                        .review, ["title": "公开的第\(index)件", "body": "公开的文字"], on: id, by: actor, at: Village.morning,
                        practice: Village.practice, tenant: county)
                }
                return id.number
            }
        }
    }

    /// Somebody with any appointments.
    private func anybody(_ village: Village, _ random: inout SeededRandom) -> Actor {
        let domains: [Appointment.Domain] = [
            .tenant, .room(village.room.id), .room(village.otherRoom.id), .room(.init(77)), .area(village.room.area),
            .area(village.otherRoom.area), .area(village.story.county.areaCode),
        ]
        let codes = ["990101001000", "990101100000", "990102000000", "990000000000"].compactMap { AreaCode($0) }
        let all = domains + codes.map { .area($0) }
        let appointments = (0..<Int.random(in: 0...3, using: &random)).map { _ in
            Appointment(Role.allCases.any(&random), all.any(&random))
        }
        let staff = Staff(id: .init(5), name: "谁", appointments: appointments)
        return [.visitor, .codeHolder(village.story.waiting.id), .staff(staff), .staff(staff), .staff(staff), .system]
            .any(&random)
    }
}
