// SPDX-License-Identifier: Apache-2.0

extension Proposal {
    /// What can be asked of a proposal.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case write, invite, recall, sign, decline, submit, withdraw
        case enterAnew = "enter_anew"
        case enterWithdrawal = "enter_withdrawal"
        case file
        case turnDown = "turn_down"
        case sendBack = "send_back"
        case reconsider, merge, unmerge
        case consentToWithdrawal = "consent_to_withdrawal"
        case refuseWithdrawal = "refuse_withdrawal"
        case forward
        case receiveResult = "receive_result"
        case review, unpublish, assign
        case chooseAsKey = "choose_as_key"
        case categorise
        case handOver = "hand_over"
        case correct, supervise, close
        case beginFollowUp = "begin_follow_up"
        case followUp = "follow_up"

        /// Whose act it is, whatever the state. Of members it is the first proposer's, or of whoever was invited to sign.
        package var holders: Set<Role> {
            switch self {
            case .write, .invite, .recall, .sign, .decline, .submit, .withdraw: [.member]
            case .enterAnew, .enterWithdrawal, .file, .turnDown, .sendBack, .reconsider, .merge, .unmerge,
                .consentToWithdrawal, .refuseWithdrawal, .forward, .receiveResult, .review, .unpublish, .assign,
                .chooseAsKey, .categorise,
                .handOver, .correct,
                .close, .beginFollowUp, .followUp:
                [.proposalOfficer]
            case .supervise: [.proposalOfficer, .leader]
            }
        }
    }

    /// The role in which the actor acts on this proposal: what the event log records.
    package func role(of actor: Actor, for command: Command) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        switch command {
        case .write, .invite, .recall, .submit, .withdraw:
            return staff.id == proposer.signer && staff.holds(.member) ? .member : nil
        case .sign, .decline:
            return coSigners.contains { $0.person == staff.id } && staff.holds(.member) ? .member : nil
        case .enterAnew, .enterWithdrawal, .file, .turnDown, .sendBack, .reconsider, .merge, .unmerge,
            .consentToWithdrawal, .refuseWithdrawal, .forward, .receiveResult, .review, .unpublish, .assign,
            .chooseAsKey, .categorise,
            .handOver, .correct,
            .supervise, .close, .beginFollowUp, .followUp:
            return Role.allCases.first { command.holders.contains($0) && staff.holdsEverywhere($0) }
        }
    }

    /// Nil if the actor may do this now; otherwise why not. Buttons and guards both ask here.
    package func refusal(of command: Command, by actor: Actor) -> ProposalRefusal? {
        guard role(of: actor, for: command) != nil else { return .notYours }
        switch command {
        case .write: return state.name.isInWriting ? nil : .alreadySubmitted
        case .invite: return state == .draft ? (proposer.kind == .member ? nil : .signsAlone) : .alreadySubmitted
        case .recall: return state == .awaitingCoSigners ? nil : .notAwaitingCoSigners
        case .sign, .decline: return answeringRefusal(of: actor)
        case .submit: return state == .awaitingCoSigners || state.name.isInWriting ? nil : .alreadySubmitted
        case .withdraw: return withdrawingRefusal
        case .enterAnew: return enteringRefusal
        case .enterWithdrawal: return enteringWithdrawalRefusal
        case .forward: return forwardingRefusal
        case .file, .turnDown, .sendBack: return state == .submitted ? nil : .notInReview
        case .reconsider: return state.name == .notFiled ? nil : .notTurnedDown
        case .merge: return state == .submitted || state == .filed ? withdrawalRefusal : .tooLateToMerge
        case .unmerge: return state.name == .merged ? nil : .notMerged
        case .consentToWithdrawal, .refuseWithdrawal: return withdrawal == nil ? .noWithdrawalAsked : nil
        case .receiveResult: return upward == .waiting ? nil : .notForwarded
        case .review: return reviewRefusal(by: actor)
        case .unpublish: return publication.isPublic ? nil : .notPublished
        case .assign: return state == .filed ? withdrawalRefusal : .notFiled
        case .chooseAsKey: return choosingRefusal
        case .categorise: return period == nil ? .notHandedIn : nil
        case .handOver: return period == nil ? .notHandedIn : state.name.isEnded ? .alreadyEnded : nil
        case .correct: return period == nil ? .notHandedIn : state == .withdrawn ? .alreadyEnded : nil
        case .supervise: return supervisingRefusal
        case .close: return state == .replied ? supervisedRefusal : .notReplied
        case .beginFollowUp: return state == .closed ? nil : .notClosed
        case .followUp: return state == .followUp ? nil : .notInFollowUp
        }
    }

    /// Whether others may be handled as part of it: it has its number, and no unit has it yet.
    package var takesMerged: Bool { state == .filed && withdrawal == nil }

    package static let claimedDecision = Command.file
    package static let decisions: Set<Command> = [.file, .turnDown, .sendBack, .merge, .forward]

    /// Whether it waits for the review.
    package var isUndecided: Bool { state == .submitted }

    private func answeringRefusal(of actor: Actor) -> ProposalRefusal? {
        guard state == .awaitingCoSigners, case .staff(let staff) = actor else { return .notAwaitingCoSigners }
        return coSigners.contains { $0.person == staff.id && $0.answer == nil } ? nil : .alreadyAnswered
    }

    /// Before it is filed the first proposer takes it back freely; afterwards that is asked, and waits for consent.
    private var withdrawingRefusal: ProposalRefusal? {
        switch state {
        case .draft, .awaitingCoSigners, .submitted, .returned: nil
        case .filed, .handling: withdrawalRefusal
        case .notFiled, .forwarded, .merged, .replied, .rehandling, .closed, .followUp, .withdrawn: .tooLateToWithdraw
        }
    }

    /// On paper comes what was on paper before, while it is to be improved.
    private var enteringRefusal: ProposalRefusal? {
        guard entry != nil else { return .notEntered }
        return state.name == .returned ? nil : .alreadySubmitted
    }

    /// What a body has handed in it may take back on paper, as whoever signs for it may here; a member does so here alone.
    private var enteringWithdrawalRefusal: ProposalRefusal? {
        guard proposer.kind.isCollective else { return .notOfBody }
        return period == nil ? .notHandedIn : withdrawingRefusal
    }

    /// Before it is decided it goes up instead of being filed here; once it has its number, beside its handling here. Once.
    private var forwardingRefusal: ProposalRefusal? {
        guard upward == nil else { return .alreadyForwarded }
        // What is part of another goes up with that.
        guard lead == nil else { return .alreadyEnded }
        switch state {
        case .submitted: return nil
        case .filed, .handling, .replied, .rehandling, .closed, .followUp: return withdrawalRefusal
        case .draft, .awaitingCoSigners, .returned, .notFiled: return .notInReview
        case .merged, .forwarded, .withdrawn: return .alreadyEnded
        }
    }

    /// The first proposer has asked to take it back: that is decided first.
    private var withdrawalRefusal: ProposalRefusal? { withdrawal == nil ? nil : .withdrawalWaits }

    /// What has a number may be published, wherever it stands, if its proposer agrees and somebody else has read it.
    private func reviewRefusal(by actor: Actor) -> ProposalRefusal? {
        guard number != nil, state != .withdrawn, case .staff(let staff) = actor else { return .notFiled }
        guard content.disclosure == .open else { return .notDisclosed }
        if proposers.contains(staff.id) { return .ownText }  // BR-41
        return publication.reviewers.contains(staff.id) ? .alreadyReviewed : nil  // BR-41
    }

    private var choosingRefusal: ProposalRefusal? {
        switch state {
        case .filed, .handling, .replied, .rehandling: nil
        case .draft, .awaitingCoSigners, .submitted, .returned, .notFiled, .forwarded: .notFiled
        case .merged, .closed, .followUp, .withdrawn: .alreadyEnded
        }
    }

    /// Whether its handling may be supervised as it stands, alone or in a session over several.
    package var takesSupervision: Bool { supervisingRefusal == nil }

    /// Of what is filed the handling may be supervised, whether it is a key proposal or not.
    private var supervisingRefusal: ProposalRefusal? {
        switch state {
        case .filed, .handling, .replied, .rehandling, .followUp: nil
        case .draft, .awaitingCoSigners, .submitted, .returned, .notFiled, .forwarded: .notFiled
        case .merged, .closed, .withdrawn: .alreadyEnded
        }
    }

    /// A key proposal ends only after its handling was supervised.
    private var supervisedRefusal: ProposalRefusal? {
        isKey && supervisions == 0 ? .notSupervised : nil  // BR-22
    }
}
