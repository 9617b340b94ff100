// SPDX-License-Identifier: Apache-2.0

/// Why a command on a topic was refused.
package enum TopicRefusal: String, Refusal, CaseIterable {
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
    /// No question is waiting for an answer.
    case nothingAsked = "nothing_asked"
    /// The ground is not in the county's code list.
    case unknownGround = "unknown_ground"
    /// A topic that was turned down is not published.
    case rejectedIsNotPublished = "rejected_is_not_published"
    /// The same person has reviewed this wording already (BR-41).
    case alreadyReviewed = "already_reviewed"
    /// The topic is not public, so there is nothing to take back.
    case notPublished = "not_published"

    /// A topic is not related to itself.
    case isTheSame = "is_the_same"

    package var code: String { rawValue }
}
