// SPDX-License-Identifier: Apache-2.0

/// A topic as it was said, parsed and bounded: what the edge hands to the rules.
package struct TopicDraft: Hashable, Sendable {
    package let room: Room.ID
    package let area: AreaCode
    package let source: Topic.Source
    package let text: String
    package let place: String?
    /// Where the submitter can be told news; nobody on the desk sees it (BR-38).
    package let phone: String?
    /// Where and when it was said, for the sources that have to say it.
    package let occasion: Topic.Occasion?
    /// What it is called where it was pushed from.
    package let ticket: Topic.Ticket?
    /// What it is about, where somebody who knows the county's list has said so.
    package let category: String?

    package init(
        room: Room.ID, area: AreaCode, source: Topic.Source, text: String, place: String?, phone: String? = nil,
        occasion: Topic.Occasion? = nil, ticket: Topic.Ticket? = nil, category: String? = nil
    ) {
        self.room = room
        self.area = area
        self.source = source
        self.text = text
        self.place = place
        self.phone = phone
        self.occasion = occasion
        self.ticket = ticket
        self.category = category
    }
}

extension Topic {
    /// What came in, as the log keeps it.
    package struct Submission: Hashable, Sendable, Codable {
        package let room: Room.ID
        package let area: AreaCode
        package let source: Source
        package let text: FreeText
        package let place: FreeText?
        /// Not part of the topic: whoever loads a topic does not load it.
        package let phone: FreeText?
        package let occasion: Occasion?
        package let ticket: Ticket?
        package let category: String?

        package init(_ draft: TopicDraft) {
            room = draft.room
            area = draft.area
            source = draft.source
            text = .kept(draft.text)
            place = draft.place.map(FreeText.kept)
            phone = draft.phone.map(FreeText.kept)
            occasion = draft.occasion
            ticket = draft.ticket
            category = draft.category
        }
    }

    /// A topic before its first event; nil unless that event is one that begins a topic.
    init?(id: ID, beginning event: TopicEvent, at moment: Instant) {
        switch event {
        case .submitted(let submission, _), .submittedAndHeld(let submission, _):
            self.init(id: id, submission: submission, receivedAt: moment)
        case .gathered(let submission, _): self.init(id: id, submission: submission, receivedAt: moment)
        case .takenOver(let submission, let former):
            self.init(id: id, submission: submission, receivedAt: former.receivedAt)
        case .roundOpened(let submission, let round, let previous):
            self.init(id: id, submission: submission, round: round, previousRound: previous, receivedAt: moment)
        case .released, .asked, .answered, .pooled, .rejected, .reconsidered, .redirected, .passedOn, .cameBack,
            .resultTold, .solvedDirectly, .merged, .unmerged, .selected, .deselected, .proposedForPlan, .planDecided,
            .scored,
            .mediated,
            .added, .withdrawalAsked, .withdrawalUndone, .withdrawn, .assigned, .researched, .attached, .scheduled,
            .unscheduled, .consulted, .handlingBegan, .closed, .reopened, .continued, .reviewed, .unpublished, .related,
            .deadlineMoved, .corrected, .placeCorrected, .contactReplaced, .erased, .escalationAsked, .escalated,
            .escalationDeclined, .escalationUndone,
            .dissolved,
            .resultReturned, .returnAcknowledged, .receiptGiven, .categorised, .judged:
            return nil
        }
    }

    init(
        id: ID, submission: Submission, round: Int = 1, previousRound: ID? = nil, receivedAt: Instant
    ) {
        self.init(
            id: id, room: submission.room, area: submission.area, source: submission.source, receivedAt: receivedAt,
            text: submission.text, place: submission.place, round: round, previousRound: previousRound,
            category: submission.category, state: .held,
            publication: .hidden, publicText: nil, deadline: nil,
            dispatch: submission.ticket.map { Dispatch(ticket: $0) }, version: 0)
    }
}
