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
    /// How long the records stayed in each state that some have left.
    let times: [BoardSubject: [StateTime]]
    /// Whether nothing was chosen for this year's look-back though it is time (BR-23).
    let isLookBackOwed: Bool
    /// How many items were ever taken up again, because they were not solved after all.
    var reopened = 0

    /// What its unit has neither signed for nor reported, past its days.
    static let silent: [BoardFacet: [String]] = [
        .lamp: ["overdue"],
        .state: [SuggestionItem.State.Name.dispatched, .accepted, .inProgress, .sentBack, .reopened].map(\.rawValue),
    ]

    /// The units that are silent, each with how many items.
    var silentUnits: [String: Int] {
        let states = Set(Self.silent[.state] ?? [])
        return BoardFigures(
            cells: figures(.items).cells.filter {
                $0.values[.lamp] == "overdue" && states.contains($0.values[.state] ?? "")
            }
        ).counts(.unit)
    }

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

/// How long records were in a state, of those that have left it.
struct StateTime: Sendable {
    let state: String
    /// How many records have left it; whoever was there twice is one of them and counts with both times.
    let records: Int
    /// Half of the stays were no longer than so many hours.
    let median: Int
    /// Nine in ten were no longer than so many hours.
    let ninetieth: Int

    /// The stays of one length, in hours that have begun.
    struct Hour: Sendable {
        let length: Int
        let stays: Int
        /// Records that were there for the first time.
        let records: Int
    }

    /// `hours`: all stays, the shortest first.
    init(state: String, _ hours: [Hour]) {
        self.state = state
        records = hours.reduce(0) { $0 + $1.records }
        let stays = hours.reduce(0) { $0 + $1.stays }
        /// The shortest length that no fewer than so many of ten reach.
        func length(of tenths: Int) -> Int {
            var shorter = 0
            return hours.first { hour in
                shorter += hour.stays
                return shorter * 10 >= stays * tenths
            }?.length ?? 0
        }
        (median, ninetieth) = (length(of: 5), length(of: 9))
    }
}

/// What the values of facets are called that are records themselves.
struct BoardNames: Sendable {
    let towns: [String: String]
    let units: [String: String]
    /// What topics are about, by code.
    var categories: [String: String] = [:]
    /// The forms of consultation, as the county's list has them.
    let forms: [String: String]
}
