// SPDX-License-Identifier: Apache-2.0

import Database

/// Reads all of a board at one moment: for its page, for programs, and for what is written from it.
struct BoardReader: Sendable {
    let services: Services
    let store: BoardStore

    func board(_ period: BoardPeriod) async throws -> Board {
        try await services.engine.read { transaction in
            var figures: [BoardSubject: BoardFigures] = [:]
            for subject in BoardSubject.allCases {
                figures[subject] = try store.figures(subject, period, in: transaction)
            }
            return Board(
                period: period, figures: figures, attendance: try store.attendance(period, in: transaction),
                names: try store.names(in: transaction))
        }
    }
}
