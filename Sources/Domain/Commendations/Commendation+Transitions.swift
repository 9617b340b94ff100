// SPDX-License-Identifier: Apache-2.0

extension Commendation: Lifecycle {
    package typealias Event = CommendationEvent
    package typealias Refused = CommendationRefusal

    /// What can be done to a commendation.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case evaluate
        case nominateProposal = "nominate_proposal"
        case nominateUnit = "nominate_unit"
        case strike, review, announce, drop
    }

    /// Whose acts they are, whatever the state.
    package static let holders: Set<Role> = [.proposalOfficer]
    /// Who reads it.
    package static let readers: Set<Role> = [.proposalOfficer, .leader]

    /// Begins one for a session or a term. `isThere`: whether one is under way or announced.
    package static func beginning(
        _ span: Span, isThere: Bool, as id: ID, by actor: Actor
    ) throws(CommendationRefusal) -> Transition<Commendation> {
        guard role(of: actor) != nil else { throw .notYours }
        guard !isThere else { throw .alreadyBegun }
        return Transition(Commendation(span, as: id), .begun(span))
    }

    /// Notes what a third party says of a unit: once for each party and unit.
    package func evaluating(
        _ evaluation: Evaluation, by actor: Actor
    ) throws(CommendationRefusal) -> Transition<Commendation> {
        try require(.evaluate, by: actor)
        let isThere = evaluations.contains { $0.unit == evaluation.unit && $0.evaluator == evaluation.evaluator }
        guard !isThere else { throw .alreadyEvaluated }
        guard evaluation.marks.allSatisfy({ (0...$0.most).contains($0.points) }) else { throw .tooManyPoints }
        return Transition(self, .evaluated(evaluation))
    }

    /// Puts a proposal of the span up, and says why.
    package func nominating(
        _ proposal: Proposal, reason: String, by actor: Actor
    ) throws(CommendationRefusal) -> Transition<Commendation> {
        try require(.nominateProposal, by: actor)
        guard let number = proposal.number, span.includes(number.series), proposal.state != .withdrawn else {
            throw .notOfSpan
        }
        let subject = Subject.proposal(proposal.id, isCollective: proposal.proposer.kind.isCollective)
        guard nominee(subject) == nil else { throw .alreadyNominated }
        return Transition(self, .nominated(subject, reason: .kept(reason)))
    }

    /// Puts a unit up, and says why.
    package func nominating(
        _ unit: HandlingUnit.ID, reason: String, by actor: Actor
    ) throws(CommendationRefusal) -> Transition<Commendation> {
        try require(.nominateUnit, by: actor)
        guard nominee(.unit(unit)) == nil else { throw .alreadyNominated }
        return Transition(self, .nominated(.unit(unit), reason: .kept(reason)))
    }

    /// Takes a nomination back.
    package func striking(
        _ subject: Subject, reason: String, by actor: Actor
    ) throws(CommendationRefusal) -> Transition<Commendation> {
        try require(.strike, by: actor)
        guard nominee(subject) != nil else { throw .notNominated }
        return Transition(self, .struck(subject, reason: .kept(reason)))
    }

    /// Says whether a nominee stands on the list that is decided upon; said anew, the last word counts. `proposers`: those of the
    /// proposal, none of whom reviews it.
    package func reviewing(
        _ subject: Subject, _ verdict: Verdict, words: String, proposers: [Person.ID], by actor: Actor
    ) throws(CommendationRefusal) -> Transition<Commendation> {
        try require(.review, by: actor)
        guard nominee(subject) != nil else { throw .notNominated }
        if case .staff(let staff) = actor, proposers.contains(staff.id) { throw .ownProposal }  // BR-41
        return Transition(self, .reviewed(subject, verdict, words: .kept(words)))
    }

    /// Announces all that stands on the list. `filed`: how many proposals of the span were filed.
    package func announcing(
        decidedBy: String, filed: Int, by actor: Actor, on today: Day, practice: CommendationPractice
    ) throws(CommendationRefusal) -> Transition<Commendation> {
        try require(.announce, by: actor)
        if let hindrance = announcingHindrance(filed: filed, practice: practice) { throw hindrance }
        return Transition(self, .announced(on: today, decidedBy: .kept(decidedBy)))
    }

    package func dropping(
        reason: String, by actor: Actor
    ) throws(CommendationRefusal) -> Transition<Commendation> {
        try require(.drop, by: actor)
        return Transition(self, .dropped(reason: .kept(reason)))
    }

    /// What of the list stands in the way of announcing it: each is reviewed, units were judged, and the shares hold.
    package func announcingHindrance(filed: Int, practice: CommendationPractice) -> CommendationRefusal? {
        guard nominees.allSatisfy({ $0.verdict != nil }) else { return .notReviewed }
        let (proposals, units) = (listedProposals, listedUnits)
        guard !proposals.isEmpty || !units.isEmpty else { return .nothingListed }
        guard Set(evaluations.map(\.unit)).isSuperset(of: units) else { return .notEvaluated }
        guard !proposals.isEmpty else { return nil }
        let most = practice.goodMax(of: filed)
        guard proposals.count <= most else {
            return .tooMany(.init(count: proposals.count, bound: most, whole: filed, percent: practice.goodPercent))
        }
        let collective = proposals.count(where: \.isCollective)
        let least = practice.collectiveMin(of: proposals.count)
        guard collective >= least else {
            return .tooFewCollective(
                .init(count: collective, bound: least, whole: proposals.count, percent: practice.collectivePercent))
        }
        return nil
    }

    /// Nil if the actor may do this now; otherwise why not.
    package func refusal(of command: Command, by actor: Actor) -> CommendationRefusal? {
        guard role(of: actor, for: command) != nil else { return .notYours }
        return state == .collecting ? nil : .ended
    }

    package func role(of actor: Actor, for command: Command) -> Role? { Self.role(of: actor) }

    private static func role(of actor: Actor) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        return holders.first { staff.holdsEverywhere($0) }
    }
}
