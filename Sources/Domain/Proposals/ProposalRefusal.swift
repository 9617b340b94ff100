// SPDX-License-Identifier: Apache-2.0

/// Why a command on a proposal was refused.
package enum ProposalRefusal: String, ClaimRefusal, MergeRefusal, CaseIterable {
    /// The actor has no part in this proposal.
    case notYours = "not_yours"
    /// Only a member of the current term proposes and signs; for a body its convener or head (BR-11).
    case notEligible = "not_eligible"
    /// Sectors and groups propose while the plenary session is open (BR-12).
    case onlyInSession = "only_in_session"
    /// The registers know no session to which it could belong.
    case noSession = "no_session"
    /// It has been handed in, or others are signing it: its text stands.
    case alreadySubmitted = "already_submitted"
    /// For a body one person signs; nobody is invited beside.
    case signsAlone = "signs_alone"
    /// Nobody was chosen.
    case nobodyInvited = "nobody_invited"
    /// More than a proposal takes.
    case tooManyInvited = "too_many_invited"
    /// Somebody was chosen twice, or the first proposer.
    case invitedTwice = "invited_twice"
    /// More units were wished for than a proposal takes, or one twice.
    case tooManyUnits = "too_many_units"
    /// Nobody is asked to sign.
    case notAwaitingCoSigners = "not_awaiting_co_signers"
    /// This person has answered already.
    case alreadyAnswered = "already_answered"
    /// The days for signing have passed.
    case signingIsOver = "signing_is_over"
    /// Somebody who was invited may still sign (BR-11).
    case stillSigning = "still_signing"
    /// Subject, situation, analysis or advice is missing.
    case incomplete
    /// One proposal is about one matter.
    case severalMatters = "several_matters"
    /// Of a party or a people's organisation the sealed original is not among its files, or of what is entered the paper (BR-11).
    case sealMissing = "seal_missing"
    /// It is not before the Proposals Committee.
    case notInReview = "not_in_review"
    /// Not everything was gone through that the review asks.
    case checksOpen = "checks_open"
    /// The number is of another session (BR-13).
    case otherSession = "other_session"
    /// Not a ground of the county's list (BR-14).
    case unknownGround = "unknown_ground"
    /// It was not turned down, so there is nothing to take back.
    case notTurnedDown = "not_turned_down"
    /// It has been decided.
    case alreadyDecided = "already_decided"
    /// Somebody else is looking after it just now.
    case claimedByOther = "claimed_by_other"
    /// It is not merged into itself.
    case isTheSame = "is_the_same"
    /// The other has no number yet, or units have it already.
    case takesNoMore = "takes_no_more"
    /// Others were merged into it: undo that first.
    case hasMerged = "has_merged"
    /// Units have it already.
    case tooLateToMerge = "too_late_to_merge"
    /// It is not part of another.
    case notMerged = "not_merged"
    /// The one that it is part of has been answered, and this one with it.
    case alreadyReplied = "already_replied"
    /// The first proposer has asked to take it back: decide that first.
    case withdrawalWaits = "withdrawal_waits"
    /// Nobody has asked to take it back.
    case noWithdrawalAsked = "no_withdrawal_asked"
    /// It is answered, handled with another, or over.
    case tooLateToWithdraw = "too_late_to_withdraw"
    /// It was not sent up to the committee above, or that has answered.
    case notForwarded = "not_forwarded"
    /// It was sent up already.
    case alreadyForwarded = "already_forwarded"
    /// Members write their own; only what a body hands in is entered for it.
    case notOfBody = "not_of_body"
    /// By the registers the body is of another kind than the one in whose name it is entered, or is there no more (BR-11).
    case bodyOfOtherKind = "body_of_other_kind"
    /// Its proposer wrote it here, and goes on here.
    case notEntered = "not_entered"
    /// It has no number.
    case notFiled = "not_filed"
    /// Its proposer does not agree that everybody reads it.
    case notDisclosed = "not_disclosed"
    /// Nobody reviews the own text (BR-41).
    case ownText = "own_text"
    /// The same person has reviewed this wording already (BR-41).
    case alreadyReviewed = "already_reviewed"
    /// It is not public, so there is nothing to take back.
    case notPublished = "not_published"
    /// A unit was chosen twice.
    case unitTwice = "unit_twice"
    /// One unit leads, or several each reply.
    case notOneLead = "not_one_lead"
    /// No unit has it now.
    case notInHandling = "not_in_handling"
    /// It has not been answered.
    case notReplied = "not_replied"
    /// It was answered twice; what is left is for the committee to supervise (BR-20).
    case repliedTwice = "replied_twice"
    /// A proposer who was asked still has time to answer (BR-21).
    case stillAsking = "still_asking"
    /// The handling of a key proposal is supervised before it ends (BR-22).
    case notSupervised = "not_supervised"
    /// It has ended, or goes on as part of another.
    case alreadyEnded = "already_ended"
    /// It has not ended.
    case notClosed = "not_closed"
    /// Nothing was promised that could be looked at.
    case nothingPromised = "nothing_promised"
    /// What was promised is looked at in the year after.
    case tooEarly = "too_early"
    /// Nobody is looking at what was promised.
    case notInFollowUp = "not_in_follow_up"
    /// Not a class of the county's list.
    case unknownClass = "unknown_class"
    /// Not of the county's list of what matters are about.
    case unknownCategory = "unknown_category"
    /// Nobody has handed it in.
    case notHandedIn = "not_handed_in"
    /// It is the first proposer already.
    case sameProposer = "same_proposer"
    /// Only a consultation is held in a session.
    case notConsultation = "not_consultation"
    /// What is recorded has happened: its day is not to come.
    case dayIsToCome = "day_is_to_come"

    package var code: String { rawValue }
}
