// SPDX-License-Identifier: Apache-2.0

/// How the proposals of a session, or of a whole term, and their handling are judged and honoured: a third party gives units points
/// by the county's criteria (第三方评议); good proposals and units are nominated, reviewed one by one, and announced together
/// (好提案、优秀提案、先进承办单位).
package struct Commendation: Hashable, Sendable {
    package typealias ID = Identifier<Commendation>

    package let id: ID
    package let span: Span
    package internal(set) var state: State
    /// What third parties say of units, the first one first.
    package internal(set) var evaluations: [Evaluation]
    /// Who and what was nominated, in that order.
    package internal(set) var nominees: [Nominee]
    package internal(set) var version: Int

    /// Of which proposals it is.
    package struct Span: Hashable, Sendable, Codable {
        package let term: Int
        /// Nil for the whole term.
        package let session: Int?

        package init(term: Int, session: Int?) {
            self.term = term
            self.session = session
        }

        package func includes(_ series: ProposalSeries) -> Bool {
            series.term == term && (session == nil || series.session == session)
        }
    }

    /// What a third party says of how a unit handles proposals.
    package struct Evaluation: Hashable, Sendable, Codable {
        package let unit: HandlingUnit.ID
        /// Who it is, by name: an institute, a panel with proposers.
        package let evaluator: FreeText
        package let marks: [Mark]
        package let words: FreeText

        package init(of unit: HandlingUnit.ID, by evaluator: String, _ marks: [Mark], words: String) {
            self.unit = unit
            self.evaluator = .kept(evaluator)
            self.marks = marks
            self.words = .kept(words)
        }

        package var sum: Int { marks.reduce(0) { $0 + $1.points } }
        package var most: Int { marks.reduce(0) { $0 + $1.most } }
    }

    /// Points by one criterion, and how many it gave at most on that day.
    package struct Mark: Hashable, Sendable, Codable {
        package let criterion: String
        package let points: Int
        package let most: Int

        package init(_ criterion: String, _ points: Int, of most: Int) {
            self.criterion = criterion
            self.points = points
            self.most = most
        }
    }

    /// What may be honoured.
    package enum Subject: Hashable, Sendable, Codable {
        case proposal(Proposal.ID, isCollective: Bool)
        case unit(HandlingUnit.ID)
    }

    /// Somebody or something that was nominated, and what the first review said of it; nil while it has not.
    package struct Nominee: Hashable, Sendable {
        package let subject: Subject
        package internal(set) var verdict: Verdict?
    }

    /// What the first review says.
    package enum Verdict: String, CaseIterable, Hashable, Sendable, Codable {
        /// It stands on the list that is decided upon.
        case listed
        case notListed = "not_listed"
    }

    /// Where it stands. Each case names its successors.
    package enum State: Hashable, Sendable {
        /// Units are judged, proposals and units nominated and reviewed. → announced, dropped
        case collecting
        /// Everybody knows who is honoured.
        case announced(on: Day, decidedBy: FreeText)
        /// Nothing comes of it; another may be begun.
        case dropped(reason: FreeText)

        package var name: Name {
            switch self {
            case .collecting: .collecting
            case .announced: .announced
            case .dropped: .dropped
            }
        }

        /// The name that the database and the API know.
        package enum Name: String, CaseIterable, Hashable, Sendable {
            case collecting, announced, dropped
        }
    }

    /// A commendation before its first event.
    init(_ span: Span, as id: ID) {
        self.id = id
        self.span = span
        state = .collecting
        evaluations = []
        nominees = []
        version = 0
    }

    /// The proposals on the list, each with whether it is collective.
    package var listedProposals: [(id: Proposal.ID, isCollective: Bool)] {
        nominees.filter { $0.verdict == .listed }.compactMap { nominee in
            guard case .proposal(let id, let isCollective) = nominee.subject else { return nil }
            return (id, isCollective)
        }
    }

    /// The units on the list.
    package var listedUnits: [HandlingUnit.ID] {
        nominees.filter { $0.verdict == .listed }.compactMap { nominee in
            guard case .unit(let id) = nominee.subject else { return nil }
            return id
        }
    }

    package func nominee(_ subject: Subject) -> Nominee? { nominees.first { $0.subject == subject } }
}
