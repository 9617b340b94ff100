// SPDX-License-Identifier: Apache-2.0

/// Why something was not done to a commendation. Where numbers decide, they are said.
package enum CommendationRefusal: Refusal {
    /// The actor has no part in it.
    case notYours
    /// One for this session or term is there already.
    case alreadyBegun
    /// It is announced or dropped.
    case ended
    /// This third party has judged the unit already.
    case alreadyEvaluated
    /// A third party of this name is asked already.
    case alreadyInvited
    /// More third parties than are asked at most.
    case tooManyEvaluators
    /// No unit was chosen, or one twice.
    case unitsNotNamed
    /// The last day has passed, or is too far ahead.
    case untilOutside
    /// No third party of this number is asked.
    case notInvited
    /// The days in which a third party may judge are over.
    case tooLate
    /// The third party was not asked about this unit.
    case notItsUnit
    /// Points are missing for a criterion, or given for one that there is not.
    case otherCriteria
    /// More points than the criterion gives.
    case tooManyPoints
    /// The proposal was not filed in this session or term, or was taken back.
    case notOfSpan
    /// It was nominated already.
    case alreadyNominated
    /// It was not nominated.
    case notNominated
    /// Nobody reviews the own proposal.
    case ownProposal
    /// Nobody makes links by which the own unit's work is judged.
    case ownWork
    /// Somebody or something that was nominated was not reviewed.
    case notReviewed
    /// Nothing stands on the list.
    case nothingListed
    /// A unit on the list was judged by no third party.
    case notEvaluated
    /// More proposals than a hundredth of what was filed, or whatever share the county gives.
    case tooMany(Quota)
    /// Too few of them are collective.
    case tooFewCollective(Quota)

    /// What decided: how many there are, how many there may or must be, out of how many, and by which share.
    package struct Quota: Hashable, Sendable {
        package let count: Int
        /// How many there may be, or must be.
        package let bound: Int
        /// Out of how many.
        package let whole: Int
        package let percent: Int

        package init(count: Int, bound: Int, whole: Int, percent: Int) {
            self.count = count
            self.bound = bound
            self.whole = whole
            self.percent = percent
        }
    }

    package var code: String {
        switch self {
        case .notYours: "not_yours"
        case .alreadyBegun: "already_begun"
        case .ended: "ended"
        case .alreadyEvaluated: "already_evaluated"
        case .alreadyInvited: "already_invited"
        case .tooManyEvaluators: "too_many_evaluators"
        case .unitsNotNamed: "units_not_named"
        case .untilOutside: "until_outside"
        case .notInvited: "not_invited"
        case .tooLate: "too_late"
        case .notItsUnit: "not_its_unit"
        case .otherCriteria: "other_criteria"
        case .tooManyPoints: "too_many_points"
        case .notOfSpan: "not_of_span"
        case .alreadyNominated: "already_nominated"
        case .notNominated: "not_nominated"
        case .ownProposal: "own_proposal"
        case .ownWork: "own_work"
        case .notReviewed: "not_reviewed"
        case .nothingListed: "nothing_listed"
        case .notEvaluated: "not_evaluated"
        case .tooMany: "too_many"
        case .tooFewCollective: "too_few_collective"
        }
    }
}
