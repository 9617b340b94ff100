// SPDX-License-Identifier: Apache-2.0

/// What can happen to a suggestion item. Written once, never changed.
package enum ItemEvent: DueEvent {
    case drafted(SuggestionItem.Origin, task: SuggestionItem.Task)
    case revised(SuggestionItem.Task)
    case approved
    case dispatched(deadline: Deadline)
    case accepted(deadline: Deadline)
    case returnRequested(reason: FreeText, suggested: FreeText)
    /// Another unit takes over.
    case reassigned(unit: HandlingUnit.ID, officer: Person.ID, deadline: Deadline)
    /// The unit stays responsible.
    case upheld(reason: FreeText, deadline: Deadline)
    /// Another person of the same unit takes over.
    case handedOver(to: Person.ID)
    /// Work went on; `milestone`: the one that was reached.
    case progressed(text: FreeText, milestone: Int?)
    case extended(reason: FreeText, deadline: Deadline)
    case reported(SuggestionItem.Report)
    /// The report holds; the people are asked until the deadline.
    case verified(deadline: Deadline)
    case sentBack(reason: FreeText, deadline: Deadline)
    case closed(on: Day)
    case reopened(reason: FreeText, deadline: Deadline)
    /// The work calendar was changed, and with it the day of the present stage (BR-42).
    case deadlineMoved(Deadline)

    package static let subject = "item"
    package static let version = 1

    package var kind: String {
        switch self {
        case .drafted: "drafted"
        case .revised: "revised"
        case .approved: "approved"
        case .dispatched: "dispatched"
        case .accepted: "accepted"
        case .returnRequested: "return_requested"
        case .reassigned: "reassigned"
        case .upheld: "upheld"
        case .handedOver: "handed_over"
        case .progressed: "progressed"
        case .extended: "extended"
        case .reported: "reported"
        case .verified: "verified"
        case .sentBack: "sent_back"
        case .closed: "closed"
        case .reopened: "reopened"
        case .deadlineMoved: "deadline_moved"
        }
    }
}
