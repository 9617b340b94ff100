// SPDX-License-Identifier: Apache-2.0

/// What can happen to a proposal. Written once, never changed.
package enum ProposalEvent: DueEvent {
    case drafted(Proposer, Proposal.Content)
    /// The office entered what a body has handed in on sealed paper; whoever signs for the body is told.
    case entered(Proposer, Proposal.Content, Proposal.Entry, ProposalPeriod, deadline: Deadline)
    /// It had been sent back, and the body has handed it in on paper once more.
    case enteredAnew(Proposal.Content, Proposal.Entry, deadline: Deadline)
    case written(Proposal.Content)
    case invited([Person.ID], deadline: Deadline)
    /// The invitations were taken back, and with them who had signed.
    case recalled
    case coSignerAnswered(Person.ID, Proposal.CoSigner.Answer)
    case submitted(ProposalPeriod, deadline: Deadline)
    /// The first proposer wants it back, and it has a number already.
    case withdrawalAsked(reason: FreeText)
    /// The office entered the paper by which a body takes its proposal back; without a number it is withdrawn with that, and otherwise
    /// waits for consent.
    case withdrawalEntered(reason: FreeText, Proposal.Entry, paper: [Attachment.ID])
    case withdrawalRefused(reason: FreeText)
    case withdrawn(reason: FreeText)
    case filed(ProposalNumber)
    case turnedDown(Proposal.Rejection)
    case sentBack(reason: FreeText)
    /// It was turned down by mistake; the review begins again.
    case reconsidered(reason: FreeText, deadline: Deadline)
    case merged(into: Proposal.ID, consent: FreeText)
    /// The merging was undone: it stands where it stood, under review where it has no number.
    case unmerged(reason: FreeText, deadline: Deadline?)
    /// Sent up to the committee above: instead of being filed here, or beside its handling.
    case forwarded
    case resultReceived(Proposal.Result, on: Day)
    /// Somebody reviewed the public wording; published when it was the last review needed.
    /// `isSameText`: whether it was the wording that others had reviewed before; said here, since words can be erased.
    case reviewed(Proposal.PublicText, isSameText: Bool, reviewer: Person.ID, needed: Int)
    case unpublished(reason: FreeText)
    case assigned([Proposal.Handler])
    /// All who owe a reply have sent it; the proposers are asked until the deadline.
    case replied(outcome: String, deadline: Deadline)
    /// A proposer was not satisfied; the units reply once more.
    case rehandlingBegan
    /// Made a key proposal under a leader, and why this one. `person`: the leader, where it is somebody of the directory.
    case chosenAsKey(leader: FreeText, reason: FreeText?, person: Person.ID?)
    /// It was answered and nobody has supervised its handling: the leader is asked to, before it can be closed (BR-22).
    case supervisionAsked
    /// What it is about, by the county's list.
    case categorised(String)
    /// Another of those who sign becomes the first proposer, or signs for the body.
    case handedOver(to: Person.ID)
    /// The office has put a slip right; what stood there before stays in the log.
    case corrected(Proposal.Field, to: FreeText, reason: FreeText)
    /// It was announced as a good one.
    case commended(Commendation.ID)
    case supervised(Proposal.SupervisionAct)
    /// Ended; `deadline`: by when it is looked at what was promised.
    case closed(on: Day, deadline: Deadline?)
    case followUpBegan
    case followedUp(Proposal.FollowUp, on: Day, deadline: Deadline?)
    /// The work calendar was changed, and with it the day of the present stage (BR-42).
    case deadlineMoved(Deadline)

    package static let subject = "proposal"
    package static let version = 1

    package var kind: String {
        switch self {
        case .drafted: "drafted"
        case .entered: "entered"
        case .enteredAnew: "entered_anew"
        case .written: "written"
        case .invited: "invited"
        case .recalled: "recalled"
        case .coSignerAnswered: "co_signer_answered"
        case .submitted: "submitted"
        case .withdrawalAsked: "withdrawal_asked"
        case .withdrawalEntered: "withdrawal_entered"
        case .withdrawalRefused: "withdrawal_refused"
        case .withdrawn: "withdrawn"
        case .filed: "filed"
        case .turnedDown: "turned_down"
        case .sentBack: "sent_back"
        case .reconsidered: "reconsidered"
        case .merged: "merged"
        case .unmerged: "unmerged"
        case .forwarded: "forwarded"
        case .resultReceived: "result_received"
        case .reviewed: "reviewed"
        case .unpublished: "unpublished"
        case .assigned: "assigned"
        case .replied: "replied"
        case .rehandlingBegan: "rehandling_began"
        case .chosenAsKey: "chosen_as_key"
        case .supervisionAsked: "supervision_asked"
        case .categorised: "categorised"
        case .commended: "commended"
        case .handedOver: "handed_over"
        case .corrected: "corrected"
        case .supervised: "supervised"
        case .closed: "closed"
        case .followUpBegan: "follow_up_began"
        case .followedUp: "followed_up"
        case .deadlineMoved: "deadline_moved"
        }
    }
}
