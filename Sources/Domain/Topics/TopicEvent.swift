// SPDX-License-Identifier: Apache-2.0

/// What can happen to a topic. Written once, never changed.
package enum TopicEvent: LifecycleEvent {
    case submitted(Topic.Submission, deadline: Deadline)
    /// Came in above the intake limit.
    case submittedAndHeld(Topic.Submission)
    case released(deadline: Deadline)
    case asked(question: FreeText)
    case answered(answer: FreeText, deadline: Deadline)
    case pooled
    case rejected(Topic.Rejection)
    case solvedDirectly(answer: FreeText)
    /// Somebody reviewed the public wording; published when it was the last review needed.
    /// `isSameText`: whether it was the wording that others had reviewed before; said here, since words can be erased.
    case reviewed(text: Topic.PublicText, isSameText: Bool, reviewer: Person.ID, needed: Int)
    case unpublished(reason: FreeText)
    /// Somebody noticed that another topic speaks of the same or a neighbouring matter.
    case related(to: Topic.ID)

    package static let subject = "topic"
    package static let version = 1

    package var kind: String {
        switch self {
        case .submitted: "submitted"
        case .submittedAndHeld: "submitted_and_held"
        case .released: "released"
        case .asked: "asked"
        case .answered: "answered"
        case .pooled: "pooled"
        case .rejected: "rejected"
        case .solvedDirectly: "solved_directly"
        case .reviewed: "reviewed"
        case .unpublished: "unpublished"
        case .related: "related"
        }
    }
}
