// SPDX-License-Identifier: Apache-2.0

extension Commendation: Lifecycle {
    package typealias Event = CommendationEvent
    package typealias Refused = CommendationRefusal

    /// What can be done to a commendation.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case evaluate
        case inviteEvaluator = "invite_evaluator"
        case revokeEvaluator = "revoke_evaluator"
        /// A third party's own, by its link.
        case mark
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

    /// Notes what a third party says of a unit on paper: once for each party and unit.
    package func evaluating(
        _ evaluation: Evaluation, by actor: Actor
    ) throws(CommendationRefusal) -> Transition<Commendation> {
        try require(.evaluate, by: actor)
        try requireFirst(evaluation)
        return Transition(self, .evaluated(evaluation))
    }

    /// Asks a third party to judge units by a link of its own, until a day.
    package func inviting(
        _ name: String, to units: [HandlingUnit.ID], until day: Day, by actor: Actor, on today: Day
    ) throws(CommendationRefusal) -> Transition<Commendation> {
        try require(.inviteEvaluator, by: actor)
        guard !evaluators.contains(where: { $0.name == .kept(name) }) else { throw .alreadyInvited }
        guard evaluators.count < Self.evaluatorsMax else { throw .tooManyEvaluators }
        guard !units.isEmpty, Set(units).count == units.count else { throw .unitsNotNamed }
        guard (today...today.advanced(by: Self.evaluatorDaysMax)).contains(day) else { throw .untilOutside }
        return Transition(
            self, .evaluatorInvited(Evaluator(invitations + 1, name: .kept(name), units: units, until: day)))
    }

    /// Asks a third party no more: its link ends, and what it has said stays.
    package func revoking(
        _ number: Int, reason: String, by actor: Actor
    ) throws(CommendationRefusal) -> Transition<Commendation> {
        try require(.revokeEvaluator, by: actor)
        guard evaluator(number) != nil else { throw .notInvited }
        return Transition(self, .evaluatorRevoked(number, reason: .kept(reason)))
    }

    /// The office makes the link of a third party by hand. Whoever makes it has seen it: so the log says who that was, and nobody of
    /// a unit that the third party judges does it. Whoever may ask a third party hands its link out.
    package func makingLink(
        for number: Int, by actor: Actor, on today: Day
    ) throws(CommendationRefusal) -> Transition<Commendation> {
        try require(.inviteEvaluator, by: actor)
        guard let evaluator = evaluator(number) else { throw .notInvited }
        guard !evaluator.judgesUnit(of: actor) else { throw .ownWork }
        guard today <= evaluator.until else { throw .tooLate }
        guard !unjudged(by: evaluator).isEmpty else { throw .alreadyEvaluated }
        return Transition(self, .evaluatorLinkMade(number))
    }

    /// A third party judges one of its units by the county's criteria, for itself and once.
    package func marking(
        _ unit: HandlingUnit.ID, _ marks: [Mark], words: String, by actor: Actor, on today: Day,
        practice: CommendationPractice
    ) throws(CommendationRefusal) -> Transition<Commendation> {
        try require(.mark, by: actor)
        guard case .holder(.evaluator(_, let number)) = actor, let evaluator = evaluator(number) else {
            throw .notYours
        }
        guard today <= evaluator.until else { throw .tooLate }
        guard evaluator.units.contains(unit) else { throw .notItsUnit }
        guard marks.map(\.criterion) == practice.criteria.map(\.code),
            marks.map(\.most) == practice.criteria.map(\.points)
        else { throw .otherCriteria }
        let evaluation = Evaluation(of: unit, by: evaluator, marks, words: words)
        try requireFirst(evaluation)
        return Transition(self, .evaluated(evaluation))
    }

    /// Each party says once of a unit what it has to say, on paper or by its link, and within the points of a criterion.
    private func requireFirst(_ evaluation: Evaluation) throws(CommendationRefusal) {
        let isThere = evaluations.contains { $0.unit == evaluation.unit && $0.evaluator == evaluation.evaluator }
        guard !isThere else { throw .alreadyEvaluated }
        guard evaluation.marks.allSatisfy({ (0...$0.most).contains($0.points) }) else { throw .tooManyPoints }
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

    /// Gives it up before anything is announced; the reason is kept.
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
        guard isHolder(actor, of: command) else { return .notYours }
        return state == .collecting ? nil : .ended
    }

    /// Whose act it is: a third party's own, or the office's.
    private func isHolder(_ actor: Actor, of command: Command) -> Bool {
        switch command {
        case .mark:
            guard case .holder(.evaluator(let own, let number)) = actor else { return false }
            return own == id && evaluator(number) != nil
        case .evaluate, .inviteEvaluator, .revokeEvaluator, .nominateProposal, .nominateUnit, .strike, .review,
            .announce, .drop:
            return Self.role(of: actor) != nil
        }
    }

    /// Whoever comes by a link has no role.
    package func role(of actor: Actor, for command: Command) -> Role? { Self.role(of: actor) }

    private static func role(of actor: Actor) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        return holders.first { staff.holdsEverywhere($0) }
    }
}
