// SPDX-License-Identifier: Apache-2.0

import Domain

/// The counts of one subject, by all its facets at once.
struct BoardFigures: Sendable {
    /// Records that share all values.
    struct Cell: Sendable {
        let values: [BoardFacet: String]
        let count: Int
    }

    let cells: [Cell]

    var total: Int { cells.reduce(0) { $0 + $1.count } }

    /// How many have one of these values.
    func count(_ facet: BoardFacet, _ values: Set<String>) -> Int {
        cells.reduce(0) { $0 + (values.contains($1.values[facet] ?? "") ? $1.count : 0) }
    }

    /// How many have this value, for each there is.
    func counts(_ facet: BoardFacet) -> [String: Int] {
        cells.reduce(into: [:]) { $0[$1.values[facet] ?? "", default: 0] += $1.count }
    }

    /// How many have these two values, for each pair there is.
    func counts(_ facet: BoardFacet, _ other: BoardFacet) -> [String: [String: Int]] {
        cells.reduce(into: [:]) {
            $0[$1.values[facet] ?? "", default: [:]][$1.values[other] ?? "", default: 0] += $1.count
        }
    }

    /// The same of those alone that have this value.
    func narrowed(_ facet: BoardFacet, _ value: String) -> BoardFigures {
        BoardFigures(cells: cells.filter { $0.values[facet] == value })
    }
}

/// All that a board shows.
struct Board: Sendable {
    let period: BoardPeriod
    let figures: [BoardSubject: BoardFigures]
    /// How often somebody of each category was there, in the sessions of the period.
    let attendance: [ParticipantCategory: Int]
    /// What towns and units are called, by their values.
    let names: BoardNames
    /// Whether nothing was chosen for this year's look-back though it is time (BR-23).
    let isLookBackOwed: Bool

    func figures(_ subject: BoardSubject) -> BoardFigures { figures[subject] ?? BoardFigures(cells: []) }

    /// How many topics have come at least to this stage.
    func topics(from stage: TopicStage) -> Int {
        figures(.topics).count(.stage, Set(Self.stages(from: stage).map(\.rawValue)))
    }

    /// The stages that count as having come there; whatever is answered or merged was taken up.
    static func stages(from stage: TopicStage) -> ArraySlice<TopicStage> {
        TopicStage.allCases[(TopicStage.allCases.firstIndex(of: stage) ?? 0)...]
    }
}

/// What the values of facets are called that are records themselves.
struct BoardNames: Sendable {
    let towns: [String: String]
    let units: [String: String]
}
