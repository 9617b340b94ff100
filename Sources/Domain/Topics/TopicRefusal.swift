// SPDX-License-Identifier: Apache-2.0

/// Why a command on a topic was refused.
package enum TopicRefusal: String, ClaimRefusal, MergeRefusal, CaseIterable {
    /// The actor has no part in this topic's room.
    case notYours = "not_yours"
    /// The topic is still held above the intake limit: release it first.
    case stillHeld = "still_held"
    /// The topic is not held, so there is nothing to release.
    case notHeld = "not_held"
    /// The topic has been decided: pooled, turned down or settled.
    case alreadyDecided = "already_decided"
    /// A question is already waiting for the submitter.
    case alreadyAsked = "already_asked"
    /// No question is waiting for an answer, and nobody asks whether it is solved.
    case nothingAsked = "nothing_asked"
    /// Not a code of the county's list of categories.
    case unknownCategory = "unknown_category"
    /// The ground is not in the county's code list.
    case unknownGround = "unknown_ground"
    /// The topic was neither turned down nor settled by the room, so there is nothing to take back.
    case notRejected = "not_rejected"
    /// It lies with that room already.
    case sameRoom = "same_room"
    /// The topic was not sent on, so nothing comes back of it.
    case notRedirected = "not_redirected"
    /// What came of it has been told.
    case resultIsTold = "result_is_told"
    /// A topic that was turned down is not published.
    case rejectedIsNotPublished = "rejected_is_not_published"
    /// The same person has reviewed this wording already (BR-41).
    case alreadyReviewed = "already_reviewed"
    /// The topic is not public, so there is nothing to take back.
    case notPublished = "not_published"
    /// A topic is not related to itself, nor merged into itself.
    case isTheSame = "is_the_same"
    /// The other topic has ended, or is itself part of another: nothing is merged into it.
    case takesNoMore = "takes_no_more"
    /// Topics are merged within one room; another room's secretary decides on another room's topics.
    case otherRoom = "other_room"
    /// Other topics were merged into this one: undo that first.
    case hasMerged = "has_merged"
    /// The topic is not merged, so there is nothing to undo.
    case notMerged = "not_merged"
    /// Only a topic of the pool is selected.
    case notPooled = "not_pooled"
    /// Select the topic first: only then is somebody asked to research it.
    case notSelected = "not_selected"
    /// The topic has been researched; nobody need be asked any more.
    case alreadyResearched = "already_researched"
    /// Nobody has been asked to research this topic.
    case notAssigned = "not_assigned"
    /// The day by which research is due has passed already.
    case dayHasPassed = "day_has_passed"
    /// Without a research record there is no session (BR-01).
    case notResearched = "not_researched"
    /// Not at this stage: another session or its handling is under way.
    case notAtThisStage = "not_at_this_stage"
    /// Only a topic that has ended opens a next round (BR-06).
    case notEnded = "not_ended"
    /// The next round has been opened already (BR-06).
    case hasNextRound = "has_next_round"
    /// What the submitter said has been erased.
    case alreadyErased = "already_erased"
    /// The Party committee has not decided yet whether it belongs into the annual plan (BR-03).
    case awaitsPlanDecision = "awaits_plan_decision"
    /// A member has been asked already: it is too late for the plan.
    case alreadyAssigned = "already_assigned"
    /// It has been put up for the annual plan.
    case alreadyInPlan = "already_in_plan"
    /// It was not put up for the annual plan, so there is nothing to decide.
    case notProposedForPlan = "not_proposed_for_plan"
    /// A judgement by the three criteria is a number from 1 to 5 for each.
    case scoreOutOfRange = "score_out_of_range"
    /// What is recorded has happened: its day is not to come.
    case dayIsToCome = "day_is_to_come"
    /// A question is waiting: answer it first.
    case answerFirst = "answer_first"
    /// The submitter has added something often enough.
    case addedEnough = "added_enough"
    /// The submitter has taken it back already; until it takes effect that can be undone.
    case alreadyWithdrawing = "already_withdrawing"
    /// Nobody has taken it back, so there is nothing to undo.
    case notWithdrawing = "not_withdrawing"
    /// A session has been announced, or units are at work: others count on it.
    case tooLateToWithdraw = "too_late_to_withdraw"
    /// It is others' matter too.
    case othersJoined = "others_joined"
    /// It was brought before the room above already.
    case alreadyEscalated = "already_escalated"
    /// It was not brought before a room above.
    case notEscalated = "not_escalated"
    /// It is dealt with at the level above, together with others.
    case dealtWithAbove = "dealt_with_above"
    /// That room is not above the topic's own: a higher level, and an area that holds the other.
    case notAbove = "not_above"
    /// Topics of too few rooms were chosen for one topic of the room above.
    case tooFewRooms = "too_few_rooms"
    /// The same topic was chosen twice.
    case chosenTwice = "chosen_twice"
    /// It was not made of topics of the rooms below, so there is nothing to give back.
    case notGathered = "not_gathered"
    /// It was made of topics of the rooms below, which were brought before this room: it stays there.
    case isGathered = "is_gathered"
    /// Something was done with it already.
    case alreadyBegun = "already_begun"
    /// Its result has to go back to the system that pushed it before it ends (BR-09).
    case resultIsOwed = "result_is_owed"
    /// It came from no system outside.
    case notPushed = "not_pushed"
    /// The result has gone back already.
    case resultIsBack = "result_is_back"
    /// There is no result yet that could be fetched.
    case noResultYet = "no_result_yet"
    /// It was not sent on to the grid or the hotline.
    case notSentOut = "not_sent_out"
    /// The other side has taken it in under another number.
    case hasReceipt = "has_receipt"
    /// This source has to say more: day, place, name or how many.
    case occasionIsMissing = "occasion_is_missing"
    /// Somebody else is looking after it just now.
    case claimedByOther = "claimed_by_other"
    /// Its submitter has said often enough that it is not solved: the room does not settle it by itself once more.
    case deniedEnough = "denied_enough"
    /// The days are over in which its submitter was asked whether it is solved.
    case askingIsOver = "asking_is_over"
    /// The day lies further ahead than anybody plans.
    case dayTooFar = "day_too_far"
    /// It was chosen for consultation: the convener takes that back first.
    case isSelected = "is_selected"
    /// It is in the annual plan, or was put up for it: that is decided first (BR-03).
    case inPlan = "in_plan"

    package var code: String { rawValue }
}
