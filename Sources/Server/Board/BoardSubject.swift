// SPDX-License-Identifier: Apache-2.0

import Domain

/// What a board counts.
enum BoardSubject: String, CaseIterable, Hashable, Sendable {
    /// Topics by the day on which they came in.
    case topics
    /// Sessions by the day on which they take place.
    case sessions
    /// Items by the day of the session that agreed on them.
    case items

    /// The ways in which they are told apart.
    var facets: [BoardFacet] {
        switch self {
        case .topics: [.stage, .state, .source, .category, .lamp, .town, .part]
        case .sessions: [.state, .conclusion, .form, .level, .town, .part]
        case .items: [.state, .lamp, .unit, .adoption, .claimed, .confirmed, .unflagged, .reopened, .form, .town]
        }
    }

    /// Further ways, which an assessment counts by and lists are narrowed by: they look into other records, and the board is
    /// read too often for that.
    var further: [BoardFacet] {
        switch self {
        case .topics, .sessions: []
        case .items: [.commented, .scored]
        }
    }

    /// What a table of the records tells beside their state.
    var columns: [BoardFacet] {
        switch self {
        case .topics: [.source, .town, .category]
        case .sessions: [.form]
        case .items: [.adoption, .claimed, .confirmed]
        }
    }
}

/// A way in which records are told apart: each has one value, so that the counts of all values are the whole (BR-47).
enum BoardFacet: String, CaseIterable, Hashable, Sendable {
    case stage, state, source, category, lamp, town, part, conclusion, form, level, unit, adoption, claimed,
        confirmed
    /// As `confirmed`, without the words that may have come from the unit itself.
    case unflagged
    /// Whether a leader commented on it, and whether a member scored it.
    case commented, scored
    /// Whether it was ever taken up again.
    case reopened

    /// The values that there are at all; nil where they are records of the county or parts of a period.
    func values(_ subject: BoardSubject) -> [String]? {
        let outcomes = OutcomeClass.allCases.map(\.rawValue)
        return switch self {
        case .stage: TopicStage.allCases.map(\.rawValue)
        case .state: subject.states
        case .source: Topic.Source.allCases.map(\.rawValue)
        case .lamp: Lamp.allCases.map(\.rawValue)
        case .conclusion: Conclusion.allCases.map(\.rawValue)
        case .level: Room.Level.allCases.map(\.rawValue)
        case .adoption: SuggestionItem.Adoption.allCases.map(\.rawValue) + ["open"]
        case .claimed: outcomes + ["open"]
        case .confirmed, .unflagged: Word.allCases.map(\.rawValue)
        case .commented: ["commented", "none"]
        case .scored: ["scored", "none"]
        case .reopened: ["reopened", "never"]
        case .category, .town, .part, .form, .unit: nil
        }
    }
}

extension BoardFacet {
    /// How a record stands to its day; over with it, or without one (BR-42).
    enum Lamp: String, CaseIterable {
        case overdue, soon
        case inTime = "in_time"
        case over
        case undated = "none"
    }

    /// What a session came to; open until it has said so.
    enum Conclusion: String, CaseIterable {
        case consensus
        case noConsensus = "no_consensus"
        case open
    }

    /// What the people concerned said of an item.
    enum Word: String, CaseIterable {
        case solved
        case notSolved = "not_solved"
        case unanswered
        case notAsked = "not_asked"
    }
}

extension BoardSubject {
    /// The states of its records.
    var states: [String] {
        switch self {
        case .topics: Topic.State.Name.allCases.map(\.rawValue)
        case .sessions: ConsultationSession.State.Name.allCases.map(\.rawValue)
        case .items: SuggestionItem.State.Name.allCases.map(\.rawValue)
        }
    }
}

/// How far a topic has come, in order; the steps of its funnel are the stages from one on.
enum TopicStage: String, CaseIterable, Hashable, Sendable {
    /// Nobody has decided yet.
    case waiting
    /// Not taken up, sent on to where it belongs, or taken back.
    case refused
    /// Ended in a former system, as it was declared there: nothing that was done here (BR-47).
    case former
    /// Answered on the spot.
    case direct
    /// Handled as part of another.
    case merged
    /// Taken up, on its way to a session.
    case pooled
    /// A session was announced, or ended without anything to do.
    case consulted
    /// Units have it.
    case assigned
    /// The units say that it is solved.
    case reported
    /// All who answered say so, too.
    case confirmed
}

/// Which records of a board are looked at: by facet, those that have one of these values.
struct BoardFilter: Sendable, Hashable {
    var values: [BoardFacet: [String]] = [:]
    /// Those alone that have left one of these states; all where it is nil.
    var left: [String]?

    init(_ values: [BoardFacet: [String]] = [:], left: [String]? = nil) {
        (self.values, self.left) = (values, left)
    }

    /// The facets that a request's query names. Throws ``InputProblems`` for a text that is too long, and for a value that
    /// there is not.
    init(_ request: WebRequest, _ subject: BoardSubject) throws {
        for facet in subject.facets + subject.further {
            values[facet] = try Self.list(facet.rawValue, facet.values(subject), request)
        }
        left = try Self.list("left", subject.states, request)
    }

    private static let textMax = 400

    private static func list(_ name: String, _ known: [String]?, _ request: WebRequest) throws -> [String]? {
        guard let text = request.query[name], !text.isEmpty else { return nil }
        guard text.count <= textMax else {
            throw InputProblems([.init(field: name, sentence: "太长了，最多\(textMax)个字。")])
        }
        let values = text.split(separator: ",").map(String.init)
        if let known, values.contains(where: { !known.contains($0) }) {
            throw InputProblems([
                .init(field: name, sentence: "没有这个值，只有：\(known.joined(separator: "、"))。")
            ])
        }
        return values
    }

    /// As it stands in an address, after another part of the query; the same for the same filter.
    var query: String {
        (values.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key.rawValue, $0.value) }
            + (left.map { [("left", $0)] } ?? []))
            .map { "&\($0)=\(FormEncoding.encode($1.joined(separator: ",")))" }.joined()
    }
}
