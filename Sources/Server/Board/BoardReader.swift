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
        ) {
            try await services.engine.read { transaction in
                var counts = BoardKeeper.Counts()
                for subject in BoardSubject.allCases {
                    counts.figures[subject] = try store.figures(subject, period, in: transaction)
                    counts.times[subject] = try store.times(subject, period, in: transaction)
                }
                counts.reopened = try store.count(
                    .items, period, BoardFilter([.reopened: ["reopened"]]), in: transaction)
                counts.attendance = try store.attendance(period, in: transaction)
                return counts
            }
        }
        return try await services.engine.read { transaction in
            Board(
                period: period, figures: counts.figures, attendance: counts.attendance,
                names: try store.names(lookBacks.site.practice.profile.sessions, in: transaction),
                times: counts.times,
                isLookBackOwed: try lookBacks.isOwed(to: store.actor, on: store.today, in: transaction),
                reopened: counts.reopened)
        }
    }
}
