// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The counts of one subject, by all its facets at once.
struct BoardFigures: Sendable {
    /// The facets by which records are told apart, in the order of their keys.
    let facets: [BoardFacet]
    /// By facet, the values there are and which of them each cell has; a cell is what records share that have the same.
    private var values: [BoardTexts]
    private var cells: [[Int32]]
    /// How many records each cell has.
    private var counts: [Int] = []

    init(by facets: [BoardFacet]) {
        self.facets = facets
        values = facets.map { _ in BoardTexts() }
        cells = facets.map { _ in [] }
    }

    /// Figures as they are counted, record after record.
    struct Counter: Sendable {
        private(set) var figures: BoardFigures
        private var keys = BoardTexts()

        init(by facets: [BoardFacet]) { figures = BoardFigures(by: facets) }

        /// Counts records by the values of all facets in one text. Throws where it has more or fewer.
        mutating func add(_ key: String, _ count: Int = 1) throws {
            var key = key
            let number = key.withUTF8 { keys.number(of: $0) }
            if number == figures.counts.count { try figures.addCell(key) }
            figures.counts[number] += count
        }
    }

    /// Between the values of a key.
    static let separator: Character = "\u{1F}"

    private mutating func addCell(_ key: String) throws {
        counts.append(0)
        var place = 0
        BoardTexts.parts(of: key, at: 0x1F) { value in
            if place < facets.count { cells[place].append(Int32(values[place].number(of: value))) }
            place += 1
        }
        guard place == facets.count else { throw DatabaseError.malformed("a board's key") }
    }

    var total: Int { counts.reduce(0, +) }

    /// How many have one of these values.
    func count(_ facet: BoardFacet, _ values: Set<String>) -> Int {
        counts(facet).reduce(0) { $0 + (values.contains($1.key) ? $1.value : 0) }
    }

    /// How many have this value, for each there is.
    func counts(_ facet: BoardFacet) -> [String: Int] {
        guard let place = facets.firstIndex(of: facet) else { return [:] }
        let texts = values[place].texts
        var sums = Array(repeating: 0, count: texts.count)
        for (cell, count) in zip(cells[place], counts) { sums[Int(cell)] += count }
        return Dictionary(uniqueKeysWithValues: zip(texts, sums).filter { $0.1 > 0 })
    }

    /// How many have these two values, for each pair there is.
    func counts(_ facet: BoardFacet, _ other: BoardFacet) -> [String: [String: Int]] {
        guard let first = facets.firstIndex(of: facet), let second = facets.firstIndex(of: other) else { return [:] }
        let (rows, columns) = (values[first].texts, values[second].texts)
        var sums = Array(repeating: 0, count: rows.count * columns.count)
        for index in counts.indices {
            sums[Int(cells[first][index]) * columns.count + Int(cells[second][index])] += counts[index]
        }
        var found: [String: [String: Int]] = [:]
        for (row, name) in rows.enumerated() {
            let own = sums[(row * columns.count)..<((row + 1) * columns.count)]
            let told = Dictionary(uniqueKeysWithValues: zip(columns, own).filter { $0.1 > 0 })
            if !told.isEmpty { found[name] = told }
        }
        return found
    }

    /// The same of those alone that have one of these values of each facet.
    func narrowed(_ allowed: [BoardFacet: [String]]) -> BoardFigures {
        var isLeft = Array(repeating: true, count: counts.count)
        for (facet, texts) in allowed {
            guard let place = facets.firstIndex(of: facet) else { return BoardFigures(by: facets) }
            let isAllowed = values[place].texts.map { texts.contains($0) }
            for (index, value) in cells[place].enumerated() where !isAllowed[Int(value)] { isLeft[index] = false }
        }
        let left = counts.indices.filter { isLeft[$0] }
        var narrowed = self
        narrowed.counts = left.map { counts[$0] }
        narrowed.cells = cells.map { column in left.map { column[$0] } }
        return narrowed
    }

    /// The same of those alone that have this value.
    func narrowed(_ facet: BoardFacet, _ value: String) -> BoardFigures { narrowed([facet: [value]]) }
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
    var reopened: Int { figures(.items).count(.reopened, ["reopened"]) }

    /// What its unit has neither signed for nor reported, past its days.
    static let silent: [BoardFacet: [String]] = [
        .lamp: ["overdue"],
        .state: [SuggestionItem.State.Name.dispatched, .accepted, .inProgress, .sentBack, .reopened].map(\.rawValue),
    ]

    /// The units that are silent, each with how many items.
    var silentUnits: [String: Int] { figures(.items).narrowed(Self.silent).counts(.unit) }

    func figures(_ subject: BoardSubject) -> BoardFigures { figures[subject] ?? BoardFigures(by: subject.facets) }

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
