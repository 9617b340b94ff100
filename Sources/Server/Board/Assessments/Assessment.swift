// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// How units have handled what was agreed in some days (办理情况考评): counted from the records, never typed in. Each figure
/// says what it is out of, and opens the items it counts (BR-47).
struct Assessment: Sendable {
    let period: BoardPeriod
    let units: [Unit]

    /// What one unit is assessed by.
    struct Unit: Sendable {
        /// As the board's facet names it.
        let code: String
        let name: String
        let items: BoardFigures
        /// How often members gave so many points for its items.
        let points: [Int: Int]

        func count(_ measure: Measure) -> Int { items.narrowed(measure.values).total }

        func whole(_ measure: Measure) -> Int { items.narrowed(measure.whole).total }
    }

    /// One thing that is counted.
    enum Measure: String, CaseIterable, Sendable {
        /// Reports that were found to hold, of all items.
        case verified
        case closed
        case overdue
        /// Items of which the unit says that they are solved, of those whose report holds.
        case claimed
        /// Items of which all who answered say so, of those on which somebody has answered.
        case confirmed
        /// The same without the words that may have come from the unit itself.
        case unflagged
        /// Items on which a leader commented, of all.
        case commented
        /// Items that a member scored, of those that are closed.
        case scored

        /// The items that are counted.
        var values: [BoardFacet: [String]] {
            switch self {
            case .verified: [.claimed: OutcomeClass.allCases.map(\.rawValue)]
            case .closed: [.state: [SuggestionItem.State.Name.closed.rawValue]]
            case .overdue: [.lamp: ["overdue"], .state: Self.owed]
            case .claimed: [.claimed: [OutcomeClass.solved.rawValue]]
            case .confirmed: [.confirmed: ["solved"]]
            case .unflagged: [.unflagged: ["solved"]]
            case .commented: [.commented: ["commented"]]
            case .scored: [.scored: ["scored"]].merging(Self.closed.values) { $1 }
            }
        }

        /// Where the unit owes something; when people take their time to answer, that is not the unit's.
        private static let owed = [
            SuggestionItem.State.Name.dispatched, .accepted, .inProgress, .sentBack, .reopened,
        ].map(\.rawValue)

        /// The items that these are out of.
        var whole: [BoardFacet: [String]] {
            switch self {
            case .verified, .closed, .overdue, .commented: [:]
            case .scored: Self.closed.values
            case .claimed: Self.verified.values
            case .confirmed: [.confirmed: ["solved", "not_solved"]]
            case .unflagged: [.unflagged: ["solved", "not_solved"]]
            }
        }
    }

    /// `points`: by unit, as the board's facet names it, how often members gave so many points.
    init(
        _ figures: BoardFigures, _ names: BoardNames, points: [String: [Int: Int]], _ period: BoardPeriod
    ) {
        self.period = period
        units = figures.counts(.unit).sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { code, _ in
            Unit(
                code: code, name: names.units[code] ?? "", items: figures.narrowed([.unit: [code]]),
                points: points[code] ?? [:])
        }
    }

    /// Counts it, of what the store's reader may see.
    static func read(
        _ store: BoardStore, _ practice: SessionPractice, _ period: BoardPeriod, in transaction: Transaction
    ) throws -> Assessment {
        Assessment(
            try store.figures(.items, period, in: transaction),
            try store.names(practice, in: transaction),
            points: try store.points(period, in: transaction), period)
    }

    /// The items behind a figure.
    func address(_ unit: Unit, _ values: [BoardFacet: [String]]) -> String {
        let filter = BoardFilter(values.merging([.unit: [unit.code]]) { $1 })
        return "/desk/board/\(BoardSubject.items.rawValue)?\(period.query)\(filter.query)"
    }
}
