// SPDX-License-Identifier: Apache-2.0

/// What can happen to a consultation session. Written once, never changed.
package enum SessionEvent: DueEvent {
    case planned(room: Room.ID, area: AreaCode, topics: [Topic.ID], plan: ConsultationSession.Plan)
    case announced
    case invited([Participant])
    /// A member put himself on the list.
    case joined(Participant)
    /// Somebody of the people who had enrolled and was on the list does not come after all.
    case excused(Participant.ID)
    /// Somebody answered the invitation, or somebody of the room was told.
    case answered(Participant.ID, ConsultationSession.Reply)
    /// A member is away on official business, with approval.
    case leaveApproved(Participant.ID, reason: FreeText)
    /// Those who had not answered were asked once more.
    case reminded([Participant.ID], on: Day)
    /// What was seen on the spot.
    case visited(FreeText)
    /// A leader of Party or government takes part, has told or answered something.
    case leaderNoted(ConsultationSession.Leader)
    /// Papers were sent; a gap in the circle of participants is explained (BR-04).
    case readied(waiver: FreeText?)
    case started
    case checkedIn([Participant.ID])
    /// Somebody checked in by oneself.
    case arrived(Participant.ID, by: Participant.Arrival)
    /// Somebody who is there tried to check in again; nobody is counted for it.
    case doubled(Participant.ID)
    case opinionRecorded(ConsultationSession.Opinion)
    /// People were put on the list of speakers.
    case enlisted([Participant.ID], minutes: Int)
    /// A participant asked for the floor.
    case floorAsked(Participant.ID, minutes: Int)
    /// The list of speakers in its new order; whoever is not in it is off the list.
    case reordered([Participant.ID])
    case floorGiven(Participant.ID, minutes: Int, at: Instant)
    /// The turn is over; what was said, where it was written down.
    case turnEnded(Participant.ID, seconds: Int, opinion: ConsultationSession.Opinion?)
    /// A member of long standing stands by a new one (A2-17).
    case paired(mentor: Participant.ID, with: Participant.ID)
    case paperHandedIn(ConsultationSession.Paper)
    case paperChanged(ConsultationSession.Paper.ID, isPublic: Bool)
    case paperWithdrawn(ConsultationSession.Paper.ID)
    /// What was agreed on one of several topics, or that nothing was.
    case topicConcluded(Topic.ID, ConsultationSession.Conclusion)
    case concluded(ConsultationSession.Conclusion, deadline: Deadline)
    /// Drafted, or drafted anew after objections. `outcomeDue`: by when the outcome must be out; `objectionsUntil`: the last day
    /// on which whoever takes part may count on objecting, nil in logs from before there was one.
    case minutesDrafted(FreeText, outcomeDue: Deadline, objectionsUntil: Day?)
    /// An item was written down for what was agreed on this topic; nil in logs from before topics were noted.
    case itemDrafted(SuggestionItem.ID, on: Topic.ID?)
    /// Its draft was thrown away.
    case itemDiscarded(SuggestionItem.ID)
    case objected(participant: Participant.ID, text: FreeText)
    case minutesConfirmed
    case outcomeIssued
    case archived
    case postponed(reason: FreeText)
    case rescheduled(ConsultationSession.Plan)
    case cancelled(reason: FreeText)
    /// The work calendar was changed, and with it the day of the present stage (BR-42).
    case deadlineMoved(Deadline)

    package static let subject = "session"
    package static let version = 1

    package var kind: String {
        switch self {
        case .planned: "planned"
        case .announced: "announced"
        case .invited: "invited"
        case .joined: "joined"
        case .excused: "excused"
        case .answered: "answered"
        case .leaveApproved: "leave_approved"
        case .reminded: "reminded"
        case .visited: "visited"
        case .leaderNoted: "leader_noted"
        case .readied: "readied"
        case .started: "started"
        case .checkedIn: "checked_in"
        case .arrived: "arrived"
        case .doubled: "doubled"
        case .opinionRecorded: "opinion_recorded"
        case .enlisted: "enlisted"
        case .floorAsked: "floor_asked"
        case .reordered: "reordered"
        case .floorGiven: "floor_given"
        case .turnEnded: "turn_ended"
        case .paired: "paired"
        case .paperHandedIn: "paper_handed_in"
        case .paperChanged: "paper_changed"
        case .paperWithdrawn: "paper_withdrawn"
        case .topicConcluded: "topic_concluded"
        case .concluded: "concluded"
        case .minutesDrafted: "minutes_drafted"
        case .itemDrafted: "item_drafted"
        case .itemDiscarded: "item_discarded"
        case .objected: "objected"
        case .minutesConfirmed: "minutes_confirmed"
        case .outcomeIssued: "outcome_issued"
        case .archived: "archived"
        case .postponed: "postponed"
        case .rescheduled: "rescheduled"
        case .cancelled: "cancelled"
        case .deadlineMoved: "deadline_moved"
        }
    }
}
