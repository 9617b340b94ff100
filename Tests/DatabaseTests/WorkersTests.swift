// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Synchronization
import Testing

@testable import Database

@Suite("Threads for calls that block")
struct WorkersTests {
    /// Who sits where, and how often two sat in one seat.
    private final class Seats: Sendable {
        private let taken = Mutex<[Int: Int]>([:])
        private let overlapCount = Atomic<Int>(0)

        var overlaps: Int { overlapCount.load(ordering: .relaxed) }

        func sit(_ number: Int, at seat: Int) {
            if taken.withLock({ $0.updateValue(number, forKey: seat) }) != nil { countOverlap() }
            for _ in 0..<100 where taken.withLock({ $0[seat] }) != number { countOverlap() }
            taken.withLock { $0[seat] = nil }
        }

        private func countOverlap() { overlapCount.wrappingAdd(1, ordering: .relaxed) }
    }

    private final class Count: Sendable {
        private let count = Atomic<Int>(0)

        var value: Int { count.load(ordering: .relaxed) }

        func increment() { count.wrappingAdd(1, ordering: .relaxed) }
    }

    @Test("nobody shares a seat, and everybody is served")
    func exclusiveSeats() async throws {
        let workers = Workers(count: 3, patience: .seconds(30))
        let seats = Seats()
        let served = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<2_000 {
                group.addTask {
                    try await workers.run { seat in
                        seats.sit(number, at: seat)
                        return 1
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(served == 2_000)
        #expect(seats.overlaps == 0)
        await workers.close()
    }

    @Test("who waits too long is told so while the others still work")
    func patience() async throws {
        let workers = Workers(count: 1, patience: .milliseconds(100))
        let gate = Gate()
        async let first: Void = workers.run { _ in gate.pass() }
        await gate.awaitArrival()
        await #expect(throws: DatabaseError.timedOut) { try await workers.run { _ in } }
        gate.open()
        try await first
        let seat = try await workers.run { $0 }
        #expect(seat == 0)
        await workers.close()
    }

    @Test("who finds too many waiting is turned away")
    func bounded() async throws {
        let workers = Workers(count: 1, patience: .milliseconds(300), waitingMax: 0)
        let gate = Gate()
        async let first: Void = workers.run { _ in gate.pass() }
        await gate.awaitArrival()
        await #expect(throws: DatabaseError.overloaded) { try await workers.run { _ in } }
        gate.open()
        try await first
        await workers.close()
    }

    @Test("closing waits for those in line, and refuses those who come later")
    func closing() async throws {
        let workers = Workers(count: 1, patience: .seconds(30))
        let gate = Gate()
        let served = Count()
        let tasks = (0..<20).map { number in
            Task {
                try await workers.run { _ in
                    if number == 0 { gate.pass() }
                    served.increment()
                }
            }
        }
        await gate.awaitArrival()
        async let closed: Void = workers.close()
        try await Task.sleep(for: .milliseconds(50))
        gate.open()
        await closed
        let servedAtClose = served.value
        var refused = 0
        for task in tasks {
            do { try await task.value } catch { refused += 1 }
        }
        #expect(servedAtClose == 20 - refused)
        #expect(servedAtClose >= 1)
        await #expect(throws: DatabaseError.unavailable("the database is closed")) { try await workers.run { _ in } }
    }
}
