// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("The desk's queues", .serialized)
struct TopicQueueStoreTests {
    private typealias Part = TopicDeskStore.Part

    @Test(
        "on pages of any size a part holds each of its topics once, in the order of their days, as many as are counted",
        arguments: EngineKind.allCases)
    func pages(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            for stage in [Journey.Stage.researching, .announced, .minuted, .dispatched, .closed] {
                _ = try await village.carry(to: stage)
            }
            let store = TopicQueueStore(tenant: village.story.county.id, contents: village.services.contents)
            let today = village.clock.now.day
            for villager in [Villager.secretary, .convener, .leader, .member, .otherSecretary] {
                let scope = TopicScope(of: village.actor(villager))
                let counts = try await village.services.engine.read {
                    try store.counts(scope: scope, today: today, in: $0)
                }
                for part in Part.allCases {
                    for limit in [1, 3, 100] {
                        let rows = try await village.queue(part, scope, limit: limit, store)
                        #expect(rows.count == counts[part], "\(villager) \(part) by \(limit)")
                        #expect(Set(rows.map(\.id)).count == rows.count)
                        let places = rows.map { ($0.key, $0.id) }
                        #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 })
                    }
                }
            }
        }
    }

    @Test("who sees several places at once meets a topic of two of them once", arguments: EngineKind.allCases)
    func overlapping(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let room = village.room
            let staff = Staff(
                id: village.person(.secretary), name: "甲",
                appointments: [
                    Appointment(.roomSecretary, .room(room.id)), Appointment(.convener, .area(room.area)),
                    Appointment(.leader, .tenant),
                ])
            let scope = TopicScope(of: .staff(staff))
            let store = TopicQueueStore(tenant: village.story.county.id, contents: village.services.contents)
            let rows = try await village.queue(.waiting, scope, limit: 2, store)
            #expect(!rows.isEmpty && Set(rows.map(\.id)).count == rows.count)
            let today = village.clock.now.day
            let counts = try await village.services.engine.read {
                try store.counts(scope: scope, today: today, in: $0)
            }
            #expect(counts[.waiting] == rows.count)
        }
    }

    @Test(
        "an area holds what its code begins, whether it is looked up by ranges or by indexes",
        arguments: EngineKind.allCases)
    func areas(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let codes = [
                "990000000000", "990100000000", "990101000000", "990101100000", "990101100201", "990101100202",
                "990101101000", "990102100201", "990201000000", "110101001001",
            ].compactMap { AreaCode($0) }
            #expect(codes.count == 10)
            for area in codes {
                for other in codes {
                    let column: SQL = "CAST(\(other.text) AS TEXT)"
                    let found = try await village.services.engine.read { transaction in
                        try transaction.first(
                            """
                            SELECT CASE WHEN \(AreaCondition.sql(column, area)) THEN 1 ELSE 0 END,
                                CASE WHEN \(AreaCondition.lookedUp(column, area)) THEN 1 ELSE 0 END
                            """
                        ) { [try $0.next(Int.self), try $0.next(Int.self)] }
                    }
                    let meant = area.contains(other) ? 1 : 0
                    #expect(found == [meant, meant], "\(area.text) \(other.text)")
                }
            }
        }
    }

    @Test("a page of any area's queue and of its public topics is read in the order of an index, not sorted")
    func plans() async throws {
        try await Village.with(.sqlite) { village in
            let tenant = village.story.county.id
            for text in ["990101000000", "990101100000", "990101100201"] {
                let area = try #require(AreaCode(text))
                let staff = Staff(
                    id: village.person(.secretary), name: "甲", appointments: [Appointment(.convener, .area(area))])
                let part = try #require(
                    TopicVisibility.parts(TopicScope(of: .staff(staff)), tenant: tenant).first)
                let statements: [SQL] = [
                    """
                    SELECT t.id FROM topic t WHERE \(part) AND t.state = 'screening'
                    ORDER BY COALESCE(t.due_on, '9999-12-31'), t.id LIMIT 50
                    """,
                    """
                    SELECT t.id FROM topic t
                    WHERE \(TopicVisibility.sql(TopicScope(of: .visitor), tenant: tenant))
                        AND \(AreaCondition.lookedUp("t.area", area)) AND t.id < \(Int64.max)
                    ORDER BY t.id DESC LIMIT 50
                    """,
                ]
                for statement in statements {
                    let plan = try await village.services.engine.read { transaction in
                        try transaction.rows("EXPLAIN QUERY PLAN \(statement)") { row -> String in
                            for _ in 0..<3 { _ = try row.next(Int.self) }
                            return try row.next()
                        }
                    }
                    #expect(!plan.isEmpty && !plan.contains { $0.contains("TEMP B-TREE") }, "\(text): \(plan)")
                    #expect(plan.allSatisfy { $0.hasPrefix("SEARCH") }, "\(text): \(plan)")
                }
            }
        }
    }
}

extension Village {
    /// All of a part, page by page.
    fileprivate func queue(
        _ part: TopicDeskStore.Part, _ scope: TopicScope, limit: Int, _ store: TopicQueueStore
    ) async throws -> [TopicDeskStore.Place] {
        var (places, after): ([TopicDeskStore.Place], TopicDeskStore.Place?) = ([], nil)
        let today = clock.now.day
        while true {
            let start = after
            let rows = try await services.engine.read {
                try store.queue(part, scope: scope, today: today, after: start, limit: limit, in: $0)
            }
            places += rows.map(\.place)
            guard rows.count == limit, let last = rows.last else { return places }
            after = last.place
        }
    }
}
