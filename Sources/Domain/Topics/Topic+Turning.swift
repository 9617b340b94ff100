// SPDX-License-Identifier: Apache-2.0

/// What becomes of a topic that was accepted, where it is not talked over after all.
extension Topic {
    /// Whether the matter may still be settled without a session: none has been announced.
    package var isSolvable: Bool {
        switch state {
        case .screening, .asked, .pooled, .selected, .researching, .ready: true
        case .held, .rejected, .redirected, .solvedDirectly, .merged, .scheduled, .consulted, .inHandling, .closed,
            .reopened, .withdrawn:
            false
        }
    }

    /// To turn it down or to send it on elsewhere, in whatever stage: what the convener has chosen is not the secretary's to
    /// turn away.
    var turningRefusal: TopicRefusal? {
        switch state {
        case .screening, .asked, .pooled: endingRefusal
        case .selected, .researching, .ready: .isSelected
        case .held, .rejected, .redirected, .solvedDirectly, .merged, .scheduled, .consulted, .inHandling, .closed,
            .reopened, .withdrawn:
            decisionRefusal
        }
    }

    var solvingRefusal: TopicRefusal? {
        guard isSolvable else { return decisionRefusal }
        return endingRefusal ?? deniedRefusal ?? owedRefusal
    }

    /// What is in the plan goes along: the Party committee has decided about the matter, not about the room. What was gathered stays
    /// with the room before which its parts were brought: they name that room, and it alone sees them (BR-10).
    var passingRefusal: TopicRefusal? {
        guard isSolvable else { return decisionRefusal }
        if source == .escalation { return .isGathered }
        return plan == .proposed ? .inPlan : nil
    }

    var deselectingRefusal: TopicRefusal? {
        switch state {
        case .selected, .researching, .ready: isInPlan ? .inPlan : nil  // BR-03
        case .held, .screening, .asked, .pooled, .rejected, .redirected, .solvedDirectly, .merged, .withdrawn:
            .notSelected
        case .scheduled, .consulted, .inHandling, .closed, .reopened: .notAtThisStage
        }
    }

    /// What was taken into the plan is taken out of it by whoever decided so, as long as no session has been announced (BR-03).
    var planDecisionRefusal: TopicRefusal? {
        switch state {
        case .selected where plan != nil: nil
        case .researching where isInPlan, .ready where isInPlan: nil
        case _: .notProposedForPlan
        }
    }

    private var isInPlan: Bool {
        if case .approved = plan { true } else { false }
    }

    /// A room does not end what the room above deals with, or what the Party committee has to decide or has decided.
    private var endingRefusal: TopicRefusal? {
        isDealtWithAbove ? .dealtWithAbove : plan == nil ? nil : .inPlan
    }

    /// Passes the matter to another room of the county, which screens it anew; its submitter reads where and why. What the room
    /// above deals with changes its room alone.
    package func passingOn(
        to other: Room.ID, in area: AreaCode, reason: String, by actor: Actor, at now: Instant, practice: Practice
    ) throws(TopicRefusal) -> Transition<Topic> {
        try require(.passOn, by: actor)
        guard other != room else { throw .sameRoom }
        return Transition(
            self,
            .passedOn(
                .init(from: room, to: other, area: area, reason: .kept(reason)),
                deadline: practice.screeningDeadline(at: now)))
    }

    /// Goes along with the topic that this one is handled as part of, and stays part of it (BR-07). Throws
    /// ``TopicRefusal/notMerged`` where `whole` is not the passing of that one, ``TopicRefusal/isGathered`` where it was itself made of
    /// topics of the rooms below.
    package func goingAlong(with whole: Transition<Topic>) throws(TopicRefusal) -> Transition<Topic> {
        guard case .passedOn(let passing, let deadline) = whole.event, mergedInto == whole.after.id else {
            throw .notMerged
        }
        guard source != .escalation else { throw .isGathered }
        return Transition(self, .passedOn(passing, deadline: deadline))
    }

    /// Takes back that it was chosen for consultation, and says why; it waits in the pool again.
    package func deselecting(reason: String, by actor: Actor) throws(TopicRefusal) -> Transition<Topic> {
        try require(.deselect, by: actor)
        return Transition(self, .deselected(reason: .kept(reason)))
    }

    /// Records an attempt to reconcile those at odds; with an answer to its submitter the topic is settled by it.
    /// `partsHaveSubmitter`: whether somebody holds the code of what is handled as part of it, and is asked, too (BR-07).
    package func mediating(
        _ mediation: Mediation, partsHaveSubmitter: Bool = false, by actor: Actor, at now: Instant, practice: Practice
    ) throws(TopicRefusal) -> Transition<Topic> {
        try require(.mediate, by: actor)
        guard mediation.day <= now.day else { throw .dayIsToCome }
        guard mediation.answer != nil else { return Transition(self, .mediated(mediation)) }
        if let solvingRefusal { throw solvingRefusal }
        var settling = mediation
        settling.askedUntil = source.hasSubmitter || partsHaveSubmitter ? practice.askingEnd(at: now) : nil
        return Transition(self, .mediated(settling))
    }
}

extension Topic.Rejection {
    /// Whether strangers may read that a topic of theirs was turned down on it: not where the matter itself is not for them.
    var isForPublic: Bool { !RejectionGround.unfitForPublic.contains(ground) }
}
