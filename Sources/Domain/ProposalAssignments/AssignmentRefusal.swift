// SPDX-License-Identifier: Apache-2.0

/// Why a command on an assignment was refused.
package enum AssignmentRefusal: String, UnitRefusal, CaseIterable {
    /// The actor has no part in this assignment.
    case notYours = "not_yours"
    /// It is not waiting to be signed for.
    case notIssued = "not_issued"
    /// The days for giving it back have passed (BR-17).
    case returnWindowOver = "return_window_over"
    /// The unit has asked once already, and stays responsible (BR-17).
    case alreadyReturned = "already_returned"
    /// Nobody has asked to give it back.
    case noReturnRequested = "no_return_requested"
    /// That unit has it, or another part of it.
    case sameUnit = "same_unit"
    /// The unit has not signed for it.
    case notSignedFor = "not_signed_for"
    /// What is recorded has happened: its day is not to come.
    case dayIsToCome = "day_is_to_come"
    /// A co-handler gives its opinion; it does not reply.
    case givesOpinion = "gives_opinion"
    /// Who leads, or handles it apart, replies; an opinion is a co-handler's.
    case replies
    /// Not a class of the county's list.
    case unknownClass = "unknown_class"
    /// A draft waits for the office, or for the leader's signature.
    case alreadyDrafted = "already_drafted"
    /// There is no draft to be checked.
    case notDrafted = "not_drafted"
    /// The office has not checked it.
    case notChecked = "not_checked"
    /// Nobody has spoken with the proposers about it (BR-19).
    case notContacted = "not_contacted"
    /// The proposal was closed, and the months in which it is looked at what became of it are over.
    case contactIsOver = "contact_is_over"
    /// The proposers do not agree with what is planned (BR-19).
    case stillContested = "still_contested"
    /// A second reply is talked over with a leader of the unit (BR-20).
    case leaderMissing = "leader_missing"
    /// A co-handler owes its opinion (BR-19).
    case opinionsOwed = "opinions_owed"
    /// The reply on a key proposal is signed by the principal leader.
    case notPrincipal = "not_principal"
    /// The term has passed (BR-18).
    case alreadyOverdue = "already_overdue"
    /// It was extended once already (BR-18).
    case alreadyExtended = "already_extended"
    /// No longer than now, or longer than the profile allows (BR-18).
    case tooLong = "too_long"
    /// An extension was asked for, and nobody has decided yet.
    case extensionWaits = "extension_waits"
    /// No extension was asked for.
    case noExtensionAsked = "no_extension_asked"
    /// The unit was reminded today already.
    case alreadyReminded = "already_reminded"
    /// The unit owes nothing now.
    case nothingOwed = "nothing_owed"
    /// That person does not answer for the unit.
    case notOfUnit = "not_of_unit"
    /// That person looks after it already.
    case sameOfficer = "same_officer"
    /// Nobody of the office judges the own unit's work.
    case ownWork = "own_work"
    /// It has been sent.
    case alreadySent = "already_sent"
    /// It has not been sent.
    case notSent = "not_sent"
    /// Its proposal was taken back.
    case recalled

    package var code: String { rawValue }
}
