// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Testing

@testable import Database

@Suite("The lease of a node, on both engines")
struct NodeLeaseTests {
    private static let start: Int64 = 1_760_000_000_000

    private func withTable(_ kind: EngineKind, _ body: (any Engine) async throws -> Void) async throws {
        try await kind.withEngine { engine in
            try await Migrator([NodeLease.migration]).migrate(engine, at: Self.start)
            try await body(engine)
        }
    }

    @Test("servers that start together get different nodes", arguments: EngineKind.allCases)
    func together(kind: EngineKind) async throws {
        try await withTable(kind) { engine in
            let nodes = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<12 {
                    group.addTask { try await NodeLease.take(engine, holder: "server \(number)", at: Self.start).node }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(nodes.sorted() == Array(0..<12))
        }
    }

    @Test("a node is free again once its lease has run out, and not before", arguments: EngineKind.allCases)
    func runsOut(kind: EngineKind) async throws {
        try await withTable(kind) { engine in
            let first = try await NodeLease.take(engine, holder: "first", at: Self.start)
            let second = try await NodeLease.take(engine, holder: "second", at: Self.start + 59_999)
            let third = try await NodeLease.take(engine, holder: "third", at: Self.start + 60_000)
            #expect([first.node, second.node, third.node] == [0, 1, 0])
            await #expect(throws: NodeLease.Lost(node: 0)) {
                try await first.renew(engine, used: Self.start, at: Self.start + 61_000)
            }
        }
    }

    @Test("who goes on as another node makes no id that anybody made", arguments: EngineKind.allCases)
    func moved(kind: EngineKind) async throws {
        try await withTable(kind) { engine in
            let first = try await NodeLease.take(engine, holder: "first", at: Self.start)
            let ids = IDGenerator(node: first.node, after: first.highWater) { Self.start + 90_000 }
            ids.reserve(upTo: first.reserved)
            var seen: Set<Int64> = []
            for _ in 0..<100 { seen.insert(ids.next()) }
            let other = try await NodeLease.take(engine, holder: "other", at: Self.start + 90_000)
            #expect(other.node == first.node)
            let others = IDGenerator(node: other.node, after: other.highWater) { Self.start + 90_000 }
            others.reserve(upTo: other.reserved)
            let next = try await NodeLease.take(engine, holder: "first", at: Self.start + 90_000)
            #expect(next.node == 1)
            ids.move(to: next)
            let latest = seen.max() ?? 0
            for _ in 0..<100 {
                let id = ids.next()
                #expect(id > latest && (id >> 14) & 255 == 1)
                seen.insert(id)
                seen.insert(others.next())
            }
            #expect(seen.count == 300)
        }
    }

    @Test("no id is made twice, through crashes and clocks that jump", arguments: EngineKind.allCases)
    func neverTwice(kind: EngineKind) async throws {
        try await withTable(kind) { engine in
            var seen: Set<Int64> = []
            var last: Int64 = 0
            // The clock at each start after a crash: later, the same once the lease has run out, far ahead, back again.
            for now in [0, 60_000, 120_000, 86_400_000, 86_460_000, 130_000].map({ Self.start + $0 }) {
                try await engine.write { try $0.execute("UPDATE node_lease SET expires_at = 0") }
                let lease = try await NodeLease.take(engine, holder: "at \(now)", at: now)
                #expect(lease.node == 0)
                let generator = IDGenerator(node: lease.node, after: lease.highWater) { now + 3_600_000 }
                generator.reserve(upTo: lease.reserved)
                for turn in 0..<3 {
                    for _ in 0..<500 {
                        let id = generator.next()
                        #expect(id > last)
                        last = id
                        seen.insert(id)
                    }
                    if turn == 1 {
                        let reserved = try await lease.renew(engine, used: generator.highWater, at: now + 20_000)
                        generator.reserve(upTo: reserved)
                    }
                    let mark = try await engine.read { transaction in
                        try transaction.first("SELECT high_water FROM node_lease") { try $0.next(Int64.self) }
                    }
                    #expect(generator.highWater <= mark ?? 0)
                }
            }
            #expect(seen.count == 9_000)
        }
    }

    @Test("who gives the node back leaves the mark just above the ids made", arguments: EngineKind.allCases)
    func givenBack(kind: EngineKind) async throws {
        try await withTable(kind) { engine in
            let lease = try await NodeLease.take(engine, holder: "first", at: Self.start)
            try await lease.release(engine, used: Self.start + 7, at: Self.start + 5)
            let next = try await NodeLease.take(engine, holder: "second", at: Self.start + 5)
            #expect(next.node == lease.node)
            #expect(next.highWater == Self.start + 8)
            // The first has nothing to give any more.
            try await lease.release(engine, used: Self.start, at: Self.start)
            let third = try await NodeLease.take(engine, holder: "third", at: Self.start + 6)
            #expect(third.node == 1)
        }
    }

    @Test("when all nodes are held the next server is told so", arguments: EngineKind.allCases)
    func allHeld(kind: EngineKind) async throws {
        try await withTable(kind) { engine in
            for number in 0..<256 {
                let lease = try await NodeLease.take(engine, holder: "\(number)", at: Self.start)
                #expect(lease.node == number)
            }
            await #expect {
                try await NodeLease.take(engine, holder: "late", at: Self.start)
            } throws: {
                isUnavailable($0)
            }
        }
    }
}
