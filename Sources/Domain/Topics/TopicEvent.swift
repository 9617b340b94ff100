// SPDX-License-Identifier: Apache-2.0

/// What can happen to a topic. Written once, never changed.
package enum TopicEvent: DueEvent {
    case submitted(Topic.Submission, deadline: Deadline)
    /// Came in above the intake limit.
    /// `deadline`: by when somebody looks; none where it was written before looking had a day.
    case submittedAndHeld(Topic.Submission, deadline: Deadline? = nil)
    /// The end of one round opened this one; what changed since is the topic's text (BR-06).
    case roundOpened(Topic.Submission, round: Int, previous: Topic.ID)
    /// What several rooms brought before this one, now dealt with together (BR-10).
    case gathered(Topic.Submission, from: [Topic.ID])
    /// It was in a former system, and is taken over as it stood there.
    case takenOver(Topic.Submission, Topic.Former)
    case released(deadline: Deadline)
    case asked(question: FreeText)
    case answered(answer: FreeText, deadline: Deadline)
    case pooled
    /// Somebody said what it is about, by the county's list; the last word counts.
    case categorised(String)
    case rejected(Topic.Rejection)
    /// It was turned down by mistake; screening begins again.
    case reconsidered(reason: FreeText, deadline: Deadline)
    /// It belongs elsewhere, and was sent there.
    case redirected(Topic.Redirection)
    /// It is another room's matter, which screens it anew; what is handled as part of another, here or above, goes along as it is.
    case passedOn(Topic.Passing, deadline: Deadline)
    /// It was sent back, or was sent on by mistake; screening begins again.
    case cameBack(reason: FreeText, deadline: Deadline)
    /// What came of it there.
    case resultTold(FreeText)
    /// `askedUntil`: until when its submitter is asked whether that is so, with those of its parts; none where nobody holds the code
    /// of any, and where it was written before anybody was asked.
    case solvedDirectly(answer: FreeText, askedUntil: Day? = nil)
    /// Its submitter says whether what the room has settled is really solved; the last word counts.
    /// `deadline`: by when it is screened anew; none where it is not unsolved.
    case judged(Confirmation.Answer, deadline: Deadline? = nil)
    case merged(into: Topic.ID)
    /// The merging was undone; screening begins again.
    case unmerged(deadline: Deadline)
    case selected
    /// The convener took the choice back; it waits in the pool again.
    case deselected(reason: FreeText)
    /// It belongs into the annual plan: the Party committee is to decide (BR-03).
    case proposedForPlan
    case planDecided(Topic.PlanDecision)
    /// Somebody judged it by the three criteria; of one person the last word counts.
    case scored(Topic.Score)
    /// With an answer to its submitter, it is settled by that.
    case mediated(Topic.Mediation)
    /// The submitter added something to what was said.
    case added(FreeText)
    /// The submitter takes it back; until the moment named that can be undone.
    case withdrawalAsked(reason: FreeText, effectiveAt: Instant)
    case withdrawalUndone
    /// The moment has come.
    case withdrawn
    /// A member was asked to research it; asked again, somebody else takes over.
    case assigned(researcher: Person.ID, deadline: Deadline)
    case researched(Topic.ResearchRecord)
    case attached([Attachment.ID])
    /// A session on it was announced.
    case scheduled(in: ConsultationSession.ID)
    /// Its session was cancelled.
    case unscheduled
    case consulted
    /// Units were given what was agreed, at first or again.
    case handlingBegan
    case closed(Topic.Closure)
    case reopened
    /// The next round went on from this one.
    case continued(in: Topic.ID)
    /// Somebody reviewed the public wording; published when it was the last review needed.
    /// `isSameText`: whether it was the wording that others had reviewed before; said here, since words can be erased.
    /// `consent`: how those have agreed whom it shows, where it was written while the event said so; now that is noted beside
    /// events of every kind (BR-41).
    case reviewed(
        text: Topic.PublicText, isSameText: Bool, reviewer: Person.ID, needed: Int, consent: FreeText? = nil)
    case unpublished(reason: FreeText)
    /// Its room thinks that others have the same matter, and brings it before a room above (BR-10).
    case escalationAsked(of: Room.ID, area: AreaCode, reason: FreeText)
    /// The room above deals with it, together with others' topics, as part of this one.
    case escalated(into: Topic.ID)
    /// The room above leaves it with its own room.
    case escalationDeclined(reason: FreeText)
    /// Its room goes on by itself: the request was taken back, or the room above gave it back.
    case escalationUndone
    /// The room above takes back what it had gathered, before anything was done with it.
    case dissolved
    /// The result is there for the system outside that pushed it, or was brought there by hand (BR-09).
    case resultReturned(Topic.Return)
    /// The system outside has fetched the result.
    case returnAcknowledged
    /// The system outside to which it was sent on has taken it in.
    case receiptGiven(Topic.Ticket)
    /// Somebody noticed that another topic speaks of the same or a neighbouring matter.
    case related(to: Topic.ID)
    /// The work calendar was changed, and with it the day of the present stage (BR-42).
    case deadlineMoved(Deadline)
    /// How it should read, at the submitter's wish; what was said at first stays beside it (BR-40).
    case corrected(FreeText)
    /// Where it is, at the submitter's wish, instead of what was said at first (BR-40).
    case placeCorrected(FreeText)
    /// The phone that should have been left; the former one is forgotten (BR-40).
    case contactReplaced(FreeText)
    /// What the submitter had said was erased at the submitter's wish (BR-40).
    case erased

    package static let subject = "topic"
    package static let version = 1

    package var kind: String {
        switch self {
        case .submitted: "submitted"
        case .submittedAndHeld: "submitted_and_held"
        case .roundOpened: "round_opened"
        case .gathered: "gathered"
        case .takenOver: "taken_over"
        case .released: "released"
        case .asked: "asked"
        case .answered: "answered"
        case .pooled: "pooled"
        case .categorised: "categorised"
        case .rejected: "rejected"
        case .reconsidered: "reconsidered"
        case .redirected: "redirected"
        case .passedOn: "passed_on"
        case .cameBack: "came_back"
        case .resultTold: "result_told"
        case .solvedDirectly: "solved_directly"
        case .judged: "judged"
        case .merged: "merged"
        case .unmerged: "unmerged"
        case .selected: "selected"
        case .deselected: "deselected"
        case .proposedForPlan: "proposed_for_plan"
        case .planDecided: "plan_decided"
        case .scored: "scored"
        case .mediated: "mediated"
        case .added: "added"
        case .withdrawalAsked: "withdrawal_asked"
        case .withdrawalUndone: "withdrawal_undone"
        case .withdrawn: "withdrawn"
        case .assigned: "assigned"
        case .researched: "researched"
        case .attached: "attached"
        case .scheduled: "scheduled"
        case .unscheduled: "unscheduled"
        case .consulted: "consulted"
        case .handlingBegan: "handling_began"
        case .closed: "closed"
        case .reopened: "reopened"
        case .continued: "continued"
        case .reviewed: "reviewed"
        case .unpublished: "unpublished"
        case .escalationAsked: "escalation_asked"
        case .escalated: "escalated"
        case .escalationDeclined: "escalation_declined"
        case .escalationUndone: "escalation_undone"
        case .dissolved: "dissolved"
        case .resultReturned: "result_returned"
        case .returnAcknowledged: "return_acknowledged"
        case .receiptGiven: "receipt_given"
        case .related: "related"
        case .deadlineMoved: "deadline_moved"
        case .corrected: "corrected"
        case .placeCorrected: "place_corrected"
        case .contactReplaced: "contact_replaced"
        case .erased: "erased"
        }
    }

    /// What it was called in a former system.
    package var formerNumber: String? {
        guard case .takenOver(_, let former) = self else { return nil }
        return former.number
    }

    /// What came in, held for a look or not; nil of whatever else happens.
    package var submission: Topic.Submission? {
        if case .submitted(let submission, _) = self { return submission }
        if case .submittedAndHeld(let submission, _) = self { return submission }
        return nil
    }

    /// Where and when it was said, as the first event tells.
    package var occasion: Topic.Occasion? { submission?.occasion }

    /// How those have agreed whom it shows, as events said it before that was noted beside them.
    package var notedConsent: FreeText? {
        guard case .reviewed(_, _, _, _, let consent) = self else { return nil }
        return consent
    }

    /// Whether the room says something to whoever raised it: a decision, or a question. The first such event is what people
    /// wait for.
    package var answersSubmitter: Bool {
        switch self {
        case .asked, .pooled, .rejected, .redirected, .solvedDirectly, .merged, .escalated: true
        case .mediated(let mediation): mediation.answer != nil
        case .submitted, .submittedAndHeld, .roundOpened, .released, .answered, .reconsidered, .passedOn, .cameBack,
            .resultTold,
            .unmerged, .selected, .deselected, .proposedForPlan, .planDecided, .scored, .added, .withdrawalAsked,
            .withdrawalUndone, .withdrawn, .assigned, .researched, .attached, .scheduled, .unscheduled, .consulted,
            .handlingBegan, .closed, .reopened, .continued, .reviewed, .unpublished, .related, .deadlineMoved,
            .corrected, .placeCorrected, .contactReplaced, .erased, .gathered, .takenOver, .categorised,
            .escalationAsked, .escalationDeclined,
            .escalationUndone,
            .dissolved, .resultReturned, .returnAcknowledged, .receiptGiven, .judged:
            false
        }
    }

    /// The phone that the submitter left as the topic came in, or put in its place.
    package var phoneLeft: FreeText? {
        switch self {
        case .submitted(let submission, _), .submittedAndHeld(let submission, _), .takenOver(let submission, _):
            submission.phone
        case .contactReplaced(let phone): phone
        case .roundOpened, .released, .asked, .answered, .pooled, .rejected, .reconsidered, .redirected, .passedOn,
            .cameBack,
            .resultTold, .solvedDirectly, .merged, .unmerged, .selected, .deselected, .proposedForPlan, .planDecided,
            .scored,
            .mediated,
            .added, .withdrawalAsked, .withdrawalUndone, .withdrawn, .assigned, .researched, .attached, .scheduled,
            .unscheduled, .consulted, .handlingBegan, .closed, .reopened, .continued, .reviewed, .unpublished, .related,
            .deadlineMoved, .corrected, .placeCorrected, .erased, .gathered, .escalationAsked, .escalated,
            .escalationDeclined,
            .escalationUndone, .dissolved, .resultReturned, .returnAcknowledged, .receiptGiven, .categorised, .judged:
            nil
        }
    }
}
