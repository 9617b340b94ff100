// SPDX-License-Identifier: Apache-2.0

/// Why a command on a suggestion item was refused.
package enum ItemRefusal: String, UnitRefusal, CaseIterable {
    /// The actor has no part in this item.
    case notYours = "not_yours"
    /// Without a dated milestone it is not an item (BR-05).
    case noMilestone = "no_milestone"
    /// A milestone lies in the past.
    case milestoneHasPassed = "milestone_has_passed"
    /// It has left the drafting.
    case notDraft = "not_draft"
    /// The draft was thrown away.
    case discarded
    /// It has not been issued with its session's outcome.
    case notApproved = "not_approved"
    /// It has been dispatched already.
    case alreadyDispatched = "already_dispatched"
    /// It is not waiting to be signed for.
    case notDispatched = "not_dispatched"
    /// The days for giving it back have passed (BR-17).
    case returnWindowOver = "return_window_over"
    /// It was given back once and came back: it is not given back twice (BR-17).
    case alreadyReturned = "already_returned"
    /// No request to give it back is waiting.
    case noReturnRequested = "no_return_requested"
    /// It would go to the unit that has it.
    case sameUnit = "same_unit"
    /// It goes to the person who has it.
    case samePerson = "same_person"
    /// The unit has not signed for it.
    case notAccepted = "not_accepted"
    /// There is no such milestone, or it was reached already.
    case unknownMilestone = "unknown_milestone"
    /// An extension is asked for before the day, not after.
    case alreadyOverdue = "already_overdue"
    /// It was extended once.
    case alreadyExtended = "already_extended"
    /// An extension was asked for, and nobody has decided yet.
    case extensionWaits = "extension_waits"
    /// No extension was asked for.
    case noExtensionAsked = "no_extension_asked"
    /// The unit has reported already.
    case alreadyReported = "already_reported"
    /// What was not adopted was not solved by this unit either.
    case declinedIsNotSolved = "declined_is_not_solved"
    /// There is no report to look at.
    case notReported = "not_reported"
    /// The report has not been verified.
    case notVerified = "not_verified"
    /// The people have their days to answer, and not all have.
    case stillAsking = "still_asking"
    /// It is not closed.
    case notClosed = "not_closed"
    /// It was closed too long ago; a new round is the way (BR-06).
    case reopenWindowOver = "reopen_window_over"
    /// It is closed.
    case alreadyClosed = "already_closed"
    /// The unit was reminded today already.
    case alreadyReminded = "already_reminded"
    /// The unit owes nothing now.
    case nothingOwed = "nothing_owed"
    /// Nobody supervises it together yet.
    case notSupervised = "not_supervised"
    /// Two supervise it together: it ends with their signatures.
    case needsSignatures = "needs_signatures"
    /// That side has signed for this report.
    case alreadySigned = "already_signed"
    /// Who has an account signs alone.
    case signsAlone = "signs_alone"
    /// One person cannot be both of the two.
    case samePersonTwice = "same_person_twice"
    /// Nobody supervises the own work.
    case ownWork = "own_work"
    /// What was seen or said lies in the future.
    case dayNotSeen = "day_not_seen"
    /// Advice needs a research record that it rests on (BR-02).
    case notResearched = "not_researched"

    package var code: String { rawValue }
}
