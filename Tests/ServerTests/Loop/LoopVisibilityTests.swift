// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Who sees which session and which item", .serialized)
struct LoopVisibilityTests {
    @Test(
        "the database's conditions are the plain meaning of the scopes, for any scope", arguments: EngineKind.allCases)
    func conditions(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            var random = SeededRandom()
            let records = try await Records(village, steps: 800)
            #expect(records.sessions.count > 5 && records.items.count > 5, "seed \(SeededRandom.seed)")
            let county = village.story.county.id
            for _ in 0..<200 {
                let actor = anybody(village, &random)
                let comment: Comment = "\(actor), seed \(SeededRandom.seed)"
                let (sessions, items) = (SessionScope(of: actor), ItemScope(of: actor))
                let found = try await village.services.engine.read { transaction in
                    (
                        try transaction.rows(
                            "SELECT s.id FROM consultation_session s WHERE \(SessionListStore.visible(sessions, county))"
                        ) { try $0.next(Int64.self) },
                        try transaction.rows(
                            "SELECT i.id FROM suggestion_item i WHERE \(ItemListStore.visible(items, county))"
                        ) { try $0.next(Int64.self) }
                    )
                }
                let seenSessions = records.sessions.filter { sessions.includes($0) }
                let seenItems = records.items.filter { items.includes($0) && !$0.isDiscarded }
                #expect(Set(found.0) == Set(seenSessions.map(\.id.number)), comment)
                #expect(Set(found.1) == Set(seenItems.map(\.id.number)), comment)
                try await expectCounts(village, sessions, items, seenSessions.count, comment)
            }
        }
    }

    /// Counts are the lengths of lists; every session lies in a part.
    private func expectCounts(
        _ village: Village, _ sessions: SessionScope, _ items: ItemScope, _ total: Int, _ comment: Comment
    ) async throws {
        let (county, today, contents) = (village.story.county.id, village.clock.now.day, village.services.contents)
        try await village.services.engine.read { transaction in
            let store = SessionListStore(tenant: county)
            let counts = try store.counts(scope: sessions, today: today, in: transaction)
            for part in SessionListStore.Part.allCases {
                let list = try store.list(
                    part, scope: sessions, today: today, after: nil, limit: 10_000, in: transaction)
                #expect(list.count == counts[part], "\(part) \(comment)")
            }
            let listed = [SessionListStore.Part.upcoming, .minutes, .over].compactMap { counts[$0] }.reduce(0, +)
            #expect(listed <= total, comment)
            let itemStore = ItemListStore(tenant: county, contents: contents)
            let days = ItemListStore.Days(today: today, soon: today.advanced(by: 1), inspectedSince: today)
            let itemCounts = try itemStore.counts(scope: items, on: days, in: transaction)
            for part in ItemListStore.Part.allCases {
                let list = try itemStore.list(
                    part, scope: items, on: days, after: nil, limit: 10_000, in: transaction)
                #expect(list.count == itemCounts[part], "\(part) \(comment)")
            }
        }
    }

    @Test(
        "a single record is found exactly when its scope includes it, by page and by API",
        arguments: EngineKind.allCases)
    func records(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let records = try await Records(village, steps: 500)
            let rooms = Set(Role.allCases.filter(\.opensRooms))
            for villager in Villager.allCases where !villager.isOfZone {
                let actor = village.actor(villager)
                let (browser, program) = (
                    try await village.browser(of: villager), try await village.program(of: villager)
                )
                for session in records.sessions.suffix(12) {
                    let isOpen = SessionScope(of: actor).includes(session)
                    try await expect(isOpen, "/desk/sessions/\(session.id)", browser, program, villager)
                }
                for item in records.items.suffix(12) {
                    let isOpen = ItemScope(of: actor).includes(item)
                    try await expect(isOpen, "/desk/items/\(item.id)", browser, program, villager)
                }
                for topic in records.topics.suffix(12) {
                    let isOpen = TopicScope(of: actor).includes(topic)
                    let isDesk = rooms.contains(villager.role) || villager.role == .member
                    try await expect(isOpen && isDesk, "/desk/topics/\(topic.id)", browser, program, villager)
                }
            }
            let stranger = try await village.program(of: .zoneSecretary)
            for session in records.sessions.suffix(5) {
                #expect(try await stranger.get("/desk/sessions/\(session.id)").status == 404)
            }
            for item in records.items.suffix(5) {
                #expect(try await stranger.get("/desk/items/\(item.id)").status == 404)
            }
        }
    }

    private func expect(
        _ isOpen: Bool, _ path: String, _ browser: Browser, _ program: APIClient, _ villager: Villager
    ) async throws {
        let status = isOpen ? 200 : 404
        let comment: Comment = "\(path) as \(villager), seed \(SeededRandom.seed)"
        #expect(try await browser.get(path).status == status, comment)
        #expect(try await program.get(path).status == status, comment)
    }

    @Test("pages of a list, one after the other, are the whole list", arguments: EngineKind.allCases)
    func cursors(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            for _ in 0..<5 { _ = try await village.carry(to: .dispatched) }
            let leader = try await village.program(of: .leader)
            for (path, part) in [("/desk/items", "to_sign"), ("/desk/sessions", "over"), ("/desk/topics", "handling")] {
                let whole = ids(try await leader.get("\(path)?part=\(part)&limit=100"))
                #expect(whole.count == 5, "\(path)")
                var (parts, next) = ([String](), String?.some(""))
                while let cursor = next {
                    let page = try await leader.get(
                        "\(path)?part=\(part)&limit=2" + (cursor.isEmpty ? "" : "&cursor=\(cursor)"))
                    parts += ids(page)
                    next = page["next"]
                }
                #expect(parts == whole, "\(path)")
            }
        }
    }

    private func ids(_ answer: WebAnswer) -> [String] {
        (answer.object["items"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }

    /// What a random walk has left behind.
    private struct Records {
        var topics: [Topic] = []
        var sessions: [ConsultationSession] = []
        var items: [SuggestionItem] = []

        init(_ village: Village, steps: Int) async throws {
            var journeys: [Journey] = []
            for stage in [Journey.Stage.planned, .inProgress, .minuted, .issued, .dispatched, .verified, .closed] {
                for _ in 0..<2 { journeys.append(try await village.carry(to: stage)) }
            }
            var walk = LoopWalk(village, from: journeys)
            for _ in 0..<steps { _ = try await walk.step() }
            let tenant = village.story.county.id.number
            let (topics, sessions, items) = try await village.services.engine.read { transaction in
                (
                    try transaction.rows("SELECT id FROM topic WHERE tenant = \(tenant) ORDER BY id") {
                        Topic.ID(try $0.next())
                    },
                    try transaction.rows("SELECT id FROM consultation_session WHERE tenant = \(tenant) ORDER BY id") {
                        ConsultationSession.ID(try $0.next())
                    },
                    try transaction.rows("SELECT id FROM suggestion_item WHERE tenant = \(tenant) ORDER BY id") {
                        SuggestionItem.ID(try $0.next())
                    }
                )
            }
            for id in topics { if let topic = try await village.topic(id) { self.topics.append(topic) } }
            for id in sessions { if let session = try await village.session(id) { self.sessions.append(session) } }
            for id in items { if let item = try await village.item(id) { self.items.append(item) } }
        }
    }

    /// Somebody with any appointments.
    private func anybody(_ village: Village, _ random: inout SeededRandom) -> Actor {
        let story = village.story
        let codes = ["990101001000", "990101100000", "990102000000"].compactMap { AreaCode($0) }
        let domains: [Appointment.Domain] =
            [
                .tenant, .room(village.room.id), .room(village.otherRoom.id), .room(.init(77)),
                .area(village.room.area), .unit(story.unit.id), .unit(story.otherUnit.id), .unit(.init(77)),
            ] + codes.map { .area($0) }
        let appointments = (0..<Int.random(in: 0...3, using: &random)).map { _ in
            Appointment(Role.allCases.any(&random), domains.any(&random))
        }
        let ids = [village.person(.member), village.person(.otherMember), village.person(.officer), .init(5)]
        let staff = Staff(id: ids.any(&random), name: "谁", appointments: appointments)
        return [.visitor, .linkHolder(.init(1)), .staff(staff), .staff(staff), .staff(staff), .system].any(&random)
    }
}
