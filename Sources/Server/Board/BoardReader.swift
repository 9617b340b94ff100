// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Reads all of a board at one moment: for its page, for programs, and for what is written from it.
struct BoardReader: Sendable {
    let services: Services
    let store: BoardStore
    let lookBacks: LookBackDesk

    /// The board of a period, with what this reader owes.
    func board(_ period: BoardPeriod) async throws -> Board {
        try await services.engine.read { transaction in
            var figures: [BoardSubject: BoardFigures] = [:]
            var times: [BoardSubject: [StateTime]] = [:]
            for subject in BoardSubject.allCases {
                figures[subject] = try store.figures(subject, period, in: transaction)
                times[subject] = try store.times(subject, period, in: transaction)
            }
            return Board(
                period: period, figures: figures, attendance: try store.attendance(period, in: transaction),
                names: try store.names(lookBacks.site.practice.profile.sessions, in: transaction), times: times,
                isLookBackOwed: try lookBacks.isOwed(to: store.actor, on: store.today, in: transaction))
        }
    }
}
