// SPDX-License-Identifier: Apache-2.0

import NIOPosix
import Synchronization

/// Threads for calls that block. Each job has a seat, a number below `count`, to itself while it runs: whatever belongs
/// to the seat is used by one thread at a time. Jobs that find no seat free wait in line, and whoever is done takes the
/// next of them, without waking another thread.
final class Workers: Sendable {
    /// Works at a seat, or fails without one.
    private typealias Job = @Sendable (Result<Int, DatabaseError>) -> Void

    private struct Line {
        var freeSeats: [Int]
        var waiting: [(job: Job, deadline: ContinuousClock.Instant)] = []
        /// Those of `waiting` before this one are gone.
        var first = 0
        var isWatched = false
        var isClosed = false

        var count: Int { waiting.count - first }

        mutating func takeFirst() -> Job? {
            guard first < waiting.count else { return nil }
            let job = waiting[first].job
            first += 1
            // Not with every job, so that taking one stays cheap; not at the end only, which a busy line never reaches.
            if first == waiting.count || first > 512 {
                waiting.removeFirst(first)
                first = 0
            }
            return job
        }
    }

    private enum Place {
        case now(seat: Int)
        case inLine(startsWatching: Bool)
        case refused(DatabaseError)
    }

    private let line: Mutex<Line>
    private let threads: NIOThreadPool
    private let patience: Duration
    private let waitingMax: Int

    /// `patience`: how long a job waits for a seat at most. `waitingMax`: how many may wait.
    init(count: Int, patience: Duration, waitingMax: Int = 4_000) {
        line = Mutex(Line(freeSeats: Array((0..<count).reversed())))
        self.patience = patience
        self.waitingMax = waitingMax
        threads = NIOThreadPool(numberOfThreads: count)
        threads.start()
    }

    /// Runs `body` on a thread. Throws, besides its errors, ``DatabaseError/overloaded`` when too many wait,
    /// ``DatabaseError/timedOut`` when it waited too long and ``DatabaseError/unavailable(_:)`` after ``close()``.
    func run<Value: Sendable>(_ body: @escaping @Sendable (_ seat: Int) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let job: Job = { seat in continuation.resume(with: Result { try body(seat.get()) }) }
            switch place(for: job, at: .now) {
            case .now(let seat): threads.submit { _ in self.work(job, at: seat) }
            case .inLine(let startsWatching): if startsWatching { watch() }
            case .refused(let error): continuation.resume(throwing: error)
            }
        }
    }

    private func place(for job: @escaping Job, at now: ContinuousClock.Instant) -> Place {
        line.withLock { line in
            if line.isClosed { return .refused(.unavailable("the database is closed")) }
            if let seat = line.freeSeats.popLast() { return .now(seat: seat) }
            guard line.count < waitingMax else { return .refused(.overloaded) }
            line.waiting.append((job, now + patience))
            defer { line.isWatched = true }
            return .inLine(startsWatching: !line.isWatched)
        }
    }

    private func work(_ first: Job, at seat: Int) {
        first(.success(seat))
        while let job = next(at: seat) { job(.success(seat)) }
    }

    /// The job that has waited longest; if none waits, the seat is free again.
    private func next(at seat: Int) -> Job? {
        line.withLock { line in
            if let job = line.takeFirst() { return job }
            line.freeSeats.append(seat)
            return nil
        }
    }

    /// As long as jobs wait, sends those away whose time is over.
    private func watch() {
        Task {
            while goesOn() {
                try? await Task.sleep(for: .milliseconds(200))
                while let job = nextExpired(at: .now) { job(.failure(.timedOut)) }
            }
        }
    }

    private func goesOn() -> Bool {
        line.withLock { line in
            line.isWatched = line.count > 0
            return line.isWatched
        }
    }

    private func nextExpired(at now: ContinuousClock.Instant) -> Job? {
        line.withLock { line in
            guard line.count > 0, line.waiting[line.first].deadline <= now else { return nil }
            return line.takeFirst()
        }
    }

    /// Takes no more jobs and waits for those there are; afterwards nobody uses a seat.
    func close() async {
        line.withLock { $0.isClosed = true }
        // A job that was given a seat runs even if the threads are stopping, and takes the others in line with it.
        try? await threads.shutdownGracefully()
    }
}
