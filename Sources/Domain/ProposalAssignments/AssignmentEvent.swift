// SPDX-License-Identifier: Apache-2.0

/// What can happen to an assignment. Written once, never changed.
package enum AssignmentEvent: DueEvent {
    case issued(ProposalAssignment.Brief, deadline: Deadline)
    case signedFor(Day, deadline: Deadline)
    case returnRequested(reason: FreeText, suggested: FreeText)
    /// Another unit takes over.
    case reassigned(HandlingUnit.ID, deadline: Deadline)
    /// The unit stays responsible.
    case upheld(reason: FreeText, received: Day, deadline: Deadline)
    case contacted(ProposalAssignment.Contact)
    case drafted(ProposalAssignment.Reply)
    /// The unit took the draft back before it was checked.
    case takenBack
    case sentBack(reason: FreeText)
    case checked
    case sent(ProposalAssignment.Signature)
    /// A co-handler's opinion went to the lead.
    case opinionGiven(ProposalAssignment.Reply, ProposalAssignment.Signature)
    case extensionAsked(ProposalAssignment.Extension)
    case extended(deadline: Deadline)
    case extensionRefused(reason: FreeText)
    /// The unit was reminded of what it owes (催办).
    case reminded(text: FreeText, on: Day)
    /// A proposer was not satisfied with the reply.
    case reopened(received: Day, deadline: Deadline)
    /// Somebody of the unit looks after it from now.
    case handedOver(to: Person.ID)
    /// The office has put a slip in the last reply right; what was sent before stays in the log.
    case corrected(text: FreeText, reason: FreeText)
    /// The proposal was taken back.
    case recalled
    /// The work calendar was changed, and with it the day of the present stage (BR-42).
    case deadlineMoved(Deadline)

    package static let subject = "assignment"
    package static let version = 1

    package var kind: String {
        switch self {
        case .issued: "issued"
        case .signedFor: "signed_for"
        case .returnRequested: "return_requested"
        case .reassigned: "reassigned"
        case .upheld: "upheld"
        case .contacted: "contacted"
        case .drafted: "drafted"
        case .takenBack: "taken_back"
        case .sentBack: "sent_back"
        case .checked: "checked"
        case .sent: "sent"
        case .opinionGiven: "opinion_given"
        case .extensionAsked: "extension_asked"
        case .extended: "extended"
        case .extensionRefused: "extension_refused"
        case .reminded: "reminded"
        case .reopened: "reopened"
        case .handedOver: "handed_over"
        case .corrected: "corrected"
        case .recalled: "recalled"
        case .deadlineMoved: "deadline_moved"
        }
    }
}

extension ProposalAssignment {
    package func applying(_ event: AssignmentEvent) -> ProposalAssignment {
        var assignment = self
        assignment.version += 1
        switch event {
        case .issued(_, let deadline): assignment.enter(.issued, deadline)
        case .signedFor(let day, let deadline), .upheld(_, let day, let deadline):
            assignment.receive(on: day, deadline)
        case .reopened(let day, let deadline):
            // The reply to come is talked over anew.
            assignment.contacts = []
            assignment.receive(on: day, deadline)
        case .returnRequested(let reason, let suggested):
            assignment.state = .returnRequested(reason: reason, suggested: suggested)
            assignment.wasReturned = true
        case .reassigned(let unit, let deadline):
            assignment.unit = unit
            assignment.officer = nil
            assignment.contacts = []
            assignment.wasReturned = false
            assignment.enter(.issued, deadline)
        case .contacted(let contact): assignment.contacts.append(contact)
        case .drafted(let reply):
            assignment.state = .drafted(reply)
            assignment.setAside = nil
        case .takenBack:
            assignment.setAside = draft
            assignment.state = .signedFor
        case .sentBack(let reason): if let draft { assignment.state = .sentBack(draft, reason: reason) }
        case .checked: if let draft { assignment.state = .checked(draft) }
        case .sent(let signature): if let draft { assignment.send(draft, signature) }
        case .opinionGiven(let opinion, let signature): assignment.send(opinion, signature)
        case .extensionAsked(let wish): assignment.extensionAsked = wish
        case .extended(let deadline):
            assignment.wasExtended = true
            assignment.extensionAsked = nil
            assignment.deadline = deadline
        case .extensionRefused: assignment.extensionAsked = nil
        case .reminded(_, let day): assignment.remindedOn = day
        case .handedOver(let officer): assignment.officer = officer
        case .corrected(let text, _):
            if let last = assignment.replies.indices.last { assignment.replies[last].text = text }
        case .recalled: assignment.enter(.recalled)
        case .deadlineMoved(let deadline): assignment.deadline = deadline
        }
        return assignment
    }

    /// The reply that is being worked on, once it was drafted.
    package var draft: Reply? {
        switch state {
        case .drafted(let reply), .sentBack(let reply, _), .checked(let reply): reply
        case .issued, .returnRequested, .signedFor, .sent, .recalled: nil
        }
    }

    /// The unit has it, and owes a reply from here on.
    private mutating func receive(on day: Day, _ deadline: Deadline) {
        receivedOn = day
        setAside = nil
        enter(.signedFor, deadline)
    }

    private mutating func send(_ reply: Reply, _ signature: Signature) {
        var signed = reply
        signed.signature = signature
        replies.append(signed)
        extensionAsked = nil
        enter(.sent)
    }

    /// A new stage, with what it owes.
    private mutating func enter(_ state: State, _ deadline: Deadline? = nil) {
        self.state = state
        self.deadline = deadline
    }

    /// The assignment that a log tells of; nil if its first event does not issue one.
    package static func replaying(_ log: [AssignmentEvent], as id: ID) -> ProposalAssignment? {
        guard case .issued(let brief, _)? = log.first else { return nil }
        return log.reduce(ProposalAssignment(brief, as: id)) { $0.applying($1) }
    }
}
