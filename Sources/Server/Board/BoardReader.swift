// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Reads all that a board counts at one moment: for its page, for programs, and for what is written from it.
struct BoardReader: Sendable {
    let services: Services
    let store: BoardStore
    let lookBacks: LookBackDesk

    /// The board of a period, with what this reader owes.
    func board(_ period: BoardPeriod) async throws -> Board {
        let counts = try await services.boards.counts(
            .init(tenant: store.tenant, actor: store.actor, period: period, today: store.today)
        ) { try await count(period) }
        return try await services.engine.read { transaction in
            Board(
                period: period, figures: counts.figures, attendance: counts.attendance,
                names: try store.names(lookBacks.site.practice.profile.sessions, in: transaction),
                times: counts.times,
                isLookBackOwed: try lookBacks.isOwed(to: store.actor, on: store.today, in: transaction))
        }
    }

    /// The subjects side by side where nothing is written meanwhile; otherwise, and where several servers write, at one moment.
    private func count(_ period: BoardPeriod) async throws -> BoardKeeper.Counts {
        let engine = services.engine
        if engine.dialect == .sqlite {
            let commits = engine.counters.commits
            async let topics = count([.topics], period)
            async let sessions = count([.sessions], period)
            async let items = count([.items], period)
            let counts = try await [topics, sessions, items].reduce(into: BoardKeeper.Counts()) { $0.add($1) }
            if engine.counters.commits == commits { return counts }
        }
        return try await count(BoardSubject.allCases, period)
    }

    private func count(_ subjects: [BoardSubject], _ period: BoardPeriod) async throws -> BoardKeeper.Counts {
        try await services.engine.read { transaction in
            var counts = BoardKeeper.Counts()
            for subject in subjects {
                let counted = try store.counted(subject, period, in: transaction)
                counts.figures[subject] = counted.figures
                counts.times[subject] = counted.times
                counts.attendance.merge(counted.attendance) { $1 }
            }
            return counts
        }
    }
}
