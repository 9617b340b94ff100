// SPDX-License-Identifier: Apache-2.0

extension Topic {
    /// What can be asked of a topic.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case release, pool, categorise, reject, reconsider, redirect
        /// To another room of the county.
        case passOn = "pass_on"
        case takeBack = "take_back"
        case tellResult = "tell_result"
        case ask, answer
        /// The submitter says whether what the room has settled is really solved.
        case judge
        case solveDirectly = "solve_directly"
        case merge, unmerge, select
        /// Takes back that it was chosen for consultation.
        case deselect
        case assign, research, attach
        case openNextRound = "open_next_round"
        case review, unpublish, relate
        case score, mediate
        case proposeForPlan = "propose_for_plan"
        case recordPlanDecision = "record_plan_decision"
        case add, withdraw
        case keepUp = "keep_up"
        case escalate
        case keepHere = "keep_here"
        case declineEscalation = "decline_escalation"
        case gather, dissolve
        case returnResult = "return_result"
        case acknowledgeReturn = "acknowledge_return"
        case giveReceipt = "give_receipt"

        /// Whose act it is, whatever the state.
        package var holders: Set<Role> {
            switch self {
            case .release, .pool, .reject, .reconsider, .redirect, .passOn, .takeBack, .tellResult, .ask,
                .solveDirectly, .merge,
                .unmerge, .review, .unpublish, .relate, .mediate, .escalate, .keepHere, .declineEscalation, .gather,
                .dissolve,
                .returnResult,
                .acknowledgeReturn, .giveReceipt:
                [.roomSecretary]
            case .select, .deselect, .proposeForPlan: [.convener]
            case .assign, .openNextRound, .score, .recordPlanDecision, .categorise: [.convener, .roomSecretary]
            case .research: [.member]
            case .attach: [.member, .roomSecretary]
            case .answer, .judge, .add, .withdraw, .keepUp: []
            }
        }
    }

    /// Nil if the actor may do this now; otherwise why not. Buttons and guards both ask here.
    package func refusal(of command: Command, by actor: Actor) -> TopicRefusal? {
        guard isAct(command, of: actor) else { return .notYours }
        switch command {
        case .release: return state == .held ? nil : .notHeld
        case .pool: return decisionRefusal
        case .redirect: return turningRefusal
        case .passOn: return passingRefusal
        case .solveDirectly: return solvingRefusal
        case .reject: return (state == .held ? nil : turningRefusal) ?? owedRefusal
        case .reconsider: return reconsideringRefusal
        // Whatever was told of it, what the other side does not take is the room's to go on with.
        case .takeBack: return state.name == .redirected ? nil : .notRedirected
        case .tellResult: return redirectedRefusal ?? owedRefusal  // BR-09
        case .ask: return askingRefusal
        case .answer: return answeringRefusal
        case .judge: return askedUntil == nil || !source.hasSubmitter ? .nothingAsked : nil
        case .merge: return mergingRefusal
        case .unmerge: return unmergingRefusal
        case .select: return selectingRefusal
        case .deselect: return deselectingRefusal
        case .assign: return assigningRefusal
        case .research: return researchingRefusal
        case .attach: return attachingRefusal
        case .openNextRound: return nextRoundRefusal
        case .review: return reviewRefusal(by: actor)
        case .unpublish: return publication.isPublic ? nil : .notPublished
        case .relate, .categorise: return nil
        case .score: return state == .pooled ? nil : .notPooled
        case .mediate: return mediatingRefusal
        case .proposeForPlan: return proposingRefusal
        case .recordPlanDecision: return planDecisionRefusal
        case .add: return addingRefusal
        case .withdraw: return withdrawingRefusal
        case .keepUp: return withdrawalAt == nil ? .notWithdrawing : nil
        case .escalate: return escalatingRefusal
        case .keepHere: return keepingHereRefusal
        case .gather, .declineEscalation: return gatheringRefusal
        case .dissolve: return dissolvingRefusal
        case .returnResult: return returningRefusal
        case .acknowledgeReturn: return acknowledgingRefusal
        case .giveReceipt: return receiptRefusal
        }
    }

    /// The role in which the actor acts on this topic: what the event log records. A member acts on what this member was
    /// asked to research; whoever holds another role too acts in that one elsewhere.
    package func role(of actor: Actor, for command: Command) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        // What is brought before a room above is gathered or declined by that room.
        if command == .gather || command == .declineEscalation {
            return escalation.flatMap { staff.role(among: command.holders, room: $0.room, area: $0.area) }
        }
        let holders = staff.id == researcher ? command.holders : command.holders.subtracting([.member])
        return staff.role(among: holders, room: room, area: area)
    }

    /// How often a submitter may add something: whoever has more to say should be asked.
    package static let additionsMax = 20

    /// How far ahead the day of a research may lie: what is later is a slip of the finger.
    package static let researchMonthsMax = 36

    /// Whether other topics may be handled as part of this one, and others may say that it is theirs too: not where its
    /// submitter is about to take it back.
    package var takesMerged: Bool { state.name.takesMerged && withdrawalAt == nil }

    func isAct(_ command: Command, of actor: Actor) -> Bool {
        switch actor {
        case .staff: return role(of: actor, for: command) != nil
        case .holder(.topic(let own)): return command.holders.isEmpty && own == id
        case .visitor, .holder, .console, .system: return false
        }
    }

    var decisionRefusal: TopicRefusal? {
        switch state {
        case .screening, .asked: nil
        case .held: .stillHeld
        case .pooled, .rejected, .redirected, .solvedDirectly, .merged, .selected, .researching, .ready, .scheduled,
            .consulted, .inHandling, .closed, .reopened, .withdrawn:
            .alreadyDecided
        }
    }

    private var reconsideringRefusal: TopicRefusal? {
        guard state.name == .rejected || state.name == .solvedDirectly else { return .notRejected }
        return text == .erased ? .alreadyErased : nil  // BR-40
    }

    var redirectedRefusal: TopicRefusal? {
        guard case .redirected(let redirection) = state else { return .notRedirected }
        return redirection.result == nil ? nil : .resultIsTold
    }

    private var askingRefusal: TopicRefusal? {
        state.name == .asked ? .alreadyAsked : decisionRefusal
    }

    private var answeringRefusal: TopicRefusal? {
        state.name == .asked ? nil : .nothingAsked
    }

    private var mergingRefusal: TopicRefusal? {
        switch state {
        // About to be taken back by its submitter, it is not tied to others.
        case .screening, .asked, .pooled:
            isDealtWithAbove ? .dealtWithAbove : withdrawalAt == nil ? nil : .alreadyWithdrawing
        case .held: .stillHeld
        case .rejected, .redirected, .solvedDirectly, .merged, .selected, .researching, .ready, .scheduled,
            .consulted, .inHandling, .closed, .reopened, .withdrawn:
            .alreadyDecided
        }
    }

    private var unmergingRefusal: TopicRefusal? {
        state.name == .merged ? nil : .notMerged
    }

    private var assigningRefusal: TopicRefusal? {
        switch state {
        case .selected, .researching: plan == .proposed ? .awaitsPlanDecision : nil  // BR-03
        case .held, .screening, .asked, .pooled, .rejected, .redirected, .solvedDirectly, .merged, .withdrawn:
            .notSelected
        case .ready, .scheduled, .consulted, .inHandling, .closed, .reopened: .alreadyResearched
        }
    }

    private var researchingRefusal: TopicRefusal? {
        switch state {
        case .researching, .ready, .scheduled: nil
        case .held, .screening, .asked, .pooled, .rejected, .redirected, .solvedDirectly, .merged,
            .selected, .withdrawn:
            .notAssigned
        case .consulted, .inHandling, .closed, .reopened: .alreadyResearched
        }
    }

    private var attachingRefusal: TopicRefusal? {
        switch state {
        case .screening, .asked, .pooled, .selected, .researching, .ready, .scheduled, .consulted, .inHandling,
            .reopened:
            nil
        case .held: .stillHeld
        case .rejected, .redirected, .solvedDirectly, .merged, .closed, .withdrawn: .alreadyDecided
        }
    }

    private var mediatingRefusal: TopicRefusal? {
        if state.name == .held { return .stillHeld }
        return state.name.isEnded ? .alreadyDecided : nil
    }

    private var proposingRefusal: TopicRefusal? {
        guard state == .selected else { return state.name == .researching ? .alreadyAssigned : .notSelected }
        return plan == nil ? nil : .alreadyInPlan
    }

    private var addingRefusal: TopicRefusal? {
        switch state {
        case .asked: .answerFirst
        // What is added to one that is handled as part of another is read with that one.
        case .held, .screening, .pooled, .selected, .researching, .ready, .scheduled, .merged:
            additions < Self.additionsMax ? nil : .addedEnough
        case .consulted, .inHandling, .reopened: .notAtThisStage
        case .rejected, .redirected, .solvedDirectly, .closed, .withdrawn: .alreadyDecided
        }
    }

    private var withdrawingRefusal: TopicRefusal? {
        if withdrawalAt != nil { return .alreadyWithdrawing }
        if state.name.isWithdrawable { return nil }
        if state.name == .merged { return .othersJoined }
        return state.name.isEnded ? .alreadyDecided : .tooLateToWithdraw
    }

    private var nextRoundRefusal: TopicRefusal? {
        guard state.name == .closed else { return .notEnded }
        return nextRound == nil ? nil : .hasNextRound  // BR-06
    }

    private func reviewRefusal(by actor: Actor) -> TopicRefusal? {
        if text == .erased { return .alreadyErased }  // BR-40
        switch state {
        case .held: return .stillHeld
        // What was public in the pool is so still, and says why it was turned down.
        case .rejected where !publication.isPublic: return .rejectedIsNotPublished
        case .merged, .withdrawn: return .alreadyDecided
        case .screening, .asked, .pooled, .rejected, .redirected, .solvedDirectly, .selected, .researching, .ready,
            .scheduled, .consulted, .inHandling, .closed, .reopened:
            guard case .staff(let staff) = actor else { return .notYours }
            return publication.reviewers.contains(staff.id) ? .alreadyReviewed : nil  // BR-41
        }
    }
}
