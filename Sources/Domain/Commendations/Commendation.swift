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
    /// The third parties that were asked to judge by a link of their own, the first one first.
    package internal(set) var evaluators: [Evaluator]
    /// How many third parties were ever asked: a number is not given twice.
    var invitations: Int
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

        /// Whether a plenary session's proposals are among them.
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
        /// The number of the third party that gave them by its own link; nil where the office has entered a sheet of paper.
        package let link: Int?

        package init(of unit: HandlingUnit.ID, by evaluator: String, _ marks: [Mark], words: String) {
            self.init(unit, .kept(evaluator), marks, .kept(words), link: nil)
        }

        /// What a third party says by its own link.
        init(of unit: HandlingUnit.ID, by evaluator: Evaluator, _ marks: [Mark], words: String) {
            self.init(unit, evaluator.name, marks, .kept(words), link: evaluator.number)
        }

        private init(
            _ unit: HandlingUnit.ID, _ evaluator: FreeText, _ marks: [Mark], _ words: FreeText, link: Int?
        ) {
            (self.unit, self.evaluator, self.marks, self.words, self.link) = (unit, evaluator, marks, words, link)
        }

        /// Whether the office has entered it from paper.
        package var isFromPaper: Bool { link == nil }

        /// Points over all criteria.
        package var sum: Int { marks.reduce(0) { $0 + $1.points } }
        /// What the criteria gave at most on that day, together.
        package var most: Int { marks.reduce(0) { $0 + $1.most } }
    }

    /// A third party that judges by a link of its own: an institute, somebody of a panel, each for themselves.
    package struct Evaluator: Hashable, Sendable, Codable {
        /// By which it is known within this commendation, from 1 on.
        package let number: Int
        package let name: FreeText
        /// Which units it judges.
        package let units: [HandlingUnit.ID]
        /// The last day on which it may.
        package let until: Day

        /// The number as forms and addresses have it.
        package var id: Identifier<Evaluator> { Identifier(Int64(number)) }

        /// Whether somebody is of a unit that it judges.
        package func judgesUnit(of actor: Actor) -> Bool {
            guard case .staff(let staff) = actor else { return false }
            return units.contains(where: staff.units.contains)
        }

        package init(_ number: Int, name: FreeText, units: [HandlingUnit.ID], until day: Day) {
            (self.number, self.name, self.units) = (number, name, units)
            until = day
        }
    }

    /// So many third parties are asked at most.
    package static let evaluatorsMax = 50
    /// So many days ahead one may be given time at most.
    package static let evaluatorDaysMax = 90

    /// Points by one criterion, and how many it gave at most on that day.
    package struct Mark: Hashable, Sendable, Codable {
        package let criterion: String
        package let points: Int
        /// How many points the criterion gave at most.
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
        evaluators = []
        invitations = 0
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

    /// The third party with this number, while it is asked.
    package func evaluator(_ number: Int) -> Evaluator? { evaluators.first { $0.number == number } }

    /// The units that a third party has still to judge.
    package func unjudged(by evaluator: Evaluator) -> [HandlingUnit.ID] {
        evaluator.units.filter { unit in
            !evaluations.contains { $0.unit == unit && ($0.link == evaluator.number || $0.evaluator == evaluator.name) }
        }
    }

    /// The nominee that somebody or something is; nil where it was not nominated.
    package func nominee(_ subject: Subject) -> Nominee? { nominees.first { $0.subject == subject } }
}
