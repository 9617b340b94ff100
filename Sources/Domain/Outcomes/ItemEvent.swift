// SPDX-License-Identifier: Apache-2.0

/// What can happen to a suggestion item. Written once, never changed.
package enum ItemEvent: DueEvent {
    case drafted(SuggestionItem.Origin, task: SuggestionItem.Task)
    case revised(SuggestionItem.Task)
    /// The draft was thrown away.
    case discarded(reason: FreeText)
    case approved
    case dispatched(deadline: Deadline)
    case accepted(deadline: Deadline)
    /// The unit gives it back; the room answers by the day, which events from before the room had a term do not name.
    case returnRequested(reason: FreeText, suggested: FreeText, deadline: Deadline?)
    /// Another unit takes over.
    case reassigned(unit: HandlingUnit.ID, officer: Person.ID, deadline: Deadline)
    /// The unit stays responsible.
    case upheld(reason: FreeText, deadline: Deadline)
    /// Another person of the same unit takes over.
    case handedOver(to: Person.ID)
    /// Work went on; `milestone`: the one that was reached; `evidence`: photos and documents that show it, nil for none.
    case progressed(text: FreeText, milestone: Int?, evidence: [Attachment.ID]?)
    /// The unit asks for more time.
    case extensionAsked(reason: FreeText)
    /// Granted; `reason`: that of a secretary, from the time when units did not ask.
    case extended(reason: FreeText?, deadline: Deadline)
    case extensionRefused(reason: FreeText)
    /// The room looks at it by the day, which events from before the room had a term do not name.
    case reported(SuggestionItem.Report, deadline: Deadline?)
    /// The report holds; the people are asked until the deadline.
    case verified(deadline: Deadline)
    case sentBack(reason: FreeText, deadline: Deadline)
    /// Ended; with the second signature where two supervise it together.
    case closed(on: Day, signature: SuggestionItem.Countersignature?)
    case reopened(reason: FreeText, deadline: Deadline)
    /// The unit was reminded of what it owes (催办).
    case reminded(text: FreeText, on: Day)
    /// Party side and committee supervise it together from here on (联合督办).
    case supervisionAgreed(SuggestionItem.Supervision)
    /// The first of the two who supervise it together has signed (会签).
    case signed(SuggestionItem.Countersignature)
    /// One of the two sends it back instead of signing.
    case signatureDeclined(SuggestionItem.Side, reason: FreeText, deadline: Deadline)
    /// The supervisors went to see it.
    case inspected(SuggestionItem.Inspection)
    /// A leader said on the spot how it was handled (现场点评).
    case commented(SuggestionItem.Comment)
    /// The people concerned are asked once more, long after it was closed (回头看).
    case askedAgain
    /// The look-back is over; nobody is asked any more.
    case lookBackEnded
    /// The work calendar was changed, and with it the day of the present stage (BR-42).
    case deadlineMoved(Deadline)

    package static let subject = "item"
    package static let version = 1

    /// The day on which it happened, where that is not the day on which it was noted.
    package var occurredOn: Day? { if case .inspected(let inspection) = self { inspection.day } else { nil } }

    package var kind: String {
        switch self {
        case .drafted: "drafted"
        case .revised: "revised"
        case .discarded: "discarded"
        case .approved: "approved"
        case .dispatched: "dispatched"
        case .accepted: "accepted"
        case .returnRequested: "return_requested"
        case .reassigned: "reassigned"
        case .upheld: "upheld"
        case .handedOver: "handed_over"
        case .progressed: "progressed"
        case .extensionAsked: "extension_asked"
        case .extended: "extended"
        case .extensionRefused: "extension_refused"
        case .reported: "reported"
        case .verified: "verified"
        case .sentBack: "sent_back"
        case .closed: "closed"
        case .reopened: "reopened"
        case .reminded: "reminded"
        case .supervisionAgreed: "supervision_agreed"
        case .signed: "signed"
        case .signatureDeclined: "signature_declined"
        case .inspected: "inspected"
        case .commented: "commented"
        case .askedAgain: "asked_again"
        case .lookBackEnded: "look_back_ended"
        case .deadlineMoved: "deadline_moved"
        }
    }
}
