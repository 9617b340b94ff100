// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Synchronization

/// Boards as they were last counted, each good until anything is written at all.
///
/// That holds while this process is the only writer: on SQLite. Where several servers share a database, nothing is kept.
final class BoardKeeper: Sendable {
    /// All that a board counts.
    struct Counts: Sendable {
        var figures: [BoardSubject: BoardFigures] = [:]
        var times: [BoardSubject: [StateTime]] = [:]
        var attendance: [ParticipantCategory: Int] = [:]

        /// Takes in what was counted of other subjects.
        mutating func add(_ others: Counts) {
            figures.merge(others.figures) { $1 }
            times.merge(others.times) { $1 }
            attendance.merge(others.attendance) { $1 }
        }
    }

    /// Whose board: everything on which the counts rest beside what is stored.
    struct Key: Hashable, Sendable {
        let tenant: Tenant.ID
        let actor: Actor
        let period: BoardPeriod
        let today: Day
    }

    private struct Kept {
        let commits: Int
        let counts: Counts
    }

    /// A board of ten years takes up to two megabytes.
    private static let boardsMax = 8
    private let engine: any Engine
    private let kept = Mutex<[Key: Kept]>([:])

    init(_ engine: any Engine) {
        self.engine = engine
    }

    /// The counts as they were kept, if they are still good; otherwise what `count` finds now.
    func counts(_ key: Key, count: () async throws -> Counts) async throws -> Counts {
        guard engine.dialect == .sqlite else { return try await count() }
        // What is written while this is counted makes the number old, and the board is not found again.
        let commits = engine.counters.commits
        if let found = kept.withLock({ $0[key] }), found.commits == commits { return found.counts }
        let counts = try await count()
        kept.withLock { kept in
            kept = kept.filter { $0.value.commits == commits }
            if kept.count >= Self.boardsMax { kept = [:] }
            kept[key] = Kept(commits: commits, counts: counts)
        }
        return counts
    }
}
