// SPDX-License-Identifier: Apache-2.0

import Synchronization
import Testing

@testable import Database

@Suite("Ids")
struct IDGeneratorTests {
    private static let start: Int64 = 1_760_000_000_000

    /// A clock that a test sets.
    private final class Clock: Sendable {
        private let millisecond: Atomic<Int64>

        init(_ millisecond: Int64) { self.millisecond = Atomic(millisecond) }

        var now: Int64 { millisecond.load(ordering: .relaxed) }

        func set(_ value: Int64) { millisecond.store(value, ordering: .relaxed) }
    }

    private static func millisecond(of id: Int64) -> Int64 { id >> 22 + IDGenerator.epoch }

    @Test("an id tells its millisecond and its node")
    func parts() {
        let clock = Clock(Self.start)
        let id = IDGenerator(node: 77, after: 0) { clock.now }.next()
        #expect(Self.millisecond(of: id) == Self.start)
        #expect(id >> 14 & 0xFF == 77)
        #expect(id & 0x3FFF == 0)
        #expect(id > 0)
    }

    @Test("ids grow though more are made than a millisecond holds")
    func overflow() {
        let generator = IDGenerator(node: 0, after: 0) { Self.start }
        let ids = (0..<50_000).map { _ in generator.next() }
        #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 })
        #expect(generator.highWater == Self.start + 3)
    }

    @Test("ids grow though the clock jumps back, even before 2020")
    func clockBack() {
        let clock = Clock(Self.start)
        let generator = IDGenerator(node: 3, after: 0) { clock.now }
        var ids: [Int64] = []
        for jump: Int64 in [0, -1, -3_600_000, -Self.start, 5] {
            clock.set(Self.start + jump)
            ids += (0..<100).map { _ in generator.next() }
        }
        #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 })
        #expect(ids.allSatisfy { $0 > 0 })
    }

    @Test("eight threads at once never make the same id")
    func threads() async {
        let generator = IDGenerator(node: 255, after: 0) { Self.start }
        let ids = await withTaskGroup(of: [Int64].self) { group in
            for _ in 0..<8 { group.addTask { (0..<10_000).map { _ in generator.next() } } }
            return await group.reduce(into: Set<Int64>()) { $0.formUnion($1) }
        }
        #expect(ids.count == 80_000)
    }

    @Test("after a restart ids begin above the mark, wherever the clock stands")
    func restart() {
        for clock in [Self.start - 86_400_000, Self.start, Self.start + 1] {
            let id = IDGenerator(node: 0, after: Self.start) { clock }.next()
            #expect(Self.millisecond(of: id) == Self.start + 1)
        }
    }

    @Test("ids follow the clock only as far as is reserved, and go on when more is")
    func reserved() {
        let clock = Clock(Self.start)
        let generator = IDGenerator(node: 0, after: 0) { clock.now }
        generator.reserve(upTo: Self.start + 60_000)
        clock.set(Self.start + 86_400_000)
        let held = (0..<16_384).map { _ in generator.next() }
        #expect(held.allSatisfy { Self.millisecond(of: $0) == Self.start + 60_000 })
        #expect(Set(held).count == 16_384)
        generator.reserve(upTo: Self.start + 86_460_000)
        #expect(Self.millisecond(of: generator.next()) == Self.start + 86_400_000)
    }
}
